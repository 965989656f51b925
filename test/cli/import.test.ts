import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { damage } from '../../src/checklist/markdown/mojibake.js';
import { TestFolder } from '../host/folder.js';
import { preflight as inProcess } from './command.js';

const LIST = `# Ready\n\n## Security\n- [x] No hardcoded secrets\n- [ ] ${damage('🔴')} Rate limiting\n- ✅ TLS\n- ❌ Headers\n- ⚠️ CORS\n- as it is\n`;

describe('preflight import', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
    folder.write({ 'docs/READY.md': LIST });
  });
  afterEach(() => {
    folder.remove();
  });

  const preflight = (...args: readonly string[]) => inProcess(folder.path, ['import', ...args]);
  const read = (path: string): string => readFileSync(join(folder.path, path), 'utf8');
  const misuse = async (line: RegExp, ...args: readonly string[]): Promise<void> => {
    const { exit, out, err } = await preflight(...args);
    assert.equal(exit, 2, err);
    assert.equal(out, '');
    assert.equal(err.split('\n').length, 2, err);
    assert.match(err, line);
    assert.ok(!existsSync(join(folder.path, 'preflight.yaml')) || !read('preflight.yaml').includes('import'));
  };

  it('tells the counts by name, and writes nothing, with --dry-run', async () => {
    const { exit, out, err } = await preflight('docs/READY.md', '--dry-run', '--format', 'json');
    assert.equal(exit, 0);
    assert.equal(err, '');
    const { counts, sections, notImported, added } = JSON.parse(out) as {
      readonly counts: object;
      readonly sections: readonly {
        readonly items: readonly { readonly line: number; readonly matches: readonly { readonly item: string }[] }[];
      }[];
      readonly notImported: number;
      readonly added: boolean;
    };
    assert.deepEqual(counts, { sections: 1, items: 5, checked: 2, unchecked: 3, done: 1, failed: 1, warning: 1, repaired: 1 });
    assert.deepEqual([notImported, added], [1, false]);
    assert.deepEqual(
      sections[0]?.items.slice(0, 2).map(({ line, matches }) => [line, matches[0]?.item]),
      [
        [4, 'secrets.none-in-repository'],
        [5, 'http.rate-limit'],
      ],
    );
    assert.ok(!existsSync(join(folder.path, 'preflight.yaml')));
    assert.equal(read('docs/READY.md'), LIST);
  });

  it('adds the path to preflight.yaml and copies nothing', async () => {
    folder.write({ 'preflight.yaml': '# ours\nprofile: strict # all of it\nchecklist:\n  import:\n    - A.md # first\n' });
    const { exit, out } = await preflight('./docs/READY.md');
    assert.equal(exit, 0);
    assert.match(out, /^docs\/READY\.md: 5 items in 1 section, 2 checked, 3 unchecked\n/);
    assert.match(out, /1 of the checked have a mark and no box, so look at them: line 6\n/);
    assert.match(out, /1 plain list item not imported\n/);
    assert.equal(
      read('preflight.yaml'),
      '# ours\nprofile: strict # all of it\nchecklist:\n  import:\n    - A.md # first\n    - docs/READY.md\n',
    );
    assert.equal(read('docs/READY.md'), LIST);
  });

  it('makes preflight.yaml where there is none', async () => {
    const { out } = await preflight('docs/READY.md', '--format', 'json');
    assert.equal((JSON.parse(out) as { readonly added: boolean }).added, true);
    assert.equal(read('preflight.yaml'), 'checklist:\n  import:\n    - docs/READY.md\n');
  });

  it('changes nothing the second time, and says so', async () => {
    folder.write({ 'preflight.yaml': 'checklist: { import: [./docs/READY.md] }\n' });
    const before = statSync(join(folder.path, 'preflight.yaml')).mtimeMs;
    const { exit, err } = await preflight('docs/READY.md');
    assert.equal(exit, 0);
    assert.equal(err, "preflight: 'docs/READY.md' is imported already: nothing was changed.\n");
    assert.equal(statSync(join(folder.path, 'preflight.yaml')).mtimeMs, before);
  });

  it('refuses what it cannot import, in one line', async () => {
    folder.write({ 'a.py': '# - [ ] a\n', 'empty.md': '# Plan\n\nSoon.\n', 'bytes.md': '\0\u0001\0' });
    await misuse(/the file 'missing\.md' does not exist\.\n$/, 'missing.md');
    await misuse(/'docs' is a directory/, 'docs');
    await misuse(/'a\.py' is not a Markdown file\.\n$/, 'a.py');
    await misuse(/'empty\.md' holds no items/, 'empty.md');
    await misuse(/'bytes\.md' /, 'bytes.md');
    await misuse(/missing required argument/);
    await misuse(/too many arguments/, 'docs/READY.md', 'empty.md');
  });

  it('refuses a file outside of the workspace', async () => {
    folder.write({ 'app/a.txt': '' });
    const { exit, err } = await inProcess(join(folder.path, 'app'), ['import', '../docs/READY.md']);
    assert.equal(exit, 2);
    assert.equal(
      err,
      "preflight: '../docs/READY.md' lies outside of the workspace. Run the command in the folder that holds preflight.yaml.\n",
    );
    assert.ok(!existsSync(join(folder.path, 'app/preflight.yaml')));
  });

  it('leaves a preflight.yaml alone that it does not understand', async () => {
    folder.write({ 'preflight.yaml': 'checklist: [\n' });
    await misuse(/'preflight\.yaml' was not changed: it is not understood as it stands\.\n$/, 'docs/READY.md');
    assert.equal(read('preflight.yaml'), 'checklist: [\n');
  });
});

describe('what a team lists, in other commands', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder().write({
      'READY.md': '# Ready\n\n- [x] a\n- ❌ b\n',
      'preflight.yaml': 'checklist:\n  import: [READY.md, docs/gone.md]\nrules:\n  checklist/claim-contradicted: error\n',
    });
  });
  afterEach(() => {
    folder.remove();
  });

  for (const command of ['scan', 'checklist'])
    it(`stands in ${command} --format json; what is not there is told`, async () => {
      const { exit, out, err } = await inProcess(folder.path, [command, '--format', 'json']);
      assert.equal(exit, 0, err);
      const { workspaces } = JSON.parse(out) as {
        readonly workspaces: readonly { readonly imported: readonly { readonly file: string; readonly items: readonly object[] }[] }[];
      };
      const [list, ...others] = workspaces[0]?.imported ?? [];
      assert.equal(others.length, 0);
      assert.equal(list?.file, 'READY.md');
      assert.deepEqual(list.items, [
        { line: 3, section: 'Ready', text: 'a', checked: true, linked: null, claim: null },
        { line: 4, section: 'Ready', text: 'b', checked: false, linked: null, claim: null },
      ]);
      assert.equal(
        err,
        "preflight: The checklist 'docs/gone.md' is not read: no such file, or Git or 'exclude' leaves it out. Correct the path, or take it out.\n",
      );
    });
});
