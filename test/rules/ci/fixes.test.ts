import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { broadPermissions } from '../../../src/rules/ci/broad-permissions.js';
import { checkCannotFail } from '../../../src/rules/ci/check-cannot-fail.js';
import { scriptInjection } from '../../../src/rules/ci/script-injection.js';
import { secretInWorkflow } from '../../../src/rules/ci/secret-in-workflow.js';
import type { AnyRule } from '../../../src/model/rule.js';
import { examine, fixFiles } from '../rule-tester.js';
import { expression, file } from './workflow.js';

interface Step {
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly 'continue-on-error'?: boolean;
}
interface Flow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly Step[]; readonly container?: { readonly credentials: Readonly<Record<string, string>> } }>
  >;
}

const title = expression('github.event.issue.title');

/** A workflow in some of the ways that people write one. */
const written = fc
  .record({
    unit: fc.constantFrom('  ', '    '),
    comments: fc.boolean(),
    flow: fc.boolean(),
    quotes: fc.constantFrom('', '"', "'"),
    block: fc.constantFrom('|', '|-'),
    dash: fc.boolean(),
    anchor: fc.boolean(),
    first: fc.boolean(),
    windows: fc.boolean(),
    last: fc.boolean(),
    spaced: fc.boolean(),
  })
  .map(({ unit, comments, flow, quotes, block, dash, anchor, first, windows, last, spaced }) => {
    const note = comments ? ' # why' : '';
    const gap = spaced ? [''] : [];
    const list = dash ? unit : '';
    const step = (lines: readonly string[]): string[] => lines.map((line, i) => `${unit.repeat(2)}${list}${i === 0 ? '- ' : '  '}${line}`);
    const key = `continue-on-error: true${note}`;
    const lines = [
      ...(comments ? ['# top'] : []),
      'on: issues',
      ...gap,
      ...(anchor ? ['x-env: &env', `${unit}A: 1`] : []),
      ...gap,
      ...(comments ? ['# about the jobs'] : []),
      'jobs:',
      `${unit}build:`,
      `${unit.repeat(2)}runs-on: ubuntu-latest${note}`,
      `${unit.repeat(2)}container:`,
      `${unit.repeat(3)}image: x`,
      flow
        ? `${unit.repeat(3)}credentials: {username: u, password: ${quotes}hackme${quotes}}`
        : `${unit.repeat(3)}credentials:\n${unit.repeat(4)}username: u\n${unit.repeat(4)}password: ${quotes}hackme${quotes}${note}`,
      `${unit.repeat(2)}steps:`,
      ...step(first ? [key, 'run: pytest'] : ['run: pytest', key, 'name: last']),
      ...step([
        `name: ${quotes}a step${quotes}${note}`,
        ...(anchor ? ['env:', `${unit}<<: *env`, `${unit}B: 2`] : flow ? ['env: {B: 2}'] : []),
        `run: ${block}`,
        `${unit}echo "${title}"`,
        `${unit}echo '\tdone'`,
      ]),
    ];
    const text = lines.join('\n') + (last ? '\n' : '');
    return windows ? text.replaceAll('\n', '\r\n') : text;
  });

const read = (text: string): Flow => parse(text, { merge: true }) as Flow;

/** The text after the first fix of a rule's only finding. */
async function fixed(rule: AnyRule, text: string): Promise<string> {
  const files = { [file]: text };
  const { findings } = await examine(rule, files);
  const [finding] = findings;
  assert.ok(finding && findings.length === 1, `${String(findings.length)} findings of ${rule.id}:\n${text}`);
  assert.equal(finding.fixes.length, 1, `no fix of ${rule.id}:\n${text}`);
  return fixFiles(files, finding)[file] ?? '';
}

/** What the fix of a rule changes, and nothing else. */
const INTENDED: readonly (readonly [AnyRule, (before: Flow) => Flow])[] = [
  [broadPermissions, (before) => ({ ...before, permissions: { contents: 'read' } })],
  [
    checkCannotFail,
    (before) => changed(before, (step) => Object.fromEntries(Object.entries(step).filter(([key]) => key !== 'continue-on-error'))),
  ],
  [
    scriptInjection,
    (before) =>
      changed(before, (step) =>
        step.run?.includes(title) === true
          ? { ...step, env: { ...step.env, ISSUE_TITLE: title }, run: step.run.replace(title, '$ISSUE_TITLE') }
          : step,
      ),
  ],
  [
    secretInWorkflow,
    (before) => {
      const { build } = before.jobs;
      assert.ok(build?.container);
      return {
        ...before,
        jobs: {
          build: {
            ...build,
            container: { ...build.container, credentials: { username: 'u', password: expression('secrets.REGISTRY_PASSWORD') } },
          },
        },
      };
    },
  ],
];

function changed(flow: Flow, change: (step: Step) => Step): Flow {
  const { build } = flow.jobs;
  assert.ok(build);
  return { ...flow, jobs: { build: { ...build, steps: build.steps.map(change) } } };
}

describe('the fixes of pipelines', () => {
  for (const [rule, intended] of INTENDED)
    it(`of ${rule.id} change nothing but what is meant`, async () => {
      await fc.assert(
        fc.asyncProperty(written, async (text) => {
          const after = await fixed(rule, text);
          assert.deepEqual(read(after), intended(read(text)), after);
          for (const comment of text.match(/# [\w ]+/g) ?? [])
            if (rule !== checkCannotFail || !text.includes(`true ${comment}`))
              assert.ok(after.includes(comment), `'${comment}' is lost:\n${after}`);
          assert.equal(/(?<!\r)\n/.test(after), /(?<!\r)\n/.test(text), 'mixed line endings');
          assert.equal(after.endsWith('\n'), text.endsWith('\n'));
        }),
        { numRuns: 40 },
      );
    });
});
