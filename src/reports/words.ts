import type { Assessment, Blocker, ItemState, ItemStatus, RoleState } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import { grouped } from '../model/grouped.js';
import { masked } from './mask.js';
import type { WorkspaceReport } from './report.js';
import { printable } from './terminal.js';

export const STATUS_WORDS: Readonly<Record<ItemStatus, string>> = {
  failing: 'failing',
  'to-confirm': 'to confirm',
  'to-attest': 'to attest',
  passing: 'passing',
  attested: 'attested',
  waived: 'waived',
  'not-applicable': 'does not apply',
};

export const VERDICT_WORDS: Readonly<Record<Assessment['verdict'], string>> = {
  'not-ready': 'Not ready',
  'ready-to-sign': 'Ready to sign',
  signed: 'Signed',
  stale: 'Signed, and no longer valid',
};

export const ROLE_WORDS: Readonly<Record<RoleState['state'], string>> = {
  unsigned: 'not signed',
  signed: 'signed',
  stale: 'stale',
  tampered: 'tampered with',
};

export const counted = (count: number): string => grouped(count);

export const plural = (count: number, one: string, many = `${one}s`): string => `${counted(count)} ${count === 1 ? one : many}`;

/** Words as a sentence. */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`.replace(/([.!?])\.$/, '$1');

/** Text of the workspace on one line, without what turns text around or cannot be seen. */
export const plain = (text: string): string => printable(text.replace(/[\r\n]+/g, ' '));

/** What people wrote down, who may have pasted more than they meant to. */
export const written = (text: string): string => masked(text, 0, []);

/** The day of a moment in ISO 8601. */
export const dayOf = (moment: string): string => moment.slice(0, 10);

/** A link that a person gave, where it is one that a reader may follow. */
export const isWebLink = (link: string): boolean => /^https?:\/\/[^\s<>"'`\\]+$/i.test(link);

/** What the profile asks for before the launch, and progress counts. */
export const isCounted = ({ item, shown, status, question }: ItemState): boolean =>
  shown && item.signOff === undefined && item.phase === 'before' && status !== 'not-applicable' && question === undefined;

/** What applies, and stands under *More* in this profile. */
export const isMore = ({ item, shown, status, question }: ItemState): boolean =>
  !shown && item.signOff === undefined && item.phase === 'before' && status !== 'not-applicable' && question === undefined;

export const isOpen = ({ status }: ItemState): boolean => status === 'failing' || status === 'to-confirm' || status === 'to-attest';

/** How the counted items of a section stand. */
export interface Tally {
  readonly done: number;
  readonly waived: number;
  readonly waiting: number;
  readonly failing: number;
  readonly blocking: number;
}

export function tallyOf(states: readonly ItemState[]): Tally {
  const items = states.filter(isCounted);
  const count = (...statuses: readonly ItemStatus[]): number => items.filter(({ status }) => statuses.includes(status)).length;
  return {
    done: count('passing', 'attested'),
    waived: count('waived'),
    waiting: count('to-confirm', 'to-attest'),
    failing: count('failing'),
    blocking: items.filter((state) => state.blocking && isOpen(state)).length,
  };
}

/** What fails an item; information is only shown beside it. */
export const failures = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ severity }) => severity !== 'info');

export const blockerTitle = (blocker: Blocker): string => (blocker.kind === 'item' ? blocker.state.item.title : blocker.finding.message);

/** Roles that a reader wants to see: those who have to sign, and those who have. */
export const concerned = (roles: readonly RoleState[]): readonly RoleState[] =>
  roles.filter(({ role, state }) => role.required || state !== 'unsigned');

/** Whether a rule has a page: what is said about comments and about lines of a checklist has none. */
export const hasPage = (rule: string): boolean => !/^(?:checklist|preflight)\//.test(rule);

/** A name as records have it, 'Ada <ada@example.com>', in its parts. */
export function personOf(by: string): { readonly name: string; readonly address: string | undefined } {
  const [, name = '', address] = /^([^<>]+?) ?<([^<>]+)>$/.exec(by.trim()) ?? [];
  return name === '' ? { name: by, address: undefined } : { name, address };
}

/** The same places and words are said once: several rules may be satisfied by the same thing. */
export function distinct<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map(list.map((one) => [key(one), one])).values()];
}

/** What a workspace is called: its folder. */
export const baseNameOf = ({ uri }: WorkspaceReport): string => {
  const name = uri.replace(/\/$/, '');
  const last = name.slice(name.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last) || 'workspace';
  } catch {
    return last;
  }
};
