import type { Document } from '../model/document.js';
import type { Fact, FactKind } from '../model/fact.js';

/** What the checklist looks at beside the rules' outcome. */
export interface Surroundings {
  /** Every document that was read. */
  readonly documents: readonly Pick<Document, 'uri' | 'path' | 'format' | 'role' | 'tracked'>[];
  readonly skipped: number;
  /** Rules that exist by now. */
  readonly built: ReadonlySet<string>;
  facts<T>(kind: FactKind<T>): readonly Fact<T>[];
}
