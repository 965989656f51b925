import { capabilities } from '../../../src/rules/kubernetes/capabilities.js';
import { testRule } from '../rule-tester.js';
import { deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(capabilities, {
  reports: [
    {
      name: 'a container that says nothing',
      file,
      code: deployment('name: «web»\nimage: shop:1.4'),
      fixed: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    drop:\n      - ALL'),
    },
    {
      name: 'one that only adds',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    add:\n      - NET_BIND_SERVICE'),
      fixed: deployment(
        'name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    drop:\n      - ALL\n    add:\n      - NET_BIND_SERVICE',
      ),
    },
    {
      name: 'one that drops some',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    «drop: [NET_RAW]»'),
      says: 'drops some',
    },
    {
      name: 'one that drops some, line by line',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    «drop:»\n      - NET_RAW\n      - MKNOD'),
    },
    {
      name: 'one that adds a dangerous one',
      file,
      code: deployment(
        'name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    drop: [ALL]\n    add: [NET_BIND_SERVICE, «CAP_SYS_ADMIN», «"NET_ADMIN"»]',
      ),
      says: "adds 'CAP_SYS_ADMIN'",
    },
    {
      name: 'all of them added',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    add: [«ALL»]'),
    },
  ],
  accepts: [
    { name: 'all dropped', file, code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    drop: [ALL]') },
    {
      name: 'all dropped in lower case',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    drop: ["all"]'),
    },
    {
      name: 'a harmless one added back',
      file,
      code: deployment(
        'name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    drop: [ALL]\n    add: [NET_BIND_SERVICE, CHOWN]',
      ),
    },
    { name: 'a development overlay', file: 'k8s/dev/app.yaml', code: deployment('name: web\nimage: shop:1.4') },
  ],
  unknown: [
    {
      name: 'a list that a chart writes',
      file: 'chart/templates/app.yaml',
      code: deployment(
        'name: web\nimage: shop:1.4\nsecurityContext:\n  capabilities:\n    drop:\n      {{- toYaml .Values.drop | nindent 14 }}',
      ),
    },
    {
      name: 'a context that a chart writes',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  {{- toYaml .Values.securityContext | nindent 12 }}'),
    },
  ],
});
