import type { Document } from '../model/document.js';
import { oncePer } from '../model/once.js';
import type { Span } from '../model/span.js';
import { type Value, text as textValue, unknown } from '../model/value.js';
import { type SyntaxProblem, lazily } from './data.js';
import { MASK, maskTemplates, templatedText } from './templates.js';

/** A word of a directive: its value (unknown or joined where it holds variables) and its characters without quotes. */
export type Word = Value & { readonly text: string };

/** `name arg arg;` or `name arg { … }`. */
export interface Directive {
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Word[];
  /** From the name to the last argument. */
  readonly span: Span;
  /** The `;` or the whole block included. */
  readonly whole: Span;
  /** What stands in its block, Lua left out; undefined when it has none. */
  readonly block: readonly Directive[] | undefined;
  /** Between the braces. */
  readonly inside: Span | undefined;
  readonly parent: Directive | undefined;
}

/** An nginx configuration, or a part of one that others include. */
export interface NginxSyntax {
  readonly document: Document;
  /** Those at the top. */
  readonly top: readonly Directive[];
  /** Those of these names, however deep, in their order; all without names. */
  directives(...names: readonly string[]): Iterable<Directive>;
  /** The nearest directive of this name in the block of `directive`, or in one around it. */
  inForce(directive: Directive, name: string): Directive | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** Never throws: what cannot be read is left out. */
export function parseNginx(document: Document): NginxSyntax {
  const parsed = lazily(() => read(document));
  const all = lazily(() => [...walk(parsed().top)]);
  const byName = lazily(() => {
    const named = new Map<string, Directive[]>();
    for (const directive of all()) {
      const known = named.get(directive.name);
      if (known) known.push(directive);
      else named.set(directive.name, [directive]);
    }
    return named;
  });
  const lastIn = oncePer((block: readonly Directive[]) => new Map(block.map((directive) => [directive.name, directive])));
  return {
    document,
    get top() {
      return parsed().top;
    },
    get problems() {
      return parsed().problems;
    },
    *directives(...names) {
      const [name, ...others] = names;
      if (name === undefined) yield* all();
      else if (others.length === 0) yield* byName().get(name) ?? [];
      else for (const directive of all()) if (names.includes(directive.name)) yield directive;
    },
    inForce(directive, name) {
      const last = (block: readonly Directive[] | undefined): Directive | undefined => block && lastIn(block).get(name);
      for (let around: Directive | undefined = directive; around; around = around.parent) {
        const found = last(around.block);
        if (found) return found;
      }
      return last(parsed().top);
    },
  };
}

function* walk(top: readonly Directive[]): Iterable<Directive> {
  const stack = top.toReversed();
  for (let directive = stack.pop(); directive; directive = stack.pop()) {
    yield directive;
    for (const inner of directive.block?.toReversed() ?? []) stack.push(inner);
  }
}

interface Token extends Span {
  readonly kind: 'word' | ';' | '{' | '}';
  readonly content: string;
  readonly quote: boolean;
}

type Open = { -readonly [K in keyof Directive]: Directive[K] } & { block: Directive[] };

function read(document: Document): { readonly top: readonly Directive[]; readonly problems: readonly SyntaxProblem[] } {
  const { text: source } = document;
  const { text } = maskTemplates(source);
  const top: Directive[] = [];
  const problems: SyntaxProblem[] = [];
  let open: Open | undefined;
  let words: Token[] = [];

  const finish = (end: number): Directive | undefined => {
    const [first, ...rest] = words;
    words = [];
    if (!first) return undefined;
    const last = rest.at(-1) ?? first;
    const args = rest.map((token) => wordOf(token, document, text));
    const { start } = first;
    const directive: Directive = {
      name: first.content.includes(MASK) ? source.slice(start, first.end) : first.content,
      nameSpan: { start, end: first.end },
      args,
      span: { start, end: last.end },
      whole: { start, end },
      block: undefined,
      inside: undefined,
      parent: open,
    };
    (open?.block ?? top).push(directive);
    return directive;
  };

  const scanner = new Scanner(text);
  for (let token = scanner.next(); token; token = scanner.next()) {
    switch (token.kind) {
      case 'word':
        words.push(token);
        break;
      case ';':
        finish(token.end);
        break;
      case '{': {
        const lua = words[0]?.content.endsWith('_by_lua_block') === true;
        const directive = finish(token.end);
        if (!directive) break;
        const around: Open = Object.assign(directive, { block: [], inside: { start: token.end, end: text.length } });
        if (lua) {
          const end = scanner.skipLua();
          around.inside = { start: token.end, end };
          around.whole = { start: around.whole.start, end: Math.min(text.length, end + 1) };
        } else open = around;
        break;
      }
      case '}': {
        const [unfinished] = words;
        if (unfinished)
          problems.push({
            span: { start: unfinished.start, end: words.at(-1)?.end ?? unfinished.end },
            message: "A ';' is missing after this directive.",
          });
        finish(token.start);
        if (!open) {
          problems.push({ span: { start: token.start, end: token.end }, message: "This '}' closes nothing." });
          break;
        }
        open.inside = { start: open.inside?.start ?? token.start, end: token.start };
        open.whole = { start: open.whole.start, end: token.end };
        open = open.parent as Open | undefined;
        break;
      }
    }
  }
  finish(text.length);
  for (; open; open = open.parent as Open | undefined) {
    problems.push({ span: open.nameSpan, message: "A '}' is missing for this block." });
    open.whole = { start: open.whole.start, end: text.length };
  }
  return { top, problems };
}

/** https://github.com/nginx/nginx/blob/master/src/core/ngx_conf_file.c */
class Scanner {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  next(): Token | undefined {
    const text = this.#text;
    for (;;) {
      const character = text.charAt(this.#at);
      if (character === '') return undefined;
      if (/\s/.test(character)) this.#at += 1;
      else if (character === '#') this.#at = lineEnd(text, this.#at);
      else break;
    }
    const start = this.#at;
    const character = text.charAt(start);
    if (character === ';' || character === '{' || character === '}') {
      this.#at += 1;
      return { kind: character, content: character, quote: false, start, end: this.#at };
    }
    if (character === '"' || character === "'") {
      const end = this.#closing(start + 1, character);
      if (end !== undefined) {
        this.#at = end + 1;
        return { kind: 'word', content: unescaped(text.slice(start + 1, end)), quote: true, start, end: end + 1 };
      }
    }
    return this.#plain(start);
  }

  #plain(start: number): Token {
    const text = this.#text;
    let at = start;
    while (at < text.length) {
      const character = text.charAt(at);
      if (character === '\\') at += 2;
      else if (character === '$' && text[at + 1] === '{') {
        const close = text.slice(at, at + 200).search(/[}\s;]/);
        at += close > 0 && text[at + close] === '}' ? close + 1 : 1;
        if (text[at] === '{') break;
      } else if (/[\s;{}]/.test(character)) break;
      else at += 1;
    }
    this.#at = Math.max(start + 1, Math.min(at, text.length));
    return { kind: 'word', content: text.slice(start, this.#at), quote: false, start, end: this.#at };
  }

  #closing(from: number, quote: string): number | undefined {
    const text = this.#text;
    for (let at = from; at < text.length; at += 1) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === quote) return at;
    }
    return undefined;
  }

  /** Goes behind the brace that ends a block of Lua, and says where it stands. */
  skipLua(): number {
    const text = this.#text;
    let depth = 1;
    let at = this.#at;
    for (; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === '"' || character === "'") {
        const line = lineEnd(text, at);
        const end = this.#closing(at + 1, character);
        if (end !== undefined && end < line) at = end;
      } else if (character === '-' && text[at + 1] === '-') at = lineEnd(text, at);
      else if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
      if (depth === 0) break;
    }
    this.#at = Math.min(text.length, at + 1);
    return Math.min(text.length, at);
  }
}

const unescaped = (raw: string): string => raw.replace(/\\(["'\\])/g, '$1');

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** A variable; a `$` before anything else is a regular expression's. In the image's templates, `${UPPER}` is the environment's. https://hub.docker.com/_/nginx */
const VARIABLE = /\$(?:\{(\w{1,200})\}|\w{1,200})/g;

function wordOf({ content, quote, start, end }: Token, document: Document, masked: string): Word {
  const span = { start, end };
  const read = templatedText(content, span, masked, document.text);
  if (read.value.kind !== 'text') return { ...read.value, text: read.text };
  const offset = start + (quote ? 1 : 0);
  const exact = content.length === end - start - (quote ? 2 : 0);
  const place = (from: number, to: number): Span => (exact ? { start: offset + from, end: offset + to } : span);
  const parts: Value[] = [];
  let at = 0;
  for (const match of content.matchAll(VARIABLE)) {
    const [variable, inBraces] = match;
    if (match.index > at) parts.push(textValue({ span: place(at, match.index) }, content.slice(at, match.index)));
    at = match.index + variable.length;
    const here = place(match.index, at);
    const environment = inBraces !== undefined && /^[A-Z][A-Z0-9_]*$/.test(inBraces) && document.path.includes('.template');
    parts.push(environment ? { kind: 'env', name: inBraces, span: here } : unknown({ span: here }));
  }
  if (at < content.length || parts.length === 0) parts.push(textValue({ span: place(at, content.length) }, content.slice(at)));
  const [only] = parts;
  const value: Value = only && parts.length === 1 ? { ...only, span } : { kind: 'joined', parts, span };
  return { ...value, text: content };
}
