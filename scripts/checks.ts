import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { generateRegistry } from './bundle.js';
import { tool, type Phase } from './phases.js';
import { root } from './root.js';

/** What needs no VS Code and takes seconds: `npm run check`, and the first part of `npm test`. */
export const checks: readonly Phase[] = [
  { name: 'generated', run: generated },
  { name: 'types', needs: ['generated'], run: () => compile('tsconfig.json') },
  { name: 'types of the engine', needs: ['generated'], run: () => compile('tsconfig.engine.json') },
  { name: 'lint', needs: ['generated'], run: () => tool('eslint/bin/eslint.js', ['--max-warnings', '0', '.']) },
  { name: 'format', run: () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']) },
  { name: 'unused code', needs: ['generated'], run: () => tool('knip/bin/knip.js', []) },
  { name: 'unit', needs: ['generated'], run: () => mocha('test/**/*.test.ts') },
];

/** Runs mocha's own tests, or with `args` others; skipped tests and runs without any test fail. */
export function mocha(...args: readonly string[]): Promise<void> {
  const strict = ['--forbid-only', '--forbid-pending', '--fail-zero', '--reporter', 'scripts/tally-reporter.cjs'];
  const grep = process.env.TEST_GREP ? ['--grep', process.env.TEST_GREP] : [];
  return tool('mocha/bin/mocha.js', [...strict, ...grep, ...args], { live: true });
}

/** Writes src/generated, and fails when a generated file that is committed is not what would be generated now. */
async function generated(): Promise<void> {
  await generateRegistry();
  const list = new URL('generated-files.ts', import.meta.url);
  if (!existsSync(list)) return;
  const { committed } = (await import(list.href)) as { committed(root: string): Promise<Iterable<readonly [file: string, text: string]>> };
  const stale = [...(await committed(root))].filter(([file, text]) => contentOf(file) !== text).map(([file]) => file);
  if (stale.length > 0) throw new Error(`not what the sources give: ${stale.join(', ')}. Run \`npm run generate\`.`);
}

function contentOf(file: string): string | undefined {
  const place = path.join(root, file);
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
}

/** Checks types with the native compiler, or with the one that the tools use where it has no binary. */
function compile(project: string): Promise<void> {
  const native = 'typescript-7/bin/tsc';
  const works = spawnSync(process.execPath, [path.join(root, 'node_modules', native), '--version']).status === 0;
  return tool(works ? native : 'typescript/bin/tsc6', ['--noEmit', '-p', project]);
}
