import { Image } from '../../facts/containers.js';
import { Container } from '../../facts/kubernetes.js';
import { code, fix, rule } from '../../model/rule.js';
import { harden, isFalse, isTrue, lackingAt, placeOf, setTo, settingAt, who } from './container.js';
import { deployment } from './example.js';

export const runAsRoot = rule({
  id: 'kubernetes/run-as-root',
  shape: 'absent',
  severity: 'warning',
  title: 'The container can run as root',
  message: {
    unset:
      "{who} runs as whoever its image says, root included: root inside is one kernel bug away from the node. Set 'runAsNonRoot: true'.",
    allowed: "{who} is allowed to run as root: root inside is one kernel bug away from the node. Set 'runAsNonRoot: true'.",
    user: '{who} runs as user 0, which is root: root inside is one kernel bug away from the node. Run it as another user.',
  },
  holds: 'Containers are made to run as another user than root',
  why: `A process that is root inside a container is root for every file that is mounted, and one mistake of the kernel or the runtime away from being root on the node.
    With 'runAsNonRoot' the kubelet refuses to start an image that would run as root.`,
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  security: 5.5,
  about: Container,
  reads: [Image],

  *check(container, { document, problem, evidence, unknown, everywhere }) {
    if (container.windows) {
      yield unknown(container);
      return;
    }
    const { runAsNonRoot, runAsUser, podRunAsNonRoot, podRunAsUser } = container;
    const user = runAsUser ?? podRunAsUser;
    const words = { who: who(container) };
    const subject = container.name ?? '';
    if (user?.kind === 'number' && user.number === 0) {
      yield problem({ at: settingAt(user, container), say: 'user', words, subject });
      return;
    }
    const flag = runAsNonRoot ?? podRunAsNonRoot;
    if (user?.kind === 'number') {
      yield evidence(user, `Runs as user ${String(user.number)}`);
      return;
    }
    if (user) {
      yield unknown(user);
      return;
    }
    if (flag && isTrue(flag)) {
      yield evidence(flag, "'runAsNonRoot' is on");
      return;
    }
    if (flag && !isFalse(flag)) {
      yield unknown(flag);
      return;
    }
    // An image of this workspace that is known to run as somebody else.
    const image = everywhere(Image).find(({ pods }) =>
      pods.some(({ at }) => at.uri === container.uri && at.span.start === container.span.start),
    );
    if (!flag && image && !(image.user.kind === 'text' && /^(?:root|0)(?::|$)/.test(image.user.text))) {
      yield unknown(container);
      return;
    }
    const title = "Set 'runAsNonRoot: true'";
    yield problem({
      at: flag ? placeOf(flag) : lackingAt(container, 'securityContext'),
      say: flag ? 'allowed' : 'unset',
      words,
      subject,
      fixes: () => (flag ? fix(title, setTo(document, flag, 'true')) : harden(document, container, 'runAsNonRoot', title)),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        securityContext:
          runAsNonRoot: true
      `),
    },
    {
      file: 'deploy/shop.yaml',
      bad: deployment(code`
        securityContext:
          runAsUser: 0
      `),
      good: deployment(code`
        securityContext:
          runAsUser: 10001
      `),
    },
  ],
});
