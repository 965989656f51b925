import type { Span } from '../../model/span.js';

/** What a status mark says of its line. */
export type Mark = 'done' | 'failed' | 'warning';

const MARKS: Readonly<Record<string, Mark>> = {
  '✅': 'done',
  '✔': 'done',
  '☑': 'done',
  '✓': 'done',
  '❌': 'failed',
  '✖': 'failed',
  '✗': 'failed',
  '✘': 'failed',
  '⚠': 'warning',
};

/** A mark with the selector that makes it colourful, if there is one. */
const ANY_MARK = /[✅✔☑✓❌✖✗✘⚠]\uFE0F?/gu;
const MARK_ALONE = /^[✅✔☑✓❌✖✗✘⚠]\uFE0F?$/u;

const SELECTOR = /\uFE0F$/;
export const markOf = (token: string): Mark | undefined => MARKS[token.replace(SELECTOR, '')];

export interface Marked {
  readonly mark: Mark;
  readonly span: Span;
}

/** The mark that stands as the first or the last word of some text; emphasis around it does not count. */
export function markAtEdge(text: string, { start, end }: Span, edges: 'both' | 'first' = 'both'): Marked | undefined {
  let stop = start;
  while (stop < end && !isSpace(text, stop)) stop += 1;
  const first = markIn(text, { start, end: stop });
  if (first || edges === 'first') return first;
  let from = end;
  while (from > start && !isSpace(text, from - 1)) from -= 1;
  return markIn(text, { start: from, end });
}

const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

function markIn(text: string, span: Span): Marked | undefined {
  let { start, end } = span;
  if (end - start > 40) return undefined;
  while (start < end && /[*_~]/.test(text.charAt(start))) start += 1;
  while (end > start && /[*_~]/.test(text.charAt(end - 1))) end -= 1;
  const token = text.slice(start, end);
  const mark = MARK_ALONE.test(token) ? markOf(token) : undefined;
  return mark && { mark, span: { start, end } };
}

/** The first mark of a text outside inline code. */
export function firstMark(text: string, span: Span): Marked | undefined {
  const source = withoutCode(text.slice(span.start, span.end));
  for (const match of source.matchAll(ANY_MARK)) {
    const mark = markOf(match[0]);
    if (mark) return { mark, span: { start: span.start + match.index, end: span.start + match.index + match[0].length } };
  }
  return undefined;
}

/** The text with its inline code blotted out, as long as before. */
export function withoutCode(source: string): string {
  let at = source.indexOf('`');
  if (at < 0) return source;
  const parts: string[] = [];
  let from = 0;
  /** Lengths of signs that nothing closes any more. */
  const unclosed = new Set<number>();
  while (at >= 0 && at < source.length) {
    let open = at;
    while (source[open] === '`') open += 1;
    const length = open - at;
    const close = unclosed.has(length) ? -1 : closing(source, open, length);
    if (close < 0) {
      unclosed.add(length);
      at = source.indexOf('`', open);
      continue;
    }
    parts.push(source.slice(from, at), ' '.repeat(close + length - at));
    from = close + length;
    at = source.indexOf('`', from);
  }
  return `${parts.join('')}${source.slice(from)}`;
}

/** Where as many signs of inline code as have opened it stand again. */
function closing(source: string, from: number, length: number): number {
  for (let at = source.indexOf('`', from); at >= 0;) {
    let end = at;
    while (source[end] === '`') end += 1;
    if (end - at === length) return at;
    at = source.indexOf('`', end);
  }
  return -1;
}

/** Signs of a team's own order of work; they are no status. */
export const PRIORITY_SIGN = /[🔴🟠🟡🟢]\uFE0F?/gu;

/** Text without marks and priority signs. */
export const withoutSigns = (source: string): string => source.replace(ANY_MARK, '').replace(PRIORITY_SIGN, '');
