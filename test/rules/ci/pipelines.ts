import type { Quiet } from '../rule-tester.js';
import { file, workflow } from './workflow.js';

/** A workspace with a place for its gaps; with the mark, where they are expected. */
export const README = { 'README.md': '# Shop\n' };
export const MARKED = { 'README.md': '«»# Shop\n' };

interface Files {
  readonly files: Readonly<Record<string, string>>;
}

/** A workflow of these commands. */
export const run = (...scripts: readonly string[]): string => workflow('push', ...scripts.map((script) => `- run: ${script}`));

/** A workspace whose pipeline runs one command. */
export const ran = (script: string, more: Readonly<Record<string, string>> = {}): Files => ({
  files: { ...README, [file]: run(script), ...more },
});

/** A workspace whose pipeline uses one action. */
export const used = (action: string): Files => ({ files: { ...README, [file]: workflow('push', `- uses: ${action}`) } });

/** What hides from every rule about what is missing. */
export const hidden: readonly Quiet[] = [
  { name: 'anything where there is no pipeline', files: { ...README, 'package.json': '{ "name": "a" }' } },
  {
    name: 'a workflow from elsewhere',
    files: { ...README, [file]: 'on: push\npermissions: {}\njobs:\n  a:\n    uses: owner/repo/.github/workflows/all.yml@v1\n' },
  },
  {
    name: 'an include from elsewhere',
    files: { ...README, '.gitlab-ci.yml': 'include:\n  - project: shop/ci\n    file: all.yml\nbuild:\n  script: make-it\n' },
  },
  { name: 'a target of a Makefile that is not there', ...ran('make ci') },
];
