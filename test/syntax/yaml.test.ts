import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slice } from '../../src/model/span.js';
import type { DataNode } from '../../src/syntax/data.js';
import { YamlPieces, parseYaml } from '../../src/syntax/yaml.js';
import { documentOf } from './document.js';
import { plain } from './plain.js';

const yaml = (text: string) => parseYaml(documentOf('a.yaml', 'yaml', text));

/** All that is known of a node and of what is below it. */
const shown = (node: DataNode): unknown => ({
  kind: node.kind,
  span: node.span,
  text: node.text,
  value: node.kind === 'scalar' && node.value,
  open: node.open,
  holes: node.holes,
  entries: node.entries.map(({ key, keySpan, span, inherited, node: value }) => ({ key, keySpan, span, inherited, value: shown(value) })),
  items: node.items.map(shown),
});

describe('YAML', () => {
  const reads: readonly { name: string; text: string; at: string; is: unknown; source?: string }[] = [
    { name: 'a text', text: 'a: b\n', at: 'a', is: 'b', source: 'b' },
    { name: 'a quoted text with its quotes', text: 'a: "b # c" # d\n', at: 'a', is: 'b # c', source: '"b # c"' },
    { name: 'an anchored text without its anchor', text: 'a: &x "b"\n', at: 'a', is: 'b', source: '"b"' },
    { name: 'a number', text: 'a: 3.10\n', at: 'a', is: 3.1, source: '3.10' },
    { name: 'a flag', text: 'a: true\n', at: 'a', is: true, source: 'true' },
    { name: 'yes, which is a text in YAML 1.2', text: 'a: yes\n', at: 'a', is: 'yes' },
    { name: 'a key without a value', text: 'a:\nb: 1\n', at: 'a', is: null, source: '' },
    { name: 'a list', text: 'a: [x, 1]\n', at: 'a', is: ['x', 1], source: '[x, 1]' },
    { name: 'an item', text: 'a:\n- x\n- y\n', at: 'a.1', is: 'y' },
    { name: 'an entry of an item', text: 'a:\n- n: x\n- n: y\n', at: 'a.1.n', is: 'y' },
    { name: 'a block text', text: 'a: |\n  x\n  y\nb: 1\n', at: 'a', is: 'x\ny\n', source: '|\n  x\n  y' },
    { name: 'a folded text with CRLF', text: 'a: >-\r\n  x\r\n  y\r\nb: 1\r\n', at: 'a', is: 'x y', source: '>-\r\n  x\r\n  y' },
    { name: 'keys with dots', text: 'spring.datasource:\n  hikari.size: 3\n', at: 'spring.datasource.hikari.size', is: 3 },
    { name: 'annotations with dots', text: 'm:\n  nginx.ingress.kubernetes.io/x: "on"\n', at: 'm.nginx.ingress.kubernetes.io/x', is: 'on' },
    { name: 'the last of two equal keys', text: 'a: 1\na: 2\n', at: 'a', is: 2 },
    { name: 'after a byte order mark', text: '\uFEFFa: 1\n', at: 'a', is: 1, source: '1' },
    { name: 'an alias where its anchor stands', text: 'a: &x one\nb: *x\n', at: 'b', is: 'one', source: 'one' },
    { name: 'the nearest anchor before', text: 'a: &x 1\nb: &x 2\nc: *x\n', at: 'c', is: 2 },
    { name: 'an alias of nothing', text: 'b: *x\n', at: 'b', is: '?' },
    { name: 'a merged entry', text: 'd: &d {a: 1, b: 2}\ne:\n  <<: *d\n  b: 3\n', at: 'e.a', is: 1 },
    { name: 'an entry over a merged one', text: 'd: &d {a: 1, b: 2}\ne:\n  <<: *d\n  b: 3\n', at: 'e.b', is: 3 },
    { name: 'the first of several merged ones', text: 'd: &d {a: 1}\nf: &f {a: 2, z: 3}\ne:\n  <<: [*d, *f]\n', at: 'e.a', is: 1 },
    { name: 'merges of merges', text: 'd: &d {a: 1}\nf: &f\n  <<: *d\ne:\n  <<: *f\n', at: 'e.a', is: 1 },
    { name: 'a tag of its own as unknown', text: 'a: !Sub "${X}-y"\n', at: 'a', is: '?', source: '"${X}-y"' },
    { name: 'a list under such a tag', text: 'a: !override [x]\n', at: 'a', is: ['x'] },
    // Half-written.
    { name: 'what follows half a line', text: 'a: 1\nfoo bar\nb: 2\n', at: 'b', is: 2 },
    { name: 'what follows a bad nesting', text: 'a: x\n  b: 1\nc: 2\n', at: 'c', is: 2 },
    { name: 'what follows an open bracket', text: 'a: [1, 2\nb: 3\n', at: 'b', is: 3 },
    { name: 'what follows an open quote', text: 'a: "x\nb: 3\nc: 4\n', at: 'b', is: 3 },
    { name: 'half a quoted text as unknown', text: 'a: "x\nb: 3\nc: 4\n', at: 'a', is: '?' },
    { name: 'tabs that indent', text: 'a:\n\tb: 1\n\tc: 2\nd: 3\n', at: 'a.c', is: 2 },
    // Templates.
    { name: 'a templated value as unknown', text: 'a: {{ .Values.a }}\nb: 1\n', at: 'a', is: '?', source: '{{ .Values.a }}' },
    { name: 'what follows a templated value', text: 'a: {{ .Values.a }}\nb: 1\n', at: 'b', is: 1 },
    { name: 'a value that is partly templated', text: 'a: "repo/{{ .Values.a }}:v1"\n', at: 'a', is: { joined: ['repo/', '?', ':v1'] } },
    { name: 'quotes inside quotes', text: 'a: "{{ default "x" .Values.a }}"\nb: 1\n', at: 'a', is: '?' },
    { name: 'a templated text inside a template', text: 'a: {{ "{{ $labels.x }}" }}\nb: 1\n', at: 'b', is: 1 },
    { name: 'what stands between conditions', text: 'a:\n  {{- if .Values.x }}\n  b: 1\n  {{- end }}\nc: 2\n', at: 'a.b', is: 1 },
    { name: 'what both branches say as unknown', text: 'a:\n{{- if .x }}\n  b: 1\n{{- else }}\n  b: 2\n{{- end }}\n', at: 'a.b', is: '?' },
    { name: 'a value that a template writes below', text: 'a:\n  {{- toYaml .Values.a | nindent 2 }}\nb: 1\n', at: 'a', is: '?' },
    { name: 'a block to which a template adds', text: 'a: |\n  x\n{{ toYaml . }}\nb: 1\n', at: 'b', is: 1 },
    { name: 'a block that a template writes', text: 'a: |-\n  {{- .Values.a | nindent 2 }}\nb: 1\n', at: 'a', is: { joined: ['', '?'] } },
    { name: "a pipeline's expression", text: 'a: ${{ secrets.X }}\n', at: 'a', is: { joined: ['$', '?'] }, source: '${{ secrets.X }}' },
    { name: 'Jinja around values', text: '{% if x %}\na: 1\n{% endif %}\nb: "{{ y }}"\n', at: 'a', is: 1 },
    { name: 'braces that are no template', text: 'a: {"b":{"c":{}}}\n', at: 'a.b.c', is: '?', source: '{}' },
    { name: 'a directive that is never closed', text: 'a: "{{ x"\nb: 1\n', at: 'b', is: 1 },
  ];
  for (const { name, text, at, is, source } of reads)
    it(`reads ${name}`, () => {
      const node = yaml(text).root.at(at);
      assert.deepEqual(plain(node?.value), is);
      if (source !== undefined) assert.equal(slice(text, node?.span ?? { start: 0, end: 0 }), source);
    });

  const options: readonly { name: string; text: string; at: string; is: unknown }[] = [
    { name: 'absent', text: 'a: {b: 1}\n', at: 'a.c', is: undefined },
    { name: 'absent from an empty file', text: '', at: 'a.c', is: undefined },
    { name: 'unknown where a template writes the map', text: 'a:\n  b: 1\n  {{- toYaml .x | nindent 2 }}\n', at: 'a.c', is: '?' },
    {
      name: 'absent beside a map that a template writes',
      text: 'a:\n  b:\n    {{- toYaml .x | nindent 4 }}\nd: 1\n',
      at: 'a.c',
      is: undefined,
    },
    {
      name: 'absent where a template writes another map',
      text: 'a:\n  b: 1\nd:\n  {{- toYaml .x | nindent 2 }}\n',
      at: 'a.c',
      is: undefined,
    },
    { name: 'unknown where a template writes the whole file', text: '{{ include "x" . }}\n', at: 'a', is: '?' },
    { name: 'unknown where a merge does not resolve', text: 'a:\n  <<: *x\n  b: 1\n', at: 'a.c', is: '?' },
    { name: 'unknown below a templated value', text: 'a: {{ .x }}\n', at: 'a.c', is: '?' },
    { name: 'absent between conditions', text: 'a:\n  {{- with .x }}\n  b: {{ . }}\n  {{- end }}\n', at: 'a.c', is: undefined },
    { name: 'unknown where a key is templated', text: 'a:\n  {{ .x }}: 1\n', at: 'a.c', is: '?' },
  ];
  for (const { name, text, at, is } of options) it(`an option is ${name}`, () => assert.deepEqual(plain(yaml(text).root.option(at)), is));

  it('reads all documents of a file', () => {
    const { documents } = yaml('# first\n---\na: 1\n---\n\n---\na: 2\n');
    assert.deepEqual(
      documents.map((root) => plain(root.at('a')?.value)),
      [1, 2],
    );
  });

  it('keeps the characters of a number and of a template', () => {
    const { root } = yaml('go: 1.10\nrun: |\n  echo ${{ a.b }} done\n');
    assert.equal(root.at('go')?.text, '1.10');
    assert.equal(root.at('run')?.text, 'echo ${{ a.b }} done\n');
  });

  it('says where keys stand', () => {
    const text = 'services:\n  "web": { image: x }\n';
    const entry = yaml(text).root.entryAt('services.web');
    assert.equal(slice(text, entry?.keySpan ?? { start: 0, end: 0 }), '"web"');
    assert.deepEqual(entry?.node.path, ['services', 'web']);
  });

  it('lists every entry once, however many aliases there are', () => {
    const { root } = yaml('a: &a {k: 1}\nb: &b [*a, *a]\nc: *b\nd: {<<: *a, l: 2}\n');
    assert.deepEqual(
      [...root.pairs()].map(({ node }) => node.path.join('.')),
      ['a', 'b', 'd', 'a.k', 'd.l'],
    );
  });

  it('does not expand a bomb of aliases', () => {
    const level = (from: string) => Array.from({ length: 9 }, () => `*${from}`).join(', ');
    const names = 'abcdefghijklmnop'.split('');
    const text = names.map((name, index) => `${name}: &${name} [${index ? level(names[index - 1] ?? '') : 'x'}]`).join('\n');
    const { root } = yaml(text);
    assert.equal([...root.pairs()].length, names.length);
    const { value } = root.at('p') ?? {};
    assert.ok(value?.kind === 'list');
    assert.match(JSON.stringify(value), /"complete":false/);
  });

  it('survives an alias of itself before a document without any', () => {
    const { documents } = yaml('a: &a\n  b: *a\n---\nb: 1\n...\n');
    const [first] = documents;
    assert.ok(first?.at('a.b.b.b'));
    assert.equal([...(first?.pairs() ?? [])].length, 1);
  });

  it('knows what a template writes into a document before one without any', () => {
    const [first, second] = yaml('v: {{ .V }}\n  b: 2\n---\n  b: 2\n...\n').documents;
    assert.deepEqual([first?.get('v')?.open, second?.open], [true, false]);
  });

  it('survives an alias of itself', () => {
    const { root } = yaml('a: &a\n  b: *a\n  <<: *a\n  l: &l [*l]\n');
    assert.ok(root.at('a.b.b.b.l'));
    assert.ok([...root.pairs()].length > 0);
    assert.ok(root.at('a.l')?.value);
  });

  it('reads the documents of a file one by one as it reads them at once', () => {
    const line = fc.constantFrom(
      ...['---\n', '---\n', '--- # x\n', '--- a: 1\n', '--- |\n', 'a: 1\n', '  b: 2\n', '- x\n', 'k: |\n', '  ---\n', '# c\n', '\n'],
      ...[
        'x: &a {y: 1}\n',
        'z: *a\n',
        '<<: *a\n',
        'v: {{ .V }}\n',
        '{{- if .X }}\n',
        '{{- end }}\n',
        'm: >-\n',
        '  folded\n',
        'f: [1,\n',
        ' 2]\n',
      ],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('');
        // What ends a stream of documents is no part of them, and keeps the file in one piece. What is broken ends with its document.
        const whole = yaml(`${text}...\n`);
        const masked = yaml(`${text.replace(/\{\{[^}]{0,20}\}\}/g, '# ')}...\n`);
        if (whole.problems.length === 0 && masked.problems.length === 0)
          assert.deepEqual(yaml(text).documents.map(shown), whole.documents.map(shown));
      }),
      { numRuns: 500 },
    );
  });

  it('parses only what changed of what it kept', () => {
    const pieces = new YamlPieces();
    const text = 'a: 1\n---\nb: 2\n---\nc: 3\n';
    const read = (text: string, kept: YamlPieces) => parseYaml(documentOf('a.yaml', 'yaml', text), undefined, kept).documents.map(shown);
    assert.deepEqual(read(text, pieces), yaml(text).documents.map(shown));
    const after = text.replace('b: 2', 'b: "now longer"');
    const next = new YamlPieces(pieces);
    assert.deepEqual(read(after, next), yaml(after).documents.map(shown));
    assert.equal(next.of('a: 1\n'), pieces.of('a: 1\n'));
    assert.equal(next.of('---\nc: 3\n'), pieces.of('---\nc: 3\n'));
  });

  it('survives deep nesting', () => {
    const steps = Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    for (const text of [
      '['.repeat(50_000),
      '- '.repeat(20_000),
      '{a: '.repeat(20_000),
      '? '.repeat(1000),
      '- &a '.repeat(2000),
      '["]",'.repeat(2000),
      steps,
    ])
      assert.deepEqual(yaml(text).documents, []);
    assert.equal(yaml(`a: ${'['.repeat(40)}1${']'.repeat(40)}`).documents.length, 1);
  });

  it('says what is wrong, in plain files only', () => {
    assert.match(yaml('a: "x\n').problems[0]?.message ?? '', /^This is not YAML: missing closing/);
    assert.deepEqual(yaml('a: {{ if }}\n {{ x }}').problems, []);
  });
});
