import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { catalogue } from '../../../src/checklist/catalogue.js';
import { importChecklist } from '../../../src/checklist/markdown/import.js';
import { lineOf, matchesOf } from '../../../src/checklist/markdown/match.js';
import { PHRASES } from '../../../src/checklist/markdown/vocabulary.js';

const items = catalogue.flatMap((section) => section.items);
const best = (text: string, ...headings: readonly string[]): string | undefined => matchesOf({ text, headings }, catalogue)[0]?.item.id;

/** What a line speaks of, the heading above it first where it matters. */
const LINES: readonly (readonly [item: string, text: string, heading?: string])[] = [
  ['secrets.none-in-repository', 'Nobody can find hard-coded credentials in the source', 'Security'],
  ['secrets.rotation', 'API keys are rotated every quarter'],
  ['http.cors', 'Cross-origin: CORS origins restricted to the shop'],
  ['http.rate-limit', 'Throttle requests (rate limiter)'],
  ['http.https', 'SSL enabled on all public endpoints'],
  ['database.tls', 'Postgres connections need SSL (sslmode=require)'],
  ['database.connection-pool', 'Pool size and overflow set'],
  ['recovery.backups', 'Nightly pg_dump to the bucket'],
  ['recovery.restore-tests', 'Restoring the backup is tested each month'],
  ['recovery.objectives', 'RTO and RPO agreed'],
  ['testing.end-to-end', 'Playwright covers the checkout'],
  ['testing.coverage-target', 'Coverage stays above 80 %'],
  ['delivery.pipeline', 'GitLab CI is set up'],
  ['delivery.zero-downtime', 'Blue/green deploys'],
  ['delivery.rollback-plan', 'How to roll back is written down: rollback steps'],
  ['observability.error-tracking', 'Sentry gets our exceptions'],
  ['observability.dashboards', 'Grafana board for the on-call person'],
  ['observability.alert-channels', 'PagerDuty is wired to the alerts'],
  ['health.readiness-probe', 'Readiness probe in the chart'],
  ['resilience.graceful-shutdown', 'SIGTERM drains the workers'],
  ['platform.non-root', 'Images do not run as root: non-root user'],
  ['platform.resource-limits', 'CPU and memory limits on each pod'],
  ['compliance.licences', 'License of each dependency is known: license compliance'],
  ['compliance.data-protection', 'GDPR: a processing record is kept'],
  ['performance.load-test', 'k6 scenario for the busiest hour'],
  ['docs.runbooks', 'Runbook for common trouble'],
  ['docs.on-call', 'Rota: who is on call this week'],
  // The heading decides where the line alone does not.
  ['testing.security-tests', 'SQL injection', 'Security tests'],
  ['resilience.load-shedding', 'Thresholds and cool-down', 'CPU throttling'],
  ['launch.monitoring-verified', 'Monitoring shows data', 'Post-Deployment'],
];

describe('matching a line to built-in items', () => {
  for (const [item, text, heading] of LINES)
    it(`takes '${text}'${heading === undefined ? '' : ` under '${heading}'`} for ${item}`, () =>
      assert.equal(best(text, ...(heading === undefined ? [] : [heading])), item));

  it('says nothing of a line whose words nobody knows', () => {
    assert.deepEqual(matchesOf({ text: 'Zwölf Boxkämpfer', headings: [] }, catalogue), []);
    assert.deepEqual(matchesOf({ text: '', headings: ['Security'] }, catalogue), []);
    assert.deepEqual(matchesOf({ text: '✅ … – 🔴', headings: [] }, catalogue), []);
  });

  it('knows how teams say each item, and no item that is not there', () => {
    assert.deepEqual(Object.keys(PHRASES).toSorted(), items.map(({ id }) => id).toSorted());
  });

  it('finds each item by its own title', () => {
    const lost = items.filter(
      ({ id, title }) =>
        !matchesOf({ text: title, headings: [] }, catalogue)
          .slice(0, 2)
          .some(({ item }) => item.id === id),
    );
    assert.deepEqual(
      lost.map(({ id }) => id),
      [],
    );
  });

  it('scores from 0 to 1, in order, the same each time', () => {
    const words = fc.constantFrom(
      'backup',
      'no',
      'tests',
      'CORS',
      'the',
      '80%',
      'Sentry',
      'rate',
      'limit',
      'ünïcode',
      '`x`',
      '🔴',
      'database',
      'documented',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.array(words, { maxLength: 3 }), (text, headings) => {
        const line = { text: text.join(' '), headings, details: headings };
        const matches = matchesOf(line, catalogue);
        for (const [i, { score }] of matches.entries()) assert.ok(score > 0 && score <= 1 && score <= (matches[i - 1]?.score ?? 1));
        assert.deepEqual(
          matches.map(({ item, score }) => [item.id, score]),
          matchesOf(line, catalogue).map(({ item, score }) => [item.id, score]),
        );
      }),
    );
  });

  const SHARED = fileURLToPath(new URL('../../../../shared', import.meta.url));
  if (existsSync(`${SHARED}/seeds`) && existsSync(`${SHARED}/catalog/seed-coverage.md`))
    it('agrees with people about the lines of five documents', () => {
      const known = new Map<string, readonly string[]>();
      let seed = '';
      for (const row of readFileSync(`${SHARED}/catalog/seed-coverage.md`, 'utf8').split('\n')) {
        seed = /^## Seed (\d+)/.exec(row)?.[1] ?? seed;
        const line = /^\| (\d+) \|/.exec(row)?.[1];
        const named = [...row.matchAll(/`([a-z-]+\.[a-z0-9-]+)`/g)].map(([, id = '']) => id);
        if (line !== undefined) known.set(`${seed} ${line}`, [...(known.get(`${seed} ${line}`) ?? []), ...named]);
      }
      let [all, first, firstThree] = [0, 0, 0];
      for (const file of readdirSync(`${SHARED}/seeds`).sort()) {
        const list = importChecklist(readFileSync(`${SHARED}/seeds/${file}`, 'utf8'), file);
        for (const [index, { line }] of list.items.entries()) {
          const [meant] = known.get(`${file.slice(0, 3)} ${String(line + 1)}`) ?? [];
          if (meant === undefined) continue;
          const ids = matchesOf(lineOf(list, index), catalogue).map(({ item }) => item.id);
          all += 1;
          if (ids[0] === meant) first += 1;
          if (ids.slice(0, 3).includes(meant)) firstThree += 1;
        }
      }
      assert.equal(all, 519);
      assert.ok(first / all >= 0.8, `${String(first)} of ${String(all)} at once`);
      assert.ok(firstThree / all >= 0.93, `${String(firstThree)} of ${String(all)} among three`);
    }).timeout(10_000);
});
