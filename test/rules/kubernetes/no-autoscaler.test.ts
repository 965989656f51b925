import { noAutoscaler } from '../../../src/rules/kubernetes/no-autoscaler.js';
import { testRule } from '../rule-tester.js';
import { deployment, service } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noAutoscaler, {
  reports: [
    { name: 'a deployment that serves', file, code: `${deployment('name: web\nimage: shop:1.4', { name: '«shop»' })}---\n${service}` },
  ],
  accepts: [
    {
      name: 'an autoscaler',
      file,
      code: `${deployment('name: web\nimage: shop:1.4')}---\n${service}---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: shop }\nspec:\n  scaleTargetRef: { kind: Deployment, name: shop }\n  maxReplicas: 5\n`,
    },
    {
      name: 'an autoscaler by events',
      file,
      code: `${deployment('name: web\nimage: shop:1.4')}---\n${service}---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: shop }\nspec:\n  scaleTargetRef: { name: shop }\n  maxReplicaCount: 5\n`,
    },
  ],
  unknown: [{ name: 'a worker', file, code: deployment('name: web\nimage: shop:1.4') }],
  exempts: [{ name: 'a set', file, code: `${deployment('name: web\nimage: shop:1.4', { type: 'StatefulSet' })}---\n${service}` }],
});
