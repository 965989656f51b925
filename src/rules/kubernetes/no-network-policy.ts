import { KubernetesObject, Workload } from '../../facts/kubernetes.js';
import { rule } from '../../model/rule.js';
import { deployment } from './example.js';
import { concernedBy } from './objects.js';

const POLICIES = ['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy', 'AuthorizationPolicy'];

export const noNetworkPolicy = rule({
  id: 'kubernetes/no-network-policy',
  shape: 'absent',
  severity: 'info',
  title: 'No network policy',
  message:
    "No NetworkPolicy selects '{name}': every pod of the cluster can reach it, and it can reach every pod. Add one that lists who talks to it.",
  holds: 'A network policy says who talks to the pods',
  why: `Without a policy one pod that is taken over can speak to every database of the cluster.`,
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  security: 3,
  about: Workload,
  reads: [KubernetesObject],

  *check(workload, { everywhere, problem, unknown, evidence }) {
    const policies = POLICIES.map((type) => concernedBy(workload, everywhere(KubernetesObject, { type })));
    const sure = policies.find((policy) => policy.sure)?.sure;
    if (sure) yield evidence(sure, 'A network policy selects the pods');
    else if (policies.some(({ perhaps }) => perhaps)) yield unknown(workload);
    else yield problem({ at: workload, words: { name: workload.name ?? workload.type }, subject: workload.name ?? '' });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: `${deployment()}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop
spec:
  podSelector:
    matchLabels: { app: shop }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: { app: gateway }
`,
    },
  ],
});
