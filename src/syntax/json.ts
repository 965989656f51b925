import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Document } from '../model/document.js';
import type { Span } from '../model/span.js';
import { type Value, flag, text as textValue, unknown } from '../model/value.js';
import { type DataSyntax, type SyntaxProblem, type Written, type WrittenEntry, dataSyntax, lazily } from './data.js';

/** JSON, with or without comments and trailing commas. */
export type JsonSyntax = DataSyntax;

/** Never throws: what cannot be read is left out. */
export const parseJson = (document: Document): JsonSyntax => dataSyntax(document, () => read(document.text));

const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is not JSON.',
  InvalidNumberFormat: 'This number is not written as JSON allows.',
  PropertyNameExpected: 'A key is missing here.',
  ValueExpected: 'A value is missing here.',
  ColonExpected: "A ':' is missing here.",
  CommaExpected: "A ',' is missing here.",
  CloseBraceExpected: "A '}' is missing here.",
  CloseBracketExpected: "A ']' is missing here.",
};

function read(source: string): { readonly roots: readonly Written[]; readonly problems: readonly SyntaxProblem[] } {
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(source, errors, { allowTrailingComma: true });
  } catch (error) {
    // Thousands of nested brackets exhaust the parser's stack.
    if (!(error instanceof RangeError)) throw error;
    return { roots: [], problems: [{ span: { start: 0, end: 0 }, message: 'This file is nested too deeply to be read.' }] };
  }
  const problems = errors
    .filter(({ offset }) => !(offset === 0 && source.startsWith('\uFEFF')))
    .map(({ error, offset, length }) => ({
      span: { start: offset, end: Math.min(source.length, offset + length) },
      message: WORDS[printParseErrorCode(error)] ?? 'This is not JSON.',
    }));
  return { roots: tree ? [written(tree, source)] : [], problems };
}

const spanOf = ({ offset, length }: Node, source: string): Span => ({ start: offset, end: Math.min(source.length, offset + length) });

function written(node: Node, source: string): Written {
  const span = spanOf(node, source);
  switch (node.type) {
    case 'object':
      return { kind: 'map', span, open: false, entries: lazily(() => [...entriesOf(node, source)]) };
    case 'array':
      return { kind: 'list', span, open: false, items: lazily(() => (node.children ?? []).map((item) => written(item, source))) };
    case 'property':
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: 'scalar', span, value: scalar(node.value, span), text: typeof node.value === 'string' ? node.value : source.slice(span.start, span.end) };
  }
}

function scalar(content: unknown, span: Span): Value {
  if (typeof content === 'string') return textValue({ span }, content);
  if (typeof content === 'boolean') return flag({ span }, content);
  if (typeof content === 'number') return { kind: 'number', number: content, span };
  return content === null ? { kind: 'nothing', span } : unknown({ span });
}

function* entriesOf(node: Node, source: string): Iterable<WrittenEntry> {
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || typeof key.value !== 'string') continue;
    const keySpan = spanOf(key, source);
    // A key that has no value yet: what will stand there is not known.
    const after = { start: keySpan.end, end: keySpan.end };
    yield {
      key: key.value,
      keySpan,
      span: { start: keySpan.start, end: value ? spanOf(value, source).end : keySpan.end },
      written: value ? written(value, source) : { kind: 'scalar', span: after, value: unknown({ span: after }), text: undefined },
    };
  }
}
