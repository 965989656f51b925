import { noResourceLimits } from '../../../src/rules/kubernetes/no-resource-limits.js';
import { testRule } from '../rule-tester.js';
import { cronJob, deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noResourceLimits, {
  reports: [
    {
      name: 'a container without any',
      file,
      code: deployment('name: «web»\nimage: shop:1.4'),
      fixed: deployment('name: web\nimage: shop:1.4\nresources:\n  limits:\n    memory: 512Mi'),
      severity: 'warning',
    },
    {
      name: 'one with requests only',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nresources:\n  requests: { memory: 1Gi }'),
      fixed: deployment('name: web\nimage: shop:1.4\nresources:\n  requests: { memory: 1Gi }\n  limits:\n    memory: 512Mi'),
    },
    {
      name: 'no limit on CPU, as information',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nresources:\n  limits: { memory: 1Gi }'),
      severity: 'info',
      fixed: null,
    },
    {
      name: 'a limit on CPU alone',
      file,
      code: cronJob('name: «web»\nimage: shop:1.4\nresources:\n  limits:\n    cpu: 1'),
      fixed: cronJob('name: web\nimage: shop:1.4\nresources:\n  limits:\n    cpu: 1\n    memory: 512Mi'),
    },
  ],
  accepts: [
    { name: 'both', file, code: deployment('name: web\nimage: shop:1.4\nresources:\n  limits: { memory: 1Gi, cpu: 2 }') },
    { name: 'a development overlay', file: 'k8s/dev/app.yaml', code: deployment('name: web\nimage: shop:1.4') },
    {
      name: 'a patch',
      files: {
        'k8s/app.yaml': deployment('name: web\nenv: []'),
        'k8s/kustomization.yaml': 'resources: [../base]\npatches: [{ path: app.yaml }]\n',
      },
    },
  ],
  unknown: [
    {
      name: 'a chart that writes them',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4\nresources:\n  {{- toYaml .Values.resources | nindent 12 }}'),
    },
  ],
});
