import { insertKey } from '../../edits/yaml.js';
import { ComposeService } from '../../facts/compose.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { hasUnknown } from '../../model/value.js';
import { entryOf, isDeployed } from './service.js';

export const noResourceLimits = rule({
  id: 'compose/no-resource-limits',
  shape: 'absent',
  severity: 'warning',
  title: 'No limits on memory and CPU',
  message: {
    both: "Service '{service}' has no limits: a leak or a busy loop takes the whole host down with it. Limit its memory and CPU.",
    memory: "Service '{service}' has no memory limit: a leak takes the whole host down with it. Set one above its highest use.",
    cpu: "Service '{service}' has no CPU limit: one busy loop slows every other container of the host down. Set one.",
  },
  holds: 'Memory and CPU are limited',
  why: `Containers of one host share its memory, and when it is used up the kernel ends whatever process it likes, the database, say.`,
  references: ['https://docs.docker.com/reference/compose-file/deploy/#resources'],
  about: ComposeService,

  *check(service, { document, problem, evidence, unknown, exempt }) {
    const { memoryLimit, cpuLimit, map, name, ends, open } = service;
    if (!isDeployed(service) || ends) {
      yield exempt;
      return;
    }
    if (open) {
      yield unknown(service);
      return;
    }
    if (memoryLimit && cpuLimit) {
      const place = [memoryLimit, cpuLimit].find(hasUnknown);
      yield place ? unknown(entryOf(place)) : evidence(entryOf(memoryLimit), `Memory and CPU of service '${name}' are limited`);
      return;
    }
    const deploy = map?.entries.some(({ key }) => key === 'deploy' || key === 'mem_limit' || key === 'cpus');
    yield problem({
      at: service,
      say: memoryLimit ? 'cpu' : cpuLimit ? 'memory' : 'both',
      words: { service: name },
      subject: name,
      ...(memoryLimit ? { severity: 'info' } : {}),
      fixes:
        map && !deploy
          ? suggestion(
              'Limit memory to 512M and CPU to 1',
              insertKey(document, map, 'deploy', { resources: { limits: { cpus: '1', memory: '512M' } } }),
            )
          : [],
    });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
      `,
      good: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            deploy:
              resources:
                limits:
                  cpus: '1'
                  memory: 512M
      `,
    },
  ],
});
