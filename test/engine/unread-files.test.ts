import assert from 'node:assert/strict';
import { Session } from '../../src/engine/session.js';
import type { Source } from '../../src/engine/workspace.js';
import { LockFile } from '../../src/facts/dependencies.js';
import { registry } from '../../src/generated/registry.js';
import { noLockfile } from '../../src/rules/dependencies/no-lockfile.js';
import { grammars } from '../support/grammars.js';
import { MemoryWorkspace, pathOf, uriOf } from '../support/memory-workspace.js';

/** A workspace of which some files are there and cannot be read. */
class Partly extends MemoryWorkspace {
  readonly unread = new Set<string>();

  override read(uri: string): Source {
    return this.unread.has(pathOf(uri)) ? { skipped: 'larger than 1 MiB' } : super.read(uri);
  }
}

const files = {
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "^5.1.0" } }\n',
  'server.js': "import express from 'express';\n\nexpress().listen(3000);\n",
  'package-lock.json': '',
};

describe('a file that is not read', () => {
  const workspace = new Partly(files);
  workspace.unread.add('package-lock.json');
  const session = new Session({
    workspace,
    registry: { ...registry, rules: [noLockfile] },
    grammars,
    log: (message) => assert.fail(message),
  });

  it('is there all the same', async () => {
    await session.scan();
    assert.deepEqual(
      session.facts(LockFile).map(({ name, folder }) => `${folder}/${name}`),
      ['/package-lock.json'],
    );
    const { findings, evidence } = session.outcome();
    assert.deepEqual(findings, []);
    assert.deepEqual(
      evidence.map(({ at }) => pathOf(at.uri)),
      ['package-lock.json'],
    );
  });

  it('is said to be skipped, and is no document that was read', () => {
    assert.deepEqual(
      session.skipped.map(({ path, reason }) => `${path}: ${reason}`),
      ['package-lock.json: larger than 1 MiB'],
    );
    assert.ok(!session.documents.some(({ path }) => path === 'package-lock.json'));
  });

  it('is gone when it is gone', async () => {
    workspace.unread.clear();
    workspace.files.delete('package-lock.json');
    await session.refresh(uriOf('package-lock.json'), 'package-lock.json');
    assert.deepEqual(session.facts(LockFile), []);
    assert.equal(session.outcome().findings.length, 1);
    session.dispose();
  });
});
