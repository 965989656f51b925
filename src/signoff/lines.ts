import type { Span } from '../model/span.js';

/** A record as it is written: texts as texts, whatever they look like, flags where they are meant. */
export type Written = string | { readonly [key: string]: Written };

/** A list of records in a file, wherever it stands. */
export interface WrittenList {
  readonly keySpan: Span;
  /** What stands behind the key; empty where nothing does. */
  readonly span: Span;
  /** A line that is read again gives the same record. */
  readonly items: readonly { readonly span: Span; readonly record: Readonly<Record<string, Written>> }[];
}

/**
 * Reads a file that is written as Preflight writes it: a record in braces on each line, comments in between. That is a small part of
 * YAML, read a hundred times faster than all of it; undefined where the file is anything else.
 */
export function readLines(text: string): ReadonlyMap<string, WrittenList> | undefined {
  const lists = new Map<string, { readonly keySpan: Span; readonly span: Span; items: WrittenList['items'][number][] }>();
  let current: WrittenList['items'][number][] | undefined;
  let indent: number | undefined;
  let version = false;
  for (let start = text.startsWith('\ufeff') ? 1 : 0; start < text.length;) {
    const stop = text.indexOf('\n', start);
    const end = stop < 0 ? text.length : stop;
    const line = text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end);
    const at = start;
    start = end + 1;
    if (line.includes('\r')) return undefined;
    if (/^ *(?:#|$)/.test(line)) continue;
    const dash = /^ *- (?=\{)/.exec(line)?.[0];
    if (dash !== undefined && current) {
      if (indent !== undefined && dash.length !== indent) return undefined;
      indent = dash.length;
      const parsed = recordIn(line, dash.length);
      if (!parsed) return undefined;
      current.push({
        span: { start: at + dash.length, end: at + parsed.end },
        record: parsed.record,
      });
      continue;
    }
    if (/^version: 1 *(?: #.*)?$/.test(line) && !version) {
      version = true;
      current = undefined;
      continue;
    }
    const key = /^(attestations|waivers|signoffs): *(?: #.*)?$/.exec(line)?.[1];
    if (key === undefined || lists.has(key)) return undefined;
    current = [];
    indent = undefined;
    const behind = { start: at + key.length + 1, end: at + key.length + 1 };
    lists.set(key, { keySpan: { start: at, end: at + key.length }, span: behind, items: current });
  }
  return lists.size ? lists : undefined;
}

interface Parsed {
  readonly record: Readonly<Record<string, Written>>;
  readonly end: number;
}

const KEY = /([A-Za-z][\w.-]*): /y;
const QUOTED = /"(?:[^"\\\u0000-\u001f\u007f-\u009f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y;
/** Nothing that YAML would take for more than characters, in braces or out of them. */
const PLAIN = /[A-Za-z0-9](?:[\w./+-]|:(?=[\w/]))*/y;

/** Lines that were read before: after an edit, nearly all of a file. */
const remembered = new Map<string, Parsed>();
const MOST_REMEMBERED = 50_000;

/** The record whose brace opens at an offset of a line, when nothing but a comment stands behind it. */
function recordIn(line: string, from: number): Parsed | undefined {
  const known = remembered.get(line);
  if (known) return known;
  const parsed = readRecord(line, from);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  if (parsed) remembered.set(line, parsed);
  return parsed;
}

function readRecord(line: string, from: number): Parsed | undefined {
  const parsed = mapIn(line, from, 0);
  return parsed && /^ *(?: #.*)?$/.test(line.slice(parsed.end)) ? parsed : undefined;
}

function mapIn(line: string, from: number, depth: number): Parsed | undefined {
  if (line.startsWith('{}', from)) return { record: {}, end: from + 2 };
  if (!line.startsWith('{ ', from) || depth > 1) return undefined;
  const record: Record<string, Written> = {};
  for (let at = from + 2; ;) {
    KEY.lastIndex = at;
    const plain = KEY.exec(line);
    const quoted = plain ? undefined : textIn(line, at);
    const key = plain?.[1] ?? quoted?.text;
    if (key === undefined || Object.hasOwn(record, key) || key === '__proto__') return undefined;
    if (quoted && !line.startsWith(': ', quoted.end)) return undefined;
    at = plain ? KEY.lastIndex : (quoted?.end ?? 0) + 2;
    const inner = line[at] === '{' ? mapIn(line, at, depth + 1) : undefined;
    const value = inner ? { text: inner.record, end: inner.end } : (textIn(line, at) ?? plainIn(line, at));
    if (!value) return undefined;
    record[key] = value.text;
    if (line.startsWith(', ', value.end)) at = value.end + 2;
    else return line.startsWith(' }', value.end) ? { record, end: value.end + 2 } : undefined;
  }
}

function textIn(line: string, at: number): { readonly text: string; readonly end: number } | undefined {
  QUOTED.lastIndex = at;
  const found = QUOTED.exec(line)?.[0];
  return found === undefined ? undefined : { text: JSON.parse(found) as string, end: at + found.length };
}

function plainIn(line: string, at: number): { readonly text: string; readonly end: number } | undefined {
  PLAIN.lastIndex = at;
  const found = PLAIN.exec(line)?.[0];
  // What YAML takes for nothing is none of a record's words.
  return found === undefined || /^null$/i.test(found) ? undefined : { text: found, end: at + found.length };
}
