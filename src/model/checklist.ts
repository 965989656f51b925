import type { Figure } from './figure.js';
import type { Evidence, Finding, RuleId, Unknown } from './finding.js';
import type { Attestation, Change, RecordState, Signoff, SignatureCheck, Waiver } from './signoff.js';
import type { Place } from './span.js';

/** How an item is decided: by rules, by evidence that a person confirms, or by a person alone. */
export type Verify = 'auto' | 'assisted' | 'manual';
/** `after` is for what can only be checked once the product runs; it never blocks a signature. */
export type Phase = 'before' | 'after';
export type ItemStatus = 'not-applicable' | 'failing' | 'passing' | 'to-confirm' | 'to-attest' | 'attested' | 'waived';
/** Which items are shown and which block; `standard` unless `preflight.yaml` says otherwise. */
export type Profile = 'demo' | 'standard' | 'strict';

/** When an item concerns a workspace at all. */
export type Condition =
  | 'always'
  | 'code'
  | 'typed-language'
  | 'web-app'
  | 'frontend'
  | 'service'
  | 'api-docs'
  | 'accounts'
  | 'passwords'
  | 'jwt'
  | 'cookie-session'
  | 'api-keys'
  | 'graphql'
  | 'multi-tenant'
  | 'datastore'
  | 'relational-db'
  | 'sql-code'
  | 'redis'
  | 'external-api'
  | 'background-jobs'
  | 'costly-operations'
  | 'dependencies'
  | 'git'
  | 'ci'
  | 'docker'
  | 'compose'
  | 'kubernetes'
  | 'containers'
  | 'reverse-proxy'
  | 'public-traffic'
  | 'static-assets'
  | 'file-logs'
  | 'metrics'
  | 'alerting'
  | 'personal-data'
  | 'config-file'
  | 'ops-scripts'
  | 'team';

/** A figure that an item names: an example until the team sets its own. */
export interface Target {
  /** Unique in its item, and what `checklist.targets` in `preflight.yaml` calls it. */
  readonly name: string;
  readonly words: string;
  readonly example: Figure;
  /** `%`, `ms`, `s`, `min`, `h`, `d`, …: of the example, of a team's own figure and of what is compared with them. */
  readonly unit?: string;
  /** When a stated figure meets it; a target without is only shown. `within` is a range such as `10 to 40`. */
  readonly meets?: 'at-least' | 'at-most' | 'equal' | 'within';
}

/** A figure that an item names, beside what the workspace states. */
export interface ComparedTarget {
  readonly name: string;
  readonly words: string;
  /** The team's own, else the catalogue's example. */
  readonly target: Figure;
  readonly unit: string | undefined;
  /** Nothing fails against an example. */
  readonly isExample: boolean;
  /** In the target's unit; undefined where the workspace states nothing. */
  readonly stated: Figure | undefined;
  readonly at: Place | undefined;
  /** Undefined where nothing is stated, or nothing can be compared. */
  readonly met: boolean | undefined;
}

/** The languages that dependencies are named by. */
export type SignalEcosystem = 'python' | 'javascript' | 'go' | 'java';
/** Where the words of a signal are looked for; `any` is any code, script or configuration, `pipeline` also what a Makefile runs. */
export type SignalPlace =
  | SignalEcosystem
  | 'sql'
  | 'shell'
  | 'any'
  | 'pipeline'
  | 'dockerfile'
  | 'compose'
  | 'kubernetes'
  | 'proxy'
  | 'terraform'
  | 'environment'
  | 'settings'
  | 'monitoring'
  | 'database';

/** What lifts an assisted item to a person's eyes; none of it proves anything. */
export interface Signals {
  /** Globs, from the workspace's top. */
  readonly files?: readonly string[];
  /** Names of packages, any `*` standing for more of a name. */
  readonly deps?: Readonly<Partial<Record<SignalEcosystem, readonly string[]>>>;
  /** Words as written there; ` … ` stands for whatever comes between on the next few lines, a `*` at the end for the rest of a name. */
  readonly code?: Readonly<Partial<Record<SignalPlace, readonly string[]>>>;
  /** The same, in configuration. */
  readonly keys?: Readonly<Partial<Record<SignalPlace, readonly string[]>>>;
  /** Words in a heading or in the name of a document, of any case. */
  readonly docs?: readonly string[];
}

/** One line of the checklist. Its id is a public contract. */
export interface Item {
  readonly id: string;
  /** A few words, for a narrow view. */
  readonly title: string;
  /** The whole statement that is to hold. */
  readonly holds: string;
  readonly verify: Verify;
  readonly phase: Phase;
  /** Whether it blocks in the profile `strict`. */
  readonly blocking: boolean;
  /** What the profile `standard` makes of it: it blocks, it is shown, or it stands under *More*. */
  readonly standard: 'blocking' | 'shown' | 'more';
  /** Any one of these makes it applicable. */
  readonly applies: readonly Condition[];
  readonly rules: readonly RuleId[];
  /** Of a rule of wide reach, only what concerns this, by the rule's own word for it. */
  readonly concerning?: Readonly<Record<RuleId, string>>;
  /** Rules of other items whose open findings leave this one in doubt: their places are for a person to look at. */
  readonly doubtedBy?: readonly RuleId[];
  /** Rules of which each has to show something, where the item says several things. */
  readonly provenBy?: readonly RuleId[];
  /** Rules whose advice most teams do not take: without it, the item passes all the same. */
  readonly advisedBy?: readonly RuleId[];
  /** The role whose signature decides it: such an item is a view of the records. */
  readonly signOff?: string;
  readonly targets?: readonly Target[];
  readonly signals?: Signals;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}

/** Why a condition holds: a place that shows it, or words where there is no single place. */
export interface Reason {
  readonly note: string;
  readonly at?: Place;
}

/** What `preflight.yaml` says about the checklist and who signs it. */
export interface ChecklistSettings {
  readonly profile: Profile;
  /** Items that do not apply here, and why. */
  readonly notApplicable: Readonly<Record<string, string>>;
  /** What the team says about conditions that files cannot tell. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** The team's own numbers, by item and name. */
  readonly targets: Readonly<Record<string, Readonly<Record<string, Figure>>>>;
  /** The team's own items. */
  readonly custom: readonly CustomItem[];
  /** Markdown checklists, by path. */
  readonly imports: readonly string[];
  /** Which line of a Markdown checklist is which item. */
  readonly links: readonly ChecklistLink[];
  readonly roles: readonly RoleSetting[];
}

export interface Answer {
  readonly holds: boolean;
  readonly reason?: string;
}

export interface CustomItem {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly verify: Verify;
  readonly blocking: boolean;
}

/** A line of a Markdown checklist, named by its words, and the item that it speaks of. */
export interface ChecklistLink {
  readonly file: string;
  readonly line: string;
  /** Null: the person said that no item is meant. */
  readonly item: string | null;
}

/** A role as the settings have it: of a built-in one only what differs. */
export interface RoleSetting {
  readonly id: string;
  readonly title?: string;
  readonly required?: boolean;
  readonly owns?: readonly string[];
}

/** An item as it stands now. */
export interface ItemState {
  readonly item: Item;
  readonly status: ItemStatus;
  /** In this profile. */
  readonly blocking: boolean;
  /** Whether this profile shows it at once, rather than under *More*. */
  readonly shown: boolean;
  /** Why the status is what it is, where a list of findings does not say it. */
  readonly reason: string | undefined;
  readonly appliesBecause: readonly Reason[];
  /** What only the team can answer before it is known whether the item applies; the status is `not-applicable` until then, and nothing blocks. */
  readonly question: OpenQuestion | undefined;
  /** Open findings: neither suppressed, nor waived, nor baselined. */
  readonly findings: readonly Finding[];
  /** Findings that a record answers. */
  readonly accepted: readonly AcceptedFinding[];
  /** Findings that were there before the team adopted Preflight. */
  readonly baselined: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** What hints that something is there, and proves nothing: a dependency, the name of a file. */
  readonly signals: readonly Reason[];
  /** Evidence without a place: what was read. */
  readonly coverage: string | undefined;
  readonly unknown: readonly Unknown[];
  /** The figures that the item names, and what the workspace states of them. */
  readonly targets: readonly ComparedTarget[];
  /** Rules that exist by now, of all that the item needs. */
  readonly checked: { readonly built: number; readonly all: number };
  readonly records: ItemRecords;
}

export interface OpenQuestion {
  readonly condition: Condition;
  readonly words: string;
}

/** Everything that people have written down about an item, the latest first, expired records included. */
export interface ItemRecords {
  readonly attestations: readonly RecordState<Attestation>[];
  /** Waivers of the item, and of findings of its rules. */
  readonly waivers: readonly RecordState<Waiver>[];
}

/** A finding that a waiver covers, or that is about something missing here which is attested to be provided elsewhere. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly by: Waiver | Attestation;
}

export interface SectionState {
  readonly section: Section;
  /** All of the section's items, those of phase `after`, under *More* and with a question included. */
  readonly items: readonly ItemState[];
  readonly progress: Progress;
}

/** Passing, attested and waived items of the applicable ones that the profile shows and that are due before the launch. */
export interface Progress {
  readonly done: number;
  readonly applicable: number;
}

/** Somebody who signs, and the sections that are theirs. */
export interface Role {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  /** Ids of sections: a signature covers their items. */
  readonly owns: readonly string[];
  /** The item of the checklist that shows the signature. */
  readonly item?: string;
}

/** `stale`: what was signed has changed. `tampered`: the signature, or a record that it covers, was edited afterwards. */
export type RoleStanding = 'unsigned' | 'signed' | 'stale' | 'tampered';

/** A role, its signature, and whether that still holds. */
export interface RoleState {
  readonly role: Role;
  readonly state: RoleStanding;
  /** The latest one. */
  readonly signoff: Signoff | undefined;
  /** What moved since, item by item. */
  readonly changes: readonly Change[];
  /** Why it is stale or tampered, or what else is to be known (a new version of the checklist): one sentence each. */
  readonly reasons: readonly string[];
  /** Of the role's sections. */
  readonly progress: Progress;
  /** What of its sections blocks: it cannot sign before these are gone. */
  readonly blockers: readonly Blocker[];
  /** What a signature made now would cover. */
  readonly now: { readonly state: Readonly<Record<string, string>>; readonly digest: string };
  /** Set by hosts that may run `ssh-keygen`. */
  readonly signature?: SignatureCheck;
}

/** What stands in the way of a signature. */
export type Blocker =
  | { readonly kind: 'item'; readonly state: ItemState }
  /** A finding of severity error that no blocking item holds. */
  | { readonly kind: 'finding'; readonly finding: Finding };

/** What the team is asked once; the answer goes into `preflight.yaml` under `checklist.answers`. */
export interface Question {
  readonly condition: Condition;
  readonly question: string;
  readonly items: readonly ItemState[];
}

/** A record that needs somebody's eyes: it has expired, expires within 14 days, or speaks of nothing that there is. */
export interface RecordNotice {
  readonly kind: 'expired' | 'expiring' | 'orphan';
  readonly record: RecordState<Attestation> | RecordState<Waiver>;
  /** One sentence. */
  readonly message: string;
}

export interface Assessment {
  readonly profile: Profile;
  readonly sections: readonly SectionState[];
  readonly progress: Progress;
  /** How many `blockers` there are. */
  readonly blocking: number;
  readonly blockers: readonly Blocker[];
  readonly questions: readonly Question[];
  /** Applicable items of phase `after`: post-launch checks, which block nothing. */
  readonly after: readonly ItemState[];
  readonly roles: readonly RoleState[];
  readonly notices: readonly RecordNotice[];
  /** Findings that are neither waived nor baselined; those of items that do not apply included. */
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly baselined: readonly Finding[];
  readonly verdict: Verdict;
}

/** `signed`: every required role's signature holds. `stale`: one of them does not any more. */
export type Verdict = 'not-ready' | 'ready-to-sign' | 'signed' | 'stale';
