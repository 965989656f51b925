import assert from 'node:assert/strict';
import { applyEdits } from '../../src/edits/apply.js';
import { addAt, putAt, removeAt } from '../../src/edits/settings.js';
import type { TextEdit } from '../../src/model/finding.js';

const after = (text: string, edits: readonly TextEdit[] | undefined): string | undefined => edits && applyEdits(text, edits);
const IMPORT = ['checklist', 'import'];

/** A file before and after `docs/READY.md` is added to the imported checklists. */
const ADDED: readonly (readonly [string, string, string])[] = [
  ['into no file', '', 'checklist:\n  import:\n    - docs/READY.md\n'],
  ['behind comments alone', '# ours\n', '# ours\nchecklist:\n  import:\n    - docs/READY.md\n'],
  ['behind other settings', 'profile: strict # all\n', 'profile: strict # all\nchecklist:\n  import:\n    - docs/READY.md\n'],
  ['beside other keys', 'checklist:\n  items: {}\nrules: {}\n', 'checklist:\n  items: {}\n  import:\n    - docs/READY.md\nrules: {}\n'],
  [
    'to a list',
    'checklist:\n  import:\n    - a.md # first\n  items: {}\n',
    'checklist:\n  import:\n    - a.md # first\n    - docs/READY.md\n  items: {}\n',
  ],
  ['to a list in one line', 'checklist:\n  import: ["a.md"]\n', 'checklist:\n  import: ["a.md", docs/READY.md]\n'],
  ['to an empty list', 'checklist: { import: [] }\n', 'checklist: { import: [docs/READY.md] }\n'],
  [
    'to a key with nothing behind it',
    'checklist:\n  import: # ours\n  items: {}\n',
    'checklist:\n  import: # ours\n    - docs/READY.md\n  items: {}\n',
  ],
  ['to a section with nothing in it', 'checklist:\nprofile: demo\n', 'checklist:\n  import:\n    - docs/READY.md\nprofile: demo\n'],
  ['with carriage returns', 'profile: demo\r\n', 'profile: demo\r\nchecklist:\r\n  import:\r\n    - docs/READY.md\r\n'],
];

describe('editing preflight.yaml', () => {
  for (const [name, text, expected] of ADDED)
    it(`adds ${name}`, () => assert.equal(after(text, addAt(text, IMPORT, 'docs/READY.md')), expected));

  for (const [name, text] of [
    ['is broken', 'a: [\n'],
    ['is no map', '- a\n'],
    ['has a text where a list belongs', 'checklist:\n  import: a.md\n'],
  ] as const)
    it(`adds nothing to a file that ${name}`, () => assert.equal(addAt(text, IMPORT, 'b.md'), undefined));

  it('puts a value at a path', () => {
    const text = 'checklist:\n  answers:\n    team: false # for now\n';
    assert.equal(after(text, putAt(text, ['checklist', 'answers', 'team'], true)), 'checklist:\n  answers:\n    team: true # for now\n');
    assert.equal(after(text, putAt(text, ['profile'], 'strict')), `${text}profile: strict\n`);
    assert.deepEqual(putAt(text, ['checklist', 'answers', 'team'], false), []);
  });

  it('takes items out of a list, and their comments', () => {
    const text = 'checklist:\n  import:\n    - a.md\n    - b.md # gone\n    - c.md\n';
    const isB = ({ text: words }: { readonly text: string | undefined }): boolean => words === 'b.md';
    assert.equal(after(text, removeAt(text, IMPORT, isB)), 'checklist:\n  import:\n    - a.md\n    - c.md\n');
    assert.equal(
      after(
        text,
        removeAt(text, IMPORT, () => true),
      ),
      'checklist:\n',
    );
    assert.deepEqual(
      removeAt(text, ['checklist', 'links'], () => true),
      [],
    );
    assert.equal(removeAt('checklist: { import: [b.md] }\n', IMPORT, isB), undefined);
  });
});
