import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { isClaim } from '../engine/lists.js';
import type { Finding, Fix } from '../model/finding.js';
import { overlaps } from '../model/span.js';
import { type AcceptArguments, type AppliedFix, COMMANDS } from '../protocol.js';
import { rangeOf } from './convert.js';
import type { Folder } from './folder.js';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.preflight`;
export const ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL];

/** The actions at a finding, in the order of the menu: its fixes, all of its rule, explain, ignore. */
export function actionsFor(folder: Folder, uri: string, diagnostic: Diagnostic, finding: Finding): CodeAction[] {
  const { rule } = finding;
  const only = (kind: Fix['kind']): boolean => finding.fixes.some((fix) => fix.kind === kind);
  const preferred =
    finding.fixes.find(({ kind }) => kind === 'safe') ?? (only('edit') ? finding.fixes.find(({ kind }) => kind === 'edit') : undefined);
  const fixes = finding.fixes.map((fix): CodeAction => {
    const chosen = fix.edits.some(({ placeholder }) => placeholder);
    const { uri: edited, choose } = placesToChoose(folder, finding, fix);
    const base = { title: chosen ? `${fix.title} …` : fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
    return {
      ...base,
      edit: editOf(folder, finding, fix),
      ...(fix === preferred ? { isPreferred: true } : {}),
      ...(chosen ? { command: { title: fix.title, command: COMMANDS.insertSuggestion, arguments: [edited, choose] } } : {}),
    };
  });

  const same = folder.findingsIn(uri).filter((other) => other.rule === rule && bulk(other));
  const all: CodeAction[] =
    same.length > 1
      ? [
          {
            title: `Fix all '${rule}' in this file (${same.length})`,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnostic],
            edit: together(folder, same),
          },
        ]
      : [];
  const everywhere = folder.findings.filter((other) => other.rule === rule && bulk(other));
  if (everywhere.length > same.length)
    all.push({
      title: `Fix all '${rule}' in the workspace (${everywhere.length})`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title: 'Fix All', command: COMMANDS.fixWorkspace, arguments: [folder.uri, rule] },
    });

  // A line of a team's own checklist is put right, not explained, silenced or accepted.
  if (isClaim(rule)) return [...fixes, ...all];
  const { start } = diagnostic.range;
  const accepted: AcceptArguments = { folder: folder.uri, rule, fingerprint: finding.fingerprint };
  return [
    ...fixes,
    ...all,
    {
      title: `Explain '${rule}'`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title: 'Explain', command: COMMANDS.explain, arguments: [rule] },
    },
    {
      title: `Ignore '${rule}' here…`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title: 'Ignore', command: COMMANDS.ignore, arguments: [uri, rule, start.line, start.character] },
    },
    {
      title: 'Accept this risk until…',
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title: 'Accept', command: COMMANDS.accept, arguments: [accepted] },
    },
  ];
}

/** Safe fixes of a whole document, for `source.fixAll.preflight`. */
export function fixAll(folder: Folder, uri: string): CodeAction[] {
  const safe = folder.findingsIn(uri).filter((finding) => finding.fixes.some(({ kind }) => kind === 'safe'));
  return safe.length ? [{ title: 'Apply all safe fixes of Preflight', kind: FIX_ALL, edit: together(folder, safe) }] : [];
}

/** What may run in bulk when a person picked exactly this rule: everything but suggestions, in one file. */
const bulk = (finding: Finding): boolean => bulkFix(finding) !== undefined;
const bulkFix = ({ fixes, at }: Finding): Fix | undefined =>
  fixes.find(({ kind, edits }) => kind !== 'suggestion' && edits.every(({ uri }) => uri === undefined || uri === at.uri));

/** One edit that fixes several findings; a fix that touches what an earlier one changes waits for the next time. */
export function together(folder: Folder, findings: readonly Finding[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  const taken = new Map<string, { readonly start: number; readonly end: number; readonly text: string }[]>();
  for (const finding of findings) {
    const edits = (bulkFix(finding)?.edits ?? []).map((edit) => ({ uri: edit.uri ?? finding.at.uri, edit }));
    const clash = edits.some(({ uri, edit }) => taken.get(uri)?.some((other) => overlaps(other, edit.span)));
    if (clash) continue;
    for (const { uri, edit } of edits) {
      const others = taken.get(uri) ?? [];
      // Two fixes that need the same import add it once.
      if (others.some((other) => other.start === edit.span.start && other.end === edit.span.end && other.text === edit.text)) continue;
      taken.set(uri, [...others, { ...edit.span, text: edit.text }]);
      (changes[folder.clientUri(uri)] ??= []).push({ range: rangeOf(folder.linesOf(uri), edit.span), newText: edit.text });
    }
  }
  return { changes };
}

export function editOf(folder: Folder, finding: Finding, fix: Fix): WorkspaceEdit {
  const uris = new Set(fix.edits.map(({ uri }) => uri ?? finding.at.uri));
  const single = uris.size === 1 && folder.has([...uris][0] ?? '');
  const edits = [...uris].map((uri) => ({
    uri,
    edits: fix.edits
      .filter((edit) => (edit.uri ?? finding.at.uri) === uri)
      .map((edit) => ({ range: rangeOf(folder.linesOf(uri), edit.span), newText: edit.text })),
  }));
  if (single) return { changes: Object.fromEntries(edits.map(({ uri, edits: list }) => [folder.clientUri(uri), list])) };
  // Several files, or a new one: the editor shows a preview before anything is written.
  const asked = 'preflight';
  return {
    documentChanges: edits.flatMap(({ uri, edits: list }) => [
      ...(folder.has(uri)
        ? []
        : [{ kind: 'create' as const, uri: folder.clientUri(uri), options: { ignoreIfExists: true }, annotationId: asked }]),
      { textDocument: { uri: folder.clientUri(uri), version: null }, edits: list.map((edit) => ({ ...edit, annotationId: asked })) },
    ]),
    changeAnnotations: { [asked]: { label: fix.title, needsConfirmation: true } },
  };
}

/** Where the cursor goes after a suggestion was inserted: the words that a person has to choose. */
export function placesToChoose(folder: Folder, finding: Finding, fix: Fix): AppliedFix {
  const own = fix.edits
    .filter((edit) => edit.uri === undefined || edit.uri === finding.at.uri)
    .toSorted((a, b) => a.span.start - b.span.start);
  let shift = 0;
  const spans: { readonly start: number; readonly end: number }[] = [];
  for (const { span, text, placeholder } of own) {
    if (placeholder) spans.push({ start: span.start + shift + placeholder.start, end: span.start + shift + placeholder.end });
    shift += text.length - (span.end - span.start);
  }
  return { uri: folder.clientUri(finding.at.uri), choose: spans };
}
