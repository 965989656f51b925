/** Wrong use or configuration: one clear line on standard error, exit 2, and nothing written. */
export class Misuse extends Error {}

/** Exit codes, as `preflight --help` tells them. */
export const EXIT = { clean: 0, found: 1, misuse: 2, broken: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
