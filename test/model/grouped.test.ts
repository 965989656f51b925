import assert from 'node:assert/strict';
import { grouped } from '../../src/model/grouped.js';

describe('counts with commas', () => {
  for (const [count, written] of [
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [1_000, '1,000'],
    [12_345, '12,345'],
    [999_999, '999,999'],
    [1_000_000, '1,000,000'],
  ] as const)
    it(`writes ${String(count)} as ${written}, as the runtime would`, () => {
      assert.equal(grouped(count), written);
      assert.equal(grouped(count), count.toLocaleString('en-US'));
    });
});
