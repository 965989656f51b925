import type { Assessment, ItemStatus, Phase, RoleStanding } from './model/checklist.js';
import type { Severity } from './model/finding.js';
import type { Force } from './model/signoff.js';

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
  /** While a workspace is read: as it was before. */
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
  /** How the signatures stand together: the worst of those that were made, and signed when every required one holds. */
  readonly signoff: RoleStanding;
  /** What is wrong in the first file of Preflight's own that is broken, for the view to say so. */
  readonly problem: { readonly file: string; readonly message: string } | undefined;
}

/**
 * Editor → server: the checklist of a folder, or null when the folder is not known. What stands under an item is asked for when
 * somebody opens it.
 */
export const checklist = 'preflight/checklist';
export interface Checklist {
  readonly sections: readonly ChecklistSection[];
  readonly roles: readonly RoleSummary[];
  /** What files cannot tell and nobody has said yet. */
  readonly questions: readonly Question[];
}
export interface RoleSummary {
  readonly id: string;
  readonly title: string;
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
  readonly status: ItemStatus;
  readonly phase: Phase;
  readonly blocking: boolean;
  readonly shown: boolean;
  /** Why the status is what it is, where a list of findings does not say it. */
  readonly reason: string | undefined;
  /** The role that signs for it; undefined for nobody's. */
  readonly role: string | undefined;
  /** Whether a person's word settles it: it has a checkbox. */
  readonly attestable: boolean;
  /** Open findings. */
  readonly findings: number;
  /** Whether something stands under it. */
  readonly opens: boolean;
  /** The record that ends first, when that is within 14 days or has been. */
  readonly ending: Ending | undefined;
}
export interface Ending {
  /** The last day on which it counts. */
  readonly expires: string;
  /** Days until then: 0 today, below 0 when it has ended. */
  readonly days: number;
}

/** What files cannot tell, asked once. The answer stands in `preflight.yaml`. */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** Titles of the items that wait for it. */
  readonly items: readonly string[];
}

/** Editor → server: what stands under an item, or null when there is no such item. */
export const item = 'preflight/item';
export interface ItemParams {
  readonly folder: string;
  readonly item: string;
}
export interface ItemDetails {
  readonly findings: readonly ChecklistFinding[];
  /** Findings whose risk a person accepted. */
  readonly accepted: readonly ChecklistFinding[];
  readonly evidence: readonly ChecklistPlace[];
  /** Signs that something is there, which prove nothing. */
  readonly signals: readonly ChecklistReason[];
  readonly unknown: readonly ChecklistPlace[];
  readonly records: readonly ItemRecord[];
  readonly appliesBecause: readonly ChecklistReason[];
  /** What would make it pass, a sentence each. */
  readonly passes: readonly string[];
  /** How many of each there are, where the lists are cut short. */
  readonly all: Readonly<Record<'findings' | 'accepted' | 'evidence' | 'signals' | 'unknown' | 'records', number>>;
}
/** A place, or words where there is no single one. */
export interface ChecklistReason {
  readonly label: string;
  readonly location: Location | undefined;
}
export interface ChecklistPlace {
  readonly label: string;
  readonly location: Location;
}
export interface ChecklistFinding extends ChecklistPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly fingerprint: string;
}
/** A record of `.preflight/signoff.yaml` about an item or one of its findings. */
export interface ItemRecord {
  readonly is: 'attestation' | 'waiver';
  readonly by: string;
  readonly at: string;
  /** The note or the reason. */
  readonly words: string;
  readonly link: string | undefined;
  readonly providedElsewhere: boolean;
  readonly ends: Ending | undefined;
  /** `expiring` still counts, for at most 14 more days. */
  readonly force: Force;
  /** Where it stands in the file. */
  readonly location: Location | undefined;
  /** Set when it is about one finding. */
  readonly fingerprint: string | undefined;
}

/** Editor → server: the steps that are left before a signature, in the order of least work. */
export const way = 'preflight/way';
export interface Way {
  readonly steps: readonly WayStep[];
}
export interface WayStep {
  /** Stable while the step is open. */
  readonly id: string;
  readonly is: 'fix' | 'choose' | 'change' | 'answer' | 'attest' | 'accept' | 'sign';
  readonly blocking: boolean;
  /** What is open, in words. */
  readonly label: string;
  /** Where it belongs: the item's title. */
  readonly about: string;
  readonly item: string | undefined;
  readonly rule: string | undefined;
  readonly fingerprint: string | undefined;
  readonly location: Location | undefined;
  /** Titles of the edits that settle it. */
  readonly fixes: readonly string[];
  readonly role: string | undefined;
}

/** Editor → server: makes an edit of a finding; answers with the words that a person has to choose, or null when it is gone. */
export const applyFix = 'preflight/applyFix';
export interface ApplyFixParams {
  readonly folder: string;
  readonly fingerprint: string;
  readonly title: string;
}
export interface AppliedFix {
  readonly uri: string;
  readonly choose: readonly { readonly start: number; readonly end: number }[];
}

// ---- records ----

/** What became of a request to write a record. */
export type Written = { readonly is: 'written' } | { readonly is: 'refused'; readonly why: string; readonly location?: Location };

/** Editor → server: who records are made by, from Git's configuration; null when that does not say. */
export const identity = 'preflight/identity';

export const attest = 'preflight/attest';
export interface AttestParams {
  readonly folder: string;
  readonly item: string;
  readonly note: string;
  readonly by: string;
  readonly link?: string;
  readonly expires?: string;
  readonly providedElsewhere?: boolean;
}

/** Editor → server: takes back what was attested about an item. */
export const unattest = 'preflight/unattest';

export const waive = 'preflight/waive';
export interface WaiveParams {
  readonly folder: string;
  /** An item, or one finding. */
  readonly target: { readonly item: string } | { readonly fingerprint: string };
  readonly reason: string;
  readonly by: string;
  readonly expires: string;
}
export const unwaive = 'preflight/unwaive';
export interface UnwaiveParams {
  readonly folder: string;
  readonly target: WaiveParams['target'];
}

/** Editor → server: an item does not concern this workspace, said in `preflight.yaml`. */
export const notApplicable = 'preflight/notApplicable';
export interface NotApplicableParams {
  readonly folder: string;
  readonly item: string;
  readonly reason: string;
}

/** Editor → server: the answer of a question, said in `preflight.yaml`. */
export const answer = 'preflight/answer';
export interface AnswerParams {
  readonly folder: string;
  readonly question: string;
  readonly yes: boolean;
}

/** What may be asked of the files of Preflight's own, and of the team's lists. */
export type WriteParams =
  | AttestParams
  | ItemParams
  | WaiveParams
  | UnwaiveParams
  | NotApplicableParams
  | AnswerParams
  | SignParams
  | WithdrawParams
  | TickImportedParams
  | LinkImportedParams;

// ---- sign-off ----

/** Editor → server: how the sign-off of a folder stands, or null when the folder is not known. */
export const signoffs = 'preflight/signoffs';
export interface Signoffs {
  readonly roles: readonly RoleSignoff[];
  /** Why the file cannot be read: nothing is written to it then. */
  readonly problem: { readonly message: string; readonly location: Location } | undefined;
}
export interface RoleSignoff {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly state: RoleStanding;
  readonly by: string | undefined;
  readonly at: string | undefined;
  /** Of the signature. */
  readonly commit: string | undefined;
  readonly note: string | undefined;
  /** Where the signature stands in the file. */
  readonly location: Location | undefined;
  /** Why it does not hold, or what else is to be known, a sentence each. */
  readonly reasons: readonly string[];
  /** What moved since, item by item. */
  readonly since: readonly SignoffChange[];
  /** The SSH signature's check, where there is one: who, or why not. */
  readonly signature: string | undefined;
  /** What has to be settled before the role can sign. */
  readonly blocking: readonly SignoffChange[];
}
/** An entry of a sign-off that opens its place: in a file, or an item of the checklist. */
export interface SignoffChange {
  readonly label: string;
  /** What it was and what it is: 'passing → failing'. */
  readonly change: string | undefined;
  /** Why, a sentence each. */
  readonly because: readonly string[];
  /** Of the item as it stands now. */
  readonly status: ItemStatus | undefined;
  readonly item: string | undefined;
  readonly location: Location | undefined;
}

export const sign = 'preflight/sign';
export interface SignParams {
  readonly folder: string;
  readonly role: string;
  readonly by: string;
  readonly note?: string;
}
export const withdraw = 'preflight/withdraw';
export interface WithdrawParams {
  readonly folder: string;
  readonly role: string;
}

// ---- report ----

/** Editor → server: the report of a folder as a page, or null when the folder is not known. */
export const report = 'preflight/report';
/** Editor → server: the same as a file that needs nothing else, as text. */
export const reportFile = 'preflight/reportFile';
export interface ReportPage {
  readonly title: string;
  readonly style: string;
  readonly body: string;
  /** Where the links of the page lead, by their numbers. */
  readonly places: readonly Location[];
}

// ---- lists of the team's own ----

/** Editor → server: the Markdown checklists that `preflight.yaml` imports. */
export const imported = 'preflight/imported';
export interface ImportedList {
  /** As the editor addresses it. */
  readonly file: string;
  readonly title: string;
  readonly counts: { readonly items: number; readonly checked: number };
  readonly sections: readonly ImportedSection[];
}
export interface ImportedSection {
  readonly title: string;
  readonly location: Location;
  readonly items: readonly ImportedItem[];
}
export interface ImportedItem {
  readonly text: string;
  /** The box, or the mark where there is none: done, failed, warning; open for a gap. */
  readonly state: 'checked' | 'unchecked' | 'done' | 'failed' | 'warning' | 'open';
  readonly location: Location;
  /** What the workspace says about the claim, and where. */
  readonly claim: 'contradicted' | 'supported' | undefined;
  readonly matches: readonly { readonly item: string; readonly title: string; readonly score: number }[];
  /** The built-in item that a person linked it to. */
  readonly linked: string | undefined;
}

/** Editor → server: ticks or unticks a box, one character of the file. */
export const tickImported = 'preflight/tickImported';
export interface TickImportedParams {
  readonly folder: string;
  readonly location: Location;
  readonly checked: boolean;
}

/** Editor → server: links a line to a built-in item, said in `preflight.yaml`; undefined takes the link away. */
export const linkImported = 'preflight/linkImported';
export interface LinkImportedParams {
  readonly folder: string;
  readonly location: Location;
  readonly item: string | undefined;
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

/** What the code action 'accept this risk' hands to the editor's command. */
export interface AcceptArguments {
  readonly folder: string;
  readonly rule: string;
  readonly fingerprint: string;
}

/** Ids that both sides use: commands that a code action runs in the editor. */
export const COMMANDS = {
  ignore: 'preflight.ignore',
  accept: 'preflight.accept',
  explain: 'preflight.explain',
  fixWorkspace: 'preflight.fixRuleInWorkspace',
  insertSuggestion: 'preflight.insertSuggestion',
} as const;
