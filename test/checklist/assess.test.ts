import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assessing } from '../../src/checklist/assess.js';
import { catalogue } from '../../src/checklist/catalogue.js';
import { signOffRoles } from '../../src/checklist/roles.js';
import { aroundOf } from '../support/around.js';
import { rolesFor } from '../../src/checklist/who-signs.js';
import type { Assessment, Item, ItemState, Profile, RoleSetting } from '../../src/model/checklist.js';
import type { Evidence, Finding, Outcome, RuleId, Severity } from '../../src/model/finding.js';
import type { Signoff } from '../../src/model/signoff.js';
import {
  NOW,
  around,
  assessing,
  attestation,
  evidence,
  finding,
  item,
  ledger,
  outcome,
  section,
  settings,
  stateOf,
  unknown,
  waiver,
  waiverOf,
} from './made-up.js';

const BY_SEVERITY = (severity: Severity): readonly Finding[] => [finding('a/one', severity)];

describe('the status of an item', () => {
  const cases: readonly (readonly [string, Partial<Item>, Partial<Outcome>, ItemState['status'], string?])[] = [
    ['a finding', {}, { findings: BY_SEVERITY('warning') }, 'failing'],
    ['a finding beside evidence', {}, { findings: BY_SEVERITY('error'), evidence: [evidence('a/one')] }, 'failing'],
    ['information beside evidence', {}, { findings: BY_SEVERITY('info'), evidence: [evidence('a/one')] }, 'passing'],
    [
      'information that something is missing in a part, beside evidence',
      { rules: ['a/no-one'] },
      { findings: [finding('a/no-one', 'info')], evidence: [evidence('a/no-one')] },
      'to-attest',
      'in part: one place',
    ],
    [
      'advice beside evidence',
      { rules: ['a/no-one', 'a/no-two'], advisedBy: ['a/no-two'] },
      { findings: [finding('a/no-two', 'info')], evidence: [evidence('a/no-one')] },
      'passing',
    ],
    [
      'information of a rule that only informs, beside evidence',
      { rules: ['a/one', 'light/two'] },
      { findings: [finding('light/two', 'info')], evidence: [evidence('a/one')] },
      'to-attest',
      'in part: one place',
    ],
    [
      'information of a rule that only informs, which is advice',
      { rules: ['a/one', 'light/two'], advisedBy: ['light/two'] },
      { findings: [finding('light/two', 'info')], evidence: [evidence('a/one')] },
      'passing',
    ],
    [
      'evidence that nothing is wrong, where something has to be there',
      { rules: ['a/no-one', 'a/two'] },
      { evidence: [evidence('a/two')] },
      'to-attest',
      'a part of it only',
    ],
    [
      'evidence that it is there beside evidence that nothing is wrong',
      { rules: ['a/no-one', 'a/two'] },
      { evidence: [evidence('a/two'), evidence('a/no-one')] },
      'passing',
    ],
    [
      'evidence of one of two things that it says',
      { rules: ['a/no-one', 'a/no-two'], provenBy: ['a/no-one', 'a/no-two'] },
      { evidence: [evidence('a/no-one')] },
      'to-attest',
      'a part of it only',
    ],
    [
      'evidence of both things that it says',
      { rules: ['a/no-one', 'a/no-two'], provenBy: ['a/no-one', 'a/no-two'] },
      { evidence: [evidence('a/no-one'), evidence('a/no-two')] },
      'passing',
    ],
    [
      'a finding of a rule that leaves it in doubt',
      { rules: ['secrets/provider-token'], doubtedBy: ['a/one'] },
      { findings: BY_SEVERITY('warning') },
      'to-attest',
      'one place',
    ],
    [
      'information of a rule that leaves it in doubt',
      { rules: ['secrets/provider-token'], doubtedBy: ['a/one'] },
      { findings: BY_SEVERITY('info') },
      'passing',
    ],
    [
      'a finding about something else than it concerns',
      { concerning: { 'a/one': 'signing' } },
      { findings: [{ ...finding('a/one'), concerns: 'passwords' }], evidence: [{ ...evidence('a/one'), concerns: 'signing' }] },
      'passing',
    ],
    [
      'a finding about what it concerns',
      { concerning: { 'a/one': 'signing' } },
      { findings: [{ ...finding('a/one'), concerns: 'signing' }] },
      'failing',
    ],
    [
      'evidence of something else than it concerns',
      { concerning: { 'a/one': 'signing' } },
      { evidence: [evidence('a/one')] },
      'to-attest',
      'a part of it only',
    ],
    [
      'an assisted item for which nothing bad was found',
      { verify: 'assisted', rules: ['secrets/env-file-tracked'] },
      {},
      'to-attest',
      'nothing was found',
    ],
    ['information alone', {}, { findings: BY_SEVERITY('info') }, 'to-attest'],
    ['evidence', {}, { evidence: [evidence('a/one')] }, 'passing'],
    ['evidence of another rule', {}, { evidence: [evidence('a/two')] }, 'to-attest'],
    ['evidence beside something unknown', {}, { evidence: [evidence('a/one')], unknown: [unknown('a/one')] }, 'to-attest', 'one place'],
    [
      'evidence of one project and a finding in another',
      {},
      { evidence: [evidence('a/one'), evidence('a/one')], findings: BY_SEVERITY('warning') },
      'failing',
    ],
    ['nothing at all', {}, {}, 'to-attest', 'nothing was found'],
    [
      'evidence while a rule is not built',
      { rules: ['a/one', 'later/one'] },
      { evidence: [evidence('a/one')] },
      'to-attest',
      '1 of 2 checked',
    ],
    ['no rule that is built', { rules: ['later/one', 'later/two'] }, {}, 'to-attest', 'not checked automatically yet'],
    ['no rule at all', { rules: [] }, {}, 'to-attest', 'not checked automatically yet'],
    ['evidence of a rule that is turned off', { rules: ['off/one'] }, { evidence: [evidence('off/one')] }, 'to-attest', 'turned off'],
    [
      'a rule turned off beside evidence',
      { rules: ['a/one', 'off/one'] },
      { evidence: [evidence('a/one')] },
      'to-attest',
      '1 of 2 checked, 1 turned off',
    ],
    ['a finding while a rule is not built', { rules: ['a/one', 'later/one'] }, { findings: BY_SEVERITY('warning') }, 'failing'],
    ['only findings that comments silence', {}, { suppressed: BY_SEVERITY('warning') }, 'to-attest', 'silenced by comments'],
    ['a sweep that found nothing', { rules: ['secrets/provider-token'] }, {}, 'passing', '1 file read'],
    ['an assisted item with evidence', { verify: 'assisted' }, { evidence: [evidence('a/one')] }, 'to-confirm'],
    ['an assisted item with a signal', { verify: 'assisted', rules: [], signals: { files: ['main.py'] } }, {}, 'to-confirm'],
    ['an automatic item with a signal', { signals: { files: ['main.py'] } }, {}, 'to-attest'],
    ['an assisted item without evidence', { verify: 'assisted' }, {}, 'to-attest', 'nothing was found'],
    [
      'an assisted item whose rules are not built',
      { verify: 'assisted', rules: ['later/one'] },
      {},
      'to-attest',
      'not checked automatically yet',
    ],
    ['an assisted item with something unknown', { verify: 'assisted' }, { unknown: [unknown('a/one')] }, 'to-attest', 'one place'],
    ['an assisted item with a finding', { verify: 'assisted' }, { findings: BY_SEVERITY('warning') }, 'failing'],
    ['a manual item', { verify: 'manual', rules: [] }, {}, 'to-attest', 'files cannot show it'],
    ['a condition that does not hold', { applies: ['docker'] }, { findings: BY_SEVERITY('error') }, 'not-applicable'],
    ['one of two conditions that holds', { applies: ['docker', 'web-app'] }, { evidence: [evidence('a/one')] }, 'passing'],
  ];
  for (const [name, one, said, expected, reason] of cases)
    it(`with ${name} is ${expected}`, () => {
      const found = stateOf(item(one), { outcome: outcome(said) });
      assert.equal(found.status, expected);
      if (reason !== undefined) assert.ok(found.reason?.includes(reason), found.reason);
    });

  it('says what was skipped', () => {
    const found = stateOf(item({ rules: ['secrets/provider-token'] }), { around: around({ skipped: 3 }) });
    assert.equal(found.reason, '1 file read, 3 skipped');
  });

  it('does not pass on files that were read and not understood', () => {
    const php = { uri: 'memory:///index.php', path: 'index.php', format: 'text', role: 'production', tracked: true } as const;
    const where = around({ documents: [php] });
    const found = stateOf(item({ rules: ['secrets/insecure-default'] }), { around: where });
    assert.deepEqual([found.status, found.reason], ['to-attest', '1 file read, 1 PHP file not judged']);
    const token = stateOf(item({ rules: ['secrets/provider-token'] }), { around: where });
    assert.equal(token.status, 'passing', 'a token is a token in any language');
  });

  it('names what makes it applicable', () => {
    const notes = stateOf(item({ applies: ['web-app'] })).appliesBecause.map(({ note }) => note);
    assert.deepEqual(notes, ['a FastAPI application']);
  });

  it('says in plain words what was looked for, where it does not apply', () => {
    assert.equal(stateOf(item({ applies: ['relational-db', 'graphql'] })).reason, 'not found: a relational database, GraphQL');
  });
});

describe('the status of an item with targets', () => {
  const coverage: Partial<Item> = {
    rules: ['a/no-one'],
    targets: [
      { name: 'overall', words: 'coverage', example: 80, unit: '%', meets: 'at-least' },
      { name: 'critical', words: 'coverage of critical paths', example: 90, unit: '%', meets: 'at-least' },
      { name: 'tool', words: 'tool', example: 'coverage.py' },
    ],
  };
  const stated = (percent: number): string => `[tool.coverage.report]\nfail_under = ${String(percent)}\n`;
  const there = { evidence: [evidence('a/no-one')] };
  const low = { ...there, findings: [{ ...finding('a/no-one', 'info'), concerns: 'figure' }] };
  type Own = Readonly<Record<string, number | string | boolean>>;

  /** With the id whose figures are known. */
  const found = async (
    own: Own,
    percent: number | undefined,
    said: Partial<Outcome>,
    more: Partial<Assessing> = {},
    one: Partial<Item> = {},
  ) =>
    stateOf(item({ ...coverage, id: 'testing.coverage-target', targets: named, ...one }), {
      around: await aroundOf(
        percent === undefined ? { 'main.py': 'x = 1\n' } : { 'main.py': 'x = 1\n', 'pyproject.toml': stated(percent) },
      ),
      outcome: outcome(said),
      settings: settings({ targets: { 'testing.coverage-target': own } }),
      ...more,
    });
  const named = (coverage.targets ?? []).map((target) => (target.name === 'overall' ? { ...target, name: 'overall_percent' } : target));

  const cases: readonly (readonly [string, Own, number | undefined, Partial<Outcome>, ItemState['status'], string?])[] = [
    ['no figure of the team, and one above the example', {}, 85, there, 'passing'],
    ['no figure of the team, and one below the example', {}, 70, there, 'passing'],
    ['no figure of the team, and a rule that calls it low', {}, 70, low, 'to-attest', 'in part'],
    ['a figure of the team that is met', { overall_percent: 85 }, 90, there, 'passing'],
    ['a figure of the team that is just met', { overall_percent: 90 }, 90, there, 'passing'],
    [
      'a figure of the team that is missed',
      { overall_percent: 95 },
      90,
      there,
      'to-attest',
      "coverage: 90 % is stated, and the team's target is 95 %",
    ],
    ['a figure of the team below the example, which is met', { overall_percent: 60 }, 70, low, 'passing'],
    [
      'a figure of the team that is met, and a part that has none',
      { overall_percent: 60 },
      70,
      { ...there, findings: [finding('a/no-one', 'info')] },
      'to-attest',
      'in part',
    ],
    ['a figure of the team that nothing states', { overall_percent: 60 }, undefined, there, 'to-attest', 'no file says what it is'],
    [
      'one figure of the team that is met and one that nothing states',
      { overall_percent: 80, critical: 95 },
      90,
      there,
      'to-attest',
      'critical paths',
    ],
    ['a figure of the team that is only shown', { tool: 'tarpaulin' }, 90, there, 'passing'],
    ['a figure of the team that is met, and no evidence', { overall_percent: 60 }, 90, {}, 'to-attest', 'nothing was found'],
    ['a figure of the team that is met, and a finding', { overall_percent: 60 }, 90, { findings: [finding('a/no-one')] }, 'failing'],
  ];
  for (const [name, own, percent, said, expected, reason] of cases)
    it(`with ${name} is ${expected}`, async () => {
      const state = await found(own, percent, said);
      assert.equal(state.status, expected);
      if (reason !== undefined) assert.ok(state.reason?.includes(reason), state.reason);
    });

  it('tells a person who confirms of a figure that is missed', async () => {
    const state = await found({ overall_percent: 95 }, 90, there, {}, { verify: 'assisted' });
    assert.equal(state.status, 'to-confirm');
    assert.match(state.reason ?? '', /90 % is stated/);
  });

  it('leaves to people what they say of a figure that is missed', async () => {
    const own = { item: 'testing.coverage-target' };
    const attested = await found({ overall_percent: 95 }, 90, there, { ledger: ledger({ attestations: [attestation(own)] }) });
    assert.equal(attested.status, 'attested');
    const waived = await found({ overall_percent: 95 }, 90, there, { ledger: ledger({ waivers: [waiver(own)] }) });
    assert.equal(waived.status, 'waived');
  });

  it('shows the figures beside what is stated', async () => {
    const { targets } = await found({ overall_percent: 95 }, 90, there);
    assert.deepEqual(
      targets.map(({ name, target, isExample, stated: figure, met }) => [name, target, isExample, figure, met]),
      [
        ['overall_percent', 95, false, 90, false],
        ['critical', 90, true, undefined, undefined],
        ['tool', 'coverage.py', true, undefined, undefined],
      ],
    );
  });
});

describe('the status of an item with records', () => {
  const open = finding('a/one');
  const missing = finding('a/no-thing');
  const both: Partial<Assessing> = { outcome: outcome({ findings: [open, finding('a/one', 'warning', 'another')] }) };
  const cases: readonly (readonly [string, Partial<Item>, Partial<Assessing>, ItemState['status'], (string | RegExp)?])[] = [
    ['an attestation', {}, { ledger: ledger({ attestations: [attestation()] }) }, 'attested', 'attested by Ada on 2026-11-01: seen'],
    ['an attestation of another item', {}, { ledger: ledger({ attestations: [attestation({ item: 'x.z' })] }) }, 'to-attest'],
    ['an attestation of a manual item', { verify: 'manual', rules: [] }, { ledger: ledger({ attestations: [attestation()] }) }, 'attested'],
    ['an attestation and a finding', {}, { outcome: outcome({ findings: [open] }), ledger: ledger({ attestations: [attestation()] }) }, 'failing'],
    ['an attestation and information', {}, { outcome: outcome({ findings: BY_SEVERITY('info') }), ledger: ledger({ attestations: [attestation()] }) }, 'attested'],
    ['an attestation of what passes', {}, { outcome: outcome({ evidence: [evidence('a/one')] }), ledger: ledger({ attestations: [attestation()] }) }, 'passing'],
    ['an attestation on its last day', {}, { ledger: ledger({ attestations: [attestation({ expires: '2026-11-21' })] }) }, 'attested'],
    ['an attestation the day after', {}, { ledger: ledger({ attestations: [attestation({ expires: '2026-11-20' })] }) }, 'to-attest', 'the attestation by Ada expired on 2026-11-20'],
    ['an attestation that ended an hour ago', {}, { ledger: ledger({ attestations: [attestation({ expires: '2026-11-21T11:00:00Z' })] }) }, 'to-attest', /expired/],
    ['two attestations, one in force', {}, { ledger: ledger({ attestations: [attestation({ expires: '2026-11-20' }), attestation({ by: 'Eve' })] }) }, 'attested', /by Eve/],
    ['a word that it is provided elsewhere, where something is missing', { rules: ['a/no-thing'] }, { outcome: outcome({ findings: [missing] }), ledger: ledger({ attestations: [attestation({ providedElsewhere: true })] }) }, 'attested', /^provided elsewhere, says Ada/],
    ['a word that it is provided elsewhere, where something is wrong', {}, { outcome: outcome({ findings: [open] }), ledger: ledger({ attestations: [attestation({ providedElsewhere: true })] }) }, 'failing'],
    ['a waiver of it, and a finding', {}, { outcome: outcome({ findings: [open] }), ledger: ledger({ waivers: [waiver()] }) }, 'waived', 'accepted by Bob until 2027-03-01: behind the gateway'],
    ['a waiver of it, and nothing found', {}, { ledger: ledger({ waivers: [waiver()] }) }, 'waived'],
    ['a waiver of it that expired, and a finding', {}, { outcome: outcome({ findings: [open] }), ledger: ledger({ waivers: [waiver({ expires: '2026-11-20' })] }) }, 'failing'],
    ['a waiver of it that expired, and nothing found', {}, { ledger: ledger({ waivers: [waiver({ expires: '2026-11-20' })] }) }, 'to-attest', 'the waiver by Bob expired on 2026-11-20'],
    ['a waiver of what passes', {}, { outcome: outcome({ evidence: [evidence('a/one')] }), ledger: ledger({ waivers: [waiver()] }) }, 'passing'],
    ['a waiver of the only finding', {}, { outcome: outcome({ findings: [open] }), ledger: ledger({ waivers: [waiverOf(open)] }) }, 'waived'],
    ['a waiver of the only finding beside evidence', {}, { outcome: outcome({ findings: [open], evidence: [evidence('a/one')] }), ledger: ledger({ waivers: [waiverOf(open)] }) }, 'waived'],
    ['a waiver of the only finding beside something unknown', {}, { outcome: outcome({ findings: [open], unknown: [unknown('a/one')] }), ledger: ledger({ waivers: [waiverOf(open)] }) }, 'to-attest', /cannot be told/],
    ['a waiver of the only finding while a rule is not built', { rules: ['a/one', 'later/one'] }, { outcome: outcome({ findings: [open] }), ledger: ledger({ waivers: [waiverOf(open)] }) }, 'to-attest', '1 of 2 checked'],
    ['a waiver of one of two findings', {}, { ...both, ledger: ledger({ waivers: [waiverOf(open)] }) }, 'failing'],
    ['a waiver of the finding that expired', {}, { outcome: outcome({ findings: [open] }), ledger: ledger({ waivers: [waiverOf(open, { expires: '2026-11-20' })] }) }, 'failing'],
    ['a waiver of the fingerprint for another rule', {}, { outcome: outcome({ findings: [open] }), ledger: ledger({ waivers: [{ ...waiverOf(open), rule: 'a/two' }] }) }, 'failing'],
    ['an attestation and a waiver', {}, { ledger: ledger({ attestations: [attestation()], waivers: [waiver()] }) }, 'attested'],
    ['an assisted item whose finding is waived', { verify: 'assisted' }, { outcome: outcome({ findings: [open] }), ledger: ledger({ waivers: [waiverOf(open)] }) }, 'waived'],
    ['a finding of the baseline', {}, { outcome: outcome({ findings: [open] }), baseline: { fingerprints: new Set([open.fingerprint]) } }, 'to-attest', 'one finding is in the baseline'],
    ['a finding of the baseline beside evidence', {}, { outcome: outcome({ findings: [open], evidence: [evidence('a/one')] }), baseline: { fingerprints: new Set([open.fingerprint]) } }, 'to-attest', /baseline/],
    ['a finding of the baseline beside a new one', {}, { ...both, baseline: { fingerprints: new Set([open.fingerprint]) } }, 'failing'],
    ['a finding of the baseline that is waived', {}, { outcome: outcome({ findings: [open] }), baseline: { fingerprints: new Set([open.fingerprint]) }, ledger: ledger({ waivers: [waiverOf(open)] }) }, 'waived'],
    ['a reason not to apply', {}, { outcome: outcome({ findings: [open] }), settings: settings({ notApplicable: { 'x.y': 'stateless' } }) }, 'not-applicable', 'stateless'],
    ['an attestation where it does not apply', { applies: ['docker'] }, { ledger: ledger({ attestations: [attestation()] }) }, 'not-applicable'],
    ['an answer that it applies', { applies: ['public-traffic'] }, { settings: settings({ answers: { 'public-traffic': { holds: true } } }) }, 'to-attest'],
    ['an answer that it does not', { applies: ['public-traffic'] }, { settings: settings({ answers: { 'public-traffic': { holds: false } } }) }, 'not-applicable'],
    ['no answer yet', { applies: ['public-traffic'] }, { ledger: ledger({ attestations: [attestation()] }) }, 'not-applicable', 'a question is open'],
  ]; // prettier-ignore
  for (const [name, one, more, expected, reason] of cases)
    it(`with ${name} is ${expected}`, () => {
      const found = stateOf(item(one), more);
      assert.equal(found.status, expected, found.reason);
      if (typeof reason === 'string') assert.ok(found.reason?.includes(reason), found.reason);
      else if (reason) assert.match(found.reason ?? '', reason);
    });

  it('keeps open findings apart from answered ones', () => {
    const other = finding('a/one', 'warning', 'another');
    const found = stateOf(item(), { outcome: outcome({ findings: [open, other] }), ledger: ledger({ waivers: [waiverOf(open)] }) });
    assert.deepEqual([found.findings, found.accepted.map((one) => one.finding)], [[other], [open]]);
    const whole = stateOf(item(), { outcome: outcome({ findings: [open, other] }), ledger: ledger({ waivers: [waiver()] }) });
    assert.deepEqual([whole.findings, whole.accepted.map((one) => one.finding)], [[], [open, other]]);
  });

  it('shows records, what has expired and how many days are left', () => {
    const records = ledger({
      attestations: [
        attestation({ expires: '2026-11-20' }),
        attestation({ at: '2026-11-02T10:00:00Z', expires: '2026-12-04' }),
        attestation({ at: '2026-11-03T10:00:00Z', expires: '2026-12-05' }),
      ],
      waivers: [waiver()],
    });
    const { attestations, waivers } = stateOf(item(), { ledger: records }).records;
    assert.deepEqual(
      attestations.map(({ force, daysLeft }) => [force, daysLeft]),
      [['in-force', 15], ['expiring', 14], ['expired', -1]],
    ); // prettier-ignore
    assert.equal(waivers.length, 1);
    const { notices } = assessing({ ledger: records });
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['expiring'],
      'nobody has to renew what another record says',
    );
    const alone = assessing({ ledger: ledger({ waivers: [waiver({ expires: '2026-11-20' })] }) });
    assert.deepEqual(alone.notices.map(({ kind, message }) => [kind, message]), [['expired', "The waiver by Bob for 'x.y' expired on 2026-11-20."]]); // prettier-ignore
  });

  it('notices records that speak of nothing', () => {
    const { notices } = assessing({ ledger: ledger({ attestations: [attestation({ item: 'no.such' })], waivers: [waiverOf(open)] }) });
    assert.deepEqual(notices.map(({ kind }) => kind), ['orphan', 'orphan']); // prettier-ignore
  });
});

describe('profiles', () => {
  const blocking = (one: Partial<Item>, said: Partial<Outcome>, profile: Profile): number =>
    assessing({ sections: [section(item(one))], outcome: outcome(said), settings: settings({ profile }) }).blocking;
  const PROFILES = ['demo', 'standard', 'strict'] as const;

  const table: readonly (readonly [string, Partial<Item>, readonly number[]])[] = [
    ['what blocks everywhere', {}, [0, 1, 1]],
    ['what the standard only shows', { standard: 'shown' }, [0, 0, 1]],
    ['what the standard keeps under More', { standard: 'more' }, [0, 0, 1]],
    ['what only the standard blocks', { blocking: false }, [0, 1, 0]],
    ['what comes after the launch', { phase: 'after' }, [0, 0, 0]],
    ['what does not apply', { applies: ['docker'] }, [0, 0, 0]],
    ['what waits for an answer', { applies: ['public-traffic'] }, [0, 0, 0]],
    ['a manual item', { verify: 'manual', rules: [] }, [0, 1, 1]],
  ];
  for (const [name, one, expected] of table)
    it(`block ${name} ${expected.join('/')} times`, () => {
      assert.deepEqual(
        PROFILES.map((profile) => blocking(one, { findings: [finding('a/one')] }, profile)),
        expected,
      );
    });

  it('show what is theirs', () => {
    const shown = (one: Partial<Item>, said: Partial<Outcome> = {}): readonly boolean[] =>
      PROFILES.map((profile) => stateOf(item(one), { outcome: outcome(said), settings: settings({ profile }) }).shown);
    assert.deepEqual(shown({}), [false, true, true]);
    assert.deepEqual(shown({ standard: 'more' }), [false, false, true]);
    assert.deepEqual(shown({ rules: ['grave/one'] }), [true, true, true]);
    assert.deepEqual(shown({}, { findings: [finding('a/one', 'error')] }), [true, true, true]);
  });

  it('count an open error that no blocking item holds, and none twice', () => {
    const passing = { evidence: [evidence('a/one')] };
    assert.equal(blocking({}, { findings: [finding('a/one', 'error')] }, 'standard'), 1);
    assert.equal(blocking({}, { findings: [finding('b/other', 'error')], ...passing }, 'standard'), 1);
    assert.equal(blocking({}, { findings: [finding('b/other', 'error')], ...passing }, 'demo'), 0);
    assert.equal(blocking({}, { findings: [finding('b/other')], ...passing }, 'standard'), 0);
  });

  it('count no error that a record, the baseline or the settings answer', () => {
    const error = finding('a/one', 'error');
    const free: Partial<Assessing> = { sections: [section(item({ standard: 'shown' }))], outcome: outcome({ findings: [error] }) };
    assert.equal(assessing(free).blocking, 1);
    assert.equal(assessing({ ...free, ledger: ledger({ waivers: [waiverOf(error)] }) }).blocking, 0);
    assert.equal(assessing({ ...free, ledger: ledger({ waivers: [waiver()] }) }).blocking, 0);
    assert.equal(assessing({ ...free, baseline: { fingerprints: new Set([error.fingerprint]) } }).blocking, 0);
    assert.equal(assessing({ ...free, settings: settings({ notApplicable: { 'x.y': 'a demo' } }) }).blocking, 0);
    const two = section(item({ standard: 'shown' }), item({ id: 'x.z', standard: 'shown' }));
    assert.equal(
      assessing({ ...free, sections: [two], ledger: ledger({ waivers: [waiver()] }) }).blocking,
      1,
      'the other item still holds it',
    );
  });
});

describe('the whole', () => {
  it('counts progress over what applies, is shown and comes before the launch', () => {
    const items = [
      item(),
      item({ id: 'x.b', applies: ['docker'] }),
      item({ id: 'x.c', rules: ['a/two'] }),
      item({ id: 'x.d', standard: 'more' }),
      item({ id: 'x.e', phase: 'after' }),
      item({ id: 'x.f', applies: ['public-traffic'] }),
    ];
    const found = assessing({ sections: [section(...items)], outcome: outcome({ evidence: [evidence('a/one')] }) });
    assert.deepEqual(found.progress, { done: 1, applicable: 2 });
    assert.deepEqual(found.sections[0]?.progress, found.progress);
    assert.equal(found.verdict, 'not-ready');
    assert.deepEqual(found.after.map((state) => state.item.id), ['x.e']); // prettier-ignore
    assert.deepEqual(found.questions.map(({ condition, items: waiting }) => [condition, waiting.map((state) => state.item.id)]), [['public-traffic', ['x.f']]]); // prettier-ignore
    const strict = assessing({ sections: [section(...items)], settings: settings({ profile: 'strict' }) });
    assert.deepEqual(strict.progress, { done: 0, applicable: 3 });
  });

  it('tells findings by what became of them', () => {
    const [one, two, three] = [finding('a/one'), finding('a/one', 'warning', 'b'), finding('b/other', 'info')];
    const found = assessing({
      outcome: outcome({ findings: [one, two, three] }),
      ledger: ledger({ waivers: [waiverOf(one)] }),
      baseline: { fingerprints: new Set([two.fingerprint]) },
    });
    assert.deepEqual([found.open, found.accepted.map((accepted) => accepted.finding), found.baselined], [[three], [one], [two]]);
  });

  it('puts the team’s own items into their sections', () => {
    const custom = [
      { id: 'team.pager', section: 'x', title: 'On call', verify: 'manual', blocking: true },
      { id: 'x.y', section: 'x', title: 'A second one', verify: 'manual', blocking: true },
      { id: 'team.lost', section: 'nowhere', title: 'Lost', verify: 'manual', blocking: true },
    ] as const;
    const found = assessing({ outcome: outcome({ evidence: [evidence('a/one')] }), settings: settings({ custom }) });
    const ids = found.sections.flatMap(({ items }) => items.map((state) => `${state.item.id} ${state.status}`));
    assert.deepEqual([ids, found.blocking], [['x.y passing', 'team.pager to-attest'], 1]);
    const done = assessing({ outcome: outcome({ evidence: [evidence('a/one')] }), settings: settings({ custom }), ledger: ledger({ attestations: [attestation({ item: 'team.pager' })] }) }); // prettier-ignore
    assert.equal(done.verdict, 'ready-to-sign');
  });
});

describe('the verdict', () => {
  const sections = [{ id: 'quality', title: 'Quality', items: [item({ id: 'quality.one' })] }, { id: 'secrets', title: 'Secrets', items: [item({ id: 'secrets.one', rules: ['a/two'] })] }]; // prettier-ignore
  const good = outcome({ evidence: [evidence('a/one'), evidence('a/two')] });
  const roles: readonly RoleSetting[] = [
    { id: 'engineering-lead', required: true },
    { id: 'security-lead', required: true },
  ];
  const now = (more: Partial<Assessing> = {}): Assessment => assessing({ sections, outcome: good, ...more });
  const sign = (found: Assessment, role: string, more: Partial<Signoff> = {}): Signoff => {
    const state = found.roles.find((one) => one.role.id === role);
    assert.ok(state);
    return {
      role,
      by: 'Ada <ada@example.com>',
      at: '2026-11-20T10:00:00Z',
      catalogue: 1,
      digest: state.now.digest,
      state: state.now.state,
      ...more,
    };
  };
  const verdict = (more: Partial<Assessing>): Assessment['verdict'] => now(more).verdict;

  it('is not-ready while something blocks, signed or not', () => {
    assert.equal(verdict({ outcome: outcome() }), 'not-ready');
    assert.equal(verdict({ outcome: outcome(), ledger: ledger({ signoffs: [sign(now(), 'engineering-lead')] }) }), 'not-ready');
  });

  it('is ready-to-sign when nothing blocks, and until all have signed that must', () => {
    assert.equal(verdict({}), 'ready-to-sign');
    const one = ledger({ signoffs: [sign(now(), 'engineering-lead')] });
    assert.equal(verdict({ ledger: one, settings: settings({ roles }) }), 'ready-to-sign');
  });

  it('is signed when every required role’s signature holds', () => {
    assert.equal(verdict({ ledger: ledger({ signoffs: [sign(now(), 'engineering-lead')] }) }), 'signed');
    const both = ledger({ signoffs: [sign(now(), 'engineering-lead'), sign(now(), 'security-lead')] });
    assert.equal(verdict({ ledger: both, settings: settings({ roles }) }), 'signed');
  });

  it('is stale when what a required role signed has changed', () => {
    const signed = ledger({ signoffs: [sign(now(), 'engineering-lead'), sign(now(), 'security-lead')] });
    const moved = outcome({ evidence: [evidence('a/one')], findings: [finding('a/two')] });
    const waived = { ...signed, waivers: [waiver({ item: 'secrets.one', at: '2026-11-21T10:00:00Z' })] };
    assert.equal(verdict({ ledger: waived, outcome: moved, settings: settings({ roles }) }), 'stale');
    assert.equal(verdict({ ledger: waived, outcome: moved }), 'signed', 'what another role signed is not this one’s');
  });

  it('follows those who signed where nobody has to', () => {
    const nobody = settings({ roles: [{ id: 'engineering-lead', required: false }] });
    assert.equal(verdict({ settings: nobody }), 'ready-to-sign');
    assert.equal(verdict({ settings: nobody, ledger: ledger({ signoffs: [sign(now(), 'security-lead')] }) }), 'signed');
  });

  it('leaves the items that show signatures out of itself, of progress and of digests', () => {
    const views = sections.map((one) => (one.id === 'quality' ? { ...one, items: [...one.items, item({ id: 'launch.engineering-sign-off', verify: 'manual', rules: [], signOff: 'engineering-lead' })] } : one)); // prettier-ignore
    const statusIn = (found: Assessment): unknown => found.sections[0]?.items[1]?.status;
    const open = now({ sections: views });
    assert.deepEqual([open.verdict, open.progress, statusIn(open)], ['ready-to-sign', { done: 2, applicable: 2 }, 'to-attest']);
    assert.deepEqual(open.roles.map((role) => role.now.digest), now().roles.map((role) => role.now.digest)); // prettier-ignore
    const signed = now({ sections: views, ledger: ledger({ signoffs: [sign(open, 'engineering-lead')] }) });
    assert.deepEqual([signed.verdict, statusIn(signed)], ['signed', 'attested']);
    const free = now({ sections: views, settings: settings({ roles: [{ id: 'security-lead', required: true }] }) });
    assert.equal(statusIn(free), 'not-applicable');
  });

  it('tells each role its progress and what blocks it', () => {
    const found = now({ outcome: outcome({ evidence: [evidence('a/one')], findings: [finding('a/two', 'error')] }) });
    const told = found.roles.map(({ role, progress, blockers }) => [role.id, progress.done, progress.applicable, blockers.length]);
    assert.deepEqual(told.slice(0, 2), [['engineering-lead', 1, 1, 0], ['security-lead', 0, 1, 1]]); // prettier-ignore
  });
});

describe('who signs', () => {
  const required = (settled: readonly RoleSetting[]): readonly string[] =>
    rolesFor(settled).flatMap((role) => (role.required ? [role.id] : []));
  it('is the engineering lead, unless the team says otherwise', () => {
    assert.deepEqual(required([]), ['engineering-lead']);
    assert.deepEqual(required([{ id: 'security-lead', required: true }]), ['security-lead']);
    assert.deepEqual(required([{ id: 'engineering-lead', owns: ['quality'] }]), ['engineering-lead']);
    assert.deepEqual(required([{ id: 'cto', title: 'CTO', required: true, owns: ['launch'] }]), ['cto']);
    assert.deepEqual(rolesFor([{ id: 'engineering-lead', owns: ['quality'] }])[0]?.owns, ['quality']);
    assert.equal(rolesFor([{ id: 'cto', title: 'CTO', owns: ['launch'] }]).at(-1)?.title, 'CTO');
  });
  it('covers every section', () => {
    const owned = new Set(signOffRoles.flatMap(({ owns }) => owns));
    assert.deepEqual(catalogue.filter(({ id }) => !owned.has(id)), []); // prettier-ignore
  });
});

const sayOf =
  ({ concerning }: Item, severity?: Severity) =>
  (rule: RuleId): Finding => {
    const concerns = concerning?.[rule];
    return { ...finding(rule, severity), ...(concerns === undefined ? {} : { concerns }) };
  };
const shownOf =
  ({ concerning }: Item) =>
  (rule: RuleId): Evidence => {
    const concerns = concerning?.[rule];
    return { ...evidence(rule), ...(concerns === undefined ? {} : { concerns }) };
  };

/** Everything that can be said about an item, and what it makes of each of the 192. */
const SITUATIONS: Readonly<Record<string, (one: Item) => Partial<Assessing>>> = {
  nothing: () => ({}),
  evidence: (one) => ({ outcome: outcome({ evidence: one.rules.map(shownOf(one)) }) }),
  unknown: (one) => ({ outcome: outcome({ evidence: one.rules.map(shownOf(one)), unknown: one.rules.map(unknown) }) }),
  info: (one) => ({ outcome: outcome({ findings: one.rules.map(sayOf(one, 'info')) }) }),
  finding: (one) => ({ outcome: outcome({ findings: one.rules.map(sayOf(one)) }) }),
  attested: ({ id }) => ({ ledger: ledger({ attestations: [attestation({ item: id })] }) }),
  'attested, finding': (one) => ({
    ledger: ledger({ attestations: [attestation({ item: one.id })] }),
    outcome: outcome({ findings: one.rules.map(sayOf(one)) }),
  }),
  'waived, finding': (one) => ({
    ledger: ledger({ waivers: [waiver({ item: one.id })] }),
    outcome: outcome({ findings: one.rules.map(sayOf(one)) }),
  }),
  'not built': (one) => ({ outcome: outcome({ evidence: one.rules.map(shownOf(one)) }), traits: () => undefined }),
  excluded: ({ id }) => ({ settings: settings({ notApplicable: { [id]: 'not here' } }) }),
};

describe('the 192 items', () => {
  const EXPECTED = join(import.meta.dirname, 'statuses.expected.txt');
  const items = catalogue.flatMap((one) => one.items);
  const statusIn = (one: Item, situation: string): ItemState['status'] =>
    stateOf({ ...one, applies: ['always'] }, SITUATIONS[situation]?.(one)).status;

  it('are in the state that each situation makes of them', () => {
    const names = Object.keys(SITUATIONS);
    const rows = items.map((one) => [one.id, one.verify, ...names.map((name) => statusIn(one, name))]);
    const table = `${[['item', 'verify', ...names], ...rows].map((row) => row.join(' | ')).join('\n')}\n`;
    if (process.env.UPDATE === '1' && !process.env.CI) writeFileSync(EXPECTED, table);
    assert.ok(existsSync(EXPECTED), 'run with UPDATE=1');
    assert.equal(table, readFileSync(EXPECTED, 'utf8'));
    assert.equal(rows.length, 192);
  });

  for (const { id, items: own } of catalogue)
    it(`of ${id} keep the rules of the table`, () => {
      for (const one of own) {
        const status = (situation: string): ItemState['status'] => statusIn(one, situation);
        if (one.signOff !== undefined) {
          assert.equal(status('attested'), status('nothing'), `${one.id}: a signature, not an attestation`);
          continue;
        }
        assert.equal(status('excluded'), 'not-applicable', one.id);
        assert.equal(status('attested'), status('nothing') === 'passing' ? 'passing' : 'attested', one.id);
        assert.equal(status('waived, finding'), one.rules.length || status('nothing') !== 'passing' ? 'waived' : 'passing', one.id);
        assert.equal(status('finding') === 'failing', one.rules.length > 0, one.id);
        assert.equal(status('attested, finding') === 'failing', one.rules.length > 0, one.id);
        assert.notEqual(status('unknown'), one.verify === 'auto' ? 'passing' : 'attested', `${one.id}: unknown never passes`);
        assert.notEqual(status('not built'), 'passing', one.id);
        assert.equal(status('evidence') === 'passing', one.verify === 'auto', one.id);
        if (one.verify === 'assisted') assert.equal(status('evidence'), one.rules.length ? 'to-confirm' : 'to-attest', one.id);
        if (one.verify === 'manual') assert.equal(status('evidence'), 'to-attest', one.id);
      }
    });

  it('have ids of their own, below their sections', () => {
    const ids = catalogue.flatMap((one) => one.items.map(({ id }) => [one.id, id] as const));
    assert.equal(new Set(ids.map(([, id]) => id)).size, ids.length);
    for (const [own, id] of ids) assert.ok(id.startsWith(`${own}.`), id);
  });

  it('are assessed whole, at any moment, in each profile', () => {
    for (const profile of ['demo', 'standard', 'strict'] as const) {
      const found = assessing({ sections: catalogue, settings: settings({ profile }), now: NOW });
      assert.equal(found.sections.flatMap((one) => one.items).length, 192);
      assert.ok(found.progress.done <= found.progress.applicable);
      assert.equal(found.verdict, profile === 'demo' ? 'ready-to-sign' : 'not-ready');
    }
  });
});
