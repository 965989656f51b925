import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checklistMarkdown, markdownCode, markdownText, scanMarkdown } from '../../src/reports/markdown.js';
import { HOSTILE, toldIn } from './page.js';
import { findingAt, report, unmarked, workspace } from './sample.js';

const MAIN = 'app.add_middleware(CORSMiddleware, allow_origins=[«"*"»])\n';

describe('the report as Markdown', () => {
  it('tells findings by file, in tables', () => {
    assert.equal(
      scanMarkdown(report(workspace({ 'app/main.py': MAIN }, [findingAt('app/main.py', MAIN)], { read: 1204 }))),
      `# shop: 0 errors, 1 warning, 0 notes

## \`app/main.py\`

| Line | Severity | Finding | Rule |
| --: | --- | --- | --- |
| 1 | warning | Any website can read this API's responses: \`allow_origins\` is \`*\`. List the origins that need it. | [cors/wildcard-origin](https://github.com/preflight-dev/preflight/blob/main/docs/rules/cors/wildcard-origin.md) |

---

1,204 files read.
`,
    );
    assert.match(scanMarkdown(report(workspace({}, []))), /^# shop: nothing found\n/);
  });

  it('tells where the checklist stands, what blocks, who signed and what changed, and who recorded what', () => {
    const text = checklistMarkdown(report(toldIn('these words')));
    for (const told of [
      '# shop: not ready\n\n**3 of 5** items are done, 2 things block. Profile standard.\n',
      '1. **Fails** (failing): these words `main.py:1` [a/one](',
      '2. **these words** (to attest): Files cannot show it.\n',
      '| X | 3 of 5 | 1 | 1 | 2 |\n',
      '- **these words** tampered with: Ada on 2026-11-01 at `cccccccccccc`\n  - these words\n',
      '  - Fails: passing → failing, 1 finding (new: these words) `main.py:1`\n',
      '### X\n\n- **Fails**: failing, blocks. A thing holds.\n  - these words `main.py:1` [a/one](',
      '| Attested | attested | Ada | 2026-11-01 | these words |  |\n',
      '| Waived | accepted | Bob | 2026-11-01 | these words | 2027-03-01 |\n',
      '- Is this service reached from the internet? (`checklist.answers.public-traffic`, 1 item waits)\n',
      '- Later: to attest\n',
      '- `these words`: 1 of 1 checked\n',
      '1,204 files read, 1 skipped, 1 finding silenced by comments, 1 finding answered by records or in the baseline.\n',
    ])
      assert.ok(text.includes(told), `${told}\n----\n${text}`);
  });

  /** What is left of a text when code spans and escaped characters are taken away. */
  const bare = (text: string): string => text.replace(/(?<![\\`])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '□').replace(/\\[!-/:-@[-`{-~]/g, '□');
  const LINKS = /\]\(https:\/\/github\.com\/preflight-dev\/[\w./-]+\)/g;

  it('keeps text from being a tag, a link, a mention, a heading or a row', () => {
    const lines = (text: string): number => text.split('\n').length;
    const expected = { checklist: lines(checklistMarkdown(report(toldIn('w')))), scan: lines(scanMarkdown(report(toldIn('w')))) };
    const holds = (words: string): void => {
      const told = report(toldIn(words, {}, `dir/${words}.py`));
      for (const [kind, text] of [
        ['checklist', checklistMarkdown(told)],
        ['scan', scanMarkdown(told)],
      ] as const) {
        const rest = bare(text).replace(LINKS, '');
        assert.doesNotMatch(rest, /[<>]|\]\(|!\[|@\w|(?<!&)#\d|\bwww\.|:\/\//, JSON.stringify(words));
        assert.equal(lines(text), expected[kind], 'no line more');
        // Tables have four, five or six columns.
        for (const line of text.split('\n').filter((row) => row.startsWith('|')))
          assert.ok([5, 6, 7].includes(line.replaceAll('\\|', '').split('|').length - 1), line);
      }
    };
    HOSTILE.forEach((words) => holds(`w${words}w`));
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<', '[', '](', '!', '`', '``', '\\', '|', '@', '#', '1', '*', '_', '\n', '://', 'www.', "'", ' ', 'x')), (parts) => holds(`w${parts.join('')}w`)), // prettier-ignore
      { numRuns: 100 },
    );
  });

  for (const [text, expected] of [
    ['plain words.', 'plain words.'],
    ['a_b *c* <d>', 'a\\_b \\*c\\* \\<d\\>'],
    ['# heading', '\\# heading'],
    ['1. first', '1\\. first'],
    ['- item', '\\- item'],
    ['see https://x.example', 'see https:\\//x.example'],
    ['@ada in #12', '@\u2060ada in #\u206012'],
    ['a\n\n# b', 'a # b'],
    ['back\\slash', 'back\\\\slash'],
  ] as const)
    it(`writes ${JSON.stringify(text)}`, () => {
      assert.equal(markdownText(text), expected);
    });

  for (const [text, expected] of [
    ['a.py:1', '`a.py:1`'],
    ['a`b', '``a`b``'],
    ['`a``b`', '``` `a``b` ```'],
    ['a|b', '`a\uff5cb`'],
    ['', ''],
  ] as const)
    it(`writes the code ${JSON.stringify(text)}`, () => {
      assert.equal(markdownCode(text), expected);
    });

  it('keeps secrets that somebody wrote into a record', () => {
    const password = ['hunter2', 'hunter2'].join('');
    const text = checklistMarkdown(report(toldIn(`w password: ${password}`)));
    const [row = ''] = text.split('\n').filter((line) => line.startsWith('| Waived |'));
    assert.ok(row.includes('\\*\\*\\*') && !row.includes(password));
  });

  it('fits a comment of a pull request', () => {
    const marked = 'x«y»\n';
    const many = Array.from({ length: 2000 }, (_, i) => findingAt(`src/${String(i)}.py`, marked, { fingerprint: String(i) }));
    const files = Object.fromEntries(many.map((_, i) => [`src/${String(i)}.py`, unmarked(marked)]));
    const text = scanMarkdown(report(workspace(files, many)));
    assert.ok(text.length < 65_536);
    assert.match(text, /And 1,900 more findings/);
  });
});
