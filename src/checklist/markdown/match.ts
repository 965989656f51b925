import type { Item, Section } from '../../model/checklist.js';
import type { ImportedChecklist } from './import.js';
import { PHRASES } from './vocabulary.js';
import { type Word, wordsOf } from './words.js';

/** A line of a team's checklist, with the words around it. */
export interface Line {
  readonly text: string;
  /** Titles of the headings above it without the document's own, the nearest last. */
  readonly headings: readonly string[];
  /** The item that it stands below, or the label. */
  readonly above?: string;
  /** What stands below it. */
  readonly details?: readonly string[];
}

export interface Match {
  readonly item: Item;
  /** From 0 to 1. */
  readonly score: number;
}

/** The line of an imported item, with its surroundings. */
export function lineOf({ items, sections }: ImportedChecklist, index: number): Line {
  const item = items[index];
  const section = item && sections[item.section];
  const label = item?.missing === true && /^(?:missing|what)/i.test(item.group ?? '') ? undefined : item?.group;
  const above = item?.parent === undefined ? label : items[item.parent]?.text;
  return {
    text: item?.text ?? '',
    headings: section?.headings ?? [],
    ...(above === undefined ? {} : { above }),
    details: item?.description ?? [],
  };
}

/** How much the words around a line count beside its own. */
const AROUND = { heading: 0.35, higher: 0.12, above: 0.3, details: 0.12 };
const WEAK_WORD = 0.3;
/** What the nearest heading by itself adds to the items that it speaks of. */
const HEADING_SAYS = 0.22;
const MOST = 5;

/** Where a part of the catalogue is likelier, whatever the words of the line. */
const TERRITORIES: readonly { readonly where: RegExp; readonly ids: RegExp; readonly adds: number }[] = [
  {
    where: /\bpost[- ]?(?:deploy|launch|release|production)|\bafter (?:the )?(?:deploy|launch|release|go[- ]?live)/i,
    ids: /^launch\./,
    adds: 0.12,
  },
  { where: /\btests?\b|\btesting\b/i, ids: /^testing\./, adds: 0.12 },
];

/** The built-in items that a line may speak of, the likeliest first. Deterministic: words, their rarity, and what is said for what. */
export const matchesOf = (line: Line, sections: readonly Section[]): readonly Match[] => indexOf(sections).matches(line);

const indices = new WeakMap<readonly Section[], Index>();
function indexOf(sections: readonly Section[]): Index {
  let index = indices.get(sections);
  if (!index) indices.set(sections, (index = new Index(sections)));
  return index;
}

type Weights = ReadonlyMap<string, number>;

interface Entry {
  readonly item: Item;
  /** Each way to say it, with the rarity of its words. */
  readonly phrases: readonly { readonly stems: Weights; readonly total: number }[];
  /** All words that have to do with it. */
  readonly stems: Weights;
  readonly norm: number;
}

/** The words of the catalogue, counted once. */
class Index {
  readonly #entries: readonly Entry[];
  readonly #rarity: Weights;
  readonly #most: number;
  readonly #headings = new Map<string, readonly number[]>();

  constructor(sections: readonly Section[]) {
    const drafts = sections.flatMap((section) =>
      section.items.map((item) => {
        const phrases = [item.title, ...(PHRASES[item.id] ?? '').split(',')].map(wordsOf).filter((words) => words.length > 0);
        const around = [...wordsOf(item.holds), ...item.rules.flatMap((rule) => wordsOf(rule)), ...signalWords(item)];
        return { item, phrases, around, section: wordsOf(section.title) };
      }),
    );
    const counts = new Map<string, number>();
    for (const { phrases, around } of drafts)
      for (const stem of new Set([...phrases.flat(), ...around].map((word) => word.stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    this.#most = Math.log(1 + drafts.length);
    this.#rarity = new Map([...counts].map(([stem, count]) => [stem, Math.log(1 + drafts.length / count)]));
    this.#entries = drafts.map(({ item, phrases, around, section }) => {
      const stems = new Map<string, number>();
      const add = (words: readonly Word[], weight: number): void => {
        for (const word of words) stems.set(word.stem, Math.max(stems.get(word.stem) ?? 0, weight * this.#weigh(word)));
      };
      for (const phrase of phrases) add(phrase, 1);
      add(around, 0.5);
      add(section, 0.4);
      return {
        item,
        phrases: phrases.map((words) => {
          const weighed = new Map(words.map((word) => [word.stem, this.#weigh(word)] as const));
          return { stems: weighed, total: sum(weighed.values()) };
        }),
        stems,
        norm: Math.sqrt(sum([...stems.values()].map((weight) => weight * weight))),
      };
    });
  }

  matches(line: Line): readonly Match[] {
    const own = this.#weighed(wordsOf(line.text), 1);
    const total = sum(own.values());
    if (total === 0) return [];
    const around = new Map<string, number>();
    const add = (text: string, weight: number): void => {
      for (const [stem, amount] of this.#weighed(wordsOf(text), weight)) around.set(stem, Math.max(around.get(stem) ?? 0, amount));
    };
    const nearest = line.headings.at(-1);
    if (nearest !== undefined) add(nearest, AROUND.heading);
    for (const heading of line.headings.slice(0, -1)) add(heading, AROUND.higher);
    if (line.above !== undefined) add(line.above, AROUND.above);
    for (const detail of line.details ?? []) add(detail, AROUND.details);
    const all = new Map(own);
    for (const [stem, amount] of around) all.set(stem, Math.max(all.get(stem) ?? 0, amount));
    const norm = Math.sqrt(sum([...all.values()].map((weight) => weight * weight)));

    const place = [...line.headings, line.above ?? ''].join(' › ').slice(0, 2_000);
    const territories = TERRITORIES.filter(({ where }) => where.test(place));
    const heading = this.#heading(nearest);
    const found: Match[] = [];
    for (const [i, { item, phrases, stems, norm: size }] of this.#entries.entries()) {
      let product = 0;
      let shared = 0;
      for (const [stem, weight] of all) {
        const other = stems.get(stem);
        if (other === undefined) continue;
        product += weight * other;
        if (own.has(stem)) shared += own.get(stem) ?? 0;
      }
      const hinted = heading[i] ?? 0;
      if (shared === 0 && hinted < 0.5) continue;
      const likeness = product / (norm * Math.pow(size, 0.6));
      const words = 0.6 * said(phrases, own, total, around) + 0.4 * Math.min(1, likeness / 3);
      const likelier = shared > 0 ? sum(territories.map(({ ids, adds }) => (ids.test(item.id) ? adds : 0))) : 0;
      found.push({ item, score: Math.min(1, words + HEADING_SAYS * hinted + likelier) });
    }
    return found.sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1)).slice(0, MOST);
  }

  /** How much a heading by itself speaks of each item. Few headings stand over many lines. */
  #heading(text: string | undefined): readonly number[] {
    if (text === undefined) return [];
    let known = this.#headings.get(text);
    if (!known) {
      const own = this.#weighed(wordsOf(text), 1);
      const total = sum(own.values());
      known = total === 0 ? [] : this.#entries.map(({ phrases }) => said(phrases, own, total, new Map()));
      if (this.#headings.size > 500) this.#headings.clear();
      this.#headings.set(text, known);
    }
    return known;
  }

  #weigh({ stem, weak }: Word): number {
    return (this.#rarity.get(stem) ?? this.#most) * (weak ? WEAK_WORD : 1);
  }

  /** Words that the catalogue does not know cannot speak for any item: they count a little, as what the line is about beside. */
  #weighed(words: readonly Word[], weight: number): Map<string, number> {
    const weighed = new Map<string, number>();
    for (const word of words) {
      const rarity = this.#rarity.has(word.stem) ? this.#weigh(word) : this.#most * 0.3;
      weighed.set(word.stem, Math.max(weighed.get(word.stem) ?? 0, rarity * weight));
    }
    return weighed;
  }
}

/** How well the best of some phrases is said: how much of it, and how much of what is said it is. */
function said(phrases: Entry['phrases'], own: Weights, total: number, around: Weights): number {
  let best = 0;
  for (const { stems, total: whole } of phrases) {
    let both = 0;
    let near = 0;
    for (const [stem, weight] of stems) {
      if (own.has(stem)) both += weight;
      else if (around.has(stem)) near += weight;
    }
    if (both === 0) continue;
    const covered = Math.min(1, (both + near * 0.5) / whole);
    best = Math.max(best, covered * covered * Math.sqrt(Math.min(1, both / total)));
  }
  return best;
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

/** The names of packages and documents that hint at an item. */
const signalWords = ({ signals }: Item): readonly Word[] => [
  ...Object.values(signals?.deps ?? {}).flatMap((names) => names.flatMap((name) => wordsOf(name))),
  ...(signals?.docs ?? []).flatMap((words) => wordsOf(words)),
];
