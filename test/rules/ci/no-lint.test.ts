import { noLint } from '../../../src/rules/ci/no-lint.js';
import { testRule } from '../rule-tester.js';
import { MARKED, README, hidden, ran, run, used } from './pipelines.js';
import { file } from './workflow.js';

testRule(noLint, {
  reports: [
    { name: 'tests alone', files: { ...MARKED, [file]: run('pytest') }, says: 'neither lints nor checks types' },
    { name: 'formatting alone', files: { ...MARKED, [file]: run('black --check .', 'pytest') } },
    { name: 'a linter of workflows', files: { ...MARKED, [file]: run('actionlint', 'yamllint .') } },
    {
      name: 'two pipelines',
      files: { ...MARKED, [file]: run('pytest'), '.github/workflows/b.yml': run('pytest') },
      says: 'None of the 2 pipelines',
    },
  ],
  accepts: [
    { name: 'a linter', ...ran('ruff check .') },
    { name: 'a linter in short', ...ran('npx eslint . --max-warnings 0') },
    {
      name: 'a type checker',
      ...ran('npm run typecheck', { 'package.json': '{ "workspaces": [], "scripts": { "typecheck": "tsc --noEmit" } }' }),
    },
    {
      name: 'hooks',
      ...ran('pre-commit run --all-files', {
        '.pre-commit-config.yaml': 'repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    hooks:\n      - id: ruff-check\n',
      }),
    },
    {
      name: 'hooks as a service',
      files: {
        ...README,
        [file]: run('pytest'),
        '.pre-commit-config.yaml': 'ci:\n  autofix_prs: true\nrepos:\n  - repo: x\n    hooks:\n      - id: flake8\n',
      },
    },
    { name: 'a linter in a version', ...ran('npx --no-install jshint@2.12.0 .') },
    { name: 'an action', ...used('golangci/golangci-lint-action@v6') },
    { name: 'a reviewing action', ...used('reviewdog/action-eslint@v1') },
  ],
  unknown: [
    ...hidden,
    { name: 'a build that may lint by its settings', ...ran('mvn verify') },
    { name: 'a hook that is not there', ...ran('pre-commit run -a') },
  ],
});
