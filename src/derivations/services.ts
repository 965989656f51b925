import { Datastore } from '../facts/data.js';
import { App } from '../facts/http.js';
import { Project, Workspace } from '../facts/project.js';
import { KeptData, Service, System } from '../facts/service.js';
import type { Derivation } from '../model/derivation.js';
import { folderOf } from '../model/document.js';
import type { FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';

/** The applications of each project, as one service. */
export const services: Derivation = {
  gives: Service,
  from: [App, Project],

  *derive({ facts, pathOf, roleOf }): Iterable<FactDraft> {
    const projects = new Set(facts(Project).map(({ folder }) => folder));
    const apps = facts(App).filter(({ uri }) => roleOf(uri) === 'production');
    for (const [folder, [first, ...others]] of groupBy(apps, ({ uri }) => projectOf(pathOf(uri), projects)))
      if (first) {
        const frameworks = [...new Set([first, ...others].map(({ framework }) => framework))];
        yield Service({ span: first.span, uri: first.uri }, { folder, frameworks }, first.confidence);
      }
  },
};

function projectOf(path: string, projects: ReadonlySet<string>): string {
  let folder = folderOf(path);
  while (folder !== '' && !projects.has(folder)) folder = folderOf(folder);
  return folder;
}

export const systems: Derivation = {
  gives: System,
  from: [Service, Workspace],

  *derive({ facts }): Iterable<FactDraft> {
    const [workspace] = facts(Workspace);
    const running = facts(Service);
    if (workspace && running.length > 0)
      yield System({ span: workspace.span, uri: workspace.uri }, { part: workspace.part, services: running.length });
  },
};

const DURABLE = /^(?:PostgreSQL|MySQL|MongoDB|SQL Server|Oracle|Cassandra|Neo4j|SQL|SQLite)$/;
const RELATIONAL = /^(?:PostgreSQL|MySQL|SQL Server|Oracle|SQL|SQLite)$/;

export const keptData: Derivation = {
  gives: KeptData,
  from: [Datastore, System],

  *derive({ facts, pathOf, roleOf }): Iterable<FactDraft> {
    const [system] = facts(System);
    if (!system) return;
    const stores = facts(Datastore).filter(
      ({ uri, product, remote, confidence }) =>
        roleOf(uri) === 'production' &&
        DURABLE.test(product) &&
        // A file that a dependency could write is a developer's as often as not; so is a database inside of a JVM.
        (remote || (confidence === 'sure' && !/\.(?:java|xml|gradle|kts)$/.test(pathOf(uri)))),
    );
    const products = [...new Set(stores.map(({ product }) => product))].sort();
    const relational = products.some((product) => RELATIONAL.test(product));
    if (products.length > 0) yield KeptData({ span: system.span, uri: system.uri }, { part: system.part, products, relational });
  },
};
