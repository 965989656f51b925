import type { TextEdit } from '../model/finding.js';
import type { Attestation, Ledger, Signoff, Waiver } from '../model/signoff.js';
import { type Span, slice } from '../model/span.js';
import { lineStart } from '../syntax/data.js';
import { byCodePoint, canonical } from './canonical.js';
import { type AnyRecord, type ListName, type RecordProblem, type Records, readRecords } from './read.js';

/** What is to become of the records. */
export interface RecordChanges {
  readonly remove?: readonly AnyRecord[];
  readonly attestations?: readonly Attestation[];
  readonly waivers?: readonly Waiver[];
  readonly signoffs?: readonly Signoff[];
}

export type Edited =
  { readonly is: 'edited'; readonly text: string; readonly records: Records } | { readonly is: 'refused'; readonly problem: RecordProblem };

// Git takes changes for one that stand fewer than four lines apart: with these between the lists, two branches' records merge.
const HEAD = `# The records of Preflight: commit them. One record a line, in the order of items, so that two people's records merge.
version: 1
`;

const BODY = `
# What a person says holds: by, at and note; link, expires and providedElsewhere where there is something to say.
# In Preflight: attest.
attestations:

# Open items and findings whose risk a person accepts, why, and until when.
# In Preflight: accept the risk.
waivers:

# What each role signed, and the state that it saw. Whatever of it is edited shows.
# In Preflight: sign.
signoffs:
`;

const LISTS: readonly ListName[] = ['attestations', 'waivers', 'signoffs'];

/**
 * The text with records added and removed, and all else as it was: comments, keys that Preflight does not know, order and style.
 * Refused where the file is not understood.
 */
export function editRecords(text: string, change: (ledger: Ledger) => RecordChanges): Edited {
  const records = readRecords(text);
  if (records.broken) return { is: 'refused', problem: records.broken };
  const changes = change(records.ledger);
  if (!changes.remove?.length && LISTS.every((list) => !changes[list]?.length)) return { is: 'edited', text, records };
  const source = records.lists ? text : withLists(text);
  const before = records.lists ? records : readRecords(source);
  // What goes, goes first: a record may take the place of one that stood on the very line where it belongs.
  const cleared = apply(source, [...removals(source, before, changes.remove ?? [])]);
  const rest = cleared === source ? before : readRecords(cleared);
  const added = LISTS.flatMap((list) => (changes[list] ?? []).flatMap((record) => [...addition(cleared, rest, list, record)]));
  const edited = apply(cleared, added);
  const after = readRecords(edited);
  return isAsMeant(records.ledger, changes, after)
    ? { is: 'edited', text: edited, records: after }
    : {
        is: 'refused',
        problem: {
          span: { start: 0, end: 0 },
          message: 'The records are written in a way that Preflight cannot change. Write one record a line.',
        },
      };
}

/** A file without records yet; comments that stand in it stay. */
function withLists(text: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lead = text.trim() === '' ? HEAD : `${text.endsWith('\n') ? text : `${text}${eol}`}version: 1\n`;
  return `${lead}${BODY}`.replace(/\r?\n/g, eol);
}

/** Guards what people wrote: nothing but the change may be different. */
function isAsMeant(before: Ledger, changes: RecordChanges, after: Records): boolean {
  if (after.broken) return false;
  const removed = new Set<AnyRecord>(changes.remove);
  return LISTS.every((list) => {
    const meant = [...(before[list] as readonly AnyRecord[]).filter((record) => !removed.has(record)), ...(changes[list] ?? [])];
    return same(meant, after.ledger[list]);
  });
}

function same(one: readonly AnyRecord[], other: readonly AnyRecord[]): boolean {
  const left = new Set(one);
  const others = other.filter((record) => !left.delete(record));
  const named = (records: Iterable<AnyRecord>): string =>
    [...records]
      .map((record) => canonical({ ...record }))
      .sort()
      .join('\n');
  return one.length === other.length && named(left) === named(others);
}

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Where a line ends, its break not included. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return at > 0 && text[at - 1] === '\r' ? at - 1 : at;
}

const insert = (offset: number, text: string): TextEdit => ({ span: { start: offset, end: offset }, text });

/** The dash and all before it on its line, where a record begins with one. */
const dashOf = (text: string, item: Span): string | undefined => {
  const start = lineStart(text, item.start);
  const lead = text.slice(start, item.start);
  return /^[ \t]*-[ \t]+$/.test(lead) ? lead : undefined;
};

const isFlow = (text: string, { span }: { readonly span: Span }): boolean => slice(text, span).startsWith('[');

function* removals(text: string, { ledger, lists, places }: Records, remove: readonly AnyRecord[]): Iterable<TextEdit> {
  for (const name of LISTS) {
    const list = lists?.get(name);
    if (!list) continue;
    const own = new Set<AnyRecord>(ledger[name]);
    const gone = new Set(remove.filter((record) => own.has(record)).flatMap((record) => places.get(record) ?? []));
    const spans = list.items;
    for (const [i, span] of spans.entries()) {
      if (!gone.has(span)) continue;
      if (isFlow(text, list)) {
        const next = spans[i + 1];
        const previous = spans.slice(0, i).findLast((other) => !gone.has(other));
        if (next) yield { span: { start: span.start, end: next.start }, text: '' };
        else yield { span: { start: previous ? previous.end : span.start, end: span.end }, text: '' };
        continue;
      }
      const start = lineStart(text, span.start);
      const end = text.indexOf('\n', span.end);
      if (dashOf(text, span) !== undefined) yield { span: { start, end: end < 0 ? text.length : end + 1 }, text: '' };
    }
  }
}

function* addition(text: string, { lists, inBraces, ledger, places }: Records, name: ListName, record: AnyRecord): Iterable<TextEdit> {
  if (inBraces) return;
  const eol = eolOf(text);
  const written = flow({ ...record });
  const list = lists?.get(name);
  if (!list) {
    const lead = text === '' || text.endsWith('\n') ? '' : eol;
    yield insert(text.length, `${lead}${name}:${eol}  - ${written}${eol}`);
    return;
  }
  const { items, keySpan, span } = list;
  if (items.length === 0) {
    if (span.end > span.start) yield { span: withSpaceBefore(text, span), text: '' };
    yield insert(lineEnd(text, Math.max(keySpan.end, span.end)), `${eol}  - ${written}`);
    return;
  }
  // Behind all that come before it: an order that people gave stays.
  const key = keyOf(record);
  const spans = new Map((ledger[name] as readonly AnyRecord[]).map((known) => [places.get(known), keyOf(known)]));
  const index = items.findIndex((item) => {
    const other = spans.get(item);
    return other !== undefined && byCodePoint(other, key) > 0;
  });
  const next = index < 0 ? undefined : items[index];
  const previous = index < 0 ? items.at(-1) : items[index - 1];
  if (isFlow(text, list)) {
    if (next) yield insert(next.start, `${written}, `);
    else if (previous) yield insert(previous.end, `, ${written}`);
    return;
  }
  const [first] = items;
  const dash = (first && dashOf(text, first)) ?? '  - ';
  yield insert(lineEnd(text, previous ? previous.end : keySpan.end), `${eol}${dash}${written}`);
}

const withSpaceBefore = (text: string, { start, end }: Span): Span => ({
  start: start - (/[ \t]{0,200}$/.exec(text.slice(Math.max(0, start - 20), start))?.[0].length ?? 0),
  end,
});

/** Records stand in the order of what they are about, then of time. */
function keyOf(record: AnyRecord): string {
  if ('role' in record) return [record.role, record.at, record.by].join('\n');
  if ('note' in record) return [record.item, record.at, record.by].join('\n');
  return [record.item ?? record.rule ?? '', record.path ?? '', record.fingerprint ?? '', record.at, record.by].join('\n');
}

/** The keys of a record, in the order that people read them. */
const ORDER = [
  'item', 'role', 'rule', 'path', 'fingerprint', 'by', 'at', 'commit', 'catalogue', 'digest', 'state', 'note', 'reason', 'link',
  'expires', 'providedElsewhere', 'signature',
]; // prettier-ignore

function flow(record: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  entries.sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return `{ ${entries.map(([key, value]) => `${key}: ${typeof value === 'object' && value !== null ? stateMap(value) : scalar(key, value)}`).join(', ')} }`;
}

function stateMap(state: object): string {
  const lines = Object.entries(state as Record<string, string>).sort(([a], [b]) => byCodePoint(a, b));
  return lines.length ? `{ ${lines.map(([item, line]) => `${keyText(item)}: ${quoted(line)}`).join(', ')} }` : '{}';
}

/** Texts that every reader of YAML takes for texts, whatever they look like, stand as they are; others in quotes. */
const PLAIN = /^(?!(?:true|false|yes|no|on|off|y|n|null)$)[a-z][a-z0-9]*(?:[./_-][a-z0-9]+)*$/;
const PLAIN_KEYS = new Set(['item', 'role', 'rule']);

const keyText = (key: string): string => (PLAIN.test(key) ? key : quoted(key));

function scalar(key: string, value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = String(value);
  if (PLAIN_KEYS.has(key) && PLAIN.test(text)) return text;
  return (key === 'at' || key === 'expires') && /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(text) ? text : quoted(text);
}

/** In double quotes and on one line: https://yaml.org/spec/1.2.2/#731-double-quoted-style */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Edits of one place keep their order. */
function apply(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, i) => ({ edit, i })).sort((a, b) => a.edit.span.start - b.edit.span.start || a.i - b.i);
  let result = '';
  let at = 0;
  for (const { edit } of ordered) {
    result += text.slice(at, Math.max(at, edit.span.start)) + edit.text;
    at = Math.max(at, edit.span.end);
  }
  return result + text.slice(at);
}
