import assert from 'node:assert/strict';
import { Note } from '../../src/facts/notes.js';
import { slice } from '../../src/model/span.js';
import { pathOf } from '../support/memory-workspace.js';
import { workspaceFacts } from '../support/workspace-facts.js';

const told = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await workspaceFacts(Note, files)).map(({ uri, span }) => `${pathOf(uri)} ${slice(files[pathOf(uri)] ?? '', span)}`);

const service = (more: string): string => `services:\n  web:\n    image: nginx:1.29\n${more}`;

describe('what nobody can follow', () => {
  const cases: Readonly<Record<string, readonly [files: Readonly<Record<string, string>>, told: readonly string[]]>> = {
    'services that extend each other': [
      { 'compose.yaml': 'services:\n  a:\n    extends: { service: b }\n  b:\n    extends: a\n' },
      ['compose.yaml a', 'compose.yaml b'],
    ],
    'services of two files that extend each other': [
      {
        'compose.yaml': 'services:\n  web:\n    extends: { file: base.yaml, service: web }\n',
        'base.yaml': 'services:\n  web:\n    image: nginx:1.29\n    extends: { file: compose.yaml, service: web }\n',
      },
      ['base.yaml web', 'compose.yaml web'],
    ],
    'a service that extends one of another file': [
      { 'compose.yaml': service('    extends: { file: base.yaml, service: web }\n'), 'base.yaml': service('') },
      [],
    ],
    'files that include each other': [
      {
        'compose.yaml': `include: [db.yaml]\n${service('')}`,
        'db.yaml': 'include:\n  - path: compose.yaml\nservices:\n  db: { image: postgres:17 }\n',
      },
      ['compose.yaml include', 'db.yaml include'],
    ],
    'a file that includes another one': [
      { 'compose.yaml': `include: [db.yaml]\n${service('')}`, 'db.yaml': 'services:\n  db: { image: postgres:17 }\n' },
      [],
    ],
    'kustomizations that take each other in': [
      { 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a]\n' },
      ['a/kustomization.yaml ../b', 'b/kustomization.yaml ../a'],
    ],
    'a kustomization of itself': [{ 'a/kustomization.yaml': 'resources: [../a]\n' }, ['a/kustomization.yaml ../a']],
    'an overlay of a base': [{ 'prod/kustomization.yaml': 'resources: [../base]\n', 'base/kustomization.yaml': 'namespace: shop\n' }, []],
    'a base that is not there': [{ 'prod/kustomization.yaml': 'resources: [../base]\n' }, ['prod/kustomization.yaml ../base']],
    'values that are no map': [{ 'Chart.yaml': 'name: shop\nversion: 1.0.0\n', 'values.yaml': '- a\n' }, ['values.yaml -']],
    'no values': [{ 'Chart.yaml': 'name: shop\nversion: 1.0.0\n', 'values.yaml': '' }, []],
  };
  for (const [name, [files, expected]] of Object.entries(cases))
    it(`${expected.length > 0 ? 'is' : 'is not'} ${name}`, async () => assert.deepEqual([...(await told(files))].sort(), expected));
});
