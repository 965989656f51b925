import assert from 'node:assert/strict';
import { applyEdits } from '../../src/edits/apply.js';
import { Session } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import type { Finding, Outcome, Severity } from '../../src/model/finding.js';
import type { AnyRule } from '../../src/model/rule.js';
import { grammars } from '../support/grammars.js';
import { MemoryWorkspace, pathOf, uriOf } from '../support/memory-workspace.js';

/** A sample: one file, or several where a gap shows only across them. `«…»` marks what must be underlined. */
type Sample = { readonly file: string; readonly code: string } | { readonly files: Readonly<Record<string, string>> };

export type Reported = Sample & {
  /** Completes "reports …". */
  readonly name: string;
  /** The text (of the marked file) after the first fix; `null` when no fix may be offered. */
  readonly fixed?: string | null;
  /** The title of the first fix. */
  readonly fix?: string;
  readonly severity?: Severity;
  /** What the message says, or a part of it. */
  readonly says?: string | RegExp;
  readonly tracked?: boolean;
};

export type Quiet = Sample & { readonly name: string; readonly tracked?: boolean };

export interface Tables {
  readonly reports: readonly Reported[];
  /** Each one is a false alarm that somebody could meet. */
  readonly accepts: readonly Quiet[];
  /** Neither a finding nor evidence. */
  readonly unknown?: readonly Quiet[];
  /** None of the rule's business: neither a finding, nor evidence, nor unknown. */
  readonly exempts?: readonly Quiet[];
  /** The near misses are enough when there are as many as reports. Only for rules whose cases cannot be told apart further. */
}

const MARK = /[«»]/g;
const filesOf = (sample: Sample): Readonly<Record<string, string>> => ('files' in sample ? sample.files : { [sample.file]: sample.code });

/** What the whole product says of some files, for one rule. Rules that it supersedes, or that supersede it, run as well. */
export async function examine(rule: AnyRule, files: Readonly<Record<string, string>>, tracked?: boolean): Promise<Outcome> {
  const rules = registry.rules.filter(({ id, supersedes }) => id === rule.id || supersedes?.includes(rule.id));
  const session = new Session({
    workspace: new MemoryWorkspace(files, () => tracked),
    registry: { ...registry, rules: rules.some(({ id }) => id === rule.id) ? rules : [...rules, rule] },
    grammars,
    log: (message) => assert.fail(message),
  });
  await session.scan();
  const outcome = session.outcome();
  session.dispose();
  const mine = <T extends { readonly rule: string }>(list: readonly T[]): readonly T[] => list.filter((entry) => entry.rule === rule.id);
  return {
    findings: mine(outcome.findings),
    evidence: mine(outcome.evidence),
    unknown: mine(outcome.unknown),
    suppressed: mine(outcome.suppressed),
  };
}

/** Every mark of a sample as `path:start-end`, with the text that it marks. */
function marksOf(path: string, marked: string): string[] {
  const marks: string[] = [];
  const open: number[] = [];
  let removed = 0;
  for (const { 0: mark, index } of marked.matchAll(MARK)) {
    const offset = index - removed++;
    if (mark === '«') open.push(offset);
    else {
      const start = open.pop();
      assert.ok(start !== undefined, `unbalanced marks in ${path}`);
      marks.push(`${path} ${String(start)}-${String(offset)} ${JSON.stringify(marked.replace(MARK, '').slice(start, offset))}`);
    }
  }
  assert.equal(open.length, 0, `unbalanced marks in ${path}`);
  return marks;
}

const shown = (files: Readonly<Record<string, string>>, { at }: Finding): string =>
  `${pathOf(at.uri)} ${String(at.span.start)}-${String(at.span.end)} ${JSON.stringify((files[pathOf(at.uri)] ?? '').slice(at.span.start, at.span.end))}`;

/** The files after a finding's first fix. */
export function fixFiles(files: Readonly<Record<string, string>>, finding: Finding, index = 0): Readonly<Record<string, string>> {
  const result = { ...files };
  const edits = finding.fixes[index]?.edits ?? [];
  for (const uri of new Set(edits.map((edit) => edit.uri ?? finding.at.uri))) {
    const path = pathOf(uri);
    result[path] = applyEdits(
      result[path] ?? '',
      edits.filter((edit) => (edit.uri ?? finding.at.uri) === uri),
    );
  }
  return result;
}

/** Runs a rule's tables against the whole product: classification, all detectors, derivations, the engine. */
export function testRule(rule: AnyRule, { reports, accepts, unknown = [], exempts = [] }: Tables): void {
  describe(rule.id, () => {
    const names = [...reports, ...accepts, ...unknown, ...exempts].map(({ name }) => name);
    it('has tables worth having', () => {
      assert.deepEqual(
        names.filter((name, i) => names.indexOf(name) !== i),
        [],
        'two cases have the same name',
      );
      assert.ok(accepts.length + unknown.length + exempts.length >= reports.length, 'fewer near misses than reports');
    });

    for (const sample of reports)
      it(`reports ${sample.name}`, async () => {
        const marked = filesOf(sample);
        const files = Object.fromEntries(Object.entries(marked).map(([path, text]) => [path, text.replace(MARK, '')]));
        const { findings } = await examine(rule, files, sample.tracked);
        const expected = Object.entries(marked).flatMap(([path, text]) => marksOf(path, text));
        assert.ok(expected.length > 0, 'nothing is marked in the sample');
        assert.deepEqual(findings.map((finding) => shown(files, finding)).sort(), expected.sort());
        const [first] = findings;
        assert.ok(first);
        if (sample.severity) assert.equal(first.severity, sample.severity);
        if (sample.says !== undefined)
          assert.ok(typeof sample.says === 'string' ? first.message.includes(sample.says) : sample.says.test(first.message), first.message);
        if (sample.fix !== undefined) assert.equal(first.fixes[0]?.title, sample.fix);
        if (sample.fixed === null) assert.deepEqual(first.fixes, []);
        if (typeof sample.fixed === 'string') assert.equal(fixFiles(files, first)[pathOf(first.at.uri)], sample.fixed);
        await assertConverges(rule, files, findings, sample.tracked);
      });

    for (const sample of accepts)
      it(`accepts ${sample.name}`, async () => {
        const { findings, unknown: open } = await examine(rule, filesOf(sample), sample.tracked);
        assert.deepEqual(
          findings.map((finding) => `${shown(filesOf(sample), finding)} ${finding.message}`),
          [],
        );
        assert.deepEqual(
          open.map(({ at }) => `${at.uri} ${String(at.span.start)}`),
          [],
          'it is unknown rather than accepted',
        );
      });

    for (const sample of exempts)
      it(`has no business with ${sample.name}`, async () => {
        const { findings, evidence, unknown: open } = await examine(rule, filesOf(sample), sample.tracked);
        assert.deepEqual(
          findings.map((finding) => `${shown(filesOf(sample), finding)} ${finding.message}`),
          [],
        );
        assert.deepEqual(
          evidence.map(({ at, note }) => `${at.uri} ${String(at.span.start)} ${note}`),
          [],
          'it counts as evidence',
        );
        assert.deepEqual(
          open.map(({ at }) => `${at.uri} ${String(at.span.start)}`),
          [],
          'it is unknown rather than exempt',
        );
      });

    for (const sample of unknown)
      it(`cannot decide ${sample.name}`, async () => {
        const { findings, evidence } = await examine(rule, filesOf(sample), sample.tracked);
        assert.deepEqual(
          findings.map((finding) => `${shown(filesOf(sample), finding)} ${finding.message}`),
          [],
        );
        assert.deepEqual(
          evidence.map(({ at, note }) => `${at.uri} ${String(at.span.start)} ${note}`),
          [],
          'it counts as evidence',
        );
      });
  });
}

/** A fix that is no suggestion takes its finding away, brings no other one, and changes nothing when applied again. */
export async function assertConverges(
  rule: AnyRule,
  files: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  tracked?: boolean,
): Promise<void> {
  for (const finding of findings)
    for (const [i, fix] of finding.fixes.entries()) {
      if (fix.kind === 'suggestion') continue;
      const after = fixFiles(files, finding, i);
      const left = (await examine(rule, after, tracked)).findings;
      assert.equal(
        left.length,
        findings.length - 1,
        `'${fix.title}' leaves ${String(left.length)} of ${String(findings.length)} findings:\n${Object.values(after).join('\n---\n')}`,
      );
    }
}

export { uriOf };
