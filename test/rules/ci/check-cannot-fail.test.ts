import { checkCannotFail } from '../../../src/rules/ci/check-cannot-fail.js';
import { testRule } from '../rule-tester.js';
import { expression, file, workflow } from './workflow.js';

const run = (script: string): string => workflow('push', `- run: ${script}`);
const step = (more: string, script = 'pytest'): string => workflow('push', `- name: Check\n  run: ${script}\n${more.replace(/^/gm, '  ')}`);
const uses = (action: string, input: string): string => workflow('push', `- uses: ${action}\n  with:\n    ${input}`);

testRule(checkCannotFail, {
  reports: [
    {
      name: 'tests behind || true',
      file,
      code: run('pytest -q «|| true»'),
      severity: 'warning',
      says: 'hides failing tests',
      fix: "Remove '|| true'",
      fixed: run('pytest -q'),
    },
    {
      name: 'with what is printed',
      file,
      code: run('npm audit --json > audit.json 2>&1 «|| exit 0»'),
      fixed: run('npm audit --json > audit.json 2>&1'),
    },
    {
      name: 'a linter in a block',
      file,
      code: workflow('push', '- run: |\n    # lint\n    ruff check . «|| :»\n    pytest'),
      fixed: workflow('push', '- run: |\n    # lint\n    ruff check .\n    pytest'),
    },
    { name: 'a script whose manifest is not here', file, code: run('npm test «|| true»') },
    { name: 'a chain', file, code: run('mypy src && pytest «|| true»') },
    { name: 'the key of a step', file, code: step('«continue-on-error: true» # flaky\nenv:\n  A: b'), fixed: step('env:\n  A: b') },
    {
      name: 'the key as the first one',
      file,
      code: workflow('push', '- «continue-on-error: true»\n  run: pytest'),
      fixed: workflow('push', '- run: pytest'),
    },
    {
      name: 'the key of a step, at the end, with CRLF',
      file,
      code: step('«continue-on-error: true»').replaceAll('\n', '\r\n'),
      fixed: workflow('push', '- name: Check\n  run: pytest').replaceAll('\n', '\r\n'),
    },
    {
      name: 'the key of a job',
      file,
      code: workflow('push', '- run: go test ./...').replace('    runs-on', '    «continue-on-error: true»\n    runs-on'),
      fixed: workflow('push', '- run: go test ./...'),
    },
    { name: "a scanner's own option", file, code: run('trivy image «--exit-code 0» shop:latest'), fixed: null },
    { name: "a linter's own option", file, code: run('flake8 . «--exit-zero»'), fixed: run('flake8 .') },
    {
      name: 'an input of an action',
      file,
      code: uses('aquasecurity/trivy-action@v1', "«exit-code: '0'»"),
      fixed: uses('aquasecurity/trivy-action@v1', "exit-code: '1'"),
    },
    {
      name: 'a script of package.json',
      files: { [file]: run('npm run lint «|| true»'), 'package.json': '{ "scripts": { "lint": "eslint ." } }' },
    },
    {
      name: 'inside of a script of package.json',
      files: { [file]: run('npm run lint'), 'package.json': '{ "scripts": { "lint": «"eslint . || true"» } }' },
    },
    {
      name: 'a job of GitLab',
      file: '.gitlab-ci.yml',
      code: 'test:\n  script:\n    - pytest\n  «allow_failure: true»\n',
      fixed: 'test:\n  script:\n    - pytest\n',
    },
    {
      name: 'a step of Buildkite',
      file: '.buildkite/pipeline.yml',
      code: 'steps:\n  - label: test\n    command: pytest\n    «soft_fail: true»\n',
    },
    { name: 'a step of Azure', file: 'azure-pipelines.yml', code: 'steps:\n  - script: pytest\n    «continueOnError: true»\n' },
  ],
  accepts: [
    { name: 'a script of another name whose manifest is not here', file, code: run('npm run deploy || true') },
    { name: 'checks that fail', file, code: run('pytest && ruff check .') },
    { name: 'what is cleaned up', file, code: workflow('push', '- run: |\n    docker rm -f db || true\n    pytest') },
    { name: 'an upload', file, code: workflow('push', '- uses: codecov/codecov-action@v4\n  continue-on-error: true', '- run: pytest') },
    { name: 'a leg of a matrix', file, code: step(`continue-on-error: ${expression('matrix.experimental')}`) },
    {
      name: 'a failure that another step looks at',
      file,
      code: workflow(
        'push',
        '- id: test\n  continue-on-error: true\n  run: pytest',
        `- if: steps.test.outcome == 'failure'\n  run: exit 1`,
      ),
    },
    { name: 'a failure that is kept', file, code: run('pytest || status=$?') },
    { name: 'a failure that is told', file, code: run('pytest || (cat log && exit 1)') },
    {
      name: 'a report before the check that counts',
      file,
      code: workflow('push', '- run: npm audit || true\n- run: npm audit --audit-level=critical'),
    },
    {
      name: 'a linter that is strict in another job',
      files: { [file]: run('ruff check . || true'), '.github/workflows/lint.yml': run('ruff check .') },
    },
    {
      name: 'results that go to code scanning',
      file,
      code: workflow('push', '- uses: snyk/actions/node@master\n  continue-on-error: true', '- uses: github/codeql-action/upload-sarif@v3'),
    },
    { name: 'another command of the step', file, code: run('pytest; echo done || true') },
    { name: 'a linter of prose', file, code: run('markdownlint . || true') },
    { name: 'the program named in a text', file, code: run('echo "run pytest" || true') },
    {
      name: 'a job that a person starts',
      file: '.gitlab-ci.yml',
      code: 'test:\n  script: pytest\n  when: manual\n  allow_failure: true\n',
    },
    { name: 'allowed exit codes', file: '.gitlab-ci.yml', code: 'test:\n  script: pytest\n  allow_failure:\n    exit_codes: 137\n' },
    { name: 'false', file, code: step('continue-on-error: false') },
    {
      name: 'a job for experiments',
      file,
      code: workflow('push', '- run: pytest').replace('  build:', '  nightly:\n    continue-on-error: true'),
    },
  ],
  exempts: [{ name: 'what repairs', file, code: workflow('push', '- run: eslint --fix .\n  continue-on-error: true') }],
});
