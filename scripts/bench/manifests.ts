import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A tree of manifests, with the one of them that is edited. */
export interface ManifestTree {
  readonly name: string;
  readonly edited: string;
  files(): Iterable<readonly [string, string]>;
}

const CONTAINER = `        - name: web
          image: registry.example.com/NAME:1.4.2
          ports:
            - containerPort: 8080
          livenessProbe:
            httpGet: { path: /healthz, port: 8080 }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits:
              memory: 512Mi
`;

const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name}, tier: shop }
    spec:
      containers:
${CONTAINER.replaceAll('NAME', name)}`;

const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: { app: ${name} }\n  ports:\n    - port: 80\n`;
const policy = (name: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${name}\nspec:\n  podSelector:\n    matchLabels: { app: ${name} }\n  policyTypes: [Ingress]\n`;

const template = (name: string): string => `{{- if .Values.${name}.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}-${name}
spec:
  replicas: {{ .Values.${name}.replicas }}
  template:
    metadata:
      labels:
        {{- include "shop.labels" . | nindent 8 }}
        component: ${name}
    spec:
      {{- with .Values.${name}.podSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: ${name}
          image: "{{ .Values.${name}.image.repository }}:{{ .Values.${name}.image.tag | default .Chart.AppVersion }}"
          resources:
            {{- toYaml .Values.${name}.resources | nindent 12 }}
          {{- if .Values.${name}.probe.enabled }}
          livenessProbe:
            httpGet: { path: /healthz, port: 8080 }
          {{- end }}
{{- end }}
`;

const values = (name: string): string => `${name}:
  enabled: true
  replicas: 2
  image: { repository: registry.example.com/${name}, tag: "" }
  podSecurityContext: {}
  probe: { enabled: true }
  resources:
    limits:
      memory: 512Mi
`;

const PARTS = ['api', 'worker', 'web', 'cron', 'search', 'mail', 'auth', 'media'];

/** What Kubernetes' folders of large repositories look like, at their largest. */
export const MANIFEST_TREES: readonly ManifestTree[] = [
  {
    name: '2,000 manifests',
    edited: 'k8s/team-3/shop-333-deployment.yaml',
    *files() {
      for (let i = 0; i < 1_000; i++)
        yield [`k8s/team-${String(i % 10)}/shop-${String(i)}-deployment.yaml`, deployment(`shop-${String(i)}`)];
      for (let i = 0; i < 700; i++) yield [`k8s/team-${String(i % 10)}/shop-${String(i)}-service.yaml`, service(`shop-${String(i)}`)];
      for (let i = 0; i < 300; i++) yield [`k8s/team-${String(i % 10)}/shop-${String(i)}-policy.yaml`, policy(`shop-${String(i)}`)];
    },
  },
  {
    name: '100 charts of 8 workloads',
    edited: 'charts/shop-33/values.yaml',
    *files() {
      for (let i = 0; i < 100; i++) {
        const folder = `charts/shop-${String(i)}`;
        yield [`${folder}/Chart.yaml`, `apiVersion: v2\nname: shop-${String(i)}\nversion: 1.0.0\nappVersion: 2.3.4\n`];
        yield [`${folder}/values.yaml`, PARTS.map(values).join('')];
        for (const part of PARTS) yield [`${folder}/templates/${part}.yaml`, template(part)];
      }
    },
  },
];

/** Writes a tree to a folder. */
export function writeTree(tree: ManifestTree, folder: string): void {
  for (const [name, text] of tree.files()) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
