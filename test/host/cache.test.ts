import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registry as product } from '../../src/generated/registry.js';
import { Session } from '../../src/engine/session.js';
import type { Source } from '../../src/engine/workspace.js';
import { Cache } from '../../src/host/cache.js';
import { cacheFolder } from '../../src/host/cache-folder.js';
import { NodeWorkspace } from '../../src/host/node-workspace.js';
import { grammars } from '../support/grammars.js';
import { TestFolder } from './folder.js';

class Counting extends NodeWorkspace {
  count = 0;

  override read(uri: string): Source {
    this.count += 1;
    return super.read(uri);
  }
}

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

  /** A moment long after the files were written, unless told otherwise. */
  const scan = async (stamp = '1', moment = (): number => Date.now() + 60_000) => {
    const workspace = new Counting({ folder: folder.at('app') });
    const memory = new Cache(folder.at('cache'), workspace.uri, { path: 'preflight.js', stamp }, moment);
    const session = new Session({ workspace, registry: product, grammars });
    await session.scan({ memory });
    memory.save();
    const { parsed } = session.work;
    const { count: read } = workspace;
    const findings = session.outcome().findings.map(({ rule, at, fingerprint, fixes }) => ({ rule, at, fingerprint, fixes }));
    session.dispose();
    return { parsed, read, findings };
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

  it('leaves a file unread that looks the same from outside', async () => {
    assert.equal((await scan()).read, 2);
    assert.equal((await scan()).read, 0);
  });

  it('reads a file that was written a moment ago: another change may have left the same time', async () => {
    await scan('1', Date.now);
    const second = await scan('1', Date.now);
    assert.deepEqual([second.read, second.parsed], [2, 0]);
    // From then on it had been left alone.
    assert.equal((await scan()).read, 2);
    assert.equal((await scan()).read, 0);
  });

  it('sees a change that keeps size and time of change', async () => {
    folder.write({ 'app/other.py': 'from fastapi import FastAPI\napp = FastAPI(debug=None)\n' });
    const path = folder.at('app/other.py');
    const { atime, mtime } = statSync(path);
    await scan();
    folder.write({ 'app/other.py': 'from fastapi import FastAPI\napp = FastAPI(debug=True)\n' });
    utimesSync(path, atime, mtime);
    assert.deepEqual([(await scan()).parsed, (await scan()).read], [1, 0]);
  });

  it('sweeps away what nobody asked for in a month', async () => {
    await scan();
    const old = folder.at('cache/old.bin');
    const month = new Date(Date.now() - 31 * 24 * 60 * 60 * 1_000);
    folder.write({ 'cache/old.bin': 'x', 'cache/new.bin': 'x', 'cache/other.txt': 'x' });
    for (const path of [old, folder.at('cache/other.txt')]) utimesSync(path, month, month);
    folder.write({ 'app/other.py': '' });
    await scan();
    assert.deepEqual(
      ['old.bin', 'new.bin', 'other.txt'].map((name) => existsSync(folder.at(`cache/${name}`))),
      [false, true, true],
    );
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
