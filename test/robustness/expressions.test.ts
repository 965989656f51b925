import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyse } from 'scslre';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Expressions about which the analysis is wrong, or whose input is short: by their source, with the reason. */
const LINEAR_ALL_THE_SAME: Readonly<Record<string, string>> = {};

function* sources(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.ts')) yield path;
  }
}

interface Literal {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal of a file. Those of rules' examples are texts and none of ours. */
function* literals(path: string): Iterable<Literal> {
  const text = readFileSync(path, 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const stack: ts.Node[] = [file];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      yield {
        at: `${relative(root, path).split(sep).join('/')}:${String(line)}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      };
    }
    ts.forEachChild(node, (child) => void stack.push(child));
  }
}

describe('regular expressions', () => {
  const all = [...sources(join(root, 'src'))].flatMap((path) => [...literals(path)]);

  it('are found', () => {
    assert.ok(all.length > 300, String(all.length));
  });

  it('of which one that backtracks is told', () => {
    for (const source of ['^(?:a+)+b', '\\s+$', 'a*a*b']) assert.notDeepEqual(slowness({ at: '', source, flags: '' }), [], source);
  });

  it('do not backtrack without bound on a hostile text', () => {
    const known = new Set(Object.keys(LINEAR_ALL_THE_SAME));
    const slow = all.filter(({ source }) => !known.has(source)).flatMap((literal) => slowness(literal));
    assert.deepEqual(slow, []);
    const sourcesNow = new Set(all.map(({ source }) => source));
    assert.deepEqual(
      [...known].filter((source) => !sourcesNow.has(source)),
      [],
      'exceptions that nothing needs any more',
    );
  });
});

function slowness({ at, source, flags }: Literal): readonly string[] {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: !flags.includes('y') } });
  return reports.map(
    ({ type, exponential }) => `${at} ${exponential ? 'exponential' : 'polynomial'} ${type}: /${source.slice(0, 120)}/${flags}`,
  );
}
