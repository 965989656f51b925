import assert from 'node:assert/strict';
import { kubernetesFindings } from '../support/kubernetes-findings.js';

const CHART = 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: 2.3.4\n';

/** A deployment that lacks nothing but what a case leaves out. */
const template = (container: string, { spec = 'replicas: 2', pod = '' } = {}): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  ${spec.replaceAll('\n', '\n  ')}
  template:
    metadata:
      labels:
        {{- include "shop.labels" . | nindent 8 }}
    spec:
${pod === '' ? '' : `      ${pod.replaceAll('\n', '\n      ')}\n`}      containers:
        - name: {{ .Chart.Name }}
          ${container.replaceAll('\n', '\n          ')}
`;

const IMAGE = 'image: registry.example.com/shop:1.4.2';
const PROBE = 'livenessProbe:\n  httpGet: { path: /healthz, port: http }';
const RESOURCES = 'resources:\n  limits: { memory: 512Mi, cpu: 500m }\n  requests: { memory: 128Mi, cpu: 100m }';
const CONTEXT =
  'securityContext:\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true\n  capabilities: { drop: [ALL] }\n  seccompProfile: { type: RuntimeDefault }';

const chart = (deployment: string, values: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  'shop/Chart.yaml': CHART,
  'shop/values.yaml': values,
  'shop/templates/deployment.yaml': deployment,
  ...more,
});

const CONTEXT_RULES = ['capabilities', 'privilege-escalation', 'run-as-root', 'writable-root-filesystem'];
const at = (place: string, rules: readonly string[]): readonly string[] => rules.map((rule) => `${rule} ${place}`);
const VALUES = 'shop/values.yaml';

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

const whole = (image = IMAGE, probe = PROBE, resources = RESOURCES, context = CONTEXT): string =>
  [image, probe, resources, context].join('\n');

const CASES: readonly Case[] = [
  { name: 'a template that says all', files: chart(template(whole()), 'a: 1\n'), says: [] },
  // Images.
  {
    name: 'a tag of the values that is latest',
    files: chart(
      template(whole('image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"')),
      'image:\n  repository: registry.example.com/shop\n  tag: latest\n',
    ),
    says: [`unpinned-image ${VALUES} "latest"`],
  },
  {
    name: 'an empty tag that falls back on the version of the chart',
    files: chart(
      template(whole('image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"')),
      'image:\n  repository: registry.example.com/shop\n  tag: ""\n',
    ),
    says: [],
  },
  {
    name: 'a tag that no values name',
    files: chart(template(whole('image: {{ .Values.image.repository }}:{{ .Values.image.tag }}')), 'image:\n  repository: shop\n'),
    says: [],
  },
  {
    name: 'an image that a helper writes',
    files: chart(template(whole('image: {{ include "shop.image" . | quote }}')), 'image:\n  tag: latest\n'),
    says: [],
  },
  {
    name: 'a digest in one branch, a tag in the other',
    files: chart(
      template(whole('image: "shop{{ if .Values.digest }}@{{ .Values.digest }}{{ else }}:{{ .Values.tag }}{{ end }}"')),
      'digest: ""\ntag: latest\n',
    ),
    says: [`unpinned-image ${VALUES} "latest"`],
  },
  // Maps that values fill.
  {
    name: 'a security context that the values leave empty',
    files: chart(
      template(whole(IMAGE, PROBE, RESOURCES, 'securityContext:\n  {{- toYaml .Values.securityContext | nindent 12 }}')),
      'securityContext: {}\n',
    ),
    says: at(`${VALUES} "securityContext: {}"`, CONTEXT_RULES),
  },
  {
    name: 'one within `with`',
    files: chart(
      template(
        whole(IMAGE, PROBE, RESOURCES, '{{- with .Values.securityContext }}\nsecurityContext:\n  {{- toYaml . | nindent 12 }}\n{{- end }}'),
      ),
      'securityContext: {}\n',
    ),
    says: at(`${VALUES} "securityContext: {}"`, CONTEXT_RULES),
  },
  {
    name: 'one that the values fill',
    files: chart(
      template(
        whole(IMAGE, PROBE, RESOURCES, '{{- with .Values.securityContext }}\nsecurityContext:\n  {{- toYaml . | nindent 12 }}\n{{- end }}'),
      ),
      'securityContext:\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true\n  capabilities:\n    drop: [ALL]\n',
    ),
    says: [],
  },
  {
    name: 'a privileged container of the values',
    files: chart(
      template(whole(IMAGE, PROBE, RESOURCES, 'securityContext: {{ toYaml .Values.sc | nindent 12 }}')),
      'sc:\n  privileged: true\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true\n  capabilities: { drop: [ALL] }\n',
    ),
    says: [`privileged ${VALUES} "privileged: true"`],
  },
  {
    name: 'a context without its switch',
    files: chart(
      template(whole(IMAGE, PROBE, RESOURCES, 'securityContext: {{ omit .Values.sc "enabled" | toYaml | nindent 12 }}')),
      'sc:\n  enabled: true\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true\n  capabilities: { drop: [ALL] }\n',
    ),
    says: [],
  },
  {
    name: 'a context that no values name',
    files: chart(template(whole(IMAGE, PROBE, RESOURCES, 'securityContext:\n  {{- toYaml .Values.other | nindent 12 }}')), 'a: 1\n'),
    says: [],
  },
  {
    name: 'resources that are empty',
    files: chart(template(whole(IMAGE, PROBE, 'resources:\n  {{- toYaml .Values.resources | nindent 12 }}')), 'resources: {}\n'),
    says: at(`${VALUES} "resources: {}"`, ['no-resource-limits', 'no-resource-requests']),
  },
  // Branches.
  {
    name: 'a probe that is off by default',
    files: chart(
      template(whole(IMAGE, '{{- if .Values.livenessProbe.enabled }}\nlivenessProbe:\n  httpGet: { path: /, port: 80 }\n{{- end }}')),
      'livenessProbe:\n  enabled: false\n',
    ),
    says: [`no-liveness-probe ${VALUES} "enabled: false"`],
  },
  {
    name: 'a probe that is on by default',
    files: chart(
      template(whole(IMAGE, '{{- if .Values.livenessProbe.enabled }}\nlivenessProbe:\n  httpGet: { path: /, port: 80 }\n{{- end }}')),
      'livenessProbe:\n  enabled: true\n',
    ),
    says: [],
  },
  {
    name: 'a branch on what the cluster can do',
    files: chart(
      template(whole(IMAGE, '{{- if .Capabilities.APIVersions.Has "v1" }}\nlivenessProbe:\n  httpGet: { path: /, port: 80 }\n{{- end }}')),
      'a: 1\n',
    ),
    says: [],
  },
  {
    name: 'one of two branches',
    files: chart(
      template(`${whole()}\n`, {
        pod: '{{- if eq .Values.network "host" }}\nhostNetwork: true\n{{- else }}\nhostNetwork: false\n{{- end }}',
      }),
      'network: pod\n',
    ),
    says: [],
  },
  {
    name: 'the other one',
    files: chart(
      template(`${whole()}\n`, {
        pod: '{{- if eq .Values.network "host" }}\nhostNetwork: true\n{{- else }}\nhostNetwork: false\n{{- end }}',
      }),
      'network: host\n',
    ),
    says: ['host-namespace shop/templates/deployment.yaml "hostNetwork: true"'],
  },
  {
    name: 'a privileged branch that is not taken',
    files: chart(
      template(whole(IMAGE, PROBE, RESOURCES, `${CONTEXT}\n  {{- if .Values.debug }}\n  privileged: true\n  {{- end }}`)),
      'debug: false\n',
    ),
    says: [],
  },
  {
    name: 'a workload that is off by default',
    files: chart(`{{- if .Values.worker.enabled }}\n${template('image: worker')}{{- end }}\n`, 'worker:\n  enabled: false\n'),
    says: [],
  },
  {
    name: 'several that a loop writes',
    files: chart(`{{- range .Values.workers }}\n---\n${template(whole('image: {{ .image }}'))}{{- end }}\n`, 'workers: []\n'),
    says: [],
  },
  // Replicas.
  {
    name: 'one replica of the values',
    files: chart(template(whole(), { spec: 'replicas: {{ .Values.replicaCount }}' }), 'replicaCount: 1\n'),
    says: [`single-replica ${VALUES} "replicaCount: 1"`],
  },
  {
    name: 'one replica beside an autoscaler that can be turned on',
    files: chart(
      template(whole(), { spec: '{{- if not .Values.autoscaling.enabled }}\nreplicas: {{ .Values.replicaCount }}\n{{- end }}' }),
      'replicaCount: 1\nautoscaling:\n  enabled: false\n',
      {
        'shop/templates/hpa.yaml':
          '{{- if .Values.autoscaling.enabled }}\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: {{ include "shop.fullname" . }}\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: {{ include "shop.fullname" . }}\n  maxReplicas: 10\n{{- end }}\n',
      },
    ),
    says: [],
  },
  {
    name: 'values for production that say more',
    files: chart(template(whole(), { spec: 'replicas: {{ .Values.replicaCount }}' }), 'replicaCount: 1\n', {
      'shop/values-production.yaml': 'replicaCount: 3\n',
    }),
    says: [],
  },
  // What is no workload.
  {
    name: 'a test of the chart',
    files: chart(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "{{ .Release.Name }}-check"\n  annotations:\n    "helm.sh/hook": test\nspec:\n  containers:\n    - name: wget\n      image: busybox\n',
      'a: 1\n',
    ),
    says: [],
  },
  {
    name: 'a chart that others are made of',
    files: { ...chart(template('image: shop'), 'a: 1\n'), 'shop/Chart.yaml': `${CHART}type: library\n` },
    says: [],
  },
  {
    name: "a chart in another one's folder",
    files: {
      'shop/Chart.yaml': CHART,
      'shop/charts/db/Chart.yaml': CHART,
      'shop/charts/db/values.yaml': 'a: 1\n',
      'shop/charts/db/templates/db.yaml': template('image: db'),
    },
    says: [],
  },
  {
    name: 'a list of the values below a key at the same depth',
    files: chart(
      template(
        whole(IMAGE, PROBE, RESOURCES, CONTEXT.replace('{ drop: [ALL] }', '\n    drop:\n    {{- toYaml .Values.drop | nindent 14 }}')),
      ),
      'drop:\n  - ALL\n',
    ),
    says: [],
  },
  {
    name: 'values that are no map',
    files: chart(template(whole('image: shop:{{ .Values.tag }}')), '- a\n- b\n'),
    says: [],
  },
];

describe('charts', () => {
  for (const { name, files, says } of CASES)
    it(name, async () => {
      assert.deepEqual(await kubernetesFindings(files), [...says].sort());
    });
});
