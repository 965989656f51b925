import type { Span } from '../../model/span.js';
import { entropy } from './checksums.js';
import { compileKeywords, isWord, type Keyword, type KeywordSearch } from './keywords.js';
import { isDocumentedExample, isPlaceholder } from './placeholders.js';
import { PRIVATE_KEY_MARKS } from './private-keys.js';
import type { TokenFormat } from './providers/format.js';
import { TOKEN_FORMATS } from './providers/index.js';

/** Where a credential of a known format stands. It never holds the credential's text, so that it may be kept, sent and logged. */
export interface TokenHit {
  readonly span: Span;
  readonly format: TokenFormat;
  readonly length: number;
  /** How it begins, as people may be shown it; undefined where the format has no public beginning. */
  readonly prefix: string | undefined;
}

/** What `tokenFinder` makes of a table of formats. */
export interface TokenFinder {
  /** The credentials of a text, in order, at most one for a place. */
  find(text: string): Iterable<TokenHit>;
  /** False only when `find` gives nothing for the text that these bytes encode, and no mark stands in them. */
  mayHold(bytes: Uint8Array): boolean;
}

/** What stands this close to a token tells what it is: a name, a call, a neighbouring key. */
const NEARBY = 400;

function keywordsOf({ keywords, pattern, lead, afterWord }: TokenFormat): readonly Keyword[] {
  const exact = !pattern.ignoreCase;
  return keywords.map((text) => ({
    text,
    exact,
    startsWord: exact && lead === undefined && afterWord === undefined && isWord(text.charCodeAt(0)),
  }));
}

/** One of these stands in every text in which `findTokens` finds something. */
export const TOKEN_KEYWORDS: readonly Keyword[] = TOKEN_FORMATS.flatMap(keywordsOf);

/** Compiles formats into one search: one pass over the text, then only the patterns of the keyword that was met, at that place. Marks are let through. */
export function tokenFinder(formats: readonly TokenFormat[], marks: readonly string[] = []): TokenFinder {
  const keywords: (Keyword & { readonly formats: TokenFormat[] })[] = marks.map((text) => ({
    text,
    exact: true,
    startsWord: false,
    formats: [],
  }));
  for (const format of formats) {
    for (const { text, exact, startsWord } of keywordsOf(format)) {
      const known = keywords.find((keyword) => keyword.text === text && keyword.exact === exact && keyword.startsWord === startsWord);
      if (known) known.formats.push(format);
      else keywords.push({ text, exact, startsWord, formats: [format] });
    }
  }
  const rank = new Map(formats.map((format, index) => [format, index]));
  const search: KeywordSearch = compileKeywords(keywords);

  /** By itself a prefix or a signature says more than a name that stands before; then the longer token says more than a part of it. */
  const isMoreSpecific = (a: TokenHit, b: TokenHit): boolean => {
    const named = Number(b.format.pattern.ignoreCase) - Number(a.format.pattern.ignoreCase);
    if (named !== 0) return named > 0;
    return a.length !== b.length ? a.length > b.length : (rank.get(a.format) ?? 0) < (rank.get(b.format) ?? 0);
  };

  return {
    *find(text) {
      const hits: TokenHit[] = [];
      const walk = search.walk(text);
      for (let keyword = walk.next(); keyword >= 0; keyword = walk.next()) {
        for (const format of keywords[keyword]?.formats ?? []) {
          const hit = tokenAt(text, walk.start, format);
          if (hit) hits.push(hit);
        }
      }
      hits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
      let held: TokenHit | undefined;
      for (const hit of hits) {
        if (held && hit.span.start < held.span.end) {
          if (isMoreSpecific(hit, held)) held = hit;
          continue;
        }
        if (held) yield held;
        held = hit;
      }
      if (held) yield held;
    },

    mayHold: (bytes) => search.occursIn(bytes),
  };
}

function tokenAt(text: string, keywordAt: number, format: TokenFormat): TokenHit | undefined {
  const [least, most] = format.lead ?? [0, 0];
  for (let lead = least; lead <= most && lead <= keywordAt; lead++) {
    format.pattern.lastIndex = keywordAt - lead;
    const match = format.pattern.exec(text);
    if (!match) continue;
    const end = match.index + match[0].length;
    const token = match.groups?.token ?? match[0];
    const span = { start: end - token.length, end };
    if (isWhole(text, span, format) && isReal(token, format) && isMeantSo(text, span, format))
      return {
        span,
        format,
        length: token.length,
        prefix: format.prefix !== undefined && token.startsWith(format.prefix) ? format.prefix : undefined,
      };
  }
  return undefined;
}

/** Is it no part of a longer word? A keyword at a token's beginning was asked for that already. */
function isWhole(text: string, { start, end }: Span, format: TokenFormat): boolean {
  if (end < text.length && isWord(text.charCodeAt(end)) && isWord(text.charCodeAt(end - 1))) return false;
  return format.lead === undefined || format.afterWord !== undefined || start === 0 || !isWord(text.charCodeAt(start - 1));
}

function isReal(token: string, format: TokenFormat): boolean {
  const body = format.prefix !== undefined && token.startsWith(format.prefix) ? token.slice(format.prefix.length) : token;
  if (entropy(body) < (format.entropy ?? Math.min(3, 0.6 * Math.log2(body.length)))) return false;
  if (format.check && !format.check(body, token)) return false;
  return !isPlaceholder(body) && !isDocumentedExample(token);
}

function isMeantSo(text: string, { start, end }: Span, { near, unless }: TokenFormat): boolean {
  if (!near && !unless) return true;
  const around = `${text.slice(Math.max(0, start - NEARBY), start)} ${text.slice(end, end + NEARBY)}`;
  return (near?.test(around) ?? true) && !(unless?.test(around) ?? false);
}

let compiled: TokenFinder | undefined;

/** Compiled at its first use, which takes some milliseconds. */
const finder = (): TokenFinder => (compiled ??= tokenFinder(TOKEN_FORMATS, PRIVATE_KEY_MARKS));

/** The credentials of known providers in a text. */
export const findTokens = (text: string): Iterable<TokenHit> => finder().find(text);

/**
 * A test that costs next to nothing. When it is false, neither `findTokens` nor `findPrivateKeys` finds anything in the text that these bytes encode
 * (UTF-8, Latin-1, any superset of ASCII; not UTF-16), so that it need not be decoded for them.
 */
export const mayHoldSecrets = (bytes: Uint8Array): boolean => finder().mayHold(bytes);
