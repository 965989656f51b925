import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Edit, Session } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import type { Outcome } from '../../src/model/finding.js';
import { grammars } from '../support/grammars.js';
import { MemoryWorkspace, uriOf } from '../support/memory-workspace.js';

const session = (workspace: MemoryWorkspace): Session =>
  new Session({ workspace, registry, grammars, log: (message) => assert.fail(message) });

const MAIN = `import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from routers import users

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
app.include_router(users.router, prefix="/api")
`;
const USERS = `from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def users():
    return []
`;
const FILES = { 'main.py': MAIN, 'routers/users.py': USERS, 'routers/__init__.py': '', 'requirements.txt': 'fastapi\n' };

async function fresh(files: Readonly<Record<string, string>>): Promise<Outcome> {
  const one = session(new MemoryWorkspace(files));
  await one.scan();
  const outcome = one.outcome();
  one.dispose();
  return outcome;
}

const rules = ({ findings }: Outcome): string[] => findings.map(({ rule }) => rule);

describe('a session', () => {
  it('says the same whatever order the documents come in', async () => {
    const one = session(new MemoryWorkspace({}));
    const workspace = new MemoryWorkspace(FILES);
    const other = session(workspace);
    for (const path of Object.keys(FILES).reverse()) await other.refresh(uriOf(path), path);
    assert.deepEqual(other.outcome(), await fresh(FILES));
    assert.deepEqual(one.outcome().findings, []);
  });

  it('takes an edit of one document, and its undoing', async () => {
    const one = session(new MemoryWorkspace(FILES));
    await one.scan();
    const before = one.outcome();
    assert.ok(rules(before).some((rule) => rule.startsWith('cors/')));
    const star = MAIN.indexOf('"*"');
    const named = MAIN.replace('"*"', '"https://shop.example"');
    await one.open(uriOf('main.py'), 'main.py', MAIN, 1);
    await one.open(uriOf('main.py'), 'main.py', named, 2, [{ span: { start: star, end: star + 3 }, text: '"https://shop.example"' }]);
    assert.deepEqual(one.outcome(), await fresh({ ...FILES, 'main.py': named }));
    await one.open(uriOf('main.py'), 'main.py', MAIN, 3, [{ span: { start: star, end: star + 22 }, text: '"*"' }]);
    assert.deepEqual(one.outcome(), before);
    one.dispose();
  });

  it('looks at the disk again when an editor closes a document', async () => {
    const one = session(new MemoryWorkspace(FILES));
    await one.scan();
    const before = one.outcome();
    await one.open(uriOf('main.py'), 'main.py', '', 1);
    assert.notDeepEqual(one.outcome(), before);
    await one.close(uriOf('main.py'));
    assert.deepEqual(one.outcome(), before);
  });

  it('forgets a file that is gone, and one that is excluded', async () => {
    const workspace = new MemoryWorkspace(FILES);
    const one = session(workspace);
    await one.scan();
    workspace.files.delete('main.py');
    await one.scan();
    assert.deepEqual(one.outcome(), await fresh({ ...FILES, 'main.py': '' }).then((outcome) => ({ ...outcome })));
    assert.equal(one.textOf(uriOf('main.py')), undefined);
  });

  it('judges again only what depends on the kinds of fact that changed', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`service${String(i)}/main.py`, MAIN]));
    const one = session(new MemoryWorkspace(many));
    await one.scan();
    one.outcome();
    const { judged } = one.work;
    const changed = MAIN.replace('app = FastAPI()', 'app = FastAPI()  # the shop');
    await one.open(uriOf('service7/main.py'), 'service7/main.py', changed, 1);
    one.outcome();
    assert.ok(one.work.judged - judged < judged / 2, `${String(one.work.judged - judged)} of ${String(judged)} judged again`);
  });

  it('stops a scan that is cancelled', async () => {
    const one = session(new MemoryWorkspace(FILES));
    await one.scan({ aborted: true });
    assert.equal(one.work.read, 0);
  });

  it('reads edits in steps as it reads the whole text', async () => {
    const text = fc.constantFrom(
      '"*"',
      'x',
      '\n',
      '(',
      ')',
      '[',
      ']',
      'app = FastAPI()\n',
      '# comment\n',
      '"',
      ', allow_credentials=True',
      'é😀',
      '    ',
      'router.get("/health")',
      "'''",
    );
    const edit = fc.record({ at: fc.nat(MAIN.length), remove: fc.nat(12), insert: text });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (steps) => {
        const one = session(new MemoryWorkspace(FILES));
        await one.scan();
        let current = MAIN;
        let version = 1;
        await one.open(uriOf('main.py'), 'main.py', current, version);
        for (const { at, remove, insert } of steps) {
          const start = Math.min(at, current.length);
          const change: Edit = { span: { start, end: Math.min(start + remove, current.length) }, text: insert };
          current = current.slice(0, change.span.start) + insert + current.slice(change.span.end);
          await one.open(uriOf('main.py'), 'main.py', current, ++version, [change]);
        }
        assert.deepEqual(one.outcome(), await fresh({ ...FILES, 'main.py': current }));
        one.dispose();
      }),
      { numRuns: 40 },
    );
  });
});
