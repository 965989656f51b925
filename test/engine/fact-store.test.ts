import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FactStore } from '../../src/engine/fact-store.js';
import { Neighbours } from '../../src/engine/neighbours.js';
import { Project } from '../../src/facts/project.js';
import type { Derivation } from '../../src/model/derivation.js';
import type { Role } from '../../src/model/document.js';
import { type AnyKind, type Fact, fact } from '../../src/model/fact.js';

const Thing = fact<{ readonly name: string }>('test/thing');
const Guide = fact<{ readonly name: string }>('test/guide', { everyRole: true });
/** The things that a guide in another document names. */
const Named = fact<{ readonly name: string }>('test/named');
const named: Derivation = {
  gives: Named,
  from: [Thing, Guide],
  *derive({ facts }) {
    for (const { name, uri, span } of facts(Thing))
      if (facts(Guide).some((guide) => guide.name === name)) yield Named({ span, uri }, { name });
  },
};

const FILES = ['a/main.py', 'a/test_main.py', 'b/main.py', 'b/c/main.py', 'main.py'];
const roleOf = (uri: string): Role => (uri.includes('test') ? 'test' : 'production');
const KINDS: readonly AnyKind[] = [Thing, Guide, Named];
const NAMES = ['x', 'y', 'z'];

class World {
  readonly store = new FactStore(
    [named],
    { uri: '', prefix: '' },
    (uri) => uri,
    (uri) => roleOf(uri),
  );
  readonly neighbours = new Neighbours(this.store, (uri) => ({ path: uri, role: roleOf(uri) }));

  put(uri: string, text: readonly string[]): void {
    this.store.put(
      uri,
      text.map((word, i): Fact => {
        const at = { span: { start: i, end: i + 1 } };
        const name = word.slice(1);
        if (word === 'project') return { ...Project(at, { folder: uri.replace(/\/?[^/]*$/, ''), name: undefined } as never), uri };
        return { ...(word.startsWith('g') ? Guide(at, { name }) : Thing(at, { name })), uri };
      }),
    );
  }

  /** All that can be asked, under a name each. */
  *answers(): Iterable<readonly [string, readonly Fact[]]> {
    for (const kind of KINDS) {
      yield [kind.id, this.store.list(kind)];
      for (const [uri, facts] of this.store.listed(kind).byDocument) yield [`${kind.id} in ${uri}`, facts];
      for (const path of FILES) {
        const document = { path, role: roleOf(path) };
        yield [`${kind.id} around ${path}`, this.neighbours.inProject(kind, document)];
        yield [`${kind.id} asked around ${path}`, this.neighbours.askInProject(kind, document)()];
      }
      for (const role of ['production', 'test'] as const) {
        yield [`${kind.id} for ${role}`, this.neighbours.askEverywhere(kind, role)()];
        for (const name of NAMES) yield [`${kind.id} for ${role} with ${name}`, this.neighbours.everywhere(kind, role, { name })];
      }
    }
  }
}

describe('the facts of a workspace', () => {
  const word = fc.constantFrom('project', ...NAMES.flatMap((name) => [`t${name}`, `g${name}`]));
  const step = fc.record({ uri: fc.constantFrom(...FILES), text: fc.array(word, { maxLength: 4 }), asked: fc.boolean() });

  it('are, after changes, what they are where they always were so', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const world = new World();
        const now = new Map<string, readonly string[]>();
        for (const { uri, text, asked } of steps) {
          world.put(uri, text);
          now.set(uri, text);
          if (asked) assert.ok([...world.answers()].length > 0);
        }
        const fresh = new World();
        for (const [uri, text] of now) fresh.put(uri, text);
        assert.deepEqual([...world.answers()], [...fresh.answers()]);
      }),
      { numRuns: 300 },
    );
  });

  it('stay the same lists where nothing changes that they hold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), step, (steps, last) => {
        const world = new World();
        for (const { uri, text } of steps) world.put(uri, text);
        const before = new Map(world.answers());
        world.put(last.uri, last.text);
        for (const [name, list] of world.answers()) {
          const old = before.get(name);
          // Where projects begin and end, lists are other lists.
          if (old && steps.concat(last).every(({ text }) => !text.includes('project')) && JSON.stringify(old) === JSON.stringify(list))
            assert.equal(list, old, name);
        }
      }),
      { numRuns: 300 },
    );
  });
});
