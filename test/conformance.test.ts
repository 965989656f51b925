import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { Session } from '../src/engine/session.js';
import { registry } from '../src/generated/registry.js';
import type { Finding, Outcome } from '../src/model/finding.js';
import type { AnyRule } from '../src/model/rule.js';
import { slice } from '../src/model/span.js';
import { fixFiles } from './rules/rule-tester.js';
import { grammars } from './support/grammars.js';
import { MemoryWorkspace, pathOf } from './support/memory-workspace.js';

type Files = Readonly<Record<string, string>>;

/** Where a rule about something missing was silent, though a detector or it knew all: it neither names what is there nor says that it has no business there. */
const speaking = (
  rules: readonly AnyRule[],
  silent: (rule: AnyRule, fact: { readonly uri: string; readonly span: { readonly start: number } }) => void,
): AnyRule[] =>
  rules.map((rule) =>
    rule.shape === 'present'
      ? rule
      : {
          ...rule,
          *check(fact, scope) {
            let said = false;
            for (const judgement of rule.check(fact, scope)) {
              said = true;
              yield judgement;
            }
            if (!said) silent(rule, fact);
          },
        },
  );

/** All rules over some files. A detector or rule that throws fails the test. Everything is as in a Git repository that holds the files. */
async function examine(files: Files, rules: readonly AnyRule[] = registry.rules): Promise<Outcome> {
  const session = new Session({
    workspace: new MemoryWorkspace(files, () => true),
    registry: { ...registry, rules },
    grammars,
    log: (message) => assert.fail(message),
  });
  await session.scan();
  const outcome = session.outcome();
  session.dispose();
  return outcome;
}

const of = (rule: AnyRule, findings: readonly Finding[]): readonly Finding[] => findings.filter((finding) => finding.rule === rule.id);
const shown = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, at, message }) => `${rule} ${pathOf(at.uri)}:${String(at.span.start)} ${message}`);

/** Words that say that somebody is unsure, or that a standard is meant rather than the thing at hand. */
const EMPTY_WORDS = /\b(?:insecure|best practices?|consider|ensure|should|may|might|potentially|please|possible|recommended)\b/i;

describe('every rule', () => {
  it('has an id of its own', () => {
    const ids = registry.rules.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  for (const rule of registry.rules)
    describe(rule.id, () => {
      const messages: readonly string[] = typeof rule.message === 'string' ? [rule.message] : Object.values(rule.message);

      it('stands in the file that its id names, beside a test', () => {
        assert.ok(existsSync(`src/rules/${rule.id}.ts`));
        assert.ok(existsSync(`test/rules/${rule.id}.test.ts`));
      });

      it('speaks in whole plain sentences', () => {
        for (const message of messages) {
          assert.match(message, /^['A-Z{].*[.]$/, message);
          assert.ok(message.length <= 240, `${String(message.length)} characters: ${message}`);
          assert.doesNotMatch(message, EMPTY_WORDS);
          assert.doesNotMatch(message, /[`\n]|\*\*| {2}/, `Markdown or a line break: ${message}`);
        }
        assert.match(rule.title, /^[A-Z'].*[^.]$/);
        assert.match(rule.holds, /^[A-Z'].*[^.]$/);
        const why = rule.why.replace(/\s+/g, ' ').trim();
        assert.match(why, /[.]$/);
        assert.ok(why.split(/[.!?](?:\s|$)/).filter(Boolean).length <= 3, `more than three sentences: ${why}`);
        assert.doesNotMatch(why, EMPTY_WORDS);
      });

      it('links to pages that can be read safely', () => {
        for (const reference of rule.references ?? []) assert.match(reference, /^https:\/\//);
      });

      it('has examples that hold', async () => {
        assert.ok(rule.examples.length > 0, 'no example');
        for (const { file, bad, good, beside } of rule.examples) {
          const found = of(rule, (await examine({ ...beside, [file]: bad })).findings);
          assert.ok(found.length > 0, `the bad example has no finding:\n${bad}`);
          assert.deepEqual(shown(of(rule, (await examine({ ...beside, [file]: good })).findings)), [], 'the good example has a finding');
        }
      });

      it('says what it found, where it looks for something good', async () => {
        const silences: string[] = [];
        const rules = speaking(registry.rules, ({ id }, { uri, span }) => silences.push(`${id} ${pathOf(uri)}:${String(span.start)}`));
        for (const { file, bad, good, beside } of rule.examples)
          for (const text of [bad, good]) await examine({ ...beside, [file]: text }, rules);
        assert.deepEqual(silences, []);
      });

      it('underlines the words that are wrong, and no more', async () => {
        for (const { file, bad, beside } of rule.examples)
          for (const { at } of of(rule, (await examine({ ...beside, [file]: bad })).findings)) {
            if (pathOf(at.uri) !== file) continue;
            const words = slice(bad, at.span);
            assert.ok(at.span.end <= bad.length);
            assert.ok(!words.includes('\n') && words.length <= 120, `too wide: ${words}`);
            assert.ok(words.length > 0 || at.span.start === 0, 'nothing is underlined');
          }
      });

      it('has fixes that take the finding away, bring no other, and change nothing when applied again', async () => {
        for (const { file, bad, beside } of rule.examples) {
          const files: Files = { ...beside, [file]: bad };
          const before = await examine(files);
          for (const finding of of(rule, before.findings))
            for (const [i, fix] of finding.fixes.entries()) {
              assert.match(fix.title, /^[A-Z].*[^.]$/, fix.title);
              assert.ok(fix.title.length <= 60, `a long title: ${fix.title}`);
              if (fix.kind === 'suggestion') continue;
              const fixed = fixFiles(files, finding, i);
              const after = await examine(fixed);
              const known = new Set(before.findings.map(({ rule: id }) => id));
              assert.equal(
                of(rule, after.findings).length,
                of(rule, before.findings).length - 1,
                `after '${fix.title}':\n${fixed[file] ?? ''}`,
              );
              assert.deepEqual(
                shown(after.findings.filter(({ rule: id, severity }) => !known.has(id) && severity !== 'info')),
                [],
                `'${fix.title}' brings a finding`,
              );
            }
        }
      });

      it('survives any half of its examples', async () => {
        for (const { file, bad, beside } of rule.examples)
          await fc.assert(
            fc.asyncProperty(fc.nat(bad.length), async (end) => {
              await examine({ ...beside, [file]: bad.slice(0, end) });
            }),
            { numRuns: 15 },
          );
      });
    });
});
