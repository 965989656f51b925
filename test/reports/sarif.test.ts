import assert from 'node:assert/strict';
import { jsonReport } from '../../src/reports/json.js';
import { sarifReport } from '../../src/reports/sarif.js';
import { runOf } from './sarif-schema.js';
import { RULES, findingAt, report, uriOf, workspace } from './sample.js';

const MAIN = 'é = 1\r\n😀 = f(«"*"»)\r\n';
const fixes = [
  {
    title: 'Mend',
    kind: 'safe' as const,
    edits: [
      { span: { start: 14, end: 17 }, text: '[]' },
      { span: { start: 0, end: 0 }, text: 'import os\r\n' },
      { span: { start: 0, end: 7 }, text: '' },
      { span: { start: 0, end: 0 }, text: 'A=\n', uri: uriOf('.env.example') },
    ],
  },
];
const related = [{ at: { uri: uriOf('a b#c.py'), span: { start: 0, end: 1 } }, note: 'And here.' }];
const found = findingAt('app/main.py', MAIN, { fixes, related });
const FILES = { 'app/main.py': MAIN, 'a b#c.py': 'x' };

describe('SARIF', () => {
  const run = runOf(sarifReport(report(workspace(FILES, [found], { skipped: [{ path: 'big.sql', reason: 'larger than 1 MiB' }] }))));
  const [result] = run.results ?? [];

  it('names every rule with its level, help, tags and security severity', () => {
    const rules = run.tool.driver.rules ?? [];
    assert.deepEqual(
      rules.map(({ id }) => id),
      RULES.map(({ id }) => id),
    );
    const [wildcard, healthcheck] = rules;
    assert.equal(wildcard?.name, 'CorsWildcardOrigin');
    assert.equal(wildcard.defaultConfiguration?.level, 'warning');
    assert.equal(
      wildcard.fullDescription?.text,
      "A page on any website can call this service from a visitor's browser and read the answer.",
    );
    assert.match(wildcard.help?.markdown ?? '', /developer\.mozilla\.org/);
    assert.deepEqual(wildcard.properties, { tags: ['production-readiness', 'cors', 'security'], 'security-severity': '6.5' });
    assert.equal(healthcheck?.defaultConfiguration?.level, 'note');
    assert.deepEqual(healthcheck.properties, { tags: ['production-readiness', 'docker'], 'problem.severity': 'recommendation' });
    assert.equal(run.tool.driver.version, '1.2.3');
  });

  it('places a result in UTF-16 columns from 1', () => {
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.equal(result?.ruleId, 'cors/wildcard-origin');
    assert.equal(result.ruleIndex, 0);
    assert.equal(result.level, 'warning');
    assert.deepEqual(result.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'app/main.py', uriBaseId: 'WORKSPACE1' },
          region: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 11 },
        },
      },
    ]);
    assert.deepEqual(result.partialFingerprints, { 'preflight/v1': '0123456789abcdef' });
  });

  it('encodes addresses, and makes all of them relative', () => {
    assert.equal(result?.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri, 'a%20b%23c.py');
    assert.equal(run.originalUriBaseIds?.WORKSPACE1?.uri, 'file:///home/ada/shop/');
  });

  it('holds fixes by file', () => {
    const changes = result?.fixes?.[0]?.artifactChanges ?? [];
    assert.deepEqual(
      changes.map(({ artifactLocation, replacements }) => [artifactLocation.uri, replacements.length]),
      [
        ['app/main.py', 3],
        ['.env.example', 1],
      ],
    );
    assert.deepEqual(changes[0]?.replacements[1], {
      deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      insertedContent: { text: 'import os\r\n' },
    });
    assert.equal(changes[0].replacements[2]?.insertedContent, undefined);
  });

  it('tells what was skipped', () => {
    const [notice] = run.invocations?.[0]?.toolExecutionNotifications ?? [];
    assert.equal(notice?.message.text, 'This file was not read: larger than 1 MiB.');
    assert.equal(notice.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'big.sql');
  });

  it('holds suppressed findings with the reason', () => {
    const suppressed = [
      { finding: found, reason: 'public data' },
      { finding: found, reason: undefined },
    ];
    const results = runOf(sarifReport(report(workspace(FILES, [], { suppressed })))).results ?? [];
    assert.deepEqual(
      results.map(({ suppressions }) => suppressions),
      [[{ kind: 'inSource', status: 'accepted', justification: 'public data' }], [{ kind: 'inSource', status: 'accepted' }]],
    );
  });

  it('has a base for each directory: addresses from here, and for one elsewhere from itself', () => {
    const own = (root: string) => workspace(FILES, [found], { root });
    const several = runOf(sarifReport(report(own('services/api'), own('web app'), own('../other'), own('..'))));
    const addresses = several.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation);
    assert.deepEqual(addresses, [
      { uri: 'services/api/app/main.py', uriBaseId: 'WORKSPACE1' },
      { uri: 'web%20app/app/main.py', uriBaseId: 'WORKSPACE2' },
      { uri: 'app/main.py', uriBaseId: 'WORKSPACE3' },
      { uri: 'app/main.py', uriBaseId: 'WORKSPACE4' },
    ]);
    assert.deepEqual(Object.keys(several.originalUriBaseIds ?? {}), ['WORKSPACE1', 'WORKSPACE2', 'WORKSPACE3', 'WORKSPACE4']);
  });

  it('is valid without findings, and for a finding whose document is gone', () => {
    assert.deepEqual(runOf(sarifReport(report(workspace({}, [])))).results, []);
    runOf(sarifReport(report(workspace({}, [found]))));
  });
});

describe('reports for programs', () => {
  const secret = 'correct-horse-battery';
  const text = `KEY = «"${secret}"»\n`;
  const finding = findingAt('a.py', text, {
    rule: 'secrets/hardcoded-credential',
    severity: 'error',
    message: "'KEY' holds a credential.",
    fixes: [
      { title: "Read it from 'KEY'", kind: 'edit', edits: [{ span: { start: 6, end: 6 + secret.length + 2 }, text: 'os.environ["KEY"]' }] },
      {
        title: "Move it to '.env'",
        kind: 'suggestion',
        edits: [{ span: { start: 0, end: 0 }, text: `KEY=${secret}\n`, uri: uriOf('.env') }],
      },
    ],
  });
  it('hold no secret, not even in a fix that moves it', () => {
    for (const written of [
      [...sarifReport(report(workspace({ 'a.py': text }, [finding])))].join(''),
      [...jsonReport(report(workspace({ 'a.py': text }, [finding])))].join(''),
    ]) {
      assert.ok(!written.includes(secret));
      assert.ok(written.includes('os.environ'));
    }
  });
});

describe('JSON', () => {
  it('has the shape that the documentation promises', () => {
    const { version, workspaces } = JSON.parse([...jsonReport(report(workspace(FILES, [found], { root: 'api' })))].join('')) as {
      version: string;
      workspaces: Record<string, unknown>[];
    };
    assert.equal(version, '1.2.3');
    assert.deepEqual(Object.keys(workspaces[0] ?? {}), ['root', 'projects', 'findings', 'suppressed', 'read', 'skipped']);
    assert.deepEqual((workspaces[0]?.findings as object[])[0], {
      rule: 'cors/wildcard-origin',
      severity: 'warning',
      confidence: 'sure',
      path: 'api/app/main.py',
      start: { line: 2, column: 8 },
      end: { line: 2, column: 11 },
      message: found.message,
      related: [{ path: 'api/a b#c.py', start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, note: 'And here.' }],
      fixes: [
        {
          title: 'Mend',
          kind: 'safe',
          edits: [
            { path: 'api/app/main.py', start: { line: 2, column: 8 }, end: { line: 2, column: 11 }, text: '[]' },
            { path: 'api/app/main.py', start: { line: 1, column: 1 }, end: { line: 1, column: 1 }, text: 'import os\r\n' },
            { path: 'api/app/main.py', start: { line: 1, column: 1 }, end: { line: 2, column: 1 }, text: '' },
            { path: 'api/.env.example', start: { line: 1, column: 1 }, end: { line: 1, column: 1 }, text: 'A=\n' },
          ],
        },
      ],
      fingerprint: '0123456789abcdef',
      helpUri: 'https://github.com/preflight-dev/preflight/blob/main/docs/rules/cors/wildcard-origin.md',
    });
  });
});
