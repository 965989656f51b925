import { insertKey, nodeAt, replaceScalar } from '../../edits/yaml.js';
import { WorkflowToken } from '../../facts/delivery.js';
import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';

import { code, fix, rule, suggestion } from '../../model/rule.js';
import { lineEnding } from '../../edits/indentation.js';

export const broadPermissions = rule({
  id: 'ci/broad-permissions',
  shape: 'absent',
  severity: 'warning',
  title: "The token's rights are not limited",
  message: {
    workflow:
      "This workflow does not limit its token: every step of '{job}' has the repository's default rights. Start from 'contents: read'.",
    all: "'write-all' lets every step change code, releases and settings of this repository with its token. Name the rights that it needs.",
  },
  holds: 'The token has only the rights that are named',
  why: `Where the repository's default is to write, one action or dependency that was taken over can push code, publish packages and approve pull requests.
    The default cannot be seen in the code, and a fork or a new organisation has another one.`,
  references: [
    'https://docs.github.com/actions/tutorials/authenticate-with-github_token#modifying-the-permissions-for-the-github_token',
    'https://cwe.mitre.org/data/definitions/250.html',
  ],
  security: 5,
  about: WorkflowToken,

  *check(workflow, { document, problem, evidence, unknown, exempt }) {
    const { rights, jobs, needs, handed, triggers } = workflow;
    const all = rights?.all ? rights : jobs.map((job) => job.rights).find((own) => own?.all === true);
    const wanted: Readonly<Record<string, string>> = Object.fromEntries([['contents', 'read'] as const, ...needs]);
    const offer = handed ? suggestion : fix;
    if (all) {
      const atTop = all === rights;
      yield problem({
        at: { span: all.value },
        say: 'all',
        fixes: () => (atTop ? offer('Limit the token to what is known', instead(document, wanted)) : []),
        subject: 'write-all',
      });
      return;
    }
    if (rights) {
      yield evidence({ span: rights.value }, 'The workflow names the rights of its token');
      return;
    }
    const open = jobs.find((job) => job.rights === undefined);
    if (!open) {
      const [job] = jobs;
      yield job ? evidence({ span: job.at }, 'Each job names the rights of its token') : exempt;
      return;
    }
    // What only others call has the rights that they give.
    if (triggers.length > 0 && triggers.every((trigger) => trigger === 'workflow_call')) {
      yield unknown({ span: open.at });
      return;
    }
    yield problem({
      at: { span: open.at },
      say: 'workflow',
      words: { job: open.name },
      fixes: () => offer(titleOf(wanted), limited(document, wanted)),
      subject: 'permissions',
    });
  },

  examples: [
    {
      file: '.github/workflows/ci.yml',
      bad: code`
        on: push

        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
              - run: make test
      `,
      good: code`
        on: push

        permissions:
          contents: read

        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
              - run: make test
      `,
    },
  ],
});

const titleOf = (wanted: Readonly<Record<string, string>>): string => {
  const names = Object.entries(wanted).map(([scope, level]) => `${scope}: ${level}`);
  return names.length === 1 ? `Limit the token to '${names[0] ?? ''}'` : `Limit the token to ${String(names.length)} rights that it needs`;
};

/** Above the jobs, with the blank line that the file has between its sections. */
function limited(document: Document, wanted: Readonly<Record<string, string>>): readonly TextEdit[] | undefined {
  const root = nodeAt(document, []);
  const edits = insertKey(document, root, 'permissions', wanted, root.keys[0] === 'jobs' ? { before: 'jobs' } : { before: 'jobs' });
  const [edit] = edits ?? [];
  if (!edit || edit.span.start !== edit.span.end) return edits;
  const ending = lineEnding(document.text);
  const spaced = new RegExp(String.raw`(?:\r?\n){2}$`).test(document.text.slice(0, edit.span.start));
  return spaced && edit.text.endsWith(ending) ? [{ ...edit, text: `${edit.text}${ending}` }] : [edit];
}

/** `permissions: write-all` becomes a map. */
function instead(document: Document, wanted: Readonly<Record<string, string>>): readonly TextEdit[] | undefined {
  const node = nodeAt(document, ['permissions']);
  if (node.kind !== 'scalar') return undefined;
  const ending = lineEnding(document.text);
  const lines = Object.entries(wanted).map(([scope, level]) => `  ${scope}: ${level}`);
  const edits = replaceScalar(document, node, 'x');
  if (!edits) return undefined;
  let start = node.span.start;
  while (document.text[start - 1] === ' ') start -= 1;
  const rest = document.text.slice(node.span.end, document.text.indexOf('\n', node.span.end) >>> 0);
  const comment = /^[ \t]*#[^\r\n]*/.exec(rest)?.[0] ?? '';
  return [{ span: { start, end: node.span.end + comment.length }, text: `${comment}${ending}${lines.join(ending)}` }];
}
