import assert from 'node:assert/strict';
import { catalogue } from '../../src/checklist/catalogue.js';
import { comparedTo } from '../../src/checklist/targets.js';
import type { ComparedTarget, Item } from '../../src/model/checklist.js';
import { aroundOf } from '../support/around.js';

const items = new Map(catalogue.flatMap((section) => section.items.map((item) => [item.id, item] as const)));
const itemOf = (id: string): Item => {
  const item = items.get(id);
  assert.ok(item, id);
  return item;
};

type Files = Readonly<Record<string, string>>;
type Own = Readonly<Record<string, number | string | boolean>>;

async function compared(id: string, name: string, files: Files, own?: Own): Promise<ComparedTarget> {
  const found = comparedTo(itemOf(id), await aroundOf(files), own ? { [id]: own } : {}).find((one) => one.name === name);
  assert.ok(found);
  return found;
}

const K6 =
  "import http from 'k6/http';\nexport const options = { vus: 50, duration: '2m', thresholds: { http_req_duration: ['p(95)<400', 'p(99)<2000'] } };\n";

describe('targets', () => {
  const cases: readonly (readonly [string, string, string, Files, ComparedTarget['stated'], boolean | undefined])[] = [
    [
      'a threshold of coverage.py',
      'testing.coverage-target',
      'overall_percent',
      { 'pyproject.toml': '[tool.coverage.report]\nfail_under = 85\n' },
      85,
      true,
    ],
    [
      'a threshold of an option',
      'testing.coverage-target',
      'overall_percent',
      { 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = "--cov-fail-under=70"\n' },
      70,
      false,
    ],
    [
      'a threshold of Jest',
      'testing.coverage-target',
      'overall_percent',
      { 'jest.config.js': 'module.exports = { coverageThreshold: { global: { branches: 60, lines: 90 } } };\n' },
      90,
      true,
    ],
    [
      'a threshold of Vitest',
      'testing.coverage-target',
      'overall_percent',
      { 'vitest.config.ts': 'export default { test: { coverage: { thresholds: { lines: 75 } } } };\n' },
      75,
      false,
    ],
    [
      'a target of Codecov',
      'testing.coverage-target',
      'overall_percent',
      { 'codecov.yml': 'coverage:\n  status:\n    project:\n      default:\n        target: 82%\n' },
      82,
      true,
    ],
    [
      'a target that Codecov finds itself',
      'testing.coverage-target',
      'overall_percent',
      { 'codecov.yml': 'coverage:\n  status:\n    project:\n      default:\n        target: auto\n' },
      undefined,
      undefined,
    ],
    [
      'a share of JaCoCo',
      'testing.coverage-target',
      'overall_percent',
      { 'pom.xml': '<project><artifactId>jacoco-maven-plugin</artifactId><minimum>0.80</minimum></project>\n' },
      80,
      true,
    ],
    [
      'a threshold in a comment',
      'testing.coverage-target',
      'overall_percent',
      { 'pyproject.toml': '[tool.coverage.report]\n# fail_under = 85\n' },
      undefined,
      undefined,
    ],
    ['a threshold of k6', 'performance.targets', 'p95_ms', { 'k6/load.js': K6 }, 400, true],
    ['another threshold of k6', 'performance.targets', 'p99_ms', { 'k6/load.js': K6 }, 2000, false],
    ['a comparison that is none of k6', 'performance.targets', 'p95_ms', { 'src/a.js': 'const ok = p(95) < 400;\n' }, undefined, undefined],
    ['users of k6', 'performance.load-test', 'virtual_users', { 'k6/load.js': K6 }, 50, false],
    ['minutes of k6 as seconds', 'performance.load-test', 'duration_seconds', { 'k6/load.js': K6 }, 120, true],
    [
      "a runbook's table",
      'recovery.objectives',
      'rto_hours',
      { 'docs/dr.md': '| | |\n|-|-|\n| RTO | 30 minutes |\n| RPO | 1 hour |\n' },
      0.5,
      true,
    ],
    [
      'the other row of it',
      'recovery.objectives',
      'rpo_minutes',
      { 'docs/dr.md': '| | |\n|-|-|\n| RTO | 30 minutes |\n| RPO | 1 hour |\n' },
      60,
      false,
    ],
    ['a sentence', 'recovery.objectives', 'rto_hours', { 'docs/dr.md': 'Our Recovery Time Objective is 4 hours.\n' }, 4, false],
    [
      'words without a figure',
      'recovery.objectives',
      'rto_hours',
      { 'docs/dr.md': 'RTO and RPO are not known yet.\n\nCall within 5 minutes.\n' },
      undefined,
      undefined,
    ],
    ['an uptime', 'docs.sla', 'uptime_percent', { 'docs/sla.md': 'We promise 99.95 % uptime.\n' }, 99.95, true],
    ['an uptime after its name', 'docs.sla', 'uptime_percent', { 'docs/sla.md': 'SLA: 99.5%\n' }, 99.5, false],
    ['a share of something else', 'docs.sla', 'uptime_percent', { 'docs/a.md': 'Uses 95 % less memory.\n' }, undefined, undefined],
    [
      'a pool',
      'database.connection-pool',
      'pool_size',
      { 'db.py': 'e = create_engine(URL, pool_size=10, max_overflow=20, pool_pre_ping=True)\n' },
      10,
      true,
    ],
    [
      'an overflow within a range',
      'database.connection-pool',
      'max_overflow',
      { 'db.py': 'e = create_engine(URL, pool_size=10, max_overflow=20)\n' },
      20,
      true,
    ],
    [
      'an overflow outside of it',
      'database.connection-pool',
      'max_overflow',
      { 'db.py': 'e = create_engine(URL, max_overflow=100)\n' },
      100,
      false,
    ],
    ['a switch', 'database.connection-pool', 'pool_pre_ping', { 'db.py': 'e = create_engine(URL, pool_pre_ping=True)\n' }, true, true],
    [
      'a pool of a test',
      'database.connection-pool',
      'pool_size',
      { 'tests/test_db.py': 'e = create_engine(URL, pool_size=99)\n' },
      undefined,
      undefined,
    ],
    [
      'a pool from the environment',
      'database.connection-pool',
      'pool_size',
      { 'db.py': 'e = create_engine(URL, pool_size=settings.pool)\n' },
      undefined,
      undefined,
    ],
    [
      'milliseconds as seconds',
      'database.query-timeout',
      'query_timeout_seconds',
      { 'db.ts': 'new Pool({ statement_timeout: 30_000 });\n' },
      30,
      true,
    ],
    [
      'memory of a server',
      'database.server-tuning',
      'shared_buffers',
      { 'compose.yaml': 'services:\n  db:\n    command: postgres -c shared_buffers=128MB -c max_connections=300\n' },
      134_217_728,
      false,
    ],
    [
      'pages of a server',
      'database.server-tuning',
      'shared_buffers',
      { 'postgresql.conf': 'shared_buffers = 16384\n' },
      undefined,
      undefined,
    ],
    [
      'connections of a server',
      'database.server-tuning',
      'max_connections',
      { 'compose.yaml': 'services:\n  db:\n    command: postgres -c max_connections=300\n' },
      300,
      true,
    ],
    [
      'a version',
      'database.supported-engine',
      'postgresql_min_version',
      { 'compose.yaml': 'services:\n  db:\n    image: postgres:16-alpine\n' },
      16,
      true,
    ],
    [
      'a size that is multiplied',
      'observability.log-rotation',
      'max_bytes',
      { 'log.py': 'h = RotatingFileHandler("a", maxBytes=10 * 1024 * 1024, backupCount=3)\n' },
      10_485_760,
      true,
    ],
    [
      'a size of Docker',
      'observability.log-rotation',
      'max_bytes',
      { 'compose.yaml': 'services:\n  a:\n    logging:\n      options:\n        max-size: "50m"\n' },
      52_428_800,
      false,
    ],
    [
      'files kept',
      'observability.log-rotation',
      'backup_count',
      { 'log.py': 'h = RotatingFileHandler("a", maxBytes=1, backupCount=3)\n' },
      3,
      false,
    ],
    [
      'an autoscaler',
      'platform.scaling',
      'cpu_utilisation_percent',
      { 'k8s/hpa.yaml': 'spec:\n  metrics:\n    - resource:\n        name: cpu\n        target:\n          averageUtilization: 60\n' },
      60,
      true,
    ],
    [
      'minutes of a token as seconds',
      'auth.tokens',
      'access_token_lifetime_seconds',
      { 'settings.py': 'ACCESS_TOKEN_EXPIRE_MINUTES = 60 * 24 * 8\n' },
      691_200,
      false,
    ],
    [
      'what is only shown',
      'compliance.dependency-audit',
      'npm_audit_level',
      { Makefile: 'audit:\n\tnpm audit --audit-level=high\n' },
      'high',
      undefined,
    ],
    [
      'a probe, and not the next one',
      'health.liveness-probe',
      'initial_delay_seconds',
      { 'k8s/a.yaml': 'livenessProbe:\n  httpGet: { path: /health }\nreadinessProbe:\n  initialDelaySeconds: 90\n' },
      undefined,
      undefined,
    ],
  ];
  for (const [name, id, target, files, stated, met] of cases)
    it(`${name}: ${String(stated)}`, async () => {
      const found = await compared(id, target, files);
      assert.deepEqual([found.stated, found.met, found.isExample], [stated, met, true]);
      assert.equal(found.at !== undefined, stated !== undefined);
    });

  it("puts the team's own in the example's place", async () => {
    const files = { 'pyproject.toml': '[tool.coverage.report]\nfail_under = 85\n' };
    const found = await compared('testing.coverage-target', 'overall_percent', files, { overall_percent: 90 });
    assert.deepEqual([found.target, found.isExample, found.stated, found.met], [90, false, 85, false]);
  });

  it('shows the figure that falls short, where several are stated', async () => {
    const files = {
      'a/pyproject.toml': '[tool.coverage.report]\nfail_under = 95\n',
      'b/pyproject.toml': '[tool.coverage.report]\nfail_under = 40\n',
    };
    assert.equal((await compared('testing.coverage-target', 'overall_percent', files)).stated, 40);
  });

  it('have words and names of their own', () => {
    for (const { id, targets = [] } of items.values()) {
      assert.equal(new Set(targets.map(({ name }) => name)).size, targets.length, id);
      for (const { words } of targets) assert.ok(words.length > 2 && words.length < 50, words);
    }
  });
});
