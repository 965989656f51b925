import { ComposeFile, ServiceTemplate } from '../facts/compose.js';
import { Chart, ChartValues, Kustomization, ManifestFile } from '../facts/kubernetes.js';
import { Note } from '../facts/notes.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';

/** What kustomizations, charts and compose files name and nobody can follow. */
export const notes: Derivation = {
  gives: Note,
  from: [Kustomization, ManifestFile, Chart, ChartValues, ComposeFile, ServiceTemplate],

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
    const bases = new Map(
      overlays.map(({ folder, resources, components }) => [folder, [...resources, ...components].map(({ path }) => path)]),
    );
    for (const { folder, resources, components, uri } of overlays.filter((overlay) => ships(overlay.uri)))
      for (const { path, at } of [...resources, ...components])
        if (leadsTo(folder, [path], (each) => bases.get(each) ?? []))
          yield Note(
            { span: at, uri },
            { message: `'${path}' leads back here: kustomize ends with an error. Take one of them out.`, subject: path },
          );
    const included = new Map(facts(ComposeFile).map(({ path, includes }) => [path, includes]));
    for (const { path, includes, span, uri } of facts(ComposeFile))
      if (ships(uri) && leadsTo(path, includes, (each) => included.get(each) ?? []))
        yield Note(
          { span, uri },
          { message: `'${path}' includes itself: Compose ends with an error. Take the 'include' out that leads back.`, subject: path },
        );
    const templates = new Map(facts(ServiceTemplate).map((service) => [keyOf(service.path, service.name), service]));
    const extendedBy = (key: string): readonly string[] => {
      const base = templates.get(key)?.extends;
      return base?.file === undefined ? [] : [keyOf(base.file, base.service)];
    };
    for (const [key, { name, span, uri }] of templates)
      if (ships(uri) && leadsTo(key, extendedBy(key), extendedBy))
        yield Note(
          { span, uri },
          { message: `Service '${name}' extends itself: Compose ends with an error. Take one 'extends' out.`, subject: name },
        );
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

const keyOf = (path: string, service: string): string => `${path} ${service}`;

/** Whether a way leads from some places to one. */
function leadsTo(goal: string, from: readonly string[], next: (place: string) => readonly string[]): boolean {
  const seen = new Set<string>();
  const open = [...from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (place === goal) return true;
    if (seen.has(place)) continue;
    seen.add(place);
    open.push(...next(place));
  }
  return false;
}
