import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

/** What a file brings in: `import`, `export … from`, `import(…)` and `require(…)`, types left out. */
function* modulesOf(file: ts.SourceFile): Iterable<string> {
  const stack: ts.Node[] = [file];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (
      ts.isImportDeclaration(node) &&
      node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      yield node.moduleSpecifier.text;
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      yield node.moduleSpecifier.text;
    else if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')
    ) {
      const [module] = node.arguments;
      yield module && ts.isStringLiteral(module) ? module.text : `computed: ${node.getText()}`;
    }
    ts.forEachChild(node, (child) => void stack.push(child));
  }
}

/** Global functions that reach the network, or run text as a program. */
function* callsOf(file: ts.SourceFile): Iterable<string> {
  const stack: ts.Node[] = [file];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression)) {
      const { text } = node.expression;
      if (/^(?:fetch|eval|Function|XMLHttpRequest|WebSocket|EventSource)$/.test(text)) yield text;
    }
    ts.forEachChild(node, (child) => void stack.push(child));
  }
}

const files = sources.map((path) => ({
  path: relative(root, path).split(sep).join('/'),
  file: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
}));
const users = (...names: readonly string[]): readonly string[] =>
  files.filter(({ file }) => [...modulesOf(file)].some((module) => names.includes(module.replace(/^node:/, '')))).map(({ path }) => path);

describe('the sources', () => {
  it('reach no network', () => {
    assert.ok(files.length > 200, String(files.length));
    assert.deepEqual(
      users('http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector', 'undici', 'ws', 'axios'),
      [],
    );
  });

  it("start a process in two places, which only the command line loads: for --since, and for Git's own signatures", () => {
    assert.deepEqual(users('child_process', 'cluster'), ['src/cli/since.ts', 'src/host/ssh-signature.ts']);
    const importers = (name: RegExp): readonly string[] =>
      files.filter(({ file }) => [...modulesOf(file)].some((module) => name.test(module))).map(({ path }) => path);
    assert.deepEqual(importers(/(?:^|\/)since\.js$/), ['src/cli/scan.ts']);
    assert.deepEqual([...importers(/(?:^|\/)ssh-signature\.js$/)].sort(), ['src/cli/records.ts', 'src/cli/verify.ts']);
  });

  it('run no text as a program but what ships with them: the command line, and the code of the grammars', () => {
    assert.deepEqual(users('vm', 'repl', 'module'), ['src/cli/main.ts', 'src/host/compiled.ts', 'src/host/grammars.ts']);
    assert.deepEqual(
      files.flatMap(({ path, file }) => [...callsOf(file)].map((call) => `${path} ${call}`)),
      [],
    );
    assert.deepEqual(
      files.flatMap(({ path, file }) =>
        [...modulesOf(file)].filter((module) => module.startsWith('computed')).map((module) => `${path} ${module}`),
      ),
      [],
    );
  });

  it('write files in few places', () => {
    const write = /\b(?:writeFileSync|writeFile|appendFileSync|appendFile|createWriteStream|mkdirSync|rmSync|unlinkSync|renameSync)\b/;
    const writers = files.filter(
      ({ file }) => write.test(file.text) && [...modulesOf(file)].some((module) => /^(?:node:)?fs/.test(module)),
    );
    assert.deepEqual(writers.map(({ path }) => path).sort(), [
      'src/cli/fix.ts',
      'src/cli/init.ts',
      'src/cli/scan.ts',
      'src/host/cache.ts',
      'src/host/compiled.ts',
      'src/host/records.ts',
      'src/host/settings-file.ts',
      'src/host/ssh-signature.ts',
    ]);
  });

  it('know nothing of this machine in the engine', () => {
    const engine = files.filter(({ path }) => !/^src\/(?:cli|host|server|extension|protocol)/.test(path));
    const outside = engine.flatMap(({ path, file }) =>
      [...modulesOf(file)]
        .filter((module) => /^(?:node:|vscode)|^(?:fs|path|os|crypto)$/.test(module))
        .map((module) => `${path} ${module}`),
    );
    assert.deepEqual(outside, []);
  });
});
