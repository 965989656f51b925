import { folderOf } from '../../model/document.js';
import type { Span } from '../../model/span.js';
import type { DataEntry, DataNode } from '../../syntax/data.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { within } from './commands.js';

/** Workflows, and actions that are made of steps. */
export const GITHUB = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/;

/** A document of GitHub Actions. https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export interface Workflow {
  readonly path: string;
  /** The repository's folder within the workspace. */
  readonly home: string;
  readonly root: DataNode;
  readonly action: boolean;
  readonly triggers: readonly string[];
  readonly jobs: readonly Job[];
  /** All steps, those of an action included. */
  readonly steps: readonly Step[];
}

export interface Job {
  readonly name: string;
  readonly keySpan: Span;
  readonly node: DataNode;
  /** A workflow that it calls instead of having steps. */
  readonly uses: DataNode | undefined;
  readonly steps: readonly Step[];
  /** `if: false` */
  readonly off: boolean;
}

export interface Step {
  readonly node: DataNode;
  readonly job: Job | undefined;
  readonly id: string | undefined;
  readonly uses: DataNode | undefined;
  readonly run: DataNode | undefined;
  /** The shell that reads `run`; undefined for the runner's own. */
  readonly shell: string | undefined;
  /** Relative to the workspace; undefined when only run time knows. */
  readonly folder: string | undefined;
  readonly off: boolean;
}

/** The workflow or action that a document holds; undefined for every other YAML. */
export function workflowOf({ document, root }: YamlSyntax): Workflow | undefined {
  if (root.kind !== 'map') return undefined;
  const { path } = document;
  const at = `/${path}`.lastIndexOf('/.github/');
  const runs = root.get('runs');
  if (runs) {
    if (runs.get('using')?.text?.trim() !== 'composite') return undefined;
    const home = at < 0 ? (path.split('/').length <= 2 ? folderOf(path) : '') : path.slice(0, Math.max(0, at - 1));
    const steps = (runs.get('steps')?.items ?? []).flatMap((node) => stepOf(node, undefined, root, home));
    return { path, home, root, action: true, triggers: [], jobs: [], steps };
  }
  if (!root.get('jobs') || at < 0) return undefined;
  const home = path.slice(0, Math.max(0, at - 1));
  const jobs = (root.get('jobs')?.entries ?? []).flatMap((entry) => jobOf(entry, root, home));
  return { path, home, root, action: false, triggers: triggersOf(root), jobs, steps: jobs.flatMap(({ steps }) => steps) };
}

/** `on: push`, `on: [push]`, `on: { push: … }`; YAML 1.1 reads the key as a flag. */
function triggersOf(root: DataNode): readonly string[] {
  const on = root.get('on') ?? root.get('true');
  if (!on) return [];
  if (on.kind === 'map') return on.keys;
  if (on.kind === 'list') return on.items.flatMap(({ text }) => (text === undefined ? [] : [text.trim()]));
  return on.text === undefined ? [] : [on.text.trim()];
}

function jobOf({ key, keySpan, node }: DataEntry, root: DataNode, home: string): readonly Job[] {
  if (node.kind !== 'map') return [];
  const steps: Step[] = [];
  const job: Job = { name: key, keySpan, node, uses: node.get('uses'), steps, off: isNever(node.get('if')) };
  for (const item of node.get('steps')?.items ?? []) steps.push(...stepOf(item, job, root, home));
  return [job];
}

function stepOf(node: DataNode, job: Job | undefined, root: DataNode, home: string): readonly Step[] {
  if (node.kind !== 'map') return [];
  const setting = (name: string): string | undefined =>
    (node.get(name) ?? job?.node.at(`defaults.run.${name}`) ?? root.at(`defaults.run.${name}`))?.text?.trim();
  const folder = setting('working-directory');
  return [
    {
      node,
      job,
      id: node.get('id')?.text?.trim(),
      uses: node.get('uses'),
      run: node.get('run'),
      shell: setting('shell') ?? runnerShell(job),
      folder: folder === undefined ? home : within(home, folder.replace(/\$\{\{\s*github\.workspace\s*\}\}/, '$GITHUB_WORKSPACE')),
      off: isNever(node.get('if')) || job?.off === true,
    },
  ];
}

/** On Windows the default is PowerShell. */
function runnerShell(job: Job | undefined): string | undefined {
  const runner = job?.node.get('runs-on');
  const written = runner?.text ?? runner?.items.map(({ text }) => text ?? '').join(' ') ?? '';
  if (/windows/i.test(written)) return 'pwsh';
  const axis = /matrix\.([\w-]{1,40})/.exec(written)?.[1];
  if (axis === undefined) return undefined;
  const matrix = job?.node.at('strategy.matrix');
  const names = [matrix?.get(axis), ...(matrix?.get('include')?.items.map((item) => item.get(axis)) ?? [])];
  const all = names.flatMap((node) => (node?.kind === 'list' ? node.items : node ? [node] : [])).map(({ text }) => text ?? '');
  return all.some((name) => /windows/i.test(name)) ? 'pwsh' : undefined;
}

const isNever = (condition: DataNode | undefined): boolean => /^(?:\$\{\{\s*)?false(?:\s*\}\})?$/.test(condition?.text?.trim() ?? '');

/** Where a key's value is put down to `with`. */
export const inputOf = (step: Step, name: string): DataNode | undefined =>
  step.node.get('with')?.entries.find(({ key }) => key.toLowerCase() === name.toLowerCase())?.node;

/** An action without its version: `actions/checkout`. */
export const actionOf = (uses: DataNode | undefined): string | undefined => uses?.text?.trim().split('@', 1)[0]?.toLowerCase();

/** The values of `matrix.NAME`, where all of them are written. */
export function matrixValues(job: Job | undefined, name: string): readonly string[] | undefined {
  const matrix = job?.node.at('strategy.matrix');
  if (matrix?.kind !== 'map') return undefined;
  const axis = matrix.get(name);
  const own = axis?.kind === 'list' ? axis.items : [];
  const included = matrix.get('include')?.items.flatMap((item) => item.get(name) ?? []) ?? [];
  const all = [...own, ...included].map(({ text }) => text);
  if (all.length === 0 || all.length > 40 || (axis !== undefined && axis.kind !== 'list')) return undefined;
  const known = all.filter((text) => text !== undefined && !text.includes('${{'));
  return known.length === all.length ? known.map(String) : undefined;
}
