import type { ItemState, Role, RoleState } from '../model/checklist.js';
import type { Signoff } from '../model/signoff.js';
import { canonical } from './canonical.js';
import { type Digest, type Register, isAttestation } from './records.js';
import { changesOf, nameOf, partsOf, sameLine, stateOf } from './state.js';

export interface Signed {
  readonly role: Role;
  /** What a signature of this role covers. */
  readonly items: readonly ItemState[];
  readonly signoffs: readonly Signoff[];
  readonly register: Register;
  /** The version of the built-in checklist. */
  readonly catalogue: number;
  readonly digest: Digest;
}

/** `sha256:` and the digest of a state in canonical form. */
export const digestOf = (state: Signoff['state'], digest: Digest): string => `sha256:${digest(canonical(state))}`;

/** What an SSH signature is about: all of a sign-off but the signature; of the state, its digest. */
export const signedText = ({ role, by, at, commit, catalogue, digest, note }: Signoff): string =>
  canonical({ role, by, at, commit, catalogue, digest, note });

/** The signature of a role that counts: the latest. */
export function latestOf(signoffs: readonly Signoff[], role: string): Signoff | undefined {
  let latest: Signoff | undefined;
  for (const signoff of signoffs)
    if (signoff.role === role && !(latest && Date.parse(signoff.at) < Date.parse(latest.at))) latest = signoff;
  return latest;
}

/** What was last made of the items that a role signs. */
const lasts = new WeakMap<Role, { readonly items: readonly ItemState[]; readonly digest: Digest; readonly now: RoleState['now'] }>();

/** Most keystrokes move what the items show, and change nothing that a signature speaks of. */
function nowOf(role: Role, items: readonly ItemState[], digest: Digest): RoleState['now'] {
  const last = lasts.get(role);
  const holds = last?.digest === digest && last.items.length === items.length && items.every((state, i) => sameLine(state, last.items[i]));
  const now = holds ? last.now : madeOf(stateOf(items), digest);
  lasts.set(role, { items, digest, now });
  return now;
}

const madeOf = (state: Signoff['state'], digest: Digest): RoleState['now'] => ({ state, digest: digestOf(state, digest) });

/** Whether a role has signed, and whether that still holds. */
export function standingOf({
  role,
  items,
  signoffs,
  register,
  catalogue,
  digest,
}: Signed): Pick<RoleState, 'state' | 'signoff' | 'changes' | 'reasons' | 'now'> {
  const now = nowOf(role, items, digest);
  const signoff = latestOf(signoffs, role.id);
  if (!signoff) return { state: 'unsigned', signoff, changes: [], reasons: [], now };
  const changes = changesOf(signoff.state, items, register);
  const edited = [...tampering(signoff, register, digest)];
  const version =
    signoff.catalogue === catalogue
      ? []
      : [`The checklist is now version ${String(catalogue)}; version ${String(signoff.catalogue)} was signed.`];
  if (edited.length) return { state: 'tampered', signoff, changes, reasons: [...edited, ...version], now };
  if (changes.length === 0) return { state: 'signed', signoff, changes, reasons: version, now };
  const moved = `${String(changes.length)} ${changes.length === 1 ? 'item has' : 'items have'} changed since ${nameOf(signoff.by)} signed.`;
  return { state: 'stale', signoff, changes, reasons: [moved, ...version], now };
}

/**
 * What was edited after the signature. A covered record that is gone was taken back, which makes the signature stale; but where
 * another one about the same thing claims to be older than the signature, and was not there then, the record was edited.
 */
function* tampering(signoff: Signoff, register: Register, digest: Digest): Iterable<string> {
  if (digestOf(signoff.state, digest) !== signoff.digest)
    yield `The signature of '${signoff.role}' does not fit its digest: its state, or the digest, was edited after signing.`;
  for (const [item, line] of Object.entries(signoff.state)) {
    const { findings, records } = partsOf(line);
    if (records.every((fingerprint) => register.byFingerprint(fingerprint))) continue;
    const about = [
      ...register.attestations(item),
      ...register.waiversOfItem(item),
      ...findings.flatMap((fingerprint) => register.waiversOfFinding(fingerprint)),
    ];
    const forged = about.find(
      ({ record, fingerprint }) => !records.includes(fingerprint) && Date.parse(record.at) <= Date.parse(signoff.at),
    );
    if (!forged) continue;
    const what = isAttestation(forged.record) ? 'attestation' : 'waiver';
    yield `The ${what} of '${item}' by ${nameOf(forged.record.by)} was edited after '${signoff.role}' signed.`;
  }
}
