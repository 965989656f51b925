import { Project } from '../facts/project.js';
import { alike } from '../model/alike.js';
import { type Document, type Role, folderOf } from '../model/document.js';
import type { AnyKind, Fact } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { type FactStore, withFactsOf } from './fact-store.js';

type List = readonly Fact[];
type Placed = Pick<Document, 'path' | 'role'>;

/** Facts that a rule asked for, to be asked for again: the same object as long as none of them changed. */
export type Question = () => List;

/** The facts of one kind that documents of some role can reach. */
interface Reachable {
  /** The kind's facts that this was made from. */
  of: List;
  readonly folders: ReadonlySet<string>;
  all: List;
  /** Those of each project, once they were asked for. */
  byProject: Map<string, List> | undefined;
  /** By field, the facts by that field's value. */
  readonly byField: Map<string, Map<unknown, List>>;
}

/** The folders of projects, and which of them is the nearest to others. */
interface Projects {
  readonly of: List;
  readonly folders: ReadonlySet<string>;
  readonly known: Map<string, string>;
}

const NONE: List = [];

/**
 * The facts that a document's rules can reach, by project and role. As long as none of them changed, a list stays the same
 * object: so it is known what has to be judged again.
 */
export class Neighbours {
  readonly #store: FactStore;
  readonly #documentOf: (uri: string) => Placed | undefined;
  readonly #reachable = new Map<string, Reachable>();
  readonly #questions = new Map<string, Question>();
  #projects: Projects | undefined;

  constructor(store: FactStore, documentOf: (uri: string) => Placed | undefined) {
    this.#store = store;
    this.#documentOf = documentOf;
  }

  /** The facts of the document's project. Tests and samples say nothing about others than themselves. */
  inProject(kind: AnyKind, { path, role }: Placed): List {
    const reachable = this.#reach(kind, role);
    reachable.byProject ??= groupBy(reachable.all, (fact) => this.#projectOfFact(fact));
    return reachable.byProject.get(this.projectOf(path)) ?? NONE;
  }

  /** The facts of the whole workspace, as far as they say something about a document of this role. */
  everywhere(kind: AnyKind, role: Role, where: Readonly<Record<string, unknown>> = {}): List {
    const reachable = this.#reach(kind, role);
    const [field, ...others] = Object.keys(where);
    if (field === undefined) return reachable.all;
    if (others.length > 0) throw new Error(`Facts are found by one field: '${field}' or '${others.join("' or '")}'.`);
    let byValue = reachable.byField.get(field);
    if (!byValue) reachable.byField.set(field, (byValue = groupBy(reachable.all, (fact) => valueOf(fact, field))));
    return byValue.get(where[field]) ?? NONE;
  }

  /** The question that `inProject` answers, the same for all documents of a role in one folder. */
  askInProject(kind: AnyKind, { path, role }: Placed): Question {
    return this.#question(`${kind.id} ${role} ${folderOf(path)}`, kind, () => this.inProject(kind, { path, role }));
  }

  /** The question that `everywhere` answers, the same for all documents of a role. */
  askEverywhere(kind: AnyKind, role: Role): Question {
    return this.#question(`${kind.id} ${role}`, kind, () => this.everywhere(kind, role));
  }

  /** The folder of the nearest project above a path; `''` is the workspace itself. */
  projectOf(path: string): string {
    const { folders, known } = this.#folders();
    const own = folderOf(path);
    let folder = known.get(own);
    if (folder === undefined) {
      for (folder = own; folder !== '' && !folders.has(folder);) folder = folderOf(folder);
      known.set(own, folder);
    }
    return folder;
  }

  #folders(): Projects {
    const of = this.#store.facts(Project);
    if (this.#projects?.of !== of) {
      const folders = new Set(of.map(({ folder }) => folder));
      const before = this.#projects;
      const holds = before?.folders.size === folders.size && [...folders].every((folder) => before.folders.has(folder));
      this.#projects = holds ? { ...before, of } : { of, folders, known: new Map() };
    }
    return this.#projects;
  }

  /** A question that looks for its answer once for each time when its kind, or the projects, changed. */
  #question(key: string, kind: AnyKind, ask: Question): Question {
    let question = this.#questions.get(key);
    if (!question) {
      let answer = NONE;
      let moment = -1;
      question = () => {
        if (moment !== this.#store.moment) {
          if (this.#store.changedAt(kind) > moment || this.#store.changedAt(Project) > moment) answer = ask();
          moment = this.#store.moment;
        }
        return answer;
      };
      this.#questions.set(key, question);
    }
    return question;
  }

  #reach(kind: AnyKind, role: Role): Reachable {
    const key = kind.everyRole ? kind.id : `${kind.id} ${role}`;
    const counts = (uri: string): boolean => kind.everyRole || this.#counts(uri, role);
    const known = this.#reachable.get(key);
    const { facts: of, from } = this.#store.listed(kind);
    const { folders } = this.#folders();
    if (known?.folders === folders) {
      if (known.of === of) return known;
      if (known.of === from?.facts) {
        known.of = of;
        if (counts(from.uri)) this.#replace(known, kind, from.uri);
        return known;
      }
    }
    const all = of.every(({ uri }) => counts(uri)) ? of : of.filter(({ uri }) => counts(uri));
    const made: Reachable = {
      of,
      folders,
      all: known && alike(all, known.all) ? known.all : all,
      byProject:
        known?.byProject &&
        kept(
          known.byProject,
          groupBy(all, (fact) => this.#projectOfFact(fact)),
        ),
      byField: new Map(
        [...(known?.byField ?? [])].map(([field, before]) => [
          field,
          kept(
            before,
            groupBy(all, (fact) => valueOf(fact, field)),
          ),
        ]),
      ),
    };
    this.#reachable.set(key, made);
    return made;
  }

  /** Only one document's facts changed: the lists that hold some of them are made again, and no other. */
  #replace(reachable: Reachable, kind: AnyKind, uri: string): void {
    const { all: before, byProject, byField } = reachable;
    const facts = this.#store.listed(kind).byDocument.get(uri) ?? NONE;
    reachable.all = withFactsOf(uri, facts, before);
    if (byProject) replaceIn(byProject, this.projectOf(this.#documentOf(uri)?.path ?? ''), uri, facts);
    if (byField.size === 0) return;
    const old = before.filter((fact) => fact.uri === uri);
    for (const [field, byValue] of byField) {
      const now = groupBy(facts, (fact) => valueOf(fact, field));
      const values = new Set([...old.map((fact) => valueOf(fact, field)), ...now.keys()]);
      for (const value of values) replaceIn(byValue, value, uri, now.get(value) ?? NONE);
    }
  }

  #projectOfFact({ uri }: Fact): string {
    return this.projectOf(this.#documentOf(uri)?.path ?? '');
  }

  #counts(uri: string, role: Role): boolean {
    const other = this.#documentOf(uri)?.role ?? 'production';
    return other === 'production' || other === role;
  }
}

const valueOf = (fact: Fact, field: string): unknown => (fact as Readonly<Record<string, unknown>>)[field];

/** Lists of which those that hold the same facts as before are the same objects. */
function kept<K>(before: ReadonlyMap<K, List>, now: Map<K, List>): Map<K, List> {
  for (const [key, list] of now) {
    const old = before.get(key);
    if (old && alike(old, list)) now.set(key, old);
  }
  return now;
}

function replaceIn<K>(lists: Map<K, List>, key: K, uri: string, facts: List): void {
  const before = lists.get(key) ?? NONE;
  const list = withFactsOf(uri, facts, before);
  if (list.length === 0) lists.delete(key);
  else if (!alike(before, list)) lists.set(key, list);
}
