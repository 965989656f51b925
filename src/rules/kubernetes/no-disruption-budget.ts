import { KubernetesObject, Workload } from '../../facts/kubernetes.js';
import { rule } from '../../model/rule.js';
import { deployment } from './example.js';
import { concernedBy } from './objects.js';

export const noDisruptionBudget = rule({
  id: 'kubernetes/no-disruption-budget',
  shape: 'absent',
  severity: 'info',
  title: 'No disruption budget',
  message:
    "No PodDisruptionBudget selects '{name}': draining nodes can take all of its replicas at once. Add one that keeps some available.",
  holds: 'A disruption budget keeps some replicas available',
  why: `An upgrade of the cluster drains node after node, and without a budget nothing keeps it from taking the last replica before a new one runs.`,
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  about: Workload,
  reads: [KubernetesObject],

  *check(workload, { everywhere, problem, unknown, evidence, exempt }) {
    const { type, replicas, autoscaled, name } = workload;
    if (!/^(?:Deployment|StatefulSet|ReplicaSet|DeploymentConfig|Rollout)$/.test(type)) {
      yield exempt;
      return;
    }
    const budgets = concernedBy(workload, everywhere(KubernetesObject, { type: 'PodDisruptionBudget' }));
    if (budgets.sure) yield evidence(budgets.sure, 'A disruption budget selects the pods');
    else if (budgets.perhaps) yield unknown(workload);
    // One replica cannot be kept available by a budget: it would only hold the drain up.
    else if (replicas && !autoscaled && !(replicas.kind === 'number' && replicas.number > 1)) yield unknown(workload);
    else yield problem({ at: workload, words: { name: name ?? type }, subject: name ?? '' });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: `${deployment()}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  minAvailable: 1
  selector:
    matchLabels: { app: shop }
`,
    },
  ],
});
