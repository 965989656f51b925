import { scriptInjection } from '../../../src/rules/ci/script-injection.js';
import { testRule } from '../rule-tester.js';
import { expression, file, workflow } from './workflow.js';

const title = expression('github.event.issue.title');
const run = (script: string, on = 'issues'): string => workflow(on, `- run: ${script}`);
const env = (name: string, inner: string, script: string, on = 'issues'): string =>
  workflow(on, `- env:\n    ${name}: ${expression(inner)}\n  run: ${script}`);

const composite = (...steps: readonly string[]): string =>
  `name: x\ninputs:\n  name:\n    required: true\n  loud:\n    default: 'false'\nruns:\n  using: composite\n  steps:\n${steps.map((step) => `${step.replace(/^/gm, '    ')}\n`).join('')}`;
const calls = (value: string): string => workflow('issues', `- uses: ./.github/actions/greet\n  with:\n    name: ${value}`);
const greet = '.github/actions/greet/action.yml';

testRule(scriptInjection, {
  reports: [
    {
      name: 'a title in a script',
      file,
      code: run(`echo «${title}»`),
      severity: 'error',
      fix: "Pass it as 'ISSUE_TITLE' in 'env'",
      fixed: env('ISSUE_TITLE', 'github.event.issue.title', 'echo "$ISSUE_TITLE"'),
    },
    {
      name: 'inside double quotes, before a letter',
      file,
      code: run(`echo "New: «${title}»s"`),
      fixed: env('ISSUE_TITLE', 'github.event.issue.title', 'echo "New: ${ISSUE_TITLE}s"'),
    },
    {
      name: 'inside single quotes, in a block, with CRLF',
      file,
      code: workflow('issues', `- name: x # y\n  run: |\n    set -e\n    echo 'New: «${title}»!'`).replaceAll('\n', '\r\n'),
      fixed: workflow(
        'issues',
        `- name: x # y\n  env:\n    ISSUE_TITLE: ${title}\n  run: |\n    set -e\n    echo 'New: '"$ISSUE_TITLE"'!'`,
      ).replaceAll('\n', '\r\n'),
    },
    {
      name: 'a variable beside others',
      file,
      code: workflow('issues', `- run: echo «${title}»\n  env:\n      A: b # c`),
      fixed: workflow('issues', `- run: echo "$ISSUE_TITLE"\n  env:\n      A: b # c\n      ISSUE_TITLE: ${title}`),
    },
    {
      name: 'one that is in the environment already',
      file,
      code: workflow('issues', `- env:\n    TITLE: ${title}\n  run: echo "«${title}»"`),
      fixed: workflow('issues', `- env:\n    TITLE: ${title}\n  run: echo "$TITLE"`),
    },
    {
      name: 'the environment as an expression',
      file,
      code: workflow('issues', `- env:\n    TITLE: ${title}\n  run: echo "«${expression('env.TITLE')}»"`),
      fixed: workflow('issues', `- env:\n    TITLE: ${title}\n  run: echo "$TITLE"`),
    },
    {
      name: 'a branch, where forks have few rights',
      file,
      code: run(`git checkout «${expression('github.head_ref')}»`, 'pull_request'),
      severity: 'warning',
    },
    {
      name: 'a branch with the rights of the repository',
      file,
      code: run(`git checkout «${expression('github.head_ref || github.ref_name')}»`, 'pull_request_target'),
      severity: 'error',
    },
    { name: 'a message of a commit', file, code: run(`echo "«${expression('github.event.head_commit.message')}»"`, 'push') },
    { name: 'the other way to write a path', file, code: run(`echo "«${expression("github['event']['issue']['title']")}»"`) },
    { name: 'through a function', file, code: run(`echo "«${expression("format('{0}!', github.event.comment.body)")}»"`, 'issue_comment') },
    {
      name: 'a script of github-script',
      file,
      code: workflow(
        'issues',
        `- uses: actions/github-script@v7\n  with:\n    script: |\n      const title = "«${title}»";\n      core.info(title);`,
      ),
      fixed: workflow(
        'issues',
        `- uses: actions/github-script@v7\n  env:\n    ISSUE_TITLE: ${title}\n  with:\n    script: |\n      const title = process.env.ISSUE_TITLE;\n      core.info(title);`,
      ),
    },
    {
      name: 'in a template of JavaScript',
      file,
      code: workflow('issues', `- uses: actions/github-script@v7\n  with:\n    script: |\n      core.info(\`New: «${title}»\`);`),
      fixed: workflow(
        'issues',
        `- uses: actions/github-script@v7\n  env:\n    ISSUE_TITLE: ${title}\n  with:\n    script: |\n      core.info(\`New: \${process.env.ISSUE_TITLE}\`);`,
      ),
    },
    {
      name: "another action's code",
      file,
      code: workflow('issues', `- uses: owner/yq@v4\n  with:\n    cmd: «${title}»`),
      fixed: null,
      says: "code of 'cmd'",
    },
    {
      name: 'the whole event',
      file,
      code: workflow('issues', `- run: echo '«${expression('toJSON(github.event)')}»'`),
      severity: 'warning',
    },
    { name: 'PowerShell, which a person rewrites', file, code: workflow('issues', `- shell: pwsh\n  run: echo "«${title}»"`), fixed: null },
    { name: 'a script in a script, which a variable does not help', file, code: run(`bash -c "echo «${title}»"`), fixed: null },
    {
      name: 'an output of another job',
      file,
      code: `on: issues\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    outputs:\n      title: ${title}\n    steps:\n      - run: echo\n  b:\n    needs: a\n    runs-on: x\n    steps:\n      - run: echo "«${expression('needs.a.outputs.title')}»"\n`,
    },
    {
      name: 'the names of changed files',
      file,
      code: workflow(
        'pull_request_target',
        `- uses: tj-actions/changed-files@v45\n  id: changed`,
        `- run: lint «${expression('steps.changed.outputs.all_changed_files')}»`,
      ),
    },
    {
      name: 'what an artifact of a pull request holds',
      file,
      code: workflow(
        'workflow_run',
        '- uses: actions/download-artifact@v4',
        `- id: pr\n  run: echo "number=$(cat pr.txt)" >> "$GITHUB_OUTPUT"`,
        `- run: gh pr view «${expression('steps.pr.outputs.number')}»`,
      ),
    },
    {
      name: 'an input of an action for everybody',
      file: 'action.yml',
      code: composite(`- run: echo «${expression('inputs.name')}»\n  shell: bash`),
      severity: 'warning',
      says: 'Whatever a caller gives',
    },
    {
      name: 'an input that is handed what outsiders write',
      files: { [greet]: composite(`- run: echo "«${expression('inputs.name')}»"\n  shell: bash`), [file]: calls(title) },
      severity: 'error',
      says: "'github.event.issue.title'",
    },
  ],
  accepts: [
    { name: 'a variable', file, code: env('TITLE', 'github.event.issue.title', 'echo "$TITLE"') },
    {
      name: 'what GitHub makes',
      file,
      code: run(
        `echo "${expression('github.event.issue.number')}" "${expression('github.event.pull_request.head.sha')}" "${expression('github.actor')}"`,
      ),
    },
    { name: 'a comparison', file, code: run(`echo "${expression("github.head_ref == 'main'")}"`, 'pull_request') },
    { name: 'a choice', file, code: run(`echo "${expression("github.head_ref && 'a' || 'b'")}"`, 'pull_request') },
    { name: 'a search', file, code: run(`echo "${expression("contains(github.event.comment.body, '/deploy')")}"`, 'issue_comment') },
    {
      name: 'an input of an action, not run as code',
      file,
      code: workflow('issues', `- uses: owner/comment@v1\n  with:\n    body: ${title}`),
    },
    { name: 'a condition', file, code: workflow('issues', `- if: ${title} == 'x'\n  run: echo`) },
    { name: 'an event that this workflow never has', file, code: run(`echo "${expression('github.head_ref')}"`, 'push') },
    {
      name: 'a job that never runs',
      file,
      code: `on: issues\npermissions: {}\njobs:\n  a:\n    if: false\n    runs-on: x\n    steps:\n      - run: echo ${title}\n`,
    },
    {
      name: 'results of other steps',
      file,
      code: run(`echo "${expression('steps.build.outcome')}" "${expression("needs.test['result']")}" ${expression('matrix.version')}`),
    },
    {
      name: 'an input that people with rights give',
      file,
      code: `on:\n  workflow_dispatch:\n    inputs:\n      name:\n        type: string\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${expression('inputs.name')}\n`,
    },
    {
      name: 'an input that every caller fills with what is known',
      files: { [greet]: composite(`- run: echo "${expression('inputs.name')}"\n  shell: bash`), [file]: calls('world') },
    },
    { name: 'a switch', file: 'action.yml', code: composite(`- run: echo ${expression('inputs.loud')}\n  shell: bash`) },
    {
      name: 'a number that another workflow hands over',
      file,
      code: `on:\n  workflow_call:\n    inputs:\n      count:\n        type: number\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${expression('inputs.count')}\n`,
    },
    {
      name: 'changed files of a push',
      file,
      code: workflow(
        'push',
        `- uses: tj-actions/changed-files@v45\n  id: changed`,
        `- run: lint ${expression('steps.changed.outputs.all_changed_files')}`,
      ),
    },
    {
      name: 'whether files changed',
      file,
      code: workflow(
        'pull_request',
        `- uses: tj-actions/changed-files@v45\n  id: changed`,
        `- run: echo ${expression('steps.changed.outputs.any_changed')}`,
      ),
    },
    {
      name: 'the environment of a safe value',
      file,
      code: workflow('issues', `- env:\n    N: ${expression('github.event.issue.number')}\n  run: echo ${expression('env.N')}`),
    },
    { name: 'a comment of YAML', file, code: workflow('issues', `# ${title}\n- run: echo`) },
    { name: 'another document', file: 'deploy/values.yml', code: `run: echo ${title}\n` },
    { name: 'half an expression', file, code: workflow('issues', '- run: echo ${{ github.event.issue.title') },
    {
      name: 'a milestone’s title, which maintainers write',
      file,
      code: run(`echo "${expression('github.event.milestone.title')}"`, 'milestone'),
    },
    {
      name: 'a dispatch with an object of numbers',
      file,
      code: run(`echo "${expression('fromJSON(github.event.inputs.x).y')}"`, 'workflow_dispatch'),
    },
  ],
});
