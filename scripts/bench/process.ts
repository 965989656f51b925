import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** What one run of a process took. */
export interface Run {
  /** Milliseconds from start to end. */
  readonly wall: number;
  /** Milliseconds of the processors in the program itself, threads included; undefined for what is not Node. */
  readonly user: number | undefined;
  /** Bytes of memory at the highest; undefined for what is not Node. */
  readonly memory: number | undefined;
  readonly out: string;
  /** Undefined when it was stopped after the time that it had. */
  readonly code: number | undefined;
}

const REPORT = `process.on('exit', () => require('node:fs').writeSync(3, JSON.stringify(process.resourceUsage())));\n`;

/** A script that Node loads before a program, so that it tells what it used when it ends. */
export function reporter(folder: string): string {
  const file = path.join(folder, 'report-usage.cjs');
  writeFileSync(file, REPORT);
  return file;
}

/** Runs a program to its end; one that takes longer than `limit` milliseconds is stopped. */
export async function run(
  program: string,
  args: readonly string[],
  { cwd, limit = 600_000 }: { readonly cwd?: string; readonly limit?: number } = {},
): Promise<Run> {
  const started = performance.now();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  const timer = setTimeout(stop, limit);
  const [out, usage] = [collect(child.stdio[1]), collect(child.stdio[3])];
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const wall = performance.now() - started;
  clearTimeout(timer);
  process.off('exit', stop);
  const { userCPUTime, maxRSS } = (usage() === '' ? {} : JSON.parse(usage())) as Partial<NodeJS.ResourceUsage>;
  return {
    wall,
    user: userCPUTime === undefined ? undefined : userCPUTime / 1_000,
    memory: maxRSS === undefined ? undefined : maxRSS * 1_024,
    out: out(),
    code: code ?? undefined,
  };
}

function collect(stream: unknown): () => string {
  const parts: string[] = [];
  (stream as NodeJS.ReadableStream).setEncoding('utf8').on('data', (text: string) => parts.push(text));
  return () => parts.join('');
}

/** Runs each in turn, several times over, so that a busy moment of the machine hits all of them. */
export async function inTurn<Name extends string>(
  times: number,
  runs: Readonly<Record<Name, () => Promise<Run>>>,
): Promise<Readonly<Record<Name, readonly Run[]>>> {
  const names = Object.keys(runs) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Run[]>;
  for (let i = 0; i < times; i++) for (const name of names) results[name].push(await runs[name]());
  return results;
}

/** The value below which a share of all lies: 0.5 for the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: Iterable<number | undefined>): number =>
  quantile(
    [...values].filter((value) => value !== undefined),
    0.5,
  );
