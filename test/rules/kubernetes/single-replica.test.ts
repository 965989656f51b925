import { singleReplica } from '../../../src/rules/kubernetes/single-replica.js';
import { testRule } from '../rule-tester.js';
import { cronJob, deployment, pod } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(singleReplica, {
  reports: [
    {
      name: 'one replica',
      file,
      code: deployment('name: web\nimage: shop:1.4', { spec: '«replicas: 1»' }),
      says: "'shop' has one replica",
    },
    {
      name: 'no number',
      file,
      code: deployment('name: web\nimage: shop:1.4', { spec: 'revisionHistoryLimit: 3', name: '«shop»' }),
      fixed: null,
    },
  ],
  accepts: [
    { name: 'three', file, code: deployment('name: web\nimage: shop:1.4') },
    {
      name: 'an autoscaler',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { spec: 'replicas: 1' })}---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: shop }\nspec:\n  scaleTargetRef: { kind: Deployment, name: shop }\n  maxReplicas: 5\n`,
    },
    {
      name: 'one that takes turns',
      file,
      code: deployment('name: web\nimage: shop:1.4', { spec: 'replicas: 1\nstrategy:\n  type: Recreate' }),
    },
    {
      name: 'one with a claim',
      file,
      code: deployment('name: web\nimage: shop:1.4', {
        spec: 'replicas: 1',
        pod: 'volumes:\n  - name: data\n    persistentVolumeClaim: { claimName: data }',
      }),
    },
    {
      name: 'a daemon, a job and a bare pod',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { type: 'DaemonSet', spec: 'minReadySeconds: 1' })}---\n${cronJob('name: web\nimage: shop:1.4')}---\n${pod('name: web\nimage: shop:1.4')}`,
    },
    { name: 'a development overlay of no number', file: 'k8s/overlays/dev/app.yaml', code: deployment('name: web\nimage: shop:1.4') },
  ],
  unknown: [
    {
      name: 'a number of a chart',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4', { spec: 'replicas: {{ .Values.replicas }}' }),
    },
  ],
  exempts: [
    { name: 'a datastore', file, code: deployment('name: db\nimage: postgres:17', { spec: 'replicas: 1' }) },
    { name: 'a set that keeps state', file, code: deployment('name: web\nimage: shop:1.4', { spec: 'replicas: 1', type: 'StatefulSet' }) },
  ],
});
