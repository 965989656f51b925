import { removeLine } from '../../edits/lines.js';
import { ComposeService } from '../../facts/compose.js';
import { code, fix, rule } from '../../model/rule.js';
import { isOn } from '../../model/value.js';
import { entryOf, graver } from './service.js';

export const privileged = rule({
  id: 'compose/privileged',
  shape: 'present',
  severity: 'error',
  title: 'A privileged container',
  message:
    "Service '{service}' is privileged: it can do on the host whatever root there can. Take it out, and add only the capabilities that it needs.",
  holds: 'No container is privileged',
  why: `A privileged container has all capabilities and all devices of its host: whoever takes it over has the host and every other container on it.`,
  references: ['https://docs.docker.com/reference/compose-file/services/#privileged'],
  security: 9,
  about: ComposeService,

  *check(service, { document, problem }) {
    const { privileged: setting } = service;
    if (!setting || !(isOn(setting) || (setting.kind === 'text' && setting.text === 'true'))) return;
    yield problem({
      at: entryOf(setting),
      words: { service: service.name },
      subject: service.name,
      ...graver(service, 'error'),
      fixes: () => (setting.uri === undefined && setting.whole ? fix("Take 'privileged' out", removeLine(document, setting.whole)) : []),
    });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            privileged: true
      `,
      good: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            cap_add: [NET_ADMIN]
      `,
    },
  ],
});
