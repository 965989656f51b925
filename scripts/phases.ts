import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.js';
import { temporaryFolder, remove } from './vscode-host/temporary.js';

/** One step of `npm test` or `npm run check`. A text that it returns is said beside its name. */
export interface Phase {
  readonly name: string;
  /** Names of earlier phases without which this one says nothing. */
  readonly needs?: readonly string[];
  readonly run: () => Promise<unknown> | string;
}

/**
 * Runs phases in their order, all of them even when one fails, and prints a line for each; the last line counts tests
 * over all mocha runs. A phase that fails without a failed test counts as one, and so does one that could not run.
 * With `only`, the phases whose names start so, and those that they need.
 */
export async function runPhases(phases: readonly Phase[], only: readonly string[]): Promise<void> {
  const chosen =
    only.length === 0
      ? phases
      : withNeeds(
          phases,
          phases.filter(({ name }) => only.some((start) => name.startsWith(start))),
        );
  if (chosen.length === 0) {
    console.error(`No phase starts with '${only.join("' or '")}'. There are:\n  ${phases.map(({ name }) => name).join('\n  ')}`);
    process.exitCode = 2;
    return;
  }
  const folder = temporaryFolder('tally');
  const tally = path.join(folder, 'tally.txt');
  writeFileSync(tally, '');
  process.env.TEST_TALLY = tally;

  const failed = new Set<string>();
  for (const phase of chosen) {
    const started = Date.now();
    const failedTests = count(tally).failed;
    const obstacle = phase.needs?.find((name) => failed.has(name));
    try {
      if (obstacle) throw new Error(`not run, because '${obstacle}' failed`);
      const note = await phase.run();
      console.log(line('ok', phase.name, started, typeof note === 'string' ? note : ''));
    } catch (error) {
      failed.add(phase.name);
      if (count(tally).failed === failedTests) appendFileSync(tally, '0 1\n');
      console.log(line('FAILED', phase.name, started, error instanceof Error ? error.message : String(error)));
    }
  }
  const total = count(tally);
  remove(folder);
  process.exitCode = total.failed === 0 ? 0 : 1;
  if (failed.size > 0) console.log(`Failed: ${[...failed].join(', ')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

function withNeeds(phases: readonly Phase[], wanted: readonly Phase[]): readonly Phase[] {
  const names = new Set(wanted.map(({ name }) => name));
  // Needs point backwards, so one walk from the end finds them all.
  for (const { name, needs = [] } of phases.toReversed()) if (names.has(name)) for (const need of needs) names.add(need);
  return phases.filter(({ name }) => names.has(name));
}

function line(status: string, name: string, started: number, note: string): string {
  return `${status.padEnd(6)} ${name.padEnd(28)} ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${note}`.trimEnd();
}

function count(tally: string): { readonly passed: number; readonly failed: number } {
  const lines = readFileSync(tally, 'utf8')
    .trim()
    .split('\n')
    .map((entry) => entry.split(' ').map(Number));
  return {
    passed: lines.reduce((sum, [passed = 0]) => sum + passed, 0),
    failed: lines.reduce((sum, [, failures = 0]) => sum + failures, 0),
  };
}

/** Runs a JavaScript program of node_modules with this Node. Its output is shown when it fails, or as it comes with `live`. */
export async function tool(program: string, args: readonly string[], { live = false } = {}): Promise<void> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  process.off('exit', end);
  if (code !== 0) throw new Error(`${path.basename(program)} ended with code ${code}${output && `\n${output.trimEnd()}`}`);
}
