import { replaced } from '../model/alike.js';
import type { Document, Role } from '../model/document.js';
import type { Note } from '../facts/notes.js';
import type { Fact, FactBase } from '../model/fact.js';
import type { Evidence, Finding, Outcome, RuleId, Severity, Unknown } from '../model/finding.js';
import { groupBy } from '../model/group.js';
import { oncePer } from '../model/once.js';
import type { AnyRule, Saying } from '../model/rule.js';
import { type At, type Place, type Span, overlaps } from '../model/span.js';
import type { Settings } from '../settings/settings.js';
import type { Suppression } from '../settings/suppressions.js';
import { same } from './same.js';

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
export const rolesOf = oncePer((rule: AnyRule): readonly Role[] => [
  ...(rule.roles ?? (rule.shape === 'absent' ? (['production'] as const) : (['production', 'development'] as const))),
  ...(Object.entries(rule.severityIn ?? {}) as [Role, Severity | 'off'][]).flatMap(([role, severity]) =>
    severity === 'off' ? [] : [role],
  ),
]);

/** What a rule says of a document, under some settings. */
export interface Said {
  readonly evidence: readonly Evidence[];
  readonly unknown: readonly Unknown[];
  readonly problems: readonly Open[];
}

/** A problem with its severity and its place. */
interface Open {
  readonly judged: Judged;
  readonly judgement: Extract<Saying, { is: 'problem' }>;
  readonly at: Place;
  readonly path: string;
  readonly severity: Severity;
}

/** Applies severities. What is the same as before stays the same object. */
export function saidOf(all: readonly Judged[], { settings, documentOf }: Settling, before: Said = SILENCE): Said {
  const evidence: Evidence[] = [];
  const unknown: Unknown[] = [];
  const problems: Open[] = [];
  for (const judged of all) {
    const { rule, judgement, document } = judged;
    const at = placeOf(judgement.at, document.uri);
    if (judgement.is === 'evidence')
      evidence.push(kept({ rule: rule.id, at, note: judgement.note, ...concernsOf(judgement) }, before.evidence[evidence.length]));
    else if (judgement.is === 'unknown') unknown.push(kept({ rule: rule.id, at }, before.unknown[unknown.length]));
    else {
      const where = documentOf(at.uri) ?? document;
      const own = severityOf(rule, where.role, judgement.severity);
      const severity = own && (settings.severityOf(rule.id, where.path) ?? own);
      if (severity !== undefined && severity !== 'off') problems.push({ judged, judgement, at, path: where.path, severity });
    }
  }
  return { evidence, unknown, problems };
}

const SILENCE: Said = { evidence: [], unknown: [], problems: [] };
const kept = <T>(now: T, before: T | undefined): T => (before !== undefined && same(before, now) ? before : now);

/** Findings, those that comments silence, and what there is to say about comments. */
type List = 'findings' | 'suppressed' | 'notices';

/** What is found in one document. */
interface Found extends Readonly<Record<List, readonly Finding[]>> {
  readonly path: string;
  /** The fingerprints of a rule's findings about one subject, in their order: they are the same at every keystroke. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

const NOTHING: Found = { path: '', findings: [], suppressed: [], notices: [], names: new Map() };
/** The findings of as many documents are put in their place among the others; of more, all lists are made anew. */
const FEW = 20;

/**
 * The findings of a workspace, document by document: precedence, names and comments never reach beyond one. Only a document of which
 * something else is said than before is settled again.
 */
export class Findings {
  readonly #by: Settling;
  /** What is said of each document, wherever it follows from. */
  readonly #said = new Map<string, Set<Said>>();
  readonly #found = new Map<string, Found>();
  readonly #moved = new Set<string>();
  /** The documents in which something is found, by path. */
  #order: readonly string[] | undefined;
  #lists: Record<List, readonly Finding[]> = NOTHING;

  constructor(by: Settling) {
    this.#by = by;
  }

  /** A rule says something else than before. */
  replace(before: Said | undefined, now: Said | undefined): void {
    for (const { at } of before?.problems ?? []) {
      if (before) this.#said.get(at.uri)?.delete(before);
      this.#moved.add(at.uri);
    }
    for (const { at } of now?.problems ?? []) {
      let said = this.#said.get(at.uri);
      if (!said) this.#said.set(at.uri, (said = new Set()));
      if (now) said.add(now);
      this.#moved.add(at.uri);
    }
  }

  /** The document was read again: its comments may have changed. */
  reread(uri: string): void {
    this.#moved.add(uri);
  }

  /** All of them in the order of documents and places, and behind them what there is to say about comments. */
  all(): Pick<Outcome, 'findings' | 'suppressed'> {
    const moved = [...this.#moved].map((uri) => ({ before: this.#found.get(uri) ?? NOTHING, now: this.#settle(uri) }));
    this.#moved.clear();
    const listed = (list: List): readonly Finding[] => {
      let known: readonly Finding[] | undefined = moved.length > FEW ? undefined : this.#lists[list];
      for (const { before, now } of moved) known &&= replaced(known, before[list], now[list]);
      return known ?? this.#documents().flatMap((uri) => this.#found.get(uri)?.[list] ?? []);
    };
    this.#lists = { findings: listed('findings'), suppressed: listed('suppressed'), notices: listed('notices') };
    const { findings, suppressed, notices } = this.#lists;
    return { findings: notices.length > 0 ? [...findings, ...notices] : findings, suppressed };
  }

  #documents(): readonly string[] {
    this.#order ??= [...this.#found].sort(([, a], [, b]) => compare(a.path, b.path)).map(([uri]) => uri);
    return this.#order;
  }

  #settle(uri: string): Found {
    const comments = this.#by.documentOf(uri)?.suppressions ?? [];
    const said = this.#said.get(uri);
    const before = this.#found.get(uri);
    if (said?.size === 0) this.#said.delete(uri);
    if (!said?.size && comments.length === 0) {
      if (this.#found.delete(uri)) this.#order = undefined;
      return NOTHING;
    }
    if (!before) this.#order = undefined;
    const problems = [...(said ?? [])].flatMap((one) => one.problems.filter(({ at }) => at.uri === uri)).sort(inOrder);
    const now = settled(uri, problems, comments, this.#by, before?.names);
    this.#found.set(uri, now);
    return now;
  }
}

/** One document's problems, which are in the order of their places. */
function settled(
  uri: string,
  problems: readonly Open[],
  comments: readonly Suppression[],
  by: Settling,
  known: Found['names'] = new Map(),
): Found {
  const path = problems[0]?.path ?? by.documentOf(uri)?.path ?? uri;
  const used = new Set<Suppression>();
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  const names = new Map<string, string[]>();
  for (const open of withoutDoubles(problems)) {
    const { judged, judgement, at } = open;
    const subject = `${judged.rule.id}\n${path}\n${judgement.subject ?? ''}`;
    const given = names.get(subject) ?? [];
    const fingerprint = known.get(subject)?.[given.length] ?? by.digest(`${subject}\n${String(given.length)}`).slice(0, 16);
    names.set(subject, given);
    given.push(fingerprint);
    const silencing = comments.filter(({ rules, covers }) => rules.includes(judged.rule.id) && within(covers, at.span.start));
    for (const suppression of silencing) used.add(suppression);
    (silencing.length > 0 ? suppressed : findings).push(findingOf(open, fingerprint));
  }
  return { path, findings, suppressed, notices: [...notices(uri, path, comments, by, used)], names };
}

const inOrder = (a: Open, b: Open): number =>
  a.at.span.start - b.at.span.start ||
  a.at.span.end - b.at.span.end ||
  compare(a.judged.rule.id, b.judged.rule.id) ||
  compare(a.judged.document.uri, b.judged.document.uri);

const concernsOf = ({ concerns }: { readonly concerns?: string }): { readonly concerns?: string } =>
  concerns === undefined ? {} : { concerns };
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const within = (span: { readonly start: number; readonly end: number }, offset: number): boolean =>
  span.start <= offset && offset <= span.end;
const placeOf = ({ span, uri }: At, own: string): Place => ({ uri: uri ?? own, span });

/** One finding for one gap and place, and where a graver rule speaks of the same words, only that one. Of one document. */
function* withoutDoubles(problems: readonly Open[]): Iterable<Open> {
  const graver = groupBy(
    problems.flatMap(({ judged, at }) => (judged.rule.supersedes ?? []).map((rule) => ({ rule, at }))),
    ({ rule }) => rule,
  );
  const ends = new Map([...graver].map(([rule, places]) => [rule, furthestEnds(places)]));
  let last: Open | undefined;
  for (const problem of problems) {
    const { at, judged } = problem;
    const { id } = judged.rule;
    const isDouble = last?.judged.rule.id === id && last.at.span.start === at.span.start && last.at.span.end === at.span.end;
    last = problem;
    if (!isDouble && !isCovered(at.span, graver.get(id) ?? NOWHERE, ends.get(id) ?? [])) yield problem;
  }
}

const NOWHERE: readonly { readonly at: Place }[] = [];

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

/** What was made of a judgement before: the same object as long as it stands, so that what follows from it stands, too. */
const known = new WeakMap<Saying, Finding>();

function findingOf({ judged: { rule, fact, document }, judgement, at, severity }: Open, fingerprint: string): Finding {
  const before = known.get(judgement);
  if (before?.severity === severity && before.fingerprint === fingerprint) return before;
  const finding: Finding = {
    rule: rule.id,
    severity,
    confidence: fact.confidence,
    at,
    message: judgement.message,
    related: judgement.related.map((related) => ({ at: placeOf(related.at, document.uri), note: related.note })),
    get fixes() {
      return judgement.fixes;
    },
    fingerprint,
    ...(WIDE.has(fact.kind) || (fact.kind.startsWith('project/') && at.span.end === 0) ? { workspaceGap: true } : {}),
    ...concernsOf(judgement),
  };
  known.set(judgement, finding);
  return finding;
}

/** A suppression that silences nothing, or that gives no reason, is itself reported. */
function* notices(
  uri: string,
  path: string,
  comments: readonly Suppression[],
  by: Settling,
  used: ReadonlySet<Suppression>,
): Iterable<Finding> {
  for (const [i, suppression] of comments.entries()) {
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

/** What documents name and nobody can follow. */
export const told = (notes: readonly NoteFact[], { digest, documentOf }: Settling): readonly Finding[] =>
  notes.map(({ uri, span, message, subject }) => ({
    rule: NOTICES.lost,
    severity: 'info',
    confidence: 'sure',
    at: { uri, span },
    message,
    related: [],
    fixes: [],
    fingerprint: digest(`${NOTICES.lost}\n${documentOf(uri)?.path ?? uri}\n${subject}`).slice(0, 16),
  }));
