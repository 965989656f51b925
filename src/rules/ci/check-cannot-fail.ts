import { nodeAt, removeKey, replaceScalar } from '../../edits/yaml.js';
import { Deed, type DeedKind, type Ignored } from '../../facts/delivery.js';
import type { Document } from '../../model/document.js';
import type { Fix } from '../../model/finding.js';
import { code, fix, rule } from '../../model/rule.js';

/** What a failure would tell somebody, and how a message calls it. */
const CHECKS: Partial<Readonly<Record<DeedKind, string>>> = {
  tests: 'tests',
  lints: 'lint errors',
  'type-checks': 'type errors',
  'checks formatting': 'badly formatted code',
  'lints configuration': 'lint errors',
  'scans dependencies': 'known vulnerabilities',
  'scans code': 'vulnerable code',
  'scans images': 'known vulnerabilities',
  'scans for secrets': 'leaked secrets',
};

export const checkCannotFail = rule({
  id: 'ci/check-cannot-fail',
  shape: 'present',
  severity: 'warning',
  title: "A check's failure is ignored",
  message: {
    tests: "'{command}' can fail and the pipeline stays green: '{how}' hides failing tests. Let it fail.",
    check: "'{command}' can fail and the pipeline stays green: '{how}' hides {what}. Let it fail.",
  },
  holds: 'A failing check fails the pipeline',
  why: `A check that cannot fail is looked at once and then never again, while its green mark tells everybody that it passed.
    What it would have caught is merged and shipped.`,
  about: Deed,
  reads: [Deed],

  *check(deed, { document, everywhere, problem, evidence, exempt }) {
    const { does, command, ignored, job, path, tool } = deed;
    const what = CHECKS[does];
    if (what === undefined) {
      yield exempt;
      return;
    }
    if (!ignored) return;
    // What repairs what it finds is no check; where nothing but this is known, its failure would say nothing.
    if (REPAIRS.test(`${command} ${job ?? ''} ${path}`)) {
      yield exempt;
      return;
    }
    // A report first and then the same check with a threshold that counts; a linter that is strict in another job.
    const strict = everywhere(Deed, { does }).find(
      (other) =>
        other.tool === tool &&
        !other.ignored &&
        (does === 'tests'
          ? other.path === path && other.job === job && other.command === command
          : !REPAIRS.test(`${other.command} ${other.job ?? ''} ${other.path}`)),
    );
    if (strict) {
      yield evidence(strict, `'${strict.command.slice(0, 60)}' counts`);
      return;
    }
    const at = { span: ignored.at, ...(ignored.uri === undefined ? {} : { uri: ignored.uri }) };
    const fixes = ignored.uri === undefined ? strictFix(document, ignored) : [];
    if (does === 'tests') yield problem({ at, say: 'tests', words: { command, how: ignored.how }, fixes, subject: command });
    else yield problem({ at, say: 'check', words: { command, how: ignored.how, what }, fixes, subject: command });
  },

  examples: [
    {
      file: '.github/workflows/ci.yml',
      bad: code`
        on: push
        permissions:
          contents: read
        jobs:
          check:
            runs-on: ubuntu-latest
            steps:
              - run: pytest
              - run: ruff check . || true
      `,
      good: code`
        on: push
        permissions:
          contents: read
        jobs:
          check:
            runs-on: ubuntu-latest
            steps:
              - run: pytest
              - run: ruff check .
      `,
    },
  ],
});

const REPAIRS = /(?:^|[\s:/_.-])(?:auto)?fix(?:$|[\s:/_.=-])|--write\b|autofix|autocorrect|auto-?format/i;

function strictFix(document: Document, { how, removal, entry, becomes }: Ignored): readonly Fix[] {
  if (removal) return fix(`Remove '${how}'`, [{ span: removal, text: '' }]);
  if (!entry) return [];
  if (becomes === undefined) return fix(`Remove '${how}'`, removeKey(document, entry));
  const node = nodeAt(document, entry);
  const value = node.value.kind === 'flag' ? becomes === 'true' : node.value.kind === 'number' ? Number(becomes) : becomes;
  return fix(`Set '${String(entry.at(-1))}' to '${becomes}'`, replaceScalar(document, node, value));
}
