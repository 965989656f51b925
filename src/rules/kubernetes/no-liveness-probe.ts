import { Container } from '../../facts/kubernetes.js';
import { code, rule } from '../../model/rule.js';
import { lackingAt, who } from './container.js';
import { deployment } from './example.js';
import { probeOf, suggestProbe } from './probe.js';

export const noLivenessProbe = rule({
  id: 'kubernetes/no-liveness-probe',
  shape: 'absent',
  severity: 'warning',
  title: 'No liveness probe',
  message: "{who} has no liveness probe: when it hangs, nothing restarts it. Add a 'livenessProbe' that asks the process itself.",
  holds: 'A liveness probe restarts what hangs',
  why: `Kubernetes restarts a process that ends, not one that stands still: a deadlock then lasts until somebody notices.`,
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  about: Container,

  *check(container, { document, problem, evidence, unknown, exempt }) {
    const { liveness, longRunning, as } = container;
    if (!longRunning || as !== 'main') {
      yield exempt;
      return;
    }
    if (liveness) {
      yield probeOf(container, liveness, { evidence, unknown });
      return;
    }
    yield problem({
      at: lackingAt(container, 'livenessProbe'),
      words: { who: who(container) },
      subject: container.name ?? '',
      fixes: () => suggestProbe(document, container, 'livenessProbe'),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        livenessProbe:
          httpGet: { path: /healthz, port: 8080 }
      `),
    },
  ],
});
