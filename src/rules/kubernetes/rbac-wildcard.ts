import { RoleRule } from '../../facts/kubernetes.js';
import { code, rule } from '../../model/rule.js';
import { type TextValue, texts } from '../../model/value.js';

const isAny = ({ text }: TextValue): boolean => text === '*' || text === '*/*';

const role = (verbs: string, resources: string): string =>
  code`
  apiVersion: rbac.authorization.k8s.io/v1
  kind: Role
  metadata:
    name: shop
    namespace: shop
  rules:
    - apiGroups: [""]
      resources: [RESOURCES]
      verbs: [VERBS]
`
    .replace('RESOURCES', resources)
    .replace('VERBS', verbs);

export const rbacWildcard = rule({
  id: 'kubernetes/rbac-wildcard',
  shape: 'present',
  severity: 'warning',
  title: 'A role allows everything',
  message: {
    verbs: "'{role}' can do everything with these resources, also what later versions of Kubernetes add. List the verbs that it needs.",
    resources: "'{role}' reaches every resource, secrets included, also what is installed later. List the resources that it needs.",
    groups: "'{role}' reaches every API group, also what is installed later. List the groups that it needs.",
    all: "'{role}' can do everything with everything: whoever has its token has the cluster. List the verbs and resources that it needs.",
  },
  holds: 'Roles list what they allow',
  why: `A service that is taken over acts with its account's rights, and a wildcard makes these all that there are.
    It also grants what is added later, which nobody has looked at.`,
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  security: 6.5,
  about: RoleRule,

  *check({ verbs, resources, groups, roleName, roleType }, { problem }) {
    const any = { verbs: texts(verbs).find(isAny), resources: texts(resources).find(isAny), groups: texts(groups).find(isAny) };
    const say = any.verbs && any.resources ? 'all' : any.verbs ? 'verbs' : any.resources ? 'resources' : 'groups';
    const first = any.verbs ?? any.resources ?? any.groups;
    if (first) yield problem({ at: first, say, words: { role: roleName ?? roleType }, subject: roleName ?? roleType });
  },

  examples: [
    { file: 'deploy/role.yaml', bad: role('"*"', 'configmaps'), good: role('get, list', 'configmaps') },
    { file: 'deploy/role.yaml', bad: role('get', '"*"'), good: role('get', 'pods') },
  ],
});
