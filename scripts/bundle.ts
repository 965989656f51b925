import { build, type BuildOptions } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tool } from './phases.js';
import { root } from './root.js';

const DIST = path.join(root, 'dist');
const GRAMMARS = ['python', 'javascript', 'typescript', 'tsx', 'go', 'java', 'bash'];

/** What is bundled, each to one file of dist. The code that runs grammars is not: it lies beside them, and is read when the first is needed. */
const ENTRIES = [
  // Apart from the client, so that activation is over before that is loaded.
  { in: 'src/extension/extension.ts', out: 'extension', external: ['./client.js'] },
  { in: 'src/extension/client.ts', out: 'client' },
  { in: 'src/server/main.ts', out: 'server' },
  // Apart from what it runs, so that the version is told at once.
  { in: 'src/cli/main.ts', out: 'cli', program: true, external: ['./program.js'] },
  { in: 'src/cli/program.ts', out: 'program' },
];

/** Bundles everything that ships to dist. For production it is minified, and its source maps stay beside it for stack traces of ours. */
export async function bundle({ production }: { readonly production: boolean }): Promise<string> {
  await generateRegistry();
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(path.join(DIST, 'grammars'), { recursive: true });
  writeFileSync(path.join(DIST, 'package.json'), '{ "type": "commonjs" }\n'); // the repository's own says module
  copyGrammars();
  await Promise.all(ENTRIES.map((entry) => build(options(entry, production))));
  for (const { out, program } of ENTRIES) if (program) chmodSync(path.join(DIST, `${out}.js`), 0o755);
  return ENTRIES.map(({ out }) => `${out} ${kilobytes(path.join(DIST, `${out}.js`))}`).join(', ');
}

function options(entry: (typeof ENTRIES)[number], production: boolean): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [{ in: entry.in, out: entry.out }],
    outdir: DIST,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // ES modules shake better than the UMD files that some packages name as their main one.
    mainFields: ['module', 'main'],
    external: ['vscode', ...(entry.external ?? [])],
    minify: production,
    sourcemap: production ? 'external' : 'linked',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
    logLevel: 'warning',
    ...(entry.program && {
      banner: { js: '#!/usr/bin/env node' },
      // What it loads is asked for with `require`: Node's loader of ES modules would read the whole bundle once more to find its exports.
      supported: { 'dynamic-import': false },
    }),
  };
}

function copyGrammars(): void {
  const from = path.join(root, 'node_modules', '@vscode', 'tree-sitter-wasm', 'wasm');
  for (const file of ['tree-sitter.js', 'tree-sitter.wasm', ...GRAMMARS.map((grammar) => `tree-sitter-${grammar}.wasm`)])
    copyFileSync(path.join(from, file), path.join(DIST, 'grammars', file));
}

/** Writes src/generated, which lists the rules and detectors that there are. */
export function generateRegistry(): Promise<void> {
  return tool('tsx/dist/cli.mjs', ['scripts/generate.ts']);
}

/** The size of a file in words, for a person. */
export const kilobytes = (file: string) => `${Math.round(statSync(file).size / 1000)} kB`;
