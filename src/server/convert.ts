import { type CodeDescription, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { isClaim } from '../engine/lists.js';
import type { Finding, Severity } from '../model/finding.js';
import type { LineIndex } from '../model/lines.js';
import { pageOf } from '../model/pages.js';
import type { Place, Span } from '../model/span.js';
import type { Location, Range } from '../protocol.js';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

export const rangeOf = (lines: LineIndex, { start, end }: Span): Range => ({ start: lines.positionOf(start), end: lines.positionOf(end) });

export const spanOf = (lines: LineIndex, { start, end }: Range): Span => ({ start: lines.offsetOf(start), end: lines.offsetOf(end) });

/** Turns places into locations; `linesOf` knows the lines of every document of the workspace. */
export const locationOf = ({ uri, span }: Place, linesOf: (uri: string) => LineIndex): Location => ({
  uri,
  range: rangeOf(linesOf(uri), span),
});

/** What a code action needs to find its finding again. */
export interface DiagnosticData {
  readonly fingerprint: string;
}

export function diagnosticOf(finding: Finding, linesOf: (uri: string) => LineIndex): Diagnostic {
  const { rule, severity, at, message, related, fingerprint } = finding;
  const codeDescription: CodeDescription = { href: pageOf(rule) };
  return {
    range: rangeOf(linesOf(at.uri), at.span),
    severity: SEVERITIES[severity],
    source: 'Preflight',
    code: rule,
    // What is said about a line of a checklist is no rule with a page.
    ...(isClaim(rule) ? {} : { codeDescription }),
    message,
    data: { fingerprint } satisfies DiagnosticData,
    ...(related.length
      ? { relatedInformation: related.map((other) => ({ location: locationOf(other.at, linesOf), message: other.note })) }
      : {}),
  };
}
