import { type Setting, Workload } from '../../facts/kubernetes.js';
import { fix, rule } from '../../model/rule.js';
import { isTrue, placeOf, setTo } from './container.js';
import { deployment } from './example.js';

const SHARED: readonly (readonly ['hostNetwork' | 'hostPID' | 'hostIPC', string])[] = [
  ['hostNetwork', "the node's network: it reaches what listens on localhost there, and no network policy holds it"],
  ['hostPID', "the node's processes: it can read their environment, secrets included, and stop them"],
  ['hostIPC', "the node's shared memory: it can read what other processes put there"],
];

export const hostNamespace = rule({
  id: 'kubernetes/host-namespace',
  shape: 'present',
  severity: 'error',
  title: 'The pod shares a namespace of its node',
  message: "The pod shares {what}. Take '{field}' out.",
  holds: 'Pods share no namespace of their node',
  why: `The walls between a container and its node are namespaces, and this takes one of them down. Only agents that watch the node itself need that.`,
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  security: 7.5,
  about: Workload,

  *check(workload, { document, problem }) {
    for (const [field, what] of SHARED) {
      const setting: Setting | undefined = workload[field];
      if (!isTrue(setting) || !setting) continue;
      yield problem({
        at: placeOf(setting),
        words: { what, field },
        subject: `${workload.name ?? ''} ${field}`,
        fixes: () => fix(`Set '${field}: false'`, setTo(document, setting, 'false')),
      });
    }
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment('', 'hostNetwork: true'),
      good: deployment('', 'hostNetwork: false'),
    },
  ],
});
