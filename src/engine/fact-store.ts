import { alike } from '../model/alike.js';
import type { Derivation, Known } from '../model/derivation.js';
import type { Role } from '../model/document.js';
import type { AnyKind, Fact, FactKind } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { same } from './same.js';

type ByDocument = ReadonlyMap<string, readonly Fact[]>;

/** The facts of one kind: the same object as long as none of them changed. */
export interface Listed {
  readonly facts: readonly Fact[];
  /** In the order of their addresses where documents state them, in that of the first fact of each where they are derived. */
  readonly byDocument: ByDocument;
  /** The list before, where nothing but one document's facts changed since. */
  readonly from?: { readonly facts: readonly Fact[]; readonly uri: string } | undefined;
}

/** What the documents state of one kind. */
interface Stated {
  readonly documents: Map<string, readonly Fact[]>;
  /** When it last changed. */
  moment: number;
  /** The documents came in their order. */
  sorted: boolean;
  /** As it was last asked for, and the one document that changed since; undefined where more did. */
  listed: Listed | undefined;
  changed: string | undefined;
}

/** What follows from other kinds, and the lists that it was made from. */
interface Derived extends Listed {
  readonly given: readonly (readonly Fact[])[];
  /** When it was last found to hold. */
  readonly moment: number;
}

const NONE: readonly never[] = [];
const NOWHERE: ByDocument = new Map();
const NOTHING: Listed = { facts: NONE, byDocument: NOWHERE };

/**
 * The facts of a workspace by document and kind. As long as a document says the same, its list of facts stays the same object, and so do
 * the lists of the kinds that it speaks of.
 */
export class FactStore implements Known {
  readonly workspace: Known['workspace'];
  readonly #documents = new Map<string, ByDocument>();
  readonly #stated = new Map<string, Stated>();
  readonly #derived = new Map<string, Derived>();
  readonly #derivations: ReadonlyMap<string, Derivation>;
  readonly #paths: (uri: string) => string;
  readonly #roles: (uri: string) => Role;
  /** Derivations take it apart, so its functions stand alone. */
  readonly #known: Known;
  /** Moves whenever any fact changed. */
  #moment = 0;
  /** When each kind last changed, as it was asked for since anything did. */
  readonly #moments = new Map<string, number>();
  #touched = new Set<string>();

  constructor(
    derivations: readonly Derivation[],
    workspace: Known['workspace'],
    paths: (uri: string) => string,
    roles: (uri: string) => Role = () => 'production',
  ) {
    this.workspace = workspace;
    this.#known = { workspace, facts: (kind) => this.facts(kind), pathOf: (uri) => this.#paths(uri), roleOf: roles };
    this.#roles = roles;
    this.#derivations = new Map(derivations.map((derivation) => [derivation.gives.id, derivation]));
    this.#paths = paths;
  }

  pathOf(uri: string): string {
    return this.#paths(uri);
  }

  roleOf(uri: string): Role {
    return this.#roles(uri);
  }

  /** Moves whenever any fact changed. */
  get moment(): number {
    return this.#moment;
  }

  /** Replaces all that a document says; an empty list forgets it. */
  put(uri: string, facts: readonly Fact[]): void {
    this.#touched.add(uri);
    const before = this.#documents.get(uri) ?? NOWHERE;
    const after: Map<string, readonly Fact[]> = groupBy(facts, ({ kind }) => kind);
    for (const kind of new Set([...before.keys(), ...after.keys()])) {
      const [old, now] = [before.get(kind), after.get(kind)];
      const kept = old && now && keptFrom(old, now);
      if (kept) after.set(kind, kept);
      if (!old || kept !== old) this.#state(kind, uri, kept ?? now);
    }
    if (after.size > 0) this.#documents.set(uri, after);
    else this.#documents.delete(uri);
  }

  /** The documents that were read again since this was last asked, whether or not they say the same. */
  touched(): Set<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  /** The moment when a fact of the kind last changed, or one that it is derived from. */
  changedAt(kind: AnyKind): number {
    let moment = this.#moments.get(kind.id);
    if (moment === undefined) {
      const derivation = this.#derivations.get(kind.id);
      moment = derivation ? Math.max(0, ...derivation.from.map((from) => this.changedAt(from))) : (this.#stated.get(kind.id)?.moment ?? 0);
      this.#moments.set(kind.id, moment);
    }
    return moment;
  }

  facts<T>(kind: FactKind<T>): readonly Fact<T>[] {
    return this.list(kind) as readonly Fact<T>[];
  }

  /** The same for a kind whose data is not known here. */
  list(kind: AnyKind): readonly Fact[] {
    return this.listed(kind).facts;
  }

  /** The facts of a kind, all of them and by the document that they stand in. */
  listed(kind: AnyKind): Listed {
    const derivation = this.#derivations.get(kind.id);
    return derivation ? this.#derivedBy(derivation) : this.#statedBy(kind.id);
  }

  #state(kind: string, uri: string, facts: readonly Fact[] | undefined): void {
    this.#moment += 1;
    this.#moments.clear();
    let stated = this.#stated.get(kind);
    if (!stated)
      this.#stated.set(kind, (stated = { documents: new Map(), moment: 0, sorted: true, listed: undefined, changed: undefined }));
    stated.moment = this.#moment;
    if (facts && !stated.documents.has(uri)) stated.sorted = false;
    if (facts) stated.documents.set(uri, facts);
    else stated.documents.delete(uri);
    if (stated.changed !== undefined && stated.changed !== uri) stated.listed = undefined;
    stated.changed = uri;
  }

  #statedBy(kind: string): Listed {
    const stated = this.#stated.get(kind);
    if (!stated) return NOTHING;
    const { listed: before, changed } = stated;
    if (before && changed === undefined) return before;
    const documents = this.#inOrder(stated);
    const listed =
      before && changed !== undefined
        ? {
            facts: withFactsOf(changed, documents.get(changed) ?? NONE, before.facts),
            byDocument: documents,
            from: { facts: before.facts, uri: changed },
          }
        : { facts: [...documents.values()].flat(), byDocument: documents };
    stated.listed = listed;
    stated.changed = undefined;
    return listed;
  }

  #inOrder(stated: Stated): ByDocument {
    const { documents } = stated;
    if (!stated.sorted) {
      const sorted = [...documents].sort(([a], [b]) => (a < b ? -1 : 1));
      documents.clear();
      for (const [uri, facts] of sorted) documents.set(uri, facts);
      stated.sorted = true;
    }
    return documents;
  }

  #derivedBy(derivation: Derivation): Listed {
    const known = this.#derived.get(derivation.gives.id);
    if (known && this.changedAt(derivation.gives) <= known.moment) return known;
    const given = derivation.from.map((kind) => this.list(kind));
    const holds = known && given.every((list, i) => list === known.given[i]);
    const derived = { ...(holds ? known : this.#derive(derivation, known ?? NOTHING)), given, moment: this.#moment };
    this.#derived.set(derivation.gives.id, derived);
    return derived;
  }

  #derive(derivation: Derivation, before: Listed): Listed {
    // A draft that is the same as before is the same fact, whatever it was made of.
    const derived = [...derivation.derive(this.#known)].map((draft): Fact => {
      if (draft.uri === undefined) throw new Error(`A derived '${derivation.gives.id}' names no document.`);
      return draft as Fact;
    });
    const byDocument: Map<string, readonly Fact[]> = groupBy(derived, ({ uri }) => uri);
    const kept = new Map<Fact, Fact>();
    for (const [uri, now] of byDocument) {
      const facts = keptFrom(before.byDocument.get(uri) ?? NONE, now);
      for (const [i, fact] of now.entries()) if (fact !== facts[i]) kept.set(fact, facts[i] ?? fact);
      byDocument.set(uri, facts);
    }
    const facts = kept.size > 0 ? derived.map((fact) => kept.get(fact) ?? fact) : derived;
    return alike(facts, before.facts) ? before : { facts, byDocument };
  }
}

/** Facts, mostly in the order of their places, of which those that say the same as before are the same objects; if all do, the same list. */
function keptFrom(before: readonly Fact[], now: readonly Fact[]): readonly Fact[] {
  let near = 0;
  const kept = now.map((fact, i) => {
    const { start } = fact.span;
    if (same(before[i], fact)) return before[i] ?? fact;
    while ((before[near]?.span.start ?? start) < start) near += 1;
    for (let at = near; before[at]?.span.start === start; at += 1) if (same(before[at], fact)) return before[at] ?? fact;
    return fact;
  });
  return alike(before, kept) ? before : kept;
}

/** A list in the order of documents, with other facts of one of them. */
export function withFactsOf(uri: string, facts: readonly Fact[], list: readonly Fact[]): readonly Fact[] {
  const start = firstFrom(list, (other) => other >= uri);
  const end = firstFrom(list, (other) => other > uri);
  return list.length === end - start && facts.length === 0 ? NONE : list.slice(0, start).concat(facts, list.slice(end));
}

/** Where the first of the documents begins of which something holds; then it holds of all that follow. */
function firstFrom(list: readonly Fact[], holds: (uri: string) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]?.uri ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}
