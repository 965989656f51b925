import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Format } from '../../src/model/document.js';
import { slice } from '../../src/model/span.js';
import type { DataNode, DataSyntax } from '../../src/syntax/data.js';
import { parseDotenv } from '../../src/syntax/dotenv.js';
import { type Interpolation, interpolated } from '../../src/syntax/interpolation.js';
import { parseJson } from '../../src/syntax/json.js';
import { parseProperties, relaxed } from '../../src/syntax/properties.js';
import { parseToml } from '../../src/syntax/toml.js';
import { parseYaml } from '../../src/syntax/yaml.js';
import { documentOf } from './document.js';
import { plain } from './plain.js';

const PARSERS = { yaml: parseYaml, json: parseJson, toml: parseToml, properties: parseProperties, dotenv: parseDotenv };
type DataFormat = keyof typeof PARSERS;
const parse = (format: DataFormat, text: string): DataSyntax => PARSERS[format](documentOf(`a.${format}`, format, text));

interface Case {
  readonly name: string;
  readonly text: string;
  readonly at: string;
  readonly is: unknown;
  readonly source?: string;
}

const CASES: Readonly<Record<Exclude<DataFormat, 'yaml'>, readonly Case[]>> = {
  json: [
    { name: 'a text with escapes', text: '{"a": "\\u0041\\n"}', at: 'a', is: 'A\n', source: '"\\u0041\\n"' },
    { name: 'comments and trailing commas', text: '// x\n{"a": [1, /* y */ 2,],}', at: 'a', is: [1, 2] },
    { name: 'an entry of an item', text: '{"a": [{"b": true}]}', at: 'a.0.b', is: true },
    { name: 'keys with dots', text: '{"a.b": {"c.d": null}}', at: 'a.b.c.d', is: null },
    { name: 'what stands before a break', text: '{"a": 1, "b": {"c": 2', at: 'b.c', is: 2 },
    { name: 'a key without a value as unknown', text: '{"a": , "b": 1}', at: 'a', is: '?' },
    { name: 'what follows a key without a value', text: '{"a": , "b": 1}', at: 'b', is: 1 },
    { name: 'after a byte order mark', text: '\uFEFF{"a": 1}', at: 'a', is: 1, source: '1' },
    { name: 'a template as unknown', text: '{"a": "x-{{ y }}", "b": "{{ "z" }}"}', at: 'a', is: { joined: ['x-', '?'] } },
    { name: 'nothing from a text that is no JSON', text: 'a: 1', at: 'a', is: undefined },
  ],
  toml: [
    { name: 'a text', text: 'a = "b" # c\n', at: 'a', is: 'b', source: '"b"' },
    { name: 'dotted keys', text: 'a.b."c.d" = 1\n', at: 'a.b.c.d', is: 1 },
    {
      name: 'tables',
      text: '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.9"\n',
      at: 'tool.poetry.dependencies.python',
      is: '^3.9',
    },
    { name: 'tables out of order', text: '[a.b]\nx = 1\n[a]\ny = 2\n', at: 'a.b.x', is: 1 },
    { name: 'inline tables', text: 'a = { b = { version = "1" } }\n', at: 'a.b.version', is: '1' },
    { name: 'lists of tables', text: '[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\nz = 3\n', at: 'a.1.b.z', is: 3 },
    { name: 'lists over several lines', text: 'a = [\n  "x", # one\n  "y",\n]\n', at: 'a', is: ['x', 'y'] },
    { name: 'a text over several lines', text: 'a = """\nx\ny"""\r\nb = 1\r\n', at: 'a', is: 'x\ny' },
    { name: 'a date as unknown', text: 'a = 2026-01-01\n', at: 'a', is: '?', source: '2026-01-01' },
    { name: 'after a byte order mark', text: '\uFEFFa = 1\r\n', at: 'a', is: 1, source: '1' },
    { name: 'what follows a key without a value', text: 'a =\nb = 1\n', at: 'b', is: 1 },
    { name: 'what follows an open list', text: 'a = [1,\nb = 2\n[c]\nd = 3\n', at: 'c.d', is: 3 },
    { name: 'what follows an open table', text: 'x = 0\n[a\nb = 1\n[c]\nd = 3\n', at: 'c.d', is: 3 },
    { name: 'what stands before an open text', text: 'x = 0\na = """b\nc = 1\n', at: 'x', is: 0 },
    { name: 'what stands before a second value', text: 'x = 0\na = 1\na = 2\nb = 3\n', at: 'b', is: 3 },
    { name: 'a template as unknown', text: 'name = "{{ cookiecutter.name }}"\n', at: 'name', is: '?' },
    { name: 'around template directives', text: '[a]\n{% if x %}\nb = 1\n{% endif %}\nc = {{ y }}\nd = 2\n', at: 'a.d', is: 2 },
  ],
  properties: [
    { name: 'a text', text: 'a.b=c d\n', at: 'a.b', is: 'c d', source: 'c d' },
    { name: 'a colon', text: 'a.b : c\n', at: 'a.b', is: 'c', source: 'c' },
    { name: 'a space', text: 'a.b   c=d\n', at: 'a.b', is: 'c=d' },
    { name: 'a key alone', text: 'a.b\nc=1\n', at: 'a.b', is: '', source: '' },
    { name: 'a number and a flag as such', text: 'a=8080\nb=true\n', at: 'a', is: 8080, source: '8080' },
    { name: 'a flag', text: 'b = true  \r\n', at: 'b', is: true, source: 'true' },
    { name: 'escapes', text: 'a\\:b\\ c=\\u0041\\t\\=\n', at: 'a:b c', is: 'A\t=', source: '\\u0041\\t\\=' },
    { name: 'continued lines', text: 'a=b,\\\n    c,\\\r\n\td\nx=1\n', at: 'a', is: 'b,c,d', source: 'b,\\\n    c,\\\r\n\td' },
    { name: 'what follows an escaped backslash', text: 'a=b\\\\\nc=d\n', at: 'c', is: 'd' },
    { name: 'around comments', text: '# a=1\n! b=2\n  c=3\n#d=4', at: 'c', is: 3 },
    { name: 'a # that is no comment', text: 'a=b # c\n', at: 'a', is: 'b # c' },
    { name: 'list items', text: 'a.o[0]=x\na.o[1]=y\n', at: 'a.o', is: ['x', 'y'] },
    { name: 'entries of list items', text: 'a[0].b=x\na[1].b=y\n', at: 'a.1.b', is: 'y' },
    { name: 'keys in brackets', text: 'a[b.c].d=x\n', at: 'a.b.c.d', is: 'x' },
    { name: 'a last line without an end', text: 'a=b\\', at: 'a', is: 'b' },
    { name: 'a placeholder as a text', text: 'a=${B:c}\n', at: 'a', is: '${B:c}' },
    { name: 'after a byte order mark', text: '\uFEFFa=b\n', at: 'a', is: 'b' },
  ],
  dotenv: [
    { name: 'a text', text: 'A=b\n', at: 'A', is: 'b', source: 'b' },
    { name: 'an exported one', text: 'export A=b\n', at: 'A', is: 'b' },
    { name: 'a variable called export', text: 'export=b\n', at: 'export', is: 'b' },
    { name: 'spaces around the sign', text: 'A = b \r\n', at: 'A', is: 'b', source: 'b' },
    { name: 'double quotes', text: 'A="b # c\\n" # d\n', at: 'A', is: 'b # c\n', source: '"b # c\\n"' },
    { name: 'single quotes, in which nothing is special', text: "A='$B\\n'\n", at: 'A', is: '$B\\n' },
    { name: 'quotes over several lines', text: 'A="b\nC=c\n"\nD=1\n', at: 'A', is: 'b\nC=c\n' },
    { name: 'what follows quotes over several lines', text: 'A="b\nC=c\n"\nD=1\n', at: 'D', is: '1' },
    { name: 'what follows an open quote', text: 'A="b\nC=c\n', at: 'C', is: 'c' },
    { name: 'a trailing comment', text: 'A=b c # d\n', at: 'A', is: 'b c', source: 'b c' },
    { name: 'a # inside a text', text: 'A=b#c\n', at: 'A', is: 'b#c' },
    { name: 'nothing', text: 'A=\nB=1\n', at: 'A', is: '', source: '' },
    { name: 'nothing but a comment', text: 'A= # b\n', at: 'A', is: '' },
    { name: 'a variable', text: 'A=${B}\n', at: 'A', is: { env: 'B' }, source: '${B}' },
    { name: 'a variable with a default', text: 'A="${B:-c}"\n', at: 'A', is: { env: 'B', or: 'c' } },
    {
      name: 'a text around variables',
      text: 'A=http://${B}:$PORT/\n',
      at: 'A',
      is: { joined: ['http://', { env: 'B' }, ':', { env: 'PORT' }, '/'] },
    },
    { name: 'a dollar of a password', text: 'A=pa$word$1\n', at: 'A', is: 'pa$word$1' },
    { name: 'around comments', text: '#A=1\nB=2\n', at: 'A', is: undefined },
    { name: 'a template as unknown', text: 'A={{ x }}\n', at: 'A', is: '?' },
  ],
};

for (const format of Object.keys(CASES) as (keyof typeof CASES)[])
  describe(format, () => {
    for (const { name, text, at, is, source } of CASES[format])
      it(`reads ${name}`, () => {
        const node = parse(format, text).root.at(at);
        assert.deepEqual(plain(node?.value), is);
        if (source !== undefined) assert.equal(node && slice(text, node.span), source);
      });
  });

describe('properties for Spring', () => {
  it('reads documents of their own', () => {
    const { documents } = parse('properties', 'a=1\n#---\nspring.config.activate.on-profile=prod\na=2\n');
    assert.deepEqual(
      documents.map((root) => plain(root.at('a')?.value)),
      [1, 2],
    );
  });

  it('finds a key in any spelling', () => {
    for (const format of ['properties', 'yaml'] as const) {
      const text = format === 'yaml' ? 'my.corsConfig:\n  allowed_origins: x\n' : 'my.corsConfig.allowed_origins=x\n';
      assert.equal(parse(format, text).root.at('my.cors-config.allowed-origins', relaxed)?.text, 'x');
    }
  });

  it('keeps a key that is a prefix of others', () => {
    const { root } = parse('properties', 'logging.level=warn\nlogging.level.org=debug\n');
    assert.deepEqual(
      [...root.pairs()]
        .map(({ node }) => node.text)
        .filter(Boolean)
        .sort(),
      ['debug', 'warn'],
    );
  });
});

describe('interpolation', () => {
  const cases: readonly (readonly [Interpolation, string, unknown])[] = [
    ['compose', 'plain', 'plain'],
    ['compose', '${A}', { env: 'A' }],
    ['compose', '$A', { env: 'A' }],
    ['compose', '${A:-b}', { env: 'A', or: 'b' }],
    ['compose', '${A-b}', { env: 'A', or: 'b' }],
    ['compose', '${A:-}', { env: 'A', or: '' }],
    ['compose', '${A:?say so}', { env: 'A' }],
    ['compose', '${A:+b}', '?'],
    ['compose', '${A:-${B:-c}}', { env: 'A', or: { env: 'B', or: 'c' } }],
    ['compose', 'x:${A}/$B', { joined: ['x:', { env: 'A' }, '/', { env: 'B' }] }],
    ['compose', 'a$$b', 'a$b'],
    ['compose', '${A', '${A'],
    ['compose', '$5', '$5'],
    ['spring', '${A}', { env: 'A' }],
    ['spring', '${app.secret:b}', { env: 'app.secret', or: 'b' }],
    ['spring', '${A:http://x:80}', { env: 'A', or: 'http://x:80' }],
    ['spring', '${A:${B:c}}', { env: 'A', or: { env: 'B', or: 'c' } }],
    ['spring', '#{systemProperties.x}', '?'],
    ['spring', '$A', '$A'],
    ['dotenv', '$lower', '$lower'],
    ['dotenv', '$UPPER', { env: 'UPPER' }],
    ['dotenv', 'p$$w', 'p$$w'],
  ];
  for (const [style, text, is] of cases)
    it(`reads '${text}' as ${style} does`, () => {
      const document = documentOf('a.yaml', 'yaml', `a: "${text}"\n`);
      const value = parseYaml(document).root.at('a')?.value;
      assert.ok(value);
      const read = interpolated(document, value, style);
      assert.deepEqual(plain(read), is);
      assert.deepEqual(read.span, value.span);
    });

  it('marks the default alone', () => {
    const document = documentOf('a.yaml', 'yaml', 'a: "x ${A:-secret}"\n');
    const value = parseYaml(document).root.at('a')?.value;
    assert.ok(value);
    const read = interpolated(document, value, 'compose');
    assert.ok(read.kind === 'joined' && read.parts[1]?.kind === 'env' && read.parts[1].fallback);
    assert.equal(slice(document.text, read.parts[1].fallback.span), 'secret');
    assert.equal(slice(document.text, read.parts[1].span), '${A:-secret}');
  });
});

const SAMPLES: Readonly<Record<DataFormat, string>> = {
  yaml: `# c
x-a: &a
  k: "v \\" w"
  l: [1, 'it''s', {m: true}]
services:
  web: {image: "x:\${TAG:-1}", <<: *a}
  {{- if .Values.x }}
  db:
    <<: [*a]
    command: |
      run {{ .Values.y }} "a"
    {{- toYaml .Values.z | nindent 4 }}
  {{- end }}
---
? [complex]
: !Tag value
n: null
`,
  json: '// c\n{"a": {"b": [1, "x\\"y", true, null, {"c": "{{ d }}"}]}, /* e */ "f": -1.5e3,}\n',
  toml: 'a = "x\\"y" # c\nb.c = [1, { d = true }, """\nz\n"""]\n[t."u.v"]\nw = \'lit\'\n[[l]]\nx = 1.5\n[[l]]\ny = 2026-01-01\n',
  properties: '# c\na.b=x\\\n  y\nc[0].d : ${E:f}\n#---\ng\\ h   i\nj=true\n',
  dotenv: '# c\nexport A="x\\n${B:-c}" # d\nE=\'f\ng\'\nH=i # j\nK="open\nL=`m`\n',
};

function check(root: DataNode, text: string): void {
  for (const entry of [...root.pairs()]) {
    const { node, keySpan, span } = entry;
    for (const place of [node.span, keySpan, span, node.value.span])
      assert.ok(place.start >= 0 && place.start <= place.end && place.end <= text.length, `${entry.key}: ${JSON.stringify(place)}`);
    const { value } = node;
    // What is written as it is meant stands exactly in its span.
    if (node.kind === 'scalar' && value.kind === 'text' && /^[\w.-]+$/.test(value.text))
      assert.ok(slice(text, value.span).includes(value.text) || /[\\\r\n{]/.test(slice(text, value.span)));
    assert.ok(root.at(node.path.join('.')) !== undefined || node.path.includes(''));
  }
}

describe('data formats', () => {
  for (const format of Object.keys(SAMPLES) as DataFormat[]) {
    const sample = SAMPLES[format];

    it(`${format}: reads a sample cut off anywhere`, () => {
      for (const [text, step] of [
        [sample, 1],
        [sample.replaceAll('\n', '\r\n'), 3],
        [`\uFEFF${sample}`, 5],
      ] as const)
        for (let end = 0; end <= text.length; end += step) {
          const cut = text.slice(0, end);
          for (const root of parse(format, cut).documents) check(root, cut);
        }
    });

    it(`${format}: reads a sample that anything was done to`, () => {
      const characters = [...new Set([...sample.split(''), '\t', '\r', '\uFEFF', '\0', '\uE000', '😀'])];
      fc.assert(
        fc.property(
          fc.nat(sample.length),
          fc.nat(12),
          fc.array(fc.constantFrom(...characters), { maxLength: 12 }),
          (at, removed, added) => {
            const text = sample.slice(0, at) + added.join('') + sample.slice(at + removed);
            for (const root of parse(format, text).documents) check(root, text);
          },
        ),
        { numRuns: 300 },
      );
    });

    it(`${format}: reads random characters of its own`, () => {
      const characters = [...new Set(sample.split(''))];
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...characters, '{{', '}}', '{%', '%}', '<<: ', '- '), { maxLength: 80 }), (parts) => {
          const text = parts.join('');
          for (const root of parse(format, text).documents) check(root, text);
        }),
        { numRuns: 300 },
      );
    });
  }

  it('gives the same values for the same settings', () => {
    const texts: Readonly<Partial<Record<Format, string>>> = {
      yaml: 'server:\n  port: 80\n  origins: [a, b]\n  on: true\n',
      json: '{"server": {"port": 80, "origins": ["a", "b"], "on": true}}',
      toml: '[server]\nport = 80\norigins = ["a", "b"]\non = true\n',
      properties: 'server.port=80\nserver.origins[0]=a\nserver.origins[1]=b\nserver.on=true\n',
    };
    for (const [format, text] of Object.entries(texts)) {
      const { root } = parse(format as DataFormat, text);
      assert.deepEqual(
        [...root.pairs()].map(({ node }) => [node.path.join('.'), plain(node.value)]),
        [
          ['server', '?'],
          ['server.port', 80],
          ['server.origins', ['a', 'b']],
          ['server.on', true],
        ],
        format,
      );
    }
  });
});
