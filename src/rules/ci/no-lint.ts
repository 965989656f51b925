import { Manifest, Workspace } from '../../facts/project.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { READS, newWorkflow, pipelinesOf, shown, workflowWith } from './pipelines.js';

export const noLint = rule({
  id: 'ci/no-lint',
  shape: 'absent',
  severity: 'warning',
  title: 'No job lints or checks types',
  message: {
    one: 'The pipeline neither lints nor checks types: what a tool finds in seconds is left to reviewers and users. Add a job that does.',
    many: 'None of the {count} pipelines lints or checks types: what a tool finds in seconds is left to reviewers and users. Add a job that does.',
  },
  holds: 'A job lints or checks types',
  why: `Unused variables, missing awaits and wrong types are found by tools for nothing, and by users at night.`,
  about: Workspace,
  reads: [...READS, Manifest],

  *check(workspace, scope) {
    const seen = shown(workspace, ['lints', 'type-checks'], scope);
    if (seen) {
      yield* seen;
      return;
    }
    const pipelines = pipelinesOf(scope);
    const [manifest] = scope.everywhere(Manifest);
    const fixes = pipelines.some(({ tool }) => tool === 'GitHub Actions')
      ? suggestion(
          "Add '.github/workflows/lint.yml'",
          manifest && newWorkflow(scope.document, 'lint', workflowWith(manifest.ecosystem, 'lint', ['lint'])),
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
              - run: ruff check .
      `,
    },
  ],
});
