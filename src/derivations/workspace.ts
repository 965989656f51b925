import { Manifest, Readme, Workspace } from '../facts/project.js';
import { folderOf } from '../model/document.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';
import { before } from '../model/span.js';

/** The workspace as one thing, at the place where a reader would look for what it lacks. */
export const workspace: Derivation = {
  gives: Workspace,
  from: [Manifest, Readme],

  *derive({ facts, pathOf, workspace: { uri, prefix } }): Iterable<FactDraft> {
    const manifest = facts(Manifest).find((candidate) => folderOf(pathOf(candidate.uri)) === '');
    const readme = facts(Readme).find(({ folder }) => folder === '');
    yield Workspace({ span: before(0), uri: (manifest ?? readme)?.uri ?? uri }, { part: prefix !== '' });
  },
};
