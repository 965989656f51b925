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
import { type LibraryReading, readWithLibrary } from './yaml-library.js';
import { readHalfWritten, readLines } from './yaml-lines.js';
import type { YamlDocument, YamlMap, YamlNode, YamlPair, YamlScalar } from './yaml-nodes.js';

export { isInFlow } from './yaml-library.js';

/** YAML, plain or as a template of Helm, Jinja or a pipeline: what a template writes is unknown, the rest is read. */
export interface YamlSyntax extends DataSyntax {
  /** The commands that a scalar holds, or a list of words that is started without a shell; none where no grammar was handed in. */
  script(node: DataNode): ShellScript | undefined;
  /** The documents of a file that holds several, as long as no template writes it. */
  parts(): readonly YamlPart[] | undefined;
}

/** One of several documents of a file; a broken one may give several roots, an empty one none. */
export interface YamlPart {
  /** The same object as long as its text stays the same from one keystroke to the next. */
  readonly piece: object;
  readonly start: number;
  /** The file as if it held this document only. */
  read(): YamlSyntax;
}

/** Never throws: what cannot be read is left out. */
export function parseYaml(document: Document, grammars?: Grammars, pieces = new YamlPieces()): YamlSyntax {
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
  const masked = lazily(() => maskTemplates(withoutBom(document.text)));
  const syntax = dataSyntax(document, () => read(document.text, masked(), pieces));
  const parts = (): readonly YamlPart[] | undefined => {
    // What begins in one document of a template may end in another.
    if (masked().templated || document.text.includes('{{')) return undefined;
    const read = piecesOf(masked().text, pieces);
    return read.length > 1 && !read.some(({ piece }) => piece.tooDeep)
      ? read.map((one) => ({
          ...one,
          read: () =>
            Object.assign(
              dataSyntax(document, () => readPieces(document.text, masked(), [one])),
              { script, parts: () => undefined },
            ),
        }))
      : undefined;
  };
  return Object.assign(syntax, { script, parts });
}

/** YAML that no template engine reads, so that `{{` in it is text. Never throws. */
export const parsePlainYaml = (document: Document): DataSyntax =>
  dataSyntax(document, () => read(document.text, { text: withoutBom(document.text), holes: [], templated: false }));

/** A chain of merges is followed this far. */
const DEEPEST_MERGE = 50;

/** One document of a file: all places count from its own beginning. */
type Piece = LibraryReading;

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
  if (startsLine(text, '%') || startsLine(text, '...')) return [0];
  const beginnings = [0];
  for (let at = text.startsWith('---') ? 0 : nextLine(text, 0); at >= 0; at = nextLine(text, at + 1)) {
    MARK.lastIndex = at;
    const mark = MARK.exec(text)?.[0];
    // A block of text directly behind the marker may hold lines that look like one.
    if (mark !== undefined && BLOCK_MARK.test(mark)) return [0];
    if (mark !== undefined && at > 0) beginnings.push(at);
  }
  return beginnings;
}

const MARK = /---(?:[ \t]+(?:[^ \t\r\n][^\r\n]{0,200})?|(?=[\r\n])|$)/y;
const BLOCK_MARK = /^---[ \t]+(?:[!&][^\r\n]*[ \t])?[|>]/;

const startsLine = (text: string, mark: string): boolean => text.startsWith(mark) || text.includes(`\n${mark}`);

/** The next line behind an offset that begins with three dashes; -1 where there is none. */
function nextLine(text: string, from: number): number {
  const at = text.indexOf('\n---', from);
  return at < 0 ? -1 : at + 1;
}

interface Read {
  readonly roots: readonly Written[];
  readonly problems: readonly SyntaxProblem[];
}

/** A piece with where it stands. */
interface PlacedPiece {
  readonly piece: Piece;
  readonly start: number;
  readonly end: number;
}

function piecesOf(text: string, pieces: YamlPieces): readonly PlacedPiece[] {
  const beginnings = beginningsOf(text);
  return beginnings.map((start, i) => {
    const end = beginnings[i + 1] ?? text.length;
    return { piece: pieces.of(text.slice(start, end)), start, end };
  });
}

function read(source: string, masked: Masked, pieces = new YamlPieces()): Read {
  try {
    return readPieces(source, masked, piecesOf(masked.text, pieces));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { roots: [], problems: [TOO_DEEP] };
  }
}

function readPieces(source: string, masked: Masked, pieces: readonly PlacedPiece[]): Read {
  const problems: SyntaxProblem[] = [];
  const roots: Written[] = [];
  let holed = false;
  for (const { piece, start, end } of pieces) {
    if (piece.tooDeep) return { roots: [], problems: [TOO_DEEP] };
    if (!masked.templated) problems.push(...piece.errors.map((error) => problemOf(error, start, source)));
    const holes = [
      ...masked.holes.filter((hole) => hole.start >= start && (hole.start < end || end === masked.text.length)),
      ...piece.holes.map((hole) => ({ ...hole, start: hole.start + start, end: hole.end + start })),
    ].sort((a, b) => a.start - b.start);
    holed ||= holes.length > 0;
    for (const [at, document] of piece.documents.entries()) {
      // Blank lines at the end, and what a template writes there, are in no document's range.
      const next = (piece.documents[at + 1]?.start ?? end - start) + start;
      roots.push(...new Reader(source, { ...masked, holes }, start).root(document, next));
    }
  }
  return { roots: roots.length === 0 && holed ? [emptyMap({ start: 0, end: source.length }, true)] : roots, problems };
}

const TOO_DEEP: SyntaxProblem = { span: { start: 0, end: 0 }, message: 'This file is nested too deeply to be read.' };

/** By lines where that is possible: it says the same, many times faster. */
function parsePiece(text: string): Piece {
  const documents = documentsByLines(text);
  if (documents) return { documents, errors: [], holes: [], tooDeep: false };
  return halfWritten(text) ?? readWithLibrary(text, documentsByLines);
}

/** While somebody types a key. */
export function halfWritten(text: string): LibraryReading | undefined {
  const half = readHalfWritten(text);
  if (!half) return undefined;
  const { documents, error, hole } = half;
  return { documents, errors: [error], holes: hole ? [{ start: hole.start, end: hole.end, indent: hole.column }] : [], tooDeep: false };
}

function documentsByLines(text: string): readonly YamlDocument[] | undefined {
  const document = readLines(text);
  return document && (document === 'nothing' ? [] : [document]);
}

const problemOf = ({ message, pos: [start, end] }: LibraryReading['errors'][number], from: number, source: string): SyntaxProblem => ({
  span: { start: Math.min(from + start, source.length), end: Math.min(from + Math.max(start, end), source.length) },
  message: `This is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).split('\n', 1)[0] ?? ''}.`.replace('..', '.'),
});

/** Turns the nodes of one document into what is written, when somebody asks; each node once, however many aliases name it. */
class Reader {
  readonly #source: string;
  readonly #masked: Masked;
  /** What several aliases may name. */
  readonly #written = new Map<YamlNode, Written>();
  /** Collections into which a template writes something. */
  readonly #open = new Map<YamlNode, Span[]>();
  /** Scalars to which a template adds something. */
  readonly #holed = new Map<YamlNode, Span[]>();
  readonly #merging = new Set<YamlNode>();
  #aliased = false;
  #holey = false;

  /** Where the text begins that the nodes count from. */
  readonly #from: number;

  constructor(source: string, masked: Masked, from: number) {
    this.#source = source;
    this.#masked = masked;
    this.#from = from;
  }

  root({ contents, start, end, aliased }: YamlDocument, next: number): readonly Written[] {
    const first = start + this.#from;
    const last = Math.max(next, end + this.#from);
    const holes = this.#masked.holes.filter((hole) => hole.start >= first && hole.start <= last);
    if (!contents) return holes.length ? [emptyMap({ start: first, end: first }, true)] : [];
    this.#aliased = aliased;
    for (const hole of holes) this.#attribute(hole, contents);
    this.#holey = holes.length > 0;
    return [this.#node(contents)];
  }

  #startOf(node: YamlNode): number {
    return this.#from + node.start;
  }

  #column(offset: number): number {
    return offset - lineStart(this.#source, offset);
  }

  /** Finds the map, list or scalar that a hole writes into, by its indentation. */
  #attribute({ start, end, indent }: Hole, root: YamlNode): void {
    const hole = { start, end };
    let node = root;
    for (;;) {
      if (node.kind === 'map') {
        const pair = node.flow ? undefined : node.pairs.findLast(({ key }) => this.#startOf(key) < start);
        const column = pair && this.#column(this.#startOf(pair.key));
        if (!pair || column === undefined || indent <= column) {
          add(this.#open, node, hole);
          // The items of a list may stand as far left as its key.
          if (pair?.value?.kind === 'list' && indent === column) add(this.#open, pair.value, hole);
          else if (pair?.value?.kind === 'scalar' && pair.value.value === null && indent === column) add(this.#holed, pair.value, hole);
          return;
        }
        if (!pair.value) return;
        node = pair.value;
      } else if (node.kind === 'list') {
        const item = node.flow ? undefined : node.items.findLast((candidate) => this.#startOf(candidate) < start);
        if (!item || indent <= this.#column(this.#startOf(node))) {
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

  #node(node: YamlNode): Written {
    if (!this.#aliased) return this.#read(node);
    const known = this.#written.get(node);
    if (known) return known;
    const written = this.#read(node);
    this.#written.set(node, written);
    return written;
  }

  #read(node: YamlNode): Written {
    const span = this.#span(node);
    if (node.kind === 'alias')
      return node.target ? this.#node(node.target) : { kind: 'scalar', span, value: unknown({ span }), text: slice(this.#source, span) };
    const holes = this.#holey ? (this.#open.get(node) ?? this.#holed.get(node)) : undefined;
    if (node.kind === 'map') return new WrittenMap(span, node.tag, holes, () => this.#entries(node));
    if (node.kind === 'list')
      return new WrittenList(span, node.tag, holes, holes !== undefined, () => node.items.map((item) => this.#node(item)));
    return this.#scalar(node, span, holes);
  }

  #span(node: YamlNode): Span {
    const source = this.#source;
    const start = this.#startOf(node);
    let end = Math.min(node.end + this.#from, source.length);
    // Collections and block scalars end before the next thing: not at their own last character.
    while (end > start && isBlank(source, end - 1)) end -= 1;
    return { start: Math.min(start, end), end };
  }

  #scalar({ value: content, tag }: YamlScalar, span: Span, holes: readonly Span[] | undefined): Written {
    const own = tag !== undefined && !tag.startsWith('tag:yaml.org,2002:') && tag !== '!';
    const said = typeof content === 'string' ? this.#text(content, span) : undefined;
    const text = said ? said.text : slice(this.#source, span);
    const value = own
      ? unknown({ span })
      : said
        ? holes
          ? ({ kind: 'joined', parts: [said.value, unknown({ span })], span } as const)
          : said.value
        : holes
          ? unknown({ span })
          : valueOf(content, span);
    if (tag === undefined && !holes) return { kind: 'scalar', span, value, text };
    return { kind: 'scalar', span, value, text, ...(tag === undefined ? {} : { tag }), ...(holes ? { holes } : {}) };
  }

  #text(content: string, span: Span): { readonly value: Value; readonly text: string } {
    return templatedText(content, span, this.#masked.text, this.#source);
  }

  #entries(map: YamlMap): Entries {
    const own: WrittenEntry[] = [];
    const inherited = new Map<string, WrittenEntry>();
    let open = this.#holey && this.#open.has(map);
    this.#merging.add(map);
    for (const { key, value } of map.pairs) {
      if (key.kind !== 'scalar') {
        open = true;
        continue;
      }
      const keySpan = this.#span(key);
      if (key.value === '<<' && key.plain) {
        if (!this.#merge(value, inherited)) open = true;
        continue;
      }
      const plain =
        typeof key.value === 'string' ? this.#text(key.value, keySpan) : { text: slice(this.#source, keySpan), value: undefined };
      if (plain.value && plain.value.kind !== 'text') open = true;
      const after = { start: keySpan.end, end: keySpan.end };
      const written: Written = value
        ? this.#node(value)
        : { kind: 'scalar', span: after, value: { kind: 'nothing', span: after }, text: '' };
      const end = value ? Math.max(keySpan.end, this.#span(value).end) : keySpan.end;
      own.push({ key: plain.text, keySpan, span: { start: keySpan.start, end }, written });
    }
    this.#merging.delete(map);
    const unique = this.#masked.templated ? branches(own) : own;
    if (inherited.size === 0) return { entries: unique, open };
    const keys = new Set(unique.map(({ key }) => key));
    return { entries: [...unique, ...[...inherited.values()].filter(({ key }) => !keys.has(key))], open };
  }

  /** Whether all that the value of `<<` stands for could be merged. */
  #merge(value: YamlPair['value'], into: Map<string, WrittenEntry>): boolean {
    const target = value?.kind === 'alias' ? value.target : value;
    if (target?.kind === 'list') return target.items.map((item) => item.kind !== 'list' && this.#merge(item, into)).every(Boolean);
    if (target?.kind !== 'map' || this.#merging.has(target) || this.#merging.size > DEEPEST_MERGE) return false;
    const written = this.#node(target);
    if (written.kind !== 'map') return false;
    for (const entry of written.entries()) if (!into.has(entry.key)) into.set(entry.key, { ...entry, inherited: true });
    return !written.open;
  }
}

interface Entries {
  readonly entries: readonly WrittenEntry[];
  readonly open: boolean;
}

/** A map whose entries are read when somebody asks. */
class WrittenMap {
  readonly kind = 'map';
  declare readonly tag?: string;
  declare readonly holes?: readonly Span[];
  #read: (() => Entries) | undefined;
  #entries: Entries | undefined;

  constructor(
    readonly span: Span,
    tag: string | undefined,
    holes: readonly Span[] | undefined,
    read: () => Entries,
  ) {
    if (tag !== undefined) this.tag = tag;
    if (holes) this.holes = holes;
    this.#read = read;
  }

  entries(): readonly WrittenEntry[] {
    return this.#known().entries;
  }

  get open(): boolean {
    return this.#known().open;
  }

  #known(): Entries {
    let known = this.#entries;
    if (!known) {
      this.#entries = known = this.#read?.() ?? { entries: [], open: false };
      this.#read = undefined;
    }
    return known;
  }
}

/** A list whose items are read when somebody asks. */
class WrittenList {
  readonly kind = 'list';
  declare readonly tag?: string;
  declare readonly holes?: readonly Span[];
  readonly #read: () => readonly Written[];
  #items: readonly Written[] | undefined;

  constructor(
    readonly span: Span,
    tag: string | undefined,
    holes: readonly Span[] | undefined,
    readonly open: boolean,
    read: () => readonly Written[],
  ) {
    if (tag !== undefined) this.tag = tag;
    if (holes) this.holes = holes;
    this.#read = read;
  }

  items(): readonly Written[] {
    return (this.#items ??= this.#read());
  }
}

function valueOf(content: unknown, span: Span): Value {
  if (typeof content === 'number') return { kind: 'number', number: content, span };
  if (typeof content === 'boolean') return flag({ span }, content);
  return content === null ? { kind: 'nothing', span } : unknown({ span });
}

function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit <= 32 ? unit === 32 || (unit >= 9 && unit <= 13) : unit >= 160 && /\s/.test(text.charAt(at));
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

function add(into: Map<YamlNode, Span[]>, node: YamlNode, hole: Span): void {
  const holes = into.get(node);
  if (holes) holes.push(hole);
  else into.set(node, [hole]);
}
