import { noDisruptionBudget } from '../../../src/rules/kubernetes/no-disruption-budget.js';
import { testRule } from '../rule-tester.js';
import { budget, cronJob, deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noDisruptionBudget, {
  reports: [
    { name: 'several replicas and none', file, code: deployment('name: web\nimage: shop:1.4', { name: '«shop»' }) },
    {
      name: 'expressions that mean another one',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { name: '«shop»' })}---\n${budget.replace('matchLabels:\n      app: shop', 'matchExpressions:\n      - { key: app, operator: NotIn, values: [shop] }')}`,
    },
    {
      name: 'a budget of another one',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { name: '«shop»' })}---\n${budget.replace('app: shop', 'app: other')}`,
    },
  ],
  accepts: [
    { name: 'a budget', file, code: `${deployment('name: web\nimage: shop:1.4')}---\n${budget}` },
    { name: 'a budget in another file', files: { 'k8s/app.yaml': deployment('name: web\nimage: shop:1.4'), 'k8s/pdb.yaml': budget } },
    {
      name: 'a daemon and a job',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { type: 'DaemonSet', spec: 'minReadySeconds: 1' })}---\n${cronJob('name: web\nimage: shop:1.4')}`,
    },
  ],
  unknown: [
    { name: 'one replica, which a budget would hold back', file, code: deployment('name: web\nimage: shop:1.4', { spec: 'replicas: 1' }) },
    {
      name: 'a budget of a chart',
      file: 'chart/templates/app.yaml',
      code: `${deployment('name: web\nimage: shop:1.4')}---\n${budget.replace('      app: shop', '      {{- include "shop.labels" . | nindent 6 }}')}`,
    },
  ],
});
