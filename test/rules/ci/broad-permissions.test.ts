import { broadPermissions } from '../../../src/rules/ci/broad-permissions.js';
import { testRule } from '../rule-tester.js';
import { expression, file } from './workflow.js';

const job = (name: string, more = '', step = '- run: make test'): string =>
  `  ${name}:\n    runs-on: ubuntu-latest\n${more}    steps:\n      ${step}\n`;
const rights = '    permissions:\n      contents: read\n';

testRule(broadPermissions, {
  reports: [
    {
      name: 'a workflow without rights',
      file,
      code: `on: push\n\njobs:\n${job('«test»')}`,
      severity: 'warning',
      says: "every step of 'test'",
      fix: "Limit the token to 'contents: read'",
      fixed: `on: push\n\npermissions:\n  contents: read\n\njobs:\n${job('test')}`,
    },
    {
      name: 'with no blank lines',
      file,
      code: `on: push\njobs:\n${job('«test»')}`,
      fixed: `on: push\npermissions:\n  contents: read\njobs:\n${job('test')}`,
    },
    {
      name: 'with CRLF and a comment above the jobs',
      file,
      code: `on: push\n\n# What runs\njobs:\n${job('«test»')}`.replaceAll('\n', '\r\n'),
      fixed: `on: push\n\npermissions:\n  contents: read\n\n# What runs\njobs:\n${job('test')}`.replaceAll('\n', '\r\n'),
    },
    {
      name: 'the first job without rights of its own, once',
      file,
      code: `on: push\njobs:\n${job('a', rights)}${job('«b»')}${job('c')}`,
      fixed: `on: push\npermissions:\n  contents: read\njobs:\n${job('a', rights)}${job('b')}${job('c')}`,
    },
    {
      name: 'all rights',
      file,
      code: `on: push\npermissions: «write-all» # for now\njobs:\n${job('test')}`,
      fixed: `on: push\npermissions: # for now\n  contents: read\njobs:\n${job('test')}`,
      says: "'write-all'",
    },
    {
      name: 'all rights of a job',
      file,
      code: `on: push\npermissions: {}\njobs:\n${job('test', '    permissions: «write-all»\n')}`,
      fixed: null,
    },
    {
      name: 'what an action is known to need, too',
      file,
      code: `on: push\njobs:\n${job('«release»', '', '- uses: softprops/action-gh-release@v2')}`,
      fixed: `on: push\npermissions:\n  contents: write\njobs:\n${job('release', '', '- uses: softprops/action-gh-release@v2')}`,
    },
    { name: 'a job of another workflow', file, code: 'on: push\njobs:\n  «call»:\n    uses: ./.github/workflows/x.yml\n' },
    {
      name: 'a workflow that is also started by itself',
      file,
      code: `on:\n  workflow_call:\n  push:\njobs:\n${job('«test»')}`,
    },
  ],
  accepts: [
    { name: 'rights of the workflow', file, code: `on: push\npermissions:\n  contents: read\njobs:\n${job('test')}` },
    { name: 'no rights', file, code: `on: push\npermissions: {}\njobs:\n${job('test')}` },
    { name: 'read-all', file, code: `on: push\npermissions: read-all\njobs:\n${job('test')}` },
    { name: 'rights of each job', file, code: `on: push\njobs:\n${job('a', rights)}${job('b', '    permissions: {}\n')}` },
    { name: 'a right to write', file, code: `on: push\njobs:\n${job('a', '    permissions:\n      contents: write\n')}` },
    { name: 'an action', file: 'action.yml', code: 'name: x\nruns:\n  using: composite\n  steps:\n    - run: echo\n      shell: bash\n' },
    { name: 'a pipeline of GitLab', file: '.gitlab-ci.yml', code: 'test:\n  script: make\n' },
    { name: 'half a workflow', file, code: 'on: push\njobs:\n' },
    {
      name: 'rights through an anchor',
      file,
      code: `on: push\npermissions: &p\n  contents: read\njobs:\n${job('a', `    env:\n      A: ${expression('github.token')}\n`)}`,
    },
  ],
  unknown: [{ name: 'a workflow that only others call: they give the rights', file, code: `on: workflow_call\njobs:\n${job('test')}` }],
});
