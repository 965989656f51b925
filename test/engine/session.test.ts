import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Edit, Session } from '../../src/engine/session.js';
import { VOCABULARY } from '../../src/engine/vocabulary.js';
import { registry } from '../../src/generated/registry.js';
import type { Assessment } from '../../src/model/checklist.js';
import type { Outcome } from '../../src/model/finding.js';
import { generatedFiles } from '../../scripts/bench/workspace.js';
import { type Baseline, EMPTY_BASELINE, EMPTY_LEDGER, type Ledger } from '../../src/model/signoff.js';
import { readSettings } from '../../src/settings/settings.js';
import { grammars } from '../support/grammars.js';
import { MemoryWorkspace, uriOf } from '../support/memory-workspace.js';

const NOW = new Date('2026-11-21T12:00:00Z');

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
const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
        - name: ${name}
          image: ${name}:1.4
`;
/** Two services with their images, for what follows across documents. */
const PROJECTS: Readonly<Record<string, string>> = {
  'shop/main.py': MAIN,
  'shop/routers/users.py': USERS,
  'shop/requirements.txt': 'fastapi\npsycopg2\n',
  'shop/Dockerfile': 'FROM python:3.12\nCOPY . .\nCMD uvicorn main:app\n',
  'blog/app.js': `const express = require('express');\nconst app = express();\napp.use(require('cors')());\napp.get('/posts', (req, res) => res.json([]));\napp.listen(3000);\n`,
  'blog/package.json': '{ "name": "blog", "dependencies": { "express": "^4" } }\n',
  'compose.yaml': 'services:\n  shop:\n    build: ./shop\n  blog:\n    image: blog\n',
  'deploy.yaml': `${deployment('shop')}---\n${deployment('blog')}`,
};
/** What a team may say, and say otherwise later. */
const SETTINGS = ['', 'rules: { cors/wildcard-with-credentials: off, docker/root-user: info }\n', 'profile: strict\n'].map((text) => {
  const { settings, problems } = readSettings(
    text,
    registry.rules.map(({ id }) => id),
    VOCABULARY,
  );
  assert.deepEqual(problems, []);
  return settings;
});
/** What people write down about some of the findings: one is accepted, another was there before. */
function recordsOf({ findings }: Outcome): { readonly ledger: Ledger; readonly baseline: Baseline } {
  const [first, , third] = findings;
  const by = { by: 'Ada <ada@example.com>', at: '2026-11-01T12:00:00Z' };
  const waivers = first ? [{ ...by, rule: first.rule, fingerprint: first.fingerprint, reason: 'Known.', expires: '2027-01-01' }] : [];
  const attestations = [{ ...by, item: 'delivery.review', note: 'Seen.' }];
  return { ledger: { ...EMPTY_LEDGER, waivers, attestations }, baseline: { fingerprints: new Set(third ? [third.fingerprint] : []) } };
}

/** Without what only says where an answer comes from. */
const plain = (assessment: Assessment): unknown => JSON.parse(JSON.stringify(assessment));
const FILES = { 'main.py': MAIN, 'routers/users.py': USERS, 'routers/__init__.py': '', 'requirements.txt': 'fastapi\n' };

async function fresh(files: Readonly<Record<string, string>>): Promise<Outcome> {
  const one = session(new MemoryWorkspace(files));
  await one.scan();
  const outcome = one.outcome();
  one.dispose();
  return outcome;
}

/**
 * Whether a program has a place that its grammar does not know. Where the parser finds its feet again behind it hangs on the text before the
 * edit: only what is whole is read in one way.
 */
async function isBroken(file: string, text: string): Promise<boolean> {
  const grammar = file.endsWith('.py') ? 'python' : file.endsWith('.js') ? 'javascript' : undefined;
  if (!grammar) return false;
  await grammars.load([grammar]);
  const tree = grammars.parse(grammar, text);
  const { hasError } = tree.rootNode;
  tree.delete();
  return hasError;
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

  it('says the same after it was made ready for the first key, and at that key', async () => {
    const one = session(new MemoryWorkspace(FILES));
    await one.scan();
    await one.open(uriOf('main.py'), 'main.py', MAIN, 1);
    const before = one.outcome();
    await one.prepare(uriOf('main.py'));
    await one.prepare(uriOf('routers/users.py'));
    await one.prepare(uriOf('none.py'));
    assert.deepEqual(one.outcome(), before);
    const typed = MAIN.replace('app = FastAPI()', 'app = FastAPI(debug=True)');
    const at = MAIN.indexOf('FastAPI()') + 8;
    await one.open(uriOf('main.py'), 'main.py', typed, 2, [{ span: { start: at, end: at }, text: 'debug=True' }]);
    assert.deepEqual(one.outcome(), await fresh({ ...FILES, 'main.py': typed }));
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
    await one.scan({ cancel: { aborted: true } });
    assert.equal(one.work.read, 0);
  });

  it('reads edits in steps as it reads the whole text, and their undoing', async () => {
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
    const step = fc.record({ at: fc.nat(MAIN.length), remove: fc.nat(12), insert: text });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const one = session(new MemoryWorkspace(FILES));
        await one.scan();
        let current = MAIN;
        let version = 1;
        await one.open(uriOf('main.py'), 'main.py', current, version);
        const edit = async ({ span, text }: Edit): Promise<Edit> => {
          const back = { span: { start: span.start, end: span.start + text.length }, text: current.slice(span.start, span.end) };
          current = current.slice(0, span.start) + text + current.slice(span.end);
          await one.open(uriOf('main.py'), 'main.py', current, ++version, [{ span, text }]);
          return back;
        };
        const undo: Edit[] = [];
        for (const { at, remove, insert } of steps) {
          const start = Math.min(at, current.length);
          undo.unshift(await edit({ span: { start, end: Math.min(start + remove, current.length) }, text: insert }));
        }
        if (!(await isBroken('main.py', current))) assert.deepEqual(one.outcome(), await fresh({ ...FILES, 'main.py': current }));
        for (const back of undo) await edit(back);
        assert.deepEqual(one.outcome(), await fresh(FILES));
        one.dispose();
      }),
      { numRuns: 40 },
    );
  });

  it('says of a workspace that changes what it says of one that always was so', async function () {
    this.timeout(120_000);
    const files = Object.keys(PROJECTS);
    const insert = fc.constantFrom(
      '\n',
      '# note\n',
      '"',
      '(',
      'USER app\n',
      'router.get("/health")\n',
      'fastapi\n',
      '# preflight-ignore-file docker/root-user, cors/wildcard-with-credentials -- known\n',
      '  # preflight-ignore cors/wildcard-with-credentials\n',
      '  web2:\n    image: shop\n',
      'é',
    );
    const step = fc.record({
      file: fc.constantFrom(...files),
      what: fc.constantFrom('edit', 'edit', 'edit', 'edit', 'empty', 'remove', 'write', 'close', 'settings', 'records'),
      at: fc.oneof(fc.constant(0), fc.nat(400)),
      remove: fc.nat(30),
      insert,
      /** Several documents may change before anybody asks again. */
      asked: fc.constantFrom('outcome', 'assessment', 'assessment', 'nothing'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const workspace = new MemoryWorkspace(PROJECTS);
        const one = session(workspace);
        await one.scan();
        one.assessment(NOW);
        const opened = new Map<string, string>();
        let version = 0;
        let [settings = one.settings] = SETTINGS;
        let records: ReturnType<typeof recordsOf> = { ledger: EMPTY_LEDGER, baseline: EMPTY_BASELINE };
        for (const { file, what, at, remove, insert: text, asked } of steps) {
          const before = opened.get(file) ?? workspace.files.get(file) ?? '';
          if (what === 'settings') one.settings = settings = SETTINGS[at % SETTINGS.length] ?? settings;
          else if (what === 'records') one.records = records = recordsOf(one.outcome());
          else if (what === 'remove') {
            workspace.files.delete(file);
            opened.delete(file);
            one.remove(uriOf(file));
          } else if (what === 'write' && !opened.has(file)) {
            workspace.files.set(file, `${before}${text}`);
            await one.refresh(uriOf(file), file);
          } else if (what === 'close' && opened.has(file)) {
            workspace.files.set(file, before);
            opened.delete(file);
            await one.close(uriOf(file));
          } else {
            const start = Math.min(what === 'empty' ? 0 : at, before.length);
            const change: Edit = {
              span: { start, end: what === 'empty' ? before.length : Math.min(start + remove, before.length) },
              text: what === 'empty' ? '' : text,
            };
            const after = before.slice(0, change.span.start) + change.text + before.slice(change.span.end);
            await one.open(uriOf(file), file, after, ++version, opened.has(file) ? [change] : undefined);
            opened.set(file, after);
          }
          if (asked === 'outcome') one.outcome();
          else if (asked === 'assessment') one.assessment(NOW);
        }
        for (const [file, text] of opened) if (await isBroken(file, text)) await one.open(uriOf(file), file, text, ++version);
        const other = session(new MemoryWorkspace({ ...Object.fromEntries(workspace.files), ...Object.fromEntries(opened) }));
        other.settings = settings;
        other.records = records;
        await other.scan();
        assert.deepEqual(one.outcome(), other.outcome());
        assert.deepEqual(plain(one.assessment(NOW)), plain(other.assessment(NOW)));
        one.dispose();
        other.dispose();
      }),
      { numRuns: 80 },
    );
  });
});

describe('the work of a session', () => {
  it('parses few of the files of a large workspace, and each once', async () => {
    const one = session(new MemoryWorkspace(Object.fromEntries(generatedFiles(250))));
    await one.scan();
    const { listed, read, parsed } = one.work;
    assert.equal(read, listed);
    assert.ok(parsed > 10 && parsed < read * 0.25, `${String(parsed)} of ${String(read)} parsed`);
    one.outcome();
    const { judged } = one.work;
    one.outcome();
    one.assessment(NOW);
    assert.deepEqual(one.work, { listed, read, parsed, judged });
    one.dispose();
  });

  it('judges after a keystroke what stands in that document, and nothing else', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        [`service${String(i)}/main.py`, MAIN],
        [`service${String(i)}/requirements.txt`, 'fastapi\n'],
      ]).flat() as [string, string][],
    );
    const one = session(new MemoryWorkspace(many));
    await one.scan();
    one.outcome();
    const { judged: all } = one.work;
    const [uri, path] = [uriOf('service7/main.py'), 'service7/main.py'];
    await one.open(uri, path, MAIN, 1);
    one.outcome();
    const { judged: opened } = one.work;
    // Everything in the document moves, and so do the routes that its rules read.
    await one.open(uri, path, `\n${MAIN}`, 2, [{ span: { start: 0, end: 0 }, text: '\n' }]);
    one.outcome();
    const { judged, parsed } = one.work;
    assert.ok(judged - opened > 0 && judged - opened <= all / 40, `${String(judged - opened)} of ${String(all)} judged again`);
    assert.equal(parsed, 42);
    one.dispose();
  });

  it('parses nothing where no detector asks for it', async () => {
    const text = 'def add(a, b):\n    return a + b\n';
    const one = session(new MemoryWorkspace({ 'add.py': text }));
    await one.scan();
    await one.open(uriOf('add.py'), 'add.py', `${text}\n`, 1);
    await one.open(uriOf('add.py'), 'add.py', text, 2, [{ span: { start: text.length, end: text.length + 1 }, text: '' }]);
    assert.equal(one.work.parsed, 0);
    one.dispose();
  });

  it('leaves what a tool wrote to the search for secrets', async () => {
    const bundle = `import express from 'express';const app=express();app.use(cors({origin:'*'}));${'app.get("/x",(q,s)=>s.send(1));'.repeat(200)}`;
    const one = session(
      new MemoryWorkspace({
        'app.min.js': bundle,
        'pnpm-lock.yaml': `services:\n  password: x\n`,
        'api.pb.go': `// Code generated by protoc. DO NOT EDIT.\npackage api\nimport "net/http"\n`,
      }),
    );
    await one.scan();
    assert.equal(one.work.parsed, 0);
    assert.equal(one.work.read, 3);
  });
});
