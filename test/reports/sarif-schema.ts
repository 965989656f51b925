import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log, Run } from 'sarif';

// The official schema, as a package carries it. One of its patterns is none by Unicode's rules.
const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

/** The only run of a log, which is valid by the official schema. */
export function runOf(written: string | Iterable<string>): Run {
  const log = JSON.parse(typeof written === 'string' ? written : [...written].join('')) as Log;
  assert.ok(validate(log), JSON.stringify(validate.errors, undefined, 2));
  const [run, ...others] = log.runs;
  assert.ok(run && others.length === 0);
  return run;
}
