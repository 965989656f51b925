import type { Assessment, Reason, RoleState } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import type { ImportedSummary } from '../model/imported.js';
import { pageOf } from '../model/pages.js';
import type { Attestation, RecordState, Waiver } from '../model/signoff.js';
import type { Place } from '../model/span.js';
import { jsonPieces } from './pieces.js';
import { Documents, type Report, type SettledBy, type WorkspaceReport, shownPath } from './report.js';

const placeIn = (documents: Documents, place: Place): object => {
  const { path, startLine, startColumn, endLine, endColumn } = documents.locate(place);
  return { path, start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } };
};

/** One finding as other programs read it: lines and columns from 1, columns in UTF-16 units. */
const findingOf = (finding: Finding, documents: Documents, fixes: 'with fixes' | 'without fixes'): object => ({
  rule: finding.rule,
  severity: finding.severity,
  confidence: finding.confidence,
  ...placeIn(documents, finding.at),
  message: finding.message,
  related: finding.related.map(({ at, note }) => ({ ...placeIn(documents, at), note })),
  ...(fixes === 'with fixes'
    ? {
        fixes: documents.fixesOf(finding).map(({ title, kind, edits }) => ({
          title,
          kind,
          edits: edits.map((edit) => ({ ...placeIn(documents, { uri: edit.uri ?? finding.at.uri, span: edit.span }), text: edit.text })),
        })),
      }
    : {}),
  fingerprint: finding.fingerprint,
  ...(finding.workspaceGap ? { workspaceGap: true } : {}),
  helpUri: pageOf(finding.rule),
});

/** A finding that counts no more says why. */
const settledIn = (settled: SettledBy | undefined): object =>
  settled === undefined ? {} : settled.by === 'baseline' ? { baselined: true } : { answered: { is: settled.by, ...settled.record } };

const recordOf = ({ record, force, daysLeft, fingerprint }: RecordState<Attestation> | RecordState<Waiver>): object => ({
  is: 'note' in record ? 'attestation' : 'waiver',
  ...record,
  force,
  daysLeft: daysLeft ?? null,
  recordFingerprint: fingerprint,
});

function workspaceOf(workspace: WorkspaceReport, fixes: 'with fixes' | 'without fixes' = 'with fixes'): object {
  const documents = new Documents(workspace);
  const { root, projects, findings, suppressed, settled, read, skipped, assessment, imported } = workspace;
  // Each when it is written: there may be thousands, and all their fixes.
  const described = (finding: Finding, more: object): object => ({
    toJSON: () => ({ ...findingOf(finding, documents, fixes), ...more }),
  });
  return {
    root,
    projects,
    findings: findings.map((finding) => described(finding, settledIn(settled.get(finding.fingerprint)))),
    suppressed: suppressed.map(({ finding, reason }) => described(finding, { reason: reason ?? null })),
    read,
    skipped: skipped.map(({ path, reason }) => ({ path: shownPath(workspace, path), reason })),
    ...(assessment ? checklistOf(assessment, documents) : {}),
    ...(imported?.length ? { imported: imported.map((list) => importedJson(list, workspace)) } : {}),
  };
}

/** A team's own checklist, and what the workspace says about its lines. */
const importedJson = ({ path, counts, items }: ImportedSummary, workspace: WorkspaceReport): object => ({
  file: shownPath(workspace, path),
  counts,
  items: items.map(({ linked, claim, ...item }) => ({ ...item, linked: linked ?? null, claim: claim ?? null })),
});

function checklistOf(assessment: Assessment, documents: Documents): object {
  const { profile, sections, progress, verdict, blockers, questions, after, roles, notices } = assessment;
  const reasonOf = ({ note, at }: Reason): object => ({ note, ...(at ? placeIn(documents, at) : {}) });
  return {
    checklist: {
      profile,
      sections: sections.map(({ section, items, progress: own }) => ({
        id: section.id,
        title: section.title,
        progress: own,
        items: items.map((state) => ({
          id: state.item.id,
          title: state.item.title,
          holds: state.item.holds,
          status: state.status,
          verify: state.item.verify,
          phase: state.item.phase,
          blocking: state.blocking,
          shown: state.shown,
          reason: state.reason ?? null,
          question: state.question?.condition ?? null,
          appliesBecause: state.appliesBecause.map(reasonOf),
          findings: state.findings.map(({ fingerprint }) => fingerprint),
          answered: state.accepted.map(({ finding }) => finding.fingerprint),
          baselined: state.baselined.map(({ fingerprint }) => fingerprint),
          evidence: state.evidence.map(({ rule, at, note }) => ({ rule, ...placeIn(documents, at), note })),
          signals: state.signals.map(reasonOf),
          coverage: state.coverage ?? null,
          unknown: state.unknown.map(({ rule, at }) => ({ rule, ...placeIn(documents, at) })),
          targets: state.targets.map(({ at, stated, unit, met, ...target }) => ({
            ...target,
            unit: unit ?? null,
            stated: stated ?? null,
            met: met ?? null,
            ...(at === undefined ? {} : placeIn(documents, at)),
          })),
          checked: state.checked,
          records: [...state.records.attestations, ...state.records.waivers].map(recordOf),
        })),
      })),
      blocking: blockers.map((blocker) =>
        blocker.kind === 'item' ? { item: blocker.state.item.id } : { finding: blocker.finding.fingerprint },
      ),
      questions: questions.map(({ condition, question, items }) => ({ condition, question, items: items.map(({ item }) => item.id) })),
      after: after.map(({ item }) => item.id),
      roles: roles.map((role) => roleJson(role, documents)),
      notices: notices.map(({ kind, message }) => ({ kind, message })),
    },
    progress,
    verdict,
  };
}

/** A role, its signature and what moved since. */
function roleJson({ role, state, signoff, changes, reasons, progress, blockers, now, signature }: RoleState, documents: Documents): object {
  return {
    ...role,
    state,
    by: signoff?.by ?? null,
    at: signoff?.at ?? null,
    commit: signoff?.commit ?? null,
    note: signoff?.note ?? null,
    digest: signoff?.digest ?? null,
    digestNow: now.digest,
    signature: signature ?? null,
    reasons,
    changes: changes.map(({ places, ...change }) => ({ ...change, places: places.map((at) => placeIn(documents, at)) })),
    progress,
    blocking: blockers.map((blocker) =>
      blocker.kind === 'item' ? { item: blocker.state.item.id } : { finding: blocker.finding.fingerprint },
    ),
  };
}

/** What a check of the signatures came to. */
export interface Verified {
  readonly holds: boolean;
  /** Why it does not. */
  readonly reasons: readonly string[];
  readonly roles: readonly RoleState[];
}

/** Whether a workspace is signed off, for other programs. */
export function verifyJson(version: string, workspace: WorkspaceReport, { holds, reasons, roles }: Verified): string {
  const documents = new Documents(workspace);
  const { root, assessment } = workspace;
  const body = {
    version,
    root,
    holds,
    verdict: assessment?.verdict ?? null,
    progress: assessment?.progress ?? null,
    reasons,
    roles: roles.map((role) => roleJson(role, documents)),
    notices: assessment?.notices.map(({ kind, message }) => ({ kind, message })) ?? [],
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}

/** The report for other programs. */
export const jsonReport = ({ version, workspaces }: Report): Iterable<string> =>
  jsonPieces({ version, workspaces: workspaces.map((workspace) => workspaceOf(workspace)) });

/** The same for those who ask about the checklist: findings without their fixes. */
export const checklistJson = ({ version, workspaces }: Report): Iterable<string> =>
  jsonPieces({ version, workspaces: workspaces.map((workspace) => workspaceOf(workspace, 'without fixes')) });
