import assert from 'node:assert/strict';
import { Note } from '../../src/facts/notes.js';
import { slice } from '../../src/model/span.js';
import { kubernetesFindings } from '../support/kubernetes-findings.js';
import { pathOf } from '../support/memory-workspace.js';
import { workspaceFacts } from '../support/workspace-facts.js';

/** A deployment that lacks nothing but what a case leaves out. */
const deployment = (container: string, spec = 'replicas: 2'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  ${spec}
  template:
    metadata:
      labels: { app: shop }
    spec:
      containers:
        - name: web
          ${container.replaceAll('\n', '\n          ')}
`;

const IMAGE = 'image: registry.example.com/shop:1.4.2';
const PROBE = 'livenessProbe:\n  httpGet: { path: /healthz, port: 8080 }';
const RESOURCES = 'resources:\n  limits: { memory: 512Mi, cpu: 500m }\n  requests: { memory: 128Mi, cpu: 100m }';
const CONTEXT =
  'securityContext:\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true\n  capabilities: { drop: [ALL] }\n  seccompProfile: { type: RuntimeDefault }';
const whole = (image = IMAGE, probe = PROBE, resources = RESOURCES, context = CONTEXT): string =>
  [image, probe, resources, context].filter(Boolean).join('\n');

/** A strategic merge patch of the one container. */
const patch = (container: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: web
          ${container.replaceAll('\n', '\n          ')}
`;

const base = (container: string, spec?: string): Readonly<Record<string, string>> => ({
  'k8s/base/kustomization.yaml': 'resources:\n  - deployment.yaml\n',
  'k8s/base/deployment.yaml': deployment(container, spec),
});
const overlay = (name: string, text: string, files: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  [`k8s/overlays/${name}/kustomization.yaml`]: `resources:\n  - ../../base\n${text}`,
  ...Object.fromEntries(Object.entries(files).map(([file, content]) => [`k8s/overlays/${name}/${file}`, content])),
});

const BASE = 'k8s/base/deployment.yaml';
const PROD = 'k8s/overlays/production';
const LIVENESS = `no-liveness-probe ${BASE} "web"`;

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'a base that no overlay takes in', files: base(whole(IMAGE, '')), says: [LIVENESS] },
  {
    name: 'a patch that completes it',
    files: { ...base(whole(IMAGE, '')), ...overlay('production', 'patches:\n  - path: probe.yaml\n', { 'probe.yaml': patch(PROBE) }) },
    says: [],
  },
  {
    name: 'a patch in the older form',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay('production', 'patchesStrategicMerge:\n  - probe.yaml\n', { 'probe.yaml': patch(PROBE) }),
    },
    says: [],
  },
  {
    name: 'a patch that is written into the kustomization',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay('production', `patches:\n  - patch: |-\n      ${patch(PROBE).trimEnd().replaceAll('\n', '\n      ')}\n`),
    },
    says: [],
  },
  {
    name: 'operations on a path',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay(
        'production',
        'patches:\n  - target: { kind: Deployment, name: shop }\n    patch: |-\n      - op: add\n        path: /spec/template/spec/containers/0/livenessProbe\n        value:\n          tcpSocket: { port: 80 }\n',
      ),
    },
    says: [],
  },
  {
    name: 'operations in a file',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay('production', 'patchesJson6902:\n  - target: { kind: Deployment, name: shop }\n    path: ops.yaml\n', {
        'ops.yaml': '- op: add\n  path: /spec/template/spec/containers/0/livenessProbe\n  value:\n    tcpSocket: { port: 80 }\n',
      }),
    },
    says: [],
  },
  {
    name: 'operations on another object',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay('production', 'patchesJson6902:\n  - target: { kind: Deployment, name: worker }\n    path: ops.yaml\n', {
        'ops.yaml': '- op: add\n  path: /spec/template/spec/containers/0/livenessProbe\n  value:\n    tcpSocket: { port: 80 }\n',
      }),
    },
    says: [LIVENESS],
  },
  {
    name: 'a patch that takes something out',
    files: {
      ...base(whole()),
      ...overlay(
        'production',
        'patches:\n  - target: { kind: Deployment }\n    patch: |-\n      - op: remove\n        path: /spec/template/spec/containers/0/livenessProbe\n',
      ),
    },
    says: [LIVENESS],
  },
  {
    name: 'one of two overlays for production that lacks it',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay('production', 'patches:\n  - path: probe.yaml\n', { 'probe.yaml': patch(PROBE) }),
      ...overlay('staging', ''),
    },
    says: [LIVENESS],
  },
  {
    name: 'an overlay for development that lacks it',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay('production', 'patches:\n  - path: probe.yaml\n', { 'probe.yaml': patch(PROBE) }),
      ...overlay('dev', ''),
    },
    says: [],
  },
  { name: 'a base that only development uses', files: { ...base(whole(IMAGE, '')), ...overlay('dev', '') }, says: [] },
  {
    name: 'a patch that makes it privileged, where that is written',
    files: {
      ...base(whole()),
      ...overlay('production', 'patches:\n  - path: patch.yaml\n', { 'patch.yaml': patch('securityContext:\n  privileged: true') }),
    },
    says: [`privileged ${PROD}/patch.yaml "privileged: true"`],
  },
  {
    name: 'a patch for development that makes it privileged',
    files: {
      ...base(whole()),
      ...overlay('production', ''),
      ...overlay('dev', 'patches:\n  - path: patch.yaml\n', { 'patch.yaml': patch('securityContext:\n  privileged: true') }),
    },
    says: [],
  },
  {
    name: 'a tag that the overlay sets',
    files: { ...base(whole('image: shop')), ...overlay('production', 'images:\n  - name: shop\n    newTag: "1.10"\n') },
    says: [],
  },
  {
    name: 'a tag that the overlay takes away',
    files: { ...base(whole('image: shop:1.4')), ...overlay('production', 'images:\n  - name: shop\n    newTag: latest\n') },
    says: [`unpinned-image ${PROD}/kustomization.yaml "latest"`],
  },
  {
    name: 'a new name that keeps the tag',
    files: {
      ...base(whole('image: shop:1.4')),
      ...overlay('production', 'images:\n  - name: shop\n    newName: registry.example.com/shop\n'),
    },
    says: [],
  },
  {
    name: 'a digest',
    files: {
      ...base(whole('image: shop')),
      ...overlay('production', `images:\n  - name: shop\n    digest: sha256:${'0123456789abcdef'.repeat(4)}\n`),
    },
    says: [],
  },
  {
    name: 'replicas of the overlay',
    files: { ...base(whole(), 'replicas: 1'), ...overlay('production', 'replicas:\n  - name: shop\n    count: 3\n') },
    says: [],
  },
  {
    name: 'one replica of the overlay, where that is written',
    files: { ...base(whole(), 'replicas: 3'), ...overlay('production', 'replicas:\n  - name: shop\n    count: 1\n') },
    says: [`single-replica ${PROD}/kustomization.yaml "count: 1"`],
  },
  {
    name: 'a component that completes it',
    files: {
      ...base(whole(IMAGE, '')),
      ...overlay('production', 'components:\n  - ../../components/probes\n'),
      'k8s/components/probes/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: probe.yaml\n',
      'k8s/components/probes/probe.yaml': patch(PROBE),
    },
    says: [],
  },
  {
    name: 'a name with a prefix that patches do not know',
    files: {
      ...base(whole(IMAGE, '')),
      'k8s/base/kustomization.yaml': 'namePrefix: my-\nresources:\n  - deployment.yaml\n',
      ...overlay('production', 'patches:\n  - path: probe.yaml\n', { 'probe.yaml': patch(PROBE) }),
    },
    says: [],
  },
  {
    name: 'overlays that take each other in',
    files: {
      'k8s/a/kustomization.yaml': 'resources:\n  - ../b\n',
      'k8s/b/kustomization.yaml': 'resources:\n  - ../a\n  - deployment.yaml\n',
      'k8s/b/deployment.yaml': deployment(whole()),
    },
    says: [],
  },
  {
    name: 'a file that is not there, and one that is',
    files: {
      'k8s/kustomization.yaml': 'resources:\n  - gone.yaml\n  - deployment.yaml\n',
      'k8s/deployment.yaml': deployment(whole(IMAGE, '')),
    },
    says: ['no-liveness-probe k8s/deployment.yaml "web"'],
  },
  {
    name: 'resources from elsewhere',
    files: {
      'k8s/kustomization.yaml':
        'resources:\n  - https://example.com/all.yaml\n  - github.com/org/repo//deploy?ref=v1\n  - deployment.yaml\n',
      'k8s/deployment.yaml': deployment(whole()),
    },
    says: [],
  },
];

describe('overlays of kustomize', () => {
  for (const { name, files, says } of CASES)
    it(name, async () => {
      assert.deepEqual(await kubernetesFindings(files), [...says].sort());
    });
});

describe('what kustomizations and charts name', () => {
  const note = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await workspaceFacts(Note, files)).map(({ uri, span, subject }) => `${subject} ${slice(files[pathOf(uri)] ?? '', span)}`);

  it('is told where it is missing', async () => {
    const files = {
      'k8s/kustomization.yaml':
        'resources:\n  - gone.yaml\n  - here.yaml\n  - ../none\n  - https://example.com/x.yaml\npatches:\n  - path: lost.yaml\n',
      'k8s/here.yaml': deployment(whole()),
    };
    assert.deepEqual(await note(files), ['k8s/gone.yaml gone.yaml', 'none ../none', 'k8s/lost.yaml lost.yaml']);
  });

  it('is told where values are no map', async () => {
    const files = { 'shop/Chart.yaml': 'name: shop\n', 'shop/values.yaml': '- a\n', 'values.yaml': '- no chart\n' };
    assert.deepEqual(await note(files), ['values.yaml -']);
  });

  it('is nothing where all is there', async () => {
    const files = { ...base(whole()), ...overlay('production', ''), 'shop/Chart.yaml': 'name: shop\n', 'shop/values.yaml': '# none\n' };
    assert.deepEqual(await note(files), []);
  });
});
