import { runAsRoot } from '../../../src/rules/kubernetes/run-as-root.js';
import { testRule } from '../rule-tester.js';
import { deployment, pod } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(runAsRoot, {
  reports: [
    {
      name: 'a container that says nothing',
      file,
      code: deployment('name: «web»\nimage: shop:1.4'),
      fixed: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  runAsNonRoot: true'),
    },
    {
      name: 'user 0',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  «runAsUser: 0»'),
      fixed: null,
      says: 'user 0',
    },
    { name: 'user 0 of the pod', file, code: deployment('name: web\nimage: shop:1.4', { pod: 'securityContext:\n  «runAsUser: 0»' }) },
    {
      name: 'a pod that allows it',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'securityContext:\n  «runAsNonRoot: false»' }),
      fixed: deployment('name: web\nimage: shop:1.4', { pod: 'securityContext:\n  runAsNonRoot: true' }),
    },
    {
      name: 'an image of the workspace that runs as root',
      files: {
        'k8s/app.yaml': deployment('name: «web»\nimage: registry.example.com/shop:1.4'),
        'shop/Dockerfile': 'FROM debian:13\nUSER root\nCMD ["x"]\n',
      },
    },
  ],
  accepts: [
    { name: 'the container says so', file, code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  runAsNonRoot: true') },
    { name: 'the pod says so', file, code: deployment('name: web\nimage: shop:1.4', { pod: 'securityContext:\n  runAsNonRoot: true' }) },
    { name: 'a user of its own', file, code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  runAsUser: 10001') },
    { name: 'a user of the pod', file, code: pod('name: web\nimage: shop:1.4', { pod: 'securityContext: { runAsUser: 10001 }' }) },
  ],
  unknown: [
    {
      name: 'a user that a chart names',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  runAsUser: {{ .Values.user }}'),
    },
    {
      name: 'an image of the workspace that is known to run as somebody else',
      files: {
        'k8s/app.yaml': deployment('name: web\nimage: registry.example.com/shop:1.4'),
        'shop/Dockerfile': 'FROM debian:13\nUSER 10001\nCMD ["x"]\n',
      },
    },
  ],
});
