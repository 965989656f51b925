import type { Document } from '../model/document.js';
import { type Span, slice } from '../model/span.js';
import { type Value, text as textValue, unknown } from '../model/value.js';

/**
 * How a tool reads variables in texts. `compose`: `$X`, `${X}`, `${X:-default}`, `${X:?message}`, `$$` is a dollar. `dotenv`: the
 * same, but tools differ about `$x` and `$$`, which passwords hold, too: only `$UPPER_CASE` counts. `spring`: `${x}`,
 * `${x:default}`; `#{…}` is an expression.
 */
export type Interpolation = 'compose' | 'dotenv' | 'spring';

/** Nested defaults are followed this deep. */
const DEEPEST = 8;

/**
 * A text as its tool reads it: variables become environment values with their defaults. Where other properties can be named,
 * too (Spring), the name tells. Anything but a text stays as it is, and so does a list but for its texts.
 */
export function interpolated(document: Document, value: Value, style: Interpolation): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => interpolated(document, item, style)) };
  if (value.kind === 'joined') return { ...value, parts: value.parts.map((part) => interpolated(document, part, style)) };
  if (value.kind !== 'text' || !(value.text.includes('$') || (style === 'spring' && value.text.includes('#{')))) return value;
  const parts = partsOf(value.text, style, placed(document.text, value), DEEPEST);
  const [only] = parts;
  if (!only) return value;
  const whole = parts.length === 1 ? { ...only, span: value.span } : { kind: 'joined' as const, parts, span: value.span };
  return value.uri === undefined ? whole : { ...whole, uri: value.uri };
}

type Placing = (start: number, end: number) => Span;

/** Where characters of the text stand in the file: exactly, when the text is written as it is meant; else the whole value. */
function placed(source: string, { text, span, uri }: Extract<Value, { kind: 'text' }>): Placing {
  const offset = uri === undefined ? slice(source, span).indexOf(text) : -1;
  return (start, end) => (offset < 0 ? span : { start: span.start + offset + start, end: span.start + offset + end });
}

const NAME = { compose: /^[A-Za-z_]\w{0,199}/, dotenv: /^[A-Za-z_]\w{0,199}/, spring: /^[\w.[\]-]{1,200}/ };

function partsOf(text: string, style: Interpolation, place: Placing, depth: number): readonly Value[] {
  const parts: Value[] = [];
  let plain = '';
  let from = 0;
  const flush = (end: number): void => {
    if (plain) parts.push(textValue({ span: place(from, end) }, plain));
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (style === 'compose' && two === '$$') {
      if (!plain) from = at;
      plain += '$';
      at += 2;
      continue;
    }
    const found =
      two === '${' || (style === 'spring' && two === '#{') ? braced(text, at, style, place, depth) : bare(text, at, style, place);
    if (!found) {
      if (!plain) from = at;
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    flush(at);
    parts.push(found.value);
    at = found.end;
  }
  flush(at);
  return parts;
}

function bare(text: string, at: number, style: Interpolation, place: Placing): { readonly value: Value; readonly end: number } | undefined {
  if (style === 'spring' || text[at] !== '$') return undefined;
  const name = (style === 'dotenv' ? /^[A-Z][A-Z0-9_]{1,199}(?![a-z])/ : NAME.compose).exec(text.slice(at + 1, at + 201))?.[0];
  if (!name) return undefined;
  const end = at + 1 + name.length;
  return { value: { kind: 'env', name, span: place(at, end) }, end };
}

function braced(
  text: string,
  at: number,
  style: Interpolation,
  place: Placing,
  depth: number,
): { readonly value: Value; readonly end: number } | undefined {
  const close = closing(text, at + 2);
  if (close === undefined) return undefined;
  const end = close + 1;
  const span = place(at, end);
  const inner = text.slice(at + 2, close);
  const name = NAME[style].exec(inner)?.[0];
  if (!name || depth === 0 || text[at] === '#') return { value: unknown({ span }), end };
  const rest = inner.slice(name.length);
  if (rest === '') return { value: { kind: 'env', name, span }, end };
  const operator = (style === 'spring' ? /^:/ : /^:?[-?+]/).exec(rest)?.[0];
  if (!operator) return { value: unknown({ span }), end };
  if (operator.endsWith('?')) return { value: { kind: 'env', name, span }, end };
  if (operator.endsWith('+')) return { value: unknown({ span }), end };
  const start = at + 2 + name.length + operator.length;
  const inside = partsOf(text.slice(start, close), style, (a, b) => place(start + a, start + b), depth - 1);
  const [only] = inside;
  const fallbackSpan = place(start, close);
  const fallback: Value = !only
    ? textValue({ span: fallbackSpan }, '')
    : inside.length === 1
      ? only
      : { kind: 'joined', parts: inside, span: fallbackSpan };
  return { value: { kind: 'env', name, span, fallback }, end };
}

/** The brace that closes what was opened before; braces inside are counted. */
function closing(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < Math.min(text.length, from + 1_000); at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
    if (text[at] === '\n') return undefined;
  }
  return undefined;
}
