import type * as z from 'zod';
import type { RuleId } from '../model/finding.js';
import { type Attestation, EMPTY_LEDGER, type Ledger, type Signoff, type Waiver } from '../model/signoff.js';
import type { Span } from '../model/span.js';
import type { DataNode } from '../syntax/data.js';
import { parsePlainYaml } from '../syntax/yaml.js';
import { type Written, type WrittenList, readLines } from './lines.js';
import { AttestationRecord, SignoffRecord, WaiverRecord } from './schema.js';

/** Where the records stand, relative to the workspace folder. */
export const SIGNOFF_FILE = '.preflight/signoff.yaml';

/** Something wrong in the records, at its place. */
export interface RecordProblem {
  readonly span: Span;
  readonly message: string;
}

export type AnyRecord = Attestation | Waiver | Signoff;
export type ListName = 'attestations' | 'waivers' | 'signoffs';

/** The records as a file has them. */
export interface Records {
  readonly ledger: Ledger;
  readonly problems: readonly RecordProblem[];
  /** Why nothing may be written: the file is not understood, and whatever were written could destroy what people did. */
  readonly broken: RecordProblem | undefined;
  /** Where each record stands. */
  readonly places: ReadonlyMap<AnyRecord, Span>;
  /** The lists that are there, for edits; undefined where there is no map yet. */
  readonly lists: ReadonlyMap<string, Pick<WrittenList, 'keySpan' | 'span'> & { readonly items: readonly Span[] }> | undefined;
  /** Whether all of it stands in one pair of braces. */
  readonly inBraces: boolean;
}

let last: { readonly text: string; readonly records: Records } | undefined;

/** Reads records. One that is wrong is left out and said in `problems`; never throws. */
export function readRecords(text: string, how: 'fast' | 'as YAML' = 'fast'): Records {
  if (how === 'as YAML') return read(text, how);
  if (last?.text !== text) last = { text, records: read(text, how) };
  return last.records;
}

function read(text: string, how: 'fast' | 'as YAML'): Records {
  const conflict = conflictIn(text);
  if (conflict) return failed(conflict);
  const lines = how === 'fast' ? readLines(text) : undefined;
  if (lines) {
    const ledger = new Reading();
    for (const [name, { items }] of lines) for (const item of items) ledger.addLine(name as ListName, item);
    const lists = new Map(
      [...lines].map(([name, { keySpan, span, items }]) => [name, { keySpan, span, items: items.map((item) => item.span) }]),
    );
    // What is wrong with a record is told by the slow way, which knows the place of each word.
    if (!ledger.failed) return { ...ledger.result(), lists, inBraces: false };
  }
  return readYaml(text);
}

function readYaml(text: string): Records {
  const {
    root,
    documents,
    problems: wrong,
  } = parsePlainYaml({ uri: '', path: SIGNOFF_FILE, format: 'yaml', role: 'production', version: 0, tracked: undefined, text });
  const [first] = wrong;
  if (first) return failed(first);
  const [, second] = documents;
  if (second) return failed({ span: second.span, message: 'Only one document is read, and this is another. Remove the line with ---.' });
  const reading = new Reading();
  if (documents.length === 0 || isNothing(root)) return { ...reading.result(), lists: undefined, inBraces: false };
  if (root.kind !== 'map')
    return failed({ span: root.span, message: `${SIGNOFF_FILE} takes a map with 'attestations', 'waivers' and 'signoffs'.` });
  const keys = root.entries.map(({ key }) => key);
  const twice = root.entries.find(({ key }, i) => keys.indexOf(key) !== i);
  if (twice) return failed({ span: twice.keySpan, message: `'${twice.key}' stands here twice. Put both lists under one.` });
  const version = root.get('version');
  if (version && version.text?.trim() !== '1')
    return failed({ span: version.span, message: "This file is of another version than '1'. A newer Preflight may read it." });
  const lists = new Map<string, { readonly keySpan: Span; readonly span: Span; readonly items: readonly Span[] }>();
  for (const { key, keySpan, node } of root.entries) {
    if (!isListName(key)) continue;
    if (node.kind !== 'list' && !isNothing(node)) reading.refuse({ span: node.span, message: `'${key}' takes a list of records.` });
    lists.set(key, { keySpan, span: node.span, items: node.items.map(({ span }) => span) });
    for (const item of node.items) reading.add(key, item.span, plainOf(item), item);
  }
  return { ...reading.result(), lists, inBraces: text.startsWith('{', root.span.start) };
}

const SCHEMAS: Readonly<Record<ListName, z.ZodType>> = { attestations: AttestationRecord, waivers: WaiverRecord, signoffs: SignoffRecord };

const isListName = (name: string): name is ListName => Object.hasOwn(SCHEMAS, name);

/** Records by what was read of their lines: the same objects as long as these are there, however often the file is read. */
const remembered: Readonly<Record<ListName, WeakMap<object, AnyRecord>>> = {
  attestations: new WeakMap(),
  waivers: new WeakMap(),
  signoffs: new WeakMap(),
};

/** Records on their way into a ledger. */
class Reading {
  readonly #places = new Map<AnyRecord, Span>();
  readonly #problems: RecordProblem[] = [];
  readonly #lists = { attestations: [] as Attestation[], waivers: [] as Waiver[], signoffs: [] as Signoff[] };
  #broken: RecordProblem | undefined;

  get failed(): boolean {
    return this.#problems.length > 0;
  }

  addLine(name: ListName, { span, record }: WrittenList['items'][number]): void {
    const known = remembered[name].get(record);
    // Two records on lines that are the same are two all the same.
    if (known) this.#keep(name, this.#places.has(known) ? { ...known } : known, span);
    else {
      const built = this.add(name, span, typed(record));
      if (built) remembered[name].set(record, built);
    }
  }

  add(name: ListName, span: Span, data: unknown, node?: DataNode): AnyRecord | undefined {
    const parsed = SCHEMAS[name].safeParse(data);
    if (!parsed.success) {
      this.#problems.push(...parsed.error.issues.slice(0, 1).map((issue) => complaint(issue, span, node, name)));
      return undefined;
    }
    const plain = parsed.data as Plain;
    const record = name === 'attestations' ? attestationOf(plain) : name === 'waivers' ? waiverOf(plain) : signoffOf(plain);
    this.#keep(name, record, span);
    return record;
  }

  refuse(problem: RecordProblem): void {
    this.#broken ??= problem;
    this.#problems.push(problem);
  }

  result(): Pick<Records, 'ledger' | 'problems' | 'broken' | 'places'> {
    return { ledger: this.#lists, problems: this.#problems, broken: this.#broken, places: this.#places };
  }

  #keep(name: ListName, record: AnyRecord, span: Span): void {
    this.#places.set(record, span);
    (this.#lists[name] as AnyRecord[]).push(record);
  }
}

const failed = (problem: RecordProblem): Records => ({
  ledger: EMPTY_LEDGER,
  problems: [problem],
  broken: problem,
  places: new Map(),
  lists: undefined,
  inBraces: false,
});

const isNothing = (node: DataNode): boolean => node.kind === 'scalar' && node.value.kind === 'nothing';

/** What Git leaves where two branches changed the same lines: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented */
function conflictIn(text: string): RecordProblem | undefined {
  if (!['<<<<<<<', '=======', '>>>>>>>', '|||||||'].some((mark) => text.includes(mark))) return undefined;
  const marker = /^(?:<{7}|>{7}|\|{7}|={7})(?=[ \t\r\n]|$)/m.exec(text);
  if (!marker) return undefined;
  return {
    span: { start: marker.index, end: marker.index + 7 },
    message: 'A merge left a conflict here. Keep the records of both sides and remove the marker lines; until then nothing is written.',
  };
}

type Plain = Readonly<Record<string, unknown>>;

/** Numbers of the file; any other scalar is text as it is written, so that no commit or fingerprint is taken for a number. */
const NUMBERS = new Set(['catalogue']);

function plainOf(node: DataNode, key = '', depth = 0): unknown {
  if (depth > 4) return undefined;
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plainOf(entry.node, entry.key, depth + 1)]));
    case 'list':
      return node.items.map((item) => plainOf(item, key, depth + 1));
    case 'scalar': {
      const { value } = node;
      if (value.kind === 'nothing') return undefined;
      if (value.kind === 'flag' && key === 'providedElsewhere') return value.on;
      if (value.kind === 'number' && NUMBERS.has(key)) return value.number;
      return value.kind === 'text' ? value.text : node.text;
    }
  }
}

/** The same of a line: there, all is text. */
function typed(record: Readonly<Record<string, Written>>): unknown {
  const { catalogue, providedElsewhere } = record;
  return {
    ...record,
    ...(typeof catalogue === 'string' && /^\d{1,9}$/.test(catalogue) ? { catalogue: Number(catalogue) } : {}),
    ...(providedElsewhere === 'true' || providedElsewhere === 'false' ? { providedElsewhere: providedElsewhere === 'true' } : {}),
  };
}

function complaint(issue: z.core.$ZodIssue, at: Span, record: DataNode | undefined, list: ListName): RecordProblem {
  let node = record;
  for (const key of issue.path) node = typeof key === 'number' ? node?.items[key] : node?.get(String(key));
  const name = issue.path.map(String).join('.');
  const one = list.slice(0, -1);
  if (issue.code === 'invalid_type' && node === undefined)
    return { span: at, message: `This ${one} has no '${name}', so that it does not count. Add it.` };
  const said = issue.code === 'invalid_type' ? `it takes a ${issue.expected}` : issue.message;
  const subject = name === '' ? `This ${one} does not count` : `'${name}' is wrong, so that this ${one} does not count`;
  return { span: node?.span ?? at, message: `${subject}: ${said}.` };
}

const optional = (data: Plain, keys: readonly string[]): object =>
  Object.fromEntries(keys.flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]]])));

const of = (data: Plain, key: string): string => data[key] as string;

const attestationOf = (data: Plain): Attestation => ({
  item: of(data, 'item'),
  by: of(data, 'by'),
  at: of(data, 'at'),
  note: of(data, 'note'),
  ...optional(data, ['link', 'expires', 'providedElsewhere']),
});

const waiverOf = (data: Plain): Waiver => ({
  ...optional(data, ['item', 'path', 'fingerprint']),
  ...(data.rule === undefined ? {} : { rule: data.rule as RuleId }),
  by: of(data, 'by'),
  at: of(data, 'at'),
  reason: of(data, 'reason'),
  expires: of(data, 'expires'),
});

const signoffOf = (data: Plain): Signoff => ({
  role: of(data, 'role'),
  by: of(data, 'by'),
  at: of(data, 'at'),
  catalogue: data.catalogue as number,
  digest: of(data, 'digest'),
  state: data.state as Signoff['state'],
  ...optional(data, ['commit', 'note', 'signature']),
});
