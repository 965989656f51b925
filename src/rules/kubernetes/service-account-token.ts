import { insertKey } from '../../edits/yaml.js';
import { KubernetesObject, Workload } from '../../facts/kubernetes.js';
import { fix, rule } from '../../model/rule.js';
import { isFalse, isTrue, placeOf, setTo } from './container.js';
import { deployment } from './example.js';

export const serviceAccountToken = rule({
  id: 'kubernetes/service-account-token',
  shape: 'absent',
  severity: 'info',
  title: 'The pod gets a token that it does not need',
  message: {
    mounted:
      "'{name}' gets a token for the cluster's API, and nothing here says that it needs one. Set 'automountServiceAccountToken: false'.",
    on: "'{name}' asks for a token for the cluster's API, and nothing here says that it needs one. Set 'automountServiceAccountToken: false'.",
  },
  holds: 'Only pods that use the API of the cluster get a token for it',
  why: `Whoever reads files of the pod, through a path traversal say, can speak to the cluster's API in its name.`,
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  ],
  security: 3,
  about: Workload,
  reads: [KubernetesObject],

  *check(workload, { document, everywhere, problem, unknown, evidence }) {
    const { automountToken, serviceAccount, specMap, name } = workload;
    if (automountToken && !isTrue(automountToken)) {
      yield isFalse(automountToken) ? evidence(automountToken, 'No token is mounted') : unknown(automountToken);
      return;
    }
    const account = serviceAccount?.kind === 'text' ? serviceAccount.text : undefined;
    if (serviceAccount && account === undefined) {
      yield unknown(serviceAccount);
      return;
    }
    if (account !== undefined && account !== 'default') {
      const bound = everywhere(KubernetesObject).some(({ subjects }) => subjects.includes(account));
      const own = everywhere(KubernetesObject, { name: account }).filter(({ type }) => type === 'ServiceAccount');
      if (bound) {
        yield evidence(serviceAccount ?? workload, `'${account}' has rights that the pod uses`);
        return;
      }
      // Who knows what an account that is made elsewhere may do.
      if (own.length === 0) {
        yield unknown(serviceAccount ?? workload);
        return;
      }
      const [first] = own;
      if (!automountToken && first && own.every(({ automountToken: its }) => isFalse(its))) {
        yield evidence(first, `'${account}' mounts no token`);
        return;
      }
    }
    const title = "Set 'automountServiceAccountToken: false'";
    yield problem({
      at: automountToken ? placeOf(automountToken) : workload,
      say: automountToken ? 'on' : 'mounted',
      words: { name: name ?? workload.type },
      subject: name ?? '',
      fixes: () =>
        automountToken
          ? fix(title, setTo(document, automountToken, 'false'))
          : specMap && document.format === 'yaml'
            ? fix(title, insertKey(document, specMap, 'automountServiceAccountToken', false, { before: specMap.entries[0]?.key ?? '' }))
            : [],
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(),
      good: deployment('', 'automountServiceAccountToken: false'),
    },
  ],
});
