import type { AnyDetector, DetectorFormat } from '../detectors/detector.js';
import { type Keyword, type KeywordSearch, compileKeywords } from '../detectors/text/keywords.js';
import { type Literals, literalsOf } from '../detectors/text/literals.js';
import type { Document } from '../model/document.js';
import { familyOf } from '../syntax/parse.js';

/** Names that say nothing: a detector that concerns one of them concerns most documents of the format, by its name at least. */
const ORDINARY: Readonly<Record<DetectorFormat, readonly string[]>> = {
  python: ['x.py'],
  javascript: ['x.js', 'x.ts', 'x.tsx'],
  go: ['x.go'],
  java: ['x.java'],
  yaml: ['x.yaml'],
  json: ['x.json'],
  toml: ['x.toml'],
  properties: ['x.properties'],
  dotenv: ['.env'],
  dockerfile: ['Dockerfile'],
  shell: ['x.sh'],
  nginx: ['nginx.conf'],
  text: ['x.md', 'x.html', 'x.sql', 'x.vue'],
};

const FORMATS = Object.keys(ORDINARY) as readonly DetectorFormat[];

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
}

/** How it is found out whether a detector concerns documents of a format. */
type Way = 'none' | 'by text' | 'by name' | 'alone';

type Verdict = 'open' | 'shut';

/**
 * Tells which detectors a document concerns. What they ask for is looked for all at once, in one walk over the text, and an expression
 * is tried only where it could match. Detectors that concern few files are told by the name, in one walk over that: what they ask for is
 * looked for in these files alone.
 */
export class Gates {
  readonly #gates: readonly Gate[];
  readonly #ways = new Map<DetectorFormat, readonly Way[]>();
  readonly #byText: Search;
  readonly #byName: Search;
  /** Of the document at hand. */
  readonly #verdicts: (Verdict | undefined)[];

  constructor(detectors: readonly AnyDetector[]) {
    this.#gates = detectors.map(gateOf);
    this.#verdicts = detectors.map(() => undefined);
    // Of all formats at once: most of what stands in a text is asked for by detectors of every format.
    this.#byText = new Search(this.#gates.map((gate, i) => (this.#isFound(i, 'by text') ? gate.keywords : [])));
    this.#byName = new Search(this.#gates.map((gate, i) => (this.#isFound(i, 'by name') ? gate.names : [])));
  }

  /** The detectors that the document concerns, in their own order. */
  open(document: Document): readonly AnyDetector[] {
    const verdicts = this.#verdicts.fill(undefined);
    const ways = this.#waysOf(familyOf(document.format));
    this.#byText.each(document.text, (gate, at) => {
      if (verdicts[gate] === undefined && ways[gate] === 'by text') verdicts[gate] = this.#verdict(gate, document, at);
    });
    this.#byName.each(document.path, (gate) => {
      if (verdicts[gate] === undefined && ways[gate] === 'by name') verdicts[gate] = this.#verdict(gate, document);
    });
    const open: AnyDetector[] = [];
    this.#gates.forEach(({ detector }, gate) => {
      if ((ways[gate] === 'alone' ? this.#verdict(gate, document) : verdicts[gate]) === 'open') open.push(detector);
    });
    return open;
  }

  /** Undefined where the expression does not match at a keyword, and may match at another. */
  #verdict(index: number, document: Document, at?: number): Verdict | undefined {
    const gate = this.#gates[index];
    if (!gate || !concerns(gate, document)) return 'shut';
    if (at === undefined ? !mentioned(gate, document.text) : !matches(gate, document.text, at)) return gate.there ? undefined : 'shut';
    return (gate.detector.worthParsing?.(document) ?? true) ? 'open' : 'shut';
  }

  /** In documents of any format. */
  #isFound(gate: number, way: Way): boolean {
    return FORMATS.some((format) => this.#waysOf(format)[gate] === way);
  }

  #waysOf(format: DetectorFormat): readonly Way[] {
    let ways = this.#ways.get(format);
    if (!ways) this.#ways.set(format, (ways = this.#gates.map((gate) => wayOf(gate, format))));
    return ways;
  }
}

function wayOf({ detector: { format, files }, keywords, names }: Gate, of: DetectorFormat): Way {
  if (format !== of && format !== 'text') return 'none';
  if (keywords.length > 0 && (!files || ORDINARY[of].some((name) => files.test(name)))) return 'by text';
  return names.length > 0 ? 'by name' : 'alone';
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
  const { mentions, files } = detector;
  const names = files ? keywordsOf(files, literalsOf(files)) : [];
  if (mentions === undefined) return { detector, mentions, there: false, keywords: [], names };
  if (!(mentions instanceof RegExp)) {
    const keywords = mentions.map((mention) => (typeof mention === 'string' ? { text: mention, exact: true, startsWord: false } : mention));
    return { detector, mentions: undefined, there: false, keywords, names };
  }
  const literals = literalsOf(mentions);
  const there = literals?.leading ?? false;
  return {
    detector,
    mentions: there ? new RegExp(mentions.source, `${mentions.flags}y`) : mentions,
    there,
    keywords: keywordsOf(mentions, literals),
    names,
  };
}

const keywordsOf = ({ ignoreCase }: RegExp, literals: Literals | undefined): readonly Keyword[] =>
  (literals?.texts ?? []).map((text) => ({ text, exact: !ignoreCase, startsWord: false }));
