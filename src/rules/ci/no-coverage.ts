import { CoverageSetting, Deed } from '../../facts/delivery.js';
import { Workspace } from '../../facts/project.js';
import { rule } from '../../model/rule.js';
import { READS, someJobDoes, workflowThatRuns } from './pipelines.js';

/** Services and actions that keep a figure and show it, and the pattern by which GitLab reads it off the log. */
const KEEPERS =
  /codecov|coveralls|goveralls|codacy|sonar|code-?climate|qlty|deepsource|octocov|coverage[-_](?:report|comment|badge|summary|action|gutter)|coverage-?reporter|(?:jest|vitest|pytest|go|lcov|jacoco|clover)-(?:coverage|reporter)|jacoco-report|diff-cover|simplecov|^GitLab$/i;

export const noCoverage = rule({
  id: 'ci/no-coverage',
  shape: 'absent',
  severity: 'info',
  title: 'Nobody measures how much the tests cover',
  message: {
    one: "The pipeline does not measure coverage: nobody sees when code arrives without tests. Add it to the tests' command.",
    many: "None of the {count} pipelines measures coverage: nobody sees when code arrives without tests. Add it to the tests' command.",
  },
  holds: 'A job measures coverage and keeps what it measured',
  why: `A figure that falls is the first sign that changes arrive untested.`,
  about: Workspace,
  reads: [...READS, CoverageSetting],

  *check(workspace, scope) {
    const measuring = scope.everywhere(Deed, { does: 'measures coverage' });
    const kept = measuring.find(({ tool, command }) => KEEPERS.test(tool) || KEEPERS.test(command));
    // A setting of the test runner does it wherever the tests run.
    const tests = scope.everywhere(Deed, { does: 'tests' });
    const setting = scope.everywhere(CoverageSetting).find(({ tool }) => tests.some((deed) => deed.tool === tool));
    if (kept) yield scope.evidence(kept, kept.command.startsWith(kept.tool) ? kept.command : `${kept.command} (${kept.tool})`);
    // It is measured; whether anybody sees the figure once the log is gone, people tell.
    else if (measuring[0] ?? setting) yield scope.unknown(measuring[0] ?? setting ?? workspace);
    else yield* someJobDoes(['measures coverage'], workspace, scope);
  },

  examples: [workflowThatRuns('pytest --cov && codecov')],
});
