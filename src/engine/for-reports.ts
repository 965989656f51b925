import type { Assessment } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import type { ImportedSummary } from '../model/imported.js';
import { speaksOfSecret } from '../model/secret-rule.js';
import type { Span } from '../model/span.js';
import { findSuppressions } from '../settings/suppressions.js';
import type { Lists } from './lists.js';
import type { Registry } from './registry.js';
import type { Session } from './session.js';

/** What a session found, as reports take it; where the workspace stands is the host's to say. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string | undefined }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly read: number;
  readonly projects: readonly string[];
  readonly assessment: Assessment;
  readonly imported: readonly ImportedSummary[];
  textOf(uri: string): string | undefined;
  secretsIn(uri: string): readonly Span[];
}

/** Everything that a report of a session speaks of. */
export function foundBy(session: Session, lists: Lists, assessment: Assessment, registry: Registry): Found {
  const { findings, suppressed } = session.outcome();
  const secrets = secretsOf(session, registry);
  return {
    findings: [...findings, ...lists.findings(assessment)],
    suppressed: suppressed.map((finding) => ({ finding, reason: reasonOf(finding, session) })),
    skipped: session.skipped.map(({ path, reason }) => ({ path, reason })),
    read: session.documents.length,
    projects: session.projects,
    assessment,
    imported: lists.summaries(assessment),
    textOf: (uri) => session.textOf(uri),
    secretsIn: (uri) => secrets.get(uri) ?? [],
  };
}

/** Where documents hold secrets, findings or not: they are shown nowhere. */
export function secretsOf(session: Session, registry: Registry): ReadonlyMap<string, readonly Span[]> {
  const spans = new Map<string, Span[]>();
  for (const rule of registry.rules) {
    // Facts of other kinds stand where a secret may be, at a whole image, say.
    if (!rule.about.id.startsWith('credentials/') || !speaksOfSecret(rule.id)) continue;
    for (const fact of session.facts(rule.about as Parameters<Session['facts']>[0])) {
      const { replaceable } = fact as { readonly replaceable?: { readonly span: Span } };
      let known = spans.get(fact.uri);
      if (!known) spans.set(fact.uri, (known = []));
      known.push(fact.span, ...(replaceable ? [replaceable.span] : []));
    }
  }
  return spans;
}

function reasonOf({ rule, at }: Finding, session: Session): string | undefined {
  const document = session.documentOf(at.uri);
  const comments = document ? findSuppressions(document) : [];
  return comments.find(({ rules, covers }) => rules.includes(rule) && covers.start <= at.span.start && at.span.start <= covers.end)?.reason;
}
