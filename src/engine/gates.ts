import type { AnyDetector } from '../detectors/detector.js';
import { type Keyword, type KeywordSearch, compileKeywords } from '../detectors/text/keywords.js';
import type { Document } from '../model/document.js';
import { literalsOf } from './literals.js';

/** A detector with what has to stand in a text for it. */
interface Gate {
  readonly detector: AnyDetector;
  /** Tells what the keywords only suggest; undefined when they say it all. */
  readonly mentions: RegExp | undefined;
  /** The expression is tried where a keyword stands, rather than on the whole text. */
  readonly there: boolean;
  readonly keywords: readonly Keyword[];
}

/**
 * Tells which detectors a document concerns. What they ask for is looked for all at once, in one walk over the text, and an
 * expression is tried only where it could match.
 */
export class Gates {
  readonly #gates: readonly Gate[];
  #search: KeywordSearch | undefined;
  /** For each keyword, the indices of the gates that it is about. */
  #about: readonly (readonly number[])[] = [];

  constructor(detectors: readonly AnyDetector[]) {
    this.#gates = detectors.map(gateOf);
  }

  /** The detectors that the document concerns, in their own order. */
  *open(document: Document): Iterable<AnyDetector> {
    const waiting = new Set<number>();
    const open = new Set<number>();
    for (const [i, { detector, mentions, keywords }] of this.#gates.entries()) {
      if (detector.roles && !detector.roles.includes(document.role)) continue;
      if (detector.files && !detector.files.test(document.path)) continue;
      if (keywords.length > 0) waiting.add(i);
      else if (mentions?.test(document.text) ?? true) open.add(i);
    }
    if (waiting.size > 0) this.#walk(document.text, waiting, open);
    for (const [i, { detector }] of this.#gates.entries()) if (open.has(i)) yield detector;
  }

  #walk(text: string, waiting: Set<number>, open: Set<number>): void {
    const walk = (this.#search ??= this.#compile()).walk(text);
    for (let keyword = walk.next(); keyword >= 0 && waiting.size > 0; keyword = walk.next()) {
      for (const i of this.#about[keyword] ?? []) {
        const gate = this.#gates[i];
        if (!gate || !waiting.has(i)) continue;
        if (gate.there && gate.mentions) gate.mentions.lastIndex = walk.start;
        const matches = gate.mentions?.test(text) ?? true;
        if (matches) open.add(i);
        // Elsewhere it may match still.
        if (matches || !gate.there) waiting.delete(i);
      }
    }
  }

  /** Compiled at its first use: most workspaces hold few formats. */
  #compile(): KeywordSearch {
    const keywords = new Map<string, { readonly keyword: Keyword; readonly about: number[] }>();
    for (const [i, gate] of this.#gates.entries()) {
      for (const keyword of gate.keywords) {
        const key = `${String(keyword.exact)} ${String(keyword.startsWord)} ${keyword.text}`;
        const known = keywords.get(key);
        if (known) known.about.push(i);
        else keywords.set(key, { keyword, about: [i] });
      }
    }
    this.#about = [...keywords.values()].map(({ about }) => about);
    return compileKeywords([...keywords.values()].map(({ keyword }) => keyword));
  }
}

function gateOf(detector: AnyDetector): Gate {
  const { mentions } = detector;
  if (mentions === undefined) return { detector, mentions, there: false, keywords: [] };
  if (!(mentions instanceof RegExp)) {
    const keywords = mentions.map((mention) => (typeof mention === 'string' ? { text: mention, exact: true, startsWord: false } : mention));
    return { detector, mentions: undefined, there: false, keywords };
  }
  const literals = literalsOf(mentions);
  const there = literals?.leading ?? false;
  return {
    detector,
    mentions: there ? new RegExp(mentions.source, `${mentions.flags}y`) : mentions,
    there,
    keywords: (literals?.texts ?? []).map((text) => ({ text, exact: !mentions.ignoreCase, startsWord: false })),
  };
}
