import {
  type Alias,
  type Document as YamlDocument,
  type ErrorCode,
  Lexer,
  type Node,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { Document } from '../model/document.js';
import { type Span, slice } from '../model/span.js';
import { type Value, flag, unknown } from '../model/value.js';
import {
  type DataNode,
  type DataSyntax,
  type SyntaxProblem,
  type Written,
  type WrittenEntry,
  dataSyntax,
  emptyMap,
  lazily,
  lineStart,
  withoutBom,
} from './data.js';
import { embeddedCommand, embeddedScript } from './embedded.js';
import type { Grammars } from './grammars.js';
import type { ShellScript } from './shell.js';
import { type Hole, type Masked, maskTemplates, templatedText } from './templates.js';

/** YAML, plain or as a template of Helm, Jinja or a pipeline: what a template writes is unknown, the rest is read. */
export interface YamlSyntax extends DataSyntax {
  /** The commands that a scalar holds, or a list of words that is started without a shell; none where no grammar was handed in. */
  script(node: DataNode): ShellScript | undefined;
}

/** Never throws: what cannot be read is left out. */
export function parseYaml(document: Document, grammars?: Grammars, pieces?: YamlPieces): YamlSyntax {
  // Several detectors ask for the same step.
  const scripts = new Map<unknown, ShellScript | undefined>();
  const script = (node: DataNode): ShellScript | undefined => {
    if (!grammars) return undefined;
    if (!scripts.has(node.written))
      scripts.set(
        node.written,
        node.kind === 'list'
          ? embeddedCommand(grammars, document.text, node.items, node.span)
          : embeddedScript(grammars, document.text, node),
      );
    return scripts.get(node.written);
  };
  return Object.assign(
    dataSyntax(document, () => read(document.text, maskTemplates(withoutBom(document.text)), pieces)),
    { script },
  );
}

/** YAML that no template engine reads, so that `{{` in it is text. Never throws. */
export const parsePlainYaml = (document: Document): DataSyntax =>
  dataSyntax(document, () => read(document.text, { text: withoutBom(document.text), holes: [], templated: false }));

/** A half-written file is parsed again, without what cannot be understood, at most this often. */
const ROUNDS = 4;
/** And of so many errors in one round. */
const MOST_ERRORS = 20;
/** Of collections inside each other. */
const DEEPEST = 100;
/** A chain of merges is followed this far. */
const DEEPEST_MERGE = 50;

/** One document of a file, as it was parsed: all places count from its own beginning. */
interface Piece {
  readonly documents: readonly YamlDocument.Parsed[];
  /** What the library has to say about it as it is written. */
  readonly errors: readonly YAMLError[];
  /** What had to be taken out before it could be read. */
  readonly holes: readonly Hole[];
  readonly tooDeep: boolean;
}

/** The documents of a file, by their texts: a keystroke changes one of them, and the others are not parsed again. */
export class YamlPieces {
  readonly #now = new Map<string, Piece>();
  #before: ReadonlyMap<string, Piece> | undefined;

  constructor(before?: YamlPieces) {
    this.#before = before ? before.#now : undefined;
  }

  of(text: string): Piece {
    let piece = this.#now.get(text) ?? this.#before?.get(text);
    piece ??= parsePiece(text);
    this.#now.set(text, piece);
    return piece;
  }
}

/** Where the documents of a file begin. Where something stands between them that is of neither, it is parsed as one. */
function beginningsOf(text: string): readonly number[] {
  if (/^(?:%|\.\.\.)/m.test(text)) return [0];
  const beginnings = [0];
  // A block of text directly behind the marker may hold lines that look like one.
  for (const { 0: mark, index } of text.matchAll(/^---(?:[ \t]+(?:[^ \t\r\n][^\r\n]{0,200})?|(?=[\r\n])|$)/gm)) {
    if (/^---[ \t]+(?:[!&][^\r\n]*[ \t])?[|>]/.test(mark)) return [0];
    if (index > 0) beginnings.push(index);
  }
  return beginnings;
}

interface Read {
  readonly roots: readonly Written[];
  readonly problems: readonly SyntaxProblem[];
}

function read(source: string, masked: Masked, pieces = new YamlPieces()): Read {
  try {
    return readPieces(source, masked, pieces);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { roots: [], problems: [TOO_DEEP] };
  }
}

function readPieces(source: string, masked: Masked, pieces: YamlPieces): Read {
  const { text } = masked;
  const beginnings = beginningsOf(text);
  const problems: SyntaxProblem[] = [];
  const roots: Written[] = [];
  let holed = false;
  for (const [i, start] of beginnings.entries()) {
    const end = beginnings[i + 1] ?? text.length;
    const piece = pieces.of(text.slice(start, end));
    if (piece.tooDeep) return { roots: [], problems: [TOO_DEEP] };
    if (!masked.templated) problems.push(...piece.errors.map((error) => problemOf(error, start, source)));
    const holes = [
      ...masked.holes.filter((hole) => hole.start >= start && (hole.start < end || end === text.length)),
      ...piece.holes.map((hole) => ({ ...hole, start: hole.start + start, end: hole.end + start })),
    ].sort((a, b) => a.start - b.start);
    holed ||= holes.length > 0;
    const reader = new Reader(source, { ...masked, holes }, start);
    // Blank lines at the end, and what a template writes there, are in no document's range.
    roots.push(
      ...piece.documents.flatMap((document, at) => reader.root(document, (piece.documents[at + 1]?.range[0] ?? end - start) + start)),
    );
  }
  return { roots: roots.length === 0 && holed ? [emptyMap({ start: 0, end: source.length }, true)] : roots, problems };
}

const TOO_DEEP: SyntaxProblem = { span: { start: 0, end: 0 }, message: 'This file is nested too deeply to be read.' };

function parsePiece(text: string): Piece {
  if (nestsTooDeeply(text)) return { documents: [], errors: [], holes: [], tooDeep: true };
  const first = parseAll(text);
  return { errors: first.flatMap(({ errors }) => errors), ...repaired(text, first), tooDeep: false };
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

function parseAll(text: string): readonly YamlDocument.Parsed[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false, strict: false, logLevel: 'silent', prettyErrors: false, merge: false });
  return Array.isArray(documents) ? documents : [];
}

const problemOf = ({ message, pos: [start, end] }: YAMLError, from: number, source: string): SyntaxProblem => ({
  span: { start: Math.min(from + start, source.length), end: Math.min(from + Math.max(start, end), source.length) },
  message: `This is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).split('\n', 1)[0] ?? ''}.`.replace('..', '.'),
});

/** Takes out what hides the rest: half a line that swallows the next key, a quote without its partner, tabs that indent. */
function repaired(whole: string, first: readonly YamlDocument.Parsed[]): Pick<Piece, 'documents' | 'holes'> {
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
    documents = parseAll(text);
  }
  return { documents, holes };
}

function blankFor(error: YAMLError, document: YamlDocument.Parsed, text: string): readonly (Span & { readonly hole: boolean })[] {
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

/** Turns the library's nodes into what is written; each node once, however many aliases name it. */
class Reader {
  readonly #source: string;
  readonly #masked: Masked;
  readonly #written = new Map<Node, Written>();
  readonly #anchored = new Map<Alias, Node>();
  /** Collections into which a template writes something. */
  readonly #open = new Map<Node, Span[]>();
  /** Scalars to which a template adds something. */
  readonly #holed = new Map<Node, Span[]>();
  readonly #merging = new Set<Node>();

  /** Where the text begins that the nodes count from. */
  readonly #from: number;

  constructor(source: string, masked: Masked, from: number) {
    this.#source = source;
    this.#masked = masked;
    this.#from = from;
  }

  root(document: YamlDocument.Parsed, end: number): readonly Written[] {
    const { contents } = document;
    const [first, last] = [document.range[0] + this.#from, document.range[2] + this.#from];
    const holes = this.#masked.holes.filter(({ start }) => start >= first && start <= Math.max(end, last));
    const empty = !contents || (isScalar(contents) && contents.value === null && contents.range[0] === contents.range[1]);
    if (empty) return holes.length ? [emptyMap({ start: first, end: first }, true)] : [];
    if (this.#source.includes('&')) this.#findAnchors(document);
    for (const hole of holes) this.#attribute(hole, contents);
    return [this.#node(contents)];
  }

  #findAnchors(document: YamlDocument.Parsed): void {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node)) {
          const target = anchors.get(node.source);
          if (target) this.#anchored.set(node, target);
        } else if (node.anchor) anchors.set(node.anchor, node);
      },
    });
  }

  #startOf(node: unknown): number {
    return this.#from + (isNode(node) ? (node.range?.[0] ?? 0) : 0);
  }

  #column(offset: number): number {
    return offset - lineStart(this.#source, offset);
  }

  /** Finds the map, list or scalar that a hole writes into, by its indentation. */
  #attribute({ start, end, indent }: Hole, root: Node): void {
    const hole = { start, end };
    let node: Node = root;
    for (;;) {
      if (isMap(node)) {
        const pair = node.flow ? undefined : node.items.findLast(({ key }) => this.#startOf(key) < start);
        const column = pair && this.#column(this.#startOf(pair.key));
        if (!pair || column === undefined || indent <= column) {
          add(this.#open, node, hole);
          // The items of a list may stand as far left as its key.
          if (pair && isSeq(pair.value) && indent === column) add(this.#open, pair.value, hole);
          else if (pair && isScalar(pair.value) && pair.value.value === null && indent === column) add(this.#holed, pair.value, hole);
          return;
        }
        if (!isNode(pair.value)) return;
        node = pair.value;
      } else if (isSeq(node)) {
        const item = node.flow ? undefined : node.items.findLast((candidate) => this.#startOf(candidate) < start);
        if (!isNode(item) || indent <= this.#column(this.#startOf(node))) {
          add(this.#open, node, hole);
          return;
        }
        node = item;
      } else {
        add(this.#holed, node, hole);
        return;
      }
    }
  }

  #node(node: Node): Written {
    const known = this.#written.get(node);
    if (known) return known;
    const written = this.#read(node);
    this.#written.set(node, written);
    return written;
  }

  #read(node: Node): Written {
    const span = this.#span(node);
    if (isAlias(node)) {
      const target = this.#anchored.get(node);
      return target ? this.#node(target) : { kind: 'scalar', span, value: unknown({ span }), text: slice(this.#source, span) };
    }
    const writes = this.#open.get(node) ?? this.#holed.get(node);
    const tag = { ...(node.tag === undefined ? {} : { tag: node.tag }), ...(writes ? { holes: writes } : {}) };
    if (isMap(node)) {
      const entries = lazily(() => this.#entries(node));
      const open = (): boolean => entries().open;
      return {
        kind: 'map',
        span,
        entries: () => entries().entries,
        get open() {
          return open();
        },
        ...tag,
      };
    }
    if (isSeq(node)) {
      const items = lazily(() => node.items.filter(isNode).map((item) => this.#node(item)));
      return { kind: 'list', span, items, open: this.#open.has(node), ...tag };
    }
    return { kind: 'scalar', span, ...this.#scalar(node, span), ...tag };
  }

  #span(node: Node): Span {
    const start = this.#startOf(node);
    let end = Math.min((node.range?.[1] ?? 0) + this.#from, this.#source.length);
    // Collections and block scalars end before the next thing: not at their own last character.
    while (end > start && /\s/.test(this.#source.charAt(end - 1))) end -= 1;
    return { start: Math.min(start, end), end };
  }

  #scalar(node: Scalar, span: Span): { readonly value: Value; readonly text: string | undefined } {
    const content = node.value;
    const own = node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:') && node.tag !== '!';
    if (typeof content === 'string') {
      const { value, text } = this.#text(content, span);
      if (own) return { value: unknown({ span }), text };
      if (this.#holed.has(node)) return { value: { kind: 'joined', parts: [value, unknown({ span })], span }, text };
      return { value, text };
    }
    const text = slice(this.#source, span);
    if (own || this.#holed.has(node)) return { value: unknown({ span }), text };
    if (typeof content === 'number') return { value: { kind: 'number', number: content, span }, text };
    if (typeof content === 'boolean') return { value: flag({ span }, content), text };
    return { value: content === null ? { kind: 'nothing', span } : unknown({ span }), text };
  }

  #text(content: string, span: Span): { readonly value: Value; readonly text: string } {
    return templatedText(content, span, this.#masked.text, this.#source);
  }

  #entries(map: YAMLMap): { readonly entries: readonly WrittenEntry[]; readonly open: boolean } {
    const own: WrittenEntry[] = [];
    const inherited = new Map<string, WrittenEntry>();
    let open = this.#open.has(map);
    this.#merging.add(map);
    for (const { key, value } of map.items) {
      if (!isScalar(key)) {
        open = true;
        continue;
      }
      const keySpan = this.#span(key);
      const merge = key.value === '<<' && (key.type === 'PLAIN' || key.type === undefined);
      if (merge) {
        if (!this.#merge(value, inherited)) open = true;
        continue;
      }
      const plain =
        typeof key.value === 'string' ? this.#text(key.value, keySpan) : { text: slice(this.#source, keySpan), value: undefined };
      if (plain.value && plain.value.kind !== 'text') open = true;
      const after = { start: keySpan.end, end: keySpan.end };
      const written: Written = isNode(value)
        ? this.#node(value)
        : { kind: 'scalar', span: after, value: { kind: 'nothing', span: after }, text: '' };
      const end = isNode(value) ? Math.max(keySpan.end, this.#span(value).end) : keySpan.end;
      own.push({ key: plain.text, keySpan, span: { start: keySpan.start, end }, written });
    }
    this.#merging.delete(map);
    const unique = this.#masked.templated ? branches(own) : own;
    const keys = new Set(unique.map(({ key }) => key));
    return { entries: [...unique, ...[...inherited.values()].filter(({ key }) => !keys.has(key))], open };
  }

  /** Whether all that the value of `<<` stands for could be merged. */
  #merge(value: unknown, into: Map<string, WrittenEntry>): boolean {
    const target = isAlias(value) ? this.#anchored.get(value) : value;
    if (isSeq(target)) return target.items.map((item) => !isSeq(item) && this.#merge(item, into)).every(Boolean);
    if (!isMap(target) || this.#merging.has(target) || this.#merging.size > DEEPEST_MERGE) return false;
    const written = this.#node(target);
    if (written.kind !== 'map') return false;
    for (const entry of written.entries()) if (!into.has(entry.key)) into.set(entry.key, { ...entry, inherited: true });
    return !written.open;
  }
}

/** In a template, the same key twice is one of two branches, and which is unknown. */
function branches(entries: readonly WrittenEntry[]): readonly WrittenEntry[] {
  const byKey = new Map<string, WrittenEntry[]>();
  for (const entry of entries) {
    const known = byKey.get(entry.key);
    if (known) known.push(entry);
    else byKey.set(entry.key, [entry]);
  }
  return [...byKey.values()].flatMap((same) => {
    const [entry] = same;
    if (!entry || same.length === 1) return same;
    const { span } = entry.written;
    return [{ ...entry, written: { kind: 'scalar', span, value: unknown({ span }), text: undefined } as const, branches: same }];
  });
}

function add(into: Map<Node, Span[]>, node: Node, hole: Span): void {
  const holes = into.get(node);
  if (holes) holes.push(hole);
  else into.set(node, [hole]);
}

const isNode = (candidate: unknown): candidate is Alias | Scalar | YAMLMap | YAMLSeq =>
  isScalar(candidate) || isMap(candidate) || isSeq(candidate) || isAlias(candidate);
