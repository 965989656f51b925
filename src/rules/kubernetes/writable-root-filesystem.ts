import { Container } from '../../facts/kubernetes.js';
import { code, fix, rule } from '../../model/rule.js';
import { harden, isFalse, isTrue, lackingAt, placeOf, setTo, who } from './container.js';
import { deployment } from './example.js';

export const writableRootFilesystem = rule({
  id: 'kubernetes/writable-root-filesystem',
  shape: 'absent',
  severity: 'warning',
  title: "The container can write to its image's files",
  message:
    "{who} can write to its own image: what an attacker drops there runs. Set 'readOnlyRootFilesystem: true' and mount volumes where it writes.",
  holds: "Containers cannot write to their image's files",
  why: `Whoever can make the process write files can replace its programs and scripts, and they run until the pod is gone.
    A read-only root leaves only the volumes that are mounted for writing.`,
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  security: 4,
  about: Container,

  *check(container, { document, problem, evidence, unknown }) {
    if (container.windows) {
      yield unknown(container);
      return;
    }
    const { readOnlyRootFilesystem } = container;
    if (readOnlyRootFilesystem && !isFalse(readOnlyRootFilesystem)) {
      yield isTrue(readOnlyRootFilesystem)
        ? evidence(readOnlyRootFilesystem, "'readOnlyRootFilesystem' is on")
        : unknown(readOnlyRootFilesystem);
      return;
    }
    const title = "Set 'readOnlyRootFilesystem: true'";
    yield problem({
      at: readOnlyRootFilesystem ? placeOf(readOnlyRootFilesystem) : lackingAt(container, 'securityContext'),
      words: { who: who(container) },
      subject: container.name ?? '',
      fixes: () =>
        readOnlyRootFilesystem
          ? fix(title, setTo(document, readOnlyRootFilesystem, 'true'))
          : harden(document, container, 'readOnlyRootFilesystem', title),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        securityContext:
          readOnlyRootFilesystem: true
      `),
    },
  ],
});
