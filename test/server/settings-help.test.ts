import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS, readSettings } from '../../src/settings/settings.js';
import type { Finding } from '../../src/model/finding.js';
import { type Known, type OwnFileKind, completionsOf, helpIn, proposalsIn } from '../../src/server/settings-help.js';
import { LineIndex } from '../../src/model/lines.js';

const FINDING: Finding = {
  rule: 'cors/wildcard-origin',
  severity: 'warning',
  confidence: 'sure',
  at: { uri: 'file:///shop/app/main.py', span: { start: 0, end: 1 } },
  message: 'Any website can read this.',
  related: [],
  fixes: [],
  fingerprint: '3f2a77aa11bb22cc',
};

const KNOWN: Known = {
  checklist: DEFAULT_SETTINGS.checklist,
  findings: () => [FINDING],
  pathOf: (uri) => uri.replace('file:///shop/', ''),
  identity: () => 'Ada <ada@example.com>',
  now: new Date('2026-11-30T10:00:00Z'),
};

/** Splits a text at `‸`, where the cursor is. */
function at(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('‸');
  assert.ok(offset >= 0, 'no cursor');
  return { text: marked.replace('‸', ''), offset };
}

const propose = (file: OwnFileKind, marked: string, known: Known = KNOWN): ReturnType<typeof proposalsIn> => {
  const { text, offset } = at(marked);
  return proposalsIn(file, text, offset, known);
};
const labels = (file: OwnFileKind, marked: string, known?: Known): readonly string[] =>
  propose(file, marked, known).map(({ label }) => label);

/** The text after one proposal was taken, places to fill in as they are first shown. */
function taken(file: OwnFileKind, marked: string, label: string, known?: Known): string {
  const { text } = at(marked);
  const proposal = propose(file, marked, known).find((one) => one.label === label);
  assert.ok(proposal, `'${label}' is not among: ${labels(file, marked, known).slice(0, 20).join(', ')}`);
  const { replaces, snippet } = proposal;
  const plain = snippet
    .replace(/\$\{\d+\|([^,|]*)(?:,[^|]*)?\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\d/g, '')
    .replace(/\\([\\$}])/g, '$1');
  return text.slice(0, replaces.start) + plain + text.slice(replaces.end);
}

const TOP = ['profile', 'rulesVersion', 'exclude', 'rules', 'paths', 'checklist', 'signoff', 'customRules'];
const LEVELS = ['off', 'info', 'warning', 'error'];

describe("completion in Preflight's own files", () => {
  const whole: readonly (readonly [string, OwnFileKind, string, readonly string[]])[] = [
    ['in an empty file', 'settings', '‸', TOP],
    ['in the middle of a word', 'settings', 'pro‸', TOP],
    [
      'beside what is there already',
      'settings',
      'profile: strict\n‸\nrules: {}\n',
      TOP.filter((key) => key !== 'profile' && key !== 'rules'),
    ],
    ['for a value', 'settings', 'profile: ‸\n', ['demo', 'standard', 'strict']],
    ['for half a value', 'settings', 'profile: st‸\nrules:\n', ['demo', 'standard', 'strict']],
    ['for a quoted value', 'settings', 'profile: "st‸"\n', ['demo', 'standard', 'strict']],
    ['for a value that is there', 'settings', 'profile: sta‸ndard # as is\n', ['demo', 'standard', 'strict']],
    ['of a level', 'settings', 'rules:\n  docker/root-user: ‸\n', [...LEVELS]],
    ['of a level in a map', 'settings', 'rules:\n  docker/root-user: { severity: ‸ }\n', LEVELS],
    ['of a map of a rule', 'settings', 'rules:\n  docker/root-user: { ‸ }\n', ['severity', 'options']],
    ['of a map of a rule in lines', 'settings', 'rules:\n  docker/root-user:\n    severity: off\n    ‸\n', ['options']],
    ['of the checklist', 'settings', 'checklist:\n  ‸\n', ['items', 'answers', 'targets', 'custom', 'import', 'links']],
    ['of a map that is not closed', 'settings', 'checklist: { items: {}, ‸\n', ['answers', 'targets', 'custom', 'import', 'links']],
    ['of a custom item', 'settings', 'checklist:\n  custom:\n    - id: team.pager\n      ‸\n', ['section', 'title', 'verify', 'blocking']],
    [
      'of a custom item behind its dash',
      'settings',
      'checklist:\n  custom:\n    - id: a.b\n      verify: ‸\n',
      ['auto', 'assisted', 'manual'],
    ],
    ['of a flag', 'settings', 'checklist:\n  custom:\n    - { id: a.b, blocking: ‸ }\n', ['true', 'false']],
    [
      'of a figure',
      'settings',
      'checklist:\n  targets:\n    recovery.backups:\n      full: daily\n      ‸\n',
      ['incremental', 'transaction_log'],
    ],
    ['of an answer', 'settings', 'checklist:\n  answers:\n    public-traffic: { holds: ‸ }\n', ['true', 'false']],
    ['of what applies', 'settings', 'checklist:\n  items:\n    recovery.backups: { applies: ‸, reason: "x" }\n', ['false']],
    ['after a line that is broken', 'settings', 'exclude\nprofile: ‸\n', ['demo', 'standard', 'strict']],
    ['before a quote that is not closed', 'settings', 'profile: ‸\nexclude: ["legacy/**]\n', ['demo', 'standard', 'strict']],
    ['with other line breaks', 'settings', 'rules: {}\r\nchecklist:\r\n  items: {}\r\nprofile: ‸\r\n', ['demo', 'standard', 'strict']],
    ['of records', 'records', 'version: 1\n‸', ['attestations', 'waivers', 'signoffs']],
    ['of a record', 'records', 'attestations:\n  - { item: a.b, by: "x", ‸ }\n', ['at', 'note', 'link', 'expires', 'providedElsewhere']],
    ['of who', 'records', 'waivers:\n  - { by: ‸ }\n', ['Ada <ada@example.com>']],
    ['of when', 'records', 'waivers:\n  - { at: ‸ }\n', ['2026-11-30T10:00:00Z']],
    ['of the last day', 'records', 'waivers:\n  - { expires: ‸ }\n', ['2027-02-28', '2026-12-30', '2027-05-30', '2027-11-30']],
    ['of the last day, half typed', 'records', 'waivers:\n  - expires: 2027-‸\n', ['2027-02-28', '2026-12-30', '2027-05-30', '2027-11-30']],
    ['of a finding', 'records', 'waivers:\n  - { fingerprint: ‸ }\n', ['3f2a77aa11bb22cc']],
    ['of who signs', 'records', 'signoffs:\n  - role: ‸\n', ['engineering-lead', 'security-lead', 'operations-lead', 'product-owner']],
  ];
  for (const [name, file, marked, expected] of whole)
    it(`offers what there is: ${name}`, () =>
      assert.deepEqual(
        labels(file, marked).filter((label) => !label.startsWith('{')),
        expected,
      ));

  const some: readonly (readonly [string, OwnFileKind, string, string])[] = [
    ['a rule', 'settings', 'rules:\n  ‸\n', 'cors/wildcard-origin'],
    ['a rule, half typed', 'settings', 'rules:\n  docker/root-user: off\n  cors/wild‸\nprofile: strict\n', 'cors/wildcard-origin'],
    ['a rule in braces', 'settings', 'rules: { docker/root-user: off, cors‸ }\n', 'cors/wildcard-origin'],
    ['a rule of a path', 'settings', 'paths:\n  "services/**":\n    rules:\n      ‸\n', 'cors/wildcard-origin'],
    ['a rule of a path in braces', 'settings', 'paths:\n  "services/**": { rules: { ‸ } }\n', 'cors/wildcard-origin'],
    ['an item', 'settings', 'checklist:\n  items:\n    recovery.p‸\n', 'recovery.point-in-time'],
    ['an item of a link', 'settings', 'checklist:\n  links:\n    - { file: A.md, line: x, item: ‸ }\n', 'recovery.point-in-time'],
    ['a section', 'settings', 'checklist:\n  custom:\n    - { id: a.b, section: ‸ }\n', 'launch'],
    ['a section of a role', 'settings', 'signoff:\n  roles:\n    - id: engineering-lead\n      owns: [quality, ‸]\n', 'testing'],
    ['a section of a role in lines', 'settings', 'signoff:\n  roles:\n    - id: engineering-lead\n      owns:\n        - ‸\n', 'testing'],
    ['a role', 'settings', 'signoff:\n  roles:\n    - id: ‸\n', 'security-lead'],
    ['a condition', 'settings', 'checklist:\n  answers:\n    ‸\n', 'personal-data'],
    ['an item of a record', 'records', 'attestations:\n  - { item: recovery.‸, by: "x" }\n', 'recovery.restore-tests'],
    ['an item in lines', 'records', 'attestations:\n  - by: x\n    item: ‸\n', 'recovery.restore-tests'],
    ['a rule of a waiver', 'records', 'waivers:\n  - { rule: ‸ }\n', 'cors/wildcard-origin'],
  ];
  for (const [name, file, marked, expected] of some)
    it(`names ${name}`, () => {
      const found = propose(file, marked).find(({ label }) => label === expected);
      assert.ok(found, labels(file, marked).slice(0, 20).join());
      assert.ok(found.detail);
    });

  const none: readonly (readonly [string, OwnFileKind, string])[] = [
    ['in a comment', 'settings', '# profile: ‸\n'],
    ['in a comment behind a value', 'settings', 'profile: strict # ‸\n'],
    ['in a free text', 'settings', 'checklist:\n  items:\n    recovery.backups: { applies: false, reason: "no ‸" }\n'],
    ['in a free text without quotes', 'settings', 'customRules:\n  - message: Use the ‸\n'],
    ['in a block of text', 'settings', 'customRules:\n  - message: >\n      profile: ‸\n'],
    ['for a glob', 'settings', 'exclude:\n  - ‸\n'],
    ['without the space that a value needs', 'settings', 'profile:‸\n'],
    ['below what nobody knows', 'settings', 'unknown:\n  ‸\n'],
    ['below a word', 'settings', 'profile:\n  strict:\n    ‸\n'],
    ['in the options of a rule', 'settings', 'rules:\n  docker/root-user: { options: { ‸ } }\n'],
    ['in a digest', 'records', 'signoffs:\n  - { digest: "sha‸" }\n'],
    ['in a second document', 'settings', 'profile: strict\n---\nprofile: ‸\n'],
    ['in a list of braces', 'settings', 'checklist: { custom: [id‸] }\n'],
  ];
  for (const [name, file, marked] of none)
    it(`is silent ${name}`, () =>
      assert.deepEqual(
        labels(file, marked).filter((label) => !label.startsWith('{')),
        [],
      ));

  const writes: readonly (readonly [string, OwnFileKind, string, string, string])[] = [
    ['a setting with its choices', 'settings', 'pro‸', 'profile', 'profile: demo'],
    ['a map in lines', 'settings', '‸', 'rules', 'rules:\n  '],
    ['a map in braces', 'settings', '{ ‸ }', 'checklist', '{ checklist: {  } }'],
    ['a list in lines', 'settings', 'exc‸\nprofile: strict\n', 'exclude', 'exclude:\n  - \nprofile: strict\n'],
    ['a rule with its level', 'settings', 'rules:\n  cors/w‸\n', 'cors/wildcard-origin', 'rules:\n  cors/wildcard-origin: off\n'],
    [
      'only the name where a value stands',
      'settings',
      'rules:\n  cors/w‸: error\n',
      'cors/wildcard-origin',
      'rules:\n  cors/wildcard-origin: error\n',
    ],
    [
      'a name in its quotes',
      'settings',
      'rules:\n  "cors/w‸": error\n',
      'cors/wildcard-origin',
      'rules:\n  "cors/wildcard-origin": error\n',
    ],
    [
      'an item that does not apply',
      'settings',
      'checklist:\n  items:\n    ‸\n',
      'recovery.backups',
      'checklist:\n  items:\n    recovery.backups: { applies: false, reason: "" }\n',
    ],
    ['an answer', 'settings', 'checklist:\n  answers: { ‸ }\n', 'team', 'checklist:\n  answers: { team: true }\n'],
    [
      'the example of a figure',
      'settings',
      'checklist:\n  targets:\n    recovery.backups: { ‸ }\n',
      'full',
      'checklist:\n  targets:\n    recovery.backups: { full: daily }\n',
    ],
    ['a value in place of another', 'settings', 'profile: sta‸ndard # as is\n', 'strict', 'profile: strict # as is\n'],
    ['a value in its quotes', 'settings', "profile: '‸'\n", 'strict', "profile: 'strict'\n"],
    [
      'a whole attestation',
      'records',
      'attestations:\n  - ‸\n',
      '{ item, by, at }',
      'attestations:\n  - { item: , by: "Ada <ada@example.com>", at: 2026-11-30T10:00:00Z }\n',
    ],
    [
      'a whole waiver',
      'records',
      'waivers:\n  - ‸\n',
      '{ item, by, at, reason, expires }',
      'waivers:\n  - { item: , by: "Ada <ada@example.com>", at: 2026-11-30T10:00:00Z, reason: "", expires: 2027-02-28 }\n',
    ],
    ['the last day', 'records', 'waivers:\n  - { item: a.b, exp‸ }\n', 'expires', 'waivers:\n  - { item: a.b, expires: 2027-02-28 }\n'],
    [
      'a name that needs quotes',
      'records',
      'waivers:\n  - { by: ‸ }\n',
      'Ada <ada@example.com>',
      'waivers:\n  - { by: "Ada <ada@example.com>" }\n',
    ],
  ];
  for (const [name, file, marked, label, expected] of writes)
    it(`writes ${name}`, () => assert.equal(taken(file, marked, label), expected));

  it('offers no signature to be written by hand', () => {
    assert.deepEqual(
      labels('records', 'signoffs:\n  - ‸\n').filter((label) => label.startsWith('{')),
      [],
    );
  });

  it("knows the team's own items and roles", () => {
    const { checklist } = readSettings(
      'checklist:\n  custom: [{ id: team.pager, section: launch, title: On call }]\nsignoff:\n  roles: [{ id: dpo, title: Data Protection, owns: [data] }]\n',
      [],
    ).settings;
    const known = { ...KNOWN, checklist };
    assert.ok(labels('records', 'attestations:\n  - { item: ‸ }\n', known).includes('team.pager'));
    assert.ok(labels('records', 'signoffs:\n  - { role: ‸ }\n', known).includes('dpo'));
  });

  it('finds its place in a long file', () => {
    const line = '  - { item: recovery.backups, by: "x", at: 2026-01-01, note: "y" }\n';
    const marked = `version: 1\nattestations:\n${line.repeat(3_000)}waivers:\n${line.repeat(3_000)}  - { expires: ‸ }\n${line.repeat(3_000)}`;
    assert.deepEqual(labels('records', marked)[0], '2027-02-28');
  });

  it('never fails, wherever the cursor is', () => {
    const text = 'profile: "strict\nrules: { cors/x: off, [\n  - a: &a [*a]\n\tb: <<\n? x\nchecklist:\n  items: {\n';
    for (let offset = 0; offset <= text.length; offset++) {
      proposalsIn('settings', text, offset, KNOWN);
      helpIn('settings', text, offset, KNOWN);
    }
  });

  it('takes what is typed so far into account', () => {
    const { text, offset } = at('rules:\n  "cors/w‸": off\n');
    const items = completionsOf(proposalsIn('settings', text, offset, KNOWN), new LineIndex(text));
    const item = items.find(({ label }) => label === 'cors/wildcard-origin');
    assert.deepEqual(item?.textEdit, {
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 10 } },
      newText: '"cors/wildcard-origin"',
    });
    assert.equal(item.filterText, '"cors/wildcard-origin');
  });
});

describe("hover in Preflight's own files", () => {
  const says: readonly (readonly [string, OwnFileKind, string, string, RegExp])[] = [
    [
      'a setting',
      'settings',
      'pro‸file: strict\n',
      'profile',
      /Which items apply and which block.*One of `demo`, `standard`, `strict`\. Default: `standard`/s,
    ],
    ['a setting inside', 'settings', 'checklist:\n  ans‸wers: {}\n', 'answers', /What files cannot tell/],
    ['a rule', 'settings', 'rules:\n  cors/‸wildcard-origin: off\n', 'cors/wildcard-origin', /warning · [^\n]*\n\n/],
    [
      'an item',
      'settings',
      'checklist:\n  items:\n    recovery.‸backups: { applies: false, reason: x }\n',
      'recovery.backups',
      /Scheduled backups.*on a schedule/s,
    ],
    [
      'a field',
      'settings',
      'checklist:\n  items:\n    recovery.backups: { applies: false, rea‸son: x }\n',
      'reason',
      /Why the item does not concern/,
    ],
    ['a condition', 'settings', 'checklist:\n  answers:\n    ‸public-traffic: true\n', 'public-traffic', /reached from the internet\?/],
    ['an item of a record', 'records', 'attestations:\n  - { item: recovery‸.backups, by: x }\n', 'recovery.backups', /on a schedule/],
    ['a section', 'settings', 'signoff:\n  roles:\n    - { id: engineering-lead, owns: [qua‸lity] }\n', 'quality', /\d+ items/],
    ['a finding', 'records', 'waivers:\n  - { fingerprint: 3f2a‸77aa11bb22cc }\n', '3f2a77aa11bb22cc', /app\/main\.py.*Any website/s],
    ['a field of a signature', 'records', 'signoffs:\n  - { dig‸est: "x" }\n', 'digest', /SHA-256/],
  ];
  for (const [name, file, marked, word, pattern] of says)
    it(`says what is known about ${name}`, () => {
      const { text, offset } = at(marked);
      const help = helpIn(file, text, offset, KNOWN);
      assert.ok(help);
      assert.equal(text.slice(help.span.start, help.span.end), word);
      assert.match(help.text, pattern);
    });

  const silent: readonly (readonly [string, OwnFileKind, string])[] = [
    ['a comment', 'settings', '# pro‸file\n'],
    ['a word that nobody knows', 'settings', 'pro‸fil: strict\n'],
    ['a rule that there is none of', 'settings', 'rules:\n  cors/‸nothing: off\n'],
    ['a free text', 'records', 'attestations:\n  - { note: "recovery.‸backups" }\n'],
    ['nothing', 'settings', '‸'],
    ['a key of nobody', 'settings', 'x:\n  pro‸file: strict\n'],
  ];
  for (const [name, file, marked] of silent)
    it(`is silent about ${name}`, () => {
      const { text, offset } = at(marked);
      assert.equal(helpIn(file, text, offset, KNOWN), undefined);
    });
});
