import assert from 'node:assert/strict';
import { Workspace } from '../../src/facts/project.js';
import { pathOf } from '../support/memory-workspace.js';
import { workspaceFacts } from '../support/workspace-facts.js';

describe('the workspace as one thing', () => {
  const MANIFEST = '{ "name": "shop", "dependencies": { "express": "4" } }';
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['stands at the manifest at the top', { 'package.json': MANIFEST, 'README.md': '# Shop' }, 'package.json'],
    ['stands at the README where manifests are further down', { 'api/package.json': MANIFEST, 'readme.md': '# Shop' }, 'readme.md'],
    ['counts the README of the .github folder', { '.github/README.md': '# Shop' }, '.github/README.md'],
    ['does not stand at a README of a part', { 'api/README.md': '# API' }, ''],
    ['does not stand at an empty README', { 'README.md': '\n' }, ''],
    ['is there when nothing else is', {}, ''],
  ];
  for (const [name, files, path] of cases)
    it(name, async () => {
      const found = await workspaceFacts(Workspace, files);
      assert.deepEqual(
        found.map(({ uri, part }) => [pathOf(uri), part]),
        [[path, false]],
      );
    });
});
