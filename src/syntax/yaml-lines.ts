import type { Span } from '../model/span.js';
import { lineStart } from './data.js';
import type { YamlDocument, YamlList, YamlMap, YamlNode, YamlPair, YamlScalar } from './yaml-nodes.js';

/**
 * Reads the YAML that people write most: maps and lists by indentation, values on one line, blocks of text, comments. It says exactly what
 * the library says (docs/decisions/0009-yaml-read-by-lines.md), and undefined where it does not know: what is left out here is
 * not wrong, only rare. Linear in time.
 */
export function readLines(text: string): YamlDocument | 'nothing' | undefined {
  if (isStrange(text)) return undefined;
  return new Lines(text).document();
}

/** What is read of a document in which somebody is typing a key. */
interface HalfWritten {
  readonly documents: readonly YamlDocument[];
  readonly error: { readonly message: string; readonly pos: [number, number] };
  readonly hole: (Span & { readonly column: number }) | undefined;
}

/**
 * A document with one line that is not yet an entry, and nothing else that is beyond this reader. As the library reads it, the line is
 * the beginning of the next key, and is taken out; where there is no next key in the map, it is a key without a value.
 */
export function readHalfWritten(text: string): HalfWritten | undefined {
  if (isStrange(text)) return undefined;
  const lines = new Lines(text);
  if (lines.document()) return undefined;
  const half = lines.half;
  if (!half) return undefined;
  const { start, end, column } = half;
  const next = nextContent(text, end);
  const indent = next === undefined ? -1 : next - lineStart(text, next);
  // A line of one letter is another thing to the library's lexer.
  if (end - start < 2 || isBlank(text, start + 1)) return undefined;
  if (next !== undefined && indent === column) {
    const rest = text.slice(next, lineEndOf(text, next));
    const colon = /^[A-Za-z_][^\s:#]*(?=:(?:\s|$))/.exec(rest)?.[0].length;
    const document =
      colon === undefined
        ? undefined
        : readLines(text.slice(0, start) + ' '.repeat(lineEndOf(text, start) - start) + text.slice(lineEndOf(text, start)));
    return document && document !== 'nothing' && colon !== undefined
      ? {
          documents: [document],
          error: { message: 'Implicit keys need to be on a single line', pos: [start, next + colon] },
          hole: { start, end: lineEndOf(text, start), column },
        }
      : undefined;
  }
  if (indent > column) return undefined;
  const document = new Lines(text, start).document();
  return document && document !== 'nothing'
    ? {
        documents: [document],
        error: { message: 'Implicit map keys need to be followed by map values', pos: [start, end] },
        hole: undefined,
      }
    : undefined;
}

// What the library's lexer gives a meaning of its own, and line ends of other systems.
const isStrange = (text: string): boolean => /[\x00-\x08\x0b-\x1f\x7f\uFEFF]/.test(text);

function lineEndOf(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

const isBlank = (text: string, at: number): boolean => at >= text.length || /\s/.test(text.charAt(at));

/** What comes behind a line, beside blank lines; the end of the text where nothing comes. */
function nextContent(text: string, from: number): number | undefined {
  for (let at = lineEndOf(text, from); at < text.length; at += 1) if (!isBlank(text, at)) return at;
  return undefined;
}

/** Hardly anybody nests as deep, or indents a comment as far: whether that is too deep is asked elsewhere. */
const DEEPEST = 30;
const FURTHEST = 38;

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const PLUS = 43;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const MORE = 62;
const QUESTION = 63;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const PIPE = 124;
const CLOSE_BRACE = 125;

/** A map or list by indentation that more may be written into. */
interface Open {
  readonly node: OpenMap | OpenList;
  readonly column: number;
  /** A key or a dash stands there, and what belongs to it may follow on the next lines. */
  waiting: YamlScalar | undefined;
  /** Where the last value ends with what is said behind and below it. */
  lastEnd: number;
  /** A comment stands behind the key that waits; before or behind the dash. */
  commented: boolean;
  /** The last value is a block of text: comments below it are not of it. */
  block: boolean;
}

interface OpenMap extends YamlMap {
  readonly pairs: { key: YamlNode; value: YamlNode | undefined }[];
  end: number;
}

interface OpenList extends YamlList {
  readonly items: YamlNode[];
  end: number;
}

/** Thrown where something is beyond this reader. */
const UNKNOWN = new Error('Not read by lines.');

class Lines {
  readonly #text: string;
  #at = 0;
  readonly #open: Open[] = [];
  /** How many brackets are open. */
  #depth = 0;

  /** Where a line begins that may be half a key. */
  readonly #taken: number;
  /** A line of a map that is no entry of it. */
  half: (Span & { readonly column: number }) | undefined;

  constructor(text: string, taken = -1) {
    this.#text = text;
    this.#taken = taken;
  }

  document(): YamlDocument | 'nothing' | undefined {
    try {
      return this.#document();
    } catch (error) {
      if (error !== UNKNOWN) throw error;
      return undefined;
    }
  }

  #document(): YamlDocument | 'nothing' {
    const text = this.#text;
    let start = -1;
    let marked = false;
    let root: YamlNode | undefined;
    /** Of comments since the last line with content that belong to nothing yet: how far the furthest is indented. */
    let comments = -1;
    /** Only blank lines and comments that were taken stand since then. */
    let following = true;

    while (this.#at < text.length) {
      const line = this.#at;
      let at = line;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const indent = at - line;
      const first = text.charCodeAt(at);
      if (first === NEWLINE || first === HASH || at >= text.length) {
        if (indent > FURTHEST) throw UNKNOWN;
        if (first !== HASH) {
          this.#at = at + 1;
          continue;
        }
      }
      if (first === TAB) throw UNKNOWN;
      const top = this.#open.at(-1);
      if (first === HASH) {
        const end = this.#lineEnd(at);
        this.#at = Math.min(end + 1, text.length);
        if (!top) continue;
        if (top.waiting) top.commented = true;
        else if (following && !top.block && indent > top.column) top.lastEnd = this.#at;
        else {
          following = false;
          comments = Math.max(comments, indent);
        }
        continue;
      }
      if (indent === 0 && this.#isMarker(at)) {
        if (start >= 0 || first !== DASH) throw UNKNOWN;
        start = at;
        marked = true;
        this.#at = this.#restOfLine(at + 3);
        continue;
      }
      if (!root) {
        if (start < 0) start = line;
        root = this.#begin(at, indent);
      } else {
        this.#line(at, indent, this.#close(indent, first === DASH && this.#isEmpty(at + 1), at, comments));
      }
      comments = -1;
      following = true;
    }
    if (!root) {
      if (!marked) return 'nothing';
      return { start, end: text.length, contents: undefined, aliased: false };
    }
    while (this.#open.length > 0) comments = this.#pop(text.length, comments);
    return { start, end: text.length, contents: root, aliased: false };
  }

  #isMarker(at: number): boolean {
    const three = this.#text.substring(at, at + 3);
    return (three === '---' || three === '...') && this.#isEmpty(at + 3);
  }

  /** White space, or the end. */
  #isEmpty(at: number): boolean {
    const unit = this.#text.charCodeAt(at);
    return unit === SPACE || unit === NEWLINE || unit === TAB || at >= this.#text.length;
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }

  /** Behind the line, of which only blanks and a comment may be left. */
  #restOfLine(from: number): number {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === SPACE) at += 1;
    if (at >= text.length) return at;
    const unit = text.charCodeAt(at);
    if (unit === NEWLINE) return at + 1;
    if (unit !== HASH || at === from) throw UNKNOWN;
    return Math.min(this.#lineEnd(at) + 1, text.length);
  }

  /** Ends what a line so far to the left is no part of. Gives how far the comments are indented that are left for it. */
  #close(indent: number, isItem: boolean, next: number, comments: number): number {
    let left = comments;
    for (let top = this.#open.at(-1); top; top = this.#open.at(-1)) {
      if (top.column < indent || (top.column === indent && (top.node.kind === 'map' || isItem))) return left;
      left = this.#pop(next, left);
    }
    throw UNKNOWN;
  }

  /** Ends the innermost collection before `next`. Gives how far the comments are indented that its parent takes over. */
  #pop(next: number, comments: number): number {
    const top = this.#open.pop();
    const parent = this.#open.at(-1);
    if (!top) return comments;
    const { node, column } = top;
    if (top.waiting) node.end = top.commented ? next : top.waiting.end;
    else node.end = top.lastEnd;
    const stays = comments >= 0 && column > 0 && comments >= column;
    if (parent) {
      parent.lastEnd = stays ? next : node.end;
      parent.block = true;
    }
    return stays ? -1 : comments;
  }

  /** The first line. */
  #begin(at: number, indent: number): YamlNode {
    this.#content(at, indent);
    const root = this.#open[0]?.node;
    if (!root) throw UNKNOWN;
    return root;
  }

  /** A line that goes on with what is open. */
  #line(at: number, indent: number, comments: number): void {
    const top = this.#open.at(-1);
    if (!top) throw UNKNOWN;
    const isItem = this.#text.charCodeAt(at) === DASH && this.#isEmpty(at + 1);
    if (top.column === indent && (top.node.kind === 'list') === isItem) {
      if (isItem) this.#item(top, at, indent, comments >= 0);
      else if (at === this.#taken) this.#bareKey(top, at);
      else this.#pair(top, at);
      return;
    }
    if (!top.waiting || (top.column === indent && !(top.node.kind === 'map' && isItem))) throw UNKNOWN;
    this.#content(at, indent);
  }

  /** A map or a list that begins here. */
  #content(at: number, column: number): void {
    if (this.#open.length > DEEPEST) throw UNKNOWN;
    const isItem = this.#text.charCodeAt(at) === DASH && this.#isEmpty(at + 1);
    const node: Open['node'] = isItem
      ? { kind: 'list', flow: false, items: [], start: at, end: at, tag: undefined }
      : { kind: 'map', flow: false, pairs: [], start: at, end: at, tag: undefined };
    const parent = this.#open.at(-1);
    if (parent) put(parent, node);
    const open: Open = { node, column, waiting: undefined, lastEnd: at, commented: false, block: false };
    this.#open.push(open);
    if (isItem) this.#item(open, at, column, false);
    else this.#pair(open, at);
  }

  #item(list: Open, dash: number, column: number, commented: boolean): void {
    const text = this.#text;
    let at = dash + 1;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const unit = text.charCodeAt(at);
    begin(list, undefined, commented);
    if (at < text.length && unit !== NEWLINE && ((unit === DASH && this.#isEmpty(at + 1)) || this.#keyEnd(at) >= 0))
      this.#content(at, column + at - dash);
    else this.#value(list, at, column);
  }

  #pair(map: Open, at: number): void {
    const end = this.#keyEnd(at);
    if (end < 0) {
      const [words] =
        map.node.kind === 'map' && map.node.pairs.length > 0
          ? (/^[A-Za-z_][\w ./=()-]*(?=\n|$)/.exec(this.#text.slice(at, this.#lineEnd(at))) ?? [])
          : [];
      if (words !== undefined) this.half = { start: at, end: at + words.trimEnd().length, column: map.column };
      throw UNKNOWN;
    }
    const key = this.#key(at, end);
    let behind = end + 1;
    while (this.#text.charCodeAt(behind) === SPACE) behind += 1;
    begin(map, key, false);
    this.#value(map, behind, map.column);
  }

  /** A key without a colon, which has no value. */
  #bareKey(map: Open, at: number): void {
    const key = this.#plain(at);
    begin(map, key, false);
    map.waiting = empty(key.end);
    map.commented = true;
    this.#at = this.#restOfLine(key.end);
  }

  /** Where a key that begins here ends, with a colon behind it; -1 where there is none. */
  #keyEnd(at: number): number {
    const text = this.#text;
    const first = text.charCodeAt(at);
    if (first === QUOTE || first === APOSTROPHE) {
      const end = this.#quoteEnd(at, first);
      return text.charCodeAt(end) === COLON && this.#isEmpty(end + 1) ? end : -1;
    }
    if (!this.#startsPlain(at)) return -1;
    for (let i = at; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit === COLON) {
        if (this.#isEmpty(i + 1)) {
          // A blank before the colon.
          if (text.charCodeAt(i - 1) === SPACE) throw UNKNOWN;
          return i;
        }
      } else if (unit === NEWLINE || (unit === HASH && text.charCodeAt(i - 1) === SPACE)) return -1;
      else if (unit === TAB) throw UNKNOWN;
    }
    return -1;
  }

  #key(start: number, end: number): YamlScalar {
    const first = this.#text.charCodeAt(start);
    if (first === QUOTE || first === APOSTROPHE)
      return { kind: 'scalar', start, end, tag: undefined, value: this.#quoted(start, end, first), plain: false };
    const source = this.#text.substring(start, end);
    // What is merged is looked up by the library's names.
    if (source === '<<') throw UNKNOWN;
    return plain(source, start, end);
  }

  /** What stands behind a key or a dash, to the end of the line or of the block of text that begins there. */
  #value(into: Open, at: number, column: number): void {
    const text = this.#text;
    const unit = text.charCodeAt(at);
    if (at >= text.length || unit === NEWLINE || unit === HASH) {
      // A comment that touches the colon is no comment.
      if (unit === HASH && text.charCodeAt(at - 1) !== SPACE) throw UNKNOWN;
      const waiting = empty(at);
      put(into, waiting);
      into.waiting = waiting;
      into.commented ||= unit === HASH;
      this.#at = at >= text.length ? at : this.#restOfLine(unit === HASH ? at - 1 : at);
      return;
    }
    if (unit === PIPE || unit === MORE) {
      const block = this.#block(at, column);
      put(into, block);
      into.block = true;
      into.lastEnd = block.end;
      this.#at = block.end;
      return;
    }
    let node: YamlNode;
    if (unit === QUOTE || unit === APOSTROPHE) {
      const end = this.#quoteEnd(at, unit);
      node = { kind: 'scalar', start: at, end, tag: undefined, value: this.#quoted(at, end, unit), plain: false };
    } else if (unit === OPEN_BRACKET || unit === OPEN_BRACE) node = this.#flow(at);
    else node = this.#plain(at);
    put(into, node);
    this.#at = this.#restOfLine(node.end);
    into.lastEnd = this.#at;
  }

  #startsPlain(at: number): boolean {
    switch (this.#text.charCodeAt(at)) {
      case DASH:
      case QUESTION:
      case COLON:
        return !this.#isEmpty(at + 1);
      case COMMA:
      case OPEN_BRACKET:
      case CLOSE_BRACKET:
      case OPEN_BRACE:
      case CLOSE_BRACE:
      case HASH:
      case PIPE:
      case MORE:
      case QUOTE:
      case APOSTROPHE:
      case 33: // !
      case 37: // %
      case 38: // &
      case 42: // *
      case 64: // @
      case 96: // `
        return false;
      default:
        return true;
    }
  }

  /** A value without quotes that ends on its line. */
  #plain(start: number): YamlScalar {
    if (!this.#startsPlain(start)) throw UNKNOWN;
    const text = this.#text;
    let end = start;
    for (let at = start; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === SPACE) continue;
      if (unit === NEWLINE) break;
      if (unit === TAB) throw UNKNOWN;
      if (unit === HASH && text.charCodeAt(at - 1) === SPACE) break;
      if (unit === COLON && this.#isEmpty(at + 1)) throw UNKNOWN;
      end = at + 1;
    }
    return plain(text.substring(start, end), start, end);
  }

  /** Behind the closing quote, which has to stand on the line. */
  #quoteEnd(start: number, quote: number): number {
    const text = this.#text;
    for (let at = start + 1; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === NEWLINE) break;
      if (unit === quote) {
        if (quote === QUOTE || text.charCodeAt(at + 1) !== quote) return at + 1;
        at += 1;
      } else if (unit === BACKSLASH && quote === QUOTE) {
        at += 1;
        if (text.charCodeAt(at) === NEWLINE) break;
      }
    }
    throw UNKNOWN;
  }

  #quoted(start: number, end: number, quote: number): string {
    const inside = this.#text.substring(start + 1, end - 1);
    if (quote === APOSTROPHE) return inside.includes("'") ? inside.replaceAll("''", "'") : inside;
    return inside.includes('\\') ? inside.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g, unescaped) : inside;
  }

  /** `[…]` or `{…}` on one line. */
  #flow(start: number): YamlNode {
    const text = this.#text;
    this.#depth += 1;
    if (this.#depth + this.#open.length > DEEPEST) throw UNKNOWN;
    const isMap = text.charCodeAt(start) === OPEN_BRACE;
    const close = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    const items: YamlNode[] = [];
    const pairs: YamlPair[] = [];
    let at = this.#blanks(start + 1);
    while (text.charCodeAt(at) !== close) {
      const item = this.#inFlow(at);
      at = this.#blanks(item.end);
      if (isMap) {
        if (item.kind !== 'scalar' || at !== item.end || text.charCodeAt(at) !== COLON) throw UNKNOWN;
        // Behind a key in quotes the colon needs no blank.
        if (item.plain && (!this.#isEmpty(at + 1) || item.value === '<<')) throw UNKNOWN;
        at = this.#blanks(at + 1);
        const unit = text.charCodeAt(at);
        if (unit === COMMA || unit === CLOSE_BRACE) throw UNKNOWN;
        const value = this.#inFlow(at);
        pairs.push({ key: item, value });
        at = this.#blanks(value.end);
      } else items.push(item);
      if (text.charCodeAt(at) === COMMA) at = this.#blanks(at + 1);
      else if (text.charCodeAt(at) !== close) throw UNKNOWN;
    }
    this.#depth -= 1;
    return isMap
      ? { kind: 'map', flow: true, pairs, start, end: at + 1, tag: undefined }
      : { kind: 'list', flow: true, items, start, end: at + 1, tag: undefined };
  }

  #blanks(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === SPACE) at += 1;
    return at;
  }

  #inFlow(start: number): YamlNode {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (first === OPEN_BRACKET || first === OPEN_BRACE) return this.#flow(start);
    if (first === QUOTE || first === APOSTROPHE) {
      const end = this.#quoteEnd(start, first);
      return { kind: 'scalar', start, end, tag: undefined, value: this.#quoted(start, end, first), plain: false };
    }
    if (!this.#startsPlain(start) || first === COLON || first === QUESTION) throw UNKNOWN;
    let end = start;
    for (let at = start; ; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === SPACE) continue;
      if (at >= text.length || unit === NEWLINE || unit === TAB) throw UNKNOWN;
      if (unit === COMMA || unit === OPEN_BRACKET || unit === CLOSE_BRACKET || unit === OPEN_BRACE || unit === CLOSE_BRACE) break;
      if (unit === HASH && text.charCodeAt(at - 1) === SPACE) throw UNKNOWN;
      if (unit === COLON && (this.#isEmpty(at + 1) || isFlowMark(text.charCodeAt(at + 1)))) break;
      end = at + 1;
    }
    const source = text.substring(start, end);
    if (source === '-') throw UNKNOWN;
    return plain(source, start, end);
  }

  /** `|` or `>`, and the lines that are indented further than what it belongs to. */
  #block(start: number, column: number): YamlScalar {
    const text = this.#text;
    const folded = text.charCodeAt(start) === MORE;
    let at = start + 1;
    const chomp = text.charCodeAt(at);
    if (chomp === DASH || chomp === PLUS) at += 1;
    const from = this.#restOfLine(at);
    if (text.charCodeAt(from - 1) !== NEWLINE) throw UNKNOWN;

    const lines: string[] = [];
    let indent = -1;
    // The lines without the blank ones at the end, and where the text ends with those that are kept.
    let written = 0;
    let end = from;
    for (let line = from; line < text.length;) {
      const lineEnd = this.#lineEnd(line);
      let content = line;
      while (text.charCodeAt(content) === SPACE) content += 1;
      const own = content - line;
      const blank = content >= lineEnd;
      if (!blank && own < (indent < 0 ? column + 1 : indent)) {
        // The library takes it for a part of the text.
        if (text.charCodeAt(content) === TAB) throw UNKNOWN;
        break;
      }
      if (!blank && indent < 0) {
        indent = own;
        if (text.charCodeAt(content) === TAB || lines.some((each) => each.length > own)) throw UNKNOWN;
      }
      lines.push(text.substring(line, lineEnd));
      line = lineEnd < text.length ? lineEnd + 1 : lineEnd;
      const counts = !blank || (indent >= 0 && own > indent);
      if (counts) written = lines.length;
      if (counts || chomp === PLUS) end = line;
      if (blank && chomp === PLUS && lineEnd === text.length) throw UNKNOWN;
    }
    if (indent < 0) throw UNKNOWN;
    const contents = lines.map((line) => line.slice(indent));
    const body = folded ? foldedText(contents.slice(0, written)) : contents.slice(0, written).join('\n');
    return { kind: 'scalar', start, end, tag: undefined, value: body + behind(chomp, contents.length - written), plain: false };
  }
}

/** The line ends behind a block of text. */
const behind = (chomp: number, blanks: number): string => (chomp === DASH ? '' : chomp === PLUS ? '\n'.repeat(blanks + 1) : '\n');

const isFlowMark = (unit: number): boolean =>
  unit === COMMA || unit === OPEN_BRACKET || unit === CLOSE_BRACKET || unit === OPEN_BRACE || unit === CLOSE_BRACE;

/** Lines of a folded text are one, but for those that are indented further and those around blank ones. https://yaml.org/spec/1.2.2/#813-folded-style */
function foldedText(lines: readonly string[]): string {
  const parts: string[] = [];
  let joint = '';
  let further = false;
  let begun = false;
  for (const line of lines) {
    if (!begun && line === '') {
      parts.push('\n');
      continue;
    }
    begun = true;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      parts.push(joint === ' ' ? '\n' : !further && joint === '\n' ? '\n\n' : joint, line);
      joint = '\n';
      further = true;
    } else if (line === '') {
      if (joint === '\n') parts.push('\n');
      else joint = '\n';
    } else {
      parts.push(joint, line);
      joint = ' ';
      further = false;
    }
  }
  return parts.join('');
}

// https://yaml.org/spec/1.2.2/#57-escaped-characters
const ESCAPED: Readonly<Record<string, string>> = {
  ...{ '"': '"', '\\': '\\', '/': '/', ' ': ' ', '\t': '\t', '0': '\0', a: '\x07', b: '\b', e: '\x1B', f: '\f', n: '\n', r: '\r', t: '\t' },
  ...{ v: '\v', N: '\u0085', _: '\u00A0', L: '\u2028', P: '\u2029' },
};

function unescaped(_: string, byte: string | undefined, unit: string | undefined, character: string | undefined): string {
  const code = byte ?? unit;
  if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
  const meant = ESCAPED[character ?? ''];
  if (meant === undefined) throw UNKNOWN;
  return meant;
}

const empty = (at: number): YamlScalar => ({ kind: 'scalar', start: at, end: at, tag: undefined, value: null, plain: true });

/** Another key, or another dash. */
function begin(open: Open, key: YamlNode | undefined, commented: boolean): void {
  if (open.node.kind === 'map' && key) open.node.pairs.push({ key, value: undefined });
  open.waiting = undefined;
  open.commented = commented;
  open.block = false;
}

/** What stands behind the last key or dash. */
function put(open: Open, value: YamlNode): void {
  const { node } = open;
  if (node.kind === 'map') {
    const pair = node.pairs.at(-1);
    if (pair) pair.value = value;
  } else if (open.waiting) node.items[node.items.length - 1] = value;
  else node.items.push(value);
  open.waiting = undefined;
}

const NULL = /^(?:~|[Nn]ull|NULL)$/;
const FLAG = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const OCTAL = /^0o[0-7]+$/;
const DECIMAL = /^[-+]?[0-9]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const EXPONENT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

// https://yaml.org/spec/1.2.2/#103-core-schema
function meant(source: string): string | number | boolean | null {
  if (source.length <= 5) {
    if (NULL.test(source)) return null;
    if (FLAG.test(source)) return /^t/i.test(source);
  }
  const first = source.charCodeAt(0);
  // A digit, a sign or a dot.
  if ((first < 48 || first > 57) && first !== PLUS && first !== DASH && first !== 46) return source;
  if (OCTAL.test(source)) return parseInt(source.slice(2), 8);
  if (DECIMAL.test(source)) return parseInt(source, 10);
  if (HEXADECIMAL.test(source)) return parseInt(source.slice(2), 16);
  if (EXPONENT.test(source) || FLOAT.test(source)) return parseFloat(source);
  if (INFINITE.test(source)) return first === DASH ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(source) ? NaN : source;
}

const plain = (source: string, start: number, end: number): YamlScalar => ({
  kind: 'scalar',
  start,
  end,
  tag: undefined,
  value: meant(source),
  plain: true,
});
