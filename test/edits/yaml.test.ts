import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { applyEdits } from '../../src/edits/apply.js';
import { setJson } from '../../src/edits/json.js';
import { type Writable, addItem, insertKey, replaceScalar } from '../../src/edits/yaml.js';
import type { TextEdit } from '../../src/model/finding.js';
import type { DataNode } from '../../src/syntax/data.js';
import { parseYaml } from '../../src/syntax/yaml.js';
import { documentOf } from '../syntax/document.js';

type Change = (document: ReturnType<typeof documentOf>, root: DataNode) => readonly TextEdit[] | undefined;

function changed(text: string, change: Change): string | undefined {
  const document = documentOf('a.yaml', 'yaml', text);
  const edits = change(document, parseYaml(document).root);
  return edits && applyEdits(text, edits);
}

const at = (root: DataNode, path: string): DataNode => {
  const node = root.at(path);
  assert.ok(node, path);
  return node;
};

const key =
  (path: string, name: string, value: Writable, place?: { readonly behind?: string; readonly before?: string }): Change =>
  (document, root) =>
    insertKey(document, at(root, path), name, value, place);
const item =
  (path: string, value: Writable): Change =>
  (document, root) =>
    addItem(document, at(root, path), value);
const scalar =
  (path: string, value: string | number | boolean): Change =>
  (document, root) =>
    replaceScalar(document, at(root, path), value);

const CASES: readonly { readonly name: string; readonly text: string; readonly change: Change; readonly after?: string }[] = [
  { name: 'a key at the end', text: 'a:\n  b: 1\nc: 2\n', change: key('a', 'd', 'x'), after: 'a:\n  b: 1\n  d: x\nc: 2\n' },
  {
    name: 'a key behind a comment',
    text: 'a:\n  b: 1 # one\n\n# next\nc: 2\n',
    change: key('a', 'd', 3),
    after: 'a:\n  b: 1 # one\n  d: 3\n\n# next\nc: 2\n',
  },
  {
    name: 'a key behind another',
    text: 'a:\n    b: 1\n    c: 2\n',
    change: key('a', 'd', true, { behind: 'b' }),
    after: 'a:\n    b: 1\n    d: true\n    c: 2\n',
  },
  {
    name: 'a key before another and its comment',
    text: 'a: 1\n# about b\nb: 2\n',
    change: key('', 'd', 'x', { before: 'b' }),
    after: 'a: 1\nd: x\n# about b\nb: 2\n',
  },
  { name: 'a key before the first', text: '- a: 1\n', change: key('0', 'd', 'x', { before: 'a' }), after: '- d: x\n  a: 1\n' },
  {
    name: 'a key behind a block of text',
    text: 'a:\n  b: |\n    x\n  c: |-\n    y\nd: 1\n',
    change: key('a', 'e', 'x'),
    after: 'a:\n  b: |\n    x\n  c: |-\n    y\n  e: x\nd: 1\n',
  },
  {
    name: 'a key in an item',
    text: 's:\n- name: a\n  run: b\n- name: c\n',
    change: key('s.0', 'if', 'x'),
    after: 's:\n- name: a\n  run: b\n  if: x\n- name: c\n',
  },
  {
    name: 'a map',
    text: 'a:\n    b: 1\n',
    change: key('a', 'c', { d: ['x', 'CMD'], e: {} }),
    after: 'a:\n    b: 1\n    c:\n        d:\n            - x\n            - CMD\n        e: {}\n',
  },
  { name: 'a key with CRLF', text: 'a:\r\n  b: 1\r\nc: 1\r\n', change: key('a', 'd', 'x'), after: 'a:\r\n  b: 1\r\n  d: x\r\nc: 1\r\n' },
  { name: 'a key without a last line break', text: 'a:\n  b: 1', change: key('a', 'd', 'x'), after: 'a:\n  b: 1\n  d: x' },
  { name: 'a key of a flow map', text: 'a: {b: 1} # c\n', change: key('a', 'd', ['x']), after: 'a: {b: 1, d: [x]} # c\n' },
  { name: 'a key of an empty flow map', text: 'a: {}\n', change: key('a', 'd', 'x'), after: 'a: { d: x }\n' },
  {
    name: 'a key of a flow map over several lines',
    text: 'a: {\n  b: 1,\n  c: 2\n}\n',
    change: key('a', 'd', 'x'),
    after: 'a: {\n  b: 1,\n  c: 2,\n  d: x\n}\n',
  },
  { name: 'no key twice', text: 'a: {b: 1}\n', change: key('a', 'b', 2), after: 'a: {b: 1}\n' },
  {
    name: 'a key beside anchors and merges',
    text: 'a: &a\n  b: 1\nc: &c\n  <<: *a\n  d: 1\n',
    change: key('c', 'e', 'x'),
    after: 'a: &a\n  b: 1\nc: &c\n  <<: *a\n  d: 1\n  e: x\n',
  },
  {
    name: 'texts that others take for flags in quotes',
    text: 'a:\n  b: "x"\n',
    change: key('a', 'c', ['no', '1.0', 'a: b', '22:22']),
    after: 'a:\n  b: "x"\n  c:\n    - "no"\n    - "1.0"\n    - "a: b"\n    - "22:22"\n',
  },
  { name: 'an item', text: 'a:\n  - x # one\nb: 1\n', change: item('a', 'z'), after: 'a:\n  - x # one\n  - z\nb: 1\n' },
  {
    name: 'an item that is not indented',
    text: 'a:\n- x\nb: 1\n',
    change: item('a', { p: 1, m: 2 }),
    after: 'a:\n- x\n- p: 1\n  m: 2\nb: 1\n',
  },
  { name: 'an item of a flow list', text: "a: ['x']\n", change: item('a', 'no'), after: "a: ['x', 'no']\n" },
  { name: 'an item of an empty list', text: 'a: []\n', change: item('a', 'z'), after: 'a: [z]\n' },
  { name: 'a scalar in its quotes', text: "a: 'x' # y\n", change: scalar('a', "it's"), after: "a: 'it''s' # y\n" },
  { name: 'a plain scalar', text: 'a: &x old # y\n', change: scalar('a', 'new'), after: 'a: &x new # y\n' },
  { name: 'a scalar that needs quotes now', text: 'a: [x, y]\n', change: scalar('a.0', 'b: c'), after: 'a: ["b: c", y]\n' },
  { name: 'a flag', text: 'a: true\n', change: scalar('a', false), after: 'a: false\n' },
  { name: 'nothing for a block of text', text: 'a: |\n  x\n', change: scalar('a', 'y') },
  { name: 'nothing for what is not written', text: 'a:\n', change: scalar('a', 'y') },
  { name: 'nothing behind a trailing comma', text: 'a: [x,]\n', change: item('a', 'y') },
];

describe('edits: YAML', () => {
  for (const { name, text, change, after } of CASES) it(`writes ${name}`, () => assert.equal(changed(text, change), after));

  const plain: fc.Arbitrary<Writable> = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(
      'yes',
      '~',
      '- a',
      '# a',
      'a: b',
      "it's",
      '"',
      '1e3',
      '{a}',
      '',
      ' a',
      'a\nb',
      '@x',
      '*a',
      '&a',
      '!a',
      '%a',
      'a:',
      '08',
    ),
  );
  const names = fc.constantFrom('alpha', 'beta', 'gamma', 'with space', 'true', '3');
  const value: fc.Arbitrary<Writable> = fc.oneof(
    plain,
    fc.array(plain, { maxLength: 3 }),
    fc.dictionary(names, fc.oneof(plain, fc.array(plain, { maxLength: 2 })), { maxKeys: 3 }),
    fc.array(fc.dictionary(names, plain, { minKeys: 1, maxKeys: 2 }), { maxLength: 2 }),
  );

  it('changes nothing but what is meant', () => {
    const text =
      '# top\na: &a\n  b: "x" # c\n  l: [1, \'two\']\nm: {n: 1}\nls:\n  - p: 1\n    q: |\n      z\n  - r\nlast:\n  t: >-\n    u\n    v\n';
    const data = () =>
      parse(text) as {
        a: Record<string, unknown> & { l: unknown[] };
        m: Record<string, unknown>;
        ls: unknown[];
        last: Record<string, unknown>;
      };
    fc.assert(
      fc.property(value, plain, fc.boolean(), (added, single, windows) => {
        const source = windows ? text.replaceAll('\n', '\r\n') : text;
        const expected: [Change, (before: ReturnType<typeof data>) => void][] = [
          [key('a', 'new', added), (was) => (was.a.new = added)],
          [key('m', 'new', added), (was) => (was.m.new = added)],
          [key('ls.0', 'new', added), (was) => ((was.ls[0] as Record<string, unknown>).new = added)],
          [key('last', 'new', added), (was) => (was.last.new = added)],
          [item('a.l', added), (was) => was.a.l.push(added)],
          [item('ls', added), (was) => was.ls.push(added)],
          [scalar('a.b', single as string), (was) => (was.a.b = single)],
          [scalar('m.n', single as string), (was) => (was.m.n = single)],
        ];
        for (const [change, apply] of expected) {
          const after = changed(source, change);
          assert.ok(after !== undefined);
          const wanted = data();
          apply(wanted);
          assert.deepEqual(parse(after), JSON.parse(JSON.stringify(wanted)), after);
          assert.equal(after.includes('\r\n'), windows);
          assert.ok(after.includes('# top') && after.includes('# c') && after.includes('&a'));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('edits: JSON', () => {
  const cases: readonly (readonly [string, string, readonly (string | number)[], unknown, string | undefined])[] = [
    ['a key at the end', '{\n  "a": 1\n}\n', ['b'], 'x', '{\n  "a": 1,\n  "b": "x"\n}\n'],
    [
      'a key in the indentation of the file',
      '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n',
      ['a', 'c'],
      true,
      '{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": true\n\t}\n}\n',
    ],
    ['a value', '{ "a": 1 } // c\n', ['a'], 2, '{ "a": 2 } // c\n'],
    ['with CRLF', '{\r\n    "a": 1\r\n}\r\n', ['b'], 2, '{\r\n    "a": 1,\r\n    "b": 2\r\n}\r\n'],
    ['a key that goes', '{\n  "a": 1,\n  "b": 2\n}\n', ['b'], undefined, '{\n  "a": 1\n}\n'],
    ['nothing into what does not parse', '{ "a": ', ['a'], 2, undefined],
  ];
  for (const [name, text, path, value, after] of cases)
    it(`writes ${name}`, () => {
      const edits = setJson(documentOf('a.json', 'json', text), path, value);
      assert.equal(edits && applyEdits(text, edits), after);
    });
});
