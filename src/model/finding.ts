import type { Confidence } from './fact.js';
import type { Place, Span } from './span.js';

export type RuleId = `${string}/${string}`;
export type Severity = 'error' | 'warning' | 'info';

/** Replaces a span of a document. The document of the finding unless `uri` names another; a document that does not exist is created. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
  readonly uri?: string;
  /** The part of `text` that a person has to choose: the editor puts the cursor there. */
  readonly placeholder?: Span;
}

/**
 * `safe` cannot change what correct code does, and may run in bulk and on save; `edit` is one keystroke at one place;
 * `suggestion` leaves something to choose.
 */
export type FixKind = 'safe' | 'edit' | 'suggestion';

export interface Fix {
  readonly title: string;
  readonly kind: FixKind;
  readonly edits: readonly TextEdit[];
}

/** Another place that belongs to a finding, with words on it. */
export interface Related {
  readonly at: Place;
  readonly note: string;
}

/** A rule's hit at a range of a document, after settings and suppressions. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly at: Place;
  readonly message: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Survives moved lines: made of rule, path and normalised subject; never of message, value or line. */
  readonly fingerprint: string;
  /** Set when the gap is the whole workspace's and the place is only where a reader would look (line 1 of a manifest). */
  readonly workspaceGap?: boolean;
  /** What it is about, in a word, where items of the checklist ask for that alone. */
  readonly concerns?: string;
}

/** A place that shows that something good is there. */
export interface Evidence {
  readonly rule: RuleId;
  readonly at: Place;
  readonly note: string;
  readonly concerns?: string;
}

/** A place that a person has to look at, because files cannot tell. */
export interface Unknown {
  readonly rule: RuleId;
  readonly at: Place;
}

/** What the rules have to say about a workspace, after severity overrides, suppressions and precedence. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly unknown: readonly Unknown[];
  readonly suppressed: readonly Finding[];
}
