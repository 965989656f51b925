import type { RuleId } from './finding.js';
import type { Place } from './span.js';

/** A person's statement that an item holds. Dates are ISO 8601; `expires` is the last day on which it counts. */
export interface Attestation {
  readonly item: string;
  readonly by: string;
  readonly at: string;
  readonly note: string;
  readonly link?: string;
  readonly expires?: string;
  /** What the item asks for is done by something outside of this workspace: the platform team's ingress, say. */
  readonly providedElsewhere?: boolean;
}

/** A person's acceptance, for a time, of an open item (`item`) or of one finding (`rule`, `path`, `fingerprint`). */
export interface Waiver {
  readonly item?: string;
  readonly rule?: RuleId;
  readonly path?: string;
  readonly fingerprint?: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly expires: string;
}

/** A role's signature over the items that it owns, as they stood then. */
export interface Signoff {
  readonly role: string;
  readonly by: string;
  readonly at: string;
  /** Absent where the workspace is no Git repository. */
  readonly commit?: string;
  /** The version of the built-in checklist. */
  readonly catalogue: number;
  /** `sha256:` and the SHA-256 of `state` in canonical form. */
  readonly digest: string;
  /** By item: its status, and the fingerprints of its findings (plain), waivers (`w:`) and attestations (`a:`). */
  readonly state: Readonly<Record<string, string>>;
  readonly note?: string;
  /** An SSH signature over all of the above, armoured. */
  readonly signature?: string;
}

/** What `.preflight/signoff.yaml` holds. */
export interface Ledger {
  readonly attestations: readonly Attestation[];
  readonly waivers: readonly Waiver[];
  readonly signoffs: readonly Signoff[];
}

export const EMPTY_LEDGER: Ledger = { attestations: [], waivers: [], signoffs: [] };

/** Findings that were there before the team adopted Preflight: what `.preflight/baseline.json` holds. */
export interface Baseline {
  readonly fingerprints: ReadonlySet<string>;
}

export const EMPTY_BASELINE: Baseline = { fingerprints: new Set() };

/** Whether a record counts now: `expiring` still does, for at most 14 more days. */
export type Force = 'in-force' | 'expiring' | 'expired';

/** A record as it counts now. */
export interface RecordState<R extends Attestation | Waiver> {
  readonly record: R;
  readonly force: Force;
  /** Whole days that it still counts, today included; undefined when it does not expire. */
  readonly daysLeft: number | undefined;
  /** Names the record by its content, in the state that a role signs. */
  readonly fingerprint: string;
}

/** An item as a signature covers it and as it stands now, where these differ. */
export interface Change {
  readonly item: string;
  readonly title: string;
  /** In words: `attested by Ada`, `passing`, `failing, 2 findings`, `not in the checklist`. */
  readonly from: string;
  readonly to: string;
  /** Why, as far as it is known: `the waiver by Ada expired on 2026-12-31`. */
  readonly because: readonly string[];
  /** Where to look: the findings that are new, else the evidence that is there now. */
  readonly places: readonly Place[];
}

/** Whether the check of an SSH signature was made, and how it went. */
export type SignatureCheck =
  { readonly is: 'good'; readonly signer: string } | { readonly is: 'bad' | 'unchecked'; readonly reason: string };
