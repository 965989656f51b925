import type { Span } from './span.js';

/** Zero-based, in UTF-16 units, as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where the lines of a text begin: `\n`, `\r\n` and a lone `\r` end one. */
export class LineIndex {
  readonly starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.starts = starts;
    this.#length = text.length;
  }

  /** The line that an offset stands on; offsets outside the text count as its ends. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionOf(offset: number): Position {
    const line = this.lineOf(offset);
    return { line, character: Math.max(0, Math.min(offset, this.#length) - (this.starts[line] ?? 0)) };
  }

  offsetOf({ line, character }: Position): number {
    if (line >= this.starts.length) return this.#length;
    return Math.min((this.starts[line] ?? 0) + character, this.starts[line + 1] ?? this.#length);
  }

  /** From the first character of a line to the first of the line after `last`. */
  spanOf(first: number, last = first): Span {
    return { start: this.starts[first] ?? this.#length, end: this.starts[last + 1] ?? this.#length };
  }
}
