import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Assessing } from '../../src/checklist/assess.js';
import type { RoleState, Section } from '../../src/model/checklist.js';
import type { Ledger, Signoff } from '../../src/model/signoff.js';
import { byCodePoint, canonical } from '../../src/signoff/canonical.js';
import { forceOf, isMoment } from '../../src/signoff/force.js';
import { digestOf, latestOf } from '../../src/signoff/standing.js';
import {
  NOW,
  assessing,
  attestation,
  evidence,
  finding,
  item,
  ledger,
  outcome,
  section,
  settings,
  sha256,
  waiver,
  waiverOf,
} from '../checklist/made-up.js';

const quality = (more: Partial<Section> = {}): Section => ({
  ...section(
    item({ id: 'quality.auto', title: 'Automatic', rules: ['a/one'] }),
    item({ id: 'quality.manual', title: 'By hand', verify: 'manual', rules: [] }),
    item({ id: 'quality.open', title: 'Open', standard: 'shown', rules: ['a/two'] }),
    item({ id: 'quality.later', title: 'Later', phase: 'after', verify: 'manual', rules: [] }),
  ),
  id: 'quality',
  title: 'Quality',
  ...more,
});

const open = finding('a/two');
const ada = attestation({ item: 'quality.manual' });
const good: Partial<Assessing> = {
  sections: [quality()],
  outcome: outcome({ evidence: [evidence('a/one')], findings: [open] }),
};
const role = (more: Partial<Assessing>): RoleState => {
  const state = assessing({ ...good, ...more }).roles.find((one) => one.role.id === 'engineering-lead');
  assert.ok(state);
  return state;
};
const signed = (records: Ledger, more: Partial<Signoff> = {}): Signoff => {
  const { now } = role({ ledger: records });
  return {
    role: 'engineering-lead',
    by: 'Lea <lea@example.com>',
    at: '2026-11-10T10:00:00Z',
    catalogue: 1,
    digest: now.digest,
    state: now.state,
    ...more,
  };
};
const before = ledger({ attestations: [ada] });
const after = (signoff: Signoff, more: Partial<Ledger> = {}): Ledger => ({ ...before, signoffs: [signoff], ...more });

describe('a signature', () => {
  it('covers what the role owns and is due before the launch, by status and fingerprints', () => {
    const { state } = signed(before);
    assert.deepEqual(Object.keys(state), ['quality.auto', 'quality.manual', 'quality.open']);
    assert.equal(state['quality.auto'], 'passing');
    assert.match(state['quality.manual'] ?? '', /^attested a:[0-9a-f]{16}$/);
    assert.equal(state['quality.open'], `failing ${open.fingerprint}`);
  });

  it('holds as long as nothing of that moves', () => {
    const found = role({ ledger: after(signed(before)) });
    assert.deepEqual([found.state, found.changes, found.reasons], ['signed', [], []]);
    assert.equal(role({ ledger: before }).state, 'unsigned');
  });

  it('does not care for lines that move, for evidence, for information, for the launch, for the order of things', () => {
    const signoff = signed(before);
    const moved = { ...open, at: { ...open.at, span: { start: 40, end: 50 } }, message: 'Other words.', severity: 'error' as const };
    const said = outcome({ evidence: [evidence('a/one'), evidence('a/one')], findings: [finding('a/one', 'info'), moved] });
    const later = after(signoff, { attestations: [attestation({ item: 'quality.later' }), ada] });
    assert.equal(role({ outcome: said, ledger: later }).state, 'signed');
  });

  const cases: readonly (readonly [string, Partial<Assessing>, readonly [string, string, string, ...RegExp[]][]])[] = [
    ['something fails', { outcome: outcome({ findings: [finding('a/one'), open] }), ledger: after(signed(before)) }, [['quality.auto', 'passing', 'failing, 1 finding', /^new: A gap\.$/]]],
    ['evidence is gone', { outcome: outcome({ findings: [open] }), ledger: after(signed(before)) }, [['quality.auto', 'passing', 'to be attested', /nothing was found/]]],
    ['there is one more finding', { outcome: outcome({ evidence: [evidence('a/one')], findings: [open, finding('a/two', 'warning', 'else')] }), ledger: after(signed(before)) }, [['quality.open', 'failing, 1 finding', 'failing, 2 findings', /^new: A gap of else\.$/]]],
    ['a finding took the place of another', { outcome: outcome({ evidence: [evidence('a/one')], findings: [finding('a/two', 'warning', 'else')] }), ledger: after(signed(before)) }, [['quality.open', 'failing, 1 finding', 'failing, 1 finding', /^new/, /1 finding gone/]]],
    ['the attestation was taken back', { ledger: after(signed(before), { attestations: [] }) }, [['quality.manual', 'attested', 'to be attested', /taken back/, /files cannot show/]]],
    ['the attestation was made anew', { ledger: after(signed(before), { attestations: [attestation({ item: 'quality.manual', at: '2026-11-20T10:00:00Z' })] }) }, [['quality.manual', 'attested', 'attested by Ada', /taken back/, /attestation by Ada of 2026-11-20 is new/]]],
    ['somebody else attests it too', { ledger: after(signed(before), { attestations: [ada, attestation({ item: 'quality.manual', by: 'Eve', at: '2026-11-20T10:00:00Z' })] }) }, [['quality.manual', 'attested by Ada', 'attested by Ada and Eve', /by Eve of 2026-11-20 is new/]]],
    ['a risk was accepted', { ledger: after(signed(before), { waivers: [waiverOf(open, { at: '2026-11-20T10:00:00Z' })] }) }, [['quality.open', 'failing, 1 finding', 'waived by Bob', /waiver by Bob of 2026-11-20 is new/, /accepted by Bob/]]],
    ['an item no longer applies', { settings: settings({ notApplicable: { 'quality.open': 'gone' } }), ledger: after(signed(before)) }, [['quality.open', 'failing, 1 finding', 'does not apply', /1 finding gone/, /^gone$/]]],
    ['an item is new', { sections: [quality({ items: [...quality().items, item({ id: 'quality.zz', title: 'New' })] })], ledger: after(signed(before)) }, [['quality.zz', 'not in the checklist', 'passing', /came to the checklist/]]],
    ['an item is gone', { sections: [quality({ items: quality().items.slice(1) })], ledger: after(signed(before)) }, [['quality.auto', 'passing', 'not in the checklist', /left the checklist/]]],
    ['the role owns less', { settings: settings({ roles: [{ id: 'engineering-lead', owns: ['testing'] }] }), ledger: after(signed(before)) }, [['quality.auto', 'passing', 'not in the checklist', /left/], ['quality.manual', 'attested by Ada', 'not in the checklist', /left/], ['quality.open', 'failing, 1 finding', 'not in the checklist', /left/]]],
  ]; // prettier-ignore
  for (const [name, more, changes] of cases)
    it(`is stale when ${name}, and says what was and what is`, () => {
      const found = role(more);
      assert.equal(found.state, 'stale', found.reasons.join());
      assert.deepEqual(found.changes.map(({ item: id, from, to }) => [id, from, to]), changes.map(([id, from, to]) => [id, from, to])); // prettier-ignore
      for (const [i, [, , , ...patterns]] of changes.entries()) {
        assert.equal(found.changes[i]?.because.length, patterns.length, found.changes[i]?.because.join('|'));
        for (const [j, pattern] of patterns.entries()) assert.match(String(found.changes[i].because[j]), pattern);
      }
      assert.match(found.reasons[0] ?? '', /changed since Lea signed/);
    });

  it('names the places to look at', () => {
    const fresh = finding('a/one');
    const found = role({ outcome: outcome({ findings: [fresh, open] }), ledger: after(signed(before)) });
    assert.deepEqual(found.changes[0]?.places, [fresh.at]);
  });

  it('is stale once a record that it covers expires, and says so', () => {
    const ending = ledger({ attestations: [attestation({ item: 'quality.manual', expires: '2026-12-01' })] });
    const signoff = signed(ending);
    const records = { ...ending, signoffs: [signoff] };
    assert.equal(role({ ledger: records }).state, 'signed');
    const found = role({ ledger: records, now: new Date('2026-12-02T00:00:00Z') });
    assert.equal(found.state, 'stale');
    assert.deepEqual(found.changes[0]?.because, ['the attestation by Ada expired on 2026-12-01']);
  });

  it('says that the checklist has a new version, and holds where that changed nothing', () => {
    const found = role({ ledger: after(signed(before, { catalogue: 99 })) });
    assert.equal(found.state, 'signed');
    assert.match(found.reasons[0] ?? '', /now version 1; version 99 was signed/);
  });

  it('that is the latest counts', () => {
    const [old, young] = [
      signed(before, { at: '2026-11-01T00:00:00Z', by: 'Old' }),
      signed(before, { at: '2026-11-01T02:00:00+01:00', by: 'Young' }),
    ];
    assert.equal(latestOf([young, old], 'engineering-lead')?.by, 'Young');
    assert.equal(latestOf([old, young], 'engineering-lead')?.by, 'Young');
    assert.equal(latestOf([old], 'nobody'), undefined);
  });
});

describe('a signature that was tampered with', () => {
  const waived = ledger({ attestations: [ada], waivers: [waiverOf(open)] });
  const cases: readonly (readonly [string, Ledger])[] = [
    ['its state was edited', after({ ...signed(before), state: { ...signed(before).state, 'quality.open': 'passing' } })],
    ['its digest was edited', after({ ...signed(before), digest: `sha256:${'0'.repeat(64)}` })],
    ['an item was taken out of its state', after({ ...signed(before), state: { 'quality.auto': 'passing' } })],
    ['the note of the attestation was edited', after(signed(before), { attestations: [{ ...ada, note: 'seen twice' }] })],
    ['the name on the attestation was edited', after(signed(before), { attestations: [{ ...ada, by: 'Eve' }] })],
    ['the attestation was made to last', after(signed(ledger({ attestations: [{ ...ada, expires: '2026-12-01' }] })), { attestations: [{ ...ada, expires: '2029-12-01' }] })],
    ['the attestation was made older', after(signed(before), { attestations: [{ ...ada, at: '2026-10-01T10:00:00Z' }] })],
    ['the reason of a waiver was edited', { ...after(signed(waived)), waivers: [waiverOf(open, { reason: 'whatever' })] }],
    ['a waiver was made to last', { ...after(signed(waived)), waivers: [waiverOf(open, { expires: '2036-01-01' })] }],
  ]; // prettier-ignore
  for (const [name, records] of cases)
    it(`is told: ${name}`, () => {
      const found = role({ ledger: records });
      assert.equal(found.state, 'tampered', found.reasons.join());
      assert.match(found.reasons[0] ?? '', /edited after/);
      assert.notEqual(assessing({ ...good, ledger: records }).verdict, 'signed');
    });

  it('is not told where a branch brings an older record of somebody else', () => {
    const merged = after(signed(before), {
      attestations: [ada, attestation({ item: 'quality.manual', by: 'Eve', at: '2026-11-05T10:00:00Z' })],
    });
    assert.equal(role({ ledger: merged }).state, 'stale');
  });
});

describe('canonical JSON', () => {
  it('is the same for the same, however it is written', () => {
    assert.equal(canonical({ b: 1, a: ['z', 'y'], c: undefined }), '{"a":["y","z"],"b":1}');
    assert.equal(canonical('a\u030a\r\nb\rc'), '"å\\nb\\nc"');
    assert.equal(canonical({ 'a\u030a': null, z: true }), '{"z":true,"å":null}');
  });
  it('orders by code points, not by the halves of them', () => {
    assert.ok(byCodePoint('\u{ffff}', '\u{10000}') < 0);
    assert.ok(byCodePoint('a', 'ab') < 0);
    assert.ok(byCodePoint('ab', 'a') > 0);
    assert.equal(byCodePoint('ab', 'ab'), 0);
  });
  it('gives a digest that does not hang on the order of keys, and that any change moves', () => {
    const states = fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ maxLength: 8 }), {
      minKeys: 1,
      maxKeys: 8,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(states, fc.nat(), (state, seed) => {
        const entries = Object.entries(state);
        const turned = Object.fromEntries([...entries.slice(seed % entries.length), ...entries.slice(0, seed % entries.length)]);
        assert.equal(digestOf(turned, sha256), digestOf(state, sha256));
        const [key] = entries[seed % entries.length] ?? ['', ''];
        assert.notEqual(digestOf({ ...state, [key]: `${state[key] ?? ''}!` }, sha256), digestOf(state, sha256));
      }),
    );
  });
});

describe('the end of a record', () => {
  const table: readonly (readonly [string | undefined, string, number | undefined])[] = [
    [undefined, 'in-force', undefined],
    ['2026-12-05', 'in-force', 15],
    ['2026-12-04', 'expiring', 14],
    ['2026-11-21', 'expiring', 1],
    ['2026-11-20', 'expired', -1],
    ['2026-11-21T12:00:00Z', 'expired', 0],
    ['2026-11-21T12:00:01Z', 'expiring', 1],
    ['2026-11-21T13:30:00+01:00', 'expiring', 1],
    ['soon', 'expired', 0],
  ];
  for (const [expires, force, daysLeft] of table)
    it(`${expires ?? 'without a date'} is ${force}`, () =>
      assert.deepEqual(forceOf(expires, NOW), { force, daysLeft: daysLeft === -1 ? -1 : daysLeft }));
  it('is a date of the calendar', () => {
    for (const good of ['2026-12-31', '2028-02-29', '2026-12-31T10:00Z', '2026-12-31T10:00:00.123+02:00']) assert.ok(isMoment(good), good);
    for (const bad of ['2026-02-29', '2026-13-01', '31.12.2026', '2026-1-1', '2026-12-31T10:00', '2026-12-31 10:00:00Z', '', 'tomorrow'])
      assert.ok(!isMoment(bad), bad);
  });
});

describe('a waiver of an item', () => {
  it('is covered, and a new finding under it makes the signature stale', () => {
    const records = ledger({ attestations: [ada], waivers: [waiver({ item: 'quality.open' })] });
    const signoff = signed(records);
    assert.match(signoff.state['quality.open'] ?? '', /^waived [0-9a-f]{16} w:[0-9a-f]{16}$/);
    const more = outcome({ evidence: [evidence('a/one')], findings: [open, finding('a/two', 'warning', 'else')] });
    const found = role({ outcome: more, ledger: { ...records, signoffs: [signoff] } });
    assert.deepEqual([found.state, found.changes[0]?.because], ['stale', ['new: A gap of else.']]);
  });
});
