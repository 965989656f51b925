import type { ChecklistLink, ItemState, Section } from '../../model/checklist.js';
import type { Role } from '../../model/document.js';
import type { Evidence, Finding, RuleId, Severity } from '../../model/finding.js';
import type { ImportedChecklist, ImportedItem } from './import.js';
import { type Match, lineOf, matchesOf } from './match.js';
import { isAbout, isLacking, rulesSpokenOf } from './plain-claims.js';
import { normalised } from './text.js';

/** What a line of a team's checklist says, held against what the workspace says. */
export interface Claim {
  /** Of the imported item. */
  readonly index: number;
  /** `contradicted`: said to be done, and a finding says otherwise. `outdated`: said to be open, and the evidence is there. */
  readonly is: 'contradicted' | 'outdated';
  readonly state: ItemState;
  /** What contradicts it, the gravest first. */
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
}

/** A match that counts without a person's word, where the line plainly speaks about the rule as well; others about as good count, too. */
const STRICT = { score: 0.4, behind: 0.1 };
const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Where a mark stands for what is to be done, not for what is: plans, goals, criteria. */
const PLANS =
  /\b(?:plan|roadmap|next steps?|to-?do|future|priority order|criteria|goals?|objectives?|option [a-z0-9]|milestones?|backlog|recommendations?|recommended|targets?|requirements?|phase \d)\b/i;

/** What a person has said about a line: an item, that there is none, or nothing. */
export const linkOf = (links: readonly ChecklistLink[], file: string, item: ImportedItem): string | null | undefined => {
  const words = normalised(item.text);
  return links.find((link) => link.file === file && normalised(link.line) === words)?.item;
};

export interface Held {
  readonly file: string;
  readonly list: ImportedChecklist;
  readonly links: readonly ChecklistLink[];
  readonly sections: readonly Section[];
  readonly states: ReadonlyMap<string, ItemState>;
  /** What a document is for: a list of what is ready speaks of what ships. */
  roleOf(uri: string): Role | undefined;
}

/** The lines that the workspace contradicts, or that it has overtaken. Where it cannot be told for sure, nothing is said. */
export function* claimsOf({ file, list, links, sections, states, roleOf }: Held): Iterable<Claim> {
  const parents = new Set(list.items.flatMap(({ parent }) => parent ?? []));
  for (const [index, item] of list.items.entries()) {
    const linked = linkOf(links, file, item);
    if (linked === null) continue;
    const spoken = linked === undefined ? spokenIn(list, index, parents) : undefined;
    if (spoken?.size === 0) continue;
    // A warning says that something is there and does not satisfy: nothing here can tell otherwise.
    if (item.checked ? !claims(list, index, linked !== undefined) : item.mark === 'done' || item.mark === 'warning') continue;
    const candidates = linked === undefined ? likely(matchesOf(lineOf(list, index), sections)) : [linked];
    for (const id of candidates) {
      const state = states.get(id);
      if (!state) continue;
      const claim = item.checked ? contradiction(index, item, state, spoken, roleOf) : overtaken(index, state, spoken);
      if (!claim) continue;
      yield claim;
      break;
    }
  }
}

const AFTERWARDS = /\bpost[- ]?(?:deploy|launch|release|production)|\bafter (?:the )?(?:deploy|launch|release|go[- ]?live)/i;

/** The rules that a line speaks about where it stands: not what is looked at after a launch, nor what only sums up the lines below. */
function spokenIn(list: ImportedChecklist, index: number, parents: ReadonlySet<number>): ReadonlySet<RuleId> {
  const item = list.items[index];
  if (!item || parents.has(index)) return new Set();
  const headings = list.sections[item.section]?.headings ?? [];
  const around = [headings.at(-1) ?? '', item.group ?? ''];
  return [...headings, item.group ?? ''].some((words) => AFTERWARDS.test(words)) ? new Set() : rulesSpokenOf(item.text, around);
}

/** Whether a ticked line says that something is done here and now. */
function claims(list: ImportedChecklist, index: number, linked: boolean): boolean {
  const item = list.items[index];
  if (!item || item.missing || item.mark === 'failed' || item.mark === 'warning') return false;
  if (linked || item.box) return true;
  const headings = list.sections[item.section]?.headings ?? [];
  return ![...headings, item.group ?? ''].some((words) => PLANS.test(words));
}

function likely(matches: readonly Match[]): readonly string[] {
  const best = matches[0]?.score ?? 0;
  return matches.filter(({ score }) => score >= STRICT.score && score >= best - STRICT.behind).map(({ item }) => item.id);
}

function contradiction(
  index: number,
  item: ImportedItem,
  state: ItemState,
  spoken: ReadonlySet<RuleId> | undefined,
  roleOf: Held['roleOf'],
): Claim | undefined {
  if (state.status !== 'failing') return undefined;
  const findings = state.findings
    .filter((finding) => {
      const { severity, rule, confidence, at } = finding;
      if (severity === 'info') return false;
      if (spoken === undefined) return true;
      const ships = (roleOf(at.uri) ?? 'production') === 'production';
      return spoken.has(rule) && confidence === 'sure' && ships && !isLacking(item.text, rule) && isAbout(item.text, finding);
    })
    .toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  return findings.length > 0 ? { index, is: 'contradicted', state, findings, evidence: [] } : undefined;
}

function overtaken(index: number, state: ItemState, spoken: ReadonlySet<RuleId> | undefined): Claim | undefined {
  if (state.status !== 'passing' || state.item.phase === 'after') return undefined;
  if (spoken && !state.item.rules.some((rule) => spoken.has(rule))) return undefined;
  const evidence = state.evidence.filter(({ rule }) => spoken === undefined || spoken.has(rule));
  // That everything was read, and nothing found, is enough for a person's link, and too little for a guess at what a line means.
  const proven = state.coverage === undefined ? evidence.length > 0 : spoken === undefined;
  return proven ? { index, is: 'outdated', state, findings: [], evidence } : undefined;
}
