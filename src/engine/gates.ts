import type { AnyDetector } from '../detectors/detector.js';
import { type Keyword, type KeywordSearch, compileKeywords } from '../detectors/text/keywords.js';
import type { Document } from '../model/document.js';
import { literalsOf } from '../detectors/text/literals.js';

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
  /** For each keyword, the gates that it opens or may open. */
  #about: readonly (readonly Gate[])[] = [];
  /** One expression for the names of all files that concern detectors which ask for nothing else. */
  readonly #named: RegExp | undefined;

  constructor(detectors: readonly AnyDetector[]) {
    this.#gates = detectors.map(gateOf);
    const names = this.#gates.flatMap(({ keywords, detector: { files } }) => (keywords.length === 0 && files ? [files] : []));
    // Without regard to case it lets more through than each alone; they are tested again.
    this.#named = names.length > 0 ? new RegExp(names.map(({ source }) => `(?:${source})`).join('|'), 'i') : undefined;
  }

  /** The detectors that the document concerns, in their own order. */
  open(document: Document): readonly AnyDetector[] {
    const decided = new Map<Gate, boolean>();
    const walk = (this.#search ??= this.#compile()).walk(document.text);
    for (let keyword = walk.next(); keyword >= 0; keyword = walk.next()) {
      for (const gate of this.#about[keyword] ?? []) {
        if (decided.has(gate)) continue;
        if (!concerns(gate, document)) decided.set(gate, false);
        else if (matches(gate, document.text, walk.start)) decided.set(gate, true);
        // Elsewhere it may match still.
        else if (!gate.there) decided.set(gate, false);
      }
    }
    const named = this.#named?.test(document.path) ?? true;
    const { text } = document;
    return this.#gates.flatMap((gate) => {
      const open =
        gate.keywords.length > 0
          ? (decided.get(gate) ?? false)
          : (named || !gate.detector.files) && concerns(gate, document) && matches(gate, text, 0);
      return open ? [gate.detector] : [];
    });
  }

  /** Compiled at its first use: most workspaces hold few formats. */
  #compile(): KeywordSearch {
    const keywords = new Map<string, { readonly keyword: Keyword; readonly about: Gate[] }>();
    for (const gate of this.#gates) {
      for (const keyword of gate.keywords) {
        const key = `${String(keyword.exact)} ${String(keyword.startsWord)} ${keyword.text}`;
        const known = keywords.get(key);
        if (known) known.about.push(gate);
        else keywords.set(key, { keyword, about: [gate] });
      }
    }
    this.#about = [...keywords.values()].map(({ about }) => about);
    return compileKeywords([...keywords.values()].map(({ keyword }) => keyword));
  }
}

const concerns = ({ detector: { roles, files } }: Gate, { role, path }: Document): boolean =>
  (roles?.includes(role) ?? true) && (files?.test(path) ?? true);

function matches({ mentions, there }: Gate, text: string, at: number): boolean {
  if (!mentions) return true;
  mentions.lastIndex = there ? at : 0;
  return mentions.test(text);
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
