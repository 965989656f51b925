import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Grammars } from '../syntax/grammars.js';

/** Grammars that are read from a folder when the first document needs them; so is the code that runs them, which lies beside them. */
export const nodeGrammars = (folder: string): Grammars =>
  new Grammars({
    // eslint-disable-next-line @typescript-eslint/require-await -- a host elsewhere may have to wait
    runtime: async () => createRequire(join(folder, 'tree-sitter.js'))('./tree-sitter.js') as typeof import('@vscode/tree-sitter-wasm'),
    // At once: read beside the engine, it would wait for a processor behind the compiler's own threads, many times longer than it takes.
    // eslint-disable-next-line @typescript-eslint/require-await -- a host elsewhere may have to wait
    wasm: async (name) => readFileSync(join(folder, `${name}.wasm`)),
  });
