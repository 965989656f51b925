import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Grammars } from '../syntax/grammars.js';

/** Grammars that are read from a folder when the first document needs them; so is the code that runs them. */
export const nodeGrammars = (folder: string): Grammars =>
  new Grammars({
    runtime: async () => {
      const module = (await import('@vscode/tree-sitter-wasm')) as unknown as { readonly default?: Runtime } & Runtime;
      // A bundle hands the CommonJS module over as it is, Node's own loader wraps it.
      return module.default ?? module;
    },
    // At once: read beside the engine, it would wait for a processor behind the compiler's own threads, many times longer than it takes.
    // eslint-disable-next-line @typescript-eslint/require-await -- a host elsewhere may have to wait
    wasm: async (name) => readFileSync(join(folder, `${name}.wasm`)),
  });

type Runtime = typeof import('@vscode/tree-sitter-wasm');
