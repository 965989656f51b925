/** How deep reports are taken apart: down to a finding (report › workspaces › workspace › findings, log › runs › run › results). */
const DEPTH = 4;
const STEP = '  ';

/**
 * JSON as `JSON.stringify(value, undefined, 2)` writes it, in pieces: entries of the outer lists and objects are described and written one
 * after the other, so that a report of many thousands of findings never stands in memory as a whole.
 */
export function* jsonPieces(value: object): Iterable<string> {
  yield* pieces(value, DEPTH, '\n');
  yield '\n';
}

/** `margin` is the line break with the indentation that the value stands at. */
function* pieces(value: unknown, depth: number, margin: string): Iterable<string> {
  if (depth === 0 || typeof value !== 'object' || value === null || 'toJSON' in value) {
    // Line breaks of a text are escaped: those that stand here are the layout's.
    yield value === undefined ? 'null' : JSON.stringify(value, undefined, STEP).replaceAll('\n', margin);
    return;
  }
  const inner = margin + STEP;
  const isList = Array.isArray(value);
  const entries: readonly (readonly [string, unknown])[] = isList
    ? value.map((item: unknown) => ['', item])
    : Object.entries(value).flatMap(([key, entry]) => (entry === undefined ? [] : [[`${JSON.stringify(key)}: `, entry] as const]));
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    yield `${open}${close}`;
    return;
  }
  for (const [i, [key, entry]] of entries.entries()) {
    yield `${i === 0 ? open : ','}${inner}${key}`;
    yield* pieces(entry, depth - 1, inner);
  }
  yield `${margin}${close}`;
}
