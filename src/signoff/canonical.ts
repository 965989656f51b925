/** What JSON can hold. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * JSON that is the same on every machine: keys and arrays in the order of code points, texts in NFC with line feeds, no spaces. Keys
 * without a value are left out.
 */
export function canonical(value: Canonical): string {
  if (typeof value === 'string') return JSON.stringify(normalised(value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).sort(byCodePoint).join(',')}]`;
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : [[normalised(key), canonical(inner)] as const],
  );
  return `{${entries
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, inner]) => `${JSON.stringify(key)}:${inner}`)
    .join(',')}}`;
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value);

const normalised = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n');

/** JavaScript compares UTF-16 units, which puts what is written in two of them before the last of the others. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const way = weight(a.charCodeAt(i)) - weight(b.charCodeAt(i));
    if (way !== 0) return way;
  }
  return a.length - b.length;
}

const weight = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
