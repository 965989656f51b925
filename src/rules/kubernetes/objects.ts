import type { KubernetesObject, Workload } from '../../facts/kubernetes.js';
import type { Fact } from '../../model/fact.js';
import { groupBy } from '../../model/group.js';
import { oncePer } from '../../model/once.js';
import { meet, selectsLikely } from '../../model/selection.js';

type ObjectFact = Fact<NonNullable<(typeof KubernetesObject)['of']>>;
type WorkloadFact = Fact<NonNullable<(typeof Workload)['of']>>;

/** Objects by a label that they all ask for, so that not every one is asked for every workload; those that ask for none under ''. */
const byLabel = oncePer((objects: readonly ObjectFact[]) =>
  groupBy(
    objects.flatMap((object) => object.selectors.map((selector) => ({ object, selector }))),
    ({ selector }) => Object.entries(selector.labels ?? selector.partly?.labels ?? {})[0]?.join('=') ?? '',
  ),
);

/** Which of some objects selects a workload's pods: surely, or perhaps, where a template keeps it from being known. */
export function concernedBy(
  workload: WorkloadFact,
  objects: readonly ObjectFact[],
): { readonly sure: ObjectFact | undefined; readonly perhaps: ObjectFact | undefined } {
  const known = byLabel(objects);
  // What a template writes may be any label.
  const labels = workload.labels ? Object.entries(workload.labels).map((label) => label.join('=')) : [...known.keys()];
  let perhaps: ObjectFact | undefined;
  for (const label of new Set([...labels, '']))
    for (const { object, selector } of known.get(label) ?? []) {
      if (!meet(object, workload)) continue;
      const selects = selectsLikely(selector, workload);
      if (selects === true) return { sure: object, perhaps };
      if (selects === undefined) perhaps = object;
    }
  return { sure: undefined, perhaps };
}
