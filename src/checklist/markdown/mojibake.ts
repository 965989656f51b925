import type { Span } from '../../model/span.js';

/** A text whose damaged characters are put right, and where they stand in both. */
export interface Repaired {
  readonly text: string;
  readonly runs: readonly RepairedRun[];
  /** The place in the damaged text that a place in this one stands for. */
  originalOf(span: Span): Span;
}

export interface RepairedRun {
  /** In the damaged text. */
  readonly span: Span;
  readonly seen: string;
  readonly meant: string;
}

// Bytes 80 to 9F as the code pages have them; both agree but where the second says so.
// https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT and CP1254.TXT
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const TURKISH: Readonly<Record<string, number>> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe };
const BYTES: ReadonlyMap<string, number> = new Map<string, number>([
  ...Array.from(HIGH, (character, i) => [character, 0x80 + i] as const),
  ['\u008E', 0x8e],
  ['\u009E', 0x9e],
  ...Array.from({ length: 0x60 }, (_, i) => [String.fromCharCode(0xa0 + i), 0xa0 + i] as const),
  ...Object.entries(TURKISH),
]);

/** What is left of characters of which an undefined byte was lost. */
const LOST: readonly { readonly bytes: readonly number[]; readonly meant: string }[] = [
  { bytes: [0xe2, 0x8c], meant: '❌' },
  { bytes: [0xef, 0xb8], meant: '\uFE0F' },
  { bytes: [0xe2, 0x80], meant: '”' },
  { bytes: [0xe2, 0x98], meant: '☐' },
];

/** A run, or a warning sign whose no-break space an editor has made a plain one. */
const RUN = /âš ï¸|[^\0-\x7F]+/g;

/**
 * Puts right text that was once read with the code page windows-1252 or windows-1254 and saved again. All or nothing for each run of
 * characters beyond ASCII, so that words of other languages stay.
 */
export function repair(text: string): Repaired {
  const runs: RepairedRun[] = [];
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(RUN)) {
    // A byte order mark belongs to no run.
    const lead = match.index === 0 && match[0].startsWith('\uFEFF') ? 1 : 0;
    const start = match.index + lead;
    const damaged = match[0].slice(lead);
    const meant = damaged === 'âš ï¸' ? '⚠️' : meantBy(damaged);
    if (meant === undefined) continue;
    runs.push({ span: { start, end: start + damaged.length }, seen: damaged, meant });
    parts.push(text.slice(from, start), meant);
    from = start + damaged.length;
  }
  if (runs.length === 0) return { text, runs, originalOf: (span) => span };
  const shifts = shiftsOf(runs);
  return {
    text: `${parts.join('')}${text.slice(from)}`,
    runs,
    originalOf: ({ start, end }) => ({ start: originalOffset(shifts, start, 'start'), end: originalOffset(shifts, end, 'end') }),
  };
}

/** How people see a text after it was saved in the wrong code page once: the inverse of `repair`, as far as it goes. */
export function damage(text: string): string {
  const characters = new Map(
    [...BYTES].filter(([character]) => TURKISH[character] === undefined).map(([character, byte]) => [byte, character]),
  );
  const seen = (character: string): string =>
    character < '\x80'
      ? character
      : utf8(character)
          .map((byte) => characters.get(byte) ?? '')
          .join('');
  return Array.from(text, seen).join('');
}

function meantBy(run: string): string | undefined {
  const once = decoded(run);
  return once === undefined ? undefined : (decoded(once) ?? once);
}

/** Two characters that are more likely a word's last letter and the quote or dash behind it: `„Spaß“`, `CAFÉ”`. */
const LETTER_AND_SIGN = /^[\u00C6-\u00CD\u00D2-\u00DF][\u2010-\u203A]$/;

function decoded(run: string): string | undefined {
  if (LETTER_AND_SIGN.test(run)) return undefined;
  const bytes: number[] = [];
  for (const character of run) {
    const byte = BYTES.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  const characters: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = [4, 3, 2].find((size) => codePoint(bytes, at, size) !== undefined);
    if (length !== undefined) {
      characters.push(String.fromCodePoint(codePoint(bytes, at, length) ?? 0));
      at += length;
      continue;
    }
    const lost = LOST.find((entry) => entry.bytes[0] === bytes[at] && entry.bytes[1] === bytes[at + 1]);
    if (!lost) return undefined;
    characters.push(lost.meant);
    at += lost.bytes.length;
  }
  return characters.join('');
}

const LEADS: Readonly<Record<number, readonly [lead: number, mask: number, least: number]>> = {
  2: [0xc0, 0xe0, 0x80],
  3: [0xe0, 0xf0, 0x800],
  4: [0xf0, 0xf8, 0x10000],
};

/** The character that some bytes are in UTF-8. */
function codePoint(bytes: readonly number[], at: number, length: number): number | undefined {
  const [lead, mask, least] = LEADS[length] ?? [0, 0, 0];
  const first = bytes[at] ?? 0;
  if ((first & mask) !== lead) return undefined;
  let point = first & ~mask & 0xff;
  for (let i = 1; i < length; i += 1) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (next & 0x3f);
  }
  return point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : point;
}

function utf8(character: string): readonly number[] {
  const point = character.codePointAt(0) ?? 0;
  const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)];
  return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
}

/** For each run, where it begins and ends in the repaired text, and in the damaged one. */
interface Shift {
  readonly start: number;
  readonly end: number;
  readonly original: Span;
}

function shiftsOf(runs: readonly RepairedRun[]): readonly Shift[] {
  let gained = 0;
  return runs.map(({ span, meant }) => {
    const start = span.start + gained;
    gained += meant.length - (span.end - span.start);
    return { start, end: start + meant.length, original: span };
  });
}

/** Within a run, only its beginning and its end have a counterpart. */
function originalOffset(shifts: readonly Shift[], offset: number, side: 'start' | 'end'): number {
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle]?.start ?? 0) < offset || (side === 'start' && shifts[middle]?.start === offset)) low = middle + 1;
    else high = middle;
  }
  const before = shifts[low - 1];
  if (!before) return offset;
  if (offset >= before.end) return before.original.end + (offset - before.end);
  return side === 'start' ? before.original.start : before.original.end;
}
