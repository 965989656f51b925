import type { Span } from '../model/span.js';

/**
 * The blocks of a Markdown text, with exact offsets: what a checklist is made of, and no inline structure. Read line by line as
 * CommonMark (https://spec.commonmark.org/0.31.2/) with GFM tables, and more lenient where people are: a fence opens at any
 * indentation, and two columns make a list nested. Block quotes, HTML, front matter, indented code and MkDocs admonitions are left out.
 */
export type MarkdownBlock = MarkdownHeading | MarkdownItem | MarkdownLine | MarkdownFence | MarkdownTable;

interface Block {
  /** Counts from 0. */
  readonly line: number;
  /** The innermost list item that the block stands in. */
  readonly within: MarkdownItem | undefined;
}

export interface MarkdownHeading extends Block {
  readonly kind: 'heading';
  readonly level: number;
  /** Its text, without the signs around it. */
  readonly span: Span;
}

export interface MarkdownItem extends Block {
  readonly kind: 'item';
  /** Columns before the marker. */
  readonly indent: number;
  readonly marker: Span;
  /** The rest of the marker's line, without the space around it. */
  readonly span: Span;
}

/** One line of a paragraph. */
export interface MarkdownLine extends Block {
  readonly kind: 'line';
  readonly indent: number;
  readonly span: Span;
}

export interface MarkdownFence extends Block {
  readonly kind: 'fence';
  readonly indent: number;
  /** The lines between the fences. */
  readonly lines: readonly Span[];
}

export interface MarkdownTable extends Block {
  readonly kind: 'table';
  readonly header: readonly Span[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly Span[] }[];
}

interface Line {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** Where its first character stands that is no space, and in which column. */
  readonly first: number;
  readonly indent: number;
  readonly blank: boolean;
}

/** A list item that is still open: `reach` is the column from which on a line belongs to it. */
interface Open {
  readonly item: MarkdownItem;
  readonly content: number;
  readonly reach: number;
}

/** How an HTML block ends: with some text, or before a blank line. */
type HtmlEnd = string | undefined;

export function* markdownBlocks(text: string): Iterable<MarkdownBlock> {
  const lines = linesOf(text);
  let stack: readonly Open[] = [];
  /** Whether the line before is text that goes on: of a paragraph, or of a block quote's. */
  let before: 'nothing' | 'paragraph' | 'quote' = 'nothing';
  let at = afterFrontMatter(text, lines);

  while (at < lines.length) {
    const line = lines[at];
    if (!line) break;
    if (line.blank) {
      before = 'nothing';
      at += 1;
      continue;
    }
    const source = text.slice(line.first, line.end);
    const holders = holdersOf(stack, line.indent);
    const inner = holders.at(-1);
    const within = inner?.item;

    if (line.indent - (inner?.content ?? 0) >= 4 && before === 'nothing' && !FENCE.test(source)) {
      at += 1;
      continue;
    }
    const fence = fenceOf(source);
    if (fence !== undefined) {
      const { lines: inside, next } = fenced(text, lines, at + 1, fence);
      yield { kind: 'fence', line: line.number, within, indent: line.indent, lines: inside };
      stack = holders;
      before = 'nothing';
      at = next;
      continue;
    }
    const shallow = line.indent - (inner?.content ?? 0) < 4;
    if (line.indent < 4) {
      const heading = headingOf(text, line);
      if (heading) {
        yield { kind: 'heading', line: line.number, within: undefined, ...heading };
        stack = [];
        before = 'nothing';
        at += 1;
        continue;
      }
    }
    if (shallow && isBreak(source)) {
      if (!inner) stack = [];
      before = 'nothing';
      at += 1;
      continue;
    }
    if (shallow && source.startsWith('>')) {
      before = /^>[ \t]*\S/.test(source) ? 'quote' : 'nothing';
      if (!inner) stack = [];
      at += 1;
      continue;
    }
    if (/^(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z"]/.test(source)) {
      at = afterIndented(lines, at + 1, line.indent);
      before = 'nothing';
      continue;
    }
    const html = htmlOf(source, before === 'paragraph');
    if (html) {
      at = afterHtml(text, lines, at, html.until);
      before = 'nothing';
      continue;
    }
    const marker = markerOf(source);
    // A number in the middle of a sentence may come to stand at the beginning of a line.
    if (marker && !(before !== 'nothing' && stack.length === 0 && marker.number !== undefined && marker.number !== 1)) {
      const span = { start: line.first + marker.length, end: line.end };
      const item: MarkdownItem = {
        kind: 'item',
        line: line.number,
        within,
        indent: line.indent,
        marker: { start: line.first, end: line.first + marker.sign },
        span: trimmed(text, span),
      };
      yield item;
      stack = [...holders, { item, content: line.indent + marker.length, reach: Math.min(line.indent + marker.length, line.indent + 2) }];
      before = 'paragraph';
      at += 1;
      const code = fenceOf(text.slice(item.span.start, item.span.end));
      if (code !== undefined) {
        const { lines: inside, next } = fenced(text, lines, at, code);
        yield { kind: 'fence', line: line.number, within: item, indent: line.indent + marker.length, lines: inside };
        before = 'nothing';
        at = next;
      }
      continue;
    }
    const next = lines[at + 1];
    const header = source.includes('|') && next ? tableAt(text, line, next) : undefined;
    if (header) {
      const { rows, next: after } = rowsOf(text, lines, at + 2);
      yield { kind: 'table', line: line.number, within, header, rows };
      if (!inner) stack = [];
      before = 'nothing';
      at = after;
      continue;
    }
    if (before === 'quote') {
      at += 1;
      continue;
    }
    const lazy = before === 'paragraph' && stack.length > 0;
    const span = trimmed(text, { start: line.first, end: line.end });
    if (before === 'nothing' && !lazy && line.indent < 4 && next && isUnderline(text, next, source)) {
      yield { kind: 'heading', line: line.number, within: undefined, level: text[next.first] === '=' ? 1 : 2, span };
      stack = [];
      at += 2;
      continue;
    }
    if (!lazy) stack = holders;
    yield { kind: 'line', line: line.number, within: lazy ? stack.at(-1)?.item : within, indent: line.indent, span };
    before = 'paragraph';
    at += 1;
  }
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 0; start <= text.length; number += 1) {
    const end = endOfLine(text, start);
    let first = start;
    let indent = 0;
    for (; first < end; first += 1) {
      if (text[first] === '\t') indent += 4 - (indent % 4);
      else if (text[first] === ' ') indent += 1;
      else break;
    }
    lines.push({ number, start, end, first, indent, blank: first === end || text.slice(first, end).trim() === '' });
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return lines;
}

function endOfLine(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return end;
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && isSpace(text[from])) from += 1;
  while (to > from && isSpace(text[to - 1])) to -= 1;
  return { start: from, end: to };
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** Settings between `---` or `+++` on the first line and the same again. */
function afterFrontMatter(text: string, lines: readonly Line[]): number {
  const [first] = lines;
  const sign = first && text.slice(first.start, first.end).trimEnd();
  if (sign !== '---' && sign !== '+++') return 0;
  for (const { number, start, end } of lines.slice(1)) {
    const source = end - start <= 8 ? text.slice(start, end).trimEnd() : '';
    if (source === sign || (sign === '---' && source === '...')) return number + 1;
  }
  return 0;
}

function holdersOf(stack: readonly Open[], indent: number): readonly Open[] {
  const outside = stack.findIndex(({ reach }) => indent < reach);
  return outside < 0 ? stack : stack.slice(0, outside);
}

const FENCE = /^(?:`{3}|~{3})/;

/** The signs that open a fence. */
function fenceOf(source: string): string | undefined {
  const [signs] = /^(?:`{3,}|~{3,})/.exec(source) ?? [];
  return signs !== undefined && !(signs.startsWith('`') && source.includes('`', signs.length)) ? signs : undefined;
}

/** The lines up to the one that closes the fence; without one, all the rest. */
function fenced(
  text: string,
  lines: readonly Line[],
  from: number,
  signs: string,
): { readonly lines: readonly Span[]; readonly next: number } {
  const inside: Span[] = [];
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) break;
    const { start, end, first } = line;
    if (text.startsWith(signs, first)) {
      const source = text.slice(first, end).trimEnd();
      if (source === signs.charAt(0).repeat(source.length)) return { lines: inside, next: at + 1 };
    }
    inside.push({ start, end });
  }
  return { lines: inside, next: lines.length };
}

function headingOf(text: string, { first, end }: Line): { readonly level: number; readonly span: Span } | undefined {
  const [signs] = /^#{1,6}(?=[ \t]|$)/.exec(text.slice(first, Math.min(end, first + 8))) ?? [];
  if (signs === undefined) return undefined;
  const span = trimmed(text, { start: first + signs.length, end });
  let close = span.end;
  while (close > span.start && text[close - 1] === '#') close -= 1;
  const closed = close === span.start || isSpace(text[close - 1]);
  return { level: signs.length, span: closed ? trimmed(text, { start: span.start, end: close }) : span };
}

/** Whether a line draws a rule: three or more of one sign, and spaces. */
function isBreak(source: string): boolean {
  const sign = source.charAt(0);
  if (!/[-*_]/.test(sign)) return false;
  let count = 0;
  for (const character of source) {
    if (character === sign) count += 1;
    else if (!isSpace(character)) return false;
  }
  return count >= 3;
}

/** Whether a line makes a heading of the one above. A rule drawn right under a field (`**Date**: …`) is meant as a rule. */
function isUnderline(text: string, { first, end, indent }: Line, above: string): boolean {
  const source = text.slice(first, end).trimEnd();
  if (indent > 3 || !/^(?:=+|-{2,})$/.test(source)) return false;
  return source.startsWith('=') || !/^(?:\*\*|__|\*|_)/.test(above);
}

function markerOf(source: string): { readonly sign: number; readonly length: number; readonly number: number | undefined } | undefined {
  const [whole, sign = '', digits] = /^([-*+]|(\d{1,9})[.)])[ \t]/.exec(source) ?? [];
  if (whole === undefined) return undefined;
  let length = whole.length;
  while (length < sign.length + 4 && isSpace(source[length])) length += 1;
  return { sign: sign.length, length, number: digits === undefined ? undefined : Number(digits) };
}

/** The first line behind those that are indented more than `indent`. */
function afterIndented(lines: readonly Line[], from: number, indent: number): number {
  let at = from;
  while (at < lines.length && ((lines[at]?.blank ?? false) || (lines[at]?.indent ?? 0) > indent)) at += 1;
  return at;
}

// https://spec.commonmark.org/0.31.2/#html-blocks
const HTML_BLOCK =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s>]|\/>|$)/i;

function htmlOf(source: string, inParagraph: boolean): { readonly until: HtmlEnd } | undefined {
  if (!source.startsWith('<')) return undefined;
  if (source.startsWith('<!--')) return { until: '-->' };
  if (source.startsWith('<?')) return { until: '?>' };
  if (source.startsWith('<![CDATA[')) return { until: ']]>' };
  if (/^<![A-Za-z]/.test(source)) return { until: '>' };
  const [, raw] = /^<(script|pre|style|textarea)(?:[\s>]|$)/i.exec(source) ?? [];
  if (raw !== undefined) return { until: `</${raw.toLowerCase()}>` };
  if (HTML_BLOCK.test(source)) return { until: undefined };
  const alone = /^<\/?[A-Za-z][\w-]{0,40}(?:\s[^<>]{0,2000})?\/?>\s*$/.test(source);
  return alone && !inParagraph ? { until: undefined } : undefined;
}

function afterHtml(text: string, lines: readonly Line[], from: number, until: HtmlEnd): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) break;
    const { start, end, blank } = line;
    if (until === undefined ? blank : text.slice(start, end).toLowerCase().includes(until)) return at + 1;
  }
  return lines.length;
}

/** The cells of a table's first line, when the next one is what separates it from the rows. */
function tableAt(text: string, line: Line, next: Line): readonly Span[] | undefined {
  const rule = cellsOf(text, next);
  if (!text.slice(next.first, next.end).includes('-') || !rule.every((cell) => isRuleCell(text.slice(cell.start, cell.end))))
    return undefined;
  const header = cellsOf(text, line);
  return header.length === rule.length ? header : undefined;
}

const isRuleCell = (source: string): boolean => /^:?-+:?$/.test(source);

function rowsOf(text: string, lines: readonly Line[], from: number): { readonly rows: MarkdownTable['rows']; readonly next: number } {
  const rows: MarkdownTable['rows'][number][] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) break;
    const source = text.slice(line.first, line.end);
    if (line.blank || markerOf(source) || FENCE.test(source) || source.startsWith('>') || headingOf(text, line)) break;
    rows.push({ line: line.number, cells: cellsOf(text, line) });
  }
  return { rows, next: at };
}

/** What stands between the bars of a line. */
function cellsOf(text: string, line: Line): readonly Span[] {
  const whole = trimmed(text, { start: line.first, end: line.end });
  const cells: Span[] = [];
  let start = text[whole.start] === '|' ? whole.start + 1 : whole.start;
  for (let at = start; at < whole.end; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '|') {
      cells.push(trimmed(text, { start, end: at }));
      start = at + 1;
    }
  }
  if (start < whole.end || cells.length === 0) cells.push(trimmed(text, { start, end: whole.end }));
  return cells;
}
