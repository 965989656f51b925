import type { Finding } from '../model/finding.js';
import { pageOf } from '../model/pages.js';
import type { Place } from '../model/span.js';
import { Documents, type Report, type WorkspaceReport, shownPath } from './report.js';

const placeIn = (documents: Documents, place: Place): object => {
  const { path, startLine, startColumn, endLine, endColumn } = documents.locate(place);
  return { path, start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } };
};

/** One finding as other programs read it: lines and columns from 1, columns in UTF-16 units. */
const findingOf = (finding: Finding, documents: Documents): object => ({
  rule: finding.rule,
  severity: finding.severity,
  confidence: finding.confidence,
  ...placeIn(documents, finding.at),
  message: finding.message,
  related: finding.related.map(({ at, note }) => ({ ...placeIn(documents, at), note })),
  fixes: documents.fixesOf(finding).map(({ title, kind, edits }) => ({
    title,
    kind,
    edits: edits.map((edit) => ({ ...placeIn(documents, { uri: edit.uri ?? finding.at.uri, span: edit.span }), text: edit.text })),
  })),
  fingerprint: finding.fingerprint,
  ...(finding.workspaceGap ? { workspaceGap: true } : {}),
  helpUri: pageOf(finding.rule),
});

function workspaceOf(workspace: WorkspaceReport): object {
  const documents = new Documents(workspace);
  const { root, projects, findings, suppressed, read, skipped, assessment } = workspace;
  return {
    root,
    projects,
    findings: findings.map((finding) => findingOf(finding, documents)),
    suppressed: suppressed.map(({ finding, reason }) => ({ ...findingOf(finding, documents), reason: reason ?? null })),
    read,
    skipped: skipped.map(({ path, reason }) => ({ path: shownPath(workspace, path), reason })),
    ...(assessment ? checklistOf(assessment, documents) : {}),
  };
}

function checklistOf(assessment: NonNullable<WorkspaceReport['assessment']>, documents: Documents): object {
  const { sections, progress, verdict } = assessment;
  return {
    checklist: {
      sections: sections.map(({ section, items, progress: own }) => ({
        id: section.id,
        title: section.title,
        progress: own,
        items: items.map(({ item, status, blocking, reason, appliesBecause, findings, evidence, coverage, unknown, checked }) => ({
          id: item.id,
          title: item.title,
          status,
          verify: item.verify,
          blocking,
          reason: reason ?? null,
          appliesBecause: appliesBecause.map(({ note, at }) => ({ note, ...(at ? placeIn(documents, at) : {}) })),
          findings: findings.map(({ fingerprint }) => fingerprint),
          evidence: evidence.map(({ rule, at, note }) => ({ rule, ...placeIn(documents, at), note })),
          coverage: coverage ?? null,
          unknown: unknown.map(({ rule, at }) => ({ rule, ...placeIn(documents, at) })),
          checked,
          records: [],
        })),
      })),
    },
    progress,
    verdict,
  };
}

/** The report for other programs. */
export const jsonReport = ({ version, workspaces }: Report): string =>
  `${JSON.stringify({ version, workspaces: workspaces.map(workspaceOf) }, undefined, 2)}\n`;
