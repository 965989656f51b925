import type { Span } from './span.js';

/** Where a default that nobody wrote would be written: `before` + the value + `after` replace the span. */
export interface Slot {
  readonly span: Span;
  readonly before: string;
  readonly after: string;
}

interface Written {
  readonly span: Span;
  /** Where the value is written, when a constant comes from another document. */
  readonly uri?: string;
  /** Present when the value is a default that nobody wrote. */
  readonly slot?: Slot;
}

export type TextValue = Written & { readonly kind: 'text'; readonly text: string };
export type ListValue = Written & { readonly kind: 'list'; readonly items: readonly Value[]; readonly complete: boolean };
/** `of` is the last name of what it is read from: `allowed_hosts` of `settings.allowed_hosts`. */
export type UnknownValue = Written & { readonly kind: 'unknown'; readonly of?: string };
export type EnvValue = Written & { readonly kind: 'env'; readonly name: string; readonly fallback?: Value };

/** What an expression is known to hold. `joined` is text put together from parts (`"https://" + host`, a template). */
export type Value =
  | TextValue
  | (Written & { readonly kind: 'number'; readonly number: number })
  | (Written & { readonly kind: 'flag'; readonly on: boolean })
  | (Written & { readonly kind: 'nothing' })
  | ListValue
  | (Written & { readonly kind: 'joined'; readonly parts: readonly Value[] })
  | EnvValue
  | UnknownValue;

interface Spanned {
  readonly span: Span;
}

export const unknown = ({ span }: Spanned): Value => ({ kind: 'unknown', span });
export const text = ({ span }: Spanned, content: string): TextValue => ({ kind: 'text', text: content, span });
export const flag = ({ span }: Spanned, on: boolean): Value => ({ kind: 'flag', on, span });

/** A list that is known to be empty: the default of many settings. */
export const none = ({ span }: Spanned): ListValue => ({ kind: 'list', items: [], complete: true, span });

/** Every text that the value is known to hold: itself, or the items of a list, however deep. An environment variable's fallback counts. */
export function* textsOf(value: Value | undefined): Iterable<TextValue> {
  switch (value?.kind) {
    case 'text':
      yield value;
      return;
    case 'list':
      for (const item of value.items) yield* textsOf(item);
      return;
    case 'env':
      yield* textsOf(value.fallback);
      return;
    case 'number':
    case 'flag':
    case 'nothing':
    case 'joined':
    case 'unknown':
    case undefined:
      return;
  }
}

export const texts = (value: Value | undefined): readonly TextValue[] => [...textsOf(value)];

/** The same value, said of the document in which it is written. */
export function writtenIn(value: Value, uri: string): Value {
  if (value.kind === 'list') return { ...value, uri, items: value.items.map((item) => writtenIn(item, uri)) };
  if (value.kind === 'env' && value.fallback) return { ...value, uri, fallback: writtenIn(value.fallback, uri) };
  return { ...value, uri };
}

/** Whether the value is exactly this flag; text such as "true" is not a flag. */
export const isOn = (value: Value | undefined): boolean => value?.kind === 'flag' && value.on;
export const isOff = (value: Value | undefined): boolean => value?.kind === 'flag' && !value.on;

/** Whether any part of the value is not known. An environment variable is known to be one, its content is not. */
export function hasUnknown(value: Value | undefined): boolean {
  switch (value?.kind) {
    case 'unknown':
    case 'env':
      return true;
    case 'joined':
      return value.parts.some(hasUnknown);
    case 'list':
      return !value.complete || value.items.some(hasUnknown);
    case 'text':
    case 'number':
    case 'flag':
    case 'nothing':
    case undefined:
      return false;
  }
}

/** A text of which what is not known reads `*`; undefined where nothing of it is known. */
export function wordsOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return value.text;
  return value?.kind === 'joined' ? value.parts.map((part) => wordsOf(part) ?? '*').join('') : undefined;
}

const KINDS = new Set(['text', 'number', 'flag', 'nothing', 'list', 'joined', 'env', 'unknown']);

/** Tells a value from the other data that a fact may hold. */
export const isValue = (data: unknown): data is Value =>
  typeof data === 'object' && data !== null && 'kind' in data && 'span' in data && typeof data.kind === 'string' && KINDS.has(data.kind);
