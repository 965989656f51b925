import { Container } from '../../facts/kubernetes.js';
import { code, fix, rule } from '../../model/rule.js';
import { hasUnknown } from '../../model/value.js';
import { harden, isTrue, lackingAt, placeOf, setTo, who } from './container.js';
import { deployment } from './example.js';

export const noSeccompProfile = rule({
  id: 'kubernetes/no-seccomp-profile',
  shape: 'absent',
  severity: 'info',
  title: 'No seccomp profile',
  message: {
    unset: "{who} has no seccomp profile: every system call of the node's kernel is open to it. Set the type 'RuntimeDefault'.",
    unconfined: "{who} runs unconfined: every system call of the node's kernel is open to it. Set the type 'RuntimeDefault'.",
  },
  holds: 'A seccomp profile limits the system calls',
  why: `Most ways out of a container go through system calls that services never use. The runtime's own profile closes about fifty of them and costs nothing.`,
  references: ['https://kubernetes.io/docs/tutorials/security/seccomp/'],
  security: 3,
  about: Container,

  *check(container, { document, problem, evidence, unknown, exempt }) {
    if (container.windows) {
      yield unknown(container);
      return;
    }
    const { seccomp, podSeccomp } = container;
    const profile = seccomp ?? podSeccomp;
    if (profile && !(profile.kind === 'text' && profile.text === 'Unconfined')) {
      yield hasUnknown(profile) ? unknown(profile) : evidence(profile, 'A seccomp profile is set');
      return;
    }
    // A privileged container runs unconfined whatever it says.
    if (isTrue(container.privileged)) {
      yield exempt;
      return;
    }
    const title = "Set the seccomp profile 'RuntimeDefault'";
    yield problem({
      at: profile ? placeOf(profile) : lackingAt(container, 'securityContext'),
      say: profile ? 'unconfined' : 'unset',
      words: { who: who(container) },
      subject: container.name ?? '',
      fixes: () =>
        profile ? fix(title, setTo(document, profile, 'RuntimeDefault')) : harden(document, container, 'seccompProfile', title),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        securityContext:
          seccompProfile:
            type: RuntimeDefault
      `),
    },
  ],
});
