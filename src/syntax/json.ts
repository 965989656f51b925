import { type JSONPath, type Node, type ParseError, modify, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Document } from '../model/document.js';
import { type Span, slice } from '../model/span.js';
import { type Value, flag, unknown } from '../model/value.js';
import { type DataSyntax, type SyntaxProblem, type Written, type WrittenEntry, dataSyntax, lazily } from './data.js';
import { maskTemplates, templatedText } from './templates.js';

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
  const { text: masked } = maskTemplates(source);
  let tree: Node | undefined;
  try {
    tree = parseTree(masked, errors, { allowTrailingComma: true });
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
  return { roots: tree ? [written(tree, { source, masked })] : [], problems };
}

interface Texts {
  readonly source: string;
  readonly masked: string;
}

const spanOf = ({ offset, length }: Node, { source }: Texts): Span => ({ start: offset, end: Math.min(source.length, offset + length) });

function written(node: Node, texts: Texts): Written {
  const span = spanOf(node, texts);
  switch (node.type) {
    case 'object':
      return { kind: 'map', span, open: false, entries: lazily(() => [...entriesOf(node, texts)]) };
    case 'array':
      return { kind: 'list', span, open: false, items: lazily(() => (node.children ?? []).map((item) => written(item, texts))) };
    case 'property':
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: 'scalar', span, ...scalar(node.value, span, texts) };
  }
}

function scalar(content: unknown, span: Span, { source, masked }: Texts): { readonly value: Value; readonly text: string } {
  if (typeof content === 'string') return templatedText(content, span, masked, source);
  const text = slice(source, span);
  if (typeof content === 'boolean') return { value: flag({ span }, content), text };
  if (typeof content === 'number') return { value: { kind: 'number', number: content, span }, text };
  return { value: content === null ? { kind: 'nothing', span } : unknown({ span }), text };
}

function* entriesOf(node: Node, texts: Texts): Iterable<WrittenEntry> {
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || typeof key.value !== 'string') continue;
    const keySpan = spanOf(key, texts);
    // A key that has no value yet: what will stand there is not known.
    const after = { start: keySpan.end, end: keySpan.end };
    yield {
      key: key.value,
      keySpan,
      span: { start: keySpan.start, end: value ? spanOf(value, texts).end : keySpan.end },
      written: value ? written(value, texts) : { kind: 'scalar', span: after, value: unknown({ span: after }), text: undefined },
    };
  }
}

/** How a document is indented, and its line ending. */
export interface JsonStyle {
  readonly indent: string;
  readonly ending: string;
}

/** What has to be replaced so that a path holds a value; a value of undefined takes it out. Only for texts that parse. */
export const jsonChanges = (
  text: string,
  path: readonly (string | number)[],
  value: unknown,
  { indent, ending }: JsonStyle,
): readonly { readonly span: Span; readonly text: string }[] =>
  modify(text, path as JSONPath, value, {
    formattingOptions: { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 1 : indent.length, eol: ending },
  }).map(({ offset, length, content }) => ({ span: { start: offset, end: offset + length }, text: content }));
