import { CoverageSetting, RepositoryOwner } from '../../facts/delivery.js';
import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';

/** Settings of test runners that switch coverage on: `addopts = --cov`, `collectCoverage: true`, `coverage: { enabled: true }`. */
const SETTINGS: readonly (readonly [files: RegExp, pattern: RegExp, tool: string])[] = [
  [
    /(?:^|\/)(?:pytest\.ini|setup\.cfg|tox\.ini|pyproject\.toml|\.?pytest\.toml)$/,
    /^[ \t]*addopts[ \t]*=[ \t]*(?:[^\n]{0,300}|(?:\[|"""|\n)[^\]]{0,600}?)--cov\b/m,
    'pytest',
  ],
  [/(?:^|\/)(?:jest[.-][^/]*\.(?:[cm]?[jt]s|json)|package\.json)$/, /["']?collectCoverage["']?\s{0,3}:\s{0,3}true/, 'jest'],
  [/(?:^|\/)(?:vitest|vite)[.\w-]*\.[cm]?[jt]s$/, /\bcoverage\s{0,3}:\s{0,3}\{[^{}]{0,400}?\benabled\s{0,3}:\s{0,3}true/, 'vitest'],
];

export const coverageSettings = detector({
  framework: 'coverage of test runners',
  format: 'text',
  files:
    /(?:^|\/)(?:pytest\.ini|setup\.cfg|tox\.ini|pyproject\.toml|\.?pytest\.toml|package\.json|jest[.-][^/]*\.(?:[cm]?[jt]s|json)|(?:vitest|vite)[.\w-]*\.[cm]?[jt]s)$/,
  mentions: ['--cov', 'collectCoverage', 'coverage'],

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    for (const [files, pattern, tool] of SETTINGS) {
      const match = files.test(path) ? pattern.exec(text) : null;
      if (!match) continue;
      const start = match.index + match[0].length - (match[0].split(/\s/).at(-1)?.length ?? 0);
      yield CoverageSetting({ span: { start, end: match.index + match[0].length } }, { tool });
    }
  },
});

/** Where a manifest or a README says whose repository this is. */
export const repositoryOwners = detector({
  framework: 'GitHub',
  format: 'text',
  files: /^(?:[^/]+\/)?(?:package\.json|go\.mod|pyproject\.toml|README(?:\.\w+)?|Cargo\.toml|composer\.json)$/i,
  mentions: ['github.com/'],

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    const patterns = path.endsWith('go.mod')
      ? [/^module[ \t]+github\.com\/([\w.-]{1,60})\//m]
      : /readme/i.test(path)
        ? [/github\.com\/([\w.-]{1,60})\/[\w.-]{1,100}\/(?:actions\/)?workflows\//]
        : [
            /"?(?:repository|[Rr]epo|[Ss]ource|[Hh]omepage|url)"?\s{0,4}[:=]\s{0,4}\{?\s{0,10}(?:"(?:type|url)"\s{0,4}:\s{0,4}"(?:git",\s{0,10}"url"\s{0,4}:\s{0,4}")?)?"?(?:git\+)?(?:https|ssh|git):\/\/(?:git@)?github\.com\/([\w.-]{1,60})\//,
          ];
    for (const pattern of patterns) {
      const match = pattern.exec(text);
      if (match?.[1] !== undefined)
        yield RepositoryOwner({ span: { start: match.index, end: match.index + match[0].length } }, { owner: match[1].toLowerCase() });
    }
  },
});
