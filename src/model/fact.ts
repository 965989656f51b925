import type { At, Place } from './span.js';

/** `likely` is what a careful reader would believe and a compiler would not accept. */
export type Confidence = 'sure' | 'likely';

/** What every fact has beside its own fields. */
export interface FactBase extends Place {
  readonly kind: string;
  readonly confidence: Confidence;
}

/** Something that a document says, in the field's terms, whatever the framework; plain data that can be cloned and cached. */
export type Fact<T = object> = T & FactBase;

/** A fact before the engine has put its document's address on it. */
export type FactDraft<T = object> = T & At & { readonly kind: string; readonly confidence: Confidence };

/** A kind of fact: call it to state one. `id` is `area/noun` and unique. */
export interface FactKind<T = object> {
  (at: At, data: T, confidence?: Confidence): FactDraft<T>;
  readonly id: string;
  /** Its facts say something about the whole workspace whatever their document is for: a test file, a heading of a guide. */
  readonly everyRole: boolean;
  /** Only in types: what facts of this kind hold. */
  readonly of?: T;
}

/** A kind of whatever fact. */
export type AnyKind = Pick<FactKind, 'id' | 'everyRole'>;

export function fact<T extends object>(id: string, { everyRole = false }: { readonly everyRole?: boolean } = {}): FactKind<T> {
  const state = ({ span, uri }: At, data: T, confidence: Confidence = 'sure'): FactDraft<T> => ({
    ...data,
    kind: id,
    span,
    confidence,
    ...(uri === undefined ? {} : { uri }),
  });
  return Object.assign(state, { id, everyRole });
}
