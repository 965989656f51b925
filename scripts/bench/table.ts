/** One measured figure, with what it is held against. */
export interface Row {
  readonly section: string;
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'kB' | 'files' | 'facts';
  /** Milliseconds of the processors beside the time on the wall. */
  readonly user?: number;
  /** The same work done in the plainest way. */
  readonly yardstick?: { readonly name: string; readonly value: number; readonly user?: number };
  /** The most that it may be: of the value itself, or as a multiple of the yardstick. */
  readonly budget?: number;
}

const number = (value: number): string =>
  value.toLocaleString('en-US', {
    minimumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0,
    maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0,
  });

/** How many times the yardstick a figure is: in time of the processors where both are known, which a busy machine does not change. */
export function ratioOf({ value, user, yardstick }: Row): number | undefined {
  if (!yardstick) return undefined;
  return user !== undefined && yardstick.user !== undefined ? user / yardstick.user : value / yardstick.value;
}

/** The lines of a section's table. */
export function* linesOf(rows: readonly Row[]): Iterable<string> {
  const cells = rows.map((row) => {
    const { name, value, unit, user, yardstick, budget } = row;
    const ratio = ratioOf(row);
    const held = ratio ?? value;
    return [
      name,
      `${number(value)} ${unit}`,
      user === undefined ? '' : `${number(user)} ms CPU`,
      yardstick ? `${number(yardstick.value)}${yardstick.user === undefined ? '' : ` / ${number(yardstick.user)}`} ${yardstick.name}` : '',
      ratio === undefined ? '' : `${number(ratio)} x`,
      budget === undefined ? '' : `${number(budget)} ${ratio === undefined ? unit : 'x'}`,
      budget === undefined ? '' : held <= budget ? 'ok' : 'OVER',
    ];
  });
  const head = ['', 'measured', '', 'yardstick', 'ratio', 'budget', ''];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  for (const row of [head, ...cells])
    yield row
      .map((cell, i) => (i === 0 || i === 3 || i === 6 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
}
