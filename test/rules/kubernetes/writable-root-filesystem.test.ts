import { writableRootFilesystem } from '../../../src/rules/kubernetes/writable-root-filesystem.js';
import { testRule } from '../rule-tester.js';
import { cronJob, deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(writableRootFilesystem, {
  reports: [
    {
      name: 'a container that says nothing',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nports:\n  - containerPort: 8080'),
      fixed: deployment('name: web\nimage: shop:1.4\nports:\n  - containerPort: 8080\nsecurityContext:\n  readOnlyRootFilesystem: true'),
    },
    {
      name: 'one that says no',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  «readOnlyRootFilesystem: false»'),
      fixed: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  readOnlyRootFilesystem: true'),
    },
    { name: 'the container of a job', file, code: cronJob('name: «web»\nimage: shop:1.4') },
  ],
  accepts: [
    { name: 'a read-only root', file, code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  readOnlyRootFilesystem: true') },
    { name: 'a development overlay', file: 'k8s/overlays/dev/app.yaml', code: deployment('name: web\nimage: shop:1.4') },
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
      name: 'a context that a chart writes',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  {{- toYaml .Values.securityContext | nindent 12 }}'),
    },
  ],
});
