import type { Document } from '../model/document.js';
import type { Span } from '../model/span.js';
import { type Value, flag } from '../model/value.js';
import { type DataSyntax, type Written, type WrittenEntry, dataSyntax, lazily } from './data.js';
import { maskTemplates, templatedText } from './templates.js';

/**
 * Java properties. Dotted keys are a tree (`at('server.port')`), `origins[0]` an item of a list; `#---` begins another document, as
 * Spring reads it. `true`, `false` and whole numbers are flags and numbers, as in the YAML that they stand for.
 */
export type PropertiesSyntax = DataSyntax;

/** Never throws: what cannot be read is left out. */
export const parseProperties = (document: Document): PropertiesSyntax =>
  dataSyntax(document, () => ({ roots: [...rootsOf(document.text)], problems: [] }));

/** Spring takes `allowed-origins`, `allowedOrigins` and `allowed_origins` for one key: `root.at('spring.x', relaxed)`. https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding */
export const relaxed = (key: string): string => key.toLowerCase().replace(/[-_]/g, '');

interface Line {
  readonly key: string;
  readonly keySpan: Span;
  readonly content: string;
  readonly valueSpan: Span;
}

function* rootsOf(text: string): Iterable<Written> {
  let lines: Line[] = [];
  let start = 0;
  const masked = maskTemplates(text).text;
  for (const line of linesOf(masked)) {
    if ('separator' in line) {
      if (lines.length) yield tree(lines, { start, end: line.separator }, text, masked);
      lines = [];
      start = line.separator;
    } else lines.push(line);
  }
  if (lines.length) yield tree(lines, { start, end: text.length }, text, masked);
}

/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader) */
function* linesOf(text: string): Iterable<Line | { readonly separator: number }> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    at = skip(text, at, ' \t\f\r\n');
    if (at >= text.length) return;
    const first = text.charAt(at);
    if (first === '#' || first === '!') {
      const end = lineEnd(text, at);
      if (/^[#!]---[ \t]*$/.test(text.slice(at, Math.min(end, at + 40)))) yield { separator: at };
      at = end;
      continue;
    }
    const key = word(text, at, '=: \t\f');
    let from = skip(text, key.end, ' \t\f');
    if (text[from] === '=' || text[from] === ':') from = skip(text, from + 1, ' \t\f');
    const value = word(text, from, '');
    const content = value.content.trimEnd();
    const trimmed = text.slice(from, value.end).trimEnd().length;
    yield { key: key.content, keySpan: { start: at, end: key.end }, content, valueSpan: { start: from, end: from + trimmed } };
    at = value.end;
  }
}

function skip(text: string, from: number, characters: string): number {
  let at = from;
  while (at < text.length && characters.includes(text.charAt(at))) at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** Characters up to one that ends it, or the end of the line; a backslash before the line's end continues on the next. */
function word(text: string, from: number, ends: string): { readonly content: string; readonly end: number } {
  const parts: string[] = [];
  let plain = from;
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r' || ends.includes(character)) break;
    if (character !== '\\') {
      at += 1;
      continue;
    }
    parts.push(text.slice(plain, at));
    const next = text.charAt(at + 1);
    if (next === '\n' || next === '\r') {
      at = skip(text, at + (text.slice(at + 1, at + 3) === '\r\n' ? 3 : 2), ' \t\f');
    } else if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
      parts.push(String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16)));
      at += 6;
    } else {
      parts.push(ESCAPES[next] ?? next);
      at += next ? 2 : 1;
    }
    plain = at;
  }
  parts.push(text.slice(plain, at));
  return { content: parts.join(''), end: at };
}

interface Branch {
  readonly children: Map<string, Branch>;
  key: string;
  keySpan: Span;
  /** All children come from `[0]`, `[1]`, … */
  indexed: boolean;
  line?: Line;
}

function tree(lines: readonly Line[], span: Span, source: string, masked: string): Written {
  const root: Branch = { children: new Map(), key: '', keySpan: span, indexed: false };
  for (const line of lines) {
    let branch = root;
    for (const { key, index } of segments(line.key)) {
      let child = branch.children.get(key);
      if (!child) {
        child = { children: new Map(), key, keySpan: line.keySpan, indexed: false };
        branch.indexed = index && (branch.children.size === 0 || branch.indexed);
        branch.children.set(key, child);
      }
      branch = child;
    }
    branch.line = line;
    branch.keySpan = line.keySpan;
  }
  return { kind: 'map', span, open: false, entries: lazily(() => entriesOf(root, source, masked)) };
}

/** `a.b[0].c[x.y]` is `a`, `b`, `0`, `c`, `x.y`. Keys of more parts than any real one stay whole. */
function* segments(key: string): Iterable<{ readonly key: string; readonly index: boolean }> {
  if (key.split(/[.[]/, 60).length >= 60) {
    yield { key, index: false };
    return;
  }
  for (const [, name, inBrackets] of key.matchAll(/([^.[\]]+)|\[([^[\]]*)\]/g)) {
    if (name !== undefined) yield { key: name, index: false };
    else if (inBrackets !== undefined) yield { key: inBrackets, index: /^\d+$/.test(inBrackets) };
  }
}

function entriesOf(branch: Branch, source: string, masked: string): readonly WrittenEntry[] {
  const own: WrittenEntry[] = branch.line && branch.children.size ? [entryOf('', branch, scalar(branch.line, source, masked))] : [];
  return [...own, ...[...branch.children.values()].map((child) => entryOf(child.key, child, written(child, source, masked)))];
}

const entryOf = (key: string, { keySpan, line }: Branch, inner: Written): WrittenEntry => ({
  key,
  keySpan,
  span: line ? { start: line.keySpan.start, end: Math.max(line.valueSpan.end, line.keySpan.end) } : keySpan,
  written: inner,
});

function written(branch: Branch, source: string, masked: string): Written {
  if (branch.children.size === 0 && branch.line) return scalar(branch.line, source, masked);
  const spans = spansOf(branch);
  if (branch.indexed) {
    const inOrder = [...branch.children.values()].toSorted((a, b) => Number(a.key) - Number(b.key));
    return { kind: 'list', span: spans, open: false, items: lazily(() => inOrder.map((child) => written(child, source, masked))) };
  }
  return { kind: 'map', span: spans, open: false, entries: lazily(() => entriesOf(branch, source, masked)) };
}

/** From the first line of the branch to its last: others may stand in between. */
function spansOf({ line, keySpan, children }: Branch): Span {
  let { start, end } = line ? { start: line.keySpan.start, end: line.valueSpan.end } : keySpan;
  for (const child of children.values()) {
    const inner = spansOf(child);
    start = Math.min(start, inner.start);
    end = Math.max(end, inner.end);
  }
  return { start, end };
}

function scalar({ content, valueSpan: span }: Line, source: string, masked: string): Written {
  const { value, text } = templatedText(content, span, masked, source);
  return { kind: 'scalar', span, value: typed(value), text };
}

function typed(value: Value): Value {
  if (value.kind !== 'text') return value;
  if (value.text === 'true' || value.text === 'false') return flag(value, value.text === 'true');
  if (/^-?\d{1,15}$/.test(value.text)) return { kind: 'number', number: Number(value.text), span: value.span };
  return value;
}
