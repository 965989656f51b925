import { serviceAccountToken } from '../../../src/rules/kubernetes/service-account-token.js';
import { testRule } from '../rule-tester.js';
import { deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(serviceAccountToken, {
  reports: [
    {
      name: 'a pod that says nothing',
      file,
      code: deployment('name: web\nimage: shop:1.4', { name: '«shop»', pod: 'restartPolicy: Always' }),
      fixed: deployment('name: web\nimage: shop:1.4', { pod: 'automountServiceAccountToken: false\nrestartPolicy: Always' }),
    },
    {
      name: 'one that asks for it',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: '«automountServiceAccountToken: true»' }),
      fixed: deployment('name: web\nimage: shop:1.4', { pod: 'automountServiceAccountToken: false' }),
    },
    {
      name: 'an account without rights',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { name: '«shop»', pod: 'serviceAccountName: runner' })}---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n`,
    },
  ],
  accepts: [
    {
      name: 'a pod that does without',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'automountServiceAccountToken: false' }),
    },
    {
      name: 'an account that does without',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { pod: 'serviceAccountName: runner' })}---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\nautomountServiceAccountToken: false\n`,
    },
    {
      name: 'an account with rights',
      file,
      code: `${deployment('name: web\nimage: shop:1.4', { pod: 'serviceAccountName: runner' })}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: runner\nsubjects:\n  - kind: ServiceAccount\n    name: runner\nroleRef: { kind: Role, name: reader }\n`,
    },
  ],
  unknown: [
    {
      name: 'an account that is made elsewhere',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'serviceAccountName: operator' }),
    },
  ],
});
