import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../src/edits/apply.js';
import type { Format } from '../../src/model/document.js';
import { slice } from '../../src/model/span.js';
import { findSuppressions, writeSuppression } from '../../src/settings/suppressions.js';
import { documentOf } from '../syntax/document.js';

const NAMES: Readonly<Record<string, readonly [Format, string]>> = {
  python: ['python', 'a.py'],
  javascript: ['javascript', 'a.js'],
  jsx: ['javascript', 'a.jsx'],
  tsx: ['tsx', 'a.tsx'],
  go: ['go', 'a.go'],
  java: ['java', 'A.java'],
  dockerfile: ['dockerfile', 'Dockerfile'],
  shell: ['shell', 'a.sh'],
  yaml: ['yaml', 'a.yaml'],
  json: ['json', 'a.json'],
  jsonc: ['json', 'a.jsonc'],
  toml: ['toml', 'a.toml'],
  properties: ['properties', 'a.properties'],
  dotenv: ['dotenv', '.env'],
  nginx: ['nginx', 'a.conf'],
  sql: ['text', 'a.sql'],
  markdown: ['text', 'a.md'],
  ini: ['text', 'a.ini'],
  unknown: ['text', 'a.xyz'],
};
const documentIn = (language: string, text: string) => {
  const [format, path] = NAMES[language] ?? ['text', 'a'];
  return documentOf(path, format, text);
};

/** `«x»` marks where a finding starts that is silenced, `‹x›` one that is not. */
const FOUND: readonly {
  readonly name: string;
  readonly in: string;
  readonly code: string;
  readonly reason?: string;
  readonly rules?: readonly string[];
}[] = [
  { name: 'at the end of the line', in: 'python', code: 'a = «1»  # preflight-ignore x/y -- why not\nb = ‹2›\n', reason: 'why not' },
  { name: 'on the line before', in: 'python', code: '# preflight-ignore x/y -- why\na = «1»\nb = ‹2›\n' },
  { name: 'before other comments and blank lines', in: 'python', code: '# preflight-ignore x/y -- why\n# more\n\na = «1»\nb = ‹2›\n' },
  { name: 'several rules', in: 'python', code: 'a = «1» # preflight-ignore x/y, z/w-v -- why\n', rules: ['x/y', 'z/w-v'] },
  { name: 'behind another directive', in: 'python', code: 'a = «1» # noqa: S105 # preflight-ignore x/y -- why\n' },
  { name: 'in a whole file', in: 'python', code: '# preflight-ignore-file x/y -- why\n\n\na = «1»\nb = «2»\n' },
  { name: 'a text of several lines', in: 'python', code: '# preflight-ignore x/y -- why\na = """\n«x»\n"""\nb = ‹2›\n' },
  { name: 'in JavaScript', in: 'javascript', code: "// preflight-ignore x/y -- why\ncall(«'a'»);\ncall(‹'b'›); \n" },
  { name: 'in a block comment', in: 'javascript', code: 'a(«1»); /* preflight-ignore x/y -- why */\nb(‹1›);\n', reason: 'why' },
  { name: 'in a block comment before code', in: 'go', code: '/* preflight-ignore x/y -- why */ a(«1»)\nb(‹1›)\n', reason: 'why' },
  {
    name: 'in JSX',
    in: 'jsx',
    code: '<a>\n  {/* preflight-ignore x/y -- why */}\n  <b key=«"x"» />\n  <b key=‹"x"› />\n</a>\n',
    reason: 'why',
  },
  { name: 'behind a text with quotes', in: 'javascript', code: "a('it\\'s //', «1»); // preflight-ignore x/y -- why\n" },
  { name: 'behind a regular expression', in: 'javascript', code: 'a(/["\'`]/, «1»); // preflight-ignore x/y -- why\n' },
  {
    name: 'a continued RUN',
    in: 'dockerfile',
    code: '# preflight-ignore x/y -- why\nRUN a \\\n  # inner\n  && «b» \\\n  && «c»\nRUN ‹d›\n',
  },
  { name: 'a here-document', in: 'dockerfile', code: '# preflight-ignore x/y -- why\nRUN <<EOF\n«a»\nEOF\nRUN ‹d›\n' },
  { name: 'a continued command', in: 'shell', code: '# preflight-ignore x/y -- why\ncurl \\\n  «-k» \\\n  x\ncurl ‹-k›\n' },
  { name: 'in YAML', in: 'yaml', code: "a:\n  # preflight-ignore x/y -- why\n  b: «don't»\n  c: ‹1› # x\n" },
  { name: 'a block of YAML', in: 'yaml', code: 'a:\n  # preflight-ignore x/y -- why\n  b: |\n    «x»\n\n    «y»\n  c: ‹1›\n' },
  { name: 'with CRLF', in: 'yaml', code: '# preflight-ignore x/y -- why\r\nb: «1»\r\nc: ‹1›\r\n', reason: 'why' },
  { name: 'in TOML', in: 'toml', code: 'a = «"#"» # preflight-ignore x/y -- why\n' },
  { name: 'in properties', in: 'properties', code: '! preflight-ignore x/y -- why\na=«b\\\n  c»\nd=‹e›\n' },
  { name: 'in dotenv', in: 'dotenv', code: "# preflight-ignore x/y -- why\nA=«it's»\nB=‹x›\n" },
  { name: 'in nginx', in: 'nginx', code: 'a «b»; # preflight-ignore x/y -- why\n' },
  { name: 'in SQL', in: 'sql', code: 'GRANT «ALL»; -- preflight-ignore x/y -- why\nGRANT ‹ALL›;\n', reason: 'why' },
  { name: 'in Markdown', in: 'markdown', code: '<!-- preflight-ignore x/y -- why -->\n«x»\n‹y›\n', reason: 'why' },
  { name: 'in an ini file', in: 'ini', code: '; preflight-ignore x/y -- why\na=«x»\nb=‹y›\n' },
  { name: 'in JSON with comments', in: 'jsonc', code: '{\n  // preflight-ignore x/y -- why\n  "a": «1»,\n  "b": ‹2›\n}\n' },
];

const NOT_FOUND: readonly { readonly name: string; readonly in: string; readonly code: string }[] = [
  { name: 'in a text', in: 'python', code: 'a = "# preflight-ignore x/y -- why"\n' },
  { name: 'in a text of several lines', in: 'python', code: '"""\n# preflight-ignore x/y -- why\n"""\n' },
  { name: 'in a template', in: 'javascript', code: 'a(`\n// preflight-ignore x/y -- why\n`);\n' },
  { name: 'in words about it', in: 'python', code: '# Write preflight-ignore x/y -- why\n' },
  { name: "in another language's comment", in: 'python', code: 'a = b // preflight-ignore x/y -- why\n' },
  {
    name: 'behind a Dockerfile instruction, which has no such comments',
    in: 'dockerfile',
    code: 'ENV A=b # preflight-ignore x/y -- why\n',
  },
  { name: 'behind a value of properties', in: 'properties', code: 'a=b # preflight-ignore x/y -- why\n' },
  { name: 'without a rule', in: 'python', code: '# preflight-ignore -- why\n' },
  { name: 'of a whole file, far below', in: 'python', code: `${'\n'.repeat(25)}# preflight-ignore-file x/y -- why\n` },
  { name: 'inside a word', in: 'yaml', code: 'a: b#preflight-ignore x/y -- why\n' },
  { name: 'in a file that nobody knows', in: 'unknown', code: '# preflight-ignore x/y -- why\n' },
  { name: 'of another word', in: 'python', code: '# preflight-ignored x/y -- why\n' },
];

const WRITTEN: readonly { readonly name: string; readonly in: string; readonly code: string; readonly fixed?: string }[] = [
  { name: 'at the end of a short line', in: 'python', code: 'a = «1»\nb = 2\n', fixed: 'a = 1  # preflight-ignore x/y -- why\nb = 2\n' },
  {
    name: 'before a long line',
    in: 'python',
    code: `def f():\n    a = «"${'x'.repeat(80)}"»\n`,
    fixed: `def f():\n    # preflight-ignore x/y -- why\n    a = "${'x'.repeat(80)}"\n`,
  },
  {
    name: 'before a text of several lines',
    in: 'python',
    code: 'a = """\n«x»\n"""\n',
    fixed: '# preflight-ignore x/y -- why\na = """\nx\n"""\n',
  },
  { name: 'before a line that has a comment', in: 'python', code: 'a = «1»  # x\n', fixed: '# preflight-ignore x/y -- why\na = 1  # x\n' },
  { name: 'in JavaScript', in: 'javascript', code: "  a(«'x'»);\r\n", fixed: "  a('x'); // preflight-ignore x/y -- why\r\n" },
  { name: 'before a template', in: 'javascript', code: 'a(`\n  «x»`);\n', fixed: '// preflight-ignore x/y -- why\na(`\n  x`);\n' },
  {
    name: 'in JSX',
    in: 'tsx',
    code: 'const a = (\n  <a>\n    <b key=«"x"» />\n  </a>\n);\n',
    fixed: 'const a = (\n  <a>\n    {/* preflight-ignore x/y -- why */}\n    <b key="x" />\n  </a>\n);\n',
  },
  {
    name: 'before the first tag of JSX',
    in: 'tsx',
    code: 'const a = (\n  <b key=«"x"» />\n);\n',
    fixed: 'const a = (\n  // preflight-ignore x/y -- why\n  <b key="x" />\n);\n',
  },
  {
    name: 'in a Dockerfile',
    in: 'dockerfile',
    code: 'FROM a\nRUN a \\\n  && «b»\n',
    fixed: 'FROM a\n# preflight-ignore x/y -- why\nRUN a \\\n  && b\n',
  },
  {
    name: 'before a here-document',
    in: 'dockerfile',
    code: 'RUN <<EOF\n«a»\nEOF\n',
    fixed: '# preflight-ignore x/y -- why\nRUN <<EOF\na\nEOF\n',
  },
  { name: 'in YAML', in: 'yaml', code: 'a:\n  b: «1»\n', fixed: 'a:\n  # preflight-ignore x/y -- why\n  b: 1\n' },
  {
    name: 'before a block of YAML',
    in: 'yaml',
    code: 'a:\n  b: |\n    x\n      «y»\n',
    fixed: 'a:\n  # preflight-ignore x/y -- why\n  b: |\n    x\n      y\n',
  },
  { name: 'before continued shell', in: 'shell', code: 'curl \\\n  «-k» x\n', fixed: '# preflight-ignore x/y -- why\ncurl \\\n  -k x\n' },
  { name: 'in dotenv', in: 'dotenv', code: 'A=«x»\n', fixed: '# preflight-ignore x/y -- why\nA=x\n' },
  { name: 'in properties', in: 'properties', code: 'a=b\\\n  «c»\n', fixed: '# preflight-ignore x/y -- why\na=b\\\n  c\n' },
  { name: 'in Markdown', in: 'markdown', code: '«x»\n', fixed: '<!-- preflight-ignore x/y -- why -->\nx\n' },
  { name: 'in SQL', in: 'sql', code: 'GRANT «ALL»;\n', fixed: '-- preflight-ignore x/y -- why\nGRANT ALL;\n' },
  { name: 'in JSON with comments', in: 'jsonc', code: '{\n  "a": «1»\n}\n', fixed: '{\n  // preflight-ignore x/y -- why\n  "a": 1\n}\n' },
  { name: 'nothing in JSON', in: 'json', code: '{"a": «1»}' },
  { name: 'nothing where nobody knows the comments', in: 'unknown', code: '«1»' },
];

const strip = (code: string): string => code.replace(/[«»‹›]/g, '');
function* marks(code: string, open: string): Iterable<number> {
  for (const [index, character] of code.split('').entries()) if (character === open) yield strip(code.slice(0, index)).length;
}

describe('suppressions', () => {
  for (const { name, in: language, code, reason = code.includes('why not') ? 'why not' : 'why', rules = ['x/y'] } of FOUND)
    it(`finds one ${name}`, () => {
      const text = strip(code);
      const found = findSuppressions(documentIn(language, text));
      assert.equal(found.length, 1);
      const [one] = found;
      assert.ok(one);
      assert.deepEqual(one.rules, rules);
      assert.equal(one.reason, reason);
      assert.ok(slice(text, one.span).startsWith('preflight-ignore') && slice(text, one.span).endsWith(reason));
      const silenced = (at: number): boolean => one.covers.start <= at && at <= one.covers.end;
      for (const at of marks(code, '«')) assert.ok(silenced(at), `silences ${String(at)}`);
      for (const at of marks(code, '‹')) assert.ok(!silenced(at), `does not silence ${String(at)}`);
    });

  for (const { name, in: language, code } of NOT_FOUND)
    it(`finds none ${name}`, () => assert.deepEqual(findSuppressions(documentIn(language, code)), []));

  it('knows when there is no reason', () => {
    assert.equal(findSuppressions(documentIn('python', '# preflight-ignore x/y\na = 1\n'))[0]?.reason, undefined);
    assert.equal(findSuppressions(documentIn('python', '# preflight-ignore x/y -- \na = 1\n'))[0]?.reason, undefined);
  });

  for (const { name, in: language, code, fixed } of WRITTEN)
    it(`writes one ${name}`, () => {
      const text = strip(code);
      const [at = 0] = marks(code, '«');
      const edit = writeSuppression(documentIn(language, text), at, 'x/y', 'why');
      const after = edit && applyEdits(text, [edit]);
      assert.equal(after, fixed);
      if (after === undefined || !edit) return;
      const moved = at + (edit.span.start <= at ? edit.text.length : 0);
      assert.ok(
        findSuppressions(documentIn(language, after)).some(({ covers }) => covers.start <= moved && moved <= covers.end),
        'it works',
      );
    });

  it('keeps the reason on one line and in its comment', () => {
    const edit = writeSuppression(documentIn('markdown', 'x\n'), 0, 'x/y', ' a\n --> b ');
    assert.equal(edit?.text, '<!-- preflight-ignore x/y -- a b -->\n');
  });

  it('reads and writes in anything', () => {
    const pieces = [
      '"',
      "'",
      '`',
      '"""',
      '#',
      '//',
      '/*',
      '*/',
      '<!--',
      '-->',
      '\\\n',
      '\n',
      '\r\n',
      'a',
      ' ',
      '<<EOF',
      'EOF',
      ': |',
      '{',
      '}',
      '$',
      '# preflight-ignore x/y -- why',
      '// preflight-ignore x/y',
      'preflight-ignore-file x/y',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(NAMES)),
        fc.array(fc.constantFrom(...pieces), { maxLength: 40 }),
        fc.nat(200),
        (language, parts, offset) => {
          const text = parts.join('');
          const document = documentIn(language, text);
          for (const { span, covers } of findSuppressions(document))
            for (const place of [span, covers]) assert.ok(place.start >= 0 && place.start <= place.end && place.end <= text.length);
          const edit = writeSuppression(document, Math.min(offset, text.length), 'x/y', 'z');
          assert.ok(!edit || edit.span.end <= text.length);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
