import type { Evidence, Finding, RuleId, Unknown } from './finding.js';
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
  'always' | 'git' | 'service' | 'web-app' | 'jwt' | 'reverse-proxy' | 'datastore' | 'external-api' | 'docker' | 'compose' | 'containers';

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

/** An item as it stands now. */
export interface ItemState {
  readonly item: Item;
  readonly status: ItemStatus;
  /** In this profile. */
  readonly blocking: boolean;
  /** Why the status is what it is, where a list of findings does not say it. */
  readonly reason: string | undefined;
  readonly appliesBecause: readonly Reason[];
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** Evidence without a place: what was read. */
  readonly coverage: string | undefined;
  readonly unknown: readonly Unknown[];
  /** Rules that exist by now, of all that the item needs. */
  readonly checked: { readonly built: number; readonly all: number };
}

export interface SectionState {
  readonly section: Section;
  readonly items: readonly ItemState[];
  readonly progress: Progress;
}

/** Passing, attested and waived items of the applicable ones. */
export interface Progress {
  readonly done: number;
  readonly applicable: number;
}

export interface Assessment {
  readonly profile: Profile;
  readonly sections: readonly SectionState[];
  readonly progress: Progress;
  /** Items that block, and findings of severity error that no blocking item holds. */
  readonly blocking: number;
  readonly verdict: 'not-ready' | 'ready-to-sign' | 'signed' | 'stale';
}
