import assert from 'node:assert/strict';
import { type Surroundings } from '../../src/checklist/applicability.js';
import { assess } from '../../src/checklist/assess.js';
import { catalogue } from '../../src/checklist/catalogue.js';
import { App } from '../../src/facts/http.js';
import type { Item, ItemState, Profile } from '../../src/model/checklist.js';
import type { AnyKind, Fact } from '../../src/model/fact.js';
import type { Evidence, Finding, Outcome, Severity, Unknown } from '../../src/model/finding.js';

const AT = { uri: 'memory:///main.py', span: { start: 0, end: 1 } };
const finding = (rule: Finding['rule'], severity: Severity): Finding => ({
  rule,
  severity,
  confidence: 'sure',
  at: AT,
  message: 'A gap.',
  related: [],
  fixes: [],
  fingerprint: `${rule} ${severity}`,
});
const evidence = (rule: Finding['rule']): Evidence => ({ rule, at: AT, note: 'GET /health' });
const unknown = (rule: Finding['rule']): Unknown => ({ rule, at: AT });
const outcome = (parts: Partial<Outcome> = {}): Outcome => ({ findings: [], evidence: [], unknown: [], suppressed: [], ...parts });

const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  documents: [{ uri: AT.uri, path: 'main.py', format: 'python', role: 'production', tracked: true }],
  skipped: 0,
  built: new Set(['a/one', 'a/two', 'secrets/provider-token']),
  facts: (kind: AnyKind) =>
    (kind.id === App.id
      ? [{ ...AT, kind: App.id, confidence: 'sure', framework: 'FastAPI', key: 'app' }]
      : []) as unknown as readonly Fact<never>[],
  ...more,
});

const item = (more: Partial<Item> = {}): Item => ({
  id: 'x.y',
  title: 'A thing',
  holds: 'A thing holds',
  verify: 'auto',
  phase: 'before',
  blocking: true,
  standard: 'blocking',
  applies: ['always'],
  rules: ['a/one'],
  ...more,
});

const state = (one: Item, said: Outcome, where = around(), profile: Profile = 'standard'): ItemState => {
  const [section] = assess([{ id: 'x', title: 'X', items: [one] }], said, where, profile).sections;
  const [only] = section?.items ?? [];
  assert.ok(only);
  return only;
};

describe('the status of an item', () => {
  const cases: readonly (readonly [string, Partial<Item>, Partial<Outcome>, ItemState['status'], string?])[] = [
    ['a finding', {}, { findings: [finding('a/one', 'warning')] }, 'failing'],
    ['a finding beside evidence', {}, { findings: [finding('a/one', 'error')], evidence: [evidence('a/one')] }, 'failing'],
    ['information beside evidence', {}, { findings: [finding('a/one', 'info')], evidence: [evidence('a/one')] }, 'passing'],
    ['information alone', {}, { findings: [finding('a/one', 'info')] }, 'to-attest'],
    ['evidence', {}, { evidence: [evidence('a/one')] }, 'passing'],
    ['evidence of another rule', {}, { evidence: [evidence('a/two')] }, 'to-attest'],
    ['evidence beside something unknown', {}, { evidence: [evidence('a/one')], unknown: [unknown('a/one')] }, 'to-attest', 'one place'],
    ['nothing at all', {}, {}, 'to-attest', 'nothing was found'],
    [
      'evidence while a rule is not built',
      { rules: ['a/one', 'a/later'] },
      { evidence: [evidence('a/one')] },
      'to-attest',
      '1 of 2 checked',
    ],
    ['a finding while a rule is not built', { rules: ['a/one', 'a/later'] }, { findings: [finding('a/one', 'warning')] }, 'failing'],
    ['a sweep that found nothing', { rules: ['secrets/provider-token'] }, {}, 'passing', '1 file read'],
    ['an assisted item with evidence', { verify: 'assisted' }, { evidence: [evidence('a/one')] }, 'to-confirm'],
    ['an assisted item without evidence', { verify: 'assisted' }, {}, 'to-attest'],
    ['an assisted item with a finding', { verify: 'assisted' }, { findings: [finding('a/one', 'warning')] }, 'failing'],
    ['a manual item', { verify: 'manual', rules: [] }, {}, 'to-attest'],
    ['a condition that does not hold', { applies: ['docker'] }, { findings: [finding('a/one', 'error')] }, 'not-applicable'],
    ['one of two conditions that holds', { applies: ['docker', 'web-app'] }, { evidence: [evidence('a/one')] }, 'passing'],
  ];
  for (const [name, one, said, expected, reason] of cases)
    it(`with ${name} is ${expected}`, () => {
      const found = state(item(one), outcome(said));
      assert.equal(found.status, expected);
      if (reason !== undefined) assert.ok(found.reason?.includes(reason), found.reason);
    });

  it('says what was skipped', () => {
    assert.equal(state(item({ rules: ['secrets/provider-token'] }), outcome(), around({ skipped: 3 })).reason, '1 file read, 3 skipped');
  });

  it('does not pass on files that were read and not understood', () => {
    const php = { uri: 'memory:///index.php', path: 'index.php', format: 'text', role: 'production', tracked: true } as const;
    const where = around({ documents: [php], built: new Set(['secrets/insecure-default', 'secrets/provider-token']) });
    const found = state(item({ rules: ['secrets/insecure-default'] }), outcome(), where);
    assert.deepEqual([found.status, found.reason], ['to-attest', '1 file read, 1 PHP file not judged']);
    assert.equal(
      state(item({ rules: ['secrets/provider-token'] }), outcome(), where).status,
      'passing',
      'a token is a token in any language',
    );
  });

  it('names what makes it applicable', () => {
    assert.deepEqual(
      state(item({ applies: ['web-app'] }), outcome()).appliesBecause.map(({ note }) => note),
      ['a FastAPI application'],
    );
  });
});

describe('the whole', () => {
  const blocking = (one: Partial<Item>, said: Partial<Outcome>, profile: Profile): number =>
    assess([{ id: 'x', title: 'X', items: [item(one)] }], outcome(said), around(), profile).blocking;

  it('blocks as the profile says', () => {
    const open = { findings: [finding('a/one', 'warning')] };
    assert.deepEqual(
      (['demo', 'standard', 'strict'] as const).map((profile) => blocking({}, open, profile)),
      [0, 1, 1],
    );
    assert.deepEqual(
      (['demo', 'standard', 'strict'] as const).map((profile) => blocking({ standard: 'more' }, open, profile)),
      [0, 0, 1],
    );
    assert.deepEqual(
      (['demo', 'standard', 'strict'] as const).map((profile) => blocking({ phase: 'after' }, open, profile)),
      [0, 0, 0],
    );
  });

  it('counts an open error that no blocking item holds, and none twice', () => {
    assert.equal(blocking({}, { findings: [finding('a/one', 'error')] }, 'standard'), 1);
    assert.equal(blocking({}, { findings: [finding('b/other', 'error')], evidence: [evidence('a/one')] }, 'standard'), 1);
    assert.equal(blocking({}, { findings: [finding('b/other', 'warning')], evidence: [evidence('a/one')] }, 'standard'), 0);
  });

  it('counts progress over what applies', () => {
    const items = [item(), item({ applies: ['docker'] }), item({ rules: ['a/two'] })];
    const { progress, verdict } = assess(
      [{ id: 'x', title: 'X', items }],
      outcome({ evidence: [evidence('a/one')] }),
      around(),
      'standard',
    );
    assert.deepEqual(progress, { done: 1, applicable: 2 });
    assert.equal(verdict, 'not-ready');
  });
});

describe('the catalogue', () => {
  it('has ids of its own, below their sections', () => {
    const items = catalogue.flatMap((section) => section.items.map((one) => [section.id, one.id] as const));
    assert.equal(new Set(items.map(([, id]) => id)).size, items.length);
    for (const [section, id] of items) assert.ok(id.startsWith(`${section}.`), id);
  });
});
