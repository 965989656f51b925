/** Computes something once for each object, however often it is asked for, and forgets it with the object. */
export function oncePer<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    let kept = known.get(of);
    if (!kept) known.set(of, (kept = { value: compute(of) }));
    return kept.value;
  };
}
