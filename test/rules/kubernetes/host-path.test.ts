import { hostPath } from '../../../src/rules/kubernetes/host-path.js';
import { testRule } from '../rule-tester.js';
import { deployment, pod } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(hostPath, {
  reports: [
    {
      name: 'a directory',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'volumes:\n  - name: data\n    «hostPath»:\n      path: /srv/data' }),
      says: "'/srv/data' of the node",
    },
    {
      name: "the runtime's socket",
      file,
      code: pod('name: web\nimage: shop:1.4', { pod: 'volumes:\n  - name: docker\n    «hostPath»: { path: /var/run/docker.sock }' }),
      says: 'socket',
    },
  ],
  accepts: [
    {
      name: 'a claim',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'volumes:\n  - name: data\n    persistentVolumeClaim: { claimName: data }' }),
    },
    {
      name: 'a persistent volume of the cluster',
      file,
      code: 'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: a }\nspec:\n  hostPath: { path: /srv }\n',
    },
    {
      name: 'a temporary directory',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'volumes:\n  - name: tmp\n    emptyDir: {}' }),
    },
  ],
});
