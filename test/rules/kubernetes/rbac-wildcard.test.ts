import { rbacWildcard } from '../../../src/rules/kubernetes/rbac-wildcard.js';
import { testRule } from '../rule-tester.js';
import { role } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(rbacWildcard, {
  reports: [
    { name: 'every verb', file, code: role('resources: [pods]', 'verbs: [«"*"»]'), says: 'can do everything with these resources' },
    { name: 'every resource', file, code: role('resources:\n      - «"*"»', 'verbs: [get]'), says: 'every resource' },
    { name: 'everything, said once', file, code: role("resources: ['*']", "verbs: [«'*'»]"), says: 'everything with everything' },
    { name: 'every group', file, code: role('resources: [pods]', 'verbs: [get]', '«"*"»'), says: 'every API group' },
    {
      name: 'two rules of a cluster role',
      file,
      code: `${role('resources: [pods]', 'verbs: [«"*"»]')}  - resources: [«"*"»]\n    verbs: [list]\n`.replace('Role\n', 'ClusterRole\n'),
    },
  ],
  accepts: [
    { name: 'what is listed', file, code: role('resources: [pods, pods/log]', 'verbs: [get, list, watch]') },
    {
      name: 'a binding',
      file,
      code: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: a }\nroleRef: { kind: Role, name: "*" }\n',
    },
    {
      name: 'paths that are no resources',
      file,
      code: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a }\nrules:\n  - nonResourceURLs: ["/metrics/*"]\n    verbs: [get]\n',
    },
    {
      name: 'a policy of something else',
      file,
      code: 'apiVersion: example.com/v1\nkind: Policy\nrules:\n  - verbs: ["*"]\n    resources: ["*"]\n',
    },
  ],
  unknown: [{ name: 'verbs of a chart', file: 'chart/templates/role.yaml', code: role('resources: [pods]', 'verbs: {{ .Values.verbs }}') }],
});
