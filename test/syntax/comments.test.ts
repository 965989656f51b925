import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Document, Format } from '../../src/model/document.js';
import { codeOf, withoutComments } from '../../src/syntax/comments.js';

const documentOf = (format: Format, text: string, version: number): Document => ({
  uri: 'file:///shop/a',
  path: format === 'text' ? 'a.sql' : 'a',
  format,
  role: 'production',
  version,
  tracked: undefined,
  text,
});

/** Whatever begins or ends something, in some language. */
const PIECES = [
  '"',
  "'",
  '`',
  '"""',
  "'''",
  '#',
  '//',
  '/*',
  '*/',
  '/',
  '\\',
  '\n',
  '\n',
  '\r\n',
  ' ',
  'a',
  '(',
  '=',
  ':',
  '--',
  '-- x\n',
  '# x\n',
  '"x"',
  '/x/',
];

describe('comments and texts while somebody types', () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60, size: 'max' }).map((pieces) => pieces.join(''));
  const edit = fc.record({
    at: fc.nat(90),
    remove: fc.constantFrom(0, 0, 0, 1, 2, 5),
    insert: fc.array(fc.constantFrom(...PIECES), { maxLength: 2 }).map((pieces) => pieces.join('')),
  });
  for (const format of ['python', 'typescript', 'go', 'java', 'shell', 'yaml', 'toml', 'properties', 'json', 'text'] as const)
    it(`are those of the whole text: ${format}`, () => {
      fc.assert(
        fc.property(text, fc.array(edit, { minLength: 1, maxLength: 6, size: 'max' }), (original, edits) => {
          let now = original;
          for (const [i, { at, remove, insert }] of edits.entries()) {
            now = now.slice(0, at) + insert + now.slice(at + remove);
            const [typed, whole] = [documentOf(format, now, i + 1), documentOf(format, now, 0)];
            assert.equal(withoutComments(typed), withoutComments(whole));
            assert.equal(codeOf(typed), codeOf(whole));
          }
        }),
        { numRuns: 300 },
      );
    });

  it('keep every offset and every line', () => {
    const typed = (text: string, version: number): string => withoutComments(documentOf('python', text, version));
    assert.equal(typed('a = "#"  # one\nb = 2  # two\n', 1), `a = "#"  ${' '.repeat(5)}\nb = 2  ${' '.repeat(5)}\n`);
    assert.equal(typed('a = "#"  # one\nbc = 2  # two\n', 2), `a = "#"  ${' '.repeat(5)}\nbc = 2  ${' '.repeat(5)}\n`);
  });
});
