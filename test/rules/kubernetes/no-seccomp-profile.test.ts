import { noSeccompProfile } from '../../../src/rules/kubernetes/no-seccomp-profile.js';
import { testRule } from '../rule-tester.js';
import { deployment, pod } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noSeccompProfile, {
  reports: [
    {
      name: 'a container that says nothing',
      file,
      code: deployment('name: «web»\nimage: shop:1.4'),
      fixed: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  seccompProfile:\n    type: RuntimeDefault'),
    },
    {
      name: 'one that is unconfined',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  seccompProfile:\n    «type: Unconfined»'),
      fixed: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  seccompProfile:\n    type: RuntimeDefault'),
    },
  ],
  accepts: [
    {
      name: 'a profile of the container',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  seccompProfile: { type: Localhost, localhostProfile: shop.json }'),
    },
    {
      name: 'a profile of the pod',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'securityContext:\n  seccompProfile:\n    type: RuntimeDefault' }),
    },
    {
      name: 'the annotation of old',
      file,
      code: pod('name: web\nimage: shop:1.4').replace(
        '  labels:',
        '  annotations:\n    seccomp.security.alpha.kubernetes.io/pod: runtime/default\n  labels:',
      ),
    },
  ],
});
