import { unpinnedAction } from '../../../src/rules/ci/unpinned-action.js';
import { testRule } from '../rule-tester.js';
import { file, workflow } from './workflow.js';

const uses = (...actions: readonly string[]): string => workflow('push', ...actions.map((action) => `- uses: ${action}`));
const COMMIT = '11bd71901bbe5b1630ceea73d27597364c9af683';

testRule(unpinnedAction, {
  reports: [
    {
      name: 'a tag',
      file,
      code: uses('«docker/login-action@v3»'),
      severity: 'warning',
      says: "'docker' can change what 'docker/login-action@v3' is",
      fixed: null,
    },
    { name: 'a branch of an action in a folder', file, code: uses('«asdf-vm/actions/setup@main»') },
    { name: 'a commit cut short', file, code: uses('«docker/login-action@11bd719»') },
    { name: 'each reference once', file, code: uses('«docker/login-action@v3»', 'docker/login-action@v3', '«docker/login-action@v2»') },
    { name: 'no version at all', file, code: uses('«owner/action»'), says: 'names no version' },
    { name: 'in quotes', file, code: uses("«'docker/login-action@v3'»") },
    {
      name: 'a workflow of others',
      file,
      code: 'on: push\npermissions: {}\njobs:\n  a:\n    uses: «owner/repo/.github/workflows/x.yml@v1»\n',
      says: /the workflow/,
    },
    {
      name: 'in an action of one’s own',
      file: 'action.yml',
      code: 'name: x\nruns:\n  using: composite\n  steps:\n    - uses: «owner/action@v1»\n',
    },
    { name: 'an image without a tag', file, code: uses('«docker://alpine»'), says: 'Pin it to a digest' },
  ],
  accepts: [
    { name: 'a commit', file, code: uses(`docker/login-action@${COMMIT}`, `owner/repo/sub@${COMMIT} # v4`) },
    { name: 'a commit in a block', file, code: workflow('push', `- uses: |\n    owner/action@${COMMIT}`) },
    { name: 'an image with a digest', file, code: uses(`docker://alpine@sha256:${'a'.repeat(64)}`) },
    { name: 'an image with a tag', file, code: uses('docker://alpine:3.21') },
    { name: 'an action beside the workflow', file, code: uses('./.github/actions/setup') },
    {
      name: "the repository's own account, from its module",
      files: { [file]: uses('Shop/setup@v1'), 'go.mod': 'module github.com/shop/api\n' },
    },
    {
      name: "the repository's own account, from its manifest",
      files: {
        [file]: uses('shop/setup@v1'),
        'package.json': '{ "name": "x", "repository": { "type": "git", "url": "git+https://github.com/shop/api.git" } }',
      },
    },
    {
      name: "the repository's own account, from a condition",
      file,
      code: `${uses('shop/setup@v1')}    if: github.repository == 'shop/api'\n`,
    },
    { name: 'other YAML with such a key', file: 'deploy/config.yml', code: 'jobs:\n  - uses: owner/action@v1\n' },
    { name: 'an action in JavaScript', file: 'action.yml', code: 'name: x\nruns:\n  using: node20\n  main: dist/index.js\n' },
  ],
  exempts: [{ name: 'actions of GitHub', file, code: uses('actions/checkout@v4', 'github/codeql-action/init@v3') }],
});
