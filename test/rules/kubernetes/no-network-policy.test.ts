import { noNetworkPolicy } from '../../../src/rules/kubernetes/no-network-policy.js';
import { testRule } from '../rule-tester.js';
import { deployment, pod, policy } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noNetworkPolicy, {
  reports: [
    { name: 'none', file, code: deployment('name: web\nimage: shop:1.4', { name: '«shop»' }) },
    {
      name: 'a policy of another one',
      file,
      code: `${pod('name: web\nimage: shop:1.4', { name: '«shop»' })}---\n${policy.replace('app: shop', 'app: other')}`,
    },
  ],
  accepts: [
    { name: 'a policy for the pods', file, code: `${deployment('name: web\nimage: shop:1.4')}---\n${policy}` },
    {
      name: 'a policy for all',
      file,
      code: `${deployment('name: web\nimage: shop:1.4')}---\n${policy.replace('podSelector:\n    matchLabels:\n      app: shop', 'podSelector: {}')}`,
    },
    {
      name: 'expressions',
      file,
      code: `${deployment('name: web\nimage: shop:1.4')}---\n${policy.replace('matchLabels:\n      app: shop', 'matchExpressions:\n      - { key: app, operator: Exists }')}`,
    },
    { name: 'a development overlay', file: 'k8s/dev/app.yaml', code: deployment('name: web\nimage: shop:1.4') },
  ],
  unknown: [
    {
      name: 'labels that a chart writes',
      file: 'chart/templates/app.yaml',
      code: `${deployment('name: web\nimage: shop:1.4').replace('app: shop', '{{- include "shop.labels" . | nindent 8 }}')}---\n${policy}`,
    },
  ],
});
