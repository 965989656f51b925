import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registry as product } from '../../src/generated/registry.js';
import { Session } from '../../src/engine/session.js';
import { Cache } from '../../src/host/cache.js';
import { cacheFolder } from '../../src/host/cache-folder.js';
import { NodeWorkspace } from '../../src/host/node-workspace.js';
import { grammars } from '../support/grammars.js';
import { TestFolder } from './folder.js';

describe('the cache', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder().write({
      'app/main.py':
        'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=["*"])\n',
      'app/other.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'notes.txt': 'x',
    });
  });
  afterEach(() => {
    folder.remove();
  });

  const scan = async (stamp = '1') => {
    const workspace = new NodeWorkspace({ folder: folder.at('app') });
    const memory = new Cache(folder.at('cache'), workspace.uri, stamp);
    const session = new Session({ workspace, registry: product, grammars, memory });
    await session.scan();
    memory.save();
    const { parsed } = session.work;
    const findings = session.outcome().findings.map(({ rule, at, fingerprint, fixes }) => ({ rule, at, fingerprint, fixes }));
    session.dispose();
    return { parsed, findings };
  };
  const file = (): string => join(folder.at('cache'), readdirSync(folder.at('cache'))[0] ?? '');

  it('spares the parsing, and changes nothing of what is found', async () => {
    const first = await scan();
    const second = await scan();
    assert.ok(first.parsed === 2 && first.findings.length > 0);
    assert.equal(second.parsed, 0);
    assert.deepEqual(second.findings, first.findings);
  });

  it('reads what changed, and forgets what is gone', async () => {
    await scan();
    folder.write({ 'app/other.py': 'from fastapi import FastAPI\napp = FastAPI(debug=True)\n' });
    assert.equal((await scan()).parsed, 1);
    assert.equal((await scan()).parsed, 0);
    const before = readFileSync(file()).length;
    folder.write({ 'app/other.py': '' });
    await scan();
    assert.ok(readFileSync(file()).length < before);
  });

  it('is worth nothing to another version, and when it is damaged', async () => {
    await scan();
    assert.equal((await scan('2')).parsed, 2);
    const whole = readFileSync(file());
    for (const damaged of [whole.subarray(0, whole.length / 2), Buffer.alloc(0), Buffer.from('nonsense')]) {
      writeFileSync(file(), damaged);
      assert.equal((await scan('2')).parsed, 2);
    }
  });

  it('never fails where it cannot be kept', async () => {
    folder.write({ cache: 'a file' });
    assert.equal((await scan()).parsed, 2);
  });

  it('stands in the folder for caches of each system', () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux'), join('/c', 'preflight'));
    assert.equal(cacheFolder({ LOCALAPPDATA: 'C:\\x' }, 'win32'), join('C:\\x', 'preflight'));
    assert.match(cacheFolder({}, 'linux'), /\.cache.preflight$/);
    assert.match(cacheFolder({}, 'darwin'), /Library.Caches.preflight$/);
  });
});
