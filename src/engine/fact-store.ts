import type { Derivation, Known } from '../model/derivation.js';
import type { AnyKind, Fact, FactKind } from '../model/fact.js';
import { groupBy } from '../model/group.js';

/** The facts of a workspace by document and kind; each kind has a version that moves when its facts change. */
export class FactStore implements Known {
  readonly #documents = new Map<string, readonly Fact[]>();
  readonly #byKind = new Map<string, Map<string, readonly Fact[]>>();
  readonly #versions = new Map<string, number>();
  readonly #lists = new Map<string, { readonly version: number; readonly facts: readonly Fact[] }>();
  readonly #derivations: ReadonlyMap<string, Derivation>;
  readonly #paths: (uri: string) => string;
  /** Derivations take it apart, so its functions stand alone. */
  readonly #known: Known = { facts: (kind) => this.facts(kind), pathOf: (uri) => this.#paths(uri) };

  constructor(derivations: readonly Derivation[], paths: (uri: string) => string) {
    this.#derivations = new Map(derivations.map((derivation) => [derivation.gives.id, derivation]));
    this.#paths = paths;
  }

  pathOf(uri: string): string {
    return this.#paths(uri);
  }

  /** Replaces all that a document says; an empty list forgets it. */
  put(uri: string, facts: readonly Fact[]): void {
    const before = groupBy(this.#documents.get(uri) ?? [], ({ kind }) => kind);
    const after = groupBy(facts, ({ kind }) => kind);
    if (facts.length) this.#documents.set(uri, facts);
    else this.#documents.delete(uri);
    for (const kind of new Set([...before.keys(), ...after.keys()])) {
      const now = after.get(kind) ?? [];
      if (JSON.stringify(before.get(kind) ?? []) === JSON.stringify(now)) continue;
      let documents = this.#byKind.get(kind);
      if (!documents) this.#byKind.set(kind, (documents = new Map<string, readonly Fact[]>()));
      if (now.length) documents.set(uri, now);
      else documents.delete(uri);
      this.#versions.set(kind, (this.#versions.get(kind) ?? 0) + 1);
    }
  }

  /** Moves when any fact of the kind changed, or any fact that it is derived from. */
  version(kind: AnyKind): number {
    const derivation = this.#derivations.get(kind.id);
    return derivation ? derivation.from.reduce((sum, from) => sum + this.version(from), 0) : (this.#versions.get(kind.id) ?? 0);
  }

  facts<T>(kind: FactKind<T>): readonly Fact<T>[] {
    return this.list(kind) as readonly Fact<T>[];
  }

  /** The same for a kind whose data is not known here. */
  list(kind: AnyKind): readonly Fact[] {
    const version = this.version(kind);
    const known = this.#lists.get(kind.id);
    if (known?.version === version) return known.facts;
    const derivation = this.#derivations.get(kind.id);
    const facts = derivation ? this.#derive(derivation) : this.#stated(kind.id);
    this.#lists.set(kind.id, { version, facts });
    return facts;
  }

  #stated(kind: string): readonly Fact[] {
    const documents = this.#byKind.get(kind) ?? new Map<string, readonly Fact[]>();
    return [...documents.keys()].sort().flatMap((uri) => documents.get(uri) ?? []);
  }

  #derive(derivation: Derivation): readonly Fact[] {
    return [...derivation.derive(this.#known)].map((draft) => {
      if (draft.uri === undefined) throw new Error(`A derived '${derivation.gives.id}' names no document.`);
      return { ...draft, uri: draft.uri };
    });
  }
}
