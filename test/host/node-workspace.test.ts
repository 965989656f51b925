import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeWorkspace, type NodeWorkspaceOptions } from '../../src/host/node-workspace.js';
import { TestFolder } from './folder.js';

describe('a workspace on disk', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const open = (path = '', options: Partial<NodeWorkspaceOptions> = {}) => new NodeWorkspace({ folder: folder.at(path), ...options });
  const listed = async (workspace: NodeWorkspace): Promise<readonly string[]> => {
    const paths: string[] = [];
    for await (const { path, skipped } of workspace.list()) paths.push(skipped === undefined ? path : `${path}: ${skipped}`);
    return paths;
  };

  describe('lists', () => {
    it('every file by its path, in the order of names', async () => {
      folder.write({ 'b/c.py': '', 'a.py': '', '.env': '', 'b/.github/x.yml': '', 'b/a b#c%.py': '' });
      assert.deepEqual(await listed(open()), ['.env', 'a.py', 'b/.github/x.yml', 'b/a b#c%.py', 'b/c.py']);
    });

    it('nothing that is no text by its name', async () => {
      folder.write({ 'a.png': '', 'b.py': '', 'c.JAR': '' });
      assert.deepEqual(await listed(open()), ['b.py']);
    });

    it('nothing of what tools keep', async () => {
      folder.write({
        'node_modules/a/index.js': '',
        '.venv/lib/x.py': '',
        'env/pyvenv.cfg': '',
        'env/lib/x.py': '',
        'cache/CACHEDIR.TAG': '',
        'cache/x.json': '',
        'package.json': '',
        'dist/x.js': '',
        'build/x.js': '',
        'src/vendor/x.ts': '',
        'src/build/x.ts': '',
      });
      assert.deepEqual(await listed(open()), ['package.json', 'src/build/x.ts', 'src/vendor/x.ts']);
    });

    it('a folder that was named, whatever its name', async () => {
      folder.write({
        'node_modules/a/index.js': '',
        'node_modules/a/node_modules/b/index.js': '',
        'env/pyvenv.cfg': '',
        'env/x.py': '',
        '.gitignore': 'env\n*.log\n',
      });
      assert.deepEqual(await listed(open('node_modules/a')), ['index.js']);
      assert.deepEqual(await listed(open('env')), ['pyvenv.cfg', 'x.py']);
    });

    it('what Git would not ignore', async () => {
      folder.write({
        '.gitignore': '*.log\n/secret/\nb/*\n!b/keep.txt\n\\#x\n',
        'a.log': '',
        'a.txt': '',
        'secret/a.txt': '',
        'sub/secret/a.txt': '',
        'b/drop.txt': '',
        'b/keep.txt': '',
        '#x': '',
        'sub/.gitignore': '!important.log\n/only-here\n',
        'sub/important.log': '',
        'sub/other.log': '',
        'sub/only-here': '',
        'sub/deep/only-here': '',
      });
      assert.deepEqual(await listed(open()), [
        '.gitignore',
        'a.txt',
        'b/keep.txt',
        'sub/.gitignore',
        'sub/deep/only-here',
        'sub/important.log',
        'sub/secret/a.txt',
      ]);
    });

    it('what a nearer file of rules keeps, and what is in it', async () => {
      folder.write({ '.gitignore': 'data/\n', 'a/.gitignore': '!data/\n', 'a/data/x.txt': '', 'data/x.txt': '', 'b/data/x.txt': '' });
      assert.deepEqual(await listed(open()), ['.gitignore', 'a/.gitignore', 'a/data/x.txt']);
    });

    it('names with regard to case, as Git does where it says nothing else', async () => {
      folder.write({ '.gitignore': 'Secret.txt\n', 'secret.txt': '', 'Secret.txt': '' });
      assert.deepEqual(await listed(open()), ['.gitignore', 'secret.txt']);
      folder.git('init', '-q');
      folder.git('config', 'core.ignorecase', 'true');
      assert.deepEqual(await listed(open()), ['.gitignore']);
    });

    it('files that Git holds although it would ignore them', async () => {
      folder.write({
        '.gitignore': '.env\nbuild/\nconf/\n',
        '.env': 'A=1',
        'build/ci/Dockerfile': '',
        'build/out.js': '',
        'conf/x.yml': '',
        'local/.env': '',
      });
      folder.git('init', '-q');
      folder.git('add', '-f', '.env', 'build/ci/Dockerfile', '.gitignore');
      assert.deepEqual(await listed(open()), ['.env', '.gitignore', 'build/ci/Dockerfile']);
    });

    it('as the repository of a folder below its top says', async () => {
      folder.write({
        '.gitignore': '*.log\n/api/tmp/\n',
        'api/.gitignore': '*.bak\n',
        'api/a.log': '',
        'api/b.bak': '',
        'api/tmp/x': '',
        'api/src/main.py': '',
        'api/src/tmp/x': '',
      });
      folder.git('init', '-q');
      folder.write({ '.git/info/exclude': 'main.*\n' });
      assert.deepEqual(await listed(open('api')), ['.gitignore', 'src/tmp/x']);
      assert.equal(open('api/src').prefix, 'api/src');
      assert.equal(open().prefix, '');
    });

    it('a named folder that its repository ignores', async () => {
      folder.write({ '.gitignore': '*\n', 'project/main.py': '', 'project/.gitignore': 'tmp\n', 'project/tmp': '' });
      folder.git('init', '-q');
      assert.deepEqual(await listed(open('project')), ['.gitignore', 'main.py']);
    });

    it('by its own rules alone where nothing outside may be read', async () => {
      folder.write({ '.gitignore': '*.log\n', 'api/a.log': '' });
      folder.git('init', '-q');
      assert.deepEqual(await listed(open('api', { trusted: false })), ['a.log']);
      assert.deepEqual(await listed(open('api')), []);
    });

    it('not the rules of the person who runs it', async () => {
      folder.write({ 'a.txt': '', ignore: 'a.txt\n' });
      folder.git('init', '-q');
      folder.git('config', 'core.excludesFile', folder.at('ignore'));
      assert.deepEqual(await listed(open()), ['a.txt', 'ignore']);
    });

    it('repositories within by their own rules', async () => {
      folder.write({ '.gitignore': '*.txt\n', 'inner/a.txt': '', 'inner/.gitignore': '*.log\n', 'inner/b.log': '' });
      folder.git('init', '-q');
      folder.git('init', '-q', 'inner');
      assert.deepEqual(await listed(open()), ['.gitignore', 'inner/.gitignore', 'inner/a.txt']);
    });

    it('links that stay inside, and says where others lead', async () => {
      const other = new TestFolder().write({ 'secret.txt': 'x' });
      folder.write({ 'real/a.txt': 'a', 'z.txt': '' });
      symlinkSync('real/a.txt', folder.at('inside.txt'));
      symlinkSync(other.at('secret.txt'), folder.at('outside.txt'));
      symlinkSync(other.path, folder.at('outside'));
      symlinkSync('..', folder.at('real/circle'));
      symlinkSync('nowhere', folder.at('dangling'));
      symlinkSync('loop', folder.at('loop'));
      assert.deepEqual(await listed(open()), [
        'dangling: a link that leads nowhere',
        'inside.txt',
        'loop: a link that leads in a circle',
        'outside: a link that leads out of the workspace',
        'outside.txt: a link that leads out of the workspace',
        'real/a.txt',
        'z.txt',
      ]);
      other.remove();
    });

    it('nothing through a link that leads out, whoever asks for it', () => {
      const other = new TestFolder().write({ 'secret.txt': 'x' });
      folder.write({ 'a.txt': 'a' });
      symlinkSync(other.at('secret.txt'), folder.at('outside.txt'));
      symlinkSync('a.txt', folder.at('inside.txt'));
      const workspace = open();
      assert.deepEqual(workspace.read(workspace.uriOf('outside.txt')), { skipped: 'a link that leads out of the workspace' });
      assert.deepEqual(workspace.read(workspace.uriOf('inside.txt')), { text: 'a', encoding: 'utf-8' });
      other.remove();
    });

    it('no rules through a link', async () => {
      folder.write({ rules: '*.txt\n', 'a.txt': '' });
      symlinkSync('rules', folder.at('.gitignore'));
      assert.ok((await listed(open())).includes('a.txt'));
    });

    it('what cannot be read, with the reason', async () => {
      folder.write({ 'a.txt': '' });
      assert.deepEqual(await listed(open('missing')), ['.: it does not exist']);
      assert.deepEqual(await listed(open('a.txt')), ['.: cannot be read (ENOTDIR)']);
    });
  });

  describe('reads', () => {
    const read = (path: string, options: Partial<NodeWorkspaceOptions> = {}) => {
      const workspace = open('', options);
      return workspace.read(workspace.uriOf(path));
    };

    it('UTF-8 with and without byte order mark', () => {
      folder.write({ a: 'é\r\n', b: '\u{feff}é', c: '', d: '\u{feff}' });
      assert.deepEqual(read('a'), { text: 'é\r\n', encoding: 'utf-8' });
      assert.deepEqual(read('b'), { text: 'é', encoding: 'utf-8' });
      assert.deepEqual(read('c'), { text: '', encoding: 'utf-8' });
      assert.deepEqual(read('d'), { text: '', encoding: 'utf-8' });
    });

    it('UTF-16 by its byte order mark', () => {
      const little = Buffer.from('\u{feff}a😀\n', 'utf16le');
      folder.write({ a: little, b: Buffer.from(little).swap16(), c: little.subarray(0, little.length - 1) });
      assert.deepEqual(read('a'), { text: 'a😀\n', encoding: 'utf-16le' });
      assert.deepEqual(read('b'), { text: 'a😀\n', encoding: 'utf-16be' });
      assert.deepEqual(read('c'), { text: 'a😀', encoding: 'utf-16le' });
    });

    it('anything else as Latin-1, and says so', () => {
      folder.write({ a: Buffer.from('caf\xe9', 'latin1'), b: Buffer.from([0x61, 0xe2, 0x82]) });
      assert.deepEqual(read('a'), { text: 'café', encoding: 'latin-1' });
      assert.deepEqual(read('b'), { text: 'a\u00e2\u0082', encoding: 'latin-1' });
    });

    it('a file in one line, up to the limit', () => {
      folder.write({ a: 'x'.repeat(5_000_000), b: 'x'.repeat(1024 * 1024), c: 'x'.repeat(1024 * 1024 + 1) });
      assert.deepEqual(read('a'), { skipped: 'larger than 1 MiB' });
      assert.deepEqual(read('c'), { skipped: 'larger than 1 MiB' });
      const whole = read('b');
      assert.equal('text' in whole && whole.text.length, 1024 * 1024);
      const large = read('a', { sizeLimit: 6 * 1024 * 1024 });
      assert.equal('text' in large && large.text.length, 5_000_000);
    });

    it('one file after another without mixing them', () => {
      folder.write({ a: 'long '.repeat(30_000), b: 'short' });
      const workspace = open();
      const first = workspace.read(workspace.uriOf('a'));
      assert.deepEqual(workspace.read(workspace.uriOf('b')), { text: 'short', encoding: 'utf-8' });
      assert.deepEqual(first, { text: 'long '.repeat(30_000), encoding: 'utf-8' });
    });

    it('no binaries, folders, pipes or files that are gone', function () {
      folder.write({ binary: Buffer.from([1, 0, 2]), utf32: Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'dir/x': '' });
      assert.deepEqual(read('binary'), { skipped: 'not a text file' });
      assert.deepEqual(read('utf32'), { skipped: 'not a text file' });
      assert.deepEqual(read('dir'), { skipped: process.platform === 'win32' ? 'cannot be read (EISDIR)' : 'not a file' });
      assert.deepEqual(read('gone'), { skipped: 'it does not exist', missing: true });
      if (process.platform !== 'win32') {
        execFileSync('mkfifo', [folder.at('pipe')]);
        assert.deepEqual(read('pipe'), { skipped: 'not a file' });
      }
      assert.deepEqual(open().read('untitled:Untitled-1'), { skipped: 'not a file of this machine' });
    });
  });

  describe('knows what Git holds', () => {
    const tracked = (workspace: NodeWorkspace, path: string) => workspace.tracked(workspace.uriOf(path));

    it('in a repository', () => {
      folder.write({ 'a.txt': '', 'b.txt': '', 'dir/c é.txt': '' });
      folder.git('init', '-q');
      assert.equal(tracked(open(), 'a.txt'), false, 'nothing was added yet');
      folder.git('add', 'a.txt', 'dir');
      assert.equal(tracked(open(), 'a.txt'), true);
      assert.equal(tracked(open(), 'b.txt'), false);
      assert.equal(tracked(open(), 'dir/c é.txt'), true);
      assert.equal(tracked(open('dir'), 'c é.txt'), true);
      assert.equal(tracked(open('dir', { trusted: false }), 'c é.txt'), undefined);
      assert.equal(tracked(open('', { trusted: false }), 'a.txt'), true);
    });

    it('after the index has changed', () => {
      folder.write({ 'a.txt': '' });
      folder.git('init', '-q');
      const workspace = open();
      assert.equal(tracked(workspace, 'a.txt'), false);
      folder.git('add', 'a.txt');
      workspace.refresh();
      assert.equal(tracked(workspace, 'a.txt'), true);
    });

    it('nowhere else', () => {
      folder.write({ 'a.txt': '', '.git/readme': 'not a repository', 'bare/a.txt': '' });
      assert.equal(tracked(open(), 'a.txt'), undefined);
      folder.git('init', '-q', '--bare', 'bare');
      assert.equal(tracked(open('bare'), 'a.txt'), undefined);
      assert.equal(open().tracked('file:///elsewhere/a.txt'), undefined);
    });

    it('in a worktree, whose data is elsewhere', () => {
      folder.write({ 'main/a.txt': '' });
      folder.git('init', '-q', 'main');
      folder.git('-C', 'main', 'add', '.');
      folder.git('-C', 'main', 'commit', '-qm', 'a');
      folder.write({ 'main/.git/info/exclude': '*.tmp\n' });
      folder.git('-C', 'main', 'worktree', 'add', '-q', '../tree');
      folder.write({ 'tree/b.txt': '', 'tree/c.tmp': '' });
      assert.equal(tracked(open('tree'), 'a.txt'), true);
      assert.equal(tracked(open('tree'), 'b.txt'), false);
      assert.equal(tracked(open('tree', { trusted: false }), 'a.txt'), undefined);
      assert.equal(open('tree').includes(open('tree').uriOf('c.tmp')), false);
    });

    it('in a submodule', async () => {
      folder.write({ 'library/a.txt': '' });
      folder.git('init', '-q', 'library');
      folder.git('-C', 'library', 'add', '.');
      folder.git('-C', 'library', 'commit', '-qm', 'a');
      folder.git('init', '-q', 'app');
      folder.git('-C', 'app', 'submodule', '--quiet', 'add', '../library', 'lib');
      folder.write({ 'app/lib/b.txt': '', 'app/.gitignore': '*.txt\n' });
      const workspace = open('app');
      assert.deepEqual(await listed(workspace), ['.gitignore', '.gitmodules', 'lib/a.txt', 'lib/b.txt']);
      assert.equal(tracked(workspace, 'lib/a.txt'), true);
      assert.equal(tracked(open('app'), 'lib/b.txt'), false, 'without listing');
      assert.equal(tracked(open('app/lib', { trusted: false }), 'a.txt'), undefined);
    });
  });

  describe('says whether a file is part of it', () => {
    it('as the list does', async () => {
      folder.write({
        '.gitignore': '*.log\ndata/\n',
        'a.py': '',
        'a.log': '',
        'data/x': '',
        'sub/.gitignore': '!keep.log\n',
        'sub/keep.log': '',
        'sub/a.log': '',
        'node_modules/a.js': '',
        'env/pyvenv.cfg': '',
        'logo.png': '',
        'held.log': '',
      });
      folder.git('init', '-q');
      folder.git('add', '-f', 'held.log');
      const workspace = open();
      const all = [
        '.gitignore',
        'a.py',
        'a.log',
        'data/x',
        'sub/.gitignore',
        'sub/keep.log',
        'sub/a.log',
        'node_modules/a.js',
        'env/pyvenv.cfg',
        'logo.png',
        'held.log',
        'gone.py',
        'sub',
      ];
      const included = all.filter((path) => open().includes(workspace.uriOf(path)));
      assert.deepEqual(included.sort(), [...(await listed(workspace))].sort());
      assert.equal(workspace.includes('file:///elsewhere/a.py'), false);
    });
  });

  it('does not change while it is listed', async () => {
    folder.write({ 'a/x.txt': '', 'b/y.txt': '', 'c.txt': '' });
    const paths: string[] = [];
    for await (const { path, skipped } of open().list()) {
      paths.push(skipped === undefined ? path : `${path}: ${skipped}`);
      if (path === 'a/x.txt') {
        rmSync(folder.at('b'), { recursive: true });
        writeFileSync(folder.at('b'), '');
        mkdirSync(join(folder.path, 'd'));
      }
    }
    assert.deepEqual(paths, ['a/x.txt', 'b: cannot be read (ENOTDIR)', 'c.txt']);
  });
});
