import { STOP, SYNONYMS, WEAK } from './vocabulary.js';

/** A word as it is compared: its stem, or what stands for it and its like. */
export interface Word {
  readonly stem: string;
  /** Whether it stands in any checklist, and so tells little. */
  readonly weak: boolean;
}

const MOST_WORDS = 400;

/** The words of a text: lower case, stemmed, synonyms made one, without those that tell nothing. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  const plain = text
    .slice(0, 8_000)
    .toLowerCase()
    .replace(/ci\s*\/\s*cd/g, 'cicd')
    .replace(/end[- ]to[- ]end/g, 'e2e')
    .replace(/pre-production/g, 'staging')
    .replace(/front[- ]end/g, 'frontend')
    .replace(/role[- ]based access control/g, 'rbac')
    .replace(/type[- ]check(?:ing|er|ed)?/g, 'typecheck');
  for (const [token] of plain.matchAll(/[\p{L}\p{N}]+(?:['’][a-z]{1,2}(?![\p{L}\p{N}]))?/gu)) {
    const word = token.replace(/['’].*/, '');
    if (STOP.has(word) || (word.length < 2 && !/\d/.test(word))) continue;
    words.push({ stem: stemOf(word), weak: WEAK.has(word) });
    if (words.length >= MOST_WORDS) break;
  }
  return words;
}

const known = new Map<string, string>();

function stemOf(word: string): string {
  let stem = known.get(word);
  if (stem === undefined) {
    stem = SYNONYMS.get(word) ?? SYNONYMS.get(singular(word)) ?? word;
    stem = stripped(stem);
    if (known.size < 20_000) known.set(word, stem);
  }
  return stem;
}

const singular = (word: string): string =>
  word.length > 4 && word.endsWith('ies')
    ? `${word.slice(0, -3)}y`
    : word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)
      ? word.slice(0, -1)
      : word;

/** Endings that change a word's part in the sentence and not what it is about. */
const ENDINGS = [
  'ization',
  'isation',
  'ations',
  'ation',
  'ments',
  'ment',
  'ness',
  'ings',
  'ing',
  'able',
  'ions',
  'ion',
  'ers',
  'er',
  'ed',
  'es',
  'ly',
  's',
  'e',
  'y',
];

function stripped(word: string): string {
  const base = singular(word);
  for (const ending of ENDINGS) {
    if (base.length - ending.length < 4 || !base.endsWith(ending)) continue;
    const stem = base.slice(0, -ending.length);
    // A doubled consonant: logging, dropped.
    return /([bdgklmnprt])\1$/.test(stem) && stem.length > 4 ? stem.slice(0, -1) : stem;
  }
  return base;
}
