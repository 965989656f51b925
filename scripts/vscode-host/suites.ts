import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { root } from '../root.js';
import { follow } from './follow.js';
import type { Version } from './pins.js';
import type { RunSuite, SuiteRun } from './suite-run.js';
import { copyOf, remove, temporaryFolder } from './temporary.js';

const SOURCES = path.join(root, 'test', 'vscode');
const BUNDLES = path.join(root, 'out', 'vscode');

/** What a suite.json may say. */
const Settings = z.strictObject({
  /** The project that is opened, as a copy: a folder or a `.code-workspace` file. */
  workspace: z.string().default('test/projects/shop'),
  /** User settings. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** 'untrusted' switches workspace trust on and leaves the workspace untrusted. */
  trust: z.enum(['off', 'untrusted']).default('off'),
  /** The versions of VS Code to run on. */
  versions: z.array(z.enum(['latest', 'minimum'])).default(['latest']),
  /** Whether to run once more against the packaged and installed extension. */
  vsix: z.boolean().default(false),
});

/** A folder of test/vscode: its tests, and what its suite.json says about where they run. */
export type Suite = { readonly name: string } & Readonly<z.infer<typeof Settings>>;

/** All suites, in the order of their names. */
export function suites(): readonly Suite[] {
  if (!existsSync(SOURCES)) return [];
  const names = readdirSync(SOURCES)
    .sort()
    .filter((name) => testsOf(name).length > 0);
  return names.map((name) => ({ name, ...settingsOf(name) }));
}

function testsOf(name: string): readonly string[] {
  const folder = path.join(SOURCES, name);
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(folder, file));
  } catch {
    return []; // a file, such as helpers that several suites share
  }
}

function settingsOf(name: string): z.infer<typeof Settings> {
  const file = path.join(SOURCES, name, 'suite.json');
  try {
    return Settings.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path.relative(root, file)}: ${reason}`);
  }
}

/** Bundles the tests of every suite, with the entry that VS Code loads, to CommonJS in out/vscode. */
export async function bundleSuites(all: readonly Suite[]): Promise<void> {
  rmSync(BUNDLES, { recursive: true, force: true });
  mkdirSync(BUNDLES, { recursive: true });
  writeFileSync(path.join(BUNDLES, 'package.json'), '{ "type": "commonjs" }\n'); // the repository's own says module
  for (const { name } of all)
    await build({
      entryPoints: [
        { in: path.join(root, 'scripts', 'vscode-host', 'suite.ts'), out: 'index' },
        ...testsOf(name).map((file) => ({ in: file, out: path.basename(file, '.ts') })),
      ],
      outdir: path.join(BUNDLES, name),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      external: ['vscode', 'mocha'],
      logLevel: 'warning',
    });
}

/** Runs a suite on one version of VS Code, against a copy of its project; what it prints is printed here. */
export async function runOn(
  version: Version,
  { name, ...suite }: Suite,
  extension: SuiteRun['extension'],
  runSuite: RunSuite,
): Promise<void> {
  const project = path.join(root, suite.workspace);
  if (!existsSync(project))
    throw new Error(`test/vscode/${name}/suite.json names the workspace '${suite.workspace}', which does not exist.`);
  const workspace = copyOf(project);
  const output = temporaryFolder('output');
  const file = path.join(output, 'output.txt');
  const unfollow = follow(file, (line) => console.log(line));
  try {
    await runSuite({
      version,
      extension,
      tests: path.join(BUNDLES, name, 'index.js'),
      workspace: workspace.opened,
      settings: suite.settings,
      untrusted: suite.trust === 'untrusted',
      env: { TEST_OUTPUT: file, PREFLIGHT_ROOT: root, PREFLIGHT_UNDER_TEST: 'vsix' in extension ? 'installed' : 'development' },
    });
  } finally {
    unfollow();
    remove(output);
    workspace.remove();
  }
}
