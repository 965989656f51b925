import { hostNamespace } from '../../../src/rules/kubernetes/host-namespace.js';
import { testRule } from '../rule-tester.js';
import { deployment, pod } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(hostNamespace, {
  reports: [
    {
      name: "the node's network",
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: '«hostNetwork: true»' }),
      fixed: deployment('name: web\nimage: shop:1.4', { pod: 'hostNetwork: false' }),
      severity: 'error',
    },
    { name: 'processes and memory', file, code: pod('name: web\nimage: shop:1.4', { pod: '«hostPID: true»\n«hostIPC: true»' }) },
    { name: 'a daemon', file, code: deployment('name: web\nimage: shop:1.4', { type: 'DaemonSet', pod: '«hostNetwork: true»' }) },
  ],
  accepts: [
    { name: 'none', file, code: deployment('name: web\nimage: shop:1.4') },
    { name: 'no', file, code: deployment('name: web\nimage: shop:1.4', { pod: 'hostNetwork: false\nhostPID: false' }) },
    { name: 'the field at a place where it means nothing', file, code: deployment('name: web\nimage: shop:1.4\nhostNetwork: true') },
  ],
  unknown: [
    {
      name: 'a value of a chart',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4', { pod: 'hostNetwork: {{ .Values.hostNetwork }}' }),
    },
  ],
});
