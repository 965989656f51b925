import { Manifest, Workspace } from '../../facts/project.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { READS, newWorkflow, pipelinesOf, shown, workflowWith } from './pipelines.js';

export const noTests = rule({
  id: 'ci/no-tests',
  shape: 'absent',
  severity: 'warning',
  title: 'No job runs the tests',
  message: {
    one: 'The pipeline runs no tests: a change that breaks something is merged and shipped all the same. Add a job that runs them.',
    many: 'None of the {count} pipelines runs tests: a change that breaks something is merged and shipped all the same. Add a job that runs them.',
  },
  holds: 'A job runs the tests',
  why: `Tests that run only on somebody's machine are skipped when there is no time, which is when they are needed.`,
  about: Workspace,
  reads: [...READS, Manifest],

  *check(workspace, scope) {
    const seen = shown(workspace, ['tests'], scope);
    if (seen) {
      yield* seen;
      return;
    }
    const pipelines = pipelinesOf(scope);
    const [manifest] = scope.everywhere(Manifest);
    const fixes = pipelines.some(({ tool }) => tool === 'GitHub Actions')
      ? suggestion(
          "Add '.github/workflows/tests.yml'",
          manifest && newWorkflow(scope.document, 'tests', workflowWith(manifest.ecosystem, 'tests', ['test'])),
        )
      : [];
    yield pipelines.length === 1
      ? scope.problem({ at: workspace, say: 'one', fixes })
      : scope.problem({ at: workspace, say: 'many', words: { count: pipelines.length }, fixes });
  },

  examples: [
    {
      file: '.github/workflows/ci.yml',
      bad: code`
        on: push
        permissions:
          contents: read
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
              - run: echo built
      `,
      good: code`
        on: push
        permissions:
          contents: read
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
              - run: pytest
      `,
    },
  ],
});
