import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWithLibrary } from '../../src/syntax/yaml-library.js';
import { readLines } from '../../src/syntax/yaml-lines.js';
import { halfWritten } from '../../src/syntax/yaml.js';
import type { YamlDocument } from '../../src/syntax/yaml-nodes.js';

const seen = (documents: readonly YamlDocument[]): unknown =>
  documents.map(({ start, contents, aliased }) => ({ start, contents, aliased }));

/** Whether the text was read by lines; then the library has to say the same, and to find nothing wrong with it. */
function agrees(text: string): boolean {
  const document = readLines(text);
  if (!document) return false;
  const { documents, errors, holes, tooDeep } = readWithLibrary(text);
  assert.deepEqual({ errors, holes, tooDeep }, { errors: [], holes: [], tooDeep: false });
  assert.deepEqual(seen(document === 'nothing' ? [] : [document]), seen(documents));
  return true;
}

const WORKFLOW = `# Runs on pushes.
name: CI # the whole of it

on:
  push: { branches: [main, 'release/*'] }
  schedule:
    - cron: "0 3 * * *"
    # twice

permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    strategy:
      matrix:
        node: [ 20, 22.0 , ~, true ]
        include:
        - node: 18
          old: yes

        -
          node: 0x1F
        # none else
      fail-fast: false
    env:
      EMPTY:
      TOKEN: \${{ secrets.TOKEN }}
      URL: http://localhost:8080/#top
      QUOTED: 'it''s "so"'
      ESCAPED: "a\\tb\\u00e9\\x41 \\\\ \\"c\\""
    steps:
      - uses: actions/checkout@v4
      - run: |
          npm ci

          npm test   # here it is text
            indented
      - name: folded
        run: >-
          echo one
          two

          three
            four
          five


      - run: |+
          keep

      - - nested
        - - deep
          -
      - !!str
`.replace('      - !!str\n', '');

const MANIFEST = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    prometheus.io/scrape: "true"
      # further in
    # as far
  # nearer
# at the left
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: web
        image: registry.example/web:1.2.3
        args: ["--port", "8080", -v, {a: 1, "b":2}]
        resources:
          limits: {cpu: 500m, memory: 512Mi}
          requests: # none yet

        command:
        - sh
        -
        - -c
        - "exec web"
      volumes: []
      # the end
  status:
  # of it
`;

const COMPOSE = `version: "3.8"
services:
  web:
    image: nginx:1.27
    ports:
      - "80:80"
      - 443:443
    environment:
      - A=1
      - B=\${B:-x y}
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost"]
      interval: 1m30s
  db: {image: postgres}
volumes:
  data:
  more:
`;

const SAMPLES = [WORKFLOW, MANIFEST, COMPOSE];

describe('YAML by lines', () => {
  for (const [index, sample] of SAMPLES.entries()) it(`reads sample ${String(index + 1)}`, () => assert.ok(agrees(sample)));

  const read: readonly (readonly [name: string, text: string])[] = [
    ['nothing', ''],
    ['blank lines and a comment', '\n# a\n  \n'],
    ['an empty document', '---\n# nothing\n'],
    ['a marker with a comment', '--- # first\na: 1\n'],
    ['no line end behind the last line', 'a:\n  - b'],
    ['a key without a value at the end', 'a:'],
    ['blanks behind a key', 'a:   \nb: 1'],
    ['numbers of every spelling', 'a: [0, -1, +1, 0o17, 0x1F, 1e3, .5, 1., -.inf, .NaN, 1_000, 08, 1.2.3, 0b1, 12345678901234567890]'],
    ['words that mean something', 'a: [null, Null, NULL, ~, true, True, FALSE, yes, on, nuLL, tRUE]'],
    ['signs inside words', 'a: b#c\nd: e:f\ng: h,i\nj: -k\nl: ?m\nn: :o\n'],
    ['a comment right below a value', 'a:\n  b: 1\n    # of b\n  # of a\n'],
    ['a comment below an item', 'a:\n- b\n  # of b\n# of a\n- c\n'],
    ['a comment below a block of text', 'a:\n  b: |\n    x\n   # of a\nc: 1\n'],
    ['a list as far left as its key', 'a:\n- b\n- c: 1\n  d: 2\n\ne: 3\n'],
    ['lists in lists', '- - a\n  - b\n-\n  - c\n'],
    ['a document that is indented', '  a: 1\n  b:\n   - c\n'],
    ['blank lines around blocks of text', 'a: |\n\n  x\n\n   \n\nb: >+\n\n x\n\n\nc: |-\n  y\n\n'],
    ['a block of text that ends with the file', 'a: |\n  x\n  y'],
    ['tabs inside texts', 'a: "b\tc"\nd: |\n  e\tf\n  \tg\nh: >\n  i\n  \tj\n  k\n'],
    ['the same key twice', 'a: 1\na: 2\n'],
    ['quoted keys', '"a": 1\n\'b c\': {"d":1, \'e\': 2}\n'],
  ];
  for (const [name, text] of read) it(`reads ${name}`, () => assert.ok(agrees(text)));

  const left: readonly (readonly [name: string, text: string])[] = [
    ['an anchor', 'a: &x 1\nb: *x\n'],
    ['a tag', 'a: !Ref b\n'],
    ['a merge', 'a:\n  <<: {b: 1}\n'],
    ['a text over two lines', 'a: b\n  c\n'],
    ['a quoted text over two lines', 'a: "b\n  c"\n'],
    ['a list in brackets over two lines', 'a: [b,\n  c]\n'],
    ['a text on a line of its own', 'a:\n  b\n'],
    ['a text alone', 'a\n'],
    ['a key in two parts', '? a\n: b\n'],
    ['a tab that indents', 'a:\n\tb: 1\n'],
    ['line ends of Windows', 'a: 1\r\nb: 2\r\n'],
    ['a directive', '%YAML 1.2\n---\na: 1\n'],
    ['two documents', 'a: 1\n---\nb: 1\n'],
    ['half a line', 'a: 1\nb\nc: 1\n'],
    ['a map in a line with a key', 'a: b: c\n'],
    ['a list in a line with a key', 'a: - b\n'],
    ['an item further left than the others', 'a:\n  - b\n - c\n'],
    ['a key further right than the others', 'a: 1\n  b: 2\n'],
    ['an open bracket', 'a: [b\nc: 1\n'],
    ['an open quote', 'a: "b\nc: 1\n'],
    ['an escaped line end', 'a: "b\\\n  c"\n'],
    ['an escape that there is not', 'a: "\\q"\n'],
    ['an empty item in brackets', 'a: [b,, c]\n'],
    ['deep nesting', '- '.repeat(60)],
  ];
  for (const [name, text] of left) it(`leaves ${name} to the library`, () => assert.equal(readLines(text), undefined));

  it('says what the library says of whatever lines there are', () => {
    const indent = fc.integer({ min: 0, max: 6 }).map((width) => ' '.repeat(width));
    const content = fc.constantFrom(
      ...[
        'a: 1',
        'b:',
        'b: ',
        'c: x y',
        '- a: 1',
        '- b:',
        '-',
        '- x',
        '- - y',
        '- c: |',
        '-   d: e',
        'k: |',
        'k: >',
        'k: >-',
        'k: |+',
        'k: | # c',
      ],
      ...[
        '# c',
        '  # d',
        '',
        '',
        '   ',
        'e: [a, b]',
        'f: {a: 1}',
        "g: 'x'",
        'h: "y" # z',
        'i: # z',
        'word',
        'two words',
        '---',
        'l: m: n',
        'o:p',
      ],
      ...[
        '- [x]',
        '- {y: z}',
        '- # c',
        '- "q": 1',
        '"r" : 1',
        't: "u\\n"',
        'v: w #',
        'x:#y',
        '- -1',
        '\tz',
        '...',
        '-\tq',
        'k: |2',
        '<<: x',
        '{}',
        '[]: 1',
      ],
    );
    const line = fc.tuple(indent, content).map(([blanks, words]) => `${blanks}${words}\n`);
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        if (agrees(lines.join(''))) read += 1;
      }),
      { numRuns: 3000 },
    );
    assert.ok(read > 200, `only ${String(read)} were read by lines`);
  });

  it('says what the library says of lines that belong together', () => {
    const { node } = fc.letrec<{ node: readonly string[]; scalar: readonly string[]; gap: readonly string[] }>((tie) => ({
      gap: fc.array(fc.constantFrom('', '   ', '# c', '  # d', '    # e', '      # f'), { maxLength: 2 }),
      scalar: fc.oneof(
        fc
          .constantFrom('1', 'x', "'y'", '"z" # c', '', '# c', '[a, {b: c}]', '{}', '|\n  x', '>-\n  x\n\n   y\n  z\n', '|+\n  k\n\n')
          .map((text) => text.split('\n')),
      ),
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('scalar'),
        fc
          .tuple(fc.array(fc.tuple(tie('node'), tie('gap')), { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 2, 4))
          .map(([nodes, width]) => ['\0map', ...nodes.flatMap(([lines, gap], i) => [...inside(`k${String(i)}:`, lines, width), ...gap])]),
        fc
          .array(fc.tuple(tie('node'), tie('gap')), { minLength: 1, maxLength: 3 })
          .map((nodes) => ['\0list', ...nodes.flatMap(([lines, gap]) => [...inside('-', lines, 2), ...gap])]),
      ),
    }));
    let read = 0;
    fc.assert(
      fc.property(node, ([kind, ...lines]) => {
        if (kind?.startsWith('\0') && agrees(`${lines.join('\n')}\n`)) read += 1;
      }),
      { numRuns: 1500 },
    );
    assert.ok(read > 500, `only ${String(read)} were read by lines`);
  });

  it('says what the library says of samples that anything was done to', () => {
    const sign = fc.constantFrom(
      ...Array.from(' \n\n:-#"\'[]{},|>a1&*!?%@`\t\\~'),
      ': ',
      ' #',
      '- ',
      '\n  ',
      '---\n',
      '<<',
      '\uE000',
      '\r\n',
      'é',
    );
    const edit = fc.record({ at: fc.nat(), cut: fc.nat({ max: 12 }), put: sign });
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat(), fc.array(edit, { minLength: 1, maxLength: 2 }), (sample, from, edits) => {
        const start = sample.lastIndexOf('\n', from % sample.length) + 1;
        let text = sample.slice(start, start + 300);
        for (const { at, cut, put } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + cut);
        }
        if (agrees(text)) read += 1;
      }),
      { numRuns: 3000 },
    );
    assert.ok(read > 100, `only ${String(read)} were read by lines`);
  });
});

/** Whether a half-written document was read without the library; then both say the same. */
function agreesOnHalf(text: string): boolean {
  const half = halfWritten(text);
  if (!half) return false;
  const { documents, errors, holes, tooDeep } = readWithLibrary(text);
  const said = errors.map(({ message, pos }) => ({ message, pos: [...pos] }));
  assert.deepEqual({ ...half, documents: seen(half.documents) }, { documents: seen(documents), errors: said, holes, tooDeep });
  return true;
}

describe('YAML with half a line', () => {
  const read: readonly (readonly [name: string, text: string])[] = [
    ['before the next key', 'a: 1\nhal\nb: 2\n'],
    ['of several words', 'a: 1\ncall(x y\n\nb: 2\n'],
    ['at the end', 'a: 1\nhalf'],
    ['at the end of a map', 'a:\n  b: 1\n  half\nc: 2\n'],
    ['below an item', 'a:\n  - b: 1\n    half\n  - c: 2\n'],
    ['behind a key without a value', 'a:\n  b:\n  half\n# c\nd: 1\n'],
  ];
  for (const [name, text] of read) it(`reads it ${name}`, () => assert.ok(agreesOnHalf(text)));

  const left: readonly (readonly [name: string, text: string])[] = [
    ['nothing half', 'a: 1\n'],
    ['one letter', 'a: 1\nh\nb: 2\n'],
    ['two half lines', 'a: 1\nhalf\nb: 2\nhalf\nc: 1\n'],
    ['one before deeper lines', 'a: 1\nhalf\n  b: 2\n'],
    ['one before a list', 'a: 1\nhalf\n- b\n'],
    ['one as a value', 'a:\n  half\nb: 1\n'],
    ['one before a comment', 'a: 1\nhalf\n# c\nb: 1\n'],
  ];
  for (const [name, text] of left) it(`leaves ${name} to others`, () => assert.equal(halfWritten(text), undefined));

  it('says what the library says, wherever the line stands', () => {
    const words = fc.constantFrom(
      'h',
      'half',
      'two words',
      'value = ',
      'a.b-c',
      'true',
      'null',
      'x(',
      'é',
      '12',
      'half #',
      'k:',
      '-',
      'h ',
    );
    let half = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: -2, max: 1 }),
        words,
        (sample, from, at, shift, typed) => {
          const start = sample.lastIndexOf('\n', from % sample.length) + 1;
          const text = sample.slice(start, start + 400);
          const place = text.lastIndexOf('\n', at % text.length) + 1;
          const indent = text.slice(place).search(/[^ ]|$/) + shift;
          if (agreesOnHalf(`${text.slice(0, place)}${' '.repeat(Math.max(0, indent))}${typed}\n${text.slice(place)}`)) half += 1;
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(half > 20, `only ${String(half)} were half`);
  });
});

/** A node behind its key or dash, or below it. */
function inside(before: string, [first = '', ...rest]: readonly string[], width: number): readonly string[] {
  const blanks = ' '.repeat(width);
  if (first.startsWith('\0')) return [before, ...rest.map((line) => blanks + line)];
  return [first === '' ? before : `${before} ${first}`, ...rest.map((line) => (line === '' ? '' : blanks + line))];
}
