import { privileged } from '../../../src/rules/kubernetes/privileged.js';
import { testRule } from '../rule-tester.js';
import { cronJob, deployment, pod } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(privileged, {
  reports: [
    {
      name: 'a privileged container',
      file,
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  «privileged: true» # for iptables'),
      fixed: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  privileged: false # for iptables'),
      severity: 'error',
    },
    {
      name: 'an init container',
      file,
      code: deployment('name: web\nimage: shop:1.4', {
        pod: 'initContainers:\n  - name: setup\n    image: busybox:1.37\n    securityContext: { «privileged: true» }',
      }),
    },
    {
      name: 'a development overlay, one severity lower',
      file: 'k8s/overlays/dev/app.yaml',
      code: pod('name: web\nimage: shop:1.4\nsecurityContext:\n  «privileged: true»'),
      severity: 'warning',
    },
  ],
  accepts: [
    { name: 'a container that is not', file, code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  privileged: false') },
    { name: 'one that says nothing', file, code: cronJob('name: web\nimage: shop:1.4') },
    {
      name: 'the word as a text of something else',
      file,
      code: deployment('name: web\nimage: shop:1.4\nenv:\n  - name: MODE\n    value: "privileged: true"'),
    },
  ],
  unknown: [
    {
      name: 'a value of a chart',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4\nsecurityContext:\n  privileged: {{ .Values.privileged }}'),
    },
  ],
});
