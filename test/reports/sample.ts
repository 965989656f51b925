import type { Finding } from '../../src/model/finding.js';
import type { Report, RuleInfo, WorkspaceReport } from '../../src/reports/report.js';

const ROOT = 'file:///home/ada/shop';

export const uriOf = (path: string): string => `${ROOT}/${path}`;

/** A finding at the words between «» of a text. */
export function findingAt(path: string, marked: string, rest: Partial<Finding> = {}): Finding {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  return {
    rule: 'cors/wildcard-origin',
    severity: 'warning',
    confidence: 'sure',
    at: { uri: uriOf(path), span: { start, end } },
    message: "Any website can read this API's responses: 'allow_origins' is '*'. List the origins that need it.",
    related: [],
    fixes: [],
    fingerprint: '0123456789abcdef',
    ...rest,
  };
}

export const unmarked = (text: string): string => text.replace(/[«»]/g, '');

/** A workspace of texts by path. */
export function workspace(
  files: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  rest: Partial<WorkspaceReport> = {},
): WorkspaceReport {
  return {
    root: '.',
    uri: ROOT,
    findings,
    suppressed: [],
    settled: new Map(),
    skipped: [],
    read: Object.keys(files).length,
    projects: [''],
    pathOf: (uri) => (uri.startsWith(`${ROOT}/`) ? decodeURIComponent(uri.slice(ROOT.length + 1)) : undefined),
    textOf: (uri) => {
      const text = files[decodeURIComponent(uri.slice(ROOT.length + 1))];
      return text === undefined ? undefined : unmarked(text);
    },
    secretsIn: () => [],
    ...rest,
  };
}

export const RULES: readonly RuleInfo[] = [
  {
    id: 'cors/wildcard-origin',
    severity: 'warning',
    title: 'Any origin is allowed',
    why: `A page on any website can call this service from a visitor's browser
      and read the answer.`,
    holds: 'Only named origins may read responses',
    references: ['https://developer.mozilla.org/docs/Web/HTTP/CORS'],
    security: 6.5,
  },
  {
    id: 'docker/no-healthcheck',
    severity: 'info',
    title: 'No health check',
    why: 'Nothing tells that it hangs.',
    holds: 'The image has a health check',
  },
  {
    id: 'secrets/provider-token',
    severity: 'error',
    title: 'A token is in the source',
    why: 'Whoever reads it can use it.',
    holds: 'No token',
    security: 9,
  },
];

export const report = (...workspaces: readonly WorkspaceReport[]): Report => ({
  version: '1.2.3',
  rules: RULES,
  workspaces,
  base: `${ROOT}/`,
});
