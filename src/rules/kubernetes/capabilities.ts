import { insertKey } from '../../edits/yaml.js';
import { Container } from '../../facts/kubernetes.js';
import { code, fix, rule } from '../../model/rule.js';
import { hasUnknown, texts } from '../../model/value.js';
import { harden, lackingAt, placeOf, who } from './container.js';
import { deployment } from './example.js';

/** What the baseline profile lets a pod add. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
const BASELINE = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const nameOf = (capability: string): string => capability.toUpperCase().replace(/^CAP_/, '');

export const capabilities = rule({
  id: 'kubernetes/capabilities',
  shape: 'absent',
  severity: 'warning',
  title: 'The container keeps capabilities of root',
  message: {
    kept: "{who} keeps the runtime's default capabilities: raw sockets, changing owners, more. Drop 'ALL' and add what it needs.",
    partly: "{who} drops some capabilities and keeps the others of the runtime's default. Drop 'ALL' and add what it needs.",
    added: "{who} adds '{capability}', which reaches beyond the container. Take it out, or give the work to something that is watched.",
  },
  holds: 'All capabilities are dropped, and none is added that reaches beyond the container',
  why: `Runtimes give every container fourteen capabilities of root, and hardly any service needs one.
    Others, such as SYS_ADMIN or NET_ADMIN, are as good as root on the node.`,
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  security: 5,
  about: Container,

  *check(container, { document, problem, evidence, unknown }) {
    if (container.windows) {
      yield unknown(container);
      return;
    }
    const { addedCapabilities, droppedCapabilities, capabilitiesMap } = container;
    const words = { who: who(container) };
    const subject = container.name ?? '';
    const reaching = texts(addedCapabilities).filter(({ text }) => !BASELINE.has(nameOf(text)));
    for (const added of reaching)
      yield problem({
        at: added,
        say: 'added',
        words: { ...words, capability: added.text },
        subject: `${subject} ${nameOf(added.text)}`,
      });
    const all = texts(droppedCapabilities).find(({ text }) => nameOf(text) === 'ALL');
    if (all) {
      if (addedCapabilities && hasUnknown(addedCapabilities)) yield unknown(addedCapabilities);
      else if (reaching.length === 0) yield evidence(all, 'All capabilities are dropped');
      return;
    }
    if (droppedCapabilities && (droppedCapabilities.kind !== 'list' || !droppedCapabilities.complete)) {
      yield unknown(droppedCapabilities);
      return;
    }
    const title = 'Drop all capabilities';
    if (texts(droppedCapabilities).length > 0) {
      yield problem({
        at: !droppedCapabilities
          ? container
          : droppedCapabilities.uri === undefined
            ? { span: keyOf(document.text, placeOf(droppedCapabilities).span) }
            : placeOf(droppedCapabilities),
        say: 'partly',
        words,
        subject,
      });
      return;
    }
    const drop = { drop: ['ALL'] } as const;
    yield problem({
      at: lackingAt(container, 'securityContext'),
      say: 'kept',
      words,
      subject,
      fixes: () =>
        capabilitiesMap
          ? droppedCapabilities || document.format !== 'yaml'
            ? []
            : fix(title, insertKey(document, capabilitiesMap, 'drop', drop.drop, { before: 'add' }))
          : harden(document, container, 'capabilities', title),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment(code`
        securityContext:
          capabilities:
            drop:
              - ALL
      `),
    },
    {
      file: 'deploy/shop.yaml',
      bad: deployment(code`
        securityContext:
          capabilities:
            drop: [ALL]
            add: [SYS_ADMIN]
      `),
      good: deployment(code`
        securityContext:
          capabilities:
            drop: [ALL]
            add: [NET_BIND_SERVICE]
      `),
    },
  ],
});

/** The key of an entry, without the lines below it. */
const keyOf = (text: string, { start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } => {
  const line = text.indexOf('\n', start);
  return { start, end: line < 0 || line > end ? end : line };
};
