import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Attestation, Ledger, Signoff, Waiver } from '../../src/model/signoff.js';
import { readLines } from '../../src/signoff/lines.js';
import { readRecords } from '../../src/signoff/read.js';
import { type RecordChanges, editRecords } from '../../src/signoff/write.js';

const ADA: Attestation = { item: 'recovery.restore-tests', by: 'Ada <ada@example.com>', at: '2026-11-20T10:00:00Z', note: 'drill 12' };
const BOB: Waiver = { item: 'performance.load-test', by: 'Bob', at: '2026-11-20T10:00:00Z', reason: 'later', expires: '2026-12-31' };
const LEAD: Signoff = {
  role: 'engineering-lead',
  by: 'Ada',
  at: '2026-11-20T10:00:00Z',
  commit: '1234567',
  catalogue: 1,
  digest: `sha256:${'0'.repeat(64)}`,
  state: { 'quality.linter': 'passing', 'http.cors': 'waived 1234567890123456 w:0e10' },
};

const edit = (text: string, changes: RecordChanges | ((ledger: Ledger) => RecordChanges)): string => {
  const edited = editRecords(text, typeof changes === 'function' ? changes : () => changes);
  if (edited.is === 'refused') assert.fail(edited.problem.message);
  return edited.text;
};
const refused = (text: string): string => {
  const edited = editRecords(text, () => ({ attestations: [ADA] }));
  return edited.is === 'refused'
    ? `${text.slice(edited.problem.span.start, edited.problem.span.end)}: ${edited.problem.message}`
    : 'edited';
};

describe('records', () => {
  it('are written one a line, in order, into a file that says what it is', () => {
    const text = edit('', { attestations: [ADA], waivers: [BOB], signoffs: [LEAD] });
    assert.equal(
      text,
      `# The records of Preflight: commit them. One record a line, in the order of items, so that two people's records merge.
version: 1

# What a person says holds: by, at and note; link, expires and providedElsewhere where there is something to say.
# In Preflight: attest.
attestations:
  - { item: recovery.restore-tests, by: "Ada <ada@example.com>", at: 2026-11-20T10:00:00Z, note: "drill 12" }

# Open items and findings whose risk a person accepts, why, and until when.
# In Preflight: accept the risk.
waivers:
  - { item: performance.load-test, by: "Bob", at: 2026-11-20T10:00:00Z, reason: "later", expires: 2026-12-31 }

# What each role signed, and the state that it saw. Whatever of it is edited shows.
# In Preflight: sign.
signoffs:
  - { role: engineering-lead, by: "Ada", at: 2026-11-20T10:00:00Z, commit: "1234567", catalogue: 1, digest: "sha256:${'0'.repeat(64)}", state: { http.cors: "waived 1234567890123456 w:0e10", quality.linter: "passing" } }
`,
    );
    assert.deepEqual(readRecords(text).ledger, { attestations: [ADA], waivers: [BOB], signoffs: [LEAD] });
    const more = edit(text, {
      attestations: [
        { ...ADA, item: 'docs.runbooks' },
        { ...ADA, item: 'testing.e2e' },
      ],
    });
    assert.deepEqual(readRecords(more).ledger.attestations.map(({ item }) => item), ['docs.runbooks', 'recovery.restore-tests', 'testing.e2e']); // prettier-ignore
  });

  const hand = `# our records
version: 1   # of the file

waivers:     # Bob's
    # agreed in the meeting
    - item: performance.load-test
      by: Bob
      at: 2026-11-20
      reason: >-
        much later
      expires: 2026-12-31
      ticket: OPS-12  # unknown to Preflight
attestations: []   # none yet
team: { channel: "#ops" }
`;

  it('keep comments, keys that nobody knows, order and style', () => {
    const text = edit(hand, { attestations: [ADA], waivers: [{ ...BOB, item: 'testing.e2e' }], signoffs: [LEAD] });
    assert.equal(
      text.replace(/^ {2}- \{ role.*$/m, '  - { signoff }'),
      hand
        .replace('attestations: []   # none', 'attestations:   # none')
        .replace(
          /(?<=none yet\n)/,
          '  - { item: recovery.restore-tests, by: "Ada <ada@example.com>", at: 2026-11-20T10:00:00Z, note: "drill 12" }\n',
        )
        .replace(
          /(?<=Preflight\n)/,
          '    - { item: testing.e2e, by: "Bob", at: 2026-11-20T10:00:00Z, reason: "later", expires: 2026-12-31 }\n',
        )
        .concat('signoffs:\n  - { signoff }\n'),
    );
    const [, waiver] = readRecords(text).ledger.waivers;
    const back = edit(text, (ledger) => ({
      remove: [...ledger.attestations, ...ledger.signoffs, ...(waiver ? [ledger.waivers[1]!] : [])],
    }));
    assert.equal(back, hand.replace('attestations: []   # none', 'attestations:   # none').concat('signoffs:\n'));
  });

  it('are read from any style of YAML', () => {
    const { ledger, problems } = readRecords(hand);
    assert.deepEqual(problems, []);
    assert.deepEqual(ledger.waivers, [
      { item: 'performance.load-test', by: 'Bob', at: '2026-11-20', reason: 'much later', expires: '2026-12-31' },
    ]);
  });

  for (const [name, before, after] of [
    [
      'in brackets',
      'attestations: [{ item: a.b, by: x, at: 2026-01-01, note: n }]\n',
      /^attestations: \[\{ item: a\.b.*\}, \{ item: recovery.*\}\]\n$/,
    ],
    ['of a null', 'attestations: ~\nwaivers:\n', /^attestations:\n {2}- \{ item: recovery.*\nwaivers:\n$/],
    ['of a file without a line break at its end', 'version: 1', /^version: 1\nattestations:\n {2}- \{.*\n$/],
    ['of a file of comments', '# nothing yet\n', /^# nothing yet\nversion: 1\n(?:\n|#.*\n)+attestations:\n {2}- \{.*\n/],
    [
      'of a file with Windows line ends',
      'version: 1\r\nattestations:\r\nwaivers:\r\n',
      /^version: 1\r\nattestations:\r\n {2}- \{.*\r\nwaivers:\r\n$/,
    ],
    ['behind a byte order mark', '\ufeffversion: 1\nattestations:\n', /^\ufeffversion: 1\nattestations:\n {2}- \{.*\n$/],
    [
      'with no indentation',
      'attestations:\n- { item: a.b, by: "x", at: 2026-01-01, note: "n" }\n',
      /^attestations:\n- \{ item: a\.b.*\n- \{ item: recovery.*\n$/,
    ],
  ] as const)
    // prettier-ignore
    it(`are added to a list ${name}`, () => {
      assert.match(edit(before, { attestations: [ADA] }), after);
    });

  for (const [name, text, why] of [
    [
      'a merge left a conflict',
      `attestations:\n<<<<<<< HEAD\n  - { item: a.b }\n=======\n>>>>>>> other\n`,
      /^<{7}: A merge left a conflict here/,
    ],
    ['is no YAML', 'attestations: [\n', /This is not YAML/],
    ['is a list', '- a\n', /takes a map/],
    ['has a text for a list', 'attestations: yes please\n', /^yes please: 'attestations' takes a list/],
    ['has a list twice', 'attestations:\nattestations:\n', /^attestations: 'attestations' stands here twice/],
    ['is of another version', 'version: 2\n', /^2: This file is of another version/],
    ['has two documents', 'version: 1\n---\nversion: 1\n', /Only one document/],
    ['stands in one pair of braces', '{ version: 1, attestations: [] }\n', /cannot change/],
  ] as const)
    // prettier-ignore
    it(`are not written where the file ${name}`, () => {
      assert.match(refused(text), why);
    });

  for (const [name, record, at, why] of [
    [
      'without a reason',
      '{ item: a.b, by: x, at: 2026-01-01, expires: 2027-01-01 }',
      '{ item',
      /^This waiver has no 'reason', so that it does not count/,
    ],
    [
      'with a date that is none',
      '{ item: a.b, by: x, at: 2026-01-01, reason: r, expires: 2027-02-30 }',
      '2027-02-30',
      /^'expires' is wrong.*takes a date/,
    ],
    ['with words for a date', '{ item: a.b, by: x, at: yesterday, reason: r, expires: 2027-02-20 }', 'yesterday', /^'at' is wrong/],
    ['of nothing', '{ by: x, at: 2026-01-01, reason: r, expires: 2027-01-01 }', '{ by', /either an 'item' or a 'fingerprint'/],
    [
      'of an item and a finding',
      '{ item: a.b, fingerprint: "12", by: x, at: 2026-01-01, reason: r, expires: 2027-01-01 }',
      '{ item',
      /either/,
    ],
    ['of nobody', '{ item: a.b, by: "", at: 2026-01-01, reason: r, expires: 2027-01-01 }', '""', /^'by' is wrong.*empty/],
    ['that is a text', 'hello', 'hello', /./],
  ] as const)
    // prettier-ignore
    it(`${name} do not count, are told at their place, and leave the others`, () => {
      const text = `waivers:\n  - ${record}\n  - { item: c.d, by: "x", at: 2026-01-01, reason: "r", expires: 2027-01-01 }\n`;
      const { ledger, problems, broken } = readRecords(text);
      assert.deepEqual([ledger.waivers.map(({ item }) => item), problems.length, broken], [['c.d'], 1, undefined]);
      const [problem] = problems;
      assert.ok(problem && text.slice(problem.span.start).startsWith(at), problem && text.slice(problem.span.start));
      assert.match(problem.message, why);
      const edited = edit(text, { waivers: [BOB] });
      assert.ok(edited.includes(record), 'and stay in the file');
    });

  it('take what looks like a number for the text that it is', () => {
    const text = 'waivers:\n  - { fingerprint: 1234567890123456, rule: a/b, by: 12, at: 2026-01-01, reason: 1e3, expires: 2027-01-01 }\n';
    for (const how of ['fast', 'as YAML'] as const)
      assert.deepEqual(readRecords(text, how).ledger.waivers, [
        { fingerprint: '1234567890123456', rule: 'a/b', by: '12', at: '2026-01-01', reason: '1e3', expires: '2027-01-01' },
      ]);
  });
});

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
const named = fc.constantFrom('a.one', 'a.two', 'b.one', 'b.ten', 'no', 'true', '1e3', 'null');
const day = fc.integer({ min: 0, max: 3_000 }).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString());
const attestations: fc.Arbitrary<Attestation> = fc.record(
  { item: named, by: words.map((text) => text.trim()), at: day.map((at) => at.replace('.000', '')), note: fc.string({ unit: 'grapheme', maxLength: 30 }), link: words.map((text) => text.trim()), expires: day.map((at) => at.slice(0, 10)), providedElsewhere: fc.boolean() },
  { requiredKeys: ['item', 'by', 'at', 'note'] },
); // prettier-ignore
const waivers: fc.Arbitrary<Waiver> = fc.record({ item: named, by: words.map((text) => text.trim()), at: day, reason: words.map((text) => text.trim()), expires: day.map((at) => at.slice(0, 10)) }); // prettier-ignore
const signoffs: fc.Arbitrary<Signoff> = fc.record(
  { role: named, by: words.map((text) => text.trim()), at: day, commit: fc.stringMatching(/^[0-9a-f]{40}$/), catalogue: fc.integer({ min: 1, max: 99 }), digest: fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`), state: fc.dictionary(named, fc.constantFrom('passing', 'failing 12', 'waived 0e1 w:12')), note: fc.string({ unit: 'grapheme' }) },
  { requiredKeys: ['role', 'by', 'at', 'catalogue', 'digest', 'state'] },
); // prettier-ignore
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** Lists in no order. */
const sorted = (ledger: Ledger): unknown =>
  Object.values(ledger).map((list) =>
    (plain(list) as unknown[]).map((record) => JSON.stringify(record, Object.keys(record as object).sort())).sort(),
  );

describe('properties of records', () => {
  const given = fc.record({
    attestations: fc.array(attestations, { maxLength: 6 }),
    waivers: fc.array(waivers, { maxLength: 4 }),
    signoffs: fc.array(signoffs, { maxLength: 3 }),
  });

  it('what is written is read again, fast and slowly, whatever it says', () => {
    fc.assert(
      fc.property(given, (ledger) => {
        // A file without any record is never written.
        fc.pre(ledger.attestations.length + ledger.waivers.length + ledger.signoffs.length > 0);
        const text = edit('', ledger);
        assert.ok(readLines(text), text);
        assert.deepEqual(sorted(readRecords(text).ledger), sorted(ledger));
        assert.deepEqual(plain(readRecords(text, 'as YAML').ledger), plain(readRecords(text).ledger));
      }),
      { numRuns: 60 },
    );
  });

  it('an edit changes nothing but what it is about: comments, unknown keys, blank lines and order stay', () => {
    fc.assert(
      fc.property(given, given, fc.array(fc.nat(), { maxLength: 12 }), fc.boolean(), (before, added, places, crlf) => {
        // A file without any record is never written.
        fc.pre(before.attestations.length + before.waivers.length + before.signoffs.length > 0);
        // Noise of people, between the lines that Preflight wrote.
        const lines = edit('', before).trimEnd().split('\n');
        for (const [i, place] of places.entries())
          lines.splice(
            3 + (place % (lines.length - 2)),
            0,
            i % 3 === 0 ? '' : i % 3 === 1 ? `    # a remark ${String(i)}` : `  # another ${String(i)}`,
          );
        const text = `${lines.join('\n')}\nours:\n  ticket: OPS-${String(places.length)} # kept\n`.replaceAll('\n', crlf ? '\r\n' : '\n');
        const more = edit(text, added);
        assert.deepEqual(sorted(readRecords(more).ledger), sorted({ attestations: [...before.attestations, ...added.attestations], waivers: [...before.waivers, ...added.waivers], signoffs: [...before.signoffs, ...added.signoffs] })); // prettier-ignore
        const old = text.split('\n');
        let at = 0;
        for (const line of more.split('\n')) if (line === old[at]) at += 1;
        assert.equal(at, old.length, 'every old line stands there still, in its order');
        const records = readRecords(more);
        const back = edit(more, (ledger) => {
          const missing = <R>(all: readonly R[], known: readonly R[]): readonly R[] => {
            const left = known.map((record) => JSON.stringify(plain(record), Object.keys(record as object).sort()));
            return all.filter((record) => {
              const i = left.indexOf(JSON.stringify(plain(record), Object.keys(record as object).sort()));
              if (i >= 0) left.splice(i, 1);
              return i >= 0;
            });
          };
          return {
            remove: [
              ...missing(ledger.attestations, added.attestations),
              ...missing(ledger.waivers, added.waivers),
              ...missing(ledger.signoffs, added.signoffs),
            ],
          };
        });
        assert.equal(records.problems.length, 0);
        assert.deepEqual(back.split('\n').sort(), text.split('\n').sort());
      }),
      { numRuns: 60 },
    );
  });

  it('nothing throws on a file that is cut off anywhere, and what is broken is never edited', () => {
    const text = edit('', { attestations: [ADA], waivers: [BOB], signoffs: [LEAD] });
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 4 }), (at, junk) => {
        const broken = text.slice(0, at) + junk;
        const records = readRecords(broken);
        const edited = editRecords(broken, () => ({ attestations: [ADA] }));
        if (records.broken) assert.equal(edited.is, 'refused');
        for (const { span } of records.problems) assert.ok(span.start >= 0 && span.end <= Math.max(broken.length, span.start));
        if (!records.broken) assert.deepEqual(sorted(readRecords(broken, 'as YAML').ledger), sorted(records.ledger));
      }),
      { numRuns: 300 },
    );
  });
});
