import type { Derivation, Known } from '../model/derivation.js';
import type { Role } from '../model/document.js';
import type { AnyKind, Fact, FactKind } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { same } from './same.js';

type ByDocument = ReadonlyMap<string, readonly Fact[]>;

/** The facts of one kind, made again when its version moves. */
interface Listed {
  readonly version: number;
  readonly facts: readonly Fact[];
  readonly byDocument: ByDocument;
}

/** What the documents state of one kind. */
interface Stated {
  readonly documents: Map<string, readonly Fact[]>;
  /** The documents in their order; undefined when it has to be found anew. */
  order: readonly string[] | undefined;
  version: number;
}

const NONE: ByDocument = new Map();

/**
 * The facts of a workspace by document and kind; each kind has a version that moves when its facts change. As long as a
 * document says the same, its list of facts stays the same object.
 */
export class FactStore implements Known {
  readonly workspace: Known['workspace'];
  readonly #documents = new Map<string, ByDocument>();
  readonly #stated = new Map<string, Stated>();
  readonly #lists = new Map<string, Listed>();
  readonly #derivations: ReadonlyMap<string, Derivation>;
  readonly #paths: (uri: string) => string;
  readonly #roles: (uri: string) => Role;
  /** Derivations take it apart, so its functions stand alone. */
  readonly #known: Known;

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

  /** Replaces all that a document says; an empty list forgets it. */
  put(uri: string, facts: readonly Fact[]): void {
    const before = this.#documents.get(uri) ?? NONE;
    const after: Map<string, readonly Fact[]> = groupBy(facts, ({ kind }) => kind);
    for (const kind of new Set([...before.keys(), ...after.keys()])) {
      const [old, now] = [before.get(kind), after.get(kind)];
      if (old && now && same(old, now)) after.set(kind, old);
      else this.#state(kind, uri, now);
    }
    if (after.size > 0) this.#documents.set(uri, after);
    else this.#documents.delete(uri);
  }

  /** Moves when any fact of the kind changed, or any fact that it is derived from. */
  version(kind: AnyKind): number {
    const derivation = this.#derivations.get(kind.id);
    return derivation ? derivation.from.reduce((sum, from) => sum + this.version(from), 0) : (this.#stated.get(kind.id)?.version ?? 0);
  }

  facts<T>(kind: FactKind<T>): readonly Fact<T>[] {
    return this.list(kind) as readonly Fact<T>[];
  }

  /** The same for a kind whose data is not known here. */
  list(kind: AnyKind): readonly Fact[] {
    return this.#listed(kind).facts;
  }

  /** The facts of a kind by the document that they stand in. */
  byDocument(kind: AnyKind): ByDocument {
    return this.#listed(kind).byDocument;
  }

  #state(kind: string, uri: string, facts: readonly Fact[] | undefined): void {
    let stated = this.#stated.get(kind);
    if (!stated) this.#stated.set(kind, (stated = { documents: new Map(), order: undefined, version: 0 }));
    if (!facts || !stated.documents.has(uri)) stated.order = undefined;
    if (facts) stated.documents.set(uri, facts);
    else stated.documents.delete(uri);
    stated.version += 1;
  }

  #listed(kind: AnyKind): Listed {
    const version = this.version(kind);
    const known = this.#lists.get(kind.id);
    if (known?.version === version) return known;
    const derivation = this.#derivations.get(kind.id);
    const listed = { version, ...(derivation ? this.#derive(derivation, known?.byDocument ?? NONE) : this.#statedBy(kind.id)) };
    this.#lists.set(kind.id, listed);
    return listed;
  }

  #statedBy(kind: string): Omit<Listed, 'version'> {
    const stated = this.#stated.get(kind);
    if (!stated) return { facts: [], byDocument: NONE };
    stated.order ??= [...stated.documents.keys()].sort();
    const byDocument = new Map(stated.order.map((uri) => [uri, stated.documents.get(uri) ?? []]));
    return { facts: [...byDocument.values()].flat(), byDocument };
  }

  #derive(derivation: Derivation, before: ByDocument): Omit<Listed, 'version'> {
    const derived = [...derivation.derive(this.#known)].map((draft) => {
      if (draft.uri === undefined) throw new Error(`A derived '${derivation.gives.id}' names no document.`);
      return { ...draft, uri: draft.uri };
    });
    const byDocument: Map<string, readonly Fact[]> = groupBy(derived, ({ uri }) => uri);
    const kept = new Map<Fact, Fact>();
    for (const [uri, now] of byDocument) {
      const old = before.get(uri);
      if (!old || !same(old, now)) continue;
      for (const [i, fact] of now.entries()) kept.set(fact, old[i] ?? fact);
      byDocument.set(uri, old);
    }
    return { facts: derived.map((fact) => kept.get(fact) ?? fact), byDocument };
  }
}
