import type { Role } from './document.js';
import type { AnyKind, Fact, FactDraft, FactKind } from './fact.js';

/** Facts that follow from other facts across documents: a route's full path, the projects of a monorepo. */
export interface Derivation {
  readonly gives: AnyKind;
  readonly from: readonly AnyKind[];
  /** All facts of the workspace; each draft names its document with `uri`. */
  derive(known: Known): Iterable<FactDraft>;
}

export interface Known {
  readonly workspace: { readonly uri: string; readonly prefix: string };
  facts<T>(kind: FactKind<T>): readonly Fact<T>[];
  /** The path of a document within the workspace. */
  pathOf(uri: string): string;
  /** What a document is for: facts of tests and samples are known here, too. */
  roleOf(uri: string): Role;
}
