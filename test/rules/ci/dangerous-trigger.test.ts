import { dangerousTrigger } from '../../../src/rules/ci/dangerous-trigger.js';
import { testRule } from '../rule-tester.js';
import { expression, file } from './workflow.js';

const head = expression('github.event.pull_request.head.sha');
const target = (ref: string, more = '', on = 'pull_request_target'): string =>
  `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-latest\n${more}    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${ref}\n      - run: npm ci && npm test\n`;
const after = (ref: string, more = '', names = 'CI'): string =>
  `on:\n  workflow_run:\n    workflows: [${names}]\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n${more}    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${ref}\n`;
const ran = expression('github.event.workflow_run.head_sha');
const ci = (on: string): string => `name: CI\non: ${on}\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n`;
const other = '.github/workflows/other.yml';

testRule(dangerousTrigger, {
  reports: [
    {
      name: 'the head of a pull request',
      file,
      code: target(`«${head}»`),
      severity: 'error',
      says: "'build' checks out the pull request's code",
      fixed: null,
    },
    { name: 'its branch', file, code: target(`«${expression('github.head_ref')}»`) },
    { name: 'the merge of its number', file, code: target(`«refs/pull/${expression('github.event.number')}/merge»`) },
    {
      name: "the fork's repository",
      file,
      code: target('main').replace('ref: main', `repository: «${expression('github.event.pull_request.head.repo.full_name')}»`),
    },
    {
      name: 'a fetch by hand',
      file,
      code: target('main').replace('npm ci && npm test', `«git fetch origin pull/${expression('github.event.number')}/head»`),
    },
    {
      name: 'the command of GitHub',
      file,
      code: target('main').replace('npm ci && npm test', `«gh pr checkout ${expression('github.event.number')}»`),
    },
    { name: 'among other triggers', file, code: target(`«${head}»`, '', '[push, pull_request_target]') },
    {
      name: 'where the token can only read and there is no secret',
      file,
      code: target(`«${head}»`, '    permissions:\n      contents: read\n'),
      severity: 'warning',
    },
    { name: 'what a finished run was about', file, code: after(`«${ran}»`), says: "'workflow_run'" },
    { name: 'what a run for pull requests was about', files: { [other]: ci('[push, pull_request]'), [file]: after(`«${ran}»`) } },
    {
      name: 'a condition that says nothing about whose code it is',
      file,
      code: target(`«${head}»`, "    if: github.event.action != 'closed'\n"),
    },
  ],
  accepts: [
    { name: 'the code of the base', file, code: target('main') },
    { name: 'the base by its name', file, code: target(expression('github.event.pull_request.base.sha')) },
    {
      name: 'no checkout',
      file,
      code: 'on: pull_request_target\njobs:\n  label:\n    runs-on: x\n    steps:\n      - uses: actions/labeler@v5\n',
    },
    {
      name: 'a checkout without a version',
      file,
      code: 'on: pull_request_target\njobs:\n  label:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v5\n',
    },
    { name: 'a trigger without rights', file, code: target(head, '', 'pull_request') },
    {
      name: 'only branches of the repository',
      file,
      code: target(head, '    if: github.event.pull_request.head.repo.full_name == github.repository\n'),
    },
    { name: 'no forks', file, code: target(head, '    if: "!github.event.pull_request.head.repo.fork"\n') },
    { name: 'after a merge', file, code: target(head, '    if: github.event.pull_request.merged == true\n') },
    { name: 'only another event', file, code: target(head, "    if: github.event_name == 'push'\n", '[push, pull_request_target]') },
    { name: 'what runs after pushes only', files: { [other]: ci('push'), [file]: after(ran) } },
    { name: 'runs of pushes', file, code: after(ran, "    if: github.event.workflow_run.event == 'push'\n") },
    { name: 'a job that never runs', file, code: target(head, '    if: false\n') },
    {
      name: 'the fetch of a branch of the repository',
      file,
      code: target('main').replace('npm ci && npm test', 'git fetch origin main && git checkout main'),
    },
  ],
  unknown: [
    {
      name: 'behind a label, which a person gives',
      file,
      code: target(head, "    if: contains(github.event.pull_request.labels.*.name, 'safe')\n"),
    },
    { name: 'behind an environment, which may ask a person', file, code: target(head, '    environment: preview\n') },
    { name: 'for one account', file, code: target(head, "    if: github.actor == 'dependabot[bot]'\n") },
    {
      name: 'behind a job that asks',
      file,
      code: target(head, '    needs: authorize\n').replace(
        'jobs:\n',
        'jobs:\n  authorize:\n    runs-on: x\n    steps:\n      - run: ./allowed.sh\n',
      ),
    },
  ],
});
