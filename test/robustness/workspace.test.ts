import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { productRegistry } from '../../src/cli/program.js';
import { Session } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import { NodeWorkspace } from '../../src/host/node-workspace.js';
import { preflight } from '../cli/command.js';
import { TestFolder } from '../host/folder.js';
import { grammars } from '../support/grammars.js';

const NOW = new Date('2026-11-21T12:00:00Z');

interface Scanned {
  readonly findings: readonly {
    readonly rule: string;
    readonly path: string;
    readonly start: { readonly line: number; readonly column: number };
  }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const DOCKERFILE = 'FROM node:20\nRUN npm ci\nCMD ["node", "server.js"]\n';
const DJANGO = 'from django.urls import path\n\nDEBUG = True\nALLOWED_HOSTS = ["*"]\n';

/** Fifty lines of which each holds the one before nine times. */
const bomb = (open: string, close: string, item: (i: number, j: number) => string): string =>
  Array.from({ length: 50 }, (_, i) => {
    const items = Array.from({ length: 9 }, (__, j) => item(i, j)).join(', ');
    return `k${String(i + 1)}: &a${String(i + 1)} ${open}${items}${close}`;
  }).join('\n');

describe('a hostile or unlucky workspace', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  /** The product's own program over the folder: it says nothing but its result, and exits as it does for findings. */
  const scan = async (...args: readonly string[]): Promise<Scanned> => {
    const { exit, out, err } = await preflight(folder.path, ['scan', '--format', 'json', ...args], { registry: productRegistry });
    assert.equal(err, '');
    assert.ok(exit === 0 || exit === 1, String(exit));
    const { workspaces } = JSON.parse(out) as { readonly workspaces: readonly Scanned[] };
    assert.ok(workspaces[0]);
    return workspaces[0];
  };
  const found = async (): Promise<readonly string[]> =>
    (await scan()).findings.map(({ rule, path, start }) => `${path}:${String(start.line)}:${String(start.column)} ${rule}`);
  const skipped = async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries((await scan()).skipped.map(({ path, reason }) => [path, reason]));

  describe('reads the same in every encoding', () => {
    const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
    const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
      'UTF-8 with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
      'UTF-16 LE': (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      'UTF-16 BE': (text) => Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(text)]),
      'Latin-1': (text) => Buffer.from(`${text}# caf\u00e9\n`, 'latin1'),
      CRLF: (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
    };
    const files = { Dockerfile: DOCKERFILE, 'manage.py': '', 'shop/settings.py': DJANGO, 'requirements.txt': 'django\n' };
    for (const [name, encoded] of Object.entries(encodings))
      it(name, async () => {
        folder.write(files);
        const expected = await found();
        assert.ok(
          expected.some((line) => line.includes('docker/root-user')) && expected.some((line) => line.includes('http/')),
          expected.join('\n'),
        );
        folder.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text === '' ? '' : encoded(text)])));
        assert.deepEqual(await found(), expected);
      });

    it('but nothing without a byte order mark that holds a NUL', async () => {
      folder.write({ 'settings.py': Buffer.from(DJANGO, 'utf16le'), Dockerfile: utf16be(DOCKERFILE), 'a.txt': Buffer.from([1, 2, 0, 3]) });
      assert.deepEqual(await skipped(), { 'settings.py': 'not a text file', Dockerfile: 'not a text file', 'a.txt': 'not a text file' });
    });
  });

  it('says what is too large, also of one line', async () => {
    const paths = ['a.js', 'a.json', 'a.yaml', 'a.py', 'Dockerfile', '.env', 'nginx.conf', 'a.sh', 'pom.xml'];
    folder.write(Object.fromEntries(paths.map((path) => [path, 'a b="c" '.repeat(650_000)])));
    assert.deepEqual(await skipped(), Object.fromEntries(paths.map((path) => [path, 'larger than 1 MiB'])));
  });

  it('searches a Dockerfile of thousands of lines as text, and says so', async () => {
    folder.write({ Dockerfile: `FROM node:20\n${'RUN apt-get install curl\n'.repeat(20_000)}` });
    assert.match((await skipped()).Dockerfile ?? '', /^longer than 65,536 characters/);
  });

  it('takes folders that are named like files', async () => {
    for (const name of ['package.json', 'Dockerfile', '.gitignore', '.git/index', '.git/info/exclude', 'pom.xml', '.dockerignore', '.env'])
      mkdirSync(folder.at(name), { recursive: true });
    folder.write({ '.git/HEAD': 'ref: refs/heads/main\n', 'package.json/Dockerfile': DOCKERFILE });
    assert.ok(
      (await found()).some((line) => line === 'package.json/Dockerfile:1:1 docker/root-user' || line.startsWith('package.json/Dockerfile')),
    );
  });

  it('takes settings that are a folder as wrong settings', async () => {
    mkdirSync(folder.at('preflight.yaml'));
    const { exit, out, err } = await preflight(folder.path, ['scan'], { registry: productRegistry });
    assert.deepEqual([exit, out, err], [2, '', 'preflight.yaml:1:1: The settings cannot be read: not a file.\n']);
  });

  it('names the place in broken settings', async () => {
    for (const text of [
      'rules:\n  docker/root-usr: off\n',
      'rules: [',
      'a: &a [*a, *a]\nprofile: x\n',
      `k0: &a0 [x]\n${bomb('[', ']', (i) => `*a${String(i)}`)}\n`,
      `x: ${'['.repeat(50_000)}`,
      '\u0000',
      '? '.repeat(20_000),
    ]) {
      folder.write({ 'preflight.yaml': text });
      const { exit, out, err } = await preflight(folder.path, ['scan'], { registry: productRegistry });
      assert.equal(exit, 2, err);
      assert.equal(out, '');
      assert.match(err, /^preflight\.yaml:\d+:\d+: [^\n]+\n$/);
    }
  });

  it('takes a broken index, and patterns that nobody meant', async () => {
    folder.write({
      Dockerfile: DOCKERFILE,
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/index': Buffer.concat([Buffer.from('DIRC'), Buffer.from([0, 0, 0, 2, 0xff, 0xff, 0xff, 0xff]), Buffer.alloc(4000, 0xff)]),
      '.gitignore': [
        '*a'.repeat(40),
        `${'**/'.repeat(60)}x`,
        '[',
        '[z-a]',
        '\\',
        '!',
        '!!',
        '/',
        '{a,b',
        '(((',
        'a'.repeat(40).repeat(30),
        '?'.repeat(3000),
      ].join('\n'),
      [`${'a'.repeat(200)}b`]: '',
    });
    assert.ok((await found()).some((line) => line.endsWith('docker/root-user')));
  });

  it('takes every name that a file can have', async function () {
    if (process.platform === 'win32') this.skip();
    const names = [
      'a b',
      "q'uote",
      'q"uote',
      'line\nbreak',
      'per%cent',
      'per%20cent',
      'ha#sh',
      'ques?tion',
      '\u{1f600}',
      'back\\slash',
      '-rf',
      '\u001b[31m',
      'a;b',
      '$(x)',
      '__proto__',
      'constructor',
    ];
    folder.write(Object.fromEntries(names.map((name) => [`${name}/Dockerfile`, DOCKERFILE])));
    mkdirSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0xff, 0xfe])]));
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0x62, 0xff, 0x2e, 0x70, 0x79])]), 'DEBUG = True\n');
    const paths = new Set(
      (await found()).filter((line) => line.endsWith('docker/root-user')).map((line) => line.slice(0, line.lastIndexOf('/Dockerfile:'))),
    );
    assert.deepEqual([...paths].sort(), [...names].sort());
    for (const format of ['text', 'sarif']) {
      const { exit, err } = await preflight(folder.path, ['scan', '--format', format], { registry: productRegistry });
      assert.deepEqual([err, exit < 2], ['', true]);
    }
    const { out } = await preflight(folder.path, ['scan'], { registry: productRegistry });
    assert.ok(!out.includes('\u001b'), "a name steers nobody's terminal");
  });

  it('walks no circle and waits for no pipe', async function () {
    if (process.platform === 'win32') this.skip();
    folder.write({ 'a/b/Dockerfile': DOCKERFILE });
    symlinkSync('..', folder.at('a/b/up'));
    symlinkSync(folder.path, folder.at('a/all'));
    symlinkSync('self', folder.at('self'));
    symlinkSync('/etc/hostname', folder.at('out.py'));
    symlinkSync('nowhere', folder.at('gone.py'));
    spawnSync('mkfifo', [folder.at('Dockerfile'), folder.at('.gitignore'), folder.at('.env'), folder.at('preflight.yml')]);
    const { skipped: left, findings } = await scan();
    assert.deepEqual(
      left
        .filter(({ path }) => !path.startsWith('a/'))
        .map(({ path }) => path)
        .sort(),
      ['gone.py', 'out.py', 'self'],
    );
    // What stands at the folder itself is about the whole workspace.
    const places = new Set(findings.map(({ path }) => path).filter((path) => path !== '' && path !== '.'));
    assert.equal(places.size, 1, [...places].join());
  });

  it('lets files go while they are read', async () => {
    folder.write({ 'a/Dockerfile': DOCKERFILE, 'b/Dockerfile': DOCKERFILE, 'c/settings.py': DJANGO });
    const workspace = new NodeWorkspace({ folder: folder.path });
    const read = workspace.read.bind(workspace);
    let first = true;
    workspace.read = (uri) => {
      if (first) {
        unlinkSync(folder.at('b/Dockerfile'));
        renameSync(folder.at('c'), folder.at('d'));
      }
      first = false;
      return read(uri);
    };
    const session = new Session({ workspace, registry, grammars, log: (message) => assert.fail(message) });
    await session.scan();
    unlinkSync(folder.at('a/Dockerfile'));
    session.outcome();
    session.assessment(NOW);
    assert.ok(
      session.skipped.every(({ reason }) => reason === 'it does not exist'),
      JSON.stringify(session.skipped),
    );
    session.dispose();
  });

  describe('is read however deep it nests', () => {
    const deep = (open: string, middle: string, close: string, times = 100_000): string =>
      open.repeat(times) + middle + close.repeat(times);
    const files: Readonly<Record<string, string>> = {
      'package.json': `{"dependencies": {"express": "4"}, "x": ${deep('[', '', ']')}}`,
      'open.json': '{"password":'.repeat(50_000),
      'express.js': `import express from 'express';\nconst app = express();\napp.get('/', ${deep('[', '', ']')});\n`,
      'calls.js': `import cors from 'cors';\nconst password = ${deep('f(', '', ')')};\n`,
      'objects.js': `import cors from 'cors';\napp.use(cors(${deep('{ origin: ', '1', '}')}));\n`,
      'templates.js': `const password = ${deep('`${', '1', '}`', 20_000)};\n`,
      'sums.js': `const password = 'a'${" + 'a'".repeat(100_000)};\n`,
      'members.js': `import express from 'express';\nexpress()${".get('/x')".repeat(30_000)};\n`,
      'elements.tsx': `import cors from 'cors';\nexport const x = ${deep('<a>', '', '</a>', 30_000)};\n`,
      'types.ts': `import cors from 'cors';\nlet x: ${deep('A<', 'b', '>')};\n`,
      'lists.py': `import requests\npassword = ${deep('[', '', ']')}\n`,
      'open.py': `import requests\npassword = ${'('.repeat(100_000)}`,
      'maps.py': `from fastapi import FastAPI\nx = ${deep('{"a":', '1', '}')}\n`,
      'blocks.py': `import requests\n${Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}if x:\n`).join('')}`,
      'branches.py': `import requests\nif a: pass\n${'elif a: pass\n'.repeat(5000)}`,
      'brackets.go': `package main\nimport "net/http"\nvar x = ${deep('(', '1', ')')}\n`,
      'blocks.go': `package main\nimport "net/http"\nfunc x() ${deep('{', '', '}')}\n`,
      'Nested.java': `import org.springframework.web.bind.annotation.RestController;\n${deep('class B {', '', '}', 30_000)}`,
      'Brackets.java': `import org.springframework.web.bind.annotation.RestController;\nclass B { int x = ${deep('(', '1', ')')}; }`,
      'flow.yaml': `services:\n  a:\n    image: x\nx: ${deep('[', '', ']')}`,
      'items.yaml': `services:\n  a:\n    image: x\nx:\n${'- '.repeat(100_000)}a`,
      'docker-compose.yml': `k0: &a0 {image: x}\n${bomb('{', '}', (i, j) => `b${String(j)}: *a${String(i)}`)}\nservices: *a50\n`,
      'bomb.yaml': `k0: &a0 [x]\n${bomb('[', ']', (i) => `*a${String(i)}`)}\nservices: {a: {image: x, ports: *a50}}\n`,
      'merges.yaml': `k0: &a0 {x: 1}\n${bomb('{<<: [', ']}', (i) => `*a${String(i)}`)}\n`,
      'circle.yaml': 'services: &s\n  a: *s\n  <<: *s\n',
      'pyproject.toml': `[project]\nname = "a"\nx = ${deep('[', '', ']')}\n`,
      'tables.toml': `x = ${deep('{a=', '1', '}')}\n`,
      'keys.toml': `${'a.'.repeat(50_000)}b = 1\n`,
      'keys.properties': `${'a.'.repeat(50_000)}b=1\nspring.x${'['.repeat(50_000)}=1\n`,
      'nginx.conf': `${'a{'.repeat(100_000)}add_header Access-Control-Allow-Origin *;${'}'.repeat(100_000)}`,
      'groups.sh': `curl -k x\n${deep('(', 'a', ')', 50_000)}`,
      'substituted.sh': `curl -k x ${deep('$(', 'a', ')', 50_000)}`,
      'lines/Dockerfile': `FROM node:20\nRUN a${' \\\n'.repeat(20_000)} b\n`,
      'comments/Dockerfile': `FROM node:20\nRUN a \\\n${'# c\n'.repeat(15_000)} b\n`,
      'json/Dockerfile': `FROM node:20\nCMD ${'['.repeat(60_000)}`,
      'words/Dockerfile': `FROM node:20\nENV A=${'${A:-'.repeat(10_000)}\n`,
      'pom.xml': '<dependencies><dependency>'.repeat(30_000),
      'build.gradle': 'implementation('.repeat(60_000),
      '.env': 'PASSWORD='.repeat(80_000),
    };
    for (const [path, text] of Object.entries(files))
      it(path, async () => {
        folder.write({ [path]: text });
        const { skipped: left } = await scan();
        assert.deepEqual(
          left.filter(({ path: other }) => other !== path),
          [],
        );
      });
  });

  describe('is read however often it says the same', () => {
    const files: Readonly<Record<string, readonly [string, string]>> = {
      'routes.py': ['from fastapi import FastAPI\napp = FastAPI()\n', '@app.get("/x")\ndef f(): pass\n'],
      'settings.py': ['import django\n', 'SECRET_KEY = "abcdefghij1234"\nDEBUG = True\nALLOWED_HOSTS = ["*"]\n'],
      'client.py': ['import requests\n', 'x = requests.get("http://a/b", verify=False)\n'],
      'server.js': [
        "import express from 'express';\nconst app = express();\n",
        "app.get('/x', (request, response) => response.send('x')); const password = 'x';\n",
      ],
      'main.go': ['package main\nimport "net/http"\nfunc main() {\n', 'http.HandleFunc("/x", f)\n'],
      'Api.java': [
        'import org.springframework.web.bind.annotation.*;\n@RestController class A {\n',
        '@GetMapping("/x") String x() { return "x"; }\n',
      ],
      'list.json': ['[', '{"password":"hunter2xyz","a":[1,2,3]},'],
      'list.yaml': ['', 'password: hunter2xyz\n'],
      'setup.sh': ['', 'curl -k https://a/b | sh; '],
      'nginx.conf': ['', 'server { location / { add_header Access-Control-Allow-Origin *; } }\n'],
      Dockerfile: ['FROM node:20\n', 'RUN apt-get update && apt-get install -y curl\n'],
      'stages/Dockerfile': ['', 'FROM a AS b\nCOPY --from=b a b\n'],
      '.env': ['', 'PASSWORD=hunter2xyz\n'],
    };
    for (const [path, [head, line]] of Object.entries(files))
      it(path, async () => {
        folder.write({ [path]: head + line.repeat(Math.floor(30_000 / line.length)) });
        assert.deepEqual((await scan()).skipped, []);
      });
  });
});
