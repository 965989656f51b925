/**
 * `npm run bench [-- section… folder… --json FILE --runs N --dist FOLDER]`: measures what `docs/performance.md` has budgets for, on
 * a generated workspace and on folders of real projects. Sections are named by how they begin: `npm run bench -- keystroke`.
 * `--dist` names bundles that were made before, of another revision say; else they are built.
 */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { TOKEN_FORMATS } from '../src/detectors/text/providers/index.js';
import { NodeWorkspace } from '../src/host/node-workspace.js';
import { bundle } from './bundle.js';
import { longFormats, worstFiles } from './bench/documents.js';
import { type Run, inTurn, median, quantile, reporter, run } from './bench/process.js';
import { type Row, linesOf, ratioOf } from './bench/table.js';
import { MANIFEST_TREES, writeTree } from './bench/manifests.js';
import { generatedWorkspace } from './bench/workspace.js';
import { root } from './root.js';
import { remove, temporaryFolder } from './vscode-host/temporary.js';
import { vsixFile } from './vsix.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, runs: { type: 'string', default: '5' }, dist: { type: 'string' } },
});
const here = process.env.INIT_CWD ?? root;
const isFolder = (name: string): boolean => statSync(path.resolve(here, name), { throwIfNoEntry: false })?.isDirectory() ?? false;
const runs = Math.max(1, Number(options.runs));
const scratch = temporaryFolder('bench');
const dist = options.dist === undefined ? path.join(root, 'dist') : path.resolve(here, options.dist);
const CLI = path.join(dist, 'cli.js');
const GRAMMARS = path.join(dist, 'grammars');
const REPORTER = reporter(scratch);

/** Runs a program of Node; without a limit of time it has to succeed. */
async function node(args: readonly string[], limit?: number): Promise<Run> {
  const result = await run(process.execPath, ['--require', REPORTER, ...args], limit === undefined ? {} : { limit });
  if (limit === undefined && result.code !== 0) throw new Error(`'node ${args.join(' ')}' ended with ${result.code ?? 'a signal'}.`);
  return result;
}

/** Measures that belong together. `folders` are those of real projects; without any, the generated one. */
interface Section {
  readonly name: string;
  /** It is about a whole workspace: the generated one where none is named. */
  readonly ofWorkspace?: boolean;
  measure(folders: readonly string[]): AsyncIterable<Omit<Row, 'section'>>;
}

const generated = (): string => generatedWorkspace();
/** What stands around a file that is edited; how much of it there is makes no difference, and each case reads it anew. */
const neighbourhood = (): string => generatedWorkspace(300);

const SECTIONS: readonly Section[] = [
  {
    name: 'cold scan',
    ofWorkspace: true,
    async *measure(folders) {
      for (const folder of folders) {
        const list = path.join(scratch, 'files.txt');
        const files: string[] = [];
        for await (const { path: name, skipped } of new NodeWorkspace({ folder }).list())
          if (skipped === undefined) files.push(path.join(folder, name));
        writeFileSync(list, files.join('\n'));
        const keywords = path.join(scratch, 'keywords.txt');
        writeFileSync(keywords, [...new Set(TOKEN_FORMATS.flatMap((format) => format.keywords))].join('\n'));
        const patterns = path.join(scratch, 'patterns.txt');
        // Ripgrep's own syntax has no looking around and names groups likewise.
        writeFileSync(
          patterns,
          TOKEN_FORMATS.map(({ pattern }) => pattern.source)
            .filter((source) => !/\(\?<?[=!]|\\k</.test(source))
            .map((source) => source.replaceAll('\\/', '/').replace(/\(\?<\w+>/g, '('))
            .join('\n'),
        );
        const rg = ripgrep();
        const searching = (args: readonly string[]): Promise<Run> =>
          run(rg ?? '', ['--no-messages', '--count-matches', '--hidden', ...args, folder]);
        const { read, scan, warm, words, formats } = await inTurn(runs, {
          read: () => node([path.join(root, 'scripts/bench/read-all.mjs'), list]),
          scan: () =>
            node([
              CLI,
              'scan',
              '--no-cache',
              '--format',
              'json',
              '--fail-on',
              'never',
              '--output',
              path.join(scratch, 'report.json'),
              folder,
            ]),
          warm: () => node([CLI, 'scan', '--format', 'json', '--fail-on', 'never', '--output', path.join(scratch, 'report.json'), folder]),
          ...(rg === undefined
            ? {}
            : { words: () => searching(['--fixed-strings', '--file', keywords]), formats: () => searching(['--file', patterns]) }),
        } as Record<'read' | 'scan' | 'warm' | 'words' | 'formats', () => Promise<Run>>);
        const name = `${path.basename(folder)}, ${files.length.toLocaleString('en-US')} files`;
        const yardstick = { name: 'plain read', value: median(read.map(({ wall }) => wall)), user: median(read.map(({ user }) => user)) };
        const time = (list_: readonly Run[]): Pick<Row, 'value' | 'unit' | 'user'> => ({
          value: median(list_.map(({ wall }) => wall)),
          unit: 'ms',
          user: median(list_.map(({ user }) => user)),
        });
        yield { name, ...time(scan), yardstick, budget: 10 };
        yield { name: `${name}, cached (the first run fills)`, ...time(warm), yardstick };
        for (const [title, list_] of [
          ['rg, keywords of the secret formats', words],
          ['rg, patterns of the secret formats', formats],
        ] as const)
          if (rg !== undefined)
            yield {
              name: `${name}, against ${title}`,
              value: median(scan.map(({ wall }) => wall)),
              unit: 'ms',
              yardstick: { name: 'rg', value: median(list_.map(({ wall }) => wall)) },
            };
        yield { name: `${name}, memory`, value: median(scan.map(({ memory }) => memory)) / 1e6, unit: 'MB', budget: 250 };
        const { read: count = 0, parsed = 0, judged = 0 } = await work(folder);
        yield { name: `${name}, read`, value: count, unit: 'files' };
        yield { name: `${name}, parsed`, value: parsed, unit: 'files' };
        yield { name: `${name}, judged`, value: judged, unit: 'facts' };
      }
    },
  },
  {
    name: 'start',
    async *measure() {
      const empty = temporaryFolder('empty');
      const { nothing, version, scan } = await inTurn(runs * 2, {
        nothing: () => node(['--eval', '0']),
        version: () => node([CLI, '--version']),
        scan: () => node([CLI, 'scan', '--no-cache', empty]),
      });
      const yardstick = {
        name: 'empty Node',
        value: median(nothing.map(({ wall }) => wall)),
        user: median(nothing.map(({ user }) => user)),
      };
      for (const [name, list, budget] of [
        ['--version', version, 1.5],
        ['scan of an empty folder', scan, 2],
      ] as const)
        yield {
          name,
          value: median(list.map(({ wall }) => wall)),
          unit: 'ms',
          user: median(list.map(({ user }) => user)),
          yardstick,
          budget,
        };
      remove(empty);
    },
  },
  {
    name: 'keystroke',
    async *measure([folder = neighbourhood()]) {
      for (const format of longFormats) {
        for (const lines of [2_000, 10_000]) {
          const times = await editing('keystroke', `${format} ${lines}`, folder);
          const name = `${format}, ${lines.toLocaleString('en-US')} lines, ${times.length} keystrokes`;
          yield { name: `${name}, p50`, value: quantile(times, 0.5), unit: 'ms', ...(lines === 2_000 ? { budget: 8 } : {}) };
          yield { name: `${name}, p95`, value: quantile(times, 0.95), unit: 'ms', budget: lines === 2_000 ? 20 : 60 };
        }
      }
    },
  },
  {
    name: 'open',
    async *measure([folder = neighbourhood()]) {
      for (const format of longFormats) {
        const [first = 0, ...warm] = await editing('open', `${format} 2000`, folder);
        yield { name: `${format}, 2,000 lines`, value: median(warm), unit: 'ms', budget: 40 };
        yield { name: `${format}, 2,000 lines, the first of its format`, value: first, unit: 'ms' };
      }
    },
  },
  {
    name: 'manifests',
    async *measure() {
      for (const tree of MANIFEST_TREES) {
        const folder = temporaryFolder('manifests');
        writeTree(tree, folder);
        const { times, work: counts } = await edited('manifest', tree.edited, folder);
        yield { name: `${tree.name}, an edit of one`, value: median(times), unit: 'ms', budget: 100 };
        yield { name: `${tree.name}, judged again for it`, value: counts?.edited ?? 0, unit: 'facts' };
        yield { name: `${tree.name}, judged in all`, value: counts?.judged ?? 0, unit: 'facts' };
      }
    },
  },
  {
    name: 'worst file',
    async *measure() {
      for (const { name } of worstFiles) {
        const [time = Number.POSITIVE_INFINITY] = await editing('worst', name, scratch);
        yield { name, value: time, unit: 'ms', budget: 500 };
      }
    },
  },
  {
    name: 'size',
    // eslint-disable-next-line @typescript-eslint/require-await -- sections are asynchronous
    async *measure() {
      for (const name of readdirSync(dist).filter((file) => file.endsWith('.js'))) {
        const bytes = readFileSync(path.join(dist, name));
        yield { name, value: bytes.length / 1e3, unit: 'kB' };
        yield { name: `${name}, compressed`, value: gzipSync(bytes).length / 1e3, unit: 'kB' };
      }
      if (existsSync(vsixFile()))
        yield { name: path.basename(vsixFile()), value: statSync(vsixFile()).size / 1e3, unit: 'kB', budget: 2_000 };
    },
  },
];

/** The times of one case of editing, in a process of its own; none when it took longer than half a minute. */
async function editing(what: string, name: string, folder: string): Promise<readonly number[]> {
  return (await edited(what, name, folder)).times;
}

interface Edited {
  readonly times: readonly number[];
  readonly work?: Partial<Readonly<Record<string, number>>>;
}

async function edited(what: string, name: string, folder: string): Promise<Edited> {
  const program = path.join(scratch, 'editing.cjs');
  if (!existsSync(program))
    await build({
      entryPoints: [path.join(root, 'scripts/bench/editing.ts')],
      outfile: program,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'warning',
    });
  const { out } = await node([program, what, name, GRAMMARS, folder], what === 'worst' ? 30_000 : undefined);
  return out === '' ? { times: [] } : (JSON.parse(out) as Edited);
}

/** The counts that `--stats` tells of a scan. */
async function work(folder: string): Promise<Partial<Record<string, number>>> {
  const { Session } = await import('../src/engine/session.js');
  const { registry } = await import('../src/generated/registry.js');
  const { nodeGrammars } = await import('../src/host/grammars.js');
  const session = new Session({ workspace: new NodeWorkspace({ folder }), registry, grammars: nodeGrammars(GRAMMARS) });
  await session.scan();
  session.outcome();
  const counts = { ...session.work };
  session.dispose();
  return counts;
}

/** The one that VS Code brings, once the tests have fetched one, or the one that is installed. */
function ripgrep(): string | undefined {
  const editors = path.join(root, '.vscode-test');
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const brought = existsSync(editors)
    ? readdirSync(editors, { recursive: true, encoding: 'utf8' }).find(
        (file) => path.basename(file) === name && statSync(path.join(editors, file)).isFile(),
      )
    : undefined;
  if (brought !== undefined) return path.join(editors, brought);
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}

const folders = positionals.filter(isFolder).map((name) => path.resolve(here, name));
const wanted = positionals.filter((name) => !isFolder(name));
const sections = SECTIONS.filter(({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)));
const unknown = wanted.find((start) => !SECTIONS.some(({ name }) => name.startsWith(start)));
if (unknown !== undefined) {
  console.error(`'${unknown}' is no folder, and no section starts so. There are: ${SECTIONS.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
} else {
  if (options.dist === undefined) await bundle({ production: true });
  const rows: Row[] = [];
  for (const { name, measure, ofWorkspace = false } of sections) {
    const own: Row[] = [];
    for await (const row of measure(folders.length || !ofWorkspace ? folders : [generated()])) {
      own.push({ section: name, ...row });
      // Said at once on a terminal: some sections take a while.
      if (process.stderr.isTTY) process.stderr.write(`${row.name}: ${String(Math.round(row.value))} ${row.unit}\n`);
    }
    rows.push(...own);
    console.log(`\n${name}\n${[...linesOf(own)].map((line) => `  ${line}`).join('\n')}`);
  }
  if (options.json !== undefined)
    writeFileSync(
      path.resolve(here, options.json),
      `${JSON.stringify(
        rows.map((row) => ({ ...row, ratio: ratioOf(row) })),
        undefined,
        2,
      )}\n`,
    );
}
remove(scratch);
