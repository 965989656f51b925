import { privilegeEscalation } from '../../../src/rules/kubernetes/privilege-escalation.js';
import { testRule } from '../rule-tester.js';
import { pod, deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(privilegeEscalation, {
  reports: [
    {
      name: 'a container that says nothing',
      file,
      code: deployment('name: «web»\nimage: shop:1'),
      fixed: deployment('name: web\nimage: shop:1\nsecurityContext:\n  allowPrivilegeEscalation: false'),
      fix: "Set 'allowPrivilegeEscalation: false'",
    },
    {
      name: 'one that has a security context',
      file,
      code: deployment('name: «web»\nimage: shop:1\nsecurityContext:\n  runAsUser: 1000 # app'),
      fixed: deployment('name: web\nimage: shop:1\nsecurityContext:\n  runAsUser: 1000 # app\n  allowPrivilegeEscalation: false'),
    },
    {
      name: 'one that allows it',
      file,
      code: deployment('name: web\nimage: shop:1\nsecurityContext:\n  «allowPrivilegeEscalation: true»'),
      fixed: deployment('name: web\nimage: shop:1\nsecurityContext:\n  allowPrivilegeEscalation: false'),
    },
    {
      name: 'a context in flow style',
      file,
      code: pod('name: «web»\nimage: shop:1\nsecurityContext: { runAsUser: 1000 }'),
      fixed: pod('name: web\nimage: shop:1\nsecurityContext: { runAsUser: 1000, allowPrivilegeEscalation: false }'),
    },
    {
      name: 'JSON, where the edit is left to a person',
      file: 'k8s/app.json',
      code: '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": «"web"», "image": "shop:1"}]}}',
      fixed: null,
    },
    {
      name: 'an item of a list',
      file,
      code: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: { name: a }\n  spec: { containers: [{ name: «web», image: "shop:1" }] }\n`,
    },
    {
      name: 'a privileged one, which needs another change first',
      file,
      code: pod('name: «web»\nimage: shop:1\nsecurityContext:\n  privileged: true'),
      fixed: null,
    },
  ],
  accepts: [
    {
      name: 'a container that forbids it',
      file,
      code: deployment('name: web\nimage: shop:1\nsecurityContext:\n  allowPrivilegeEscalation: false'),
    },
    {
      name: 'a patch that completes something else',
      files: {
        'k8s/app.yaml': deployment('name: web\nresources: { limits: { cpu: 1 } }'),
        'k8s/kustomization.yaml': 'resources: [../base]\npatches: [{ path: app.yaml }]\n',
      },
    },
    { name: 'a manifest of a test', file: 'tests/fixtures/app.yaml', code: pod('name: web\nimage: shop:1') },
    {
      name: 'a custom resource of the same form',
      file,
      code: 'apiVersion: example.com/v1\nkind: Shop\nspec:\n  containers:\n    - name: web\n      image: shop:1\n',
    },
    { name: 'a compose file', file: 'compose.yaml', code: 'services:\n  web:\n    image: shop:1\n' },
    { name: 'a document cut off', file, code: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n' },
  ],
  unknown: [
    {
      name: 'a template that writes the context',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1\nsecurityContext:\n  {{- toYaml .Values.securityContext | nindent 12 }}'),
    },
    {
      name: 'a value of a template',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: shop:1\nsecurityContext:\n  allowPrivilegeEscalation: {{ .Values.escalate }}'),
    },
  ],
});
