import { noLivenessProbe } from '../../../src/rules/kubernetes/no-liveness-probe.js';
import { testRule } from '../rule-tester.js';
import { cronJob, deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noLivenessProbe, {
  reports: [
    {
      name: 'a container without one',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nports:\n  - name: http\n    containerPort: 8080'),
      fix: "Add a 'livenessProbe' at port http",
      fixed: deployment(
        'name: web\nimage: shop:1.4\nports:\n  - name: http\n    containerPort: 8080\nlivenessProbe:\n  httpGet:\n    path: /healthz\n    port: http\n  periodSeconds: 10',
      ),
    },
    {
      name: 'one that only has the other',
      file,
      code: deployment('name: «web»\nimage: shop:1.4\nreadinessProbe:\n  tcpSocket: { port: 80 }'),
      fixed: null,
    },
    { name: 'a set', file, code: deployment('name: «web»\nimage: shop:1.4', { type: 'StatefulSet' }) },
  ],
  accepts: [
    {
      name: 'a probe by HTTP',
      file,
      code: deployment('name: web\nimage: shop:1.4\nlivenessProbe:\n  httpGet: { path: /healthz, port: 80 }'),
    },
    { name: 'a probe by command', file, code: deployment('name: web\nimage: shop:1.4\nlivenessProbe:\n  exec: { command: [check] }') },
    { name: 'a probe by gRPC', file, code: deployment('name: web\nimage: shop:1.4\nlivenessProbe:\n  grpc: { port: 9000 }') },
    {
      name: 'an init container',
      file,
      code: deployment('name: web\nimage: shop:1.4\nlivenessProbe: { tcpSocket: { port: 80 } }', {
        pod: 'initContainers:\n  - name: setup\n    image: busybox:1.37',
      }),
    },
  ],
  unknown: [
    {
      name: 'a probe of a chart',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1.4\n{{- with .Values.probes }}\n{{- toYaml . | nindent 10 }}\n{{- end }}'),
    },
  ],
  exempts: [{ name: 'a job', file, code: cronJob('name: web\nimage: shop:1.4') }],
});
