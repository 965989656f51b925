import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { VERSION } from '../../src/cli/version.js';
import { TestFolder } from '../host/folder.js';
import { runOf } from '../reports/sarif-schema.js';
import { preflight as inProcess } from './command.js';

interface Found {
  readonly rule: string;
  readonly path: string;
  readonly start: { readonly line: number };
}

describe('the command line', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const preflight = (...args: readonly string[]) => inProcess(folder.path, args);
  const found = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { out } = await preflight('scan', '--format', 'json', ...args);
    const { workspaces } = JSON.parse(out) as { workspaces: { findings: Found[] }[] };
    return workspaces.flatMap(({ findings }) => findings.map(({ rule, path, start }) => `${path}:${String(start.line)} ${rule}`));
  };
  const misuse = async (args: readonly string[], line: string | RegExp): Promise<void> => {
    const { exit, out, err } = await preflight(...args);
    assert.equal(exit, 2, err);
    assert.equal(out, '');
    assert.equal(err.split('\n').length, 2, err);
    if (typeof line === 'string') assert.equal(err, `${line}\n`);
    else assert.match(err, line);
  };

  describe('scan', () => {
    it('reads the current directory, and fails for errors only', async () => {
      folder.write({ 'a.txt': 'bad\n' });
      const { exit, out, err } = await preflight('scan');
      assert.equal(exit, 0);
      assert.equal(err, '');
      assert.match(out, /^a\.txt\n {2}1:1 {2}warning {2}words\/bad\n/);
      assert.equal((await preflight('scan', '--fail-on', 'warning')).exit, 1);
      folder.write({ 'a.txt': 'worst\n' });
      assert.equal((await preflight('scan')).exit, 1);
      assert.equal((await preflight('scan', '--fail-on', 'never')).exit, 0);
      folder.write({ 'a.txt': 'hm\n' });
      assert.equal((await preflight('scan', '--fail-on', 'warning')).exit, 0);
      assert.equal((await preflight('scan', '--fail-on', 'info')).exit, 1);
    });

    it('takes several directories as several workspaces', async () => {
      folder.write({ 'a/x.txt': 'bad\n', 'b c/y.txt': '\nbad\n' });
      assert.deepEqual(await found('a', 'b c', './a'), ['a/x.txt:1 words/bad', 'b c/y.txt:2 words/bad']);
      const { out } = await preflight('scan', 'a', 'b c', '--format', 'sarif');
      const run = runOf(out);
      assert.deepEqual(
        run.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation),
        [
          { uri: 'a/x.txt', uriBaseId: 'WORKSPACE1' },
          { uri: 'b%20c/y.txt', uriBaseId: 'WORKSPACE2' },
        ],
      );
      for (const { uri } of Object.values(run.originalUriBaseIds ?? {})) assert.equal(uri, `${pathToFileURL(folder.path).href}/`);
    });

    it('reports only the rules that were asked for', async () => {
      folder.write({ 'a/x.txt': 'bad worst hm\n' });
      assert.deepEqual(await found('--rule', 'words/worst', 'words/hm'), ['a/x.txt:1 words/worst', 'a/x.txt:1 words/hm']);
      assert.deepEqual(await found('--rule', 'words/worst,words/hm', '--', 'a'), ['a/x.txt:1 words/worst', 'a/x.txt:1 words/hm']);
      assert.deepEqual(await found('--rule', 'words/hm', 'a'), ['a/x.txt:1 words/hm'], 'a directory behind the rules');
      assert.equal((await preflight('scan', '--rule', 'words/bad')).exit, 0);
    });

    it('writes to a file', async () => {
      folder.write({ 'a.txt': 'bad\n', 'out/x': '' });
      const { out, err } = await preflight('scan', '--format', 'sarif', '--output', 'out/report.sarif');
      assert.equal(out + err, '');
      assert.equal(runOf(readFileSync(folder.at('out/report.sarif'), 'utf8')).results?.length, 1);
    });

    it('is valid SARIF for the rules that are built', async () => {
      const { registry } = await import('../../src/generated/registry.js');
      folder.write({ 'main.py': 'x = 1\n' });
      const { out } = await inProcess(folder.path, ['scan', '--format', 'sarif'], { registry: () => Promise.resolve(registry) });
      const rules = runOf(out).tool.driver.rules ?? [];
      assert.ok(registry.rules.every(({ id }) => rules.some((rule) => rule.id === id)));
    });

    it('tells what it did on standard error', async () => {
      folder.write({ 'a.txt': 'bad\n', 'b.txt': Buffer.from([0, 1]) });
      const { out, err } = await preflight('scan', '--stats', '--format', 'json');
      JSON.parse(out);
      assert.match(
        err,
        /^files listed {3}2\nfiles read {5}1\nfiles parsed {3}0\nfiles skipped {2}1\nfacts judged {3}\d+\ntime {11}\d+ ms\nmemory {9}\d+ MB\n$/,
      );
    });

    it('never prints a secret', async () => {
      const secret = 'hunter2hunter2';
      folder.write({ 'a.txt': `KEY=${secret} bad\n` });
      for (const format of ['text', 'json', 'sarif']) {
        const { exit, out } = await preflight('scan', '--format', format);
        assert.equal(exit, 1);
        assert.ok(out.includes('secrets/key') && !out.includes(secret), out);
      }
      const beside = await preflight('fix', '--dry-run');
      assert.ok(beside.out.includes('good') && !beside.out.includes(secret), beside.out);
      const { out, err } = await preflight('fix', '--dry-run', '--rule', 'secrets/key');
      assert.ok(!out.includes(secret) && out.includes('+KEY=$KEY bad'), out);
      assert.match(err, /blotted out/);
    });

    it('leaves out nothing silently, and breaks on nothing', async () => {
      folder.write({
        'utf16.txt': Buffer.from('\u{feff}bad\n', 'utf16le'),
        'latin1.txt': Buffer.from('caf\xe9 bad\n', 'latin1'),
        'bom.txt': '\u{feff}bad\n',
        'crlf.txt': 'x\r\nbad\r\n',
        binary: Buffer.from([0x62, 0, 1]),
        'large.txt': 'bad '.repeat(1_250_000),
        'line.txt': `${'x '.repeat(400_000)}bad`,
        'empty.txt': '',
        'cut.py': 'def f(:\n  "bad',
      });
      symlinkSync('.', folder.at('circle'));
      symlinkSync('nowhere', folder.at('dangling.txt'));
      const { out } = await preflight('scan', '--format', 'json');
      const { workspaces } = JSON.parse(out) as { workspaces: { findings: Found[]; skipped: object[] }[] };
      assert.deepEqual(workspaces[0]?.skipped, [
        { path: 'binary', reason: 'not a text file' },
        { path: 'dangling.txt', reason: 'a link that leads nowhere' },
        { path: 'large.txt', reason: 'larger than 1 MiB' },
      ]);
      assert.deepEqual(
        await found(),
        ['bom.txt:1', 'crlf.txt:2', 'cut.py:2', 'latin1.txt:1', 'line.txt:1', 'utf16.txt:1'].map((place) => `${place} words/bad`),
      );
      assert.equal((await preflight('scan')).exit, 0);
    });
  });

  describe('scan --since', () => {
    const commit = (): void => {
      folder.git('add', '.');
      folder.git('commit', '-qm', 'one');
    };
    beforeEach(() => {
      folder.write({ 'old.txt': 'bad\n', 'sub/changed.txt': 'bad\nx\ny\n', 'crlf.txt': 'bad\nx\n' }).git('init', '-q');
      commit();
      folder.write({ 'sub/changed.txt': 'new\nbad\nx\nbad\n', 'sub/new é.txt': 'bad\n', 'crlf.txt': 'bad\r\nx\r\n' });
    });

    it('reports what stands on changed lines, committed or not', async () => {
      const expected = ['sub/changed.txt:4 words/bad', 'sub/new é.txt:1 words/bad'];
      assert.deepEqual(await found('--since', 'HEAD'), expected);
      commit();
      assert.deepEqual(await found('--since', 'HEAD~1'), expected);
      assert.deepEqual(await found('--since', 'HEAD'), []);
      assert.deepEqual(await found('--since', 'HEAD~1', 'sub'), expected);
    });

    it('runs nothing that the repository configures', async () => {
      const trap = `touch ${folder.at('trapped')}`;
      folder.write({ '.gitattributes': '* filter=trap diff=trap\n' });
      for (const [key, value] of [
        ['filter.trap.clean', trap],
        ['filter.trap.smudge', trap],
        ['filter.trap.process', trap],
        ['diff.trap.textconv', trap],
        ['diff.trap.command', trap],
        ['diff.external', trap],
        ['core.fsmonitor', trap],
        ['core.pager', trap],
        ['core.sshCommand', trap],
        ['core.editor', trap],
      ] as const)
        // prettier-ignore
        folder.git('config', key, value);
      assert.equal((await found('--since', 'HEAD')).length, 2);
      assert.ok(!existsSync(folder.at('trapped')));
    });

    it('needs a revision and a repository', async () => {
      await misuse(['scan', '--since', 'nope'], "preflight: 'nope' is no revision of this repository.");
      await misuse(['scan', '--since', '--all'], /'--all' is no revision/);
      const other = new TestFolder();
      const { exit, err } = await inProcess(other.path, ['scan', '--since', 'HEAD']);
      assert.equal(exit, 2);
      assert.match(err, /^preflight: '--since' needs a Git repository: not a git repository[^\n]*\n$/);
      other.remove();
    });
  });

  describe('fix', () => {
    it('applies safe fixes, and nothing else', async () => {
      folder.write({ 'a.txt': 'bad worse worst\n', 'sub/b.txt': 'x\r\nbad bad\r\n' });
      const { exit, out, err } = await preflight('fix');
      assert.equal(exit, 0);
      assert.equal(out, '');
      assert.equal(err, 'Fixed 3 findings in 2 files:\n  a.txt  1 fix\n  sub/b.txt  2 fixes\n2 findings remain.\n');
      assert.equal(readFileSync(folder.at('a.txt'), 'utf8'), 'good worse worst\n');
      assert.equal(readFileSync(folder.at('sub/b.txt'), 'utf8'), 'x\r\ngood good\r\n');
      assert.equal((await preflight('fix')).err, 'Nothing to fix. 2 findings remain.\n');
    });

    it('applies every fix of the rules that were picked, but no suggestion', async () => {
      folder.write({ 'a.txt': 'bad worse worst\n' });
      await preflight('fix', '--rule', 'words/worse', 'words/worst');
      assert.equal(readFileSync(folder.at('a.txt'), 'utf8'), 'bad better worst\n');
    });

    it('lets fixes that touch each other wait, so that both need their first line once', async () => {
      folder.write({ 'a.txt': 'first first\nfirst\n' });
      await preflight('fix');
      assert.equal(readFileSync(folder.at('a.txt'), 'utf8'), '#use\nuse use\nuse\n');
    });

    it('stops where a fix changes nothing', async () => {
      folder.write({ 'a.txt': 'hm\n' });
      assert.equal((await preflight('fix')).err, 'Nothing to fix. 1 finding remains.\n');
    });

    it('keeps the encoding', async () => {
      const texts = {
        'a.txt': Buffer.from('\u{feff}é bad\r\n', 'utf16le'),
        'b.txt': Buffer.from('caf\xe9 bad', 'latin1'),
        'c.txt': Buffer.from('\u{feff}é bad\n'),
      };
      folder.write(texts);
      await preflight('fix');
      for (const [path, encoding] of [
        ['a.txt', 'utf16le'],
        ['b.txt', 'latin1'],
        ['c.txt', 'utf8'],
      ] as const)
        assert.equal(readFileSync(folder.at(path)).toString(encoding), texts[path].toString(encoding).replace('bad', 'good'));
    });

    it('prints a diff that can be applied, and writes nothing', async () => {
      const before = 'one\n\tbad\nthree';
      folder.write({ 'sub/a.txt': before, 'b.txt': 'x\r\nbad\r\n' });
      const { exit, out, err } = await preflight('fix', '--dry-run');
      assert.equal(exit, 0);
      assert.equal(readFileSync(folder.at('sub/a.txt'), 'utf8'), before);
      assert.match(err, /^Would fix 2 findings in 2 files:/);
      folder.git('init', '-q');
      writeFileSync(folder.at('patch'), out);
      folder.git('apply', 'patch');
      assert.equal(readFileSync(folder.at('sub/a.txt'), 'utf8'), 'one\n\tgood\nthree');
      assert.equal(readFileSync(folder.at('b.txt'), 'utf8'), 'x\r\ngood\r\n');
    });
  });

  describe('rules', () => {
    it('lists every rule with its best fix', async () => {
      const { out } = await preflight('rules', '--format', 'json');
      const rules = JSON.parse(out) as { id: string; fix: string | null }[];
      assert.deepEqual(
        rules.map(({ id, fix }) => [id, fix]),
        [
          ['secrets/key', 'edit'],
          ['words/bad', 'safe'],
          ['words/first', 'safe'],
          ['words/hm', 'safe'],
          ['words/worse', 'edit'],
          ['words/worst', 'suggestion'],
        ],
      );
      assert.deepEqual(rules[1], {
        id: 'words/bad',
        title: "The word 'bad'",
        severity: 'warning',
        area: 'words',
        fix: 'safe',
        formats: ['text'],
        frameworks: ['Words'],
        helpUri: 'https://github.com/preflight-dev/preflight/blob/main/docs/rules/words/bad.md',
      });
      assert.match((await preflight('rules')).out, /^secrets\/key {2,}error {4}edit {8}A key\n\nwords\/bad/);
      assert.match((await preflight('rules', '--format', 'markdown')).out, /^\| rule \|[^\n]*\n\| --- [^\n]*\n\| \[secrets\/key\]\(https:/);
    });
  });

  describe('says in one line what is wrong with its use', () => {
    it('options and arguments', async () => {
      await misuse(['scan', '--foo'], "preflight: unknown option '--foo'. See 'preflight scan --help'.");
      await misuse(['scan', '--formt', 'json'], "preflight: unknown option '--formt'. Did you mean --format? See 'preflight scan --help'.");
      await misuse(
        ['scan', '--format', 'xml'],
        /^preflight: option '--format <format>' argument 'xml' is invalid\. Allowed choices are text, json, sarif, markdown, html\. See 'preflight scan --help'\.\n$/,
      );
      await misuse(['scan', '--fail-on', 'never ever'], /Allowed choices are error, warning, info, never\./);
      await misuse(['scan', '--output'], "preflight: option '--output <file>' argument missing. See 'preflight scan --help'.");
      await misuse(['scna'], "preflight: unknown command 'scna'. Did you mean scan? See 'preflight --help'.");
      await misuse(['rules', 'extra'], /^preflight: too many arguments for 'rules'/);
    });
    it('rules', async () => {
      await misuse(['scan', '--rule', 'words/bda'], "preflight: there is no rule 'words/bda'. Did you mean 'words/bad'?");
      await misuse(['fix', '--rule', 'x'], "preflight: there is no rule 'x'. 'preflight rules' lists them all.");
      await misuse(['scan', '--rule', 'words/bad', 'nowhere'], /there is no rule 'nowhere'/);
    });
    it('directories', async () => {
      folder.write({ 'file.txt': 'bad' });
      await misuse(['scan', 'gone'], "preflight: the directory 'gone' does not exist.");
      await misuse(['scan', '.', 'file.txt'], "preflight: 'file.txt' is not a directory.");
      await misuse(['scan', 'file.txt/x'], "preflight: the directory 'file.txt/x' does not exist.");
      await misuse(['fix', 'gone'], "preflight: the directory 'gone' does not exist.");
      symlinkSync('loop', folder.at('loop'));
      await misuse(['scan', 'loop'], "preflight: the directory 'loop' cannot be read (ELOOP).");
    });
    it('the file to write to', async () => {
      folder.write({ 'dir/x': '' });
      await misuse(
        ['scan', '--output', 'gone/report.json'],
        "preflight: 'gone/report.json' cannot be written: its directory does not exist.",
      );
      await misuse(['scan', '--output', 'dir'], "preflight: 'dir' cannot be written: it is a directory.");
    });
    it('a broken configuration, with its place, and writes nothing', async () => {
      folder.write({ 'a.txt': 'bad\n', 'preflight.yaml': 'rules:\n  words/bad: loud\n' });
      await misuse(['scan', '--output', 'report.json'], /^preflight\.yaml:2:\d+: [^\n]+\n$/);
      await misuse(['fix'], /^preflight\.yaml:2:\d+: /);
      assert.deepEqual(readdirSync(folder.path).sort(), ['a.txt', 'preflight.yaml']);
      assert.equal(readFileSync(folder.at('a.txt'), 'utf8'), 'bad\n');
      const { err } = await inProcess(dirname(folder.path), ['scan', folder.path]);
      assert.match(err, /preflight\.yaml:2:\d+: /);
    });
  });

  it('tells about itself', async () => {
    assert.deepEqual(await preflight('--version'), { exit: 0, out: `${VERSION}\n`, err: '' });
    const { exit, out } = await preflight('scan', '--help');
    assert.equal(exit, 0);
    for (const option of ['--format', '--output', '--fail-on', '--rule', '--since', '--no-cache', '--stats'])
      assert.ok(out.includes(option), option);
    assert.ok(
      out.split('\n').every((line) => line.length <= 80),
      out,
    );
    assert.match((await preflight('--help')).out, /Exit codes: 0 /);
    assert.equal((await preflight()).exit, 2);
  });

  describe('as a program', () => {
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const program = ['--import', loader, main];

    it('tells its version without loading the rest', () => {
      const { stdout, status } = spawnSync(process.execPath, [...program, '--version'], { encoding: 'utf8' });
      assert.deepEqual([stdout, status], [`${VERSION}\n`, 0]);
    });

    it('is quiet when nobody reads on', async () => {
      // More skipped files than a pipe holds the names of.
      folder.write(Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`binary-${String(i)}`, Buffer.from([0])])));
      const err = await new Promise<string>((resolve) => {
        const child = execFile(
          process.execPath,
          [...program, 'scan', '--format', 'json'],
          { cwd: folder.path, maxBuffer: 1e8 },
          (_, __, stderr) => resolve(stderr),
        );
        child.stdout?.once('data', () => child.stdout?.destroy());
      });
      assert.equal(err, '');
    });

    it('writes no colours into a pipe', () => {
      folder.write({ 'a.txt': '' });
      const { stdout } = spawnSync(process.execPath, [...program, 'scan'], { cwd: folder.path, encoding: 'utf8' });
      assert.ok(stdout.endsWith(' 1 file read.\n') && !stdout.includes('\u001b'), stdout);
    });
  });
});
