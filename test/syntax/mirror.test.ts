import assert from 'node:assert/strict';
import type { Node as TreeNode } from '@vscode/tree-sitter-wasm';
import fc from 'fast-check';
import type { Grammar } from '../../src/syntax/grammars.js';
import type { Node } from '../../src/syntax/language.js';
import { Mirror } from '../../src/syntax/mirror.js';
import { grammars } from '../support/grammars.js';

const SOURCES: Readonly<Partial<Record<Grammar, string>>> = {
  python: `import os
from fastapi import FastAPI

app = FastAPI(title="shop")


@app.get("/orders/{id}")
async def order(id: int, limit=10):
    """One order."""
    if id and limit:
        return {"id": id, **rest}
    return [x for x in os.environ]
`,
  tsx: `import express, { type Request as R } from 'express';
@Injectable()
export class Shop extends Base {
  private x?: number = 1;
  async order({ id, name: n }: R, ...rest) {
    return id ? <b title="x">{n}</b> : \`\${id} \${rest}\`;
  }
}
export const app = express().use('/x', (q, s) => s.json({ a: 1, b }));
`,
  go: `package main

import "net/http"

func (s *Server) Run(a, b string) error {
	if err := http.ListenAndServe(":80", nil); err != nil {
		return err
	}
	return &http.Server{Addr: a}
}
`,
  java: `package shop;
@RestController
public class Shop {
  @GetMapping(path = "/orders")
  public List<Order> orders(@RequestParam int page) { return this.repo.find(page, "x"); }
}
`,
};

const FIELDS = [
  'name',
  'value',
  'arguments',
  'function',
  'body',
  'left',
  'object',
  'property',
  'parameters',
  'type',
  'condition',
  'source',
];

/** All that is asked of a node. Which sibling stands before one in a broken tree, and what its parts are called, the parser itself does not always know. */
const shown = (node: Node | TreeNode, broken: boolean): unknown => ({
  type: node.type,
  span: [node.startIndex, node.endIndex],
  named: node.isNamed,
  text: node.text,
  parent: node.parent?.startIndex,
  before: broken ? undefined : node.previousNamedSibling?.startIndex,
  fields: broken ? undefined : fieldsOf(node),
  namedChildren: node.namedChildren.length,
  children: node.children.map((child) => child && shown(child, broken)),
});

const fieldsOf = (node: Node | TreeNode): unknown =>
  FIELDS.map((name) => [node.childForFieldName(name)?.startIndex, node.childrenForFieldName(name).length]);

const fieldsBelow = (node: Node): unknown => [fieldsOf(node), node.children.map((child) => child && fieldsBelow(child))];

const pointOf = (text: string, offset: number) => {
  const lines = text.slice(0, offset).split('\n');
  return { row: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
};

describe('the copy of a syntax tree', () => {
  const edit = fc.record({
    at: fc.nat(2_400),
    remove: fc.constantFrom(0, 0, 0, 1, 4, 25),
    insert: fc.constantFrom(
      'x',
      '(',
      ')',
      '{',
      '"',
      "'",
      '`',
      '\n',
      '    ',
      '# c',
      '// c',
      '/*',
      '@dec\n',
      'é😀',
      '.',
      ', ',
      'async ',
      'f(1)\n',
      '',
    ),
  });
  const lists = Object.entries(SOURCES).map(([grammar, source]) => [grammar, source.repeat(4), 'a long list'] as const);
  const sources = [...Object.entries(SOURCES).map(([grammar, source]) => [grammar, source, 'a file'] as const), ...lists];
  for (const [grammar, source, what] of sources as [Grammar, string, string][])
    it(`of ${what} in ${grammar} is the tree itself after every edit`, async () => {
      await grammars.load([grammar]);
      fc.assert(
        // Several edits may come before the text is parsed again.
        fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (steps) => {
          let text = source;
          let tree = grammars.parse(grammar, text);
          const mirror = new Mirror(tree.language);
          for (const edits of steps) {
            for (const { at, remove, insert } of edits) {
              const start = at % (text.length + 1);
              const end = Math.min(start + remove, text.length);
              const after = text.slice(0, start) + insert + text.slice(end);
              tree.edit({
                startIndex: start,
                oldEndIndex: end,
                newEndIndex: start + insert.length,
                startPosition: pointOf(text, start),
                oldEndPosition: pointOf(text, end),
                newEndPosition: pointOf(after, start + insert.length),
              });
              mirror.edited({ start, end, length: insert.length });
              text = after;
            }
            const next = grammars.parse(grammar, text, tree);
            const root = mirror.update(tree, next, text);
            tree.delete();
            tree = next;
            assert.ok(root);
            assert.deepEqual(shown(root, tree.rootNode.hasError), shown(tree.rootNode, tree.rootNode.hasError));
            const fresh = new Mirror(tree.language).update(tree, tree, text);
            assert.deepEqual(fieldsBelow(root), fresh && fieldsBelow(fresh));
          }
          tree.delete();
        }),
        { numRuns: what === 'a file' ? 100 : 30 },
      );
    });

  it('keeps what an edit does not touch', async () => {
    await grammars.load(['python']);
    const text = 'def f():\n    return 1\n\n\ndef g():\n    return 2\n\n\ndef h():\n    return 3\n';
    const tree = grammars.parse('python', text);
    const mirror = new Mirror(tree.language);
    const before = mirror.update(tree, tree, text)?.children ?? [];
    const at = text.indexOf('2');
    const place = { row: 5, column: 11 };
    const edit = { startIndex: at, oldEndIndex: at, newEndIndex: at + 1, startPosition: place, oldEndPosition: place };
    tree.edit({ ...edit, newEndPosition: { row: 5, column: 12 } });
    mirror.edited({ start: at, end: at, length: 1 });
    const after = text.replace('2', '42');
    const next = grammars.parse('python', after, tree);
    const now = mirror.update(tree, next, after)?.children ?? [];
    assert.deepEqual(
      now.map((node, i) => node === before[i]),
      [true, false, true],
    );
    assert.equal(now[2]?.text, before[2]?.text);
    tree.delete();
    next.delete();
  });

  it('is not made of what is nested too deeply', async () => {
    await grammars.load(['python']);
    const text = `a = ${'['.repeat(2_000)}${']'.repeat(2_000)}\n`;
    const tree = grammars.parse('python', text);
    assert.equal(new Mirror(tree.language).update(tree, tree, text), undefined);
    tree.delete();
  });
});
