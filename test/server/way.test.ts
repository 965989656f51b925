import assert from 'node:assert/strict';
import type { Assessment, ItemState, RoleState } from '../../src/model/checklist.js';
import type { Finding, Fix } from '../../src/model/finding.js';
import type { WayStep } from '../../src/protocol.js';
import { passes } from '../../src/server/passes.js';
import { wayOf } from '../../src/server/way.js';

const AT = { uri: 'file:///app.py', span: { start: 0, end: 1 } };
const LOCATION = { uri: AT.uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };

const finding = (fingerprint: string, kinds: readonly Fix['kind'][] = [], severity: Finding['severity'] = 'warning'): Finding => ({
  rule: 'area/gap',
  severity,
  confidence: 'sure',
  at: AT,
  message: `Message of ${fingerprint}.`,
  related: [],
  fixes: kinds.map((kind) => ({ title: `${kind} ${fingerprint}`, kind, edits: [] })),
  fingerprint,
});

const state = (id: string, over: Partial<ItemState> & { readonly verify?: ItemState['item']['verify'] } = {}): ItemState => ({
  item: {
    id,
    title: `Title of ${id}`,
    holds: `${id} holds`,
    verify: over.verify ?? 'auto',
    phase: 'before',
    blocking: true,
    standard: 'blocking',
    applies: ['always'],
    rules: ['area/gap'],
  },
  status: 'passing',
  blocking: true,
  shown: true,
  reason: undefined,
  appliesBecause: [],
  question: undefined,
  targets: [],
  findings: [],
  accepted: [],
  baselined: [],
  evidence: [],
  signals: [],
  coverage: undefined,
  unknown: [],
  checked: { built: 1, all: 1 },
  records: { attestations: [], waivers: [] },
  ...over,
});

const role = (id: string, over: Partial<RoleState> & { readonly required?: boolean } = {}): RoleState =>
  ({ role: { id, title: id, required: over.required ?? true, owns: [] }, state: 'unsigned', ...over }) as RoleState;

function way(items: readonly ItemState[], over: Partial<Assessment> = {}): readonly WayStep[] {
  const open = items.filter(({ status, blocking }) => blocking && status !== 'passing');
  const assessment = {
    sections: [{ section: { id: 'a', title: 'A', items: [] }, items, progress: { done: 0, applicable: 0 } }],
    blockers: open.map((blocker) => ({ kind: 'item', state: blocker })),
    questions: [],
    roles: [],
    ...over,
  } as unknown as Assessment;
  return wayOf(assessment, () => LOCATION);
}

const ids = (steps: readonly WayStep[]): readonly string[] => steps.map(({ is, id }) => `${is} ${id}`);

describe('the shortest way to ready', () => {
  it('leads through what blocks first, and there from one keystroke over choices to people', () => {
    const steps = way(
      [
        state('manual', { status: 'to-attest', verify: 'manual' }),
        state('later', { status: 'failing', blocking: false, findings: [finding('l', ['edit'])] }),
        state('gaps', {
          status: 'failing',
          findings: [finding('by-hand'), finding('choice', ['suggestion']), finding('key', ['suggestion', 'edit'])],
        }),
        state('fine'),
      ],
      { roles: [role('lead'), role('other', { required: false }), role('done', { state: 'signed' })] },
    );
    assert.deepEqual(ids(steps), ['fix key', 'choose choice', 'change by-hand', 'attest manual', 'fix l', 'sign sign lead']);
    assert.deepEqual(steps[0]?.fixes, ['edit key', 'suggestion key'], 'what needs no choice is offered first');
  });

  it('offers a finding once, as the blocking one, when two items hold it', () => {
    const shared = finding('shared', ['safe']);
    const steps = way([
      state('shown', { status: 'failing', blocking: false, findings: [shared] }),
      state('blocks', { status: 'failing', findings: [shared] }),
    ]);
    assert.deepEqual(
      steps.map(({ id, blocking, item }) => ({ id, blocking, item })),
      [{ id: 'shared', blocking: true, item: 'blocks' }],
    );
  });

  it('names errors that no item holds', () => {
    const steps = way([], { blockers: [{ kind: 'finding', finding: finding('alone', [], 'error') }] });
    assert.deepEqual(ids(steps), ['change alone']);
  });

  it('asks nobody about information, about what comes after the launch, and about what the profile does not show', () => {
    const after = state('after', { status: 'to-attest', blocking: false });
    assert.deepEqual(
      way([
        state('hint', { status: 'failing', blocking: false, findings: [finding('i', ['safe'], 'info')] }),
        state('more', { status: 'to-attest', blocking: false, shown: false }),
        { ...after, item: { ...after.item, phase: 'after' } },
        { ...state('view', { status: 'to-attest', blocking: false }), item: { ...after.item, signOff: 'lead' } },
      ]),
      [],
    );
  });

  it('shows the place that files cannot tell, before the evidence', () => {
    const [step] = way([state('unsure', { status: 'to-attest', unknown: [{ rule: 'area/gap', at: AT }] })]);
    assert.deepEqual(step?.location, LOCATION);
  });

  it('is empty where all is settled', () => {
    assert.deepEqual(way([state('fine'), state('said', { status: 'attested' })], { roles: [role('lead', { state: 'signed' })] }), []);
  });
});

describe('what would make an item pass', () => {
  const cases: readonly (readonly [string, ItemState, readonly RegExp[]])[] = [
    ['nothing for what passes', state('a'), []],
    ['nothing for what does not apply', state('a', { status: 'not-applicable' }), []],
    [
      'each rule with its findings, or accepting them',
      state('a', { status: 'failing', findings: [finding('1'), finding('2'), finding('3', [], 'info')] }),
      [/^Settle the 2 findings of 'area\/gap'\.$/, /^Or accept the risk/],
    ],
    [
      'a look at what no rule checks yet',
      state('a', { status: 'to-attest', checked: { built: 5, all: 8 } }),
      [/^5 of its 8 rules are built/, /^What has to hold: a holds\.$/],
    ],
    ['a look at what files cannot tell', state('a', { status: 'to-attest', unknown: [{ rule: 'area/gap', at: AT }] }), [/one place/, /./]],
    ['evidence, or a word', state('a', { status: 'to-attest' }), [/passes by itself when files show it/, /./]],
    ['a word, where files cannot show it', state('a', { status: 'to-attest', verify: 'manual' }), [/somebody who knows/, /./]],
    ['a look at what is there', state('a', { status: 'to-confirm', verify: 'assisted', coverage: 'read' }), [/whether it is enough/, /./]],
    ['adding it, where nothing is there', state('a', { status: 'to-attest', verify: 'assisted' }), [/add it, or attest it/, /./]],
  ];
  for (const [name, item, wanted] of cases)
    it(`says ${name}`, () => {
      const said = passes(item);
      assert.equal(said.length, wanted.length, said.join('\n'));
      for (const [i, words] of wanted.entries()) assert.match(said[i] ?? '', words);
    });
});
