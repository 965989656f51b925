import assert from 'node:assert/strict';
import { compileKeywords } from '../../../src/detectors/text/keywords.js';

/** Every keyword that the walk stops at, with the place where it stands. */
function found(words: readonly string[], text: string): readonly string[] {
  const walk = compileKeywords(words.map((word) => ({ text: word, exact: true, startsWord: false }))).walk(text);
  const stops: string[] = [];
  for (let keyword = walk.next(); keyword >= 0; keyword = walk.next()) stops.push(`${words[keyword] ?? ''} ${String(walk.start)}`);
  return stops;
}

describe('many literals at once', () => {
  const cases: readonly (readonly [string, readonly string[], string, readonly string[]])[] = [
    ['finds each', ['ab', 'cd'], 'cdab', ['cd 0', 'ab 2']],
    ['finds one inside of another', ['abcd', 'bc'], 'abcd', ['bc 1', 'abcd 0']],
    ['finds one that ends where a longer one goes on', ['recovery time objective', 'ecovery time'], 'recovery time', ['ecovery time 1']],
    ['finds it whichever comes first', ['ecovery time', 'recovery time objective'], 'recovery time', ['ecovery time 1']],
    ['finds none in another case', ['ab'], 'AB', []],
    ['finds none in a part', ['abc'], 'ab', []],
  ];
  for (const [name, words, text, expected] of cases)
    it(name, () => {
      assert.deepEqual(found(words, text), expected);
    });
});
