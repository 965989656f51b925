import type { Attestation, Ledger, RecordState, Waiver } from '../model/signoff.js';
import { canonical } from './canonical.js';
import { forceOf, momentOf } from './force.js';

/** SHA-256 in hexadecimal. */
export type Digest = (text: string) => string;

/** Digits of a record's fingerprint, as many as a finding's. */
const DIGITS = 16;

const known = new WeakMap<Attestation | Waiver, string>();
const NONE: readonly never[] = [];
/** What was last said of a record: the same object, as long as it still holds. */
const states = new WeakMap<Attestation | Waiver, RecordState<Attestation | Waiver>>();

/** Names a record by all that it says. */
export function fingerprintOf(record: Attestation | Waiver, digest: Digest): string {
  let fingerprint = known.get(record);
  if (fingerprint === undefined) known.set(record, (fingerprint = digest(canonical({ ...record })).slice(0, DIGITS)));
  return fingerprint;
}

export const isAttestation = (record: Attestation | Waiver): record is Attestation => 'note' in record;

/** The records about one thing, and the only ones that count. */
export const inForce = <R extends Attestation | Waiver>(records: readonly RecordState<R>[]): readonly RecordState<R>[] =>
  records.every(counts) ? records : records.filter(counts);

const counts = ({ force }: RecordState<Attestation | Waiver>): boolean => force !== 'expired';

/** The records of a ledger, found by what they are about; what has expired is there too. */
export class Register {
  readonly #attestations = new Map<string, RecordState<Attestation>[]>();
  readonly #items = new Map<string, RecordState<Waiver>[]>();
  readonly #findings = new Map<string, RecordState<Waiver>[]>();
  readonly #byFingerprint = new Map<string, RecordState<Attestation> | RecordState<Waiver>>();
  readonly all: readonly (RecordState<Attestation> | RecordState<Waiver>)[];

  constructor(ledger: Ledger, now: Date, digest: Digest) {
    const stated = <R extends Attestation | Waiver>(record: R): RecordState<R> => {
      const force = forceOf(record.expires, now);
      let state = states.get(record) as RecordState<R> | undefined;
      if (state?.force !== force.force || state.daysLeft !== force.daysLeft)
        states.set(record, (state = { record, ...force, fingerprint: fingerprintOf(record, digest) }));
      this.#byFingerprint.set(state.fingerprint, state as RecordState<Attestation> | RecordState<Waiver>);
      return state;
    };
    const attestations = ledger.attestations.map(stated);
    const waivers = ledger.waivers.map(stated);
    this.all = [...attestations, ...waivers];
    for (const state of attestations) add(this.#attestations, state.record.item, state);
    for (const state of waivers) {
      const { item, fingerprint } = state.record;
      if (fingerprint !== undefined) add(this.#findings, fingerprint, state);
      else if (item !== undefined) add(this.#items, item, state);
    }
    for (const lists of [this.#attestations, this.#items, this.#findings]) for (const list of lists.values()) latestFirst(list);
  }

  /** Whether any record speaks of a finding rather than of an item. */
  get speaksOfFindings(): boolean {
    return this.#findings.size > 0;
  }

  attestations(item: string): readonly RecordState<Attestation>[] {
    return this.#attestations.get(item) ?? NONE;
  }

  waiversOfItem(item: string): readonly RecordState<Waiver>[] {
    return this.#items.get(item) ?? NONE;
  }

  waiversOf({ rule, fingerprint }: { readonly rule: string; readonly fingerprint: string }): readonly RecordState<Waiver>[] {
    const all = this.waiversOfFinding(fingerprint);
    // Nearly always all of them: a waiver of a finding names its rule.
    return all.every(({ record }) => isOf(record, rule)) ? all : all.filter(({ record }) => isOf(record, rule));
  }

  waiversOfFinding(fingerprint: string): readonly RecordState<Waiver>[] {
    return this.#findings.get(fingerprint) ?? NONE;
  }

  byFingerprint(fingerprint: string): RecordState<Attestation> | RecordState<Waiver> | undefined {
    return this.#byFingerprint.get(fingerprint);
  }
}

const isOf = (waiver: Waiver, rule: string): boolean => waiver.rule === undefined || waiver.rule === rule;

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function latestFirst(list: RecordState<Attestation>[] | RecordState<Waiver>[]): void {
  if (list.length > 1) list.sort((a, b) => momentOf(b.record.at) - momentOf(a.record.at));
}
