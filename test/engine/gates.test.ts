import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnyDetector } from '../../src/detectors/detector.js';
import { formatOf, roleOf } from '../../src/engine/classify.js';
import { Gates } from '../../src/engine/gates.js';
import { literalsOf } from '../../src/detectors/text/literals.js';
import { registry } from '../../src/generated/registry.js';
import type { Document } from '../../src/model/document.js';
import { familyOf } from '../../src/syntax/parse.js';

const documentOf = (path: string, text: string): Document => ({
  uri: `memory:///${path}`,
  path,
  format: formatOf(path, text),
  role: roleOf(path),
  version: 0,
  tracked: true,
  text,
});

/** The same question, asked of each detector alone and in the plainest way. */
function concerns({ roles, files, mentions, worthParsing }: AnyDetector, document: Document): boolean {
  const { path, role, text } = document;
  if (worthParsing && !worthParsing(document)) return false;
  if (roles && !roles.includes(role)) return false;
  if (files && !files.test(path)) return false;
  if (mentions instanceof RegExp) return new RegExp(mentions.source, mentions.flags).test(text);
  return mentions?.some((mention) => (typeof mention === 'string' ? text.includes(mention) : stands(mention.text, mention, text))) ?? true;
}

function stands(word: string, { exact, startsWord }: { readonly exact: boolean; readonly startsWord: boolean }, text: string): boolean {
  const within = exact ? text : text.toLowerCase();
  const wanted = exact ? word : word.toLowerCase();
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    // What an escape sequence ends in is no part of a word; none stands in these texts.
    if (!startsWord || !/\w/.test(text.charAt(at - 1))) return true;
  }
  return false;
}

const gates = new Gates(registry.detectors);

function check(path: string, text: string): void {
  const document = documentOf(path, text);
  const detectors = registry.detectors.filter(({ format }) => format === 'text' || format === familyOf(document.format));
  const names = (list: readonly AnyDetector[]): readonly string[] => list.map(({ framework, format }) => `${format} ${framework}`);
  assert.deepEqual(names(gates.open(document)), names(detectors.filter((detector) => concerns(detector, document))));
}

describe('the gates of all detectors together', () => {
  it('open for every example as each would alone', () => {
    for (const { examples } of registry.rules)
      for (const { file, bad, good } of examples) for (const text of [bad, good]) check(file, text);
  });

  it('open for any mixture of what they ask for', () => {
    const words = registry.detectors.flatMap(({ mentions }) =>
      mentions instanceof RegExp
        ? (literalsOf(mentions)?.texts ?? [])
        : (mentions ?? []).map((mention) => (typeof mention === 'string' ? mention : mention.text)),
    );
    const between = fc.constantFrom(
      '',
      ' ',
      '\n',
      '_',
      '.',
      '(',
      '("',
      '"',
      "'",
      ' = "',
      ': ',
      '://x:y@',
      'x',
      '=',
      '${',
      '}',
      '@',
      ', ',
      'A',
    );
    const path = fc.constantFrom(
      'main.py',
      'src/app.ts',
      'main.go',
      'App.java',
      'a.yaml',
      'Dockerfile',
      'package.json',
      'notes.txt',
      'start.sh',
      '.env',
    );
    const text = fc.array(fc.oneof(fc.constantFrom(...words), between, between), { maxLength: 24 }).map((parts) => parts.join(''));
    fc.assert(fc.property(path, text, check), { numRuns: 400 });
  });
});
