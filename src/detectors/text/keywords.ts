/** A literal to look for; letters of any case are meant unless `exact`. `startsWord` asks that no letter, digit or underscore precedes it. */
export interface Keyword {
  readonly text: string;
  readonly exact: boolean;
  readonly startsWord: boolean;
}

/** Walks a text once and stops at each keyword. */
export interface KeywordWalk {
  /** The index of the next keyword, which then stands at `start`; -1 when there is no more. */
  next(): number;
  readonly start: number;
}

/** Many literals, searched at once. */
export interface KeywordSearch {
  walk(text: string): KeywordWalk;
  /** Does one of them stand in these bytes of UTF-8, Latin-1 or any other superset of ASCII? It stops at the first. */
  occursIn(bytes: Uint8Array): boolean;
}

/**
 * Compiles an Aho–Corasick automaton (https://doi.org/10.1145/360825.360855) over the letters that the keywords use, without regard to case: one
 * table look-up for each character, however many keywords there are. Case and what stands before are compared at the few places that remain.
 */
export function compileKeywords(keywords: readonly Keyword[]): KeywordSearch {
  const letters = new Uint8Array(0x10000);
  let used = 0;
  for (const { text } of keywords) {
    for (const letter of text.toLowerCase()) {
      if (letters[letter.charCodeAt(0)] !== 0) continue;
      letters[letter.charCodeAt(0)] = ++used;
      letters[letter.toUpperCase().charCodeAt(0)] = used;
    }
  }
  const width = used + 1;

  // First a tree of the keywords: of each state the letter that leads to it, its first child, and the next child of the same parent.
  const letterOf = [0];
  const firstChild = [0];
  const sibling = [0];
  const ends: number[][] = [[]];
  const child = (state: number, letter: number): number => {
    let known = firstChild[state] ?? 0;
    while (known !== 0 && letterOf[known] !== letter) known = sibling[known] ?? 0;
    if (known !== 0) return known;
    const added = letterOf.push(letter) - 1;
    sibling.push(firstChild[state] ?? 0);
    firstChild[state] = added;
    firstChild.push(0);
    ends.push([]);
    return added;
  };
  keywords.forEach(({ text }, keyword) => {
    let state = 0;
    for (let i = 0; i < text.length; i++) state = child(state, letters[text.charCodeAt(i)] ?? 0);
    ends[state]?.push(keyword);
  });

  // Then a row for each state, breadth first: that of the state to fall back to, with its own steps instead where there are any. Rows that stand
  // first share the processor's cache, and nearly all of a text is spent in these few. A state is the place of its row, negative where a keyword
  // ends: no multiplication, no second look-up.
  const table = new Int32Array(ends.length * width);
  const found: (readonly number[])[] = [];
  const order = [0];
  const fallbacks = [0];
  for (let at = 0; at < order.length; at++) {
    const state = order[at] ?? 0;
    const fallback = fallbacks[at] ?? 0;
    const row = at * width;
    found.push(ends[state] ?? []);
    if (state !== 0) table.copyWithin(row, fallback, fallback + width);
    for (let target = firstChild[state] ?? 0; target !== 0; target = sibling[target] ?? 0) {
      const letter = letterOf[target] ?? 0;
      const behind = state === 0 ? 0 : Math.abs(table[row + letter] ?? 0);
      // Whoever stands behind may have no row yet, at the same depth as this one: what ends there is known all the same.
      ends[target]?.push(...(ends[order[behind / width] ?? 0] ?? []));
      table[row + letter] = (ends[target]?.length ? -1 : 1) * order.length * width;
      order.push(target);
      fallbacks.push(behind);
    }
  }

  const stands = (keyword: number, start: number, codeAt: (index: number) => number): boolean => {
    const { text, exact, startsWord } = keywords[keyword] ?? NOTHING;
    if (startsWord && start > 0 && isWord(codeAt(start - 1)) && !endsEscape(start, codeAt)) return false;
    if (exact) for (let i = 0; i < text.length; i++) if (codeAt(start + i) !== text.charCodeAt(i)) return false;
    return true;
  };

  return {
    walk(text) {
      const codeAt = (index: number): number => text.charCodeAt(index);
      let position = 0;
      let state = 0;
      let met: readonly number[] = [];
      let taken = 0;
      const walk = {
        start: 0,
        next(): number {
          for (;;) {
            while (taken < met.length) {
              const keyword = met[taken++] ?? 0;
              walk.start = position - (keywords[keyword] ?? NOTHING).text.length;
              if (stands(keyword, walk.start, codeAt)) return keyword;
            }
            let here = state;
            let at = position;
            const end = text.length;
            for (; at < end; at++) {
              here = table[here + (letters[text.charCodeAt(at)] ?? 0)] ?? 0;
              if (here < 0) break;
            }
            if (at >= end) {
              position = end;
              met = [];
              taken = 0;
              return -1;
            }
            state = -here;
            position = at + 1;
            met = found[state / width] ?? [];
            taken = 0;
          }
        },
      };
      return walk;
    },

    occursIn(bytes) {
      const codeAt = (index: number): number => bytes[index] ?? 0;
      let state = 0;
      for (let at = 0; at < bytes.length; at++) {
        state = table[state + (letters[bytes[at] ?? 0] ?? 0)] ?? 0;
        if (state >= 0) continue;
        state = -state;
        for (const keyword of found[state / width] ?? []) {
          if (stands(keyword, at + 1 - (keywords[keyword] ?? NOTHING).text.length, codeAt)) return true;
        }
      }
      return false;
    },
  };
}

/** A letter, a digit or an underscore of ASCII. */
export const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;

const isHex = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** Does an escape sequence end before `start` (`\n`, `\u003d`, `\x3d`, `%3D`), so that its last letter belongs to no word? */
function endsEscape(start: number, codeAt: (index: number) => number): boolean {
  const escape = start >= 2 && codeAt(start - 2) === BACKSLASH ? codeAt(start - 1) : 0;
  if (escape === 110 || escape === 114 || escape === 116) return true; // n, r, t
  if (start < 3 || !isHex(codeAt(start - 1)) || !isHex(codeAt(start - 2))) return false;
  if (codeAt(start - 3) === PERCENT) return true;
  if (start >= 4 && codeAt(start - 3) === 120 && codeAt(start - 4) === BACKSLASH) return true; // x
  return start >= 6 && isHex(codeAt(start - 3)) && isHex(codeAt(start - 4)) && codeAt(start - 5) === 117 && codeAt(start - 6) === BACKSLASH; // u
}

const NOTHING: Keyword = { text: '', exact: false, startsWord: false };
const BACKSLASH = 92;
const PERCENT = 37;
