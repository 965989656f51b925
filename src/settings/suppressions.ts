import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import type { Span } from '../model/span.js';

/** A comment that silences rules at one place, or in a whole file. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** The comment's words, from `preflight-ignore` to the end of the reason. */
  readonly span: Span;
  /** Findings that start here are silenced. */
  readonly covers: Span;
}

export function findSuppressions(_document: Document): readonly Suppression[] {
  return [];
}

export function writeSuppression(_document: Document, _offset: number, _rule: string, _reason: string): TextEdit | undefined {
  return undefined;
}
