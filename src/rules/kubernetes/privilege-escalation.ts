import { Container } from '../../facts/kubernetes.js';
import { code, fix, rule } from '../../model/rule.js';
import { harden, isFalse, isTrue, lackingAt, placeOf, setTo, who } from './container.js';
import { deployment } from './example.js';

export const privilegeEscalation = rule({
  id: 'kubernetes/privilege-escalation',
  shape: 'absent',
  severity: 'warning',
  title: 'A process can gain more privileges',
  message: {
    unset:
      "{who} lets a process gain more privileges than it was started with: setuid programs work. Set 'allowPrivilegeEscalation: false'.",
    on: "{who} allows privilege escalation: a process can become root through a setuid program. Set 'allowPrivilegeEscalation: false'.",
  },
  holds: 'No process can gain more privileges than it was started with',
  why: `Kubernetes allows it unless a container says otherwise, so one setuid program in the image is enough to become root inside of it.
    Clusters that enforce the restricted profile refuse the pod.`,
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  security: 5.5,
  about: Container,

  *check(container, { document, problem, evidence, unknown }) {
    if (container.windows) {
      yield unknown(container);
      return;
    }
    const { allowPrivilegeEscalation } = container;
    if (allowPrivilegeEscalation && !isTrue(allowPrivilegeEscalation)) {
      yield isFalse(allowPrivilegeEscalation)
        ? evidence(allowPrivilegeEscalation, "'allowPrivilegeEscalation' is off")
        : unknown(allowPrivilegeEscalation);
      return;
    }
    // The API refuses the field's false beside a privileged container.
    const privileged = isTrue(container.privileged);
    const title = "Set 'allowPrivilegeEscalation: false'";
    yield problem({
      at: allowPrivilegeEscalation ? placeOf(allowPrivilegeEscalation) : lackingAt(container, 'securityContext'),
      say: allowPrivilegeEscalation ? 'on' : 'unset',
      words: { who: who(container) },
      subject: container.name ?? '',
      fixes: () =>
        privileged
          ? []
          : allowPrivilegeEscalation
            ? fix(title, setTo(document, allowPrivilegeEscalation, 'false'))
            : harden(document, container, 'allowPrivilegeEscalation', title),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        securityContext:
          allowPrivilegeEscalation: false
      `),
    },
  ],
});
