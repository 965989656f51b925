import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { RecordFiles } from '../../src/host/records.js';
import type { Attestation, Signoff, Waiver } from '../../src/model/signoff.js';
import { SIGNOFF_FILE, readRecords } from '../../src/signoff/read.js';
import type { RecordChanges } from '../../src/signoff/write.js';
import { TestFolder } from '../host/folder.js';

const attest = (item: string, by: string, note = 'seen'): Attestation => ({ item, by, at: '2026-11-20T10:00:00Z', note });
const waive = (item: string, by: string): Waiver => ({ item, by, at: '2026-11-20T10:00:00Z', reason: 'later', expires: '2026-12-31' });
const sign = (role: string, by: string): Signoff => ({
  role,
  by,
  at: '2026-11-20T10:00:00Z',
  catalogue: 1,
  digest: `sha256:${'0'.repeat(64)}`,
  state: { 'http.cors': 'failing 12', 'quality.linter': 'passing' },
});

describe('records of two branches', () => {
  let folder: TestFolder;
  let files: RecordFiles;
  beforeEach(() => {
    folder = new TestFolder();
    files = new RecordFiles(folder.path);
    folder.write({ 'README.md': '# Shop\n' });
    folder.git('init', '-q');
    commit('begin');
  });
  afterEach(() => {
    folder.remove();
  });

  function commit(message: string): void {
    folder.git('add', '-A');
    folder.git('commit', '-q', '--allow-empty', '-m', message);
  }
  async function write(changes: RecordChanges): Promise<void> {
    const written = await files.change(() => changes);
    assert.equal(written.is, 'written', JSON.stringify(written));
  }
  const merged = (): ReturnType<typeof readRecords> => readRecords(readFileSync(folder.at(SIGNOFF_FILE), 'utf8'));

  /** Both change what the base has; then Git merges them, without a word from anybody. */
  async function branches(base: RecordChanges | undefined, ours: RecordChanges, theirs: RecordChanges): Promise<void> {
    if (base) await write(base);
    commit('base');
    folder.git('checkout', '-q', '-b', 'theirs');
    await write(theirs);
    commit('theirs');
    folder.git('checkout', '-q', 'main');
    await write(ours);
    commit('ours');
    folder.git('merge', '-q', '--no-edit', 'theirs');
  }

  const some = { attestations: [attest('docs.runbooks', 'Ada'), attest('recovery.restore-tests', 'Ada'), attest('testing.e2e', 'Ada')] };
  const cases: readonly (readonly [string, RecordChanges | undefined, RecordChanges, RecordChanges])[] = [
    ['of different items', some, { attestations: [attest('config.documented', 'Bob')] }, { attestations: [attest('quality.linter', 'Eve')] }],
    ['of the same place', some, { attestations: [attest('docs.x', 'Bob')] }, { attestations: [attest('docs.y', 'Eve')] }],
    ['of the same item', some, { attestations: [attest('quality.linter', 'Bob')] }, { attestations: [attest('quality.linter', 'Eve')] }],
    ['at the end', some, { attestations: [attest('z.a', 'Bob')] }, { attestations: [attest('z.b', 'Eve'), attest('z.c', 'Eve')] }],
    ['of different kinds', some, { attestations: [attest('z.a', 'Bob')], signoffs: [sign('engineering-lead', 'Bob')] }, { waivers: [waive('z.a', 'Eve')] }],
    ['of different roles', some, { signoffs: [sign('engineering-lead', 'Bob')] }, { signoffs: [sign('security-lead', 'Eve')] }],
    ['that are the first at all, on both sides', undefined, { attestations: [attest('z.a', 'Bob')], signoffs: [sign('engineering-lead', 'Bob')] }, { attestations: [attest('z.b', 'Eve')], waivers: [waive('z.a', 'Eve')] }],
  ]; // prettier-ignore
  for (const [name, base, ours, theirs] of cases)
    it(`${name} merge, and none is lost`, async () => {
      await branches(base, ours, theirs);
      const { ledger, problems } = merged();
      assert.deepEqual(problems, []);
      for (const list of ['attestations', 'waivers', 'signoffs'] as const) {
        const meant = [base, ours, theirs].flatMap((changes) => (changes?.[list] ?? []) as readonly object[]);
        const names = (records: readonly object[]): readonly string[] => records.map((record) => JSON.stringify(record)).sort();
        assert.deepEqual(names(ledger[list]), names(meant));
      }
      // What comes next is written into the merged file.
      await write({ attestations: [attest('after.merge', 'Ada')] });
      assert.ok(merged().ledger.attestations.some(({ item }) => item === 'after.merge'));
    });

  it('merge where one takes a record back and the other adds one', async () => {
    await write(some);
    commit('base');
    folder.git('checkout', '-q', '-b', 'theirs');
    await files.change(({ attestations }) => ({ remove: attestations.slice(0, 1) }));
    commit('theirs');
    folder.git('checkout', '-q', 'main');
    await write({ attestations: [attest('z.a', 'Bob')] });
    commit('ours');
    folder.git('merge', '-q', '--no-edit', 'theirs');
    assert.deepEqual(merged().ledger.attestations.map(({ item }) => item), ['recovery.restore-tests', 'testing.e2e', 'z.a']); // prettier-ignore
  });

  it('of different items merge without the attributes, too', async () => {
    await write(some);
    folder.write({ '.preflight/.gitattributes': '' });
    commit('base');
    folder.git('checkout', '-q', '-b', 'theirs');
    await write({ attestations: [attest('quality.linter', 'Eve')] });
    commit('theirs');
    folder.git('checkout', '-q', 'main');
    await write({ attestations: [attest('config.documented', 'Bob')] });
    commit('ours');
    folder.git('merge', '-q', '--no-edit', 'theirs');
    assert.equal(merged().ledger.attestations.length, 5);
  });

  it('that conflict are told at their place, and not touched', async () => {
    await write(some);
    folder.write({ '.preflight/.gitattributes': '' });
    commit('base');
    folder.git('checkout', '-q', '-b', 'theirs');
    await write({ attestations: [attest('docs.y', 'Eve')] });
    commit('theirs');
    folder.git('checkout', '-q', 'main');
    await write({ attestations: [attest('docs.x', 'Bob')] });
    commit('ours');
    assert.throws(() => folder.git('merge', '-q', '--no-edit', 'theirs'));
    const text = readFileSync(folder.at(SIGNOFF_FILE), 'utf8');
    const { broken } = merged();
    assert.ok(broken && text.startsWith('<<<<<<<', broken.span.start));
    const refused = await files.change(() => ({ attestations: [attest('z.z', 'Ada')] }));
    assert.equal(refused.is, 'refused');
    assert.equal(readFileSync(folder.at(SIGNOFF_FILE), 'utf8'), text);
  });
});
