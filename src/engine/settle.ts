import type { Document, Role } from '../model/document.js';
import type { Note } from '../facts/notes.js';
import type { Fact, FactBase } from '../model/fact.js';
import type { Evidence, Finding, Outcome, RuleId, Severity, Unknown } from '../model/finding.js';
import { groupBy } from '../model/group.js';
import type { AnyRule, Saying } from '../model/rule.js';
import { type At, type Place, type Span, overlaps } from '../model/span.js';
import type { Settings } from '../settings/settings.js';
import type { Suppression } from '../settings/suppressions.js';

/** A rule's judgement of one fact, with what settling needs to know of the place. */
export interface Judged {
  readonly rule: AnyRule;
  readonly fact: FactBase;
  readonly document: Pick<Document, 'uri' | 'path' | 'role'>;
  readonly judgement: Saying;
}

export interface Settling {
  readonly settings: Settings;
  /** SHA-256 in hexadecimal. */
  digest(text: string): string;
  documentOf(uri: string): Settled | undefined;
  /** Documents that hold suppression comments. */
  readonly commented: Iterable<Settled>;
  /** What documents name and nobody can follow. */
  readonly notes?: readonly NoteFact[];
  /** Whether a rule was run: a comment for one that was not cannot be called unused. */
  ran(rule: string): boolean;
}

type NoteFact = Fact<NonNullable<(typeof Note)['of']>>;

/** What settling needs to know of a document. */
export interface Settled extends Pick<Document, 'uri' | 'path' | 'role'> {
  readonly suppressions: readonly Suppression[];
}

const LOWER: Readonly<Record<Severity, Severity>> = { error: 'warning', warning: 'info', info: 'info' };

/** Kinds of subject that stand at the first line of a manifest only because they have no place of their own. */
const WIDE: ReadonlySet<string> = new Set(['project/project', 'project/workspace', 'project/system', 'project/kept-data']);

/** Rules of the engine itself: what it has to say about suppression comments, and about what it cannot follow. */
export const NOTICES = {
  unused: 'preflight/unused-suppression',
  reason: 'preflight/suppression-without-reason',
  lost: 'preflight/cannot-follow',
} as const satisfies Record<string, RuleId>;

/** The severity of a problem before settings; undefined where the rule does not judge that role. */
export function severityOf(rule: AnyRule, role: Role, own: Severity | undefined): Severity | undefined {
  const base = own ?? rule.severity;
  const said = rule.severityIn?.[role];
  if (said !== undefined) return said === 'off' ? undefined : said;
  if (rule.about.everyRole) return base;
  if (!rolesOf(rule).includes(role)) return undefined;
  return role === 'development' && !rule.roles ? LOWER[base] : base;
}

/** Which documents a rule judges. */
export const rolesOf = (rule: AnyRule): readonly Role[] => [
  ...(rule.roles ?? (rule.shape === 'absent' ? (['production'] as const) : (['production', 'development'] as const))),
  ...(Object.entries(rule.severityIn ?? {}) as [Role, Severity | 'off'][]).flatMap(([role, severity]) =>
    severity === 'off' ? [] : [role],
  ),
];

/** Applies severities, precedence and suppressions, and names each finding. The result is in the order of documents and places. */
export function settle(all: readonly Judged[], by: Settling): Outcome {
  const evidence: Evidence[] = [];
  const unknown: Unknown[] = [];
  const problems: Open[] = [];
  for (const judged of all) {
    const { rule, judgement, document } = judged;
    const at = placeOf(judgement.at, document.uri);
    if (judgement.is === 'evidence')
      evidence.push(kept(proofs, judgement, () => ({ rule: rule.id, at, note: judgement.note, ...concernsOf(judgement) })));
    else if (judgement.is === 'unknown') unknown.push(kept(doubts, judgement, () => ({ rule: rule.id, at })));
    else {
      const where = by.documentOf(at.uri) ?? document;
      const own = severityOf(rule, where.role, judgement.severity);
      const severity = own && (by.settings.severityOf(rule.id, where.path) ?? own);
      if (severity !== undefined && severity !== 'off') problems.push({ judged, judgement, at, path: where.path, severity });
    }
  }
  problems.sort(
    (a, b) =>
      compare(a.path, b.path) ||
      a.at.span.start - b.at.span.start ||
      a.at.span.end - b.at.span.end ||
      compare(a.judged.rule.id, b.judged.rule.id),
  );

  const used = new Set<Suppression>();
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of name(withoutDoubles(problems), by)) {
    const comments = by.documentOf(finding.at.uri)?.suppressions ?? [];
    const silencing = comments.filter(({ rules, covers }) => rules.includes(finding.rule) && within(covers, finding.at.span.start));
    for (const suppression of silencing) used.add(suppression);
    (silencing.length ? suppressed : findings).push(finding);
  }
  return { findings: [...findings, ...notices(by, used), ...told(by)], evidence, unknown, suppressed };
}

/** What was made of judgements before: the same objects as long as a judgement stands, so that what follows from them stands, too. */
const proofs = new WeakMap<Saying, Evidence>();
const doubts = new WeakMap<Saying, Unknown>();
const named = new WeakMap<Saying, Finding>();

function kept<T>(known: WeakMap<Saying, T>, judgement: Saying, make: () => T): T {
  let made = known.get(judgement);
  if (made === undefined) known.set(judgement, (made = make()));
  return made;
}

interface Open {
  readonly judged: Judged;
  readonly judgement: Extract<Saying, { is: 'problem' }>;
  readonly at: Place;
  readonly path: string;
  readonly severity: Severity;
}

const concernsOf = ({ concerns }: { readonly concerns?: string }): { readonly concerns?: string } =>
  concerns === undefined ? {} : { concerns };
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const within = (span: { readonly start: number; readonly end: number }, offset: number): boolean =>
  span.start <= offset && offset <= span.end;
const placeOf = ({ span, uri }: At, own: string): Place => ({ uri: uri ?? own, span });

/** One finding for one gap and place, and where a graver rule speaks of the same words, only that one. */
function* withoutDoubles(problems: readonly Open[]): Iterable<Open> {
  const seen = new Set<string>();
  const graver = groupBy(
    problems.flatMap((problem) => (problem.judged.rule.supersedes ?? []).map((rule) => ({ rule, at: problem.at }))),
    ({ rule, at }) => `${rule} ${at.uri}`,
  );
  const ends = new Map([...graver].map(([key, list]) => [key, furthestEnds(list)]));
  for (const problem of problems) {
    const { at, judged } = problem;
    const key = `${judged.rule.id} ${at.uri} ${String(at.span.start)} ${String(at.span.end)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const kind = `${judged.rule.id} ${at.uri}`;
    if (!isCovered(at.span, graver.get(kind) ?? [], ends.get(kind) ?? [])) yield problem;
  }
}

/** For each place, in the order of their starts, how far it or one before it reaches. */
function furthestEnds(places: readonly { readonly at: Place }[]): readonly number[] {
  let furthest = 0;
  return places.map(({ at }) => (furthest = Math.max(furthest, at.span.end)));
}

/** Whether one of the places, in the order of their starts, shares words with the span. */
function isCovered(span: Span, places: readonly { readonly at: Place }[], ends: readonly number[]): boolean {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at.span.start ?? 0) <= span.end) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0 && (ends[i] ?? 0) >= span.start; i--) {
    const other = places[i]?.at.span;
    if (other && (overlaps(other, span) || other.start === span.start)) return true;
  }
  return false;
}

function* name(problems: Iterable<Open>, by: Settling): Iterable<Finding> {
  const counts = new Map<string, number>();
  for (const { judged, judgement, at, path, severity } of problems) {
    const subject = `${judged.rule.id}\n${path}\n${judgement.subject ?? ''}`;
    const ordinal = counts.get(subject) ?? 0;
    counts.set(subject, ordinal + 1);
    const fingerprint = by.digest(`${subject}\n${String(ordinal)}`).slice(0, 16);
    const before = named.get(judgement);
    if (before?.severity === severity && before.fingerprint === fingerprint) {
      yield before;
      continue;
    }
    const finding: Finding = {
      rule: judged.rule.id,
      severity,
      confidence: judged.fact.confidence,
      at,
      message: judgement.message,
      related: judgement.related.map((related) => ({ at: placeOf(related.at, judged.document.uri), note: related.note })),
      get fixes() {
        return judgement.fixes;
      },
      fingerprint,
      ...(WIDE.has(judged.fact.kind) || (judged.fact.kind.startsWith('project/') && at.span.end === 0) ? { workspaceGap: true } : {}),
      ...concernsOf(judgement),
    };
    named.set(judgement, finding);
    yield finding;
  }
}

/** A suppression that silences nothing, or that gives no reason, is itself reported. */
function* notices(by: Settling, used: ReadonlySet<Suppression>): Iterable<Finding> {
  for (const { uri, path, suppressions } of by.commented) {
    for (const [i, suppression] of suppressions.entries()) {
      const notice = (rule: RuleId, severity: Severity, message: string): Finding => ({
        rule,
        severity,
        confidence: 'sure',
        at: { uri, span: suppression.span },
        message,
        related: [],
        fixes: [],
        fingerprint: by.digest(`${rule}\n${path}\n${suppression.rules.join()}\n${String(i)}`).slice(0, 16),
      });
      const rules = suppression.rules.map((rule) => `'${rule}'`).join(', ');
      if (suppression.reason === undefined)
        yield notice(NOTICES.reason, 'warning', `This comment silences ${rules} and does not say why. Add ' -- ' and the reason.`);
      if (!used.has(suppression) && suppression.rules.every((rule) => by.ran(rule)))
        yield notice(NOTICES.unused, 'info', `Nothing is left here for ${rules} to silence. Remove the comment.`);
    }
  }
}

function* told({ notes = [], digest, documentOf }: Settling): Iterable<Finding> {
  for (const { uri, span, message, subject } of notes)
    yield {
      rule: NOTICES.lost,
      severity: 'info',
      confidence: 'sure',
      at: { uri, span },
      message,
      related: [],
      fixes: [],
      fingerprint: digest(`${NOTICES.lost}\n${documentOf(uri)?.path ?? uri}\n${subject}`).slice(0, 16),
    };
}
