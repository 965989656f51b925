import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { kilobytes } from './bundle.js';
import { tool } from './phases.js';
import { root } from './root.js';

const BUDGET = 2_000_000;

/** Where the package of this version stands once it is made. */
export function vsixFile(): string {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<'name' | 'version', string>;
  return path.join(root, 'artifacts', `${name}-${version}.vsix`);
}

/** Makes the package out of what stands in dist; one that is larger than its budget is an error. */
export async function makeVsix(): Promise<string> {
  const file = vsixFile();
  mkdirSync(path.dirname(file), { recursive: true });
  await tool('@vscode/vsce/vsce', ['package', '--no-dependencies', '--allow-missing-repository', '--out', file]);
  if (statSync(file).size > BUDGET) throw new Error(`${path.basename(file)} has ${kilobytes(file)}; the budget is ${BUDGET / 1000} kB.`);
  return `${path.relative(root, file)} ${kilobytes(file)}`;
}
