import { noSecurityScan } from '../../../src/rules/ci/no-security-scan.js';
import { testRule } from '../rule-tester.js';
import { MARKED, README, hidden, ran, run, used } from './pipelines.js';
import { file, workflow } from './workflow.js';

testRule(noSecurityScan, {
  reports: [
    { name: 'tests alone', files: { ...MARKED, [file]: run('pytest') }, severity: 'warning' },
    { name: 'a linter of workflows', files: { ...MARKED, [file]: run('zizmor .github') } },
    { name: 'updates of versions', files: { ...MARKED, [file]: run('npx npm-check-updates', 'pytest') } },
    { name: 'the score of a supply chain', files: { ...MARKED, [file]: workflow('push', '- uses: ossf/scorecard-action@v2') } },
    { name: 'a test of a scanner’s rules', files: { ...MARKED, [file]: run('semgrep --test rules') } },
  ],
  accepts: [
    { name: 'dependencies', ...ran('npm audit --audit-level=high') },
    { name: 'dependencies of Python', ...ran('uvx pip-audit -r requirements.txt') },
    { name: 'code', ...used('github/codeql-action/analyze@v3') },
    { name: 'images', ...used('aquasecurity/trivy-action@0.28.0') },
    { name: 'with Go', ...ran('go run golang.org/x/vuln/cmd/govulncheck@latest ./...') },
    { name: 'with an action that is named after its program', ...used('sonatype-nexus-community/nancy-github-action@main') },
    {
      name: 'a scan whose result does not count',
      ...used('sonatype-nexus-community/nancy-github-action@main\n  continue-on-error: true'),
    },
    {
      name: 'a command whose result does not count',
      files: { ...README, [file]: workflow('push', '- run: go list -json -deps ./... | nancy sleuth\n  continue-on-error: true') },
    },
    { name: 'in a container', ...ran('docker run --rm -v "$PWD:/src" semgrep/semgrep semgrep scan') },
    {
      name: 'a template of GitLab',
      files: { ...README, '.gitlab-ci.yml': 'include:\n  - template: Security/SAST.gitlab-ci.yml\ntest:\n  script: pytest\n' },
    },
    {
      name: 'a known workflow of others',
      files: {
        ...README,
        [file]:
          'on: push\npermissions: {}\njobs:\n  a:\n    uses: google/osv-scanner-action/.github/workflows/osv-scanner-reusable.yml@v2\n',
      },
    },
  ],
  unknown: [
    ...hidden.slice(0, 3),
    { name: 'a search for secrets alone', ...ran('gitleaks detect') },
    { name: 'a script with such a name that is not there', ...ran('./security-scan.sh') },
  ],
});
