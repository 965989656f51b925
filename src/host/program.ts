import { statSync } from 'node:fs';

/** A program that keeps what it made of files. */
export interface Program {
  /** Where it stands. */
  readonly path: string;
  /** Moves with everything that it makes of a file. */
  readonly stamp: string;
}

/** The program in a bundle, as it is now: a bundle is one file that changes when any of its parts does. */
export function programAt(path: string): Program {
  const { size, mtimeMs } = statSync(path);
  return { path, stamp: [process.version, size, mtimeMs].join(' ') };
}
