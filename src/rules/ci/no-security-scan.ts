import { Deed, type DeedKind } from '../../facts/delivery.js';
import { Workspace } from '../../facts/project.js';
import { rule } from '../../model/rule.js';
import { READS, scanWith, someJobDoes, workflowThatRuns } from './pipelines.js';

const SCANS: readonly DeedKind[] = ['scans dependencies', 'scans code', 'scans images'];

export const noSecurityScan = rule({
  id: 'ci/no-security-scan',
  shape: 'absent',
  severity: 'warning',
  title: 'No job looks for vulnerabilities',
  message: {
    one: 'The pipeline scans neither dependencies nor code nor images: a published vulnerability ships unnoticed. Add a scan.',
    many: 'None of the {count} pipelines scans dependencies, code or images: a published vulnerability ships unnoticed. Add a scan.',
  },
  holds: 'A job scans dependencies, code or images',
  why: `Most attacks use vulnerabilities that were published long before, in dependencies that nobody looked at.`,
  references: [
    'https://docs.github.com/code-security/code-scanning',
    'https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/',
  ],
  security: 5,
  about: Workspace,
  reads: READS,

  *check(workspace, scope) {
    // A search for secrets alone is a scan, though not one for vulnerabilities: a person decides.
    const vulnerabilities = scope.everywhere(Deed).some(({ does }) => SCANS.includes(does));
    const [secrets] = scope.everywhere(Deed, { does: 'scans for secrets' });
    if (secrets && !vulnerabilities) yield scope.unknown(secrets);
    else yield* someJobDoes(SCANS, workspace, scope, { name: 'codeql', lines: (_, all) => scanWith(all) });
  },

  examples: [workflowThatRuns('pip-audit -r requirements.txt')],
});
