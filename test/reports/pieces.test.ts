import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonPieces } from '../../src/reports/pieces.js';

const written = (value: object): string => [...jsonPieces(value)].join('');
const whole = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

describe('JSON in pieces', () => {
  for (const [name, value] of Object.entries({
    nothing: {},
    'an empty list': { a: [], b: {} },
    'what is not there': { a: undefined, b: [undefined, null], c: { d: undefined } },
    'line breaks in texts': { a: { b: { c: { d: { e: 'x\n  y', 'k\n': ['\r\n', '\u2028'] } } } } },
    'what describes itself': { a: [{ toJSON: () => ({ b: [1, { c: '\n' }] }) }] },
    'a list at the top': [[], [1, [2]], { a: 'b' }],
  }))
    it(`writes ${name} as it is written whole`, () => {
      assert.equal(written(value), whole(value));
    });

  it('writes anything as it is written whole', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 7 })), fc.array(fc.jsonValue({ maxDepth: 7 }))), (value) => {
        assert.equal(written(value), whole(value));
      }),
    );
  });

  it('describes what comes later when it is its turn', () => {
    const described: number[] = [];
    const item = (i: number): object => ({ toJSON: () => (described.push(i), i) });
    for (const piece of jsonPieces({ a: { b: [item(1), item(2)] } })) if (piece === '1') assert.deepEqual(described, [1]);
    assert.deepEqual(described, [1, 2]);
  });
});
