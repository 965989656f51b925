import type { Assessment } from '../model/checklist.js';
import type { Finding, Fix, RuleId, Severity } from '../model/finding.js';
import type { ImportedSummary } from '../model/imported.js';
import { LineIndex } from '../model/lines.js';
import { speaksOfSecret } from '../model/secret-rule.js';
import type { Attestation, Waiver } from '../model/signoff.js';
import type { Place, Span } from '../model/span.js';
import { masked } from './mask.js';

/** A rule as reports speak of it. */
export interface RuleInfo {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  /** What is true where the rule has nothing to say. */
  readonly holds: string;
  readonly references?: readonly string[];
  readonly security?: number;
}

/** A suppressed finding with the reason that its comment gives. */
export interface Suppressed {
  readonly finding: Finding;
  readonly reason: string | undefined;
}

/** Why a finding counts no more. */
export type SettledBy = { readonly by: 'baseline' } | { readonly by: 'waiver' | 'attestation'; readonly record: Waiver | Attestation };

/** Findings by what became of them. */
export const settledBy = ({ accepted, baselined }: Assessment): ReadonlyMap<string, SettledBy> =>
  new Map<string, SettledBy>([
    ...baselined.map(({ fingerprint }) => [fingerprint, { by: 'baseline' }] as const),
    ...accepted.map(({ finding, by }) => [finding.fingerprint, { by: 'note' in by ? 'attestation' : 'waiver', record: by }] as const),
  ]);

/** Findings that still count. */
export const openFindings = ({ findings, settled }: WorkspaceReport): readonly Finding[] =>
  findings.filter(({ fingerprint }) => !settled.has(fingerprint));

/** What a scan of one directory found, with all that a report needs to speak of it. */
export interface WorkspaceReport {
  /** The directory, relative to where the command ran, with `/`; `.` for that one itself. */
  readonly root: string;
  readonly uri: string;
  /** The commit that is checked out, where it is known. */
  readonly commit?: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** What records make of findings, by fingerprint: these are in `findings`, and count no more. */
  readonly settled: ReadonlyMap<string, SettledBy>;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Files that were read. */
  readonly read: number;
  /** Folders of the projects in it, relative to the directory. */
  readonly projects: readonly string[];
  readonly assessment?: Assessment;
  /** The team's own checklists. */
  readonly imported?: readonly ImportedSummary[];
  /** The path of a document relative to the directory; undefined for what lies outside. */
  pathOf(uri: string): string | undefined;
  textOf(uri: string): string | undefined;
  /** Spans of a document that hold secrets, whether or not a finding speaks of them. */
  secretsIn(uri: string): readonly Span[];
}

export interface Report {
  readonly version: string;
  readonly rules: readonly RuleInfo[];
  readonly workspaces: readonly WorkspaceReport[];
  /** The `file:` URI of the directory that the command ran in, ending in `/`. */
  readonly base: string;
}

/** A place as people count: lines and columns from 1, columns in UTF-16 units, the end behind the last character. */
export interface Located {
  /** Relative to where the command ran. */
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Whether a severity is at least another one. */
export const reaches = (severity: Severity, bound: Severity): boolean => ORDER[severity] <= ORDER[bound];

/** A path of a workspace as it is shown: relative to where the command ran. */
export const shownPath = ({ root }: WorkspaceReport, path: string): string =>
  root === '.' ? path : path === '' ? root : `${root.replace(/\/$/, '')}/${path}`;

interface Known {
  readonly text: string;
  readonly lines: LineIndex;
  readonly secrets: readonly Span[];
  /** Whether a text holds one of the secrets. */
  tells(text: string): boolean;
}

/** Letters that a secret is looked up by. */
const HEAD = 4;

function knownOf(text: string, secrets: readonly Span[]): Known {
  let byHead: Map<string, Set<string>> | undefined;
  const heads = (): Map<string, Set<string>> => {
    if (byHead) return byHead;
    byHead = new Map();
    for (const { start, end } of secrets) {
      const secret = text.slice(start, end).replace(/^['"`]|['"`]$/g, '');
      if (secret.trim().length < HEAD) continue;
      const head = secret.slice(0, HEAD);
      const known = byHead.get(head);
      if (known) known.add(secret);
      else byHead.set(head, new Set([secret]));
    }
    return byHead;
  };
  return {
    text,
    lines: new LineIndex(text),
    secrets,
    tells(told) {
      if (heads().size === 0) return false;
      // There may be thousands of both: only those that begin like what stands at a place are compared with it.
      for (let at = 0; at + HEAD <= told.length; at++)
        for (const secret of heads().get(told.slice(at, at + HEAD)) ?? []) if (told.startsWith(secret, at)) return true;
      return false;
    },
  };
}

/** The documents of a workspace as its report shows them: places in lines and columns, secrets blotted out. */
export class Documents {
  readonly #workspace: WorkspaceReport;
  readonly #known = new Map<string, Known | undefined>();
  readonly #secrets = new Map<string, Span[]>();

  constructor(workspace: WorkspaceReport) {
    this.#workspace = workspace;
    for (const finding of [...workspace.findings, ...workspace.suppressed.map((suppressed) => suppressed.finding)]) {
      if (!speaksOfSecret(finding.rule)) continue;
      const { uri, span } = finding.at;
      const spans = this.#secrets.get(uri);
      if (spans) spans.push(span);
      else this.#secrets.set(uri, [span]);
    }
  }

  pathOf(uri: string): string {
    return shownPath(this.#workspace, this.#workspace.pathOf(uri) ?? uri);
  }

  /** Whether places in the document can be told: not for a folder, nor for a file that is to be created. */
  has(uri: string): boolean {
    return this.#document(uri) !== undefined;
  }

  locate({ uri, span }: Place): Located {
    const path = this.pathOf(uri);
    const document = this.#document(uri);
    if (!document) return { path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    const start = document.lines.positionOf(span.start);
    const end = document.lines.positionOf(Math.max(span.start, span.end));
    return { path, startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
  }

  /** The line that a place begins on, secrets blotted out character by character, and where in it the place stands. */
  lineAt({
    uri,
    span,
  }: Place): { readonly text: string; readonly start: number; readonly end: number; readonly more: boolean } | undefined {
    const document = this.#document(uri);
    if (!document || span.start > document.text.length) return undefined;
    const { start, end } = document.lines.spanOf(document.lines.lineOf(span.start));
    // A line of megabytes is looked at around the place only.
    const from = Math.max(start, span.start - 400);
    const to = Math.min(end, span.start + 1200);
    const text = masked(document.text.slice(from, to), from, document.secrets).replace(/\r\n$|[\r\n]$/, '');
    return { text, start: span.start - from, end: Math.min(span.end - from, text.length), more: span.end > end };
  }

  /** The fixes that may be written down: one whose edits hold a secret's text itself is not. */
  fixesOf({ at, fixes }: Finding): readonly Fix[] {
    if (fixes.length === 0) return fixes;
    const document = this.#document(at.uri);
    return document ? fixes.filter(({ edits }) => !edits.some(({ text }) => document.tells(text))) : fixes;
  }

  #document(uri: string): Known | undefined {
    if (this.#known.has(uri)) return this.#known.get(uri);
    const text = this.#workspace.textOf(uri);
    const known = text === undefined ? undefined : knownOf(text, [...(this.#secrets.get(uri) ?? []), ...this.#workspace.secretsIn(uri)]);
    this.#known.set(uri, known);
    return known;
  }
}

/** Findings by the path of their document, then by place. */
export function inOrder(findings: readonly Finding[], documents: Documents): readonly (readonly [string, readonly Finding[]])[] {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings) {
    const path = documents.pathOf(finding.at.uri);
    const list = byPath.get(path);
    if (list) list.push(finding);
    else byPath.set(path, [finding]);
  }
  return [...byPath]
    .map(([path, list]) => [path, list.sort((a, b) => a.at.span.start - b.at.span.start || ORDER[a.severity] - ORDER[b.severity])] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
