import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import type { MapShape } from '../model/map-shape.js';
import { lastOf } from '../model/once.js';
import { type Span, before, slice } from '../model/span.js';
import { type DataEntry, DataNode, emptyMap, lineStart } from '../syntax/data.js';
import { isInFlow, parseYaml } from '../syntax/yaml.js';
import { indentAt, lineEnding, quoteStyle } from './indentation.js';

/** What can be written: a scalar, a list of them, or a map, however deep. */
export type Writable = string | number | boolean | null | readonly Writable[] | { readonly [key: string]: Writable };

/** The node at a path of the first document; an empty map where there is none, into which nothing can be written. */
export function nodeAt(document: Document, path: readonly (string | number)[]): DataNode {
  let node: DataNode | undefined = parseYaml(document).root;
  for (const part of path) node = typeof part === 'number' ? node?.items[part] : node?.get(part);
  return node ?? new DataNode(emptyMap());
}

/** Takes a key and its value out of its map, with the line that they stand on; undefined where the map would be empty, or stands on one line with something else. */
export function removeKey(document: Document, path: readonly (string | number)[]): readonly TextEdit[] | undefined {
  const map = nodeAt(document, path.slice(0, -1));
  const own = map.entries.filter(({ inherited }) => inherited !== true);
  const index = own.findIndex(({ key }) => key === path.at(-1));
  const entry = own[index];
  if (!entry || own.length < 2) return undefined;
  const { text } = document;
  const next = own[index + 1];
  if (slice(text, map.span).startsWith('{')) {
    const before = own[index - 1];
    return [
      {
        span: next
          ? { start: entry.span.start, end: next.span.start }
          : { start: before?.span.end ?? entry.span.start, end: entry.span.end },
        text: '',
      },
    ];
  }
  const start = lineStart(text, entry.keySpan.start);
  const end = lineEndOf(text, entry);
  if (end === undefined) return undefined;
  if (/^[ \t]*$/.test(text.slice(start, entry.keySpan.start))) return [{ span: { start, end }, text: '' }];
  // The first key of an item stands behind its dash: the next one takes its place.
  return next && /^[ \t]*(?:-[ \t]+)+$/.test(text.slice(start, entry.keySpan.start))
    ? [{ span: { start: entry.keySpan.start, end: next.keySpan.start }, text: '' }]
    : undefined;
}

/** The beginning of the next line behind an entry, when nothing but a comment stands behind it. */
function lineEndOf(text: string, { span }: DataEntry): number | undefined {
  const at = text.indexOf('\n', span.end);
  const end = at < 0 ? text.length : at + 1;
  return /^[ \t]*(?:#[^\n]*)?\r?\n?$/.test(text.slice(span.end, end)) ? end : undefined;
}

/** A text as it is written in the place of a scalar on one line: in its quotes if it has any, else plain where that can be. */
export function inQuotesOf({ text }: Pick<Document, 'text'>, span: Span, value: string): string | undefined {
  const source = slice(text, span);
  if (/^[|>]/.test(source) || source.includes('\n')) return undefined;
  const quote = /^["']/.exec(source)?.[0];
  return quote === undefined ? scalar(value, text, isFlow(text, span.start)) : inQuotes(value, quote);
}

/** A reference such as `${NAME:?}` in the place of a scalar or its end; undefined where it cannot stand there. */
export function referenceFor({ text }: Pick<Document, 'text'>, span: Span, reference: string): string | undefined {
  const source = slice(text, span);
  if (source.includes('\n') || /^[|>&*!]/.test(source)) return undefined;
  const quote = /^["']/.exec(source)?.[0];
  if (quote !== undefined) return `${quote}${reference}${quote}`;
  // Braces end a plain text inside of others.
  if (!isFlow(text, span.start)) return reference;
  return /[:\s[,]$/.test(text.slice(0, span.start)) ? `"${reference}"` : undefined;
}

/** Replaces a scalar, in its quotes if it has any; undefined where that cannot be done within its line. */
export function replaceScalar(document: Document, node: DataNode, value: string | number | boolean): readonly TextEdit[] | undefined {
  if (node.kind !== 'scalar' || node.span.start === node.span.end || node.tag !== undefined) return undefined;
  const { text } = document;
  const source = slice(text, node.span);
  if (/^[|>]/.test(source) || source.includes('\n')) return undefined;
  const quote = /^["']/.exec(source)?.[0];
  const written =
    quote !== undefined && typeof value === 'string' ? inQuotes(value, quote) : scalar(value, text, isFlow(text, node.span.start));
  return [{ span: node.span, text: written }];
}

/** Adds `key: value` as the last entry of a map, or as the one before or behind another; no edit when the key is there, undefined where it cannot be written. */
export const insertKey = (
  document: Document,
  map: MapShape,
  key: string,
  value: Writable,
  place?: Beside,
): readonly TextEdit[] | undefined =>
  map.entries.some((entry) => entry.key === key) ? [] : insertKeys(document, map, { [key]: value }, place);

/** Where in a map, beside which other key. */
export interface Beside {
  readonly behind?: string;
  readonly before?: string;
}

/** Adds several keys next to each other, in their order; those that are there are left alone. */
export function insertKeys(
  document: Document,
  map: MapShape,
  wanted: Readonly<Record<string, Writable>>,
  place?: Beside,
): readonly TextEdit[] | undefined {
  if (map.kind !== 'map' || map.tag?.startsWith('!') === true) return undefined;
  const missing = Object.entries(wanted).filter(([key]) => !map.entries.some((entry) => entry.key === key));
  if (missing.length === 0) return [];
  const { text } = document;
  const own = map.entries.filter(({ inherited }) => inherited !== true);
  const source = slice(text, map.span);
  if (source.startsWith('{'))
    return intoFlow(
      text,
      map.span,
      own.map(({ span }) => span),
      missing.map(([key, value]) => `${keyText(key, text)}: ${flow(value, text)}`).join(', '),
    );

  const first = own[0];
  if (!first) return undefined;
  const column = first.keySpan.start - lineStart(text, first.keySpan.start);
  const indent = ' '.repeat(column);
  // An entry with an explicit key (`? a`), tabs, or an entry that shares its line with something else.
  if (text[map.span.start] === '?' || text.slice(lineStart(text, first.keySpan.start), first.keySpan.start).includes('\t'))
    return undefined;
  const ending = lineEnding(text);
  const lines = missing.flatMap(([key, value]) => [...block(key, value, text)].map((line) => `${indent}${line}`));
  const next = place?.before === undefined ? undefined : own.find((entry) => entry.key === place.before);
  if (next && next !== first) {
    const at = aboveComments(text, next.keySpan.start);
    return [{ span: before(at), text: `${lines.join(ending)}${ending}` }];
  }
  if (next) return [{ span: before(first.keySpan.start), text: `${lines.join(ending).slice(indent.length)}${ending}${indent}` }];
  const last = own.find((entry) => entry.key === place?.behind) ?? own.at(-1) ?? first;
  return [{ span: before(endOfLine(text, last.span.end)), text: `${ending}${lines.join(ending)}` }];
}

/** Adds an item at the end of a list; undefined where it cannot be written. */
export function addItem(document: Document, list: DataNode, value: Writable): readonly TextEdit[] | undefined {
  if (list.kind !== 'list' || list.tag?.startsWith('!') === true) return undefined;
  const { text } = document;
  const { items } = list;
  const source = slice(text, list.span);
  if (source.startsWith('['))
    return intoFlow(
      text,
      list.span,
      items.map(({ span }) => span),
      flow(value, text),
    );
  const last = items.at(-1);
  // An item that stands elsewhere (an alias) does not say where the list ends.
  if (!last || !source.startsWith('-')) return undefined;
  const indent = ' '.repeat(list.span.start - lineStart(text, list.span.start));
  const ending = lineEnding(text);
  const [first = '', ...rest] = lines(value, text);
  const written = [`- ${first}`, ...rest.map((line) => `  ${line}`)].map((line) => `${indent}${line}`);
  return [{ span: before(endOfLine(text, list.span.end)), text: `${ending}${written.join(ending)}` }];
}

function intoFlow(text: string, span: Span, parts: readonly Span[], written: string): readonly TextEdit[] | undefined {
  const close = span.end - 1;
  if (close <= span.start || !/[\]}]/.test(text.charAt(close))) return undefined;
  const last = parts.reduce((end, part) => (part.end <= close && part.start >= span.start ? Math.max(end, part.end) : end), -1);
  const inside = text.slice(span.start + 1, close);
  if (parts.length === 0)
    return inside.trim() === ''
      ? [{ span: { start: span.start + 1, end: close }, text: text[span.start] === '{' ? ` ${written} ` : written }]
      : undefined;
  if (last < 0) return undefined;
  const rest = text.slice(last, close);
  // An anchor, a comment or a trailing comma behind the last part.
  if (!/^\s*$/.test(rest)) return undefined;
  const start = parts.at(-1)?.start ?? span.start;
  const lead = indentAt(text, start);
  const ownLine = text.slice(lineStart(text, start), start) === lead && inside.includes('\n');
  return [{ span: before(last), text: ownLine ? `,${lineEnding(text)}${lead}${written}` : `, ${written}` }];
}

/** Where a line ends, a comment on it included; its line break stays behind. */
function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' ? at - 1 : at;
}

/** The beginning of the comment lines directly above. */
function aboveComments(text: string, offset: number): number {
  let line = lineStart(text, offset);
  for (;;) {
    const above = lineStart(text, line - 1);
    if (line === 0 || !/^[ \t]*#/.test(text.slice(above, line))) return line;
    line = above;
  }
}

const isFlow = (text: string, offset: number): boolean => isInFlow(text, offset);

/** Whether a line opens a bracket that it does not close. */
export const isInBrackets = (line: string): boolean =>
  Math.max(line.lastIndexOf('['), line.lastIndexOf('{')) > Math.max(line.lastIndexOf(']'), line.lastIndexOf('}'));

function* block(key: string, value: Writable, text: string): Iterable<string> {
  const name = keyText(key, text);
  const [first = '', ...rest] = lines(value, text);
  if (value === null) yield `${name}:`;
  else if (isPlain(value) || isEmpty(value)) yield `${name}: ${first}`;
  else {
    yield `${name}:`;
    for (const line of [first, ...rest]) yield `${unit(text)}${line}`;
  }
}

const isPlain = (value: Writable): value is string | number | boolean | null => typeof value !== 'object' || value === null;
const isEmpty = (value: Writable): boolean => !isPlain(value) && Object.keys(value).length === 0;
const isList = (value: Writable): value is readonly Writable[] => Array.isArray(value);

/** A value as lines of block style, not indented. */
export function* lines(value: Writable, text: string): Iterable<string> {
  if (isPlain(value)) yield scalar(value, text, false);
  else if (isEmpty(value)) yield isList(value) ? '[]' : '{}';
  else if (isList(value))
    for (const item of value) {
      const [first = '', ...rest] = lines(item, text);
      yield `- ${first}`;
      for (const line of rest) yield `  ${line}`;
    }
  else for (const [key, inner] of Object.entries(value)) yield* block(key, inner, text);
}

function flow(value: Writable, text: string): string {
  if (isPlain(value)) return scalar(value, text, true);
  if (isList(value)) return `[${value.map((item) => flow(item, text)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${keyText(key, text)}: ${flow(inner, text)}`);
  return entries.length ? `{ ${entries.join(', ')} }` : '{}';
}

/** The step that the file indents its maps by. */
const unit = lastOf((text: string): string => {
  const deeper = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( +)[^\s#-]/m.exec(text.slice(0, 20_000));
  const step = deeper ? (deeper[2]?.length ?? 0) - (deeper[1]?.length ?? 0) : 2;
  return ' '.repeat(step > 0 && step <= 8 ? step : 2);
});

const keyText = (key: string, text: string): string => scalar(key, text, true);

/** A pipeline's `${{ … }}` alone: people write it without quotes. */
const EXPRESSION = /^\$\{\{ [\w.[\]'*()|&=!, -]{1,300} \}\}$/;

/** A variable of compose alone, or behind its name. */
const VARIABLE = /^(?:[A-Za-z_]\w{0,100}=)?\$\{[A-Za-z_]\w{0,100}(?::?\?)?\}$/;

/** Plain where every reader of YAML takes it for the same text, else in the file's quotes. */
function scalar(value: string | number | boolean | null, text: string, inFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  const plain =
    /^[A-Za-z_./][\w./@%+=:*-]*(?: [\w./@%+=:*-]+)*$/.test(value) && !/:(?:\s|$)|\s#/.test(value) && !(inFlow && value.includes(':'));
  if (!inFlow && (EXPRESSION.test(value) || VARIABLE.test(value))) return value;
  const other = /^(?:true|false|yes|no|on|off|y|n|null|~|[-+.]?\d.*|\.(?:inf|nan))$/i.test(value);
  return (plain && !other) || QUANTITY.test(value) ? value : inQuotes(value, quoteStyle(text));
}

/** `512Mi`, `100m`, `30s`: no reader of YAML takes them for a number. */
const QUANTITY = /^[1-9]\d{0,8}(?:ms|[msh]|[kKMGTPE]i?)$/;

function inQuotes(value: string, quote: string): string {
  // Only double quotes know escapes.
  if (quote === "'" && !/[\n\r\t\\]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value);
}
