import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Grammars } from '../../src/syntax/grammars.js';

const require = createRequire(import.meta.url);
/** The folder that they lie in. */
export const GRAMMARS = require.resolve('@vscode/tree-sitter-wasm').replace(/[^/\\]+$/, '');

/** The grammars as the tests load them: from the package that they come in. */
export const grammars = new Grammars({
  runtime: () => import('@vscode/tree-sitter-wasm').then((module) => (module as unknown as { default: typeof module }).default),
  wasm: (name) => readFile(`${GRAMMARS}${name}.wasm`),
});
