import { selects, shareNamespace } from '../../model/selection.js';
import type { KubernetesObject, Workload } from '../../facts/kubernetes.js';
import type { Fact } from '../../model/fact.js';

type ObjectFact = Fact<NonNullable<(typeof KubernetesObject)['of']>>;
type WorkloadFact = Fact<NonNullable<(typeof Workload)['of']>>;

/** Which of some objects selects a workload's pods: surely, or perhaps, where a template keeps it from being known. */
export function concernedBy(
  workload: WorkloadFact,
  objects: readonly ObjectFact[],
): { readonly sure: ObjectFact | undefined; readonly perhaps: ObjectFact | undefined } {
  const near = objects.filter((object) => shareNamespace(object, workload));
  return {
    sure: near.find(({ selectors }) => selectors.some((selector) => selects(selector, workload.labels) === true)),
    perhaps: near.find(({ selectors }) => selectors.some((selector) => selects(selector, workload.labels) === undefined)),
  };
}
