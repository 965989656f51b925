import { Manifest, Workspace } from '../../facts/project.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { Deed } from '../../facts/delivery.js';
import { READS, newWorkflow, pipelinesOf, scanWith, shown } from './pipelines.js';

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
  reads: [...READS, Manifest],

  *check(workspace, scope) {
    const seen = shown(workspace, ['scans dependencies', 'scans code', 'scans images'], scope);
    if (seen) {
      yield* seen;
      return;
    }
    // A search for secrets alone is a scan, though not one for vulnerabilities: a person decides.
    const [secrets] = scope.everywhere(Deed, { does: 'scans for secrets' });
    if (secrets) {
      yield scope.unknown(secrets);
      return;
    }
    const pipelines = pipelinesOf(scope);
    const [manifest] = scope.everywhere(Manifest);
    const fixes = pipelines.some(({ tool }) => tool === 'GitHub Actions')
      ? suggestion(
          "Add '.github/workflows/codeql.yml'",
          manifest &&
            newWorkflow(scope.document, 'codeql', scanWith([...new Set(scope.everywhere(Manifest).map(({ ecosystem }) => ecosystem))])),
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
              - run: pip-audit -r requirements.txt
      `,
    },
  ],
});
