import { type Value, textsOf } from '../../model/value.js';

/** A path or prefix: as written, with `…` in front where only its end is known; undefined when nothing is. */
export function pathIn(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return value.text;
  if (value?.kind !== 'joined') return undefined;
  const last = value.parts.at(-1);
  return last?.kind === 'text' && last.text.startsWith('/') ? `…${last.text}` : undefined;
}

/** A prefix that is empty when nobody wrote one. */
export const prefixIn = (value: Value | undefined): string | undefined =>
  value === undefined || value.kind === 'nothing' ? '' : pathIn(value);

/** The methods of a route as its list says them; `ANY` where the list is not known. */
export function methodsIn(value: Value | undefined, otherwise: readonly string[]): readonly string[] {
  if (value === undefined || value.kind === 'nothing') return otherwise;
  const methods = [...textsOf(value)].map(({ text }) => text.toUpperCase());
  return value.kind === 'list' && value.complete && methods.length === value.items.length && methods.length ? methods : ['ANY'];
}
