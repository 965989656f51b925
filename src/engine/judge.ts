import type { Document } from '../model/document.js';
import type { Fact, FactBase, FactKind } from '../model/fact.js';
import type { Fix } from '../model/finding.js';
import type { AnyRule, Judgement, Messages, Problem, Saying, Scope, Where } from '../model/rule.js';
import { hasUnknown, isValue } from '../model/value.js';

/** Where a rule's facts come from, for one subject. */
export interface Reach {
  project<T>(kind: FactKind<T>): readonly Fact<T>[];
  everywhere<T>(kind: FactKind<T>, where?: Where<T>): readonly Fact<T>[];
}

/**
 * What a rule says of one fact. Silence where a field that it read holds an unknown value is unknown. Otherwise silence of a
 * rule about something bad is evidence: it was looked at, and is right. Silence of a rule about something missing proves
 * nothing: what is there has a place, and the rule names it. Throws what the rule throws.
 */
export function judge(rule: AnyRule, fact: FactBase, document: Document, reach: Reach): readonly Saying[] {
  const read = new Set<string>();
  const watched = new Proxy(fact, {
    get(target, key, receiver): unknown {
      if (typeof key === 'string') read.add(key);
      return Reflect.get(target, key, receiver);
    },
  });
  const judgements = [...rule.check(watched, scopeOf(rule, document, reach))];
  if (judgements.length > 0) return judgements.filter((judgement) => judgement.is !== 'exempt');
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  if ([...read].some((key) => holdsUnknown(fields[key]))) return [{ is: 'unknown', at: fact }];
  return rule.shape === 'absent' ? [] : [{ is: 'evidence', at: fact, note: rule.holds }];
}

function holdsUnknown(data: unknown): boolean {
  if (isValue(data)) return hasUnknown(data);
  if (Array.isArray(data)) return data.some(holdsUnknown);
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsUnknown);
}

function scopeOf(rule: AnyRule, document: Document, reach: Reach): Scope {
  const reads = new Set([rule.about, ...(rule.reads ?? [])].map(({ id }) => id));
  const named = (kind: { readonly id: string }): void => {
    if (!reads.has(kind.id)) throw new Error(`${rule.id} reads '${kind.id}' and does not name it in 'reads'.`);
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
