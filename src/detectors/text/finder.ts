import { changeBetween } from '../../model/change.js';
import type { Document } from '../../model/document.js';
import { reachOf } from './reach.js';

/** Whose text is looked at; `version` tells whether somebody types into it. */
type Read = Pick<Document, 'text' | 'version'>;

/** What an expression finds in a document, or in a text that is made of it: one with the comments blanked out. */
export interface Finder {
  /** As `matchAll` gives them. */
  all(document: Read, text?: string): readonly RegExpExecArray[];
  first(document: Read, text?: string): RegExpExecArray | undefined;
}

/**
 * Looks for an expression. In a document that somebody types into it looks again only as far around an edit as the expression can see, and
 * what it found elsewhere moves: a keystroke costs no more than its surroundings, however long the text is.
 */
export function finderOf(pattern: RegExp): Finder {
  const kept = new Kept(pattern);
  const all = (document: Read, text = document.text): readonly RegExpExecArray[] =>
    isOpen(document) ? kept.update(text).all : allIn(kept.pattern, text);
  return {
    all,
    first: (document, text = document.text) => (isOpen(document) ? all(document, text)[0] : (execAt(kept.pattern, text, 0) ?? undefined)),
  };
}

/** The different names that an expression finds in a document, sorted: the same array as long as they stay the same. */
export function namesFinder(pattern: RegExp, nameOf: (match: RegExpExecArray) => string): (document: Read) => readonly string[] {
  const kept = new Kept(pattern);
  const counts = new Map<string, number>();
  let names: readonly string[] | undefined;
  const count = (match: RegExpExecArray, by: 1 | -1): void => {
    const name = nameOf(match);
    const now = (counts.get(name) ?? 0) + by;
    if (now === 0) counts.delete(name);
    else counts.set(name, now);
    if (now === (by === 1 ? 1 : 0)) names = undefined;
  };
  return (document) => {
    if (!isOpen(document)) return [...new Set(allIn(kept.pattern, document.text).map(nameOf))].sort();
    const { added, removed } = kept.update(document.text);
    for (const match of added) count(match, 1);
    for (const match of removed) count(match, -1);
    return (names ??= [...counts.keys()].sort());
  };
}

const isOpen = ({ version }: Read): boolean => version > 0;

interface Update {
  readonly all: readonly RegExpExecArray[];
  readonly added: readonly RegExpExecArray[];
  readonly removed: readonly RegExpExecArray[];
}

const NONE: readonly never[] = [];

/** The matches of the text that was looked at last. */
class Kept {
  readonly pattern: RegExp;
  readonly #reach;
  #text = '';
  #all: RegExpExecArray[] | undefined;

  constructor(pattern: RegExp) {
    this.pattern = new RegExp(pattern.source, pattern.global ? pattern.flags : `${pattern.flags}g`);
    this.#reach = reachOf(pattern);
  }

  update(text: string): Update {
    if (this.#all && this.#text === text) return { all: this.#all, added: NONE, removed: NONE };
    const before = this.#all ?? [];
    const known = this.#all && this.#reach ? this.#again(before, text) : undefined;
    const update = known ?? this.#anew(before, text);
    this.#text = text;
    return update;
  }

  #anew(before: readonly RegExpExecArray[], text: string): Update {
    const all = allIn(this.pattern, text).map(withoutInput);
    this.#all = all;
    return { all, added: all, removed: before };
  }

  #again(all: RegExpExecArray[], text: string): Update | undefined {
    const { behind, ahead } = this.#reach ?? { behind: 0, ahead: 0 };
    const { start, endBefore, end } = changeBetween(this.#text, text);
    const distance = end - endBefore;
    // Where it is tried before `from`, and from `to` on, it sees what it saw.
    const to = Math.min(text.length + 1, end + behind);
    const from = Math.min(to, Math.max(0, start - ahead + 1));
    if (to - from > text.length / 2) return undefined;
    const first = firstFrom(all, from);
    let last = firstFrom(all, to - distance);
    const added: RegExpExecArray[] = [];
    let at = Math.max(from, endOf(all[first - 1]));
    const window = text.slice(0, to + ahead + 1);
    for (let match = execAt(this.pattern, window, at); match && match.index < to; match = execAt(this.pattern, window, at)) {
      added.push(match);
      at = endOf(match);
    }
    // Behind, the matches are what they were from the first on that is found in both; at once, unless one reaches in.
    const reached = last > first ? endOf(all[last - 1]) + distance : 0;
    if (Math.max(at, to) !== Math.max(reached, to)) {
      at = Math.max(at, to);
      for (let match = execAt(this.pattern, text, at); ; match = execAt(this.pattern, text, at)) {
        while (last < all.length && (all[last]?.index ?? 0) + distance < (match?.index ?? Infinity)) last += 1;
        if (!match || (all[last]?.index ?? Infinity) + distance === match.index) break;
        added.push(match);
        at = endOf(match);
      }
    }
    if (distance !== 0) for (let i = last; i < all.length; i++) moveBy(all[i], distance);
    const removed = all.splice(first, last - first, ...added.map(withoutInput));
    return { all, added, removed };
  }
}

/** The index of the first match that begins at an offset or behind it. */
function firstFrom(all: readonly RegExpExecArray[], offset: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.index ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the next match is looked for. */
const endOf = (match: RegExpExecArray | undefined): number => (match ? match.index + Math.max(1, match[0].length) : 0);

function moveBy(match: RegExpExecArray | undefined, distance: number): void {
  if (match) match.index += distance;
}

function allIn(pattern: RegExp, text: string): RegExpExecArray[] {
  pattern.lastIndex = 0;
  return [...text.matchAll(pattern)];
}

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  if (at > text.length) return null;
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Whatever is kept would keep the text alive that it was found in. */
function withoutInput(match: RegExpExecArray): RegExpExecArray {
  match.input = '';
  return match;
}
