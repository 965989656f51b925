import { Workload } from '../../facts/kubernetes.js';
import { rule } from '../../model/rule.js';
import { deployment } from './example.js';

export const noAutoscaler = rule({
  id: 'kubernetes/no-autoscaler',
  shape: 'absent',
  severity: 'info',
  title: 'No autoscaler',
  message:
    "No HorizontalPodAutoscaler targets '{name}': more load than its fixed replicas can take is dropped. Add one, with an upper bound.",
  holds: 'An autoscaler sets the number of replicas',
  why: `A fixed number is too small at the peak and too large at night.`,
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  about: Workload,

  *check({ type, name, autoscaled, takesTurns, services, span, uri }, { problem, evidence, unknown, exempt }) {
    if (!/^(?:Deployment|DeploymentConfig|Rollout)$/.test(type)) yield exempt;
    else if (autoscaled) yield evidence({ span, uri }, 'An autoscaler sets the number of replicas');
    // What takes turns, or serves nobody, is not scaled by load.
    else if (takesTurns || services.length === 0) yield unknown({ span, uri });
    else yield problem({ at: { span }, words: { name: name ?? type }, subject: name ?? '' });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: `${deployment()}---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: shop }, ports: [{ port: 80 }] }
`,
      good: `${deployment()}---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: shop }, ports: [{ port: 80 }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
  minReplicas: 3
  maxReplicas: 10
`,
    },
  ],
});
