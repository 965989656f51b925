import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finderOf, namesFinder } from '../../../src/detectors/text/finder.js';
import { reachOf } from '../../../src/detectors/text/reach.js';

const PATTERNS: readonly RegExp[] = [
  /a/g,
  /ab{1,3}/g,
  /(?<!a)b/g,
  /(?<=ab)c/g,
  /a(?=b{0,4}c)/g,
  /a(?!bc)/g,
  /\bab\b/g,
  /^ab/gm,
  /ab$/gm,
  /^a/g,
  /c$/g,
  /a[^c]{0,6}c/g,
  /(?:ab|bc|abca){1,3}/g,
  /(a)|(b)c/g,
  /b*/g,
  /a.*c/g,
  /(a)b{0,2}\1/g,
  /(?:)/g,
  /[b\n]{2}/g,
];

const shown = (matches: Iterable<RegExpExecArray>): unknown => [...matches].map((match) => [match.index, ...match]);

describe('what an expression finds while somebody types', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'a', 'b', ' ', '\n'), maxLength: 60, size: 'max' });
  const edit = fc.record({
    at: fc.nat(60),
    remove: fc.nat(4),
    insert: fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '\n'), maxLength: 3 }),
  });
  for (const pattern of PATTERNS)
    it(`is what it finds in the whole text: ${String(pattern)}`, () => {
      fc.assert(
        fc.property(letters, fc.array(edit, { minLength: 1, maxLength: 6, size: 'max' }), (original, edits) => {
          const finder = finderOf(pattern);
          const names = namesFinder(pattern, ([whole]) => whole);
          let text = original;
          for (const { at, remove, insert } of [{ at: 0, remove: 0, insert: '' }, ...edits]) {
            text = text.slice(0, at) + insert + text.slice(at + remove);
            const document = { text, version: 1 };
            const expected = [...text.matchAll(pattern)];
            assert.deepEqual(shown(finder.all(document)), shown(expected));
            assert.deepEqual(shown([finder.first(document)].filter((match) => match !== undefined)), shown(expected.slice(0, 1)));
            assert.deepEqual(names(document), [...new Set(expected.map(([whole]) => whole))].sort());
            const closed = { text, version: 0 };
            assert.deepEqual([shown(finder.all(closed)), names(closed)], [shown(expected), names(document)]);
          }
        }),
        { numRuns: 300 },
      );
    });

  it('is looked for no further from an edit than the expression sees', () => {
    const text = 'name = value\n'.repeat(1_000);
    const tried: string[] = [];
    const pattern = /(?<!\w)value\b/g;
    const names = namesFinder(pattern, ([whole]) => {
      tried.push(whole);
      return whole;
    });
    names({ text, version: 1 });
    tried.length = 0;
    const first = names({ text: `${text.slice(0, 6_500)}value ${text.slice(6_500)}`, version: 2 });
    assert.ok(tried.length < 4, String(tried.length));
    assert.equal(names({ text: `${text.slice(0, 6_500)}value value ${text.slice(6_500)}`, version: 3 }), first);
  });
});

describe('the reach of an expression', () => {
  const cases: readonly (readonly [RegExp, { behind: number; ahead: number } | undefined])[] = [
    [/abc/, { behind: 0, ahead: 3 }],
    [/a|bcd/, { behind: 0, ahead: 3 }],
    [/a{2,5}b?/, { behind: 0, ahead: 6 }],
    [/[a\]]{3}\d/, { behind: 0, ahead: 4 }],
    [/\bab/, { behind: 1, ahead: 2 }],
    [/ab\b/, { behind: 1, ahead: 3 }],
    [/(?<!abc)d(?=ef)/, { behind: 3, ahead: 3 }],
    [/\x41\u0042\p/, { behind: 0, ahead: 3 }],
    [/(?:a(?=bbb)){2}/, { behind: 0, ahead: 5 }],
    [/a*/, undefined],
    [/a+b/, undefined],
    [/a{3,}/, undefined],
    [/(ab?)c\1/, { behind: 0, ahead: 5 }],
    [/(a*)c\1/, undefined],
    [/(?:a)(?<x>b)\1/, { behind: 0, ahead: 3 }],
    [/\1(ab)/, undefined],
    [/(?<x>a)\k<x>/, undefined],
    [/a/u, undefined],
  ];
  for (const [pattern, reach] of cases)
    it(`of ${String(pattern)} is ${reach ? `${String(reach.behind)} and ${String(reach.ahead)}` : 'not known'}`, () =>
      assert.deepEqual(reachOf(pattern), reach));
});
