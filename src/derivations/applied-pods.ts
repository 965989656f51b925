import { Chart, ChartObject, ChartValues, ContainerTemplate, JsonPatch, Kustomization, PodTemplate } from '../facts/kubernetes.js';
import { alike } from '../model/alike.js';
import type { Known } from '../model/derivation.js';
import { folderOf } from '../model/document.js';
import type { AnyKind, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { installed } from './charts.js';
import { type Applied, type ContainerOf, type Pod, overlaid } from './overlays.js';

/** What pods are made of. */
export const POD_SOURCES: readonly AnyKind[] = [PodTemplate, ContainerTemplate, Kustomization, JsonPatch, Chart, ChartValues, ChartObject];
let last: { readonly lists: readonly unknown[]; readonly applied: readonly Applied[] } | undefined;

/** All pods of the workspace's manifests, charts and overlays. Several derivations ask: what was asked last is kept. */
export function appliedPods(known: Known): readonly Applied[] {
  const lists = POD_SOURCES.map((kind) => known.facts(kind as typeof PodTemplate));
  if (last?.lists.every((list, i) => list === lists[i])) return last.applied;
  const applied = [...plain(known), ...ofCharts(known)];
  last = { lists, applied };
  return applied;
}

const before = new WeakMap<Pod, Applied>();

/** The same object as the last time while its pod and its containers are the same: so is what follows from it. */
function asBefore(applied: Applied): Applied {
  const known = before.get(applied.pod);
  if (known && alike(known.containers, applied.containers)) return known;
  before.set(applied.pod, applied);
  return applied;
}

/** Those of manifests; what only adds to others, by a kustomization beside or above, is none. */
function* plain(known: Known): Iterable<Applied> {
  const { facts } = known;
  const templates = groupBy(facts(ContainerTemplate), ({ uri, workload }) => `${uri} ${String(workload.start)}`);
  const stated = facts(PodTemplate).map((pod) => ({ pod, containers: templates.get(`${pod.uri} ${String(pod.object.start)}`) ?? [] }));
  const { applied, files } = overlaid(known, stated);
  const folders = new Set(facts(Kustomization).map(({ folder }) => folder));
  const patches = (path: string): boolean => {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (folders.has(folder)) return true;
      if (folder === '') return false;
    }
  };
  // Those that are not for production stand for themselves: no absent gap is looked for in them.
  const alone = stated.filter(({ pod }) => !files.has(pod.path) || pod.role !== 'production');
  for (const one of new Set([...alone, ...applied]))
    if (one.containers.length > 0 && !(one.pod.partial && patches(one.pod.path))) yield asBefore(one);
}

function* ofCharts(known: Known): Iterable<Applied> {
  for (const drafts of installed(known)) {
    const pod = drafts.find(({ kind }) => kind === PodTemplate.id) as Pod | undefined;
    const containers = drafts.filter(
      ({ kind }: FactDraft) => kind === ContainerTemplate.id,
    ) as readonly FactDraft[] as readonly ContainerOf[];
    if (pod && containers.length > 0) yield asBefore({ pod, containers });
  }
}
