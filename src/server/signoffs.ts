import type { Blocker, RoleStanding, RoleState } from '../model/checklist.js';
import type { Change, SignatureCheck } from '../model/signoff.js';
import type { Place } from '../model/span.js';
import type { RoleSignoff, SignoffChange, Signoffs } from '../protocol.js';
import { locationOf } from './convert.js';
import type { Folder } from './folder.js';

/** How a folder's sign-off stands, as the view shows it. */
export function signoffsOf(folder: Folder): Signoffs {
  const { roles } = folder.assessment();
  return { roles: roles.toSorted(requiredFirst).map((state) => roleOf(folder, state)), problem: folder.records.problem };
}

/** How the signatures stand together. */
export function standingOf(roles: readonly RoleState[]): RoleStanding {
  if (roles.some(({ state }) => state === 'tampered')) return 'tampered';
  if (roles.some(({ state }) => state === 'stale')) return 'stale';
  const required = roles.filter(({ role }) => role.required);
  return required.length > 0 && required.every(({ state }) => state === 'signed') ? 'signed' : 'unsigned';
}

const requiredFirst = (a: RoleState, b: RoleState): number => Number(b.role.required) - Number(a.role.required);

/** More than a reader takes in; the signature itself covers all. */
const MOST = 100;

function roleOf(folder: Folder, { role, state, signoff, reasons, changes, blockers, signature }: RoleState): RoleSignoff {
  return {
    id: role.id,
    title: role.title,
    required: role.required,
    state,
    by: signoff?.by,
    at: signoff?.at,
    commit: signoff?.commit,
    note: signoff?.note,
    location: signoff && folder.locationOfRecord(signoff),
    // How many items have changed is told by the list of them.
    reasons: state === 'stale' && changes.length > 0 ? reasons.slice(1) : reasons,
    since: changes.slice(0, MOST).map((change) => changeOf(folder, change)),
    signature: signature && wordsOf(signature),
    blocking: state === 'signed' ? [] : blockers.slice(0, MOST).map((blocker) => blockerOf(folder, blocker)),
  };
}

const wordsOf = (check: SignatureCheck): string => (check.is === 'good' ? `SSH signature of ${check.signer}` : check.reason);

const placeOf = (folder: Folder, places: readonly Place[]): SignoffChange['location'] => {
  const [first] = places;
  return first && locationOf(first, (uri) => folder.linesOf(uri));
};

const changeOf = (folder: Folder, { item, title, from, to, because, places }: Change): SignoffChange => ({
  label: title,
  change: `${from} → ${to}`,
  because,
  status: undefined,
  item,
  location: placeOf(folder, places),
});

function blockerOf(folder: Folder, blocker: Blocker): SignoffChange {
  if (blocker.kind === 'finding') {
    const { message, at } = blocker.finding;
    return { label: message, change: undefined, because: [], status: undefined, item: undefined, location: placeOf(folder, [at]) };
  }
  const { item, status, findings, reason } = blocker.state;
  return {
    label: item.title,
    change: status === 'failing' ? (findings.length === 1 ? '1 finding' : `${findings.length} findings`) : STATUS_WORDS[status],
    because: reason === undefined ? [] : [reason],
    status,
    item: item.id,
    location: undefined,
  };
}

const STATUS_WORDS: Readonly<Record<string, string>> = { 'to-confirm': 'to confirm', 'to-attest': 'to attest' };
