import type { Node } from '@vscode/tree-sitter-wasm';
import assert from 'node:assert/strict';
import { type Parameter, definition, functionShape } from '../../src/syntax/language.js';

/** A node that tells what it was asked for: each question crosses into WASM. */
function askedNode(): { readonly node: Node; readonly asked: string[] } {
  const asked: string[] = [];
  const node = {
    text: 'list',
    childForFieldName: (name: string): null => {
      asked.push(name);
      return null;
    },
  };
  return { node: node as unknown as Node, asked };
}

describe('what is read of a function', () => {
  const parameters = (asked: string[]) => (): readonly Parameter[] => {
    asked.push('parameters');
    return [{ name: 'request', decorators: [] }];
  };

  it('is nothing as long as nobody asks', () => {
    const { node, asked } = askedNode();
    definition({ is: 'function', nameNode: node, node }, { parameters: parameters(asked), async: () => asked.push('async') > 0 });
    functionShape(node, parameters(asked), () => asked.push('async') > 0);
    assert.deepEqual(asked, []);
  });

  it('is each part once', () => {
    const { node, asked } = askedNode();
    const defined = definition({ is: 'function', nameNode: node, node }, { parameters: parameters(asked) });
    const shape = functionShape(node, parameters(asked), () => false);
    for (let i = 0; i < 3; i++) assert.deepEqual([defined.parameters.length, shape.parameters.length], [1, 1]);
    assert.deepEqual(asked, ['parameters', 'parameters']);
    assert.equal(defined.body, undefined);
    assert.deepEqual(asked, ['parameters', 'parameters', 'body']);
  });

  it('has none of what its language does not have', () => {
    const { node } = askedNode();
    const { parameters: none, bases, decorators, receiver, async } = definition({ is: 'class', nameNode: node, node }, {});
    assert.deepEqual(
      { none, bases, decorators, receiver, async },
      { none: [], bases: [], decorators: [], receiver: undefined, async: false },
    );
  });
});
