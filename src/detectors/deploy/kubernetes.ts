import {
  type ContainerSettings,
  ContainerTemplate,
  KubernetesObject,
  Kustomization,
  type Labels,
  PodTemplate,
  type PodSettings,
  type Probe,
  RoleRule,
  type Setting,
  type WorkloadType,
} from '../../facts/kubernetes.js';
import { type Document, folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Selection } from '../../model/selection.js';
import { before } from '../../model/span.js';
import type { Value } from '../../model/value.js';
import { unknown } from '../../model/value.js';
import type { DataNode, DataSyntax } from '../../syntax/data.js';
import { shapeOf } from '../data/shape.js';
import { detector } from '../detector.js';

const MENTIONS = /["']?apiVersion["']?[ \t]*:/;

/** Where each type keeps its pods. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/ */
const POD_SPECS: Readonly<Record<WorkloadType, string>> = {
  Pod: '',
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  ReplicaSet: 'spec.template',
  ReplicationController: 'spec.template',
  DeploymentConfig: 'spec.template',
  Rollout: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

const isWorkload = (type: string): type is WorkloadType => Object.hasOwn(POD_SPECS, type);

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export const kustomizations = detector({
  framework: 'Kustomize',
  format: 'yaml',
  files: /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/,

  *facts({ document, root }) {
    yield Kustomization(root.entries[0] ? { span: root.entries[0].keySpan } : { span: before(0) }, { folder: folderOf(document.path) });
  },
});

export const kubernetesYaml = detector({ framework: 'Kubernetes', format: 'yaml', mentions: MENTIONS, facts: statedBy });
export const kubernetesJson = detector({ framework: 'Kubernetes', format: 'json', mentions: MENTIONS, facts: statedBy });

function* statedBy({ document, documents }: DataSyntax): Iterable<FactDraft> {
  let index = 0;
  for (const root of documents)
    for (const object of objectsOf(root)) {
      yield* factsOf(object, document, index);
      index += 1;
    }
}

/** The objects of a document: itself, or the items of a list. */
export function* objectsOf(root: DataNode, depth = 0): Iterable<DataNode> {
  const type = root.get('kind')?.text;
  if (type === undefined || root.get('apiVersion') === undefined) return;
  const items = root.get('items');
  if (type.endsWith('List') && items && depth < 3) for (const item of items.items) yield* objectsOf(item, depth + 1);
  else yield root;
}

const plainText = (node: DataNode | undefined): string | undefined => (node?.value.kind === 'text' ? node.value.text : undefined);

/** The value under a path with the place of its key; unknown where a template may write it. */
function settingOf(node: DataNode | undefined, path: string): Setting | undefined {
  if (!node) return undefined;
  const entry = node.entryAt(path);
  if (!entry) return node.option(path);
  return { ...entry.value, whole: entry.span };
}

function labelsOf(node: DataNode | undefined): Labels {
  if (!node) return {};
  if (node.open || node.kind !== 'map') return undefined;
  const entries = node.entries.map(({ key, node: value }) => [key, value.value.kind === 'unknown' ? undefined : value.text] as const);
  return entries.some(([, value]) => value === undefined)
    ? undefined
    : Object.fromEntries(entries.map(([key, value]) => [key, value ?? '']));
}

/** `matchLabels` and `matchExpressions`, or the older form that is a map of labels. */
function selectorOf(node: DataNode): Selection {
  const expressions = node.get('matchExpressions');
  const labels = expressions || node.get('matchLabels') ? node.get('matchLabels') : node;
  return {
    labels: node.open || expressions?.open ? undefined : labelsOf(labels),
    expressions: (expressions?.items ?? []).map((item) => ({
      key: item.get('key')?.text ?? '',
      operator: item.get('operator')?.text ?? '',
      values: (item.get('values')?.items ?? []).flatMap(({ text }) => text ?? []),
    })),
  };
}

function* factsOf(object: DataNode, document: Document, index: number): Iterable<FactDraft> {
  const type = object.get('kind')?.text ?? '';
  const metadata = object.get('metadata');
  const nameNode = metadata?.get('name');
  const at = nameNode ?? object.get('kind') ?? object;
  const namespace = metadata?.entry('namespace');
  const named = {
    name: plainText(nameNode),
    namespace: plainText(namespace?.node),
    path: document.path,
    role: document.role,
  };
  const spec = object.get('spec');
  const target = spec?.get('scaleTargetRef');
  const most = spec?.get('maxReplicas') ?? spec?.get('maxReplicaCount');
  yield KubernetesObject(at, {
    ...named,
    type,
    // Cilium takes several specifications in one object.
    selectors: [...(spec ? [spec] : []), ...(object.get('specs')?.items ?? [])].flatMap((one) => {
      const selector = one.get('podSelector') ?? one.get('endpointSelector') ?? one.get('selector');
      return selector ? [selectorOf(selector)] : [];
    }),
    target: target && { type: plainText(target.get('kind')) ?? 'Deployment', name: plainText(target.get('name')) },
    most: most?.value.kind === 'number' ? most.value.number : undefined,
    automountToken: settingOf(object, 'automountServiceAccountToken'),
    subjects: (object.get('subjects')?.items ?? []).flatMap((subject) =>
      plainText(subject.get('kind')) === 'ServiceAccount' ? (plainText(subject.get('name')) ?? []) : [],
    ),
    namespaceAt: namespace?.span,
  });
  if (type === 'Role' || type === 'ClusterRole')
    for (const rule of object.get('rules')?.items ?? [])
      yield RoleRule(rule.entries[0] ? { span: rule.entries[0].keySpan } : rule, {
        roleName: named.name,
        roleType: type,
        verbs: rule.option('verbs'),
        resources: rule.option('resources'),
        groups: rule.option('apiGroups'),
      });
  if (isWorkload(type)) yield* podOf(object, type, named, at, index);
}

function* podOf(
  object: DataNode,
  type: WorkloadType,
  named: Pick<NonNullable<(typeof PodTemplate)['of']>, 'name' | 'namespace' | 'path' | 'role'>,
  at: Pick<DataNode, 'span'>,
  index: number,
): Iterable<FactDraft> {
  const template = POD_SPECS[type] === '' ? object : object.at(POD_SPECS[type]);
  const spec = template?.get('spec');
  const containers = (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec?.get(list)?.items ?? []).filter(({ kind }) => kind === 'map').map((container) => ({ list, container })),
  );
  const volumes = spec?.get('volumes')?.items ?? [];
  const partial = !spec || containers.every(({ container }) => container.option('image') === undefined);
  yield PodTemplate(at, {
    ...named,
    type,
    index,
    labels: labelsOf(template?.at('metadata.labels')),
    partial,
    containers: containers.length,
    takesTurns:
      object.at('spec.strategy.type')?.text === 'Recreate' ||
      volumes.some((volume) => volume.get('persistentVolumeClaim') !== undefined) ||
      object.at('spec.volumeClaimTemplates') !== undefined,
    hostPaths: volumes.flatMap((volume) => {
      const entry = volume.entry('hostPath');
      return entry ? [{ volume: volume.get('name')?.text ?? 'volume', path: entry.node.get('path')?.text ?? '', at: entry.keySpan }] : [];
    }),
    specMap: shapeOf(spec),
    podSecurityMap: shapeOf(spec?.get('securityContext')),
    ...podSettings(object, spec),
  });
  for (const { list, container } of containers) yield containerOf(container, list, index);
}

const podSettings = (object: DataNode, spec: DataNode | undefined): PodSettings => ({
  replicas: settingOf(object, 'spec.replicas'),
  hostNetwork: settingOf(spec, 'hostNetwork'),
  hostPID: settingOf(spec, 'hostPID'),
  hostIPC: settingOf(spec, 'hostIPC'),
  automountToken: settingOf(spec, 'automountServiceAccountToken'),
  serviceAccount: settingOf(spec, 'serviceAccountName') ?? settingOf(spec, 'serviceAccount'),
  podRunAsNonRoot: settingOf(spec, 'securityContext.runAsNonRoot'),
  podRunAsUser: settingOf(spec, 'securityContext.runAsUser'),
  podSeccomp: settingOf(spec, 'securityContext.seccompProfile.type') ?? seccompAnnotation(object),
});

/** What came before the field: an annotation of the pod. https://kubernetes.io/docs/tutorials/security/seccomp/ */
function seccompAnnotation(object: DataNode): Setting | undefined {
  for (const path of [
    'spec.template.metadata.annotations',
    'metadata.annotations',
    'spec.jobTemplate.spec.template.metadata.annotations',
  ]) {
    const entry = object.at(path)?.entry('seccomp.security.alpha.kubernetes.io/pod');
    if (!entry) continue;
    const unconfined = entry.node.text === 'unconfined';
    return entry.value.kind === 'text'
      ? { kind: 'text', text: unconfined ? 'Unconfined' : 'RuntimeDefault', span: entry.value.span, whole: entry.span }
      : { ...entry.value, whole: entry.span };
  }
  return undefined;
}

const AS = { containers: 'main', ephemeralContainers: 'ephemeral' } as const;

function containerOf(container: DataNode, list: 'initContainers' | 'containers' | 'ephemeralContainers', workload: number): FactDraft {
  const name = container.get('name');
  const resources = container.get('resources');
  return ContainerTemplate(name ?? container, {
    name: plainText(name),
    workload,
    as: list !== 'initContainers' ? AS[list] : container.get('restartPolicy')?.text === 'Always' ? 'sidecar' : 'init',
    ports: (container.get('ports')?.items ?? []).map((port) => {
      const number = port.get('containerPort')?.value;
      return { name: plainText(port.get('name')), number: number?.kind === 'number' ? number.number : undefined, at: port.span };
    }),
    env: (container.get('env')?.items ?? []).flatMap((variable) => {
      const named = plainText(variable.get('name'));
      return named === undefined ? [] : [{ name: named, at: (variable.get('name') ?? variable).span }];
    }),
    envFrom: (container.get('envFrom')?.items ?? []).map(
      (source) => plainText(source.at('configMapRef.name')) ?? plainText(source.at('secretRef.name')) ?? '*',
    ),
    map: shapeOf(container),
    securityMap: shapeOf(container.get('securityContext')),
    capabilitiesMap: shapeOf(container.at('securityContext.capabilities')),
    resourcesMap: shapeOf(resources),
    limitsMap: shapeOf(resources?.get('limits')),
    requestsMap: shapeOf(resources?.get('requests')),
    ...containerSettings(container),
  });
}

const containerSettings = (container: DataNode): ContainerSettings => ({
  image: settingOf(container, 'image'),
  privileged: settingOf(container, 'securityContext.privileged'),
  allowPrivilegeEscalation: settingOf(container, 'securityContext.allowPrivilegeEscalation'),
  readOnlyRootFilesystem: settingOf(container, 'securityContext.readOnlyRootFilesystem'),
  runAsNonRoot: settingOf(container, 'securityContext.runAsNonRoot'),
  runAsUser: settingOf(container, 'securityContext.runAsUser'),
  seccomp: settingOf(container, 'securityContext.seccompProfile.type'),
  addedCapabilities: settingOf(container, 'securityContext.capabilities.add'),
  droppedCapabilities: settingOf(container, 'securityContext.capabilities.drop'),
  memoryLimit: settingOf(container, 'resources.limits.memory'),
  cpuLimit: settingOf(container, 'resources.limits.cpu'),
  memoryRequest: settingOf(container, 'resources.requests.memory'),
  cpuRequest: settingOf(container, 'resources.requests.cpu'),
  liveness: probeOf(container, 'livenessProbe'),
  readiness: probeOf(container, 'readinessProbe'),
  startup: probeOf(container, 'startupProbe'),
});

function probeOf(container: DataNode, key: string): Probe | Value | undefined {
  const entry = container.entry(key);
  if (!entry) return container.open ? unknown(container) : undefined;
  const { node } = entry;
  const how = (['httpGet', 'tcpSocket', 'exec', 'grpc'] as const).find((way) => node.get(way) !== undefined);
  const asked = how === undefined ? undefined : node.get(how);
  return {
    at: entry.keySpan,
    how: how === 'httpGet' ? 'http' : how === 'tcpSocket' ? 'tcp' : (how ?? 'unknown'),
    path: asked?.option('path'),
    port: asked?.option('port'),
    command: asked?.option('command'),
  };
}
