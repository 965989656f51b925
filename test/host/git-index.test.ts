import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseIndex } from '../../src/host/git-index.js';
import { TestFolder } from './folder.js';

describe("Git's index", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const index = (hash: 20 | 32 = 20) => parseIndex(readFileSync(folder.at('.git/index')), hash);
  const FILES = { 'a.txt': 'a', 'dir/b.txt': 'b', 'dir/bb.txt': 'b', 'dir/sub/é x.txt': 'c', [`long/${'n'.repeat(200)}.txt`]: 'd' };
  const names = Object.keys(FILES);

  for (const version of ['2', '4']) {
    it(`is read in version ${version}`, () => {
      folder.write(FILES).git('init', '-q');
      folder.git('-c', `index.version=${version}`, 'add', '.');
      folder.git('update-index', '--index-version', version);
      assert.deepEqual(index(), { files: new Set(names), unread: [] });
    });
  }

  it('is read in version 3, which tells of files to be added', () => {
    folder.write(FILES).git('init', '-q');
    folder.git('add', 'a.txt');
    folder.git('add', '-N', 'dir');
    assert.equal(readFileSync(folder.at('.git/index')).readUInt32BE(4), 3);
    assert.deepEqual([...(index()?.files ?? [])], ['a.txt', 'dir/b.txt', 'dir/bb.txt', 'dir/sub/é x.txt']);
  });

  it('is read with SHA-256', () => {
    folder.write(FILES).git('init', '-q', '--object-format=sha256');
    folder.git('add', '.');
    assert.deepEqual(index(32), { files: new Set(names), unread: [] });
  });

  it('is read during a merge, each file once', () => {
    folder.write({ 'a.txt': '1' }).git('init', '-q');
    folder.git('add', '.');
    folder.git('commit', '-qm', '1');
    folder.git('checkout', '-qb', 'other');
    folder.write({ 'a.txt': '2' }).git('commit', '-qam', '2');
    folder.git('checkout', '-q', 'main');
    folder.write({ 'a.txt': '3' }).git('commit', '-qam', '3');
    assert.throws(() => folder.git('merge', 'other'));
    assert.deepEqual([...(index()?.files ?? [])], ['a.txt']);
  });

  it('is not known when most of it stands in another file', () => {
    folder.write(FILES).git('init', '-q');
    folder.git('add', '.');
    folder.git('update-index', '--split-index');
    assert.equal(index(), undefined);
  });

  it('is not known for folders that a sparse index leaves out', () => {
    folder.write({ 'in/a.txt': '', 'out/b.txt': '' }).git('init', '-q');
    folder.git('add', '.');
    folder.git('commit', '-qm', '1');
    folder.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    assert.deepEqual(index(), { files: new Set(['in/a.txt']), unread: ['out/'] });
  });

  it('is never guessed from what is cut off or damaged', () => {
    folder.write(FILES).git('init', '-q');
    folder.git('add', '.');
    for (const version of ['2', '4']) {
      folder.git('update-index', '--index-version', version);
      const whole = readFileSync(folder.at('.git/index'));
      for (let length = 0; length < whole.length - 20; length++) {
        const files = parseIndex(whole.subarray(0, length), 20)?.files;
        // What is cut off only in the extensions behind the entries still tells all files.
        if (files) assert.deepEqual([...files], names);
      }
      fc.assert(
        fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
          const damaged = Buffer.from(whole);
          damaged[at] = byte;
          parseIndex(damaged, 20);
        }),
      );
    }
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        (bytes) => parseIndex(Buffer.concat([Buffer.from('DIRC\0\0\0\x04\0\0\xff\xff', 'latin1'), bytes]), 20)?.files.size !== -1,
      ),
    );
  });
});
