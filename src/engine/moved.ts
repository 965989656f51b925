/** The same plain data, of a text that now stands `by` further behind: its spans move. What is said of another document than `uri` stays. */
export function moved<T>(data: T, by: number, uri: string): T {
  return (by === 0 ? data : shifted(data, by, uri)) as T;
}

function shifted(data: unknown, by: number, uri: string): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => shifted(item, by, uri));
  const copy: Record<string, unknown> = { ...data };
  if (typeof copy.uri === 'string' && copy.uri !== uri) return data;
  if (typeof copy.start === 'number' && typeof copy.end === 'number') {
    copy.start += by;
    copy.end += by;
    return copy;
  }
  for (const key in copy) {
    const value = copy[key];
    if (typeof value === 'object' && value !== null) copy[key] = shifted(value, by, uri);
  }
  return copy;
}
