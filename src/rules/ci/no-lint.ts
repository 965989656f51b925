import { Workspace } from '../../facts/project.js';
import { rule } from '../../model/rule.js';
import { READS, someJobDoes, workflowThatRuns, workflowWith } from './pipelines.js';

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
  reads: READS,

  check: (workspace, scope) =>
    someJobDoes(['lints', 'type-checks'], workspace, scope, { name: 'lint', lines: (first) => workflowWith(first, 'lint', ['lint']) }),

  examples: [workflowThatRuns('ruff check .')],
});
