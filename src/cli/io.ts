import type { Registry } from '../engine/registry.js';
import type { Program } from '../host/program.js';

/** What a command may touch of the process, so that tests can hand in their own. */
export interface Io {
  readonly cwd: string;
  readonly colour: boolean;
  /** Whether somebody watches standard error: only then is progress shown. */
  readonly interactive: boolean;
  /** Everything that is looked for. */
  registry(): Promise<Registry>;
  /** Where analyses are kept, and what makes them; undefined: nowhere. */
  readonly cache: { readonly folder: string; readonly program: Program } | undefined;
  /** The moment that records are written at, and that expiries are held against. */
  now(): Date;
  /** Where Git's configuration is looked for, and what it says itself. */
  readonly environment: NodeJS.ProcessEnv;
  /** The folder that holds the grammars. */
  grammars(): string;
  /** The file that runs this program, for threads that read beside it; undefined: all is read in one. */
  readonly program?: string | undefined;
  out(text: string): void;
  err(text: string): void;
}
