import type { Document } from '../model/document.js';
import type { Fact, FactBase, FactKind } from '../model/fact.js';
import type { Fix } from '../model/finding.js';
import type { AnyRule, Judgement, Messages, Problem, Saying, Scope, Where } from '../model/rule.js';
import { oncePer } from '../model/once.js';
import { hasUnknown, isValue } from '../model/value.js';

/** Where a rule's facts come from, for one subject. */
export interface Reach {
  project<T>(kind: FactKind<T>): readonly Fact<T>[];
  everywhere<T>(kind: FactKind<T>, where?: Where<T>): readonly Fact<T>[];
}

/**
 * How a rule judges the facts of a document. Silence where a field that it read holds an unknown value is unknown. Otherwise silence of
 * a rule about something bad is evidence: it was looked at, and is right. Silence of a rule about something missing proves
 * nothing: what is there has a place, and the rule names it. Throws what the rule throws.
 */
export function judging(rule: AnyRule, document: Document, reach: Reach): (fact: FactBase) => readonly Saying[] {
  const scope = scopeOf(rule, document, reach);
  return (fact) => {
    const judgements = [...rule.check(fact, scope)];
    if (judgements.length > 0) return judgements.some(isExempt) ? judgements.filter(isSaying) : (judgements as Saying[]);
    const unknown = Object.entries(fact).filter(([, value]) => holdsUnknown(value));
    if (unknown.length > 0) {
      // Of few facts: what the rule reads is found out when it is asked once more.
      const read = fieldsRead(fact, (watched) => [...rule.check(watched, scope)]);
      if (unknown.some(([key]) => read.has(key))) return [{ is: 'unknown', at: fact }];
    }
    return rule.shape === 'absent' ? [] : [{ is: 'evidence', at: fact, note: rule.holds }];
  };
}

const isExempt = ({ is }: Judgement): boolean => is === 'exempt';
const isSaying = (judgement: Judgement): judgement is Saying => judgement.is !== 'exempt';

function fieldsRead(fact: FactBase, by: (watched: FactBase) => unknown): ReadonlySet<string | symbol> {
  const read = new Set<string | symbol>();
  by(
    new Proxy(fact, {
      get(target, key, receiver): unknown {
        read.add(key);
        return Reflect.get(target, key, receiver);
      },
    }),
  );
  return read;
}

function holdsUnknown(data: unknown): boolean {
  if (isValue(data)) return hasUnknown(data);
  if (Array.isArray(data)) return data.some(holdsUnknown);
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsUnknown);
}

const kindsOf = oncePer((rule: AnyRule): ReadonlySet<string> => new Set([rule.about, ...(rule.reads ?? [])].map(({ id }) => id)));

function scopeOf(rule: AnyRule, document: Document, reach: Reach): Scope {
  const named = (kind: { readonly id: string }): void => {
    if (!kindsOf(rule).has(kind.id)) throw new Error(`${rule.id} reads '${kind.id}' and does not name it in 'reads'.`);
  };
  return {
    document,
    facts: (kind) => {
      named(kind);
      return reach.project(kind);
    },
    everywhere: (kind, where) => {
      named(kind);
      return reach.everywhere(kind, where);
    },
    problem: (problem) => problemOf(rule.message, problem),
    evidence: ({ span, uri }, note, concerns) => ({
      is: 'evidence',
      at: { span, ...(uri === undefined ? {} : { uri }) },
      note,
      ...(concerns === undefined ? {} : { concerns }),
    }),
    unknown: ({ span, uri }) => ({ is: 'unknown', at: { span, ...(uri === undefined ? {} : { uri }) } }),
    exempt: { is: 'exempt' },
  };
}

function problemOf(messages: Messages, problem: Problem): Judgement {
  const { at, related = [], fixes = [], severity, subject, concerns, say, words = {} } = problem;
  const template = typeof messages === 'string' ? messages : messages[say ?? ''];
  if (template === undefined) throw new Error(`There is no message '${say ?? ''}'.`);
  let made: readonly Fix[] | undefined;
  return {
    is: 'problem',
    at: { span: at.span, ...(at.uri === undefined ? {} : { uri: at.uri }) },
    message: tell(template, words),
    related: related.map(({ at: { span, uri }, note }) => ({ at: { span, ...(uri === undefined ? {} : { uri }) }, note })),
    get fixes() {
      return typeof fixes === 'function' ? (made ??= fixes()) : fixes;
    },
    ...(severity ? { severity } : {}),
    ...(subject === undefined ? {} : { subject }),
    ...(concerns === undefined ? {} : { concerns }),
  };
}

/** Fills a message's placeholders; one without a word stays as it is written. */
export const tell = (template: string, words: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(words[name] ?? placeholder));
