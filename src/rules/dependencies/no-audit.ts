import { DependencyAudit } from '../../facts/dependencies.js';
import { Deed, ScriptDefinition, UnseenWork } from '../../facts/delivery.js';
import { Dependency, type Ecosystem, Workspace } from '../../facts/project.js';
import { Language } from '../../facts/quality.js';
import { code, rule } from '../../model/rule.js';
import { PACKAGES, isOpenTo } from '../quality/looked-at.js';

/** Programs and actions that know one language; any other knows them all. */
const LANGUAGES: readonly (readonly [RegExp, readonly Ecosystem[]])[] = [
  [/^(?:pip-audit|pip_audit|safety|uv|uv-secure|jake|pypa\/gh-action-pip-audit|gh-action-pip-audit)$/, ['python']],
  [/^(?:(?:npm|pnpm|yarn|yarn npm|bun)(?: audit)?|audit-ci|better-npm-audit|npm-audit-resolver|auditjs|retire)$/, ['javascript']],
  [/^(?:govulncheck|govulncheck-action|nancy|go)$/, ['go']],
  [/^(?:mvnw?|mvnd|gradlew?|maven|dependency-check-maven)$/, ['java']],
  [/^(?:cargo|bundle-audit|bundler-audit|composer|dotnet|mix|local-php-security-checker|importmap)$/, []],
];

export const noAudit = rule({
  id: 'dependencies/no-audit',
  shape: 'absent',
  severity: 'warning',
  title: 'Nobody audits dependencies',
  message: {
    none: 'Nothing fails when one of the {packages} packages has a known vulnerability: it ships until somebody reads of it. Add {tool} to the pipeline.',
    ignored:
      "'{command}' finds known vulnerabilities of {packages} packages and fails nothing ('{how}'), so they ship all the same. Let it fail the run.",
  },
  holds: 'Dependencies are audited for known vulnerabilities',
  why: `Most of what ships was written by others, and holes in it are published with a recipe. A check that fails the pipeline finds them on the day they
    become known, before the next release carries them along.`,
  references: ['https://owasp.org/www-project-dependency-check/', 'https://google.github.io/osv-scanner/'],
  security: 5,
  about: Language,
  reads: [DependencyAudit, Deed, ScriptDefinition, UnseenWork, Dependency, Workspace],

  *check({ ecosystem, uri, span }, { everywhere, problem, evidence, unknown }) {
    const asks = everywhere(Dependency).some((each) => each.ecosystem === ecosystem);
    const packages = PACKAGES[ecosystem];
    const audits = everywhere(DependencyAudit).filter(({ ecosystems }) => ecosystems === undefined || ecosystems.includes(ecosystem));
    const deeds = everywhere(Deed).filter(
      ({ does, tool }) =>
        does === 'scans dependencies' && (LANGUAGES.find(([pattern]) => pattern.test(tool))?.[1].includes(ecosystem) ?? true),
    );
    const failing = deeds.filter(
      ({ ignored, tool, command }) => ignored === undefined && failsBy(tool, command, everywhere(DependencyAudit)) === true,
    );
    const sure = audits.filter(({ fails }) => fails === true);
    for (const { uri: at, span: where, command } of failing.slice(0, 3))
      yield evidence({ uri: at, span: where }, `'${command.slice(0, 60)}' in a pipeline`);
    for (const audit of sure) yield evidence(audit, audit.tool);
    if (failing.length + sure.length > 0) return;
    const unseen = everywhere(UnseenWork).find((work) => isOpenTo(work, 'scans dependencies'));
    const open = deeds.some(
      ({ ignored, tool, command }) => ignored === undefined && failsBy(tool, command, everywhere(DependencyAudit)) === undefined,
    );
    if (!asks || unseen || open || audits.some(({ fails }) => fails === undefined) || everywhere(Workspace)[0]?.part) {
      yield unknown({ uri, span });
      return;
    }
    const ignored = deeds.find((deed) => deed.ignored !== undefined);
    if (ignored?.ignored)
      yield problem({
        say: 'ignored',
        at: { uri: ignored.uri, span: ignored.span },
        words: { command: ignored.command.slice(0, 40), packages, how: ignored.ignored.how.slice(0, 40) },
        subject: packages,
      });
    else yield problem({ say: 'none', at: { uri, span }, words: { packages, tool: TOOLS[ecosystem] }, subject: packages });
  },

  examples: [
    {
      file: '.github/workflows/checks.yml',
      beside: {
        'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "^5.1.0" } }\n',
        'server.js': "import express from 'express';\n\nexpress().listen(3000);\n",
      },
      bad: code`
        on: push
        jobs:
          checks:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
              - run: npm audit || true
      `,
      good: code`
        on: push
        jobs:
          checks:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
              - run: npm audit --audit-level=moderate
      `,
    },
  ],
});

const TOOLS: Readonly<Record<Ecosystem, string>> = {
  python: "'pip-audit'",
  javascript: "'npm audit'",
  go: "'govulncheck ./...'",
  java: "'osv-scanner'",
};

/** What fails by itself when it finds something. */
const FAILS =
  /^(?:pip-audit|pip_audit|safety|uv|uv-secure|jake|gh-action-pip-audit|(?:npm|pnpm|yarn|yarn npm|bun) audit|audit-ci|better-npm-audit|auditjs|retire|osv-scanner|osv-scanner-action|govulncheck|govulncheck-action|go|nancy|snyk|dependency-review-action|scan-action)$/;

/** Whether what a tool finds fails the run; undefined where its settings decide, and are not seen. */
function failsBy(
  tool: string,
  command: string,
  audits: readonly Pick<NonNullable<(typeof DependencyAudit)['of']>, 'tool' | 'fails'>[],
): boolean | undefined {
  const name = tool.slice(tool.lastIndexOf('/') + 1);
  switch (name) {
    case 'trivy':
      return /--exit-code[= ][1-9]/.test(command);
    case 'grype':
      return /--fail-on\b|(?:^|\s)-f[ =]/.test(command);
    // Judged by its own settings.
    case 'trivy-action':
      return false;
    case 'mvn':
    case 'mvnw':
    case 'gradle':
    case 'gradlew':
      return command.includes('failBuildOnCVSS') || audits.some(({ fails }) => fails !== false);
    default:
      // A report for another reader comes with exit code 0: https://pkg.go.dev/golang.org/x/vuln/cmd/govulncheck#hdr-Exit_codes
      if (/^(?:govulncheck|go)$/.test(name) && /-(?:format|json)\b/.test(command)) return false;
      return FAILS.test(name) || command.startsWith('snyk/actions/') ? true : undefined;
  }
}
