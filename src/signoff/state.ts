import { alike } from '../model/alike.js';
import type { ItemState, ItemStatus } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import { oncePer } from '../model/once.js';
import type { Attestation, Change, RecordState, Waiver } from '../model/signoff.js';
import { byCodePoint } from './canonical.js';
import { type Register, inForce, isAttestation } from './records.js';

/** Information never fails an item: it is shown beside it, and no signature speaks of it. */
export const fails = ({ severity }: Finding): boolean => severity !== 'info';

/** What the state of an item is in a signature: its status, then the fingerprints of its findings and of the records that count. */
export const lineOf = oncePer(({ status, question, findings, accepted, baselined, records }: ItemState): string => {
  if (question !== undefined) return 'question';
  if (status === 'not-applicable') return status;
  const all = [...findings, ...accepted.map(({ finding }) => finding), ...baselined].filter(fails);
  const answering = new Set<unknown>(accepted.map(({ by }) => by));
  const waivers = inForce(records.waivers).filter(
    ({ record }) => answering.has(record) || (status === 'waived' && record.fingerprint === undefined),
  );
  const attestations = inForce(records.attestations).filter(({ record }) => status === 'attested' || answering.has(record));
  const tokens = new Set([
    ...all.map(({ fingerprint }) => fingerprint),
    ...waivers.map(({ fingerprint }) => `w:${fingerprint}`),
    ...attestations.map(({ fingerprint }) => `a:${fingerprint}`),
  ]);
  return [status, ...[...tokens].sort(byCodePoint)].join(' ');
});

/** Whether two states have the same line, as they mostly have while somebody types: then nobody has to write them. */
export function sameLine(now: ItemState, before: ItemState | undefined): boolean {
  if (now === before) return true;
  if (now.item.id !== before?.item.id) return false;
  const isSame =
    now.status === before.status &&
    (now.question === undefined) === (before.question === undefined) &&
    now.findings.length === before.findings.length &&
    now.findings.every((finding, i) => saysSame(finding, before.findings[i])) &&
    alike(now.accepted, before.accepted) &&
    alike(now.baselined, before.baselined) &&
    alike(now.records.attestations, before.records.attestations) &&
    alike(now.records.waivers, before.records.waivers);
  return isSame || lineOf(now) === lineOf(before);
}

const saysSame = (now: Finding, before: Finding | undefined): boolean =>
  now === before || (now.fingerprint === before?.fingerprint && fails(now) === fails(before));

/** A signature's view of items, by id. */
export const stateOf = (items: readonly ItemState[]): Readonly<Record<string, string>> =>
  Object.fromEntries(items.map((state) => [state.item.id, lineOf(state)] as const).sort(([a], [b]) => byCodePoint(a, b)));

/** The parts of a line of a signature's state. */
export function partsOf(line: string): {
  readonly status: string;
  readonly findings: readonly string[];
  readonly records: readonly string[];
} {
  const [status = '', ...tokens] = line.split(' ').filter((part) => part !== '');
  return {
    status,
    findings: tokens.filter((token) => !/^[aw]:/.test(token)),
    records: tokens.flatMap((token) => (/^[aw]:/.test(token) ? [token.slice(2)] : [])),
  };
}

const WORDS: Readonly<Record<ItemStatus | 'question', string>> = {
  'not-applicable': 'does not apply',
  failing: 'failing',
  passing: 'passing',
  'to-confirm': 'to be confirmed',
  'to-attest': 'to be attested',
  attested: 'attested',
  waived: 'waived',
  question: 'waits for an answer',
};

const isKnown = (status: string): status is keyof typeof WORDS => status in WORDS;

const plural = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

/** `Ada <ada@example.com>` as people say it. */
export const nameOf = (by: string): string =>
  by
    .replace(/\s{0,9}<[^<>]{0,200}>\s{0,9}$/, '')
    .trim()
    .replace(/^$/, by);

function inWords(line: string | undefined, register: Register): string {
  if (line === undefined) return 'not in the checklist';
  const { status, findings, records } = partsOf(line);
  const words = isKnown(status) ? WORDS[status] : status;
  if (status === 'failing') return `${words}, ${plural(findings.length, 'finding')}`;
  const names = new Set(
    records.flatMap((fingerprint) => {
      const known = register.byFingerprint(fingerprint);
      return known ? [nameOf(known.record.by)] : [];
    }),
  );
  return names.size ? `${words} by ${[...names].sort(byCodePoint).join(' and ')}` : words;
}

const recordWords = ({ record }: RecordState<Attestation> | RecordState<Waiver>): string =>
  isAttestation(record) ? `the attestation by ${nameOf(record.by)}` : `the waiver by ${nameOf(record.by)}`;

/** Messages of new findings that are told one by one. */
const MOST_TOLD = 3;

function* reasonsOf(from: string | undefined, to: string | undefined, now: ItemState | undefined, register: Register): Iterable<string> {
  if (from === undefined) {
    yield 'it came to the checklist, or to the sections of this role, after the signature';
    return;
  }
  if (to === undefined || !now) {
    yield 'it has left the checklist, or the sections of this role';
    return;
  }
  const [before, after] = [partsOf(from), partsOf(to)];
  const known = new Set(before.findings);
  const all = [...now.findings, ...now.accepted.map(({ finding }) => finding), ...now.baselined].filter(fails);
  const fresh = all.filter(({ fingerprint }) => !known.has(fingerprint));
  for (const { message } of fresh.slice(0, MOST_TOLD)) yield `new: ${message}`;
  if (fresh.length > MOST_TOLD) yield `and ${plural(fresh.length - MOST_TOLD, 'other new finding')}`;
  const left = new Set(after.findings);
  const gone = before.findings.filter((fingerprint) => !left.has(fingerprint)).length;
  if (gone) yield `${plural(gone, 'finding')} gone`;
  for (const fingerprint of before.records) {
    if (after.records.includes(fingerprint)) continue;
    const record = register.byFingerprint(fingerprint);
    if (!record) yield 'a record was taken back';
    else if (record.force === 'expired') yield `${recordWords(record)} expired on ${(record.record.expires ?? '').slice(0, 10)}`;
    else yield `${recordWords(record)} no longer decides it`;
  }
  for (const fingerprint of after.records) {
    if (before.records.includes(fingerprint)) continue;
    const record = register.byFingerprint(fingerprint);
    if (record) yield `${recordWords(record)} of ${record.record.at.slice(0, 10)} is new`;
  }
  if (before.status !== after.status && now.reason !== undefined) yield now.reason;
}

/** What of a signed state is different now, item by item. */
export function changesOf(signed: Readonly<Record<string, string>>, items: readonly ItemState[], register: Register): readonly Change[] {
  const now = new Map(items.map((state) => [state.item.id, state]));
  const ids = [...new Set([...Object.keys(signed), ...now.keys()])].sort(byCodePoint);
  return ids.flatMap((item) => {
    const state = now.get(item);
    const [from, to] = [signed[item], state && lineOf(state)];
    if (from === to) return [];
    const known = new Set(from === undefined ? [] : partsOf(from).findings);
    const fresh = (state?.findings ?? []).filter((finding) => fails(finding) && !known.has(finding.fingerprint));
    const places = fresh.length ? fresh : (state?.evidence ?? []);
    return [
      {
        item,
        title: state?.item.title ?? item,
        from: inWords(from, register),
        to: inWords(to, register),
        because: [...new Set(reasonsOf(from, to, state, register))],
        places: places.map(({ at }) => at),
      },
    ];
  });
}
