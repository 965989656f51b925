import { defaultNamespace } from '../../../src/rules/kubernetes/default-namespace.js';
import { testRule } from '../rule-tester.js';
import { deployment, service } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(defaultNamespace, {
  reports: [
    {
      name: 'a deployment',
      file,
      code: deployment('name: web\nimage: shop:1.4').replace('  name: shop\n', '  name: shop\n  «namespace: default»\n'),
      says: "Deployment 'shop'",
    },
    { name: 'a service', file, code: service.replace('  name: shop\n', '  name: shop\n  «namespace: "default"»\n') },
  ],
  accepts: [{ name: 'another one', file, code: service.replace('  name: shop\n', '  name: shop\n  namespace: shop\n') }],
  exempts: [
    { name: 'none', file, code: deployment('name: web\nimage: shop:1.4') },
    { name: 'an object that has none', file, code: 'apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: a\n  namespace: default\n' },
  ],
});
