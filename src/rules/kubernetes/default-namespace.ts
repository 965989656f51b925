import { KubernetesObject } from '../../facts/kubernetes.js';
import { rule } from '../../model/rule.js';
import { deployment } from './example.js';

/** Objects that belong to no namespace, or live in this one by their nature. */
const NOT_ABOUT = /^(?:Namespace|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|PersistentVolume|StorageClass|Kustomization)$/;

export const defaultNamespace = rule({
  id: 'kubernetes/default-namespace',
  shape: 'present',
  severity: 'info',
  title: "An object in the namespace 'default'",
  message:
    "{type} '{name}' goes into the namespace 'default', where quotas, policies and rights of one team meet all others. Give it its own.",
  holds: "Nothing is put into the namespace 'default'",
  why: `Policies, quotas and rights hold for a namespace. In 'default' everything that nobody placed meets, and a rule for one is a rule for all.`,
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  about: KubernetesObject,

  *check({ namespace, namespaceAt, type, name }, { problem, exempt }) {
    // Whoever applies it says where; the API server's own service is there.
    if (!namespaceAt || NOT_ABOUT.test(type) || name === 'kubernetes') {
      yield exempt;
      return;
    }
    if (namespace !== 'default') return;
    yield problem({ at: { span: namespaceAt }, words: { type, name: name ?? '' }, subject: `${type} ${name ?? ''}` });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment().replace('  name: shop\n', '  name: shop\n  namespace: default\n'),
      good: deployment().replace('  name: shop\n', '  name: shop\n  namespace: shop\n'),
    },
  ],
});
