import { Container } from '../../facts/kubernetes.js';
import { code, rule } from '../../model/rule.js';
import { lackingAt, who } from './container.js';
import { deployment } from './example.js';
import { probeOf, suggestProbe } from './probe.js';

const SERVICE = code`
  ---
  apiVersion: v1
  kind: Service
  metadata:
    name: shop
  spec:
    selector: { app: shop }
    ports:
      - port: 80
`;

export const noReadinessProbe = rule({
  id: 'kubernetes/no-readiness-probe',
  shape: 'absent',
  severity: 'warning',
  title: 'No readiness probe',
  message: "{who} has no readiness probe: it gets requests before it can answer, at every rollout. Add a 'readinessProbe'.",
  holds: 'A readiness probe holds requests back until the container can answer',
  why: `A Service sends requests to a pod from the moment that its process runs. Until it has started, and whenever it has lost its database, those requests fail.`,
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  about: Container,

  *check(container, { document, problem, evidence, unknown, exempt }) {
    const { readiness, longRunning, as, selected, ports } = container;
    if (longRunning && as === 'main' && readiness) {
      yield probeOf(container, readiness, { evidence, unknown });
      return;
    }
    // Beside others, one that opens no port is not who answers.
    if (!longRunning || as !== 'main' || !selected || (container.siblings > 0 && ports.length === 0)) {
      yield exempt;
      return;
    }
    yield problem({
      at: lackingAt(container, 'readinessProbe'),
      words: { who: who(container) },
      subject: container.name ?? '',
      fixes: () => suggestProbe(document, container, 'readinessProbe'),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment() + SERVICE,
      good:
        deployment(code`
          readinessProbe:
            httpGet: { path: /readyz, port: 8080 }
        `) + SERVICE,
    },
  ],
});
