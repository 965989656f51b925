import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../../src/checklist/catalogue.js';
import { claimsOf } from '../../../src/checklist/markdown/claims.js';
import { importChecklist } from '../../../src/checklist/markdown/import.js';
import { Lists } from '../../../src/engine/lists.js';
import { Session } from '../../../src/engine/session.js';
import { VOCABULARY } from '../../../src/engine/vocabulary.js';
import { registry } from '../../../src/generated/registry.js';
import { NodeWorkspace } from '../../../src/host/node-workspace.js';
import type { ChecklistLink, ItemState } from '../../../src/model/checklist.js';
import type { Role } from '../../../src/model/document.js';
import type { Evidence, Finding, RuleId, Severity } from '../../../src/model/finding.js';
import { LineIndex } from '../../../src/model/lines.js';
import { readSettings } from '../../../src/settings/settings.js';
import { grammars } from '../../support/grammars.js';

const items = catalogue.flatMap((section) => section.items);
const AT = { uri: 'file:///w/a.py', span: { start: 0, end: 1 } };

/** The state of every item that has one of the rules: failing, or passing on their evidence. */
function statesOf(
  is: 'failing' | 'passing',
  rules: readonly RuleId[],
  severity: Severity = 'warning',
  confidence: 'sure' | 'likely' = 'sure',
): ReadonlyMap<string, ItemState> {
  const told = items.flatMap((item) => {
    const own = item.rules.filter((rule) => rules.includes(rule));
    if (own.length === 0) return [];
    const findings = own.map(
      (rule) =>
        ({
          rule,
          severity,
          confidence,
          at: AT,
          message: "'APP_SECRET' falls back on a text that anyone can read.",
          related: [],
          fixes: [],
          fingerprint: rule,
        }) satisfies Finding,
    );
    const evidence = own.map((rule) => ({ rule, at: AT, note: 'there' }) satisfies Evidence);
    const state = {
      item,
      status: is,
      findings: is === 'failing' ? findings : [],
      evidence: is === 'passing' ? evidence : [],
      coverage: undefined,
    };
    return [[item.id, state as Partial<ItemState> as ItemState] as const];
  });
  return new Map(told);
}

function claims(
  text: string,
  states: ReadonlyMap<string, ItemState>,
  links: readonly ChecklistLink[] = [],
  role: Role = 'production',
): readonly string[] {
  const list = importChecklist(text, 'R.md');
  return [...claimsOf({ file: 'R.md', list, links, sections: catalogue, states, roleOf: () => role })].map(
    ({ index, is }) => `${String((list.items[index]?.line ?? -1) + 1)} ${is}`,
  );
}

/** Lines that a rule's finding plainly contradicts. */
const CONTRADICTED: readonly (readonly [string, RuleId])[] = [
  ['- [x] No hardcoded credentials', 'secrets/hardcoded-credential'],
  ['- ✅ **Environment variables**: No hardcoded credentials', 'secrets/provider-token'],
  ['- [x] Secrets not in code/git', 'secrets/url-credential'],
  ['- [x] `SECRET_KEY` changed from default', 'secrets/insecure-default'],
  ['- [x] CORS origins restricted', 'cors/wildcard-origin'],
  ['- [x] CORS properly configured', 'cors/reflected-origin'],
  ['- [x] CORS whitelist configured', 'cors/wildcard-origin'],
  ['- [x] Rate limiting enabled', 'http/no-rate-limit'],
  ['- [x] Rate limiting on all endpoints', 'http/no-rate-limit'],
  ['- [x] Secrets in environment variables or vault (not in code/config)', 'secrets/hardcoded-credential'],
  ['- [x] **Rate limiting**: token bucket', 'http/rate-limit-ineffective'],
  ['- [x] Security headers added', 'http/no-security-headers'],
  ['- [x] `DEBUG=False` in production', 'http/debug-enabled'],
  ['- [x] SQL injection prevention verified', 'injection/sql-string-building'],
  ['- ✅ Parameterized queries everywhere', 'injection/sql-string-building'],
  ['- [x] Password hashing (bcrypt)', 'auth/weak-password-hash'],
  ['- [x] Health check endpoint', 'http/no-health-endpoint'],
  ['- [x] Graceful shutdown on SIGTERM', 'resilience/no-graceful-shutdown'],
  ['- [x] Structured logging', 'observability/no-structured-logging'],
  ['- [x] Error tracking (Sentry)', 'observability/no-error-tracking'],
  ['- [x] Containers run as non-root', 'docker/root-user'],
  ['- [x] Resource limits set', 'kubernetes/no-resource-limits'],
  ['- [x] CI/CD pipeline', 'ci/no-pipeline'],
  ['- [x] Linting set up', 'quality/no-linter'],
  ['- [x] Pre-commit hooks', 'quality/no-pre-commit'],
  ['- [x] Connection pooling configured', 'database/pool-not-configured'],
  ['- [x] Query timeouts', 'database/no-query-timeout'],
];

/** Lines that claim nothing of the kind, with what is open in the workspace. */
const LEFT_ALONE: readonly (readonly [string, string, RuleId])[] = [
  ['an open line', '- [ ] No hardcoded credentials', 'secrets/hardcoded-credential'],
  ['what stands under a gap', '**Missing**:\n- [x] Rate limiting', 'http/no-rate-limit'],
  ['a line that says it is missing', '- [x] No rate limiting', 'http/no-rate-limit'],
  ['a line that says it is not yet done', '- [x] Rate limiting not yet implemented', 'http/no-rate-limit'],
  ['a warning', '- [x] CORS configured ⚠️', 'cors/wildcard-origin'],
  ['a line about development', '- [x] CORS configured for development', 'cors/wildcard-origin'],
  ['a plan', '## Action plan\n1. ✅ **CORS** restricted (1 day)', 'cors/wildcard-origin'],
  ['a criterion', '## Success criteria\n- ✅ CI/CD pipeline functional', 'ci/no-pipeline'],
  ['a step of an order', '**Priority Order**:\n1. ✅ Rate limiting', 'http/no-rate-limit'],
  ['what is merely switched on', '- ✅ CORS enabled', 'cors/wildcard-origin'],
  ['a limit of one thing', '- [x] Rate limiting on resend (5 minutes)', 'http/no-rate-limit'],
  ['what a tool without configuration can say', '- ✅ 0 linter errors', 'quality/no-linter'],
  ['what runs beside the application', '- [x] Prometheus deployed with federation', 'observability/no-metrics'],
  ['what is said not to be needed', '- [x] CSRF protection not needed, no cookies', 'http/csrf-disabled'],
  ['a limit of something else', '- ✅ Index creation rate limiting', 'http/no-rate-limit'],
  ['a list of tests', '## Security tests\n- [x] SQL injection prevention', 'injection/sql-string-building'],
  ['a list of documents', '**Documentation**:\n- [x] Rate limiting', 'http/no-rate-limit'],
  ['what is looked at after the launch', '## Post-Deployment\n- [x] Rate limiting', 'http/no-rate-limit'],
  ['a sum of the lines below', '- [x] Rate limiting\n  - [x] per user', 'http/no-rate-limit'],
  ['the default of something else', '- [x] Default passwords changed', 'secrets/insecure-default'],
  ['tests about it', '- [x] Tests for the rate limiter', 'http/no-rate-limit'],
  ['documents about it', '- [x] Rate limiting documented in the security guide', 'http/no-rate-limit'],
  ['another rule of the same item', '- [x] No hardcoded credentials', 'ci/dangerous-trigger'],
  ['what only hints at it', '- [x] Security reviewed', 'cors/wildcard-origin'],
  ['what is often kept elsewhere', '- [x] Backups scheduled', 'recovery/no-backup'],
];

describe('claims against evidence', () => {
  for (const [text, rule] of CONTRADICTED)
    it(`contradicts ${text} by ${rule}`, () => assert.deepEqual(claims(text, statesOf('failing', [rule])), ['1 contradicted']));

  for (const [name, text, rule] of LEFT_ALONE)
    it(`leaves ${name} alone`, () => assert.deepEqual(claims(text, statesOf('failing', [rule])), []));

  it('needs a sure finding that fails the item', () => {
    const text = '- [x] CORS restricted';
    assert.deepEqual(claims(text, statesOf('failing', ['cors/wildcard-origin'], 'info')), []);
    assert.deepEqual(claims(text, statesOf('failing', ['cors/wildcard-origin'], 'warning', 'likely')), []);
    assert.deepEqual(claims(text, statesOf('failing', ['cors/wildcard-origin']), [], 'development'), []);
    assert.deepEqual(claims(text, new Map()), []);
  });

  it('tells what is done and still listed as open', () => {
    const states = statesOf('passing', ['cors/wildcard-origin']);
    assert.deepEqual(claims('- [ ] CORS restricted\n- ❌ CORS allows all origins\n\n**Missing**:\n- CORS policy', states), [
      '1 outdated',
      '2 outdated',
      '5 outdated',
    ]);
    assert.deepEqual(claims('- [x] CORS restricted\n- ⚠️ CORS restricted to some\n- [ ] CORS for development', states), []);
    assert.deepEqual(claims('- [ ] CORS restricted', statesOf('failing', ['cors/wildcard-origin'])), []);
  });

  it('takes a person at their word', () => {
    const link = (line: string, item: string | null): ChecklistLink => ({ file: 'R.md', line, item });
    const failing = statesOf('failing', ['cors/wildcard-origin']);
    assert.deepEqual(claims('\n- [x] **Browsers** kept out', failing, [link('browsers: kept out', 'http.cors')]), ['2 contradicted']);
    assert.deepEqual(claims('- [x] CORS restricted', failing, [link('CORS restricted', null)]), []);
    assert.deepEqual(claims('- [x] CORS restricted', failing, [link('CORS restricted', 'docs.sla')]), []);
    assert.deepEqual(claims('- [x] Browsers kept out', failing, [{ ...link('Browsers kept out', 'http.cors'), file: 'other.md' }]), []);
    assert.deepEqual(
      claims('- [ ] Browsers kept out', statesOf('passing', ['cors/wildcard-origin']), [link('Browsers kept out', 'http.cors')]),
      ['1 outdated'],
    );
  });
});

const NOW = new Date('2026-11-21T12:00:00Z');

describe('a whole workspace whose own checklists are not always right', () => {
  it('has exactly the lines marked that are wrong', async () => {
    const folder = fileURLToPath(new URL('../../projects/own-checklist', import.meta.url));
    const workspace = new NodeWorkspace({ folder, trusted: false });
    const source = workspace.read(workspace.uriOf('preflight.yaml'));
    const { settings, problems } = readSettings(
      'text' in source ? source.text : '',
      registry.rules.map(({ id }) => id),
      VOCABULARY,
    );
    assert.deepEqual(problems, []);
    const session = new Session({ workspace, registry, grammars, settings });
    await session.scan();
    const lists = new Lists({
      session,
      uriOf: (path) => workspace.uriOf(path),
      pathOf: (uri) => workspace.pathOf(uri),
      digest: (text) => workspace.digest(text),
    });
    const found = lists.findings(session.assessment(NOW));
    const placed = found.map(({ rule, severity, at, related }) => {
      const line = new LineIndex(session.textOf(at.uri) ?? '').lineOf(at.span.start) + 1;
      return `${workspace.pathOf(at.uri) ?? ''}:${String(line)} ${severity} ${rule} ${related.map((other) => workspace.pathOf(other.at.uri)).join()}`;
    });
    session.dispose();
    assert.deepEqual(placed, [
      'docs/READINESS.md:8 warning checklist/claim-contradicted app/main.py',
      'docs/READINESS.md:9 warning checklist/claim-contradicted app/settings.py',
      'docs/READINESS.md:22 warning checklist/claim-contradicted Dockerfile',
      'docs/READINESS.md:31 warning checklist/claim-contradicted app/main.py',
      'docs/READINESS.md:41 info checklist/claim-outdated app/main.py',
      'docs/second.md:1 warning checklist/claim-contradicted app/main.py',
    ]);
    assert.equal(
      found[0]?.message,
      "Line 8 says 'CORS origins restricted to our domain', but 'app/main.py:5' shows otherwise: whoever relies on this list is misled. Fix that place, or untick the line.",
    );
    for (const { message } of found) assert.ok(message.length <= 220, message);
  });
});
