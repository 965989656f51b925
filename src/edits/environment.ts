import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import type { Value } from '../model/value.js';

/** Replaces a list by one that is read from the environment; undefined where the format has no environment. */
export function listFromEnvironment(_document: Document, _list: Value, _name: string): readonly TextEdit[] | undefined {
  return undefined;
}

/** Replaces a literal by a read of the environment; undefined where the format has none. */
export function readEnvironment(_document: Document, _literal: { readonly start: number; readonly end: number }, _name: string): readonly TextEdit[] | undefined {
  return undefined;
}
