import assert from 'node:assert/strict';
import fc from 'fast-check';
import { importChecklist } from '../../../src/checklist/markdown/import.js';
import { damage } from '../../../src/checklist/markdown/mojibake.js';
import { canTick, repairs, tick } from '../../../src/checklist/markdown/tick.js';
import { applyEdits } from '../../../src/edits/apply.js';

function ticked(text: string, index: number, checked: boolean): string {
  const list = importChecklist(text);
  const edit = tick(text, list, list.items[index]!, checked);
  return edit ? applyEdits(text, [edit]) : text;
}

/** A document before and after its first item is ticked, or unticked. */
const TICKS: readonly { readonly name: string; readonly before: string; readonly after: string; readonly checked: boolean }[] = [
  { name: 'an empty box', before: '- [ ] a', after: '- [x] a', checked: true },
  { name: 'a box as the file ticks its others', before: '- [ ] a\n- [X] b', after: '- [X] a\n- [X] b', checked: true },
  { name: 'a ticked box', before: '* [x] a\r\n', after: '* [ ] a\r\n', checked: false },
  { name: 'a box, and not the mark beside it', before: '- [ ] ⚠️ a', after: '- [x] ⚠️ a', checked: true },
  { name: 'a cross', before: '- ❌ a', after: '- ✅ a', checked: true },
  { name: 'a warning at the end', before: '- a ⚠️', after: '- a ✅', checked: true },
  { name: 'a tick', before: '✅ a', after: '❌ a', checked: false },
  { name: 'a sign of the same hand', before: '- ✗ a', after: '- ✓ a', checked: true },
  { name: 'a warning as the file marks what is done', before: '- ⚠️ a\n- ✔️ b', after: '- ✔️ a\n- ✔️ b', checked: true },
  { name: 'a damaged sign', before: `- ${damage('✅')} a`, after: `- ${damage('❌')} a`, checked: false },
  { name: 'a damaged sign as the file has another', before: `- ${damage('✅')} a\n- âŒ b`, after: '- âŒ a\n- âŒ b', checked: false },
  { name: 'nothing that is ticked already', before: '- [x] a', after: '- [x] a', checked: true },
  { name: 'nothing that has no box', before: '**Missing**:\n- a', after: '**Missing**:\n- a', checked: true },
];

describe('ticking an imported item', () => {
  for (const { name, before, after, checked } of TICKS) it(`changes ${name}`, () => assert.equal(ticked(before, 0, checked), after));

  it('knows what has something to tick', () => {
    const { items } = importChecklist('- [ ] a\n- ❌ b\n\n**Missing**:\n- c');
    assert.deepEqual(items.map(canTick), [true, true, false]);
  });

  it('changes one character of a box, and gives the same text when it is done twice', () => {
    const line = fc.constantFrom(
      '- [ ] a',
      '  - [ ] b',
      '1. [ ] c ✅',
      '# d',
      '',
      'words',
      '- ❌ e',
      `- [ ] ${damage('🔴')} f`,
      '```',
      '**Missing**:',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.nat(12), fc.constantFrom('\n', '\r\n'), (lines, at, ending) => {
        const text = lines.join(ending);
        const list = importChecklist(text);
        const item = list.items[at];
        if (!item || !canTick(item)) return;
        const after = ticked(text, at, true);
        assert.equal(importChecklist(after).items[at]?.checked, true);
        assert.equal(after.length, text.length);
        assert.equal(ticked(after, at, false), text);
      }),
    );
  });

  it('repairs the encoding of a file', () => {
    const text = `- ${damage('✅')} a ${damage('→')}\n- b`;
    assert.equal(applyEdits(text, repairs(importChecklist(text))), '- ✅ a →\n- b');
  });
});
