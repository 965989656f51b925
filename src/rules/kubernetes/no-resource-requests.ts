import { Container } from '../../facts/kubernetes.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { hasUnknown } from '../../model/value.js';
import { lackingAt, who } from './container.js';
import { deployment } from './example.js';
import { intoResources } from './resources.js';

export const noResourceRequests = rule({
  id: 'kubernetes/no-resource-requests',
  shape: 'absent',
  severity: 'warning',
  title: 'No request for memory or CPU',
  message: {
    none: '{who} requests no {what}: the scheduler packs it onto full nodes, and it is evicted first. Request what it uses on a usual day.',
    limit:
      '{who} requests no {what} of its own: its limit counts as the request, so its peak is reserved all day. Request what it uses on a usual day.',
  },
  holds: 'Memory and CPU are requested',
  why: `The scheduler places pods by what they request. One that requests nothing lands anywhere, and is the first to go when its node runs short.`,
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  about: Container,

  *check(container, { document, problem, evidence, unknown, exempt }) {
    const { memoryRequest, cpuRequest, memoryLimit, cpuLimit, as, longRunning } = container;
    if (as === 'ephemeral' || (as === 'init' && longRunning)) {
      yield exempt;
      return;
    }
    const lacks = { memory: !memoryRequest, cpu: !cpuRequest };
    if (memoryRequest && cpuRequest) {
      const open = [memoryRequest, cpuRequest].find(hasUnknown);
      yield open ? unknown(open) : evidence(memoryRequest, 'Memory and CPU are requested');
      return;
    }
    // Kubernetes takes a limit without a request for the request, too.
    const nothing = { memory: lacks.memory && !memoryLimit, cpu: lacks.cpu && !cpuLimit };
    const limited = !nothing.memory && !nothing.cpu;
    const missing = limited ? lacks : nothing;
    const wanted = { ...(missing.cpu ? { cpu: '100m' } : {}), ...(missing.memory ? { memory: '128Mi' } : {}) };
    yield problem({
      at: lackingAt(container, 'resources'),
      say: limited ? 'limit' : 'none',
      words: { who: who(container), what: [...(missing.memory ? ['memory'] : []), ...(missing.cpu ? ['CPU'] : [])].join(' and no ') },
      subject: container.name ?? '',
      ...(limited ? { severity: 'info' } : {}),
      fixes: () => suggestion(`Request ${Object.values(wanted).join(' and ')}`, intoResources(document, container, 'requests', wanted)),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        resources:
          requests: { memory: 256Mi, cpu: 250m }
          limits: { memory: 512Mi }
      `),
    },
  ],
});
