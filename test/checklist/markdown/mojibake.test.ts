import assert from 'node:assert/strict';
import fc from 'fast-check';
import { damage, repair } from '../../../src/checklist/markdown/mojibake.js';

const chars = (...points: readonly number[]): string => String.fromCodePoint(...points);

/** What is seen, and what was meant. */
const RUNS: readonly (readonly [string, string, string])[] = [
  ['a tick', chars(0xe2, 0x153, 0x2026), '✅'],
  ['a cross of which a byte is lost', chars(0xe2, 0x152), '❌'],
  ['a warning of which a byte is lost', chars(0xe2, 0x161, 0xa0, 0xef, 0xb8), '⚠️'],
  ['a warning whose no-break space became a space', `${chars(0xe2, 0x161)} ${chars(0xef, 0xb8)}`, '⚠️'],
  ['a red circle through the Turkish code page', chars(0x11f, 0x178, 0x201d, 0xb4), '🔴'],
  ['a red circle through the western code page', chars(0xf0, 0x178, 0x201d, 0xb4), '🔴'],
  ['a yellow circle', chars(0x11f, 0x178, 0x178, 0xa1), '🟡'],
  ['an arrow', chars(0xe2, 0x2020, 0x2019), '→'],
  ['lines of a tree', chars(0xe2, 0x201d, 0x153, 0xe2, 0x201d, 0x20ac, 0xe2, 0x201d, 0x20ac), '├──'],
  ['a closing quote of which a byte is lost', chars(0xe2, 0x20ac), '”'],
  ['an accent', chars(0xc3, 0xa9), 'é'],
  ['what was mangled twice', damage(damage('✅')), '✅'],
];

describe('repairing mojibake', () => {
  for (const [name, seen, meant] of RUNS)
    it(`puts right ${name}`, () => {
      const { text, runs } = repair(`- ${seen} word`);
      assert.equal(text, `- ${meant} word`);
      assert.equal(runs.length, 1);
    });

  for (const genuine of [
    '✅ ❌ ⚠️ → × ✓',
    'é',
    'ğüş İstanbul ışık',
    'naïve café',
    '日本語',
    '“quoted” – so',
    'Ã',
    'Größe',
    '½ °C',
    '👍🏽',
    '„Spaß“',
    'CAFÉ”',
    'daß–',
  ])
    it(`leaves ${genuine}`, () => assert.deepEqual(repair(genuine).runs, []));

  it('is all or nothing for a run', () => {
    const run = `${chars(0xe2, 0x153, 0x2026)}日`;
    assert.equal(repair(run).text, run);
  });

  it('undoes any damage of characters whose bytes are not lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('✅', '🔴', '→', 'é', 'ß', '日', '–', ' ', 'a', '\n'), { maxLength: 20 }), (parts) => {
        const text = parts.join(' ');
        assert.equal(repair(damage(text)).text, text);
      }),
    );
  });

  it('maps places back to the damaged text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('✅', '🔴', 'word', ' ', '日'), { maxLength: 20 }), fc.nat(20), (parts, at) => {
        const damaged = damage(parts.join(''));
        const { originalOf } = repair(damaged);
        const start = parts.slice(0, at).join('').length;
        const span = originalOf({ start, end: start });
        assert.ok(span.start >= 0 && span.end <= damaged.length);
        const plain = parts.findIndex((part, i) => i >= at && part === 'word' && i === at);
        if (plain < 0) return;
        const place = originalOf({ start, end: start + 4 });
        assert.equal(damaged.slice(place.start, place.end), 'word');
      }),
    );
  });
});
