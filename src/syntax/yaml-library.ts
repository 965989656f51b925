import {
  type Document as LibraryDocument,
  type ErrorCode,
  Lexer,
  type Node as LibraryNode,
  type YAMLError,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { Span } from '../model/span.js';
import { lineStart } from './data.js';
import type { Hole } from './templates.js';
import type { YamlDocument, YamlNode, YamlPair } from './yaml-nodes.js';

/** A half-written file is parsed again, without what cannot be understood, at most this often. */
const ROUNDS = 4;
/** And of so many errors in one round. */
const MOST_ERRORS = 20;
/** Of collections inside each other. */
const DEEPEST = 100;

/** What the library makes of a text. */
export interface LibraryReading {
  readonly documents: readonly YamlDocument[];
  /** What it has to say about the text as it is written. */
  readonly errors: readonly Pick<YAMLError, 'message' | 'pos'>[];
  /** What had to be taken out before it could be read. */
  readonly holes: readonly Hole[];
  readonly tooDeep: boolean;
}

/** Reads whatever YAML there is, mistakes and all. `mended` may read what is left without the mistakes, if it says the same faster. */
export function readWithLibrary(
  text: string,
  mended: (text: string) => readonly YamlDocument[] | undefined = () => undefined,
): LibraryReading {
  if (nestsTooDeeply(text)) return { documents: [], errors: [], holes: [], tooDeep: true };
  const first = parseAll(text);
  return { errors: first.flatMap(({ errors }) => errors), ...repaired(text, first, mended), tooDeep: false };
}

/**
 * The library's parser recurses, and where the stack is nearly full the runtime cannot compile a regular expression and ends the
 * whole process; so this is asked first. Its lexer does not recurse.
 */
function nestsTooDeeply(text: string): boolean {
  // What a pair holds on its line is no deeper for it, and pipelines are full of such pairs.
  const open = text.replace(/\{\{[^{}[\]"'#\n]*\}\}|[[{][^{}[\]"'#\n]*[\]}]/g, '');
  const brackets = open.length - open.replace(/[[{]/g, '').length + 2;
  if (brackets < DEEPEST && !/^[ \t?-]{80}/m.test(text) && !hasDashes(text)) return false;
  let flow = 0;
  let dashes = 0;
  let indents: number[] = [];
  let first = true;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow = Math.max(0, flow - 1);
    else if (token === '-' || token === '?') dashes += 1;
    else if (token.startsWith('\n') || token.startsWith('\r')) {
      first = true;
      dashes = 0;
      continue;
    }
    if (first) {
      const column = /^ *$/.test(token) ? token.length : 0;
      indents = [...indents.filter((indent) => indent < column), column];
      first = false;
    }
    if (flow + dashes + indents.length > DEEPEST) return true;
  }
  return false;
}

// Marks that the lexer puts between the pieces of the text. https://eemeli.org/yaml/#lexer
const LEXER_MARKS = new Set(['\x02', '\x18', '\x1f']);

/** Whether an offset stands inside `[…]` or `{…}`. */
export function isInFlow(text: string, offset: number): boolean {
  let at = 0;
  let flow = 0;
  for (const token of new Lexer().lex(text)) {
    if (LEXER_MARKS.has(token)) continue;
    if (at + token.length > offset) break;
    at += token.length;
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow = Math.max(0, flow - 1);
  }
  return flow > 0;
}

function hasDashes(text: string): boolean {
  let line = -1;
  let count = 0;
  for (const { index } of text.matchAll(/[-?][ \t\r\n]/g)) {
    if (index > line) {
      line = text.indexOf('\n', index);
      if (line < 0) line = text.length;
      count = 0;
    }
    count += 1;
    if (count > DEEPEST / 2) return true;
  }
  return false;
}

function parseAll(text: string): readonly LibraryDocument.Parsed[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false, strict: false, logLevel: 'silent', prettyErrors: false, merge: false });
  return Array.isArray(documents) ? documents : [];
}

/** Takes out what hides the rest: half a line that swallows the next key, a quote without its partner, tabs that indent. */
function repaired(
  whole: string,
  first: readonly LibraryDocument.Parsed[],
  mended: (text: string) => readonly YamlDocument[] | undefined,
): Pick<LibraryReading, 'documents' | 'holes'> {
  let text = whole;
  let documents = first;
  const holes: Hole[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const blanks = documents
      .flatMap((document) => document.errors.slice(0, MOST_ERRORS).flatMap((error) => blankFor(error, document, text)))
      .slice(0, MOST_ERRORS);
    if (blanks.length === 0) break;
    for (const { start, end, hole } of blanks) {
      text = text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
      if (hole) holes.push({ start, end, indent: start - lineStart(text, start) });
    }
    const read = mended(text);
    if (read) return { documents: read, holes };
    documents = parseAll(text);
  }
  return { documents: documents.map(documentOf), holes };
}

function blankFor(error: YAMLError, document: LibraryDocument.Parsed, text: string): readonly (Span & { readonly hole: boolean })[] {
  const [start, end] = error.pos;
  const code: ErrorCode = error.code;
  const lineEnd = (offset: number): number => {
    const at = text.indexOf('\n', offset);
    return at < 0 ? text.length : at;
  };
  if (code === 'TAB_AS_INDENT') {
    const line = lineStart(text, start);
    const tabs = /^[ \t]*/.exec(text.slice(line, line + 200))?.[0].length ?? 0;
    return text.slice(line, line + tabs).includes('\t') ? [{ start: line, end: line + tabs, hole: false }] : [];
  }
  if (code === 'MULTILINE_IMPLICIT_KEY') return lineEnd(start) < end ? [{ start, end: lineEnd(start), hole: true }] : [];
  if (code === 'MISSING_CHAR' && error.message.includes('closing')) {
    let open: number | undefined;
    visit(document, {
      Scalar(_, { type, range }) {
        if (range && (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') && range[1] >= start - 1) open = range[0];
      },
    });
    return open !== undefined && lineEnd(open) < text.length ? [{ start: open, end: lineEnd(open), hole: true }] : [];
  }
  return [];
}

function documentOf({ contents, range: [start, , end] }: LibraryDocument.Parsed): YamlDocument {
  const empty = !contents || (isScalar(contents) && contents.value === null && contents.range[0] === contents.range[1]);
  if (empty) return { start, end, contents: undefined, aliased: false };
  const anchors = new Map<string, YamlNode>();
  return { start, end, contents: nodeOf(contents, anchors), aliased: anchors.size > 0 };
}

/** In the order of the text, since an alias means the nearest anchor of its name before it. */
function nodeOf(node: LibraryNode, anchors: Map<string, YamlNode>): YamlNode {
  const [start = 0, end = 0] = node.range ?? [];
  if (isAlias(node)) return { kind: 'alias', start, end, tag: undefined, target: anchors.get(node.source) };
  const { tag } = node;
  const known = (made: YamlNode): void => {
    if (node.anchor) anchors.set(node.anchor, made);
  };
  if (isMap(node)) {
    const pairs: YamlPair[] = [];
    const map: YamlNode = { kind: 'map', start, end, tag, flow: node.flow === true, pairs };
    known(map);
    for (const { key, value } of node.items)
      if (isNode(key)) pairs.push({ key: nodeOf(key, anchors), value: isNode(value) ? nodeOf(value, anchors) : undefined });
    return map;
  }
  if (isCollection(node)) {
    const items: YamlNode[] = [];
    const list: YamlNode = { kind: 'list', start, end, tag, flow: node.flow === true, items };
    known(list);
    for (const item of node.items as readonly unknown[]) if (isNode(item)) items.push(nodeOf(item, anchors));
    return list;
  }
  const scalar: YamlNode = { kind: 'scalar', start, end, tag, value: node.value, plain: node.type === 'PLAIN' || node.type === undefined };
  known(scalar);
  return scalar;
}
