import type { Finding, Severity } from '../model/finding.js';
import { grouped } from '../model/grouped.js';
import { Documents, type Report, type WorkspaceReport, inOrder, openFindings, shownPath } from './report.js';
import { PLAIN, type Style, excerpt, printable, wrap } from './terminal.js';

const WIDTH = 80;
const INDENT = '     ';

const colourOf = (style: Style, severity: Severity): ((text: string) => string) =>
  severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.blue;

const plural = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`;

/** Findings for people at a terminal: by file, each with its line and the words underlined, 80 columns wide. */
export function* textReport({ workspaces }: Report, style: Style = PLAIN): Iterable<string> {
  for (const workspace of workspaces) {
    const documents = new Documents(workspace);
    for (const [path, findings] of inOrder(openFindings(workspace), documents)) {
      yield style.bold(printable(path));
      for (const finding of findings) yield* lines(finding, documents, style);
    }
  }
  yield* summary(workspaces, style);
}

function* lines(finding: Finding, documents: Documents, style: Style): Iterable<string> {
  const { severity, rule, confidence, message, at, related, workspaceGap } = finding;
  const colour = colourOf(style, severity);
  const place = documents.locate(at);
  const where = workspaceGap ? 'workspace' : `${String(place.startLine)}:${String(place.startColumn)}`;
  yield `  ${style.dim(where)}  ${colour(severity)}  ${rule}${confidence === 'likely' ? style.dim('  likely') : ''}`;
  for (const line of wrap(message, WIDTH - INDENT.length)) yield `${INDENT}${line}`;
  if (!workspaceGap) yield* code(finding, documents, colour, style);
  for (const { at: other, note } of related) {
    const { path, startLine, startColumn } = documents.locate(other);
    const [first = '', ...rest] = wrap(`${path}:${String(startLine)}:${String(startColumn)} ${note}`, WIDTH - INDENT.length - 5);
    yield `${INDENT}${style.dim('see')}  ${first}`;
    for (const line of rest) yield `${INDENT}     ${line}`;
  }
  const [fix] = documents.fixesOf(finding);
  if (fix) {
    const [first = '', ...rest] = wrap(fix.title, WIDTH - INDENT.length - 5);
    yield `${INDENT}${style.green(fix.kind === 'suggestion' ? 'try' : 'fix')}  ${first}`;
    for (const line of rest) yield `${INDENT}     ${line}`;
  }
  yield '';
}

function* code(finding: Finding, documents: Documents, colour: (text: string) => string, style: Style): Iterable<string> {
  const line = documents.lineAt(finding.at);
  if (!line || line.text.trim() === '') return;
  const number = String(documents.locate(finding.at).startLine).padStart(INDENT.length);
  const shown = excerpt(line.text, line.start, line.end, WIDTH - number.length - 3);
  yield `${style.dim(`${number} │`)} ${shown.text}`;
  yield `${style.dim(`${' '.repeat(number.length)} │`)} ${' '.repeat(shown.start)}${colour('^'.repeat(Math.max(1, shown.end - shown.start)))}${line.more ? style.dim('…') : ''}`;
}

function* summary(workspaces: readonly WorkspaceReport[], style: Style): Iterable<string> {
  const findings = workspaces.flatMap(openFindings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const files = new Set(findings.map(({ at }) => at.uri)).size;
  const read = workspaces.reduce((sum, workspace) => sum + workspace.read, 0);
  const skipped = workspaces.reduce((sum, workspace) => sum + workspace.skipped.length, 0);
  const suppressed = workspaces.reduce((sum, workspace) => sum + workspace.suppressed.length, 0);
  const settled = workspaces.flatMap((workspace) =>
    workspace.findings.flatMap(({ fingerprint }) => workspace.settled.get(fingerprint) ?? []),
  );
  const baselined = settled.filter(({ by }) => by === 'baseline').length;
  const looked = `${plural(read, 'file')} read${skipped ? `, ${grouped(skipped)} skipped` : ''}${suppressed ? `, ${plural(suppressed, 'finding')} silenced by comments` : ''}${settled.length > baselined ? `, ${plural(settled.length - baselined, 'finding')} answered by records` : ''}${baselined ? `, ${plural(baselined, 'finding')} in the baseline` : ''}`;
  const verdict = findings.length
    ? `${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(findings.length - errors - warnings, 'note')} in ${plural(files, 'file')}.`
    : 'Nothing found.';
  const colour = errors ? style.red : warnings ? style.yellow : findings.length ? style.blue : style.green;
  yield `${colour(style.bold(verdict))} ${looked}.`;
  const safe = findings.filter(({ fixes }) => fixes.some(({ kind }) => kind === 'safe')).length;
  if (safe) yield `${plural(safe, 'finding')} can be fixed safely: run 'preflight fix'.`;
  const reasons = new Map<string, string[]>();
  for (const workspace of workspaces)
    for (const { path, reason } of workspace.skipped) reasons.set(reason, [...(reasons.get(reason) ?? []), shownPath(workspace, path)]);
  for (const [reason, paths] of reasons) for (const line of wrap(`Skipped, ${reason}: ${listed(paths)}.`, WIDTH)) yield style.dim(line);
}

function listed(paths: readonly string[]): string {
  const first = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${first} and ${plural(paths.length - 3, 'other')}` : first;
}
