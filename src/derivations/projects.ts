import { Manifest, Project } from '../facts/project.js';
import { folderOf } from '../model/document.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';
import { before } from '../model/span.js';

/**
 * A project is a folder with a manifest of its own. Manifests that hold nothing (a monorepo's root) or that only serve
 * documentation join the nearest one above.
 */
export const projects: Derivation = {
  gives: Project,
  from: [Manifest],

  *derive({ facts, pathOf }): Iterable<FactDraft> {
    const seen = new Set<string>();
    for (const manifest of facts(Manifest)) {
      // requirements/base.txt speaks for the folder above.
      const folder = folderOf(pathOf(manifest.uri)).replace(/(?:^|\/)(?:requirements|reqs)$/, '');
      if (seen.has(folder) || manifest.gathers || /(?:^|\/)docs?(?:\/|$)/.test(folder)) continue;
      seen.add(folder);
      yield Project({ span: before(0), uri: manifest.uri }, { folder });
    }
  },
};
