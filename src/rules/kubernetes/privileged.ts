import { Container } from '../../facts/kubernetes.js';
import { code, fix, rule } from '../../model/rule.js';
import { isTrue, setTo, settingAt, who } from './container.js';
import { deployment } from './example.js';

export const privileged = rule({
  id: 'kubernetes/privileged',
  shape: 'present',
  severity: 'error',
  title: 'A privileged container',
  message: '{who} is privileged: it can do on the node whatever root there can. Turn it off, and add only the capabilities that it needs.',
  holds: 'No container is privileged',
  why: `A privileged container has all capabilities and all devices of its node: whoever takes it over has the node, its other pods and their secrets.`,
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  security: 9,
  about: Container,

  *check(container, { document, problem }) {
    const { privileged: flag } = container;
    if (!isTrue(flag)) return;
    yield problem({
      at: settingAt(flag, container),
      words: { who: who(container) },
      subject: container.name ?? '',
      fixes: () => fix("Set 'privileged: false'", setTo(document, flag, 'false')),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(code`
        securityContext:
          privileged: true
      `),
      good: deployment(code`
        securityContext:
          privileged: false
      `),
    },
  ],
});
