import { fromSecret } from '../../edits/kubernetes.js';
import { ManifestSecret } from '../../facts/kubernetes.js';
import { fix, rule } from '../../model/rule.js';
import { deployment } from './example.js';

const sample = ['hunter2', 'prod', '9fk2'].join('-');

export const secretInEnv = rule({
  id: 'kubernetes/secret-in-env',
  shape: 'present',
  severity: 'error',
  title: 'A secret is written into a manifest',
  message: {
    env: "'{name}' has a literal secret in the manifest: everyone who can read the repository has it. Change it, and use a 'secretKeyRef'.",
    Secret: "'{name}' is a real secret in the repository, and base64 hides nothing. Change it, and seal it or let an operator fetch it.",
    ConfigMap:
      "'{name}' is a secret in a ConfigMap: everyone who can read the namespace or the repository has it. Change it, and use a Secret.",
    placeholder: "'{name}' is a placeholder that starts as it is: whoever reads this file knows the secret. Take the value from outside.",
  },
  holds: 'No manifest holds a secret',
  why: `Everyone who can read the repository, the pod's description or a backup of the cluster's store has the secret, and it cannot be changed without a rollout.`,
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  security: 8,
  about: ManifestSecret,
  supersedes: ['secrets/hardcoded-credential', 'secrets/insecure-default', 'secrets/url-credential'],

  *check(secret, { document, problem }) {
    const { name, where, entry, placeholder } = secret;
    yield problem({
      at: secret,
      say: placeholder ? 'placeholder' : where,
      words: { name },
      subject: name,
      ...(placeholder ? { severity: 'warning' } : {}),
      fixes: () => (where === 'env' ? fix("Read it from a Secret by 'secretKeyRef'", fromSecret(document, entry, name)) : []),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(`env:\n  - name: DB_PASSWORD\n    value: ${sample}`),
      good: deployment('env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: shop\n        key: DB_PASSWORD'),
    },
  ],
});
