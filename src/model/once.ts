import { alike } from './alike.js';

/** Computes something once for each object, however often it is asked for, and forgets it with the object. */
export function oncePer<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    let kept = known.get(of);
    if (!kept) known.set(of, (kept = { value: compute(of) }));
    return kept.value;
  };
}

/** The same for something that hangs on more than the object: computed again when any of that is another. */
export function whileSame<K extends object, A extends readonly unknown[], T>(compute: (of: K, ...rest: A) => T): (of: K, ...rest: A) => T {
  const known = new WeakMap<K, { readonly rest: A; readonly value: T }>();
  return (of, ...rest) => {
    let kept = known.get(of);
    if (!kept || !alike(kept.rest, rest)) known.set(of, (kept = { rest, value: compute(of, ...rest) }));
    return kept.value;
  };
}

/** Computes something of a text once, and keeps it for the text that was asked about last: rules ask once for each finding of a document. */
export function lastOf<T>(compute: (text: string) => T): (text: string) => T {
  let kept: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (kept?.text !== text) kept = { text, value: compute(text) };
    return kept.value;
  };
}
