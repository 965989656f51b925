import { noReadinessProbe } from '../../../src/rules/kubernetes/no-readiness-probe.js';
import { testRule } from '../rule-tester.js';
import { deployment, service } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(noReadinessProbe, {
  reports: [
    { name: 'a container that gets requests', file, code: `${deployment('name: «web»\nimage: shop:1.4')}---\n${service}` },
    {
      name: 'a service in another file',
      files: {
        'k8s/app.yaml': deployment('name: «web»\nimage: shop:1.4\nports:\n  - containerPort: 8080'),
        'k8s/service.yaml': service,
      },
    },
  ],
  accepts: [
    {
      name: 'a probe',
      file,
      code: `${deployment('name: web\nimage: shop:1.4\nreadinessProbe: { tcpSocket: { port: 80 } }')}---\n${service}`,
    },
    {
      name: 'a service of another one',
      file,
      code: `${deployment('name: web\nimage: shop:1.4')}---\n${service.replace('app: shop', 'app: other')}`,
    },
    {
      name: 'a helper beside it that opens no port',
      file,
      code: `${deployment('name: web\nimage: shop:1.4\nports: [{ containerPort: 80 }]\nreadinessProbe: { tcpSocket: { port: 80 } }')}        - name: logs\n          image: fluent-bit:3\n---\n${service}`,
    },
    {
      name: 'a service in another namespace',
      file,
      code: `${deployment('name: web\nimage: shop:1.4').replace('  name: shop\n', '  name: shop\n  namespace: a\n')}---\n${service.replace('  name: shop\n', '  name: shop\n  namespace: b\n')}`,
    },
  ],
  exempts: [{ name: 'a worker that no service selects', file, code: deployment('name: web\nimage: shop:1.4') }],
});
