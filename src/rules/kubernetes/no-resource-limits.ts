import { Container } from '../../facts/kubernetes.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { hasUnknown } from '../../model/value.js';
import { lackingAt, who } from './container.js';
import { deployment } from './example.js';
import { intoResources } from './resources.js';

export const noResourceLimits = rule({
  id: 'kubernetes/no-resource-limits',
  shape: 'absent',
  severity: 'warning',
  title: 'No limit on memory or CPU',
  message: {
    memory: '{who} has no memory limit: a leak takes the memory of every other pod on its node. Set one above its highest use.',
    cpu: '{who} has no CPU limit: one busy loop slows its neighbours down. Set one where the node is shared with others.',
  },
  holds: 'Memory and CPU are limited',
  why: `A container without a memory limit can use up its node, and the kernel then ends whatever process it likes, also of other pods.`,
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  about: Container,

  *check(container, { document, problem, evidence, unknown, exempt }) {
    const { memoryLimit, cpuLimit, longRunning, as } = container;
    if (as === 'ephemeral' || (as === 'init' && longRunning)) {
      yield exempt;
      return;
    }
    if (memoryLimit?.kind === 'unknown') yield unknown(memoryLimit);
    if (!memoryLimit)
      yield problem({
        at: lackingAt(container, 'resources'),
        say: 'memory',
        words: { who: who(container) },
        subject: container.name ?? '',
        fixes: () => suggestion('Limit memory to 512Mi', intoResources(document, container, 'limits', { memory: '512Mi' })),
      });
    else if (!cpuLimit)
      yield problem({
        at: lackingAt(container, 'resources'),
        say: 'cpu',
        words: { who: who(container) },
        subject: `${container.name ?? ''} cpu`,
        severity: 'info',
      });
    else if (memoryLimit.kind !== 'unknown')
      yield hasUnknown(cpuLimit) ? unknown(cpuLimit) : evidence(memoryLimit, 'Memory and CPU are limited');
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        resources:
          requests: { memory: 256Mi, cpu: 250m }
          limits: { memory: 512Mi, cpu: '1' }
      `),
    },
  ],
});
