import assert from 'node:assert/strict';
import { literalsOf } from '../../../src/detectors/text/literals.js';

describe('the texts that an expression cannot match without', () => {
  const cases: readonly (readonly [RegExp, readonly string[] | undefined, boolean?])[] = [
    [/fastapi/, ['fastapi'], true],
    [/Flask/i, ['flask'], true],
    [/\bexpress\b|restify/, ['express', 'restify'], true],
    [/^[ \t]*include\b/m, ['include'], false],
    [/colou?r/, ['colour', 'color'], true],
    [/['"]pg['"]/, [`'pg'`, `'pg"`, `"pg'`, `"pg"`], true],
    [/pass(?:word|phrase)\s{0,9}=/, ['password', 'passphrase'], true],
    [/(?<name>secret)_(?:key|id)+/, ['secret_key', 'secret_id'], true],
    [/\w+Router\s*\(/, ['Router'], false],
    [/(?:api[-_]?keys?|secret(?:s|_id)?)\w{0,9}=/, ['api-key', 'api_key', 'apikey', 'secret'], true],
    [/tokens?\d|tok\w|auth=/, ['tok', 'auth='], true],
    [/(?<![\w.-])token/, ['token'], true],
    [/jdbc:(?=mysql)/, ['jdbc:'], true],
    [/[a-z]{0,40}_password[^\n]{0,80}@host/, ['_password'], false],
    [/ab{2}cd/, ['ab'], true],
    [/a\x60\u0041\nb/, ['a`A\nb'], true],
    [/a|long_enough/, undefined],
    [/\d+/, undefined],
    [/(?:abc)?/, undefined],
    [/(?:abc|[^x]+)def/, ['def'], false],
    [/\.(?:get|post)\s*\(/, ['.get', '.post'], true],
    [/[a-z]:\/\/|mailto:[^@]+@example/, ['://', '@example'], false],
    [/ä_name/i, undefined],
    [/\k<x>(?<x>abcdef)/, ['abcdef'], false],
  ];
  for (const [pattern, texts, leading = false] of cases)
    it(`of ${String(pattern)} are ${texts ? texts.join(' ') : 'unknown'}`, () => {
      assert.deepEqual(literalsOf(pattern), texts && { texts, leading });
    });
});
