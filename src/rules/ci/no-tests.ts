import { Workspace } from '../../facts/project.js';
import { rule } from '../../model/rule.js';
import { CallerInput } from '../../facts/delivery.js';
import { READS, runsForChanges, someJobDoes, workflowThatRuns, workflowWith } from './pipelines.js';

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
  reads: [...READS, CallerInput],

  check: (workspace, scope) =>
    someJobDoes(
      ['tests'],
      workspace,
      scope,
      { name: 'tests', lines: (first) => workflowWith(first, 'tests', ['test']) },
      { concerns: 'changes', holds: ({ path }) => runsForChanges(path, scope) },
    ),

  examples: [workflowThatRuns('pytest')],
});
