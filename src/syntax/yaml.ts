import type { Document } from '../model/document.js';
import { type Span, slice } from '../model/span.js';
import { type Value, flag, unknown } from '../model/value.js';
import {
  DataNode,
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
import { readLines } from './yaml-lines.js';
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
  readonly documents: readonly DataNode[];
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
  const reading = lazily(() => read(document.text, maskTemplates(withoutBom(document.text)), pieces));
  const syntax = dataSyntax(document, reading);
  return Object.assign(syntax, { script, parts: () => partsOf(syntax, reading()) });
}

/** The same file as if it held these of its documents only. */
export const withDocuments = (syntax: YamlSyntax, documents: readonly DataNode[]): YamlSyntax => ({
  ...syntax,
  documents,
  root: documents[0] ?? new DataNode(emptyMap()),
});

function partsOf({ document, documents }: DataSyntax, { templated, pieces }: Read): readonly YamlPart[] | undefined {
  // What stands in one document of a template may be opened in another.
  if (templated || pieces.length < 2 || document.text.includes('{{')) return undefined;
  let at = 0;
  return pieces.map(({ piece, start, roots: count }) => ({ piece, start, documents: documents.slice(at, (at += count)) }));
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
export function beginningsOf(text: string): readonly number[] {
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
  readonly templated: boolean;
  /** What it was read in, with how many roots each gave. */
  readonly pieces: readonly { readonly piece: Piece; readonly start: number; readonly roots: number }[];
}

function read(source: string, masked: Masked, pieces = new YamlPieces()): Read {
  try {
    return readPieces(source, masked, pieces);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return UNREADABLE;
  }
}

function readPieces(source: string, masked: Masked, pieces: YamlPieces): Read {
  const { text } = masked;
  const beginnings = beginningsOf(text);
  const problems: SyntaxProblem[] = [];
  const roots: Written[] = [];
  const read: { piece: Piece; start: number; roots: number }[] = [];
  let holed = false;
  for (const [i, start] of beginnings.entries()) {
    const end = beginnings[i + 1] ?? text.length;
    const piece = pieces.of(text.slice(start, end));
    if (piece.tooDeep) return UNREADABLE;
    if (!masked.templated) problems.push(...piece.errors.map((error) => problemOf(error, start, source)));
    const holes = [
      ...masked.holes.filter((hole) => hole.start >= start && (hole.start < end || end === text.length)),
      ...piece.holes.map((hole) => ({ ...hole, start: hole.start + start, end: hole.end + start })),
    ].sort((a, b) => a.start - b.start);
    holed ||= holes.length > 0;
    const reader = new Reader(source, { ...masked, holes }, start);
    // Blank lines at the end, and what a template writes there, are in no document's range.
    const own = piece.documents.flatMap((document, at) => reader.root(document, (piece.documents[at + 1]?.start ?? end - start) + start));
    roots.push(...own);
    read.push({ piece, start, roots: own.length });
  }
  const { templated } = masked;
  if (roots.length === 0 && holed)
    return { roots: [emptyMap({ start: 0, end: source.length }, true)], problems, templated, pieces: [] };
  return { roots, problems, templated, pieces: read };
}

const TOO_DEEP: SyntaxProblem = { span: { start: 0, end: 0 }, message: 'This file is nested too deeply to be read.' };
const UNREADABLE: Read = { roots: [], problems: [TOO_DEEP], templated: false, pieces: [] };

/** By lines where that is possible: it says the same, many times faster. */
function parsePiece(text: string): Piece {
  const document = readLines(text);
  if (!document) return readWithLibrary(text);
  return { documents: document === 'nothing' ? [] : [document], errors: [], holes: [], tooDeep: false };
}

const problemOf = ({ message, pos: [start, end] }: LibraryReading['errors'][number], from: number, source: string): SyntaxProblem => ({
  span: { start: Math.min(from + start, source.length), end: Math.min(from + Math.max(start, end), source.length) },
  message: `This is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).split('\n', 1)[0] ?? ''}.`.replace('..', '.'),
});

/** Turns nodes into what is written; each node once, however many aliases name it. */
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
    const writes = this.#open.get(node) ?? this.#holed.get(node);
    const more =
      node.tag === undefined && !writes
        ? undefined
        : { ...(node.tag === undefined ? {} : { tag: node.tag }), ...(writes ? { holes: writes } : {}) };
    if (node.kind === 'map') {
      const entries = lazily(() => this.#entries(node));
      return {
        kind: 'map',
        span,
        entries: () => entries().entries,
        get open() {
          return entries().open;
        },
        ...more,
      };
    }
    if (node.kind === 'list') {
      const items = lazily(() => node.items.map((item) => this.#node(item)));
      return { kind: 'list', span, items, open: this.#open.has(node), ...more };
    }
    return this.#scalar(node, span, more);
  }

  #span(node: YamlNode): Span {
    const source = this.#source;
    const start = this.#startOf(node);
    let end = Math.min(node.end + this.#from, source.length);
    // Collections and block scalars end before the next thing: not at their own last character.
    while (end > start && isBlank(source, end - 1)) end -= 1;
    return { start: Math.min(start, end), end };
  }

  #scalar(node: YamlScalar, span: Span, more: Pick<Written, 'tag' | 'holes'> | undefined): Written {
    const { value: content, tag } = node;
    const own = tag !== undefined && !tag.startsWith('tag:yaml.org,2002:') && tag !== '!';
    const said = typeof content === 'string' ? this.#text(content, span) : undefined;
    const text = said ? said.text : slice(this.#source, span);
    const holed = this.#holed.has(node);
    const value = own
      ? unknown({ span })
      : said
        ? holed
          ? ({ kind: 'joined', parts: [said.value, unknown({ span })], span } as const)
          : said.value
        : holed
          ? unknown({ span })
          : valueOf(content, span);
    return more ? { kind: 'scalar', span, value, text, ...more } : { kind: 'scalar', span, value, text };
  }

  #text(content: string, span: Span): { readonly value: Value; readonly text: string } {
    return templatedText(content, span, this.#masked.text, this.#source);
  }

  #entries(map: YamlMap): { readonly entries: readonly WrittenEntry[]; readonly open: boolean } {
    const own: WrittenEntry[] = [];
    const inherited = new Map<string, WrittenEntry>();
    let open = this.#open.has(map);
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
