import { insertKey } from '../../edits/yaml.js';
import { ComposeService } from '../../facts/compose.js';
import { code, fix, rule } from '../../model/rule.js';
import { hasUnknown } from '../../model/value.js';
import { entryOf, isDeployed } from './service.js';

export const noRestartPolicy = rule({
  id: 'compose/no-restart-policy',
  shape: 'absent',
  severity: 'warning',
  title: 'No restart policy',
  message: "Service '{service}' has no restart policy: after a crash or a reboot of the host it stays down. Set 'restart: unless-stopped'.",
  holds: 'Services start again after a crash or a reboot',
  why: `Docker starts nothing again by itself: one crash at night, or one reboot for an update, and the service is gone until somebody notices.`,
  references: ['https://docs.docker.com/reference/compose-file/services/#restart'],
  about: ComposeService,

  *check(service, { document, problem, evidence, unknown, exempt }) {
    const { restart, ends, open, map, name, profiles } = service;
    if (!isDeployed(service)) {
      yield exempt;
      return;
    }
    if (restart && !ends) {
      yield hasUnknown(restart) ? unknown(entryOf(restart)) : evidence(entryOf(restart), `Service '${name}' starts again`);
      return;
    }
    // What is done once does not come back.
    if (ends) {
      yield exempt;
      return;
    }
    if (open || profiles) {
      yield unknown(service);
      return;
    }
    const behind = ['container_name', 'image', 'build'].find((key) => map?.entries.some((entry) => entry.key === key));
    yield problem({
      at: service,
      words: { service: name },
      subject: name,
      fixes: () =>
        map ? fix("Set 'restart: unless-stopped'", insertKey(document, map, 'restart', 'unless-stopped', behind ? { behind } : {})) : [],
    });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            ports: ["8080:8080"]
      `,
      good: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            restart: unless-stopped
            ports: ["8080:8080"]
      `,
    },
  ],
});
