import assert from 'node:assert/strict';
import { Documents } from '../../src/reports/report.js';
import { findingAt, uriOf, workspace } from './sample.js';

/** The titles of the fixes that may be written down where a document holds these secrets. */
function written(secrets: readonly string[], fixes: readonly string[]): readonly string[] {
  const text = secrets.map((secret) => `${secret}\n`).join('');
  const spans = secrets.map((secret) => ({ start: text.indexOf(secret), end: text.indexOf(secret) + secret.length }));
  const span = { start: 0, end: 0 };
  const finding = findingAt('main.py', '«»', {
    fixes: fixes.map((title) => ({ title, kind: 'edit' as const, edits: [{ span, text: title }] })),
  });
  const documents = new Documents(
    workspace({ 'main.py': text }, [finding], { secretsIn: (uri) => (uri === uriOf('main.py') ? spans : []) }),
  );
  return documents.fixesOf(finding).map(({ title }) => title);
}

describe('fixes in reports', () => {
  const secret = 'correct-horse';

  const kept: readonly (readonly [string, readonly string[], string])[] = [
    ['that hold no secret', [secret], 'os.environ["PASSWORD"]'],
    ['that hold the beginning of one', [secret], 'correct-'],
    ['that hold the end of one', [secret], 'horse'],
    ['that hold a text too short to be one', ['abc'], 'abc = 1'],
    ['that hold what is not there', [], secret],
  ];
  for (const [name, secrets, fix] of kept) it(`are written ${name}`, () => assert.deepEqual(written(secrets, [fix]), [fix]));

  const left: readonly (readonly [string, readonly string[], string])[] = [
    ['whole', [secret], secret],
    ['at the end', [secret], `PASSWORD=${secret}`],
    ['without its quotes', [`"${secret}"`], `ENV PASSWORD ${secret}`],
    ['that is the longer of two which begin alike', ['correct-', secret], `x${secret}`],
    ['that is the shorter of two which begin alike', [secret, 'correct'], 'is correct'],
  ];
  for (const [name, secrets, fix] of left)
    it(`are left out with a secret ${name}`, () => assert.deepEqual(written(secrets, [fix, 'ok']), ['ok']));
});
