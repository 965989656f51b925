import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slice } from '../../src/model/span.js';
import { type DockerfileSyntax, parseDockerfile } from '../../src/syntax/dockerfile.js';
import { grammars } from '../support/grammars.js';
import { documentOf } from './document.js';

const read = (text: string): DockerfileSyntax => parseDockerfile(documentOf('Dockerfile', 'dockerfile', text), grammars);

/** Every instruction as `KEYWORD(form) flags args pairs`. */
const shown = (text: string): readonly string[] =>
  read(text).instructions.map(({ keyword, form, flags, args, pairs, trigger }) =>
    [
      form === 'exec' ? `${keyword}[]` : keyword,
      ...flags.map(({ name, value }) => `--${name}=${value?.pattern ?? ''}`),
      ...args.map(({ pattern }) => pattern),
      ...pairs.map(({ name, value }) => `${name}=${value ? value.pattern : ''}`),
      ...(trigger ? [`> ${trigger.keyword}`] : []),
    ].join(' '),
  );

const SAMPLE = `# syntax=docker/dockerfile:1
ARG VERSION=22
FROM --platform=$BUILDPLATFORM node:\${VERSION}-alpine AS build
WORKDIR /app
ENV A=1 B="two words" \\
    # a comment between
    C='$A'

RUN --mount=type=cache,target=/root/.npm \\
    npm ci && \\

    npm run build | tee log
RUN <<EOF
set -o pipefail
curl x | sh
EOF
COPY --from=build --chown=node:node ["a b", "/c"]
ONBUILD RUN make
HEALTHCHECK --interval=5s CMD curl -f http://localhost || exit 1
from build
ENTRYPOINT ["sh", "-c", "npm start"]
CMD exec node \${X:-y}
`;

describe('Dockerfile', () => {
  before(() => grammars.load(['bash']));

  const reads: readonly { name: string; text: string; is: readonly string[] }[] = [
    { name: 'instructions in any case', text: 'from a\ncopy b c\n', is: ['FROM a', 'COPY b c'] },
    { name: 'comments and blank lines', text: '# x\n\nFROM a # b\n', is: ['FROM a # b'] },
    { name: 'a continued line', text: 'FROM a\nRUN x \\\n  y\n', is: ['FROM a', 'RUN x y'] },
    {
      name: 'comments and blank lines between continued ones',
      text: 'FROM a\nRUN x \\\n# c\n\n  # d \\\n  y\nUSER z\n',
      is: ['FROM a', 'RUN x y', 'USER z'],
    },
    { name: 'white space behind the backslash', text: 'FROM a\nRUN x \\  \n  y\n', is: ['FROM a', 'RUN x y'] },
    { name: 'line ends of Windows', text: 'FROM a\r\nRUN x \\\r\n  y\r\n', is: ['FROM a', 'RUN x y'] },
    {
      name: 'a backtick as escape',
      text: '# escape=`\r\nFROM a\r\nCOPY x`\r\n  C:\\dir\\\r\nUSER b\r\n',
      is: ['FROM a', 'COPY x C:\\dir\\', 'USER b'],
    },
    { name: 'a word that goes on in the next line', text: 'FROM a\nCOPY x\\\ny z\n', is: ['FROM a', 'COPY xy z'] },
    { name: 'the JSON form', text: 'FROM a\nCMD [ "b", "c d" , "\\"e" ]\n', is: ['FROM a', 'CMD[] b c d "e'] },
    { name: 'the JSON form over several lines', text: 'FROM a\nCMD ["b", \\\n  "c"]\n', is: ['FROM a', 'CMD[] b c'] },
    { name: 'broken JSON as a command', text: `FROM a\nCMD ['b', 'c']\n`, is: ['FROM a', 'CMD [b, c]'] },
    {
      name: 'flags',
      text: 'FROM --platform=linux/amd64 a AS b\nCOPY --from=b --chown=x:y c d\n',
      is: ['FROM --platform=linux/amd64 a AS b', 'COPY --from=b --chown=x:y c d'],
    },
    {
      name: 'pairs',
      text: 'FROM a\nENV B=1 C="x y" D=z\\ w\nLABEL e="f"\nARG g\nARG h=i j\n',
      is: ['FROM a', 'ENV B=1 C=x y D=z w', 'LABEL e=f', 'ARG g=', 'ARG h=i j='],
    },
    { name: 'the old form of ENV', text: 'FROM a\nENV B some words\n', is: ['FROM a', 'ENV B=some words'] },
    { name: 'ONBUILD', text: 'FROM a\nONBUILD COPY b c\n', is: ['FROM a', 'ONBUILD > COPY'] },
    { name: 'a heredoc of COPY', text: 'FROM a\nCOPY <<EOF /x\nFROM b\nEOF\nUSER c\n', is: ['FROM a', 'COPY <<EOF /x', 'USER c'] },
    {
      name: 'two heredocs with tabs',
      text: 'FROM a\nCOPY <<-A <<"B" /x/\n\t1\n\tA\n2\nB\nUSER c\n',
      is: ['FROM a', 'COPY <<-A <<B /x/', 'USER c'],
    },
    { name: 'a heredoc that never ends as none', text: 'FROM a\nRUN cat <<EOF\nUSER b\n', is: ['FROM a', 'RUN cat <<EOF', 'USER b'] },
    { name: 'a byte order mark', text: '\uFEFFFROM a\n', is: ['FROM a'] },
    { name: 'tabs', text: 'FROM\ta\tAS\tb\n', is: ['FROM a AS b'] },
    { name: 'an instruction that ends with the file', text: 'FROM a\nRUN b \\', is: ['FROM a', 'RUN b \\'] },
  ];
  for (const { name, text, is } of reads) it(`reads ${name}`, () => assert.deepEqual(shown(text), is));

  const bases: readonly { name: string; text: string; is: readonly string[] }[] = [
    { name: 'a default of ARG', text: 'ARG T=1\nFROM a:$T\n', is: ['a:1'] },
    { name: 'an ARG without a default as unknown', text: 'ARG T\nFROM a:${T}-b\n', is: ['a:*-b'] },
    { name: 'what is not declared as empty', text: 'FROM a$T\n', is: ['a'] },
    { name: 'what the platform gives as unknown', text: 'FROM a-$TARGETARCH\n', is: ['a-*'] },
    { name: 'a default in the reference', text: 'FROM a:${T:-2}\n', is: ['a:2'] },
    { name: 'an alternative', text: 'ARG T=x\nFROM a${T:+-slim}\n', is: ['a-slim'] },
    { name: 'an ARG of an earlier stage not at all', text: 'FROM a\nARG T=1\nFROM b:${T:-2}\n', is: ['a', 'b:2'] },
    { name: 'an ARG made of another', text: 'ARG V=3\nARG T=$V-slim\nFROM a:$T\n', is: ['a:3-slim'] },
  ];
  for (const { name, text, is } of bases)
    it(`fills in ${name}`, () =>
      assert.deepEqual(
        read(text).stages.map(({ base }) => base?.pattern),
        is,
      ));

  it('knows stages by name, in any case, and only earlier ones', () => {
    const { stages } = read('FROM c AS A\nFROM a AS b\nFROM d AS d\n');
    assert.deepEqual(
      stages.map(({ parent }) => parent?.index),
      [undefined, 0, undefined],
    );
  });

  it('passes ENV on to the next stage, and ARG not', () => {
    const { stages } = read('FROM a AS b\nARG X=1\nENV Y=2\nFROM b\nENV Z=$Y$X\n');
    assert.equal(stages[1]?.variables.get('Y'), '2');
    assert.equal(stages[1].variables.get('Z'), undefined);
  });

  it('places everything where it stands', () => {
    const file = read(SAMPLE);
    const at = (span: { start: number; end: number } | undefined): string => slice(SAMPLE, span ?? { start: 0, end: 0 });
    assert.deepEqual(
      file.instructions.map(({ keywordSpan }) => at(keywordSpan)),
      ['ARG', 'FROM', 'WORKDIR', 'ENV', 'RUN', 'RUN', 'COPY', 'ONBUILD', 'HEALTHCHECK', 'from', 'ENTRYPOINT', 'CMD'],
    );
    const [, , , env, run, heredoc, copy] = file.instructions;
    assert.deepEqual(
      env?.pairs.map(({ nameSpan, value }) => `${at(nameSpan)}|${at(value?.span)}`),
      ['A|1', 'B|"two words"', "C|'$A'"],
    );
    assert.deepEqual(
      env.pairs.map(({ value }) => value?.text),
      ['1', 'two words', '$A'],
    );
    const script = run && file.script(run);
    assert.deepEqual(
      script?.commands.map(({ span }) => at(span)),
      ['npm ci', 'npm run build', 'tee log'],
    );
    assert.equal(heredoc && file.script(heredoc)?.pipelines[0]?.pipefail, true);
    assert.deepEqual(
      copy?.args.map(({ span }) => at(span)),
      ['"a b"', '"/c"'],
    );
  });

  const scripts: readonly { name: string; text: string; is: readonly (readonly string[] | undefined)[] }[] = [
    { name: 'JSON without a shell', text: 'FROM a\nRUN ["apk", "add", "$X"]\n', is: [['apk add $X']] },
    { name: 'a shell in JSON', text: 'FROM a\nRUN ["sh", "-c", "b && c"]\n', is: [['sh -c b && c', 'b', 'c']] },
    { name: 'a heredoc for a command', text: 'FROM a\nRUN cat <<EOF > /x && b\nrm -rf /\nEOF\n', is: [['cat', 'b']] },
    {
      name: 'a heredoc for another interpreter not at all',
      text: 'FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n',
      is: [undefined],
    },
    { name: 'a heredoc with a shell of its own', text: 'FROM a\nRUN <<EOF\n#!/bin/bash\nb\nEOF\n', is: [['b']] },
    { name: 'PowerShell not at all', text: 'FROM a\nSHELL ["powershell", "-Command"]\nRUN Get-Item x | Remove-Item\n', is: [undefined] },
    { name: 'Windows not at all', text: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN dir\n', is: [undefined] },
    { name: 'bash after another shell', text: 'FROM a\nSHELL ["pwsh", "-c"]\nSHELL ["/bin/bash", "-c"]\nRUN b\n', is: [['b']] },
  ];
  for (const { name, text, is } of scripts)
    it(`runs ${name}`, () => {
      const file = read(text);
      const runs = file.instructions.filter(({ keyword }) => keyword === 'RUN');
      assert.deepEqual(
        runs.map((run) => file.script(run)?.commands.map(({ words }) => words.map((word) => word.text ?? word.raw).join(' '))),
        is,
      );
    });

  it('takes pipefail from SHELL, also in the stages that build on it', () => {
    const { instructions } = read('FROM a AS b\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN x\nFROM b\nRUN y\nFROM a\nRUN z\n');
    assert.deepEqual(
      instructions.filter(({ keyword }) => keyword === 'RUN').map(({ shell }) => shell?.pipefail),
      [true, true, false],
    );
  });

  it('keeps the length of the text', () => {
    for (const text of [SAMPLE, SAMPLE.replace(/\n/g, '\r\n'), ...reads.map((each) => each.text)])
      assert.equal(read(text).plain.length, text.length);
  });

  it('never throws, wherever a file ends or what is left out', () => {
    const text = [SAMPLE, ...reads.map((each) => each.text), ...scripts.map((each) => each.text)].join('\n');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), fc.boolean(), (from, to, windows) => {
        const part = text.slice(Math.min(from, to), Math.max(from, to));
        const file = read(windows ? part.replace(/\n/g, '\r\n') : part);
        for (const instruction of file.instructions) {
          assert.ok(instruction.span.start <= instruction.span.end && instruction.span.end <= file.document.text.length);
          file.script(instruction);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('reads long lines in linear time', () => {
    assert.equal(read(`FROM a\nRUN ${'x \\\n'.repeat(20_000)}y\n`).instructions.length, 2);
    assert.equal(read(`FROM a\nENV A=${'$'.repeat(100_000)}${'${'.repeat(50_000)}\n`).instructions.length, 2);
  });
});
