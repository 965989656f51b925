import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Findings, type Judged, NOTICES, type Settled, type Settling, saidOf } from '../../src/engine/settle.js';
import type { Role } from '../../src/model/document.js';
import { fact } from '../../src/model/fact.js';
import type { Outcome, RuleId, Severity } from '../../src/model/finding.js';
import { type AnyRule, type Judgement, rule } from '../../src/model/rule.js';
import { DEFAULT_SETTINGS } from '../../src/settings/settings.js';

const Thing = fact<object>('test/thing');

const gap = (id: RuleId, more: Partial<AnyRule> = {}): AnyRule => ({
  ...rule({
    id,
    shape: 'present',
    severity: 'error',
    title: 'A thing',
    message: 'A thing.',
    holds: 'No thing',
    why: 'Because.',
    about: Thing,
    *check() {
      /* the judgements are made by hand */
    },
    examples: [],
  }),
  ...more,
});

interface At {
  readonly rule: AnyRule;
  readonly path?: string;
  readonly start?: number;
  readonly end?: number;
  readonly role?: Role;
  readonly severity?: Severity;
  readonly subject?: string;
  readonly message?: string;
}

const document = (path = 'a.py', role: Role = 'production', suppressions: Settled['suppressions'] = []): Settled => ({
  uri: `memory:///${path}`,
  path,
  role,
  suppressions,
});

function problem({
  rule: about,
  path = 'a.py',
  start = 0,
  end = 5,
  role = 'production',
  severity,
  subject,
  message = 'A thing.',
}: At): Judged {
  const judgement: Judgement = {
    is: 'problem',
    at: { span: { start, end } },
    message,
    related: [],
    fixes: [],
    ...(severity ? { severity } : {}),
    ...(subject === undefined ? {} : { subject }),
  };
  return {
    rule: about,
    fact: { kind: 'test/thing', confidence: 'sure', uri: `memory:///${path}`, span: { start, end } },
    document: document(path, role),
    judgement,
  };
}

/** What is settled, with the documents that it was settled in. */
type Settles = Settling & { readonly documents: readonly Settled[] };

const by = (documents: readonly Settled[] = [], more: Partial<Settling> = {}): Settles => ({
  documents,
  settings: DEFAULT_SETTINGS,
  digest: (text) => createHash('sha256').update(text).digest('hex'),
  documentOf: (uri) => documents.find((each) => each.uri === uri),
  ran: () => true,
  ...more,
});

function settle(all: readonly Judged[], settling: Settles): Pick<Outcome, 'findings' | 'suppressed'> {
  const findings = new Findings(settling);
  for (const { uri } of settling.documents) findings.reread(uri);
  findings.replace(undefined, saidOf(all, settling));
  return findings.all();
}

describe('severity', () => {
  const cases: readonly (readonly [string, Partial<At> & Pick<At, 'rule'>, Severity | 'none'])[] = [
    ["is the rule's own", { rule: gap('a/b') }, 'error'],
    ["is the case's where it says one", { rule: gap('a/b'), severity: 'info' }, 'info'],
    ['is one lower in development', { rule: gap('a/b'), role: 'development' }, 'warning'],
    ['of information stays in development', { rule: gap('a/b', { severity: 'info' }), role: 'development' }, 'info'],
    ['is the role’s where the rule says one', { rule: gap('a/b', { severityIn: { test: 'info' } }), role: 'test' }, 'info'],
    ['may be off for a role', { rule: gap('a/b', { severityIn: { production: 'off' } }) }, 'none'],
    ['is none in tests', { rule: gap('a/b'), role: 'test' }, 'none'],
    ['is none in samples', { rule: gap('a/b'), role: 'sample' }, 'none'],
    ['of an absent thing is none in development', { rule: gap('a/b', { shape: 'absent' }), role: 'development' }, 'none'],
    ['is full where a rule names the role', { rule: gap('a/b', { roles: ['test'] }), role: 'test' }, 'error'],
  ];
  for (const [name, at, expected] of cases)
    it(name, () => {
      const { findings } = settle([problem(at)], by([document('a.py', at.role)]));
      assert.equal(findings[0]?.severity ?? 'none', expected);
    });

  it('gives way to the settings', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      severityOf: (_: RuleId, path: string) => (path === 'a.py' ? ('off' as const) : ('info' as const)),
    };
    const { findings } = settle(
      [problem({ rule: gap('a/b') }), problem({ rule: gap('a/b'), path: 'b.py' })],
      by([document('a.py'), document('b.py')], { settings }),
    );
    assert.deepEqual(
      findings.map(({ at, severity }) => [at.uri, severity]),
      [['memory:///b.py', 'info']],
    );
  });
});

describe('one gap, one finding', () => {
  it('holds for two detectors that see the same', () => {
    assert.equal(settle([problem({ rule: gap('a/b') }), problem({ rule: gap('a/b') })], by()).findings.length, 1);
  });
  it('lets the graver rule speak for the same words', () => {
    const graver = gap('a/grave', { supersedes: ['a/light'] });
    const light = gap('a/light');
    const words = (judged: readonly Judged[]): string[] => settle(judged, by()).findings.map(({ rule: id }) => id);
    assert.deepEqual(words([problem({ rule: light, start: 2 }), problem({ rule: graver })]), ['a/grave']);
    assert.deepEqual(
      words([problem({ rule: light, start: 5, end: 9 }), problem({ rule: graver })]),
      ['a/grave', 'a/light'],
      'beside each other',
    );
    assert.deepEqual(words([problem({ rule: light, path: 'b.py' }), problem({ rule: graver })]), ['a/grave', 'a/light'], 'in two files');
  });
  it('does not let a rule that is off silence another', () => {
    const graver = gap('a/grave', { supersedes: ['a/light'] });
    const settings = { ...DEFAULT_SETTINGS, severityOf: (id: RuleId) => (id === 'a/grave' ? ('off' as const) : undefined) };
    assert.deepEqual(
      settle([problem({ rule: graver }), problem({ rule: gap('a/light') })], by([], { settings })).findings.map(({ rule: id }) => id),
      ['a/light'],
    );
  });
});

describe('fingerprints', () => {
  const of = (...all: readonly At[]): readonly string[] => settle(all.map(problem), by()).findings.map(({ fingerprint }) => fingerprint);
  const ab = gap('a/b');
  it('stay when lines move and words change', () => {
    assert.deepEqual(of({ rule: ab, start: 3, end: 4, message: 'One.' }), of({ rule: ab, start: 300, end: 320, message: 'Another.' }));
  });
  it('differ by rule, path, subject and order', () => {
    const all = [
      ...of({ rule: ab }, { rule: ab, start: 9, end: 10 }, { rule: ab, subject: 'x' }),
      ...of({ rule: ab, path: 'b.py' }),
      ...of({ rule: gap('a/c') }),
    ];
    assert.equal(new Set(all).size, all.length);
  });
  it('of one subject stay when a finding of another goes', () => {
    const [, kept] = of({ rule: ab, subject: 'x' }, { rule: ab, start: 9, end: 12, subject: 'y' });
    assert.deepEqual(of({ rule: ab, start: 9, end: 12, subject: 'y' }), [kept]);
  });
});

describe('suppressions', () => {
  const comment = (rules: readonly string[], reason?: string, covers = { start: 0, end: 100 }): Settled['suppressions'][number] => ({
    rules,
    reason,
    span: { start: 200, end: 220 },
    covers,
  });
  it('silence what they cover, and count as used', () => {
    const outcome = settle([problem({ rule: gap('a/b') })], by([document('a.py', 'production', [comment(['a/b'], 'fine')])]));
    assert.deepEqual([outcome.findings.length, outcome.suppressed.length], [0, 1]);
  });
  it('are reported without a reason, and still hold', () => {
    const outcome = settle([problem({ rule: gap('a/b') })], by([document('a.py', 'production', [comment(['a/b'])])]));
    assert.deepEqual(
      outcome.findings.map(({ rule: id }) => id),
      [NOTICES.reason],
    );
  });
  const unused: readonly (readonly [string, Settled['suppressions'][number], number])[] = [
    ['another rule', comment(['a/c'], 'fine'), 2],
    ['another place', comment(['a/b'], 'fine', { start: 50, end: 60 }), 2],
  ];
  for (const [name, suppression, count] of unused)
    it(`for ${name} silence nothing, and that is reported`, () => {
      const { findings } = settle([problem({ rule: gap('a/b') })], by([document('a.py', 'production', [suppression])]));
      assert.equal(findings.length, count);
      assert.ok(findings.some(({ rule: id }) => id === NOTICES.unused));
    });
  it('for a rule that was not run are left alone', () => {
    const { findings } = settle([], by([document('a.py', 'production', [comment(['a/b'], 'fine')])], { ran: () => false }));
    assert.deepEqual(findings, []);
  });
});
