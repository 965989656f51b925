import type { AnyDetector, DetectorFormat } from '../detectors/detector.js';
import { type Keyword, type KeywordSearch, compileKeywords } from '../detectors/text/keywords.js';
import { type Literals, literalsOf } from '../detectors/text/literals.js';
import type { Document } from '../model/document.js';
import { familyOf } from '../syntax/parse.js';

/** Names that say nothing: a detector that concerns one of them concerns most documents of a format, by its name at least. */
const ORDINARY = [
  ...['x.py', 'x.js', 'x.ts', 'x.tsx', 'x.go', 'x.java', 'x.yaml', 'x.json', 'x.toml', 'x.properties'],
  ...['.env', 'Dockerfile', 'x.sh', 'nginx.conf', 'x.md', 'x.html', 'x.sql', 'x.vue'],
];

/** A detector with what has to stand in a text for it. */
interface Gate {
  readonly detector: AnyDetector;
  /** Tells what the keywords only suggest; undefined when they say it all. */
  readonly mentions: RegExp | undefined;
  /** The expression is tried where a keyword stands, rather than on the whole text. */
  readonly there: boolean;
  readonly keywords: readonly Keyword[];
  /** What has to stand in the path. */
  readonly names: readonly Keyword[];
  /** How it is found out first whether a document concerns it. */
  readonly told: 'by text' | 'by name' | 'by itself';
}

type Verdict = 'open' | 'shut';

/**
 * Tells which detectors a document concerns. What they ask for is looked for all at once, in one walk over the text, and an expression
 * is tried only where it could match. Detectors that concern few files are told by the name, in one walk over that: what they ask for is
 * looked for in these files alone.
 */
export class Gates {
  readonly #gates: readonly Gate[];
  readonly #reading = new Map<DetectorFormat, readonly boolean[]>();
  // Of all formats at once: most of what stands in a text is asked for by detectors of every format.
  readonly #byText: Search;
  readonly #byName: Search;
  /** Of the document at hand. */
  readonly #verdicts: (Verdict | undefined)[];

  constructor(detectors: readonly AnyDetector[]) {
    this.#gates = detectors.map(gateOf);
    this.#verdicts = detectors.map(() => undefined);
    this.#byText = new Search(this.#gates.map(({ told, keywords }) => (told === 'by text' ? keywords : [])));
    this.#byName = new Search(this.#gates.map(({ told, names }) => (told === 'by name' ? names : [])));
  }

  /** The detectors that the document concerns, in their own order. */
  open(document: Document): readonly AnyDetector[] {
    const verdicts = this.#verdicts.fill(undefined);
    const reading = this.#readingOf(familyOf(document.format));
    this.#byText.each(document.text, (gate, at) => {
      if (verdicts[gate] === undefined && reading[gate]) verdicts[gate] = this.#verdict(gate, document, at);
    });
    this.#byName.each(document.path, (gate) => {
      if (verdicts[gate] === undefined && reading[gate]) verdicts[gate] = this.#verdict(gate, document);
    });
    const open: AnyDetector[] = [];
    this.#gates.forEach(({ detector, told }, gate) => {
      if (told === 'by itself' && reading[gate]) verdicts[gate] = this.#verdict(gate, document);
      if (verdicts[gate] === 'open') open.push(detector);
    });
    return open;
  }

  /** Undefined where the expression does not match at a keyword, and may match at another. */
  #verdict(index: number, document: Document, at?: number): Verdict | undefined {
    const gate = this.#gates[index];
    if (!gate || !concerns(gate, document)) return 'shut';
    if (at === undefined ? !mentioned(gate, document.text) : !matches(gate, document.text, at)) return gate.there ? undefined : 'shut';
    return isWorthParsing(gate, document) ? 'open' : 'shut';
  }

  /** Which detectors read a format: its own, and those of every text. */
  #readingOf(family: DetectorFormat): readonly boolean[] {
    let reading = this.#reading.get(family);
    if (!reading)
      this.#reading.set(family, (reading = this.#gates.map(({ detector: { format } }) => format === family || format === 'text')));
    return reading;
  }
}

/** The keywords of several gates, searched at once. Compiled at its first use. */
class Search {
  readonly #keywords: readonly (readonly Keyword[])[];
  #search: KeywordSearch | undefined;
  /** For each keyword, the gates that ask for it. */
  #about: readonly (readonly number[])[] = [];

  constructor(keywords: readonly (readonly Keyword[])[]) {
    this.#keywords = keywords;
  }

  /** Tells each gate of each of its keywords, with the place. */
  each(text: string, found: (gate: number, at: number) => void): void {
    const walk = (this.#search ??= this.#compile()).walk(text);
    for (let keyword = walk.next(); keyword >= 0; keyword = walk.next())
      for (const gate of this.#about[keyword] ?? []) found(gate, walk.start);
  }

  #compile(): KeywordSearch {
    const keywords = new Map<string, { readonly keyword: Keyword; readonly about: number[] }>();
    for (const [gate, own] of this.#keywords.entries()) {
      for (const keyword of own) {
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

function isWorthParsing({ detector }: Gate, document: Document): boolean {
  try {
    return detector.worthParsing?.(document) ?? true;
  } catch {
    // It is asked itself then, and what fails there is told.
    return true;
  }
}

/** Whether the expression matches at a keyword, or anywhere where it says nothing of places. */
function matches({ mentions, there }: Gate, text: string, at: number): boolean {
  if (!mentions) return true;
  mentions.lastIndex = there ? at : 0;
  return mentions.test(text);
}

/** The same, asked of the whole text. */
function mentioned({ detector: { mentions }, keywords }: Gate, text: string): boolean {
  if (mentions instanceof RegExp) return mentions.test(text);
  if (!mentions) return true;
  return keywords.every(({ exact, startsWord }) => exact && !startsWord)
    ? keywords.some((keyword) => text.includes(keyword.text))
    : compileKeywords(keywords).walk(text).next() >= 0;
}

function gateOf(detector: AnyDetector): Gate {
  const { files } = detector;
  const wanted = wantedBy(detector);
  const common = !files || ORDINARY.some((name) => files.test(name));
  if (common && wanted.keywords.length > 0) return { detector, ...wanted, names: [], told: 'by text' };
  const names = files ? keywordsOf(files, literalsOf(files)) : [];
  return { detector, ...wanted, names, told: names.length > 0 ? 'by name' : 'by itself' };
}

function wantedBy({ mentions }: AnyDetector): Pick<Gate, 'mentions' | 'there' | 'keywords'> {
  if (mentions === undefined) return { mentions, there: false, keywords: [] };
  if (!(mentions instanceof RegExp)) {
    const keywords = mentions.map((mention) => (typeof mention === 'string' ? { text: mention, exact: true, startsWord: false } : mention));
    return { mentions: undefined, there: false, keywords };
  }
  const literals = literalsOf(mentions);
  const there = literals?.leading ?? false;
  return {
    mentions: there ? new RegExp(mentions.source, `${mentions.flags}y`) : mentions,
    there,
    keywords: keywordsOf(mentions, literals),
  };
}

const keywordsOf = ({ ignoreCase }: RegExp, literals: Literals | undefined): readonly Keyword[] =>
  (literals?.texts ?? []).map((text) => ({ text, exact: !ignoreCase, startsWord: false }));
