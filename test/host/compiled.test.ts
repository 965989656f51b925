import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCompiled } from '../../src/host/compiled.js';

describe('bundles that were compiled before', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'compiled-'));
    write('one');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (name: string): void => {
    writeFileSync(
      join(folder, 'bundle.js'),
      `const { basename } = require('node:path'); exports.name = '${name}'; exports.file = basename(__filename);`,
    );
  };

  /** Loads as a process would that ends at once; whether it had to compile. */
  const load = (): { readonly loaded: unknown; readonly compiled: boolean } => {
    const ends: (() => void)[] = [];
    const loaded = loadCompiled(join(folder, 'bundle.js'), join(folder, 'kept'), (keep) => ends.push(keep));
    for (const end of ends) end();
    return { loaded: { ...(loaded as object) }, compiled: ends.length > 0 };
  };
  const one = { name: 'one', file: 'bundle.js' };

  it('compiles once', () => {
    assert.deepEqual(load(), { loaded: one, compiled: true });
    assert.deepEqual(load(), { loaded: one, compiled: false });
    assert.equal(readdirSync(join(folder, 'kept')).length, 1);
  });

  it('compiles anew what was bundled anew', () => {
    load();
    write('another');
    assert.deepEqual(load(), { loaded: { name: 'another', file: 'bundle.js' }, compiled: true });
    assert.equal(readdirSync(join(folder, 'kept')).length, 1);
  });

  it('does without what is damaged', () => {
    load();
    const [kept = ''] = readdirSync(join(folder, 'kept'));
    writeFileSync(join(folder, 'kept', kept), 'nothing');
    assert.deepEqual(load(), { loaded: one, compiled: true });
    assert.deepEqual(load(), { loaded: one, compiled: false });
  });

  it('runs where nothing can be kept', () => {
    writeFileSync(join(folder, 'kept'), '');
    assert.deepEqual(load(), { loaded: one, compiled: true });
    rmSync(join(folder, 'kept'));
    mkdirSync(join(folder, 'kept'));
    assert.deepEqual(load(), { loaded: one, compiled: true });
  });
});
