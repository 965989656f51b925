/** Whether two lists hold the same objects. */
export function alike(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A list with others in the place of some that stand together in it; undefined where there were none, and their place is not known. */
export function replaced<T>(list: readonly T[], before: readonly T[], now: readonly T[]): readonly T[] | undefined {
  if (alike(before, now)) return list;
  const [first] = before;
  if (first === undefined) return undefined;
  const at = list.indexOf(first);
  return list.slice(0, at).concat(now, list.slice(at + before.length));
}
