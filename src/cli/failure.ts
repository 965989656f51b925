/** Wrong use or configuration: one clear line on standard error, exit 2, and nothing written. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** By its name: a program that loads parts of itself late may hold the class twice. */
export const isMisuse = (error: unknown): error is Misuse => error instanceof Error && error.name === 'Misuse';

/** Exit codes, as `preflight --help` tells them. */
export const EXIT = { clean: 0, found: 1, misuse: 2, broken: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
