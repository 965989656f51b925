import assert from 'node:assert/strict';
import { noTests } from '../../../src/rules/ci/no-tests.js';
import { examine } from '../rule-tester.js';

const job = 'permissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n';
const calls = (path: string): string => `permissions: {}\njobs:\n  a:\n    uses: ./${path}\n`;

describe('tests of every change that is proposed', () => {
  const ci = '.github/workflows/ci.yml';
  const tests = '.github/workflows/tests.yml';
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
    ['run for pull requests', { [ci]: `on: [push, pull_request]\n${job}` }, 'changes'],
    ['run in a queue of merges', { [ci]: `on: merge_group\n${job}` }, 'changes'],
    ['do not run for a schedule', { [ci]: `on:\n  schedule:\n    - cron: '0 4 * * *'\n${job}` }, undefined],
    ['do not run where only pushes start them', { [ci]: `on:\n  push:\n    branches: [main]\n${job}` }, undefined],
    ['run when a pull request calls them', { [tests]: `on: workflow_call\n${job}`, [ci]: `on: pull_request\n${calls(tests)}` }, 'changes'],
    [
      'do not run when only a release calls them',
      { [tests]: `on: workflow_call\n${job}`, [ci]: `on: release\n${calls(tests)}` },
      undefined,
    ],
    ['run for each push in GitLab', { '.gitlab-ci.yml': 'test:\n  script: pytest\n' }, 'changes'],
    [
      'run when somebody says so in Jenkins',
      { Jenkinsfile: "pipeline {\n  stages {\n    stage('a') { steps { sh 'pytest' } }\n  }\n}\n" },
      undefined,
    ],
  ];
  for (const [name, files, concerns] of cases)
    it(name, async () => {
      const { evidence } = await examine(noTests, { 'README.md': '# Shop\n', ...files });
      assert.ok(evidence.length > 0);
      assert.deepEqual([...new Set(evidence.map((each) => each.concerns))], [concerns]);
    });
});
