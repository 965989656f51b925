import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { countsOf, importChecklist, type ImportedItem } from '../../../src/checklist/markdown/import.js';
import { damage } from '../../../src/checklist/markdown/mojibake.js';

/** An item in a word: its form, its state and mark, its text. */
const shown = ({ form, checked, mark, text }: ImportedItem): string =>
  [form, checked ? 'x' : '-', mark ?? '', text].filter((word) => word !== '').join(' ');
const itemsOf = (text: string): readonly string[] => importChecklist(text).items.map(shown);

/** A document, and all the items in it. */
const FORMS: readonly { readonly name: string; readonly text: string; readonly items: readonly string[] }[] = [
  { name: 'an empty box', text: '- [ ] Backups run', items: ['task - Backups run'] },
  { name: 'a ticked box', text: '* [x] Backups run\n+ [X] They are tested', items: ['task x Backups run', 'task x They are tested'] },
  { name: 'a box behind a number', text: '1. [ ] one\n2) [x] two', items: ['task - one', 'task x two'] },
  { name: 'a box at any depth', text: '- [ ] a\n  - [x] b\n    - [ ] c', items: ['task - a', 'task x b', 'task - c'] },
  { name: 'a box in a plain item', text: '- Group\n  - [x] b', items: ['task x b'] },
  {
    name: 'a mark in a task, which does not touch the box',
    text: '- [ ] **Pager** ⚠️ **CRITICAL**',
    items: ['task - warning Pager CRITICAL'],
  },
  {
    name: 'a mark first in a list item',
    text: '- ✅ TLS\n- ❌ No limits\n- ⚠️ Postgres only',
    items: ['status x done TLS', 'status - failed No limits', 'status - warning Postgres only'],
  },
  { name: 'a mark last in a list item', text: '- No limits ❌', items: ['status - failed No limits'] },
  {
    name: 'a mark in emphasis',
    text: '- **✅ TLS** everywhere\n- _⚠_ slow',
    items: ['status x done TLS everywhere', 'status - warning slow'],
  },
  {
    name: 'other signs for the same',
    text: '- ✔ a\n- ☑️ b\n- ✓ c\n- ✖ d\n- ✗ e\n- ✘ f\n- ⚠ g',
    items: [
      'status x done a',
      'status x done b',
      'status x done c',
      'status - failed d',
      'status - failed e',
      'status - failed f',
      'status - warning g',
    ],
  },
  {
    name: 'a line of text that begins with a mark',
    text: '✅ **Quality**: fine\n❌ No tests\nand more words',
    items: ['line x done Quality: fine', 'line - failed No tests'],
  },
  {
    name: 'what stands under a gap label',
    text: "**What's Missing**:\n- Unit tests\n- Load tests",
    items: ['gap - Unit tests', 'gap - Load tests'],
  },
  {
    name: 'a gap label with a curly apostrophe, and text in front of the list',
    text: '**What’s Missing:**\n\nSo far:\n\n- Unit tests',
    items: ['gap - Unit tests'],
  },
  {
    name: 'a gap heading, whatever labels stand in its section',
    text: '## Missing Tests\n**Edge cases**:\n- Empty input\n### Later\n- Nothing',
    items: ['gap - Empty input'],
  },
  { name: 'boxes under a gap label', text: '**Missing**:\n- [ ] Unit tests', items: ['task - Unit tests'] },
  { name: 'a gap label whose reach another label ends', text: '**Missing**:\n- a\n\n**Risks**:\n- b', items: ['gap - a'] },
  { name: 'a gap label whose reach a field ends', text: '**Missing**:\n- a\n\n**Effort**: 2 days\n- b', items: ['gap - a'] },
  { name: 'a gap label whose reach a heading ends', text: '**Missing**:\n- a\n\n# Next\n- b', items: ['gap - a'] },
  { name: 'only unindented lines under a gap label', text: '**Missing**:\n- a\n  - why', items: ['gap - a'] },
  { name: 'carriage returns and a byte order mark', text: '\uFEFF# T\r\n- [ ] a\r\n- [x] b\r\n', items: ['task - a', 'task x b'] },
  { name: 'HTML around items', text: '<details>\n<summary>More</summary>\n\n- [ ] a\n\n</details>', items: ['task - a'] },
  { name: 'items behind a comment', text: '<!-- - [ ] no -->\n- [ ] a', items: ['task - a'] },
  { name: 'what stands behind a closed fence', text: '- [ ] a\n  ```sh\n  - [ ] no\n  ```\n- [x] b', items: ['task - a', 'task x b'] },
  { name: 'a list right behind a paragraph', text: 'Before going live:\n- [ ] a', items: ['task - a'] },
  { name: 'deep indentation without a blank line', text: '- [ ] a\n      - [ ] b', items: ['task - a', 'task - b'] },
  { name: 'a box behind a tab', text: '-\t[ ] a\n\t- [x] b', items: ['task - a', 'task x b'] },
  // What is no item.
  { name: 'no plain item', text: '- a\n- b', items: [] },
  { name: 'no priority sign', text: '- 🔴 Tests\n- 🟡 Docs', items: [] },
  { name: 'no mark in the middle', text: '- TLS ✅ everywhere', items: [] },
  { name: 'no mark in inline code', text: '- `✅` is our sign\n- signs are `x ✅`', items: [] },
  { name: 'no box without a space or without words', text: '- [ ]\n- [x]done\n- [] a\n- [link](a.md)', items: [] },
  { name: 'no field', text: '**Status**: ✅ ready\n**Missing**: nothing', items: [] },
  { name: 'no heading with a mark', text: '## Security ✅\n### ❌ Tests', items: [] },
  { name: 'no line of text with a mark further on', text: 'Good to go! ✅', items: [] },
  { name: 'no indented line of text', text: '- a\n\n  ✅ b', items: [] },
  { name: 'no fenced code', text: '```md\n- [ ] a\n✅ b\n# c\n```\n~~~\n- [x] a\n```\n~~~~', items: [] },
  { name: 'nothing behind an open fence', text: '````\n```\n- [ ] a', items: [] },
  { name: 'no fence in a list item', text: '- ```sh\n  - [ ] a\n  ```', items: [] },
  { name: 'no table', text: '| a | b |\n| - | - |\n| ✅ x | [ ] y |\n✅ z | u', items: [] },
  { name: 'no block quote', text: '> - [ ] a\n> ✅ b\n✅ still the quote', items: [] },
  { name: 'no HTML', text: '<ul>\n<li>- [ ] a\n- [ ] b\n</ul>\n\n<!--\n- [ ] c\n\n✅ d\n-->', items: [] },
  { name: 'no front matter', text: '---\ntasks:\n- [ ] a\n---\n', items: [] },
  { name: 'no indented code', text: 'Text.\n\n    - [ ] a\n\n- b\n\n      - [ ] c', items: [] },
  { name: 'no admonition', text: '!!! note "So"\n    - [ ] a\n\n    ✅ b\n', items: [] },
  { name: 'no rule', text: '- - -\n* * *\n---', items: [] },
  { name: 'no number in a sentence', text: 'The release was in\n2024. ✅ It went well', items: [] },
];

describe('importing a checklist', () => {
  for (const { name, text, items } of FORMS) it(`reads ${name}`, () => assert.deepEqual(itemsOf(text), items));

  it('takes headings with items of their own as sections', () => {
    const { sections } = importChecklist(
      '# All\n## 1. **Security** ❌ (HIGH PRIORITY)\n### TLS\n- [ ] a\n## Empty\n- b\n\nLast\n====\n- [x] c\n',
    );
    assert.deepEqual(
      sections.map(({ title, path, line, level, declared, priority }) => ({ title, path, line, level, declared, priority })),
      [
        { title: 'TLS', path: ['All', 'Security', 'TLS'], line: 2, level: 3, declared: undefined, priority: undefined },
        { title: 'Last', path: ['Last'], line: 7, level: 1, declared: undefined, priority: undefined },
      ],
    );
  });

  it('reads what a heading says of its section', () => {
    const { sections, tally } = importChecklist(
      '## 1. **Security** ❌\n- [ ] a\n## Testing (HIGH PRIORITY) 🔴\n**Status**: ❌ none\n- [ ] b\n## ✓ Step 2.1: Docs 🟢\n- [ ] c\n',
    );
    assert.deepEqual(
      sections.map(({ title, declared, priority }) => ({ title, declared, priority })),
      [
        { title: 'Security', declared: 'failed', priority: undefined },
        { title: 'Testing', declared: 'failed', priority: 'high' },
        { title: 'Step 2.1: Docs', declared: 'done', priority: 'low' },
      ],
    );
    assert.deepEqual(tally.headingMarks, { done: 1, failed: 1, warning: 0 });
  });

  it('puts items before any heading into a section named after the file', () => {
    assert.deepEqual(
      importChecklist('- [ ] a\n\n# Other', 'READY.md').sections.map(({ title, line }) => ({ title, line })),
      [{ title: 'READY.md', line: undefined }],
    );
  });

  it('splits a title from what follows, and reads whether the item blocks', () => {
    const { items } = importChecklist(
      '- [ ] **Pool** (Recommended)\n- [ ] **Limits**: per `tenant`\n- [ ] **Alerts** ⚠️ **CRITICAL**\n- [ ] Optional: a cache\n- [ ] Probes (if applicable)\n- [ ] [Runbook](docs/run.md) written',
    );
    assert.deepEqual(
      items.map(({ title, description, blocking }) => ({ title, description, blocking })),
      [
        { title: 'Pool (Recommended)', description: [], blocking: false },
        { title: 'Limits', description: ['per tenant'], blocking: undefined },
        { title: 'Alerts CRITICAL', description: [], blocking: true },
        { title: 'Optional: a cache', description: [], blocking: false },
        { title: 'Probes (if applicable)', description: [], blocking: false },
        { title: 'Runbook written', description: [], blocking: undefined },
      ],
    );
  });

  it('keeps what stands below an item', () => {
    const { items, tally } = importChecklist(
      '- [ ] Load test\n  ```sh\n  k6 run load.js\n  ```\n  - P95 < 500 ms\n    - of a week\n\n  and more\n  - [x] child\n- plain\n  - plainer\n',
    );
    assert.deepEqual(
      items.map(({ text, description, snippets, parent }) => ({ text, description, snippets, parent })),
      [
        { text: 'Load test', description: ['P95 < 500 ms', 'of a week', 'and more'], snippets: ['  k6 run load.js'], parent: undefined },
        { text: 'child', description: [], snippets: [], parent: 0 },
      ],
    );
    assert.deepEqual(
      { details: tally.details, plain: tally.plain, nested: tally.nested, parents: tally.parents },
      { details: 2, plain: 2, nested: 1, parents: 1 },
    );
  });

  it('remembers the label that an item stands under', () => {
    const { items } = importChecklist('**Before Production**:\n- [ ] a\n\n## Next\n- [ ] b\n');
    assert.deepEqual(
      items.map(({ group }) => group),
      ['Before Production', undefined],
    );
  });

  it('reads the fields of the document, and guesses no date', () => {
    const { fields, sections } = importChecklist(
      '# Ready\n**Status**: ✅ **READY**\n**Date**: 06-12-2025\n\n## A\n**Status**: ❌ none\n**Goal**: more\n- [ ] a\n\n---\n\n*Last Updated: 2025-11-24*\nNext Review: soon\n**Version**: [Version]\n',
    );
    assert.deepEqual(
      fields.map(({ name, value, mark, date }) => [name, value, mark, date]),
      [
        ['Status', 'READY', 'done', undefined],
        ['Date', '06-12-2025', undefined, undefined],
        ['Last Updated', '2025-11-24', undefined, '2025-11-24'],
        ['Next Review', 'soon', undefined, undefined],
        ['Version', '[Version]', undefined, undefined],
      ],
    );
    assert.deepEqual(
      sections.map(({ declared, notes }) => [declared, notes.map(({ name }) => name)]),
      [['failed', ['Status', 'Goal']]],
    );
  });

  it('reads the table of signatures, and no other', () => {
    const { roles } = importChecklist(
      '| Role | Name | Date | Signature |\n|---|:-:|---|---|\n| **Lead** | Ada | 2026-02-01 | A. L. |\n| Owner | | [date] | |\n\n| Role | Owns |\n|--|--|\n| Ops | all |\n',
    );
    assert.deepEqual(roles, [
      { role: 'Lead', line: 2, name: 'Ada', signed: true, date: '2026-02-01' },
      { role: 'Owner', line: 3, name: undefined, signed: false, date: undefined },
    ]);
  });

  it('counts what looks like an item in code', () => {
    const { tally } = importChecklist('```sh\n# start\n- item\necho "✅"\nls\n```\n');
    assert.deepEqual([tally.fences, tally.traps], [1, 3]);
  });

  it('names an item by its section and words, not by its line', () => {
    const ids = (text: string): readonly string[] => importChecklist(text).items.map(({ id }) => id);
    const [id] = ids('# A\n- [ ] **TLS**: on!');
    assert.deepEqual(ids('# A\n\nMore.\n\n* [x] tls: `ON` ✅'), [id]);
    assert.notDeepEqual(ids('# B\n- [ ] TLS on'), [id]);
    assert.equal(new Set(ids('# A\n- [ ] same\n- [ ] same')).size, 2);
  });

  it('gives places in the file as it is', () => {
    const text = `## ${damage('✅')} Done\n- ${damage('❌')} No **limits**\n- [x] Caf\u00e9 ${damage('🔴')} open`;
    const { items, damaged } = importChecklist(text);
    const at = (span: { readonly start: number; readonly end: number } | undefined): string | undefined =>
      span && text.slice(span.start, span.end);
    assert.deepEqual(
      items.map(({ span, words, box, sign }) => [at(span), at(words), at(box), at(sign)]),
      [
        [`- ${damage('❌')} No **limits**`, 'No **limits**', undefined, damage('❌')],
        [`- [x] Caf\u00e9 ${damage('🔴')} open`, `Caf\u00e9 ${damage('🔴')} open`, 'x', undefined],
      ],
    );
    assert.equal(damaged.length, 3);
  });

  const line = fc.oneof(
    fc.constantFrom(
      '- [ ] a',
      '- [x] b',
      '  - [ ] c',
      '\t- d',
      '1. ✅ e',
      '❌ f',
      '# g',
      '## h ✅',
      '**Missing**:',
      '**A**: b',
      '```',
      '~~~',
      '---',
      '===',
      '> q',
      '<!--',
      '-->',
      '<div>',
      '!!! note',
      '    code',
      '| a | b |',
      '|--|--|',
      '',
      'words',
      '\r',
      `- ${damage('✅')} x`,
    ),
    fc.string({
      unit: fc.constantFrom('-', '[', ' ', ']', 'x', '✅', '*', '_', '`', '|', '#', '>', 'â', 'œ', '…', '\t', ':', '\r', '\uFE0F'),
    }),
    fc.string({ unit: 'binary' }),
  );
  const texts = fc.array(line, { maxLength: 25 }).chain((lines) => fc.constantFrom('\n', '\r\n').map((ending) => lines.join(ending)));

  it('never throws, and its places lie in the text, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const imported = importChecklist(text);
        const lines = text.split(/\r\n|\n|\r/);
        let before = -1;
        for (const item of imported.items) {
          assert.ok(item.line >= 0 && item.line < lines.length);
          assert.ok(item.span.start > before && item.span.end <= text.length);
          before = item.span.start;
          for (const inner of [item.words, item.box, item.sign])
            if (inner) assert.ok(item.span.start <= inner.start && inner.start <= inner.end && inner.end <= item.span.end);
          if (item.box) assert.match(text.slice(item.box.start - 1, item.box.end + 1), /^\[[ xX]\]$/);
          assert.ok(item.parent === undefined || item.parent < imported.items.indexOf(item));
          assert.ok(lines[item.line]?.includes(text.slice(item.span.start, item.span.end)));
        }
        const { items, sections, tally } = imported;
        assert.equal(
          sections.reduce((sum, section) => sum + section.items.length, 0),
          items.length,
        );
        assert.equal(tally.listItems, items.filter(({ form }) => form !== 'line').length + tally.details + tally.plain);
        const counts = countsOf(imported);
        assert.equal(counts.checked + counts.unchecked, counts.items);
      }),
      { numRuns: 400 },
    );
  });

  it('reads hostile texts in time', () => {
    const size = 30_000;
    const rows: readonly string[] = [
      '[',
      '`',
      '- [ ] ',
      '_a ',
      '**',
      '#',
      '# a\n',
      '```\n',
      '<div>\n',
      '<!--\n',
      '|',
      '| a | b |\n|--|--|\n',
      'âœ…',
      'â',
      '!!! note\n',
      '- [ ] same\n',
      '[a](',
      'x**Status**: ',
      'Status: a_',
      '**Status**: a\n',
      '  - d\n',
      '\r',
      ' ',
      '\t- a\n',
      '✅ ',
      '> ',
    ];
    for (const row of rows) {
      const text = row.repeat(size / row.length);
      for (const hostile of [text, `- [ ] ${text}`, `# ${text}\n- [ ] a`, `- ${text} ✅`]) importChecklist(hostile);
    }
    importChecklist(Array.from({ length: 600 }, (_, depth) => `${'  '.repeat(depth)}- [ ] a`).join('\n'));
  }).timeout(20_000);

  const SEEDS = fileURLToPath(new URL('../../../../shared/seeds', import.meta.url));
  if (existsSync(SEEDS)) {
    const EXPECTED: Readonly<Record<string, readonly number[]>> = {
      '000': [34, 167, 116, 51, 116, 0, 4, 0, 56, 48, 119, 0, 0, 116, 0, 37, 11, 0, 32, 199, 0, 0, 9, 0, 1, 0, 5, 0],
      '001': [3, 26, 16, 10, 7, 0, 0, 0, 39, 19, 0, 0, 7, 7, 0, 0, 0, 0, 12, 31, 23, 39, 0, 0, 0, 3, 32, 0],
      '002': [13, 122, 20, 102, 20, 0, 0, 0, 23, 79, 20, 23, 0, 20, 80, 0, 0, 0, 113, 235, 0, 0, 0, 3, 5, 33, 9, 0],
      '003': [23, 124, 34, 90, 34, 29, 5, 113, 30, 28, 68, 28, 0, 34, 57, 0, 0, 0, 32, 156, 6, 20, 1, 0, 0, 23, 34, 0],
      '004': [25, 80, 0, 80, 0, 0, 0, 0, 38, 80, 0, 0, 0, 0, 0, 0, 0, 98, 4, 182, 35, 20, 1, 0, 0, 0, 2, 4],
    };
    for (const file of readdirSync(SEEDS).sort())
      it(`counts the document ${file.slice(0, 3)} exactly`, () => {
        const imported = importChecklist(readFileSync(`${SEEDS}/${file}`, 'utf8'), file);
        const { items, tally, roles } = imported;
        const forms = (['task', 'status', 'gap', 'line'] as const).map((form) => items.filter((item) => item.form === form).length);
        const { headings, byMarkOnly, underGaps, nested, parents, details, plain, listItems, fences, traps, labels, fields } = tally;
        const { done, failed, warning } = tally.headingMarks;
        assert.deepEqual(
          [
            ...(Object.values(countsOf(imported)) as number[]),
            headings,
            ...forms,
            byMarkOnly,
            underGaps,
            nested,
            parents,
            details,
            plain,
            listItems,
            fences,
            traps,
            done,
            failed,
            warning,
            labels,
            fields,
            roles.length,
          ],
          EXPECTED[file.slice(0, 3)],
        );
      });
  }
});
