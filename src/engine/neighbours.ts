import { Project } from '../facts/project.js';
import { type Document, type Role, folderOf } from '../model/document.js';
import type { AnyKind, Fact } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import type { FactStore } from './fact-store.js';

type Lists = ReadonlyMap<string, readonly Fact[]>;

/** The lists of one kind. */
interface Slot {
  readonly version: string;
  readonly byProject: Lists;
  /** What was asked for since the version moved, and the last time before. */
  readonly lists: Map<string, readonly Fact[]>;
  readonly before: Lists;
  /** By role and field, the facts by that field's value. */
  readonly byValue: Map<string, ReadonlyMap<unknown, readonly Fact[]>>;
}

/**
 * The facts that a document's rules can reach, by project and role. As long as none of them changed, a list stays the same
 * object: so it is known what has to be judged again.
 */
export class Neighbours {
  readonly #store: FactStore;
  readonly #documentOf: (uri: string) => Pick<Document, 'path' | 'role'> | undefined;
  readonly #slots = new Map<string, Slot>();
  #projects: { readonly version: number; readonly folders: ReadonlySet<string>; readonly known: Map<string, string> } | undefined;

  constructor(store: FactStore, documentOf: (uri: string) => Pick<Document, 'path' | 'role'> | undefined) {
    this.#store = store;
    this.#documentOf = documentOf;
  }

  /** The facts of the document's project. Tests and samples say nothing about others than themselves. */
  inProject(kind: AnyKind, { path, role }: Pick<Document, 'path' | 'role'>): readonly Fact[] {
    const slot = this.#slot(kind);
    const project = this.projectOf(path);
    return this.#list(slot, `${role} ${project}`, kind.everyRole ? undefined : role, slot.byProject.get(project) ?? []);
  }

  /** The facts of the whole workspace, as far as they say something about a document of this role. */
  everywhere(kind: AnyKind, role: Role, where: Readonly<Record<string, unknown>> = {}): readonly Fact[] {
    const slot = this.#slot(kind);
    const [field, ...others] = Object.keys(where);
    const limit = kind.everyRole ? undefined : role;
    if (field === undefined) return this.#list(slot, role, limit, this.#store.list(kind));
    if (others.length > 0) throw new Error(`Facts are found by one field: '${field}' or '${others.join("' or '")}'.`);
    const key = `${role} ${field}`;
    let byValue = slot.byValue.get(key);
    if (!byValue)
      slot.byValue.set(key, (byValue = groupBy(this.everywhere(kind, role), (fact) => (fact as Readonly<Record<string, unknown>>)[field])));
    return this.#list(slot, `${key} ${JSON.stringify(where)}`, limit, byValue.get(where[field]) ?? []);
  }

  /** The folder of the nearest project above a path; `''` is the workspace itself. */
  projectOf(path: string): string {
    const version = this.#store.version(Project);
    if (this.#projects?.version !== version)
      this.#projects = { version, folders: new Set(this.#store.facts(Project).map(({ folder }) => folder)), known: new Map() };
    const { folders, known } = this.#projects;
    const own = folderOf(path);
    let folder = known.get(own);
    if (folder === undefined) {
      for (folder = own; folder !== '' && !folders.has(folder);) folder = folderOf(folder);
      known.set(own, folder);
    }
    return folder;
  }

  #slot(kind: AnyKind): Slot {
    const version = `${String(this.#store.version(kind))} ${String(this.#store.version(Project))}`;
    const known = this.#slots.get(kind.id);
    if (known?.version === version) return known;
    const byProject = groupBy(this.#store.list(kind), ({ uri }) => this.projectOf(this.#documentOf(uri)?.path ?? ''));
    const slot = {
      version,
      byProject,
      lists: new Map<string, readonly Fact[]>(),
      before: known && known.lists.size > 0 ? known.lists : (known?.before ?? new Map<string, readonly Fact[]>()),
      byValue: new Map<string, ReadonlyMap<unknown, readonly Fact[]>>(),
    };
    this.#slots.set(kind.id, slot);
    return slot;
  }

  #list({ lists, before }: Slot, key: string, role: Role | undefined, all: readonly Fact[]): readonly Fact[] {
    const known = lists.get(key);
    if (known) return known;
    const now = role === undefined ? all : all.filter(({ uri }) => this.#counts(uri, role));
    const old = before.get(key);
    const list = old?.length === now.length && old.every((fact, i) => fact === now[i]) ? old : now;
    lists.set(key, list);
    return list;
  }

  #counts(uri: string, role: Role): boolean {
    const other = this.#documentOf(uri)?.role ?? 'production';
    return other === 'production' || other === role;
  }
}
