import assert from 'node:assert/strict';
import { catalogue } from '../../src/checklist/catalogue.js';
import { signalsOf } from '../../src/checklist/signals.js';
import type { Item } from '../../src/model/checklist.js';
import { aroundOf } from '../support/around.js';

const items = new Map(catalogue.flatMap((section) => section.items.map((item) => [item.id, item] as const)));
const itemOf = (id: string): Item => {
  const item = items.get(id);
  assert.ok(item, id);
  return item;
};

/** What hints at an item in some files, with the file and the words underlined there. */
async function seen(id: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return signalsOf(itemOf(id), await aroundOf(files)).map(({ note, at }) => {
    const path = at.uri.slice('memory:///'.length);
    return `${note} ${path}:${(files[path] ?? '').slice(at.span.start, at.span.end)}`;
  });
}

const WORKFLOW = '.github/workflows/ci.yml';
const workflow = (run: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;

describe('signals', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['a file', 'quality.code-review', { '.github/CODEOWNERS': '* @acme\n' }, ['.github/CODEOWNERS .github/CODEOWNERS:']],
    ['no file of a longer name', 'quality.code-review', { 'src/CODEOWNERS_PARSER.py': 'A = 1\n' }, []],
    ['a package', 'resilience.retries', { 'requirements.txt': 'tenacity==9.0\n' }, ['depends on tenacity requirements.txt:tenacity==9.0']],
    [
      'a package of development',
      'testing.api-contract',
      { 'package.json': '{ "devDependencies": { "dredd": "14" } }\n' },
      ['depends on dredd package.json:"dredd": "14"'],
    ],
    ['no package that begins alike', 'resilience.retries', { 'requirements.txt': 'tenacity-extras==9.0\n' }, []],
    [
      "Go's package of a version",
      'resilience.retries',
      { 'go.mod': 'module a\n\nrequire github.com/cenkalti/backoff/v4 v4.3.0\n' },
      ['depends on github.com/cenkalti/backoff/v4 go.mod:require github.com/cenkalti/backoff/v4 v4.3.0'],
    ],
    ['a call', 'resilience.retries', { 'a.py': '@retry(stop=3)\ndef f(): ...\n' }, ['@retry( a.py:@retry(']],
    ['no call in a comment', 'resilience.retries', { 'a.py': '# @retry(stop=3)\n' }, []],
    ['no call in another language', 'resilience.retries', { 'a.ts': 'const a = "@retry(";\n' }, []],
    ['no call in a document', 'resilience.retries', { 'README.md': 'Use `@retry(`.\n' }, []],
    ['no call of a test where that shows nothing', 'resilience.retries', { 'tests/test_a.py': '@retry(stop=3)\ndef test_a(): ...\n' }, []],
    [
      'a call of a test where it does',
      'testing.unhappy-paths',
      { 'tests/test_a.py': 'with pytest.raises(ValueError): ...\n' },
      ['pytest.raises( tests/test_a.py:pytest.raises('],
    ],
    ['a step', 'quality.checks-clean', { [WORKFLOW]: workflow('uv run mypy src') }, [`mypy ${WORKFLOW}:mypy`]],
    ['no step of a longer name', 'quality.checks-clean', { [WORKFLOW]: workflow('pip install mypy_extensions') }, []],
    [
      'a step, over a gap',
      'delivery.verified-deployment',
      { [WORKFLOW]: workflow('helm upgrade shop ./chart --atomic') },
      [`helm upgrade … --atomic ${WORKFLOW}:helm upgrade`],
    ],
    ['no step without its other half', 'delivery.verified-deployment', { [WORKFLOW]: workflow('helm upgrade shop ./chart') }, []],
    [
      'a key of a manifest',
      'platform.network-exposure',
      { 'k8s/n.yaml': 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n' },
      ['kind: NetworkPolicy k8s/n.yaml:kind: NetworkPolicy'],
    ],
    [
      'no key of what developers run',
      'performance.caching',
      { 'docker-compose.override.yml': 'services:\n  c:\n    image: redis:7\n' },
      [],
    ],
    [
      "a variable of an environment's template",
      'observability.performance-monitoring',
      { '.env.example': 'OTEL_EXPORTER_OTLP_ENDPOINT=\n' },
      ['OTEL_EXPORTER_OTLP_ENDPOINT .env.example:OTEL_EXPORTER_OTLP_ENDPOINT'],
    ],
    ['the rest of a name', 'resilience.kill-switch', { '.env.example': 'FEATURE_CHECKOUT=on\n' }, ['FEATURE_ .env.example:FEATURE_']],
    [
      'a heading',
      'recovery.runbook',
      { 'docs/ops.md': '# Operations\n\n## Disaster recovery\n\nCall Ada.\n' },
      ['Disaster recovery docs/ops.md:Disaster recovery'],
    ],
    ['no heading that only contains the letters', 'docs.sla', { 'docs/a.md': '# Translating slate\n\nWords.\n' }, []],
    ['the name of a document', 'docs.sla', { 'docs/sla.md': 'We promise.\n' }, ['docs/sla.md docs/sla.md:', 'docs/sla.md docs/sla.md:']],
  ];
  for (const [name, id, files, expected] of cases)
    it(`${id}: ${name}`, async () => {
      assert.deepEqual(await seen(id, files), expected);
    });

  it('are there for every assisted item', () => {
    for (const { id, verify, signals } of items.values())
      if (verify === 'assisted') assert.ok(signals && Object.keys(signals).length > 0, id);
  });

  it('are few, however much is there', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`db/${String(i)}.sql`, 'CREATE INDEX a ON b (c);\n']));
    const found = await seen('database.query-optimisation', files);
    assert.ok(found.length > 0 && found.length <= 25);
  });
});
