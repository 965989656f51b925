import assert from 'node:assert/strict';
import { oncePer } from '../../src/model/once.js';

describe('oncePer', () => {
  const counted = () => {
    const asked: string[] = [];
    const once = oncePer(({ name }: { readonly name: string }): string | undefined => {
      asked.push(name);
      return name === '' ? undefined : name.toUpperCase();
    });
    return { asked, once };
  };

  it('computes once for an object, however often it is asked', () => {
    const { asked, once } = counted();
    const one = { name: 'one' };
    assert.deepEqual([once(one), once(one), once(one)], ['ONE', 'ONE', 'ONE']);
    assert.deepEqual(asked, ['one']);
  });

  it('remembers that there is nothing', () => {
    const { asked, once } = counted();
    const none = { name: '' };
    assert.deepEqual([once(none), once(none)], [undefined, undefined]);
    assert.deepEqual(asked, ['']);
  });

  it('takes another object of the same content for another one', () => {
    const { asked, once } = counted();
    once({ name: 'one' });
    once({ name: 'one' });
    assert.deepEqual(asked, ['one', 'one']);
  });
});
