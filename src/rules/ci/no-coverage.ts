import { Workspace } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';
import { CoverageSetting, Deed } from '../../facts/delivery.js';
import { READS, pipelinesOf, shown } from './pipelines.js';

export const noCoverage = rule({
  id: 'ci/no-coverage',
  shape: 'absent',
  severity: 'info',
  title: 'Nobody measures how much the tests cover',
  message: {
    one: "The pipeline does not measure coverage: nobody sees when code arrives without tests. Add it to the tests' command.",
    many: "None of the {count} pipelines measures coverage: nobody sees when code arrives without tests. Add it to the tests' command.",
  },
  holds: 'A job measures coverage',
  why: `A figure that falls is the first sign that changes arrive untested.`,
  about: Workspace,
  reads: [...READS, CoverageSetting],

  *check(workspace, scope) {
    // A setting of the test runner does it wherever the tests run.
    const tests = scope.everywhere(Deed, { does: 'tests' });
    const setting = scope.everywhere(CoverageSetting).find(({ tool }) => tests.some((deed) => deed.tool === tool));
    if (setting) {
      yield scope.evidence(setting, `${setting.tool} measures it`);
      return;
    }
    const seen = shown(workspace, ['measures coverage'], scope);
    if (seen) {
      yield* seen;
      return;
    }
    const pipelines = pipelinesOf(scope);
    yield pipelines.length === 1
      ? scope.problem({ at: workspace, say: 'one' })
      : scope.problem({ at: workspace, say: 'many', words: { count: pipelines.length } });
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
              - run: pytest --cov
      `,
    },
  ],
});
