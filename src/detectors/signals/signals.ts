import { Signal } from '../../facts/signals.js';
import { SIGNAL_WORDS } from '../../generated/signals.js';
import type { SignalPlace } from '../../model/checklist.js';
import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';
import { type Keyword, type KeywordSearch, compileKeywords, isWord } from '../text/keywords.js';
import { placesOf } from './places.js';

interface Wanted {
  readonly place: SignalPlace;
  readonly text: string;
  readonly head: string;
  /** What follows within a few lines. */
  readonly rest: readonly string[];
  /** The rest of a name may follow. */
  readonly open: boolean;
}

interface Compiled {
  readonly search: KeywordSearch;
  /** For each keyword, the signals that begin with it. */
  readonly wanted: readonly (readonly Wanted[])[];
}

const GAP = 240;
const COMMENT = /^\s*(?:#|\/\/|\/?\*|--|<!--|;)/;

const compiled = new Map<string, Compiled>();

function partsOf(text: string): { readonly head: string; readonly rest: readonly string[] } {
  const [head = '', ...rest] = (text.endsWith('*') ? text.slice(0, -1) : text).split(' … ');
  return { head, rest };
}

const keywordOf = (text: string): Keyword => ({ text, exact: true, startsWord: isWord(text.charCodeAt(0)) });

/** How signals of any place begin. */
const HEADS = [...new Set(Object.values(SIGNAL_WORDS).flatMap((texts) => texts.map((text) => partsOf(text).head)))];

function compile(places: readonly SignalPlace[]): Compiled {
  const byHead = new Map<string, Wanted[]>();
  for (const place of places) {
    for (const text of SIGNAL_WORDS[place] ?? []) {
      const open = text.endsWith('*');
      const { head, rest } = partsOf(text);
      const known = byHead.get(head);
      const wanted = { place, text, head, rest, open: open || rest.length > 0 };
      if (known) known.push(wanted);
      else byHead.set(head, [wanted]);
    }
  }
  const heads = [...byHead.keys()];
  return {
    search: compileKeywords(heads.map(keywordOf)),
    wanted: heads.map((head) => byHead.get(head) ?? []),
  };
}

const follows = (text: string, from: number, rest: readonly string[]): boolean => {
  let at = from;
  for (const part of rest) {
    const found = text.slice(at, at + GAP + part.length).indexOf(part);
    if (found < 0) return false;
    at += found + part.length;
  }
  return true;
};

const isComment = (text: string, at: number): boolean => COMMENT.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));

export const signals = detector({
  framework: 'words of the checklist',
  format: 'text',
  mentions: HEADS.map(keywordOf),

  *facts({ document: { path, format, text } }): Iterable<FactDraft> {
    const places = placesOf(path, format, text);
    if (places.length === 0) return;
    const key = places.join();
    let known = compiled.get(key);
    if (!known) compiled.set(key, (known = compile(places)));
    const seen = new Set<Wanted>();
    const walk = known.search.walk(text);
    for (let keyword = walk.next(); keyword >= 0; keyword = walk.next()) {
      for (const wanted of known.wanted[keyword] ?? []) {
        if (seen.has(wanted)) continue;
        const { start } = walk;
        const end = start + wanted.head.length;
        if (!wanted.open && isWord(text.charCodeAt(end - 1)) && isWord(text.charCodeAt(end))) continue;
        if (!follows(text, end, wanted.rest) || isComment(text, start)) continue;
        seen.add(wanted);
        yield Signal({ span: { start, end } }, { place: wanted.place, text: wanted.text }, 'likely');
      }
    }
  },
});
