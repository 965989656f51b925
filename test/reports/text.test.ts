import assert from 'node:assert/strict';
import fc from 'fast-check';
import { masked } from '../../src/reports/mask.js';
import { COLOURED, columnsOf, excerpt, printable, wrap } from '../../src/reports/terminal.js';
import type { WorkspaceReport } from '../../src/reports/report.js';
import { textReport } from '../../src/reports/text.js';
import { findingAt, report, unmarked, uriOf, workspace } from './sample.js';

const MAIN = 'from fastapi import FastAPI\n\napp.add_middleware(CORSMiddleware, allow_origins=[«"*"»])\n';
const shown = (...workspaces: readonly WorkspaceReport[]): string => [...textReport(report(...workspaces))].join('\n');
const colour = (text: string): string => `\u001b[${text}`;

describe('the report for a terminal', () => {
  it('groups by file and shows the line with the words underlined', () => {
    const found = findingAt('app/main.py', MAIN, {
      fixes: [{ title: "Read allowed origins from 'ALLOWED_ORIGINS'", kind: 'edit', edits: [{ span: { start: 0, end: 0 }, text: 'x' }] }],
    });
    assert.equal(
      shown(workspace({ 'app/main.py': MAIN }, [found], { read: 1204, skipped: [{ path: 'big.sql', reason: 'larger than 1 MiB' }] })),
      `app/main.py
  3:51  warning  cors/wildcard-origin
     Any website can read this API's responses: 'allow_origins' is '*'. List the
     origins that need it.
    3 │ app.add_middleware(CORSMiddleware, allow_origins=["*"])
      │                                                   ^^^
     fix  Read allowed origins from 'ALLOWED_ORIGINS'

0 errors, 1 warning, 0 notes in 1 file. 1,204 files read, 1 skipped.
Skipped, larger than 1 MiB: big.sql.`,
    );
  });

  it('says when there is nothing', () => {
    assert.equal(shown(workspace({ 'a.py': '' }, [])), 'Nothing found. 1 file read.');
  });

  it('names gaps of the whole workspace without a line', () => {
    const text = shown(workspace({ 'package.json': '{}' }, [findingAt('package.json', '«»{}', { workspaceGap: true })]));
    assert.match(text, /^package\.json\n {2}workspace {2}warning {2}cors\/wildcard-origin\n/);
    assert.doesNotMatch(text, /│/);
  });

  it('shows the other half of a finding, and files of several directories by their way from here', () => {
    const related = [{ at: { uri: uriOf('b.py'), span: { start: 2, end: 3 } }, note: 'Credentials are allowed here.' }];
    const text = shown(
      workspace({ 'a.py': 'x«y»', 'b.py': 'a\nb' }, [findingAt('a.py', 'x«y»', { related, confidence: 'likely' })], {
        root: 'services/api',
      }),
    );
    assert.match(text, /^services\/api\/a\.py\n {2}1:2 {2}warning {2}cors\/wildcard-origin {2}likely\n/);
    assert.match(text, /\n {5}see {2}services\/api\/b\.py:2:1 Credentials are allowed here\.\n/);
  });

  it('counts what comments silence and what can be fixed safely', () => {
    const safe = findingAt('a.py', 'x«y»', { fixes: [{ title: 'Mend', kind: 'safe', edits: [] }] });
    const text = shown(workspace({ 'a.py': 'x«y»' }, [safe], { suppressed: [{ finding: safe, reason: 'why' }] }));
    assert.match(text, /1 finding silenced by comments\.\n1 finding can be fixed safely: run 'preflight fix'\.$/);
  });

  it('is never wider than 80 columns', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(300), fc.nat(40), (line, at, length) => {
        const text = line.replace(/[\n\r]/g, ' ');
        const start = Math.min(at, text.length);
        const found = findingAt('a.py', '', { at: { uri: uriOf('a.py'), span: { start, end: Math.min(text.length, start + length) } } });
        for (const row of shown(workspace({ 'a.py': text.replace(/[«»]/g, '?') }, [found])).split('\n'))
          assert.ok(columnsOf(row) <= 80, row);
      }),
    );
  });

  it('writes colours only when asked to', () => {
    const found = workspace({ 'a.py': 'x«y»' }, [findingAt('a.py', 'x«y»')]);
    assert.ok([...textReport(report(found), COLOURED)].join('').includes(colour('33m')));
    assert.ok(!shown(found).includes('\u001b'));
  });

  describe('keeps secrets', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const password = 'hunter2hunter2';
    const quiet = (text: string): string => shown(workspace({ 'a.py': text }, [findingAt('a.py', text)]));

    it('that a finding is about', () => {
      const text = `KEY = «"${password}"»`;
      const out = shown(
        workspace({ 'a.py': text }, [findingAt('a.py', text, { rule: 'secrets/hardcoded-credential', severity: 'error' })]),
      );
      assert.ok(!out.includes(password));
      assert.match(out, /│ KEY = \*{16}\n {6}│ {7}\^{16}\n/);
    });
    it('of other findings on the same line, silenced ones too', () => {
      const text = `ENV A=${password} «B»`;
      const secret = findingAt('a.py', `ENV A=«${password}» B`, { rule: 'docker/secret-in-image' });
      assert.ok(
        !shown(workspace({ 'a.py': text }, [findingAt('a.py', text)], { suppressed: [{ finding: secret, reason: undefined }] })).includes(
          password,
        ),
      );
    });
    it('that no finding speaks of', () => {
      const text = `a = f(«x», "${password}")`;
      const found = workspace({ 'a.py': text }, [findingAt('a.py', text)], {
        secretsIn: () => [{ start: text.indexOf(password) - 2, end: text.length - 3 }],
      });
      assert.ok(!shown(found).includes(password));
    });
    it('by their looks', () => {
      for (const line of [
        `f(«x») # ${token}`,
        `connect(«x», "postgres://app:${password}@db/app")`,
        `login(«x», password="${password}")`,
        `login(«x», apiKey: '${password}')`,
        `ENV «X» DB_PASSWORD=${password}`,
        `«x» = 1 # token: ${password}`,
      ]) {
        const out = quiet(line);
        assert.ok(!out.includes(token) && !out.includes(password), line);
      }
    });
    it('and nothing else', () => {
      for (const line of [
        'allow(«x», password=settings.password)',
        'password = os.environ["DB_PASSWORD"]«»',
        'def f(«x», token: str)',
        'image: repo/app@sha256:0123456789abcdef«»',
      ])
        assert.ok(quiet(line).includes(unmarked(line)), line);
    });
    it('in text of any kind without moving anything', () => {
      fc.assert(fc.property(fc.string(), fc.nat(20), (text, start) => masked(text, 0, [{ start, end: start + 5 }]).length === text.length));
    });
  });
});

describe('lines for a terminal', () => {
  const mark = (line: string, width: number) => {
    const start = line.indexOf('«');
    const end = line.indexOf('»') - 1;
    const { text, start: from, end: to } = excerpt(unmarked(line), start, end, width);
    return [text, `${' '.repeat(from)}${'^'.repeat(to - from)}`];
  };
  it('stand as they are when they fit, without their indentation', () => {
    assert.deepEqual(mark('    a = «b»', 20), ['a = b', '    ^']);
    assert.deepEqual(mark('«    a»', 20), ['    a', '^^^^^']);
  });
  it('have tabs and wide characters aligned', () => {
    assert.deepEqual(mark('\tx\t= «1»', 20), ['x   = 1', '      ^']);
    assert.deepEqual(mark('名前 = «値»', 20), ['名前 = 値', '       ^^']);
    assert.deepEqual(mark('😀e\u0301 «x»', 20), ['😀e\u0301 x', '    ^']);
  });
  it('are cut around the place', () => {
    const long = `${'a'.repeat(100)}«bcd»${'e'.repeat(100)}`;
    const [text = '', marks = ''] = mark(long, 30);
    assert.equal(columnsOf(text), 30);
    assert.match(text, /^…a+bcde+…$/);
    assert.equal(text.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1), 'bcd');
    assert.deepEqual(mark(`«ab»${'c'.repeat(100)}`, 10), ['abccccccc…', '^^']);
    assert.deepEqual(mark(`${'c'.repeat(100)}«ab»`, 10), ['…cccccccab', '        ^^']);
  });
  it('mark a place between characters, and the end of the line', () => {
    assert.deepEqual(mark('a«»b', 10), ['ab', ' ^']);
    assert.deepEqual(mark('ab«»', 10), ['ab', '  ^']);
  });
  it('cannot steer the terminal', () => {
    assert.equal(printable('a\u001b[31mb\u0007\u202ec\td'), 'a\u{fffd}[31mb\u{fffd}\u{fffd}c\td');
    assert.deepEqual(wrap('a\u001b]0;x\u0007 b', 80), ['a\u{fffd}]0;x\u{fffd} b']);
  });
  it('always have the marked text above the marks', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.nat(30),
        fc.integer({ min: 20, max: 100 }),
        (line, at, length, width) => {
          const start = at % line.length;
          const end = Math.min(line.length, start + length);
          const shown = excerpt(line, start, end, width);
          assert.ok(columnsOf(shown.text) <= width && shown.start >= 0 && shown.end <= width + 1 && shown.end > shown.start);
          if (line[start] !== '\t' && line[start]?.trim()) assert.equal(shown.text[shown.start], printable(line)[start]);
        },
      ),
    );
  });
  it('break between words', () => {
    assert.deepEqual(wrap('one two three', 8), ['one two', 'three']);
    assert.deepEqual(wrap('averyveryverylongword x', 8), ['averyveryverylongword', 'x']);
    assert.deepEqual(wrap('', 8), []);
  });
});
