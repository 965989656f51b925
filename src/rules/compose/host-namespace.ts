import { removeLine } from '../../edits/lines.js';
import { ComposeService } from '../../facts/compose.js';
import { code, fix, rule } from '../../model/rule.js';
import { entryOf, graver } from './service.js';

const SHARED = [
  [
    'network',
    'network_mode',
    "the host's network: it reaches what listens on localhost there, and every port that it opens is open to the outside",
  ],
  ['pid', 'pid', "the host's processes: it can read their environment, secrets included, and stop them"],
  ['ipc', 'ipc', "the host's shared memory: it can read what other processes put there"],
] as const;

export const hostNamespace = rule({
  id: 'compose/host-namespace',
  shape: 'present',
  severity: 'warning',
  title: 'The container shares a namespace of its host',
  message: "Service '{service}' shares {what}. Take '{key}: host' out.",
  holds: 'Containers share no namespace of their host',
  why: `The walls between a container and its host are namespaces, and this takes one of them down. Only agents that watch the host itself need that.`,
  references: ['https://docs.docker.com/reference/compose-file/services/#network_mode'],
  security: 6.5,
  about: ComposeService,

  *check(service, { document, problem }) {
    for (const [field, key, what] of SHARED) {
      const setting = service[field];
      if (setting?.kind !== 'text' || setting.text !== 'host') continue;
      yield problem({
        at: entryOf(setting),
        words: { service: service.name, what, key },
        subject: `${service.name} ${key}`,
        ...graver(service, 'warning'),
        fixes: () =>
          setting.uri === undefined && setting.whole ? fix(`Take '${key}: host' out`, removeLine(document, setting.whole)) : [],
      });
    }
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            network_mode: host
      `,
      good: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            ports: ["8080:8080"]
      `,
    },
  ],
});
