import { CoverageSetting, Deed } from '../../facts/delivery.js';
import { Workspace } from '../../facts/project.js';
import { rule } from '../../model/rule.js';
import { READS, someJobDoes, workflowThatRuns } from './pipelines.js';

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
    if (setting) yield scope.evidence(setting, `${setting.tool} measures it`);
    else yield* someJobDoes(['measures coverage'], workspace, scope);
  },

  examples: [workflowThatRuns('pytest --cov')],
});
