import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slice } from '../../src/model/span.js';
import { type ShellCommand, hasOption, operandsOf, optionValue, parseScript, parseShell } from '../../src/syntax/shell.js';
import { grammars } from '../support/grammars.js';
import { documentOf } from './document.js';

const shown = ({ prefixes, words, assignments, redirects }: ShellCommand): string =>
  [
    ...prefixes.map(({ name }) => `${name}>`),
    ...assignments.map(({ name, value }) => `${name}:${value?.text ?? '?'}`),
    ...words.map(({ text, raw }) => text ?? `?${raw}`),
    ...redirects.map(({ operator, target }) => `${operator}${target.raw}`),
  ].join(' ');

describe('shell', () => {
  before(() => grammars.load(['bash']));

  const reads: readonly { name: string; text: string; commands: readonly string[]; pipes?: readonly string[] }[] = [
    { name: 'lists', text: 'a x && b; c || d\ne', commands: ['a x', 'b', 'c', 'd', 'e'] },
    { name: 'quotes and escapes', text: `a 'b c' "d $e" f\\ g "h\\"i"`, commands: ['a b c ?"d $e" f g h"i'] },
    { name: 'continued lines', text: 'a \\\n  x \\\n  && b', commands: ['a x', 'b'] },
    { name: 'continued lines that end as on Windows', text: 'a \\\r\n  x \\\r\n  && b\r\n', commands: ['a x', 'b'] },
    { name: 'assignments', text: 'X=1 Y="2 3" a; Z=4', commands: ['X:1 Y:2 3 a'] },
    { name: 'export', text: 'export A=b C', commands: ['A:b export C'] },
    {
      name: 'prefixes',
      text: 'sudo -E -u root env X=1 time nice -n 5 apt-get install -y x',
      commands: ['sudo> env> time> nice> X:1 apt-get install -y x'],
    },
    { name: 'exec', text: 'exec node "$@"', commands: ['exec> node ?"$@"'] },
    { name: 'redirections', text: 'a < b > c 2>&1 >> d', commands: ['a <b >c >&1 >>d'] },
    { name: 'a pipe', text: 'a | b | c', commands: ['a', 'b', 'c'], pipes: ['a|b|c'] },
    { name: 'a pipe with pipefail', text: 'set -euo pipefail; a | b', commands: ['set -euo pipefail', 'a', 'b'], pipes: ['pipefail a|b'] },
    {
      name: 'a pipe after pipefail was switched off',
      text: 'set -o pipefail; set +o pipefail; a | b',
      commands: ['set -o pipefail', 'set +o pipefail', 'a', 'b'],
      pipes: ['a|b'],
    },
    {
      name: 'groups and conditions',
      text: 'if a; then b; else c; fi; (d; e) && { f; }; for x in 1 2; do g; done',
      commands: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    },
    { name: 'a group in a pipe', text: '(a; b) | c', commands: ['a', 'b', 'c'], pipes: ['a+b|c'] },
    {
      name: 'substitutions behind their command',
      text: 'a "$(b | c)" `d`',
      commands: ['a ?"$(b | c)" ?`d`', 'b', 'c', 'd'],
      pipes: ['b|c'],
    },
    { name: 'a substituted process', text: 'bash <(curl x)', commands: ['bash ?<(curl x)', 'curl x'] },
    { name: 'sh -c', text: `sh -c 'a && b $C'`, commands: ['sh -c a && b $C', 'a', 'b ?$C'] },
    { name: 'sh -c with a substitution, once', text: 'sh -c "$(curl x)"', commands: ['sh -c ?"$(curl x)"', '?$(curl x)', 'curl x'] },
    {
      name: 'bash -o pipefail -c',
      text: `bash -eo pipefail -c 'a | b'`,
      commands: ['bash -eo pipefail -c a | b', 'a', 'b'],
      pipes: ['pipefail a|b'],
    },
    { name: 'eval', text: `eval "a b"`, commands: ['eval a b', 'a b'] },
    { name: 'a heredoc, whose text is no command', text: 'cat <<EOF > f && b\nrm -rf /\nEOF\nc', commands: ['cat >f', 'b', 'c'] },
    { name: 'a heredoc in a pipe', text: 'cat <<EOF | sh\nx\nEOF\n', commands: ['cat', 'sh'], pipes: ['cat|sh'] },
    { name: 'comments', text: '# a\nb # c\n', commands: ['b'] },
    { name: 'what xargs runs', text: 'xargs -a list apt-get install -y', commands: ['xargs> apt-get install -y'] },
    { name: 'nothing', text: '', commands: [] },
  ];
  for (const { name, text, commands, pipes = [] } of reads)
    it(`reads ${name}`, () => {
      const script = parseScript(grammars, text);
      assert.deepEqual(script.commands.map(shown), commands);
      assert.deepEqual(
        script.pipelines.map(
          ({ pipefail, stages }) =>
            `${pipefail ? 'pipefail ' : ''}${stages.map((stage) => stage.map((command) => command.name ?? '?').join('+')).join('|')}`,
        ),
        pipes,
      );
    });

  it('places words in the document that the script stands in', () => {
    const text = `RUN sudo sh -c 'apt-get install "x y"'`;
    const { commands } = parseScript(grammars, text.slice(4), 4);
    assert.equal(slice(text, commands[1]?.words[2]?.span ?? { start: 0, end: 0 }), '"x y"');
    assert.equal(slice(text, commands[0]?.prefixes[0]?.span ?? { start: 0, end: 0 }), 'sudo');
  });

  const plain: readonly { text: string; is: boolean }[] = [
    { text: 'node server.js --port 80', is: true },
    { text: `java -jar 'my app.jar'`, is: true },
    { text: 'exec node x', is: true },
    { text: 'node $X', is: false },
    { text: 'a && b', is: false },
    { text: 'a > b', is: false },
    { text: 'X=1 a', is: false },
    { text: 'ls *.js', is: false },
    { text: 'cd /app', is: false },
    { text: 'a &', is: false },
    { text: 'a; b', is: false },
  ];
  for (const { text, is } of plain)
    it(`${is ? 'needs no' : 'needs a'} shell for: ${text}`, () => assert.equal(parseScript(grammars, text).plain !== undefined, is));

  it('finds options and operands', () => {
    const [command] = parseScript(grammars, 'apt-get -qy install -t stable --config=/x -o A=b curl -- -strange').commands;
    assert.ok(command);
    assert.equal(hasOption(command, '-y', '--yes'), true);
    assert.equal(hasOption(command, '-f', '--force'), false);
    assert.equal(hasOption(command, '--config'), true);
    assert.equal(optionValue(command, '-t'), 'stable');
    assert.equal(optionValue(command, '--config'), '/x');
    assert.deepEqual(
      operandsOf(command, ['-t', '-o']).map(({ text }) => text),
      ['install', 'curl', '-strange'],
    );
  });

  it('knows what variables a word holds', () => {
    const [command] = parseScript(grammars, 'a $X ${Y:-z} x${Z}y ${W##*/}').commands;
    assert.deepEqual(
      command?.words.slice(1).map(({ value }) => value.kind),
      ['env', 'env', 'joined', 'unknown'],
    );
    assert.deepEqual(
      command.words.slice(1).flatMap(({ variables }) => variables),
      ['X', 'Y', 'Z', 'W'],
    );
  });

  it('never throws, wherever a script ends', () => {
    const text = reads.map((read) => read.text).join('\n');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), (start, length) => {
        assert.ok(parseShell(documentOf('a.sh', 'shell', text.slice(start, start + length * 10)), grammars).script.commands.length >= 0);
      }),
      { numRuns: 200 },
    );
  });

  it('survives deep nesting', () => {
    for (const [open, close] of [
      ['$(', ')'],
      ['(', ')'],
      ['{ ', ';}'],
      ['"$(', ')"'],
      ['if ', ''],
    ] as const)
      assert.ok(parseScript(grammars, `a ${open.repeat(2000)}b${close.repeat(2000)}`));
  });
});
