import type { Document } from '../model/document.js';
import type { Span } from '../model/span.js';
import { type Value, text as textValue } from '../model/value.js';
import { type DataSyntax, type Written, type WrittenEntry, dataSyntax } from './data.js';
import { interpolated } from './interpolation.js';
import { maskTemplates, templatedText } from './templates.js';

/** `KEY=value` lines. Values are texts; `${X}` in them is read from the environment. */
export type DotenvSyntax = DataSyntax;

/** Never throws: what cannot be read is left out. */
export const parseDotenv = (document: Document): DotenvSyntax =>
  dataSyntax(document, () => {
    const entries = [...entriesOf(document)];
    const root: Written = { kind: 'map', span: { start: 0, end: document.text.length }, open: false, entries: () => entries };
    return { roots: entries.length ? [root] : [], problems: [] };
  });

// The name, and `=` or, as dotenv for Node takes it, `: `. https://github.com/motdotla/dotenv/blob/master/lib/main.js
const NAME = /^(?:export[ \t]{1,20})?([A-Za-z_][\w.-]{0,199})[ \t]{0,40}(?:=|:[ \t])[ \t]{0,200}/;
const CLOSES: Readonly<Record<string, RegExp>> = { '"': /[^"\\]*(?:\\[\s\S][^"\\]*)*/y, "'": /[^']*/y, '`': /[^`]*/y };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function* entriesOf(document: Document): Iterable<WrittenEntry> {
  const { text: source } = document;
  const { text } = maskTemplates(source);
  let line = source.startsWith('\uFEFF') ? 1 : 0;
  while (line < text.length) {
    const at = skipSpace(text, line);
    const end = lineEnd(text, at);
    const head = NAME.exec(text.slice(at, Math.min(end, at + 500)));
    line = end + 1;
    if (!head?.[1]) continue;
    const keyStart = at + head[0].indexOf(head[1], head[0].startsWith('export') && /^export[ \t]/.test(head[0]) ? 6 : 0);
    const keySpan = { start: keyStart, end: keyStart + head[1].length };
    const from = at + head[0].length;
    const { content, span, style } = quoted(text, from) ?? plain(text, from, end);
    line = lineEnd(text, Math.max(span.end, from)) + 1;
    const read = templatedText(content, span, text, source);
    const value: Value = style === 'literal' ? read.value : interpolated(document, read.value, 'dotenv');
    yield {
      key: head[1],
      keySpan,
      span: { start: keySpan.start, end: span.end },
      written: { kind: 'scalar', span, value: content === '' ? textValue({ span }, '') : value, text: read.text },
    };
  }
}

interface Content {
  readonly content: string;
  readonly span: Span;
  readonly style: 'literal' | 'interpolated';
}

/** A text in quotes, over several lines if need be; undefined when it is not closed, or goes on after the quote. */
function quoted(text: string, from: number): Content | undefined {
  const quote = text.charAt(from);
  const inside = CLOSES[quote];
  if (!inside) return undefined;
  inside.lastIndex = from + 1;
  const raw = inside.exec(text)?.[0] ?? '';
  const end = from + 1 + raw.length;
  if (text[end] !== quote || !/^[ \t\r]*(?:#.*)?$/.test(text.slice(end + 1, Math.min(lineEnd(text, end), end + 1_000)))) return undefined;
  const content = quote === '"' ? raw.replace(/\\([nrt"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter) : raw;
  return { content, span: { start: from, end: end + 1 }, style: quote === '"' ? 'interpolated' : 'literal' };
}

/** Up to the comment or the end of the line. */
function plain(text: string, from: number, end: number): Content {
  const rest = text.slice(from, end);
  const comment = rest.startsWith('#') ? 0 : rest.search(/[ \t]#/);
  const content = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
  return { content, span: { start: from, end: from + content.length }, style: 'interpolated' };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
