import { Workspace } from '../facts/project.js';
import { Service } from '../facts/service.js';
import { ServiceFolders } from '../facts/testing.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';

/** Whose tests are whose is told by folders: a service that only moves within its file changes nothing for the others. */
export const serviceFolders: Derivation = {
  gives: ServiceFolders,
  from: [Service, Workspace],

  *derive({ facts }): Iterable<FactDraft> {
    const [workspace] = facts(Workspace);
    const folders = facts(Service)
      .map(({ folder }) => folder)
      .sort();
    if (workspace && folders.length > 0) yield ServiceFolders({ uri: workspace.uri, span: workspace.span }, { folders });
  },
};
