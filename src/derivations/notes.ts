import { Chart, ChartValues, Kustomization, ManifestFile } from '../facts/kubernetes.js';
import { Note } from '../facts/notes.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';

/** What kustomizations and charts name and nobody can follow. */
export const notes: Derivation = {
  gives: Note,
  from: [Kustomization, ManifestFile, Chart, ChartValues],

  *derive({ facts, workspace, roleOf }): Iterable<FactDraft> {
    const ships = (uri: string): boolean => /^(?:production|development)$/.test(roleOf(uri));
    const overlays = facts(Kustomization);
    const files = overlays.length > 0 ? new Set(facts(ManifestFile).map(({ path }) => path)) : new Set<string>();
    const folders = new Set(overlays.map(({ folder }) => folder));
    // Of a part of a repository, what stands outside of it is not known.
    const part = workspace.prefix !== '';
    for (const { resources, components, patches, uri } of part ? [] : overlays.filter((overlay) => ships(overlay.uri)))
      for (const { path, at } of [...resources, ...components, ...patches]) {
        if (path === undefined || files.has(path) || folders.has(path)) continue;
        const message = /\.(?:ya?ml|json)$/.test(path)
          ? `There is no file '${path}': kustomize ends here with an error. Name one that is there.`
          : `There is no kustomization in '${path}': kustomize ends here with an error. Name a folder that has one.`;
        yield Note({ span: at, uri }, { message, subject: path });
      }
    const charts = new Set(facts(Chart).map(({ folder }) => folder));
    for (const { folder, name, tree, span, uri } of facts(ChartValues))
      if (charts.has(folder) && ships(uri) && (tree.kind === 'list' || (tree.kind === 'scalar' && tree.value.kind !== 'nothing')))
        yield Note(
          { span: tree.kind === 'list' ? { start: tree.span.start, end: tree.span.start + 1 } : span, uri },
          {
            message: `'${name}' is no map: Helm ends here with an error, and no value of the chart is known. Write 'key: value'.`,
            subject: name,
          },
        );
  },
};
