import { Trait } from '../../facts/traits.js';
import type { Condition } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import type { Confidence, FactDraft } from '../../model/fact.js';
import { type KeywordSearch, compileKeywords } from '../text/keywords.js';
import { literalsOf } from '../text/literals.js';

/** What a file is written in, as far as clues tell files apart. */
export type Writing = 'python' | 'javascript' | 'go' | 'java' | 'sql' | 'prisma' | 'yaml' | 'other';

/** Words that show a trait. */
export interface Clue {
  readonly condition: Condition;
  /** What they show, to follow `because`. */
  readonly words: string;
  readonly in: Writing | readonly Writing[];
  /** In files of these names only. */
  readonly files?: RegExp;
  readonly pattern: RegExp;
  /** What has to stand in the same document, too: `password` means something in an entity only. */
  readonly beside?: RegExp;
  readonly confidence?: Confidence;
}

const BY_EXTENSION: readonly (readonly [RegExp, Writing])[] = [
  [/\.py$/, 'python'],
  [/\.(?:[cm]?[jt]sx?|vue|svelte)$/, 'javascript'],
  [/\.go$/, 'go'],
  [/\.(?:java|kt)$/, 'java'],
  [/\.sql$/, 'sql'],
  [/\.prisma$/, 'prisma'],
  [/\.ya?ml$/, 'yaml'],
];

export const writingOf = (path: string): Writing => BY_EXTENSION.find(([extension]) => extension.test(path))?.[1] ?? 'other';

const COMMENT = /^\s*(?:#|\/\/|\/?\*|--|<!--)/;
/** How far from its words a pattern may begin and end. */
const BEFORE = 300;
const AFTER = 2000;
/** A longer line is nobody's writing. */
const LONGEST = 1000;

interface Row {
  readonly clue: Clue;
  readonly leading: boolean;
  readonly pattern: RegExp;
}

interface Compiled {
  readonly search: KeywordSearch;
  /** For each keyword, the clues that it may begin. */
  readonly rows: readonly (readonly Row[])[];
}

/**
 * A reader of documents for some clues: the words that these cannot do without are looked for all at once, and a pattern is
 * tried only where they stand. It states the first place for each condition.
 */
export function cluesReader(clues: readonly Clue[]): (document: Pick<Document, 'path' | 'text'>) => Iterable<FactDraft> {
  const compiled = new Map<Writing, Compiled>();
  return function* read({ path, text }) {
    const writing = writingOf(path);
    let known = compiled.get(writing);
    if (!known) compiled.set(writing, (known = compile(clues.filter((clue) => [clue.in].flat().includes(writing)))));
    const shown = new Set<Condition>();
    const walk = known.search.walk(text);
    for (let keyword = walk.next(); keyword >= 0; keyword = walk.next()) {
      for (const { clue, leading, pattern } of known.rows[keyword] ?? []) {
        if (shown.has(clue.condition) || !(clue.files?.test(path) ?? true)) continue;
        const found = leading ? matchAt(text, pattern, walk.start) : matchNear(text, pattern, walk.start);
        if (!found || isComment(text, found.start) || !(clue.beside?.test(text) ?? true)) continue;
        shown.add(clue.condition);
        yield Trait({ span: found }, { condition: clue.condition, words: clue.words }, clue.confidence ?? 'likely');
      }
    }
  };
}

/** Fails on a pattern that could match without any word: it would have to be tried everywhere. */
function compile(clues: readonly Clue[]): Compiled {
  const rows = new Map<string, { readonly exact: boolean; readonly text: string; readonly rows: Row[] }>();
  for (const clue of clues) {
    const literals = literalsOf(clue.pattern);
    if (!literals) throw new Error(`No word stands in every match of ${String(clue.pattern)}`);
    const { leading } = literals;
    const row = { clue, leading, pattern: new RegExp(clue.pattern.source, `${clue.pattern.flags}${leading ? 'y' : 'g'}`) };
    const exact = !clue.pattern.ignoreCase;
    for (const text of literals.texts) {
      const key = `${String(exact)} ${text}`;
      const known = rows.get(key);
      if (known) known.rows.push(row);
      else rows.set(key, { exact, text, rows: [row] });
    }
  }
  const keywords = [...rows.values()];
  return {
    search: compileKeywords(keywords.map(({ exact, text }) => ({ exact, text, startsWord: false }))),
    rows: keywords.map((keyword) => keyword.rows),
  };
}

interface Found {
  readonly start: number;
  readonly end: number;
}

function matchAt(text: string, pattern: RegExp, at: number): Found | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? lineOf(text, at, match[0]) : undefined;
}

function matchNear(text: string, pattern: RegExp, at: number): Found | undefined {
  const line = at <= BEFORE ? 0 : text.lastIndexOf('\n', at - BEFORE) + 1;
  const from = Math.max(line, at - LONGEST);
  const near = text.slice(from, at + AFTER);
  pattern.lastIndex = 0;
  const match = pattern.exec(near);
  return match && from + match.index <= at ? lineOf(text, from + match.index, match[0]) : undefined;
}

/** What matched, up to the end of its first line; a quote on a line of its own is left out. */
function lineOf(text: string, at: number, matched: string): Found {
  const blank = /^\s*(?:["'`]\s*\n\s*)?/.exec(matched)?.[0].length ?? 0;
  const start = at + blank;
  const line = text.indexOf('\n', start);
  return { start, end: Math.min(at + matched.trimEnd().length, line < 0 ? text.length : line) };
}

const isComment = (text: string, start: number): boolean =>
  COMMENT.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) || COMMENT.test(text.slice(start, start + 4));
