import { noResourceRequests } from '../../../src/rules/kubernetes/no-resource-requests.js';
import { testRule } from '../rule-tester.js';
import { deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noResourceRequests, {
  reports: [
    {
      name: 'a container without any',
      file,
      code: deployment('name: «web»\nimage: shop:1.4'),
      fixed: deployment('name: web\nimage: shop:1.4\nresources:\n  requests:\n    cpu: 100m\n    memory: 128Mi'),
      says: 'no memory and no CPU',
    },
    {
      name: 'one that limits memory only',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nresources:\n  limits:\n    memory: 1Gi'),
      fixed: deployment('name: web\nimage: shop:1.4\nresources:\n  requests:\n    cpu: 100m\n  limits:\n    memory: 1Gi'),
      says: 'no CPU',
    },
    {
      name: 'limits, which are requests, too, as information',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nresources:\n  limits: { memory: 1Gi, cpu: 1 }'),
      severity: 'info',
    },
  ],
  accepts: [
    { name: 'both', file, code: deployment('name: web\nimage: shop:1.4\nresources:\n  requests: { memory: 1Gi, cpu: 100m }') },
    { name: 'a development overlay', file: 'k8s/dev/app.yaml', code: deployment('name: web\nimage: shop:1.4') },
  ],
  unknown: [
    {
      name: 'a chart that writes them',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4\nresources:\n  {{- toYaml .Values.resources | nindent 12 }}'),
    },
  ],
});
