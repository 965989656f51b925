// Wide characters by Unicode's East Asian Width, and pictures: https://www.unicode.org/reports/tr11/
// prettier-ignore
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x231a, 0x231b], [0x2329, 0x232a], [0x23e9, 0x23ec], [0x25fd, 0x25fe], [0x2614, 0x2615], [0x2648, 0x2653], [0x26aa, 0x26ab], [0x26bd, 0x26be],
  [0x26ce, 0x26ce], [0x2705, 0x2705], [0x270a, 0x270b], [0x2728, 0x2728], [0x274c, 0x274c], [0x2753, 0x2755], [0x2795, 0x2797], [0x2b1b, 0x2b1c],
  [0x2e80, 0x303e], [0x3041, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xa000, 0xa4cf], [0xa960, 0xa97f], [0xac00, 0xd7a3], [0xf900, 0xfaff], [0xfe30, 0xfe6f],
  [0xff00, 0xff60], [0xffe0, 0xffe6], [0x16fe0, 0x18aff], [0x1b000, 0x1b2ff], [0x1f004, 0x1f004], [0x1f0cf, 0x1f0cf], [0x1f18e, 0x1f18e], [0x1f191, 0x1f19a],
  [0x1f200, 0x1f265], [0x1f300, 0x1f64f], [0x1f680, 0x1f6ff], [0x1f7e0, 0x1f7eb], [0x1f90c, 0x1f9ff], [0x1fa70, 0x1faff], [0x20000, 0x3fffd],
];

const MARK = /^[\p{Mn}\p{Me}\u200b-\u200d]$/u;

/** How many columns of a terminal a character takes. */
export function widthOf(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (MARK.test(character)) return 0;
  return WIDE.some(([first, last]) => first <= code && code <= last) ? 2 : 1;
}

export const columnsOf = (text: string): number => Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);

// Whatever moves the cursor, changes colours or turns text around: a hostile file must not write to the terminal.
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g;

/** Text of the workspace made fit for a terminal, of the same length. Tabs stay. */
export const printable = (text: string): string => text.replace(CONTROL, '\u{fffd}');

/** Text broken between words into lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/[ \t]+/)) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

const TAB = 4;

/** A part of a line that fits `width` columns, and the columns that are underlined. */
export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Shows a line around the characters from `start` to `end`: tabs as spaces, what does not fit as an ellipsis, common indentation dropped. */
export function excerpt(line: string, start: number, end: number, width: number): Excerpt {
  const cells: { readonly text: string; readonly column: number; readonly width: number; readonly offset: number }[] = [];
  let column = 0;
  let offset = 0;
  for (const character of printable(line)) {
    const cell = character === '\t' ? TAB - (column % TAB) : widthOf(character);
    cells.push({ text: character === '\t' ? ' '.repeat(cell) : character, column, width: cell, offset });
    column += cell;
    offset += character.length;
  }
  const columnAt = (at: number): number => cells.find((cell) => cell.offset >= at)?.column ?? column;
  const from = columnAt(start);
  // What is inserted somewhere is shown at the character there.
  const to = Math.max(from + 1, end > start ? columnAt(end) : from + 1);
  const indentation = Math.min(from, cells.find(({ text }) => text.trim() !== '')?.column ?? 0);
  let left = indentation;
  let right = column;
  if (column - left > width) {
    if (to - left < width) right = left + width - 1;
    else {
      const aside = Math.floor((width - Math.min(to - from, width - 2)) / 3);
      left = Math.max(indentation + 1, Math.min(from - aside, column - width + 1));
      right = column - left < width ? column : left + width - 2;
    }
  }
  const cut = left > indentation ? 1 : 0;
  const shown = cells.filter((cell) => cell.column >= left && cell.column + cell.width <= right);
  // A wide character that the left end cuts in two leaves one column.
  const gap = ' '.repeat(Math.max(0, (shown[0]?.column ?? left) - left));
  const text = `${cut ? '…' : ''}${gap}${shown.map((cell) => cell.text).join('')}${right < column ? '…' : ''}`;
  const begin = from - left + cut;
  return { text: text.trimEnd(), start: begin, end: Math.max(begin + 1, Math.min(to, right) - left + cut) };
}

/** Colours and weights, or none of them. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
}

const coded = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const as = (text: string): string => text;

export const PLAIN: Style = { bold: as, dim: as, red: as, yellow: as, blue: as, green: as };
export const COLOURED: Style = {
  bold: coded(1, 22),
  dim: coded(2, 22),
  red: coded(31, 39),
  yellow: coded(33, 39),
  blue: coded(34, 39),
  green: coded(32, 39),
};
