import type { TextEdit } from '../../model/finding.js';
import { before } from '../../model/span.js';
import { lineEnding } from '../indentation.js';

/** A name that code can use, and the edits that bring it into scope. */
export interface InScope {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

export interface Line {
  readonly start: number;
  /** Behind its line break. */
  readonly next: number;
  readonly text: string;
}

export function* linesOf(text: string, from = 0): Iterable<Line> {
  for (let start = from; start < text.length;) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end + 1;
    yield { start, next, text: text.slice(start, next).trimEnd() };
    start = next;
  }
}

/** A whole line to insert at an offset where a line begins, or behind a last line that has no end. */
export function insertLine(text: string, offset: number, line: string): TextEdit {
  const ending = lineEnding(text);
  const unfinished = offset > 0 && offset === text.length && text[offset - 1] !== '\n';
  return { span: before(offset), text: unfinished ? `${ending}${line}` : `${line}${ending}` };
}

/** How isort, goimports and people sort: without regard to case. */
export const caseless = (a: string, b: string): number =>
  a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0;
