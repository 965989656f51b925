import type { Assessment } from './model/checklist.js';
import type { Severity } from './model/finding.js';

/**
 * What the language server and the editor say to each other beyond the Language Server Protocol. Declared once: both sides
 * import it. Places are as the protocol has them: lines and characters from 0.
 */

export interface Location {
  readonly uri: string;
  readonly range: Range;
}
export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What the editor hands over when it starts the server. */
export interface InitializationOptions {
  readonly trusted: boolean;
  /** Where the grammars stand, as a file path. */
  readonly grammars: string;
  readonly settings: EditorSettings;
}

/** The settings that only concern what is shown. */
export interface EditorSettings {
  readonly problems: { readonly scope: 'all' | 'open' | 'none'; readonly workspaceGaps: boolean };
}

/** Server → editor: the state of a workspace folder changed. */
export interface StateChanged {
  readonly folders: readonly FolderState[];
  /** Undefined when nothing is being read. */
  readonly scanning: { readonly read: number } | undefined;
}
export const stateChanged = 'preflight/stateChanged';

export interface FolderState {
  readonly uri: string;
  readonly name: string;
  readonly progress: Assessment['progress'];
  readonly blocking: number;
  readonly verdict: Assessment['verdict'];
  /** A broken `preflight.yaml`, for the view to say so. */
  readonly problem: string | undefined;
}

/** Editor → server: the checklist of a folder, or null when the folder is not known. */
export const checklist = 'preflight/checklist';
export interface ChecklistParams {
  readonly folder: string;
}
export interface Checklist {
  readonly sections: readonly ChecklistSection[];
}
export interface ChecklistSection {
  readonly id: string;
  readonly title: string;
  readonly progress: Assessment['progress'];
  readonly items: readonly ChecklistItem[];
}
export interface ChecklistItem {
  readonly id: string;
  readonly title: string;
  readonly holds: string;
  readonly status: Assessment['sections'][number]['items'][number]['status'];
  readonly blocking: boolean;
  readonly shown: boolean;
  readonly reason: string | undefined;
  readonly appliesBecause: readonly string[];
  readonly findings: readonly ChecklistFinding[];
  readonly evidence: readonly ChecklistPlace[];
  readonly unknown: readonly ChecklistPlace[];
}
export interface ChecklistFinding extends ChecklistPlace {
  readonly rule: string;
  readonly severity: Severity;
}
export interface ChecklistPlace {
  readonly label: string;
  readonly location: Location;
}

/** Editor → server: read the workspace again, from the disk. */
export const rescan = 'preflight/rescan';
/** Editor → server: stop reading. */
export const cancelScan = 'preflight/cancelScan';

/** Editor → server: the page of a rule as Markdown, or null when there is no such rule. */
export const explain = 'preflight/explain';
export interface ExplainParams {
  readonly rule: string;
}

/** Editor → server: the comment that silences a rule at a place, as an edit of the document; null where the format has no comments. */
export const suppress = 'preflight/suppress';
export interface SuppressParams {
  readonly uri: string;
  readonly rule: string;
  readonly line: number;
  readonly character: number;
  readonly reason: string;
}
export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** Editor → server: safe fixes of one rule in the whole workspace, or that rule's edits when it has no safe ones. */
export const fixWorkspace = 'preflight/fixWorkspace';
export interface FixWorkspaceParams {
  readonly folder: string;
  readonly rule: string;
}
export interface WorkspaceReplacements {
  readonly changes: Readonly<Record<string, readonly Replacement[]>>;
}

/** The rules, for pickers. */
export const rules = 'preflight/rules';
export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
}

/** Ids that both sides use: commands that a code action runs in the editor. */
export const COMMANDS = {
  ignore: 'preflight.ignore',
  explain: 'preflight.explain',
  fixWorkspace: 'preflight.fixRuleInWorkspace',
  insertSuggestion: 'preflight.insertSuggestion',
} as const;
