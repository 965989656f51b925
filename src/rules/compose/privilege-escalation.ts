import { insertKey } from '../../edits/yaml.js';
import { ComposeService } from '../../facts/compose.js';
import { code, fix, rule } from '../../model/rule.js';
import { texts } from '../../model/value.js';
import { isDeployed } from './service.js';

export const privilegeEscalation = rule({
  id: 'compose/privilege-escalation',
  shape: 'absent',
  severity: 'info',
  title: 'A process can gain more privileges',
  message: "Service '{service}' lets a process become root through a setuid program. Set 'no-new-privileges:true' under 'security_opt'.",
  holds: 'No process can gain more privileges than it was started with',
  why: `One setuid program in the image is enough to become root inside of the container. The option takes that way away and costs nothing.`,
  references: ['https://docs.docker.com/reference/cli/docker/container/run/#security-opt'],
  security: 3,
  about: ComposeService,

  *check(service, { document, problem, evidence, unknown, exempt }) {
    const { securityOptions, map, name, open } = service;
    if (!isDeployed(service)) {
      yield exempt;
      return;
    }
    if (open || (securityOptions && securityOptions.kind !== 'list')) {
      yield unknown(service);
      return;
    }
    const option = texts(securityOptions).find(({ text }) => /^no-new-privileges(?:[:=]true)?$/.test(text));
    if (option) {
      yield evidence(option, "'no-new-privileges' is set");
      return;
    }
    yield problem({
      at: service,
      words: { service: name },
      subject: name,
      fixes:
        map && !securityOptions
          ? fix("Set 'no-new-privileges:true'", insertKey(document, map, 'security_opt', ['no-new-privileges:true']))
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
            security_opt:
              - no-new-privileges:true
      `,
    },
  ],
});
