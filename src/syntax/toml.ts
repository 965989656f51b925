import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Document } from '../model/document.js';
import { type Span, slice } from '../model/span.js';
import { type Value, flag, unknown } from '../model/value.js';
import { type DataSyntax, type SyntaxProblem, type Written, type WrittenEntry, dataSyntax, lazily, lineStart, withoutBom } from './data.js';
import { maskTemplates, templatedText } from './templates.js';

export type TomlSyntax = DataSyntax;

/** Never throws: what cannot be read is left out. */
export const parseToml = (document: Document): TomlSyntax => dataSyntax(document, () => read(document.text));

/** Statements that cannot be read are taken out, at most this many. */
const ROUNDS = 20;

function read(source: string): { readonly roots: readonly Written[]; readonly problems: readonly SyntaxProblem[] } {
  const masked = maskTemplates(withoutBom(source)).text;
  const problems: SyntaxProblem[] = [];
  let text = masked;
  let blanked: number | undefined;
  for (let round = 0; round <= ROUNDS; round += 1) {
    try {
      return { roots: [new Reader(source, masked).root(parseTOML(text))], problems };
    } catch (error) {
      // Thousands of nested brackets exhaust the parser's stack.
      if (error instanceof RangeError)
        return { roots: [], problems: [{ span: { start: 0, end: 0 }, message: 'This file is nested too deeply to be read.' }] };
      if (!(error instanceof ParseError)) throw error;
      const index = Math.min(error.index, text.length);
      const { start, end } = statementAt(text, blanked === index ? index : beforeSpace(text, index));
      blanked = index;
      if (start === end || !slice(text, { start, end }).trim()) break;
      problems.push({
        span: { start: Math.min(index, source.length - 1, end), end },
        message: `This is not TOML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}.`,
      });
      text = text.slice(0, start) + slice(text, { start, end }).replace(/[^\r\n]/g, ' ') + text.slice(end);
    }
  }
  return { roots: [], problems };
}

function beforeSpace(text: string, index: number): number {
  let at = index - 1;
  while (at > 0 && /\s/.test(text.charAt(at))) at -= 1;
  return Math.max(0, at);
}

/** A line that begins a table or an entry. */
const BEGINS = /^[ \t]*(?:\[|[\w."'-][^=\n]{0,200}=)/;

/** From the line at or before the offset that begins a statement, to the next that does. */
function statementAt(text: string, offset: number): Span {
  let start = lineStart(text, offset);
  while (start > 0 && !BEGINS.test(text.slice(start, start + 300))) start = lineStart(text, start - 1);
  let end = text.indexOf('\n', start);
  while (end >= 0 && end + 1 < text.length && !BEGINS.test(text.slice(end + 1, end + 301))) end = text.indexOf('\n', end + 1);
  return { start, end: end < 0 ? text.length : end };
}

interface Table {
  readonly span: Span;
  readonly entries: Map<string, { readonly keySpan: Span; readonly span: Span; readonly node: Table | readonly Table[] | Written }>;
}

const isTable = (node: Table | readonly Table[] | Written): node is Table => 'entries' in node && node.entries instanceof Map;
const isTables = (node: Table | readonly Table[] | Written): node is Table[] => Array.isArray(node);

class Reader {
  readonly #source: string;
  readonly #masked: string;

  constructor(source: string, masked: string) {
    this.#source = source;
    this.#masked = masked;
  }

  root(program: AST.TOMLProgram): Written {
    const root: Table = { span: { start: 0, end: this.#source.trimEnd().length }, entries: new Map() };
    for (const statement of program.body[0].body) {
      if (statement.type === 'TOMLKeyValue') this.#put(root, statement);
      else {
        const table = this.#table(root, statement);
        for (const entry of statement.body) this.#put(table, entry);
      }
    }
    return this.#map(root);
  }

  #table(root: Table, { key, kind, range }: AST.TOMLTable): Table {
    const table: Table = { span: { start: range[0], end: range[1] }, entries: new Map() };
    const last = key.keys.at(-1);
    if (!last) return table;
    const parent = this.#within(root, key.keys.slice(0, -1));
    const name = nameOf(last);
    const known = parent.entries.get(name)?.node;
    if (kind === 'array') {
      if (known && isTables(known)) known.push(table);
      else parent.entries.set(name, { keySpan: spanOf(last), span: table.span, node: [table] });
      return table;
    }
    if (known && isTable(known)) return known;
    parent.entries.set(name, { keySpan: spanOf(last), span: table.span, node: table });
    return table;
  }

  /** The table of a dotted key; those in between come into being. */
  #within(table: Table, keys: AST.TOMLKey['keys']): Table {
    let inner = table;
    for (const key of keys) {
      const known = inner.entries.get(nameOf(key))?.node;
      const next = known && isTables(known) ? known.at(-1) : known;
      if (next && isTable(next)) {
        inner = next;
        continue;
      }
      const made: Table = { span: spanOf(key), entries: new Map() };
      inner.entries.set(nameOf(key), { keySpan: spanOf(key), span: spanOf(key), node: made });
      inner = made;
    }
    return inner;
  }

  #put(table: Table, { key, value, range }: AST.TOMLKeyValue): void {
    const last = key.keys.at(-1);
    if (!last) return;
    const parent = this.#within(table, key.keys.slice(0, -1));
    parent.entries.set(nameOf(last), { keySpan: spanOf(last), span: { start: range[0], end: range[1] }, node: this.#content(value) });
  }

  #content(node: AST.TOMLContentNode): Table | Written {
    const span = spanOf(node);
    switch (node.type) {
      case 'TOMLInlineTable': {
        const table: Table = { span, entries: new Map() };
        for (const entry of node.body) this.#put(table, entry);
        return table;
      }
      case 'TOMLArray':
        return {
          kind: 'list',
          span,
          open: false,
          items: lazily(() => node.elements.map((element) => this.#written(this.#content(element)))),
        };
      case 'TOMLValue': {
        if (node.kind === 'string') return { kind: 'scalar', span, ...templatedText(node.value, span, this.#masked, this.#source) };
        return { kind: 'scalar', span, value: scalar(node, span), text: slice(this.#source, span) };
      }
    }
  }

  #written(node: Table | readonly Table[] | Written): Written {
    if (isTable(node)) return this.#map(node);
    if (!isTables(node)) return node as Written;
    return {
      kind: 'list',
      span: node[0]?.span ?? { start: 0, end: 0 },
      open: false,
      items: lazily(() => node.map((table) => this.#map(table))),
    };
  }

  #map(table: Table): Written {
    const entries = lazily(() =>
      [...table.entries].map(([key, { keySpan, span, node }]): WrittenEntry => ({ key, keySpan, span, written: this.#written(node) })),
    );
    return { kind: 'map', span: table.span, open: false, entries };
  }
}

const spanOf = ({ range }: AST.TOMLNode): Span => ({ start: range[0], end: range[1] });
const nameOf = (key: AST.TOMLBare | AST.TOMLQuoted): string => (key.type === 'TOMLBare' ? key.name : key.value);

function scalar(node: Exclude<AST.TOMLValue, AST.TOMLStringValue>, span: Span): Value {
  switch (node.kind) {
    case 'boolean':
      return flag({ span }, node.value);
    case 'integer':
    case 'float':
      return { kind: 'number', number: node.value, span };
    case 'offset-date-time':
    case 'local-date-time':
    case 'local-date':
    case 'local-time':
      return unknown({ span });
  }
}
