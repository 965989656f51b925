import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Version } from './pins.js';

/** One run of one suite in an extension host. */
export interface SuiteRun {
  readonly version: Version;
  /** The module whose `run()` is the suite. */
  readonly tests: string;
  /** A folder or a `.code-workspace` file. */
  readonly workspace: string;
  /** The extension under test: a folder that is loaded in place, or a package that is installed. */
  readonly extension: { readonly folder: string } | { readonly vsix: string };
  readonly settings: Readonly<Record<string, unknown>>;
  readonly untrusted: boolean;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a suite to its end; throws when a test fails, or with the reason why there is no result. */
export type RunSuite = (run: SuiteRun) => Promise<void>;

/** VS Code runs a suite only for an extension under development, so an installed package is tested beside an empty one. */
export function emptyExtension(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'harness', publisher: 'test', version: '0.0.1', engines: { vscode: '*' } }),
  );
  return folder;
}
