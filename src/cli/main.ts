import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../host/cache-folder.js';
import { loadCompiled } from '../host/compiled.js';
import { programAt } from '../host/program.js';
import { ownTask } from '../host/task.js';
import type { Io } from './io.js';
import { VERSION } from './version.js';

type Program = typeof import('./program.js');

const program = realpathSync(process.argv[1] ?? '.');
const beside = join(dirname(program), 'grammars');

/** Beside the program when it is bundled, in their package when it is run from its sources. */
const grammars = (): string => (existsSync(beside) ? beside : dirname(createRequire(program).resolve('@vscode/tree-sitter-wasm')));

const cache = (): Io['cache'] =>
  existsSync(beside) ? { folder: cacheFolder(), program: programAt(join(dirname(program), 'program.js')) } : undefined;

/** Compiled once for all runs where it is bundled. */
const theProgram = (): Promise<Program> => (loaded ??= existsSync(beside) ? Promise.resolve(compiled()) : import('./program.js'));
const compiled = (): Program => loadCompiled(join(dirname(program), 'program.js'), cacheFolder()) as Program;
let loaded: Promise<Program> | undefined;

const colour = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

const io: Io = {
  cwd: process.cwd(),
  colour,
  interactive: process.stderr.isTTY,
  registry: async () => (await theProgram()).productRegistry(),
  get cache() {
    return cache();
  },
  now: () => new Date(),
  environment: process.env,
  grammars,
  // Only a bundle can be run as it is.
  program: existsSync(beside) ? program : undefined,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

// Whoever reads the output may have enough of it: `preflight scan | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

// What fails in a way that nobody thought of is no finding.
process.on('uncaughtException', (error) => {
  io.err(`preflight: internal error: ${error.stack ?? error.message}\n`);
  process.exit(3);
});

const args = process.argv.slice(2);
const task = ownTask();
if (task) void theProgram().then(({ readInThread }) => readInThread(task));
else if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) io.out(`${VERSION}\n`);
else {
  // Loaded when it is needed: the version is told without any of it.
  void theProgram().then(async ({ run }) => {
    process.exitCode = await run(args, io);
  });
}
