import { changeBetween } from '../model/change.js';
import { type Document, type Format, baseName } from '../model/document.js';
import { oncePer } from '../model/once.js';
import type { Span } from '../model/span.js';

/** A comment or a string literal, found without a grammar. */
export interface Lexeme {
  readonly kind: 'comment' | 'string';
  /** With its marks or quotes. */
  readonly span: Span;
}

/** How a format marks what is not code. */
export interface Marks {
  /** Up to the end of the line. */
  readonly line: readonly string[];
  readonly block: readonly (readonly [string, string])[];
  readonly strings: readonly Quotes[];
  /** Where a line comment may begin: anywhere, after white space or punctuation, or as the first on its line. */
  readonly begins: 'anywhere' | 'word' | 'line';
  /** Whether a comment may follow code on its line. */
  readonly trails: boolean;
  readonly regex?: boolean;
}

interface Quotes {
  readonly quote: string;
  readonly escapes: boolean;
  readonly lines: boolean;
}

const simple = (quote: string): Quotes => ({ quote, escapes: true, lines: false });
const raw = (quote: string, lines = false): Quotes => ({ quote, escapes: false, lines });
const long = (quote: string, escapes = true): Quotes => ({ quote, escapes, lines: true });

const HASH: Marks = { line: ['#'], block: [], strings: [simple('"'), simple("'")], begins: 'word', trails: true };
const SLASHES: Marks = { line: ['//'], block: [['/*', '*/']], strings: [simple('"'), simple("'")], begins: 'anywhere', trails: true };
const SCRIPT: Marks = { ...SLASHES, strings: [long('`'), ...SLASHES.strings], regex: true };
const MARKUP: Marks = { line: [], block: [['<!--', '-->']], strings: [], begins: 'anywhere', trails: true };
const DASHES: Marks = { line: ['--'], block: [['/*', '*/']], strings: [raw("'", true), raw('"')], begins: 'anywhere', trails: true };
const SEMICOLON: Marks = { line: [';', '#'], block: [], strings: [], begins: 'line', trails: false };

const BY_FORMAT: Readonly<Record<Exclude<Format, 'text' | 'json'>, Marks>> = {
  python: { ...HASH, begins: 'anywhere', strings: [long('"""'), long("'''"), simple('"'), simple("'")] },
  javascript: SCRIPT,
  typescript: SCRIPT,
  tsx: SCRIPT,
  go: { ...SLASHES, strings: [raw('`', true), ...SLASHES.strings] },
  java: { ...SLASHES, strings: [long('"""'), ...SLASHES.strings] },
  shell: { ...HASH, strings: [long('"'), raw("'", true)] },
  dockerfile: { ...HASH, strings: [], begins: 'line', trails: false },
  yaml: { ...HASH, strings: [simple('"'), raw("'")] },
  toml: { ...HASH, begins: 'anywhere', strings: [long('"""'), long("'''", false), simple('"'), raw("'")] },
  properties: { line: ['#', '!'], block: [], strings: [], begins: 'line', trails: false },
  dotenv: { ...HASH, strings: [simple('"'), raw("'")] },
  nginx: HASH,
};

const BY_EXTENSION: readonly (readonly [RegExp, Marks])[] = [
  [/\.(?:sql|psql|ddl|lua|hs|elm)$/i, DASHES],
  [/\.(?:html?|md|mdx|markdown|xml|xhtml|svg|vue|svelte|astro|jsp|csproj|props|targets|config)$/i, MARKUP],
  [/\.(?:ini|cfg|cnf|editorconfig|service|timer|socket|reg|npmrc)$/i, SEMICOLON],
  [/\.(?:kts?|swift|scala|rs|c|h|cc|cpp|hpp|cs|php|dart|groovy|gradle|proto|scss|less|sol|zig|fs|prisma)$|^jenkinsfile/i, SLASHES],
  [
    /\.(?:rb|tf|tfvars|hcl|pl|pm|r|jl|mk|ps1|psm1|ex|exs|graphql|gql|nix|cmake|conf|rego|bzl|star|gitignore|dockerignore)$|^(?:makefile|gemfile|rakefile|vagrantfile|procfile|justfile|caddyfile|codeowners|tiltfile)/i,
    HASH,
  ],
];

/** The comments of a document's own syntax; undefined when it has none, or nobody here knows them. */
export function marksOf({ format, path }: Pick<Document, 'format' | 'path'>): Marks | undefined {
  if (format === 'json') return SLASHES;
  if (format !== 'text') return BY_FORMAT[format];
  return BY_EXTENSION.find(([names]) => names.test(baseName(path)))?.[1];
}

/**
 * Comments and strings in their order, by a scan that knows quotes and escapes but no grammar. Its limits: a regular expression
 * literal is guessed from what stands before it, a here-document and a block text of YAML are read as the code around them, and a
 * quote that is not closed where it must be is an ordinary character.
 */
export const lexemes = (text: string, marks: Marks): Iterable<Lexeme> => lexemesFrom(text, marks, 0, new Set());

/** The same from an offset on, at which none has begun. `hopeless` are quotes that are closed nowhere below: they are looked for once. */
function* lexemesFrom(text: string, marks: Marks, from: number, hopeless: Set<string>): Iterable<Lexeme> {
  const stop = stopsOf(marks);
  let at = from;
  while (at < text.length) {
    stop.lastIndex = at;
    const next = stop.exec(text);
    if (!next) return;
    at = next.index;
    if (next[0] === '\\') {
      at += 2;
      continue;
    }
    const found = comment(text, at, marks, hopeless) ?? literal(text, at, marks, hopeless);
    if (!found) {
      at += 1;
      continue;
    }
    yield found;
    at = Math.max(at + 1, found.span.end);
  }
}

/** Where a comment or a text may begin, and a sign that takes the next one its meaning. */
const stopsOf = oncePer(({ line, block, strings, begins, regex = false }: Marks): RegExp => {
  const openers = [...line, ...block.map(([open]) => open), ...strings.map(({ quote }) => quote), ...(regex ? ['/'] : [])];
  const signs = [...new Set([...openers.map((opener) => opener.charAt(0)), ...(begins === 'line' ? [] : ['\\'])])];
  return new RegExp(`[${signs.map((sign) => `\\${sign}`).join('')}]`, 'g');
});

function comment(text: string, at: number, marks: Marks, hopeless: Set<string>): Lexeme | undefined {
  for (const [open, close] of marks.block) {
    if (!text.startsWith(open, at) || hopeless.has(close)) continue;
    const end = text.indexOf(close, at + open.length);
    if (end >= 0) return { kind: 'comment', span: { start: at, end: end + close.length } };
    hopeless.add(close);
  }
  if (!marks.line.some((mark) => text.startsWith(mark, at))) return undefined;
  const before = text.charAt(at - 1);
  if (marks.begins === 'word' && at > 0 && !/[\s;{}(]/.test(before)) return undefined;
  if (marks.begins === 'line' && !startsLine(text, at)) return undefined;
  // A URL in a JSX text or a template.
  if (before === ':' && text.startsWith('//', at)) return undefined;
  return { kind: 'comment', span: { start: at, end: lineEnd(text, at) } };
}

/** Whether nothing but white space stands before an offset on its line. */
function startsLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\f') at -= 1;
  return at < 0 || text[at] === '\n' || text[at] === '\r' || text[at] === '\uFEFF';
}

function literal(text: string, at: number, marks: Marks, hopeless: Set<string>): Lexeme | undefined {
  for (const { quote, escapes, lines } of marks.strings) {
    if (!text.startsWith(quote, at) || hopeless.has(quote)) continue;
    // An apostrophe inside a word is no quote where texts need none.
    if (marks.begins === 'word' && at > 0 && /\w/.test(text.charAt(at - 1))) return undefined;
    const end = closing(text, at + quote.length, quote, escapes, lines);
    if (end !== undefined) return { kind: 'string', span: { start: at, end } };
    if (lines) hopeless.add(quote);
  }
  if (marks.regex && text[at] === '/' && regexMayStand(text, at)) {
    const body = /^(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/;
    const length = body.exec(text.slice(at + 1, Math.min(lineEnd(text, at), at + 300)))?.[0].length;
    if (length !== undefined) return { kind: 'string', span: { start: at, end: at + 1 + length } };
  }
  return undefined;
}

function closing(text: string, from: number, quote: string, escapes: boolean, lines: boolean): number | undefined {
  const [first] = quote;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && escapes) at += 1;
    else if (character === '\n' && !lines) return undefined;
    else if (character === first && text.startsWith(quote, at)) return at + quote.length;
  }
  return undefined;
}

function regexMayStand(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 20), at).trimEnd();
  return before === '' || /[(,=:[!&|?{};]$|\breturn$/.test(before);
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  const end = at < 0 ? text.length : at;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** The text with its comments and strings blanked out, so that a search finds code only. Offsets stay. */
export const codeOf = (document: Document): string => remembered(document, 'code');

/** The text with its comments blanked out. Offsets stay. */
export const withoutComments = (document: Document): string => remembered(document, 'comments');

/** What is blanked out: the comments alone, or all that is no code. */
type Blanking = 'comments' | 'code';

/** What was blanked already: rules ask once for each finding of a document. */
const known = new WeakMap<Document, Map<Blanking, string>>();

function remembered(document: Document, what: Blanking): string {
  const texts = known.get(document) ?? new Map<Blanking, string>();
  known.set(document, texts);
  const text = texts.get(what) ?? blanked(document, what);
  texts.set(what, text);
  return text;
}

/** A text with what was found in it. */
interface Blanked {
  readonly text: string;
  readonly marks: Marks;
  readonly lexemes: readonly Lexeme[];
  readonly result: string;
}

/** Of the document that somebody types into: around an edit alone it is read again. */
const typed = new Map<Blanking, Blanked>();

function blanked(document: Document, what: Blanking): string {
  const { text, version } = document;
  const marks = marksOf(document);
  if (!marks) return text;
  if (version === 0) return withoutLexemes(text, lexemes(text, marks), what, 0, text.length);
  const before = typed.get(what);
  const now = (before?.marks === marks ? blankedAgain(before, text, what) : undefined) ?? blankedAnew(text, marks, what);
  if (now) typed.set(what, now);
  else typed.delete(what);
  return now?.result ?? withoutLexemes(text, lexemes(text, marks), what, 0, text.length);
}

/** Undefined where a quote is open to the end: then every edit may close it. */
function blankedAnew(text: string, marks: Marks, what: Blanking): Blanked | undefined {
  const hopeless = new Set<string>();
  const all = [...lexemesFrom(text, marks, 0, hopeless)];
  return hopeless.size > 0 ? undefined : { text, marks, lexemes: all, result: withoutLexemes(text, all, what, 0, text.length) };
}

/** How far in front of a slash it is told whether a regular expression may stand there. */
const LOOKED_BACK = 20;

/** Reads from the line of an edit on, until what comes is what came before. */
function blankedAgain(before: Blanked, text: string, what: Blanking): Blanked | undefined {
  const { marks } = before;
  const { start, endBefore, end } = changeBetween(before.text, text);
  const distance = end - endBefore;
  let from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  // Where the end of a line is escaped, the one below may belong to it.
  while (from > 1 && text[from - 2] === '\\') from = text.lastIndexOf('\n', from - 2) + 1;
  const kept = firstEndingBehind(before.lexemes, from);
  from = Math.min(from, before.lexemes[kept]?.span.start ?? from);
  const line = text.indexOf('\n', end);
  const sure = line < 0 ? Infinity : line + 1 + LOOKED_BACK;
  const found: Lexeme[] = [];
  const hopeless = new Set<string>();
  let next = kept;
  let to = text.length;
  for (const lexeme of lexemesFrom(text, marks, from, hopeless)) {
    const at = lexeme.span.start - distance;
    while ((before.lexemes[next]?.span.start ?? Infinity) < at) next += 1;
    const same = before.lexemes[next];
    if (lexeme.span.start >= sure && same?.span.start === at && same.kind === lexeme.kind && same.span.end + distance === lexeme.span.end) {
      to = lexeme.span.start;
      break;
    }
    found.push(lexeme);
  }
  if (hopeless.size > 0) return undefined;
  const rest = to < text.length ? before.lexemes.slice(next) : [];
  const moved =
    distance === 0 ? rest : rest.map(({ kind, span }) => ({ kind, span: { start: span.start + distance, end: span.end + distance } }));
  return {
    text,
    marks,
    lexemes: [...before.lexemes.slice(0, kept), ...found, ...moved],
    result: before.result.slice(0, from) + withoutLexemes(text, found, what, from, to) + before.result.slice(to - distance),
  };
}

/** The index of the first that ends behind an offset. */
function firstEndingBehind(all: readonly Lexeme[], offset: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A stretch of a text without what stands in it. */
function withoutLexemes(text: string, all: Iterable<Lexeme>, what: Blanking, from: number, to: number): string {
  const parts: string[] = [];
  let done = from;
  for (const { kind, span } of all) {
    if (what === 'comments' && kind !== 'comment') continue;
    parts.push(text.slice(done, span.start), text.slice(span.start, span.end).replace(/[^\r\n]/g, ' '));
    done = span.end;
  }
  parts.push(text.slice(done, to));
  return parts.join('');
}
