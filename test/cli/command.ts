import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/program.js';
import type { Registry } from '../../src/engine/registry.js';
import { detector } from '../../src/detectors/detector.js';
import { fact } from '../../src/model/fact.js';
import { fix, rule, safeFix, suggestion } from '../../src/model/rule.js';

const require = createRequire(import.meta.url);

const Word = fact<{ readonly word: string }>('test/word');
const Secret = fact<{ readonly length: number }>('credentials/test');

const words = detector({
  framework: 'Words',
  format: 'text',
  *facts({ document }) {
    for (const match of document.text.matchAll(/\b(?:bad|worse|worst|hm|first)\b/g))
      yield Word({ span: { start: match.index, end: match.index + match[0].length } }, { word: match[0] });
    for (const match of document.text.matchAll(/(?<=KEY=)\w+/g))
      yield Secret({ span: { start: match.index, end: match.index + match[0].length } }, { length: match[0].length });
  },
});

const named = (id: `${string}/${string}`, word: string, severity: 'error' | 'warning' | 'info', offered: typeof fix, becomes: string) =>
  rule({
    id,
    shape: 'present',
    severity,
    title: `The word '${word}'`,
    message: `The word '${word}' stands here. Write '${becomes}'.`,
    holds: `'${word}' stands nowhere`,
    why: 'Words matter.',
    about: Word,
    *check(subject, { problem }) {
      const { span } = subject;
      if (subject.word !== word) return;
      const edits = [{ span, text: becomes }, ...(becomes === 'good' ? [{ span: { start: 0, end: 0 }, text: '' }] : [])];
      yield problem({
        at: subject,
        fixes: offered(
          `Write '${becomes}'`,
          edits.filter(({ text }) => text !== ''),
        ),
      });
    },
    examples: [{ file: 'a.txt', bad: `${word}\n`, good: `${becomes}\n` }],
  });

const imports = rule({
  id: 'words/first',
  shape: 'present',
  severity: 'info',
  title: 'A word that needs a first line',
  message: "The word 'first' stands here and needs a first line.",
  holds: 'First lines are there',
  why: 'As imports are.',
  about: Word,
  *check(subject, { problem, document }) {
    if (subject.word !== 'first') return;
    const first = document.text.startsWith('#use\n') ? [] : [{ span: { start: 0, end: 0 }, text: '#use\n' }];
    yield problem({ at: subject, fixes: safeFix("Write 'use'", [...first, { span: subject.span, text: 'use' }]) });
  },
  examples: [{ file: 'a.txt', bad: 'first\n', good: '#use\nuse\n' }],
});

const key = rule({
  id: 'secrets/key',
  shape: 'present',
  severity: 'error',
  title: 'A key',
  message: 'A key of {length} characters stands here. Read it from the environment.',
  holds: 'No key',
  why: 'Whoever reads it can use it.',
  about: Secret,
  *check(subject, { problem }) {
    yield problem({
      at: subject,
      words: { length: subject.length },
      fixes: fix("Read it from 'KEY'", [{ span: subject.span, text: '$KEY' }]),
    });
  },
  examples: [{ file: 'a.txt', bad: 'KEY=aaaa\n', good: 'KEY=$KEY\n' }],
});

/** Rules about words, so that the command line is tested without the product's own. */
export const registry: Registry = {
  rules: [
    named('words/bad', 'bad', 'warning', safeFix, 'good'),
    named('words/worse', 'worse', 'warning', fix, 'better'),
    named('words/worst', 'worst', 'error', suggestion, 'best'),
    named('words/hm', 'hm', 'info', safeFix, 'hm'),
    imports,
    key,
  ],
  detectors: [words],
  derivations: [],
  statedBy: { [Word.id]: [{ framework: 'Words', format: 'text' }] },
};

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in a directory, in this process. */
export async function preflight(cwd: string, args: readonly string[], rest: Partial<Io> = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const exit = await run(args, {
    cwd,
    colour: false,
    interactive: false,
    cache: undefined,
    now: () => new Date('2026-11-21T12:00:00Z'),
    environment: { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: join(cwd, 'no-such-file') },
    registry: () => Promise.resolve(registry),
    grammars: () => dirname(require.resolve('@vscode/tree-sitter-wasm')),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...rest,
  });
  return { exit, out, err };
}
