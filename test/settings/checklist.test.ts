import assert from 'node:assert/strict';
import { VOCABULARY } from '../../src/engine/vocabulary.js';
import { readSettings } from '../../src/settings/settings.js';

const read = (text: string): ReturnType<typeof readSettings> => readSettings(text, ['cors/wildcard-origin'], VOCABULARY);

describe('what preflight.yaml says about the checklist', () => {
  it('is nothing, in a file that says nothing', () => {
    const { settings } = read('');
    assert.deepEqual(settings.checklist, {
      profile: 'standard',
      notApplicable: {},
      answers: {},
      targets: {},
      custom: [],
      imports: [],
      links: [],
      roles: [],
    });
    assert.equal(settings.rulesVersion, undefined);
    assert.equal(settings.isOff('cors/wildcard-origin'), false);
  });

  it('is all of it', () => {
    const { settings, problems } = read(`profile: strict
rulesVersion: "0.1"
rules: { cors/wildcard-origin: off }
checklist:
  items:
    docs.install-guide: { applies: false, reason: "a library" }
  answers:
    public-traffic: true
    personal-data: { holds: false, reason: "only names of machines" }
  targets:
    testing.coverage-target: { overall_percent: 85 }
    database.connection-pool: { pool_pre_ping: true, max_overflow: 10 to 20 }
  custom:
    - { id: team.pager, section: launch, title: On call, blocking: true }
  import: [docs/READY.md]
  links:
    - { file: docs/READY.md, line: "Pager is set", item: team.pager }
    - { file: docs/READY.md, line: "Party", item: null }
signoff:
  roles:
    - { id: security-lead, required: true }
    - { id: cto, title: CTO, owns: [launch], required: true }
`);
    assert.deepEqual(problems, []);
    assert.deepEqual(settings.checklist, {
      profile: 'strict',
      notApplicable: { 'docs.install-guide': 'a library' },
      answers: { 'public-traffic': { holds: true }, 'personal-data': { holds: false, reason: 'only names of machines' } },
      targets: {
        'testing.coverage-target': { overall_percent: 85 },
        'database.connection-pool': { pool_pre_ping: true, max_overflow: '10 to 20' },
      },
      custom: [{ id: 'team.pager', section: 'launch', title: 'On call', verify: 'manual', blocking: true }],
      imports: ['docs/READY.md'],
      links: [
        { file: 'docs/READY.md', line: 'Pager is set', item: 'team.pager' },
        { file: 'docs/READY.md', line: 'Party', item: null },
      ],
      roles: [
        { id: 'security-lead', required: true },
        { id: 'cto', title: 'CTO', owns: ['launch'], required: true },
      ],
    });
    assert.equal(settings.rulesVersion, '0.1');
    assert.equal(settings.isOff('cors/wildcard-origin'), true);
  });

  const wrong: readonly (readonly [string, string, string, RegExp])[] = [
    ['an unknown item', 'checklist:\n  items:\n    docs.install-gide: { applies: false, reason: x }\n', 'docs.install-gide', /Did you mean 'docs\.install-guide'/],
    ['an item that applies', 'checklist:\n  items:\n    docs.install-guide: { applies: true, reason: x }\n', 'true', /one of 'false'/],
    ['an unknown condition', 'checklist:\n  answers: { public-trafic: true }\n', 'public-trafic', /no condition 'public-trafic'\. Did you mean 'public-traffic'/],
    ['an answer that is none', 'checklist:\n  answers: { public-traffic: maybe }\n', 'maybe', /'true', 'false', or a map with 'holds' and 'reason'/],
    ['an answer without itself', 'checklist:\n  answers: { public-traffic: { reason: x } }\n', '{ reason: x }', /holds' is missing/],
    ['an unknown target', 'checklist:\n  targets:\n    testing.coverage-target: { overal_percent: 85 }\n', 'overal_percent', /Did you mean 'overall_percent'/],
    ['a target of an unknown item', 'checklist:\n  targets:\n    testing.coverage: { x: 85 }\n', 'testing.coverage', /no item 'testing\.coverage'/],
    ['a target that is a list', 'checklist:\n  targets:\n    testing.coverage-target: { overall_percent: [1] }\n', '[1]', /a number, a text/],
    ['an unknown section of an item', 'checklist:\n  custom:\n    - { id: a.b, section: lunch, title: x }\n', 'lunch', /no section 'lunch'\. Did you mean 'launch'/],
    ['an id that is taken', 'checklist:\n  custom:\n    - { id: docs.install-guide, section: docs, title: x }\n', 'docs.install-guide', /already/],
    ['a link to an unknown item', 'checklist:\n  links:\n    - { file: a.md, line: x, item: docs.install-gide }\n', 'docs.install-gide', /'docs\.install-guide'/],
    ['an unknown section of a role', 'signoff:\n  roles:\n    - { id: cto, title: CTO, owns: [quality, testin] }\n', 'testin', /Did you mean 'testing'/],
    ['a role twice', 'signoff:\n  roles:\n    - { id: security-lead }\n    - { id: security-lead, required: true }\n', 'security-lead, required', /already/],
    ['a misspelt role', 'signoff:\n  roles:\n    - { id: security-leed, required: true }\n', 'security-leed', /takes a 'title'\. Did you mean 'security-lead'/],
    ['a role of the team’s own that owns nothing', 'signoff:\n  roles:\n    - { id: cto, title: CTO }\n', 'cto', /takes a list 'owns'/],
    ['a number for a line', 'checklist:\n  links:\n    - { file: a.md, line: 3, item: null }\n', '3', /takes a text/],
  ]; // prettier-ignore
  for (const [name, text, words, message] of wrong)
    it(`is told where it names ${name}`, () => {
      const { problems } = read(text);
      const found = problems.find((problem) => message.test(problem.message));
      assert.ok(found, problems.map((problem) => problem.message).join('\n') || 'nothing');
      assert.equal(text.slice(found.span.start, found.span.start + words.length), words);
    });

  it('names items of the team as it names those of the catalogue', () => {
    const { problems } = read(`checklist:
  items: { team.pager: { applies: false, reason: x } }
  custom: [{ id: team.pager, section: launch, title: x }]
`);
    assert.deepEqual(problems, []);
  });
});
