import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RecordFiles } from '../../src/host/records.js';
import type { Attestation } from '../../src/model/signoff.js';
import { SIGNOFF_FILE, readRecords } from '../../src/signoff/read.js';
import { TestFolder } from './folder.js';

const attest = (item: string): Attestation => ({ item, by: 'Ada', at: '2026-11-20T10:00:00Z', note: '' });

describe('the files of records', () => {
  let folder: TestFolder;
  let files: RecordFiles;
  beforeEach(() => {
    folder = new TestFolder();
    files = new RecordFiles(folder.path);
  });
  afterEach(() => {
    folder.remove();
  });
  const items = (): readonly string[] =>
    readRecords(readFileSync(folder.at(SIGNOFF_FILE), 'utf8')).ledger.attestations.map(({ item }) => item);

  it('come to be with the first record, and nothing else stays', async () => {
    assert.equal(files.text(), undefined);
    const written = await files.change(() => ({ attestations: [attest('a.one')] }));
    assert.equal(written.is, 'written');
    assert.deepEqual(items(), ['a.one']);
    assert.deepEqual(readdirSync(folder.at('.preflight')).sort(), ['.gitattributes', 'signoff.yaml']);
  });

  it('lose nothing of what many processes write at once', async () => {
    const script = `
      import { RecordFiles } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../src/host/records.ts')).href)};
      const files = new RecordFiles(process.argv[1]);
      for (let i = 0; i < 12; i++) {
        const written = await files.change(() => ({ attestations: [{ item: \`p\${process.argv[2]}.i\${i}\`, by: 'Ada', at: '2026-11-20T10:00:00Z', note: '' }] }));
        if (written.is !== 'written') throw new Error(JSON.stringify(written));
      }`;
    const run = (n: number): Promise<void> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder.path, String(n)], {
          cwd: dirname(dirname(import.meta.dirname)),
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        let errors = '';
        child.stderr.on('data', (chunk) => (errors += String(chunk)));
        child.on('exit', (code) => {
          if (code === 0) resolve();
          else reject(new Error(errors));
        });
      });
    await Promise.all([0, 1, 2, 3].map(run));
    const meant = [0, 1, 2, 3].flatMap((n) => Array.from({ length: 12 }, (_, i) => `p${String(n)}.i${String(i)}`));
    assert.deepEqual([...items()].sort(), meant.sort());
    assert.deepEqual(readdirSync(folder.at('.preflight')).sort(), ['.gitattributes', 'signoff.yaml']);
  }).timeout(60_000);

  it('lose nothing of what one process writes at once', async () => {
    const all = Array.from({ length: 20 }, (_, i) => `a.i${String(i)}`);
    await Promise.all(all.map((item) => files.change(() => ({ attestations: [attest(item)] }))));
    assert.deepEqual([...items()].sort(), all.sort());
  });

  it('keep their mode, and a link', async () => {
    folder.write({ 'shared/records.yaml': 'version: 1\nattestations:\n' });
    chmodSync(folder.at('shared/records.yaml'), 0o640);
    mkdirSync(folder.at('.preflight'));
    symlinkSync('../shared/records.yaml', folder.at(SIGNOFF_FILE));
    await files.change(() => ({ attestations: [attest('a.one')] }));
    assert.match(readFileSync(folder.at('shared/records.yaml'), 'utf8'), /item: a\.one/);
    assert.equal(statSync(folder.at('shared/records.yaml')).mode & 0o777, 0o640);
  });

  it('are not written through a link that leads out of the workspace', async () => {
    const outside = new TestFolder().write({ 'theirs.yaml': 'version: 1\n' });
    mkdirSync(folder.at('.preflight'));
    symlinkSync(outside.at('theirs.yaml'), folder.at(SIGNOFF_FILE));
    const written = await files.change(() => ({ attestations: [attest('a.one')] }));
    assert.deepEqual(written, { is: 'failed', why: 'it leads out of the workspace' });
    assert.equal(readFileSync(outside.at('theirs.yaml'), 'utf8'), 'version: 1\n');
    folder.remove();
    mkdirSync(folder.path);
    symlinkSync(outside.path, folder.at('.preflight'));
    const other = await files.change(() => ({ attestations: [attest('a.one')] }));
    assert.equal(other.is, 'failed');
    assert.deepEqual(readdirSync(outside.path), ['theirs.yaml']);
    outside.remove();
  });

  it('are written although a process died while it wrote', async () => {
    folder.write({ '.preflight/signoff.lock': '1' });
    const past = new Date(Date.now() - 60_000);
    utimesSync(folder.at('.preflight/signoff.lock'), past, past);
    assert.equal((await files.change(() => ({ attestations: [attest('a.one')] }))).is, 'written');
    assert.ok(!existsSync(folder.at('.preflight/signoff.lock')));
  });

  it('are not written where nothing changes', async () => {
    assert.equal((await files.change(({ attestations }) => ({ remove: attestations }))).is, 'written');
    assert.ok(!existsSync(folder.at(SIGNOFF_FILE)));
  });

  it('are not touched where they are not understood', async () => {
    const text = 'attestations: [\n';
    folder.write({ [SIGNOFF_FILE]: text });
    const written = await files.change(() => ({ attestations: [attest('a.one')] }));
    assert.equal(written.is, 'refused');
    assert.equal(readFileSync(folder.at(SIGNOFF_FILE), 'utf8'), text);
  });

  it('say why they cannot be written', async () => {
    writeFileSync(folder.at('.preflight'), '');
    const written = await files.change(() => ({ attestations: [attest('a.one')] }));
    assert.equal(written.is, 'failed');
    assert.match(JSON.stringify(written), /not a folder/);
  });

  it('hold a baseline, a finding a line', async () => {
    const entries = [
      { fingerprint: 'b2', rule: 'a/b', path: 'z.py' },
      { fingerprint: 'a1', rule: 'a/b', path: 'a.py' },
    ];
    await files.writeBaseline(entries);
    assert.equal(
      readFileSync(folder.at('.preflight/baseline.json'), 'utf8'),
      '{\n  "version": 1,\n  "findings": [\n    {"path":"a.py","rule":"a/b","fingerprint":"a1"},\n    {"path":"z.py","rule":"a/b","fingerprint":"b2"}\n  ]\n}\n',
    );
    assert.deepEqual([...files.baseline().baseline.fingerprints].sort(), ['a1', 'b2']);
    await files.writeBaseline([]);
    assert.deepEqual(files.baseline(), { baseline: { fingerprints: new Set() }, problem: undefined });
    folder.write({ '.preflight/baseline.json': '{' });
    assert.match(files.baseline().problem ?? '', /no baseline/);
  });
});
