/** What a target, and what states it, may be. */
export type Figure = number | string | boolean;

/** `80 %`, `30 s`, `on`. */
export const figure = (value: Figure | undefined, unit: string | undefined): string =>
  `${typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)}${unit === undefined ? '' : ` ${unit}`}`;
