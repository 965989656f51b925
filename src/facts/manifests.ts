import type { At, Span } from '../model/span.js';
import type { DataNode } from '../model/data-node.js';
import type { FactDraft } from '../model/fact.js';
import { shapeOf } from '../model/map-shape.js';
import type { PartialLabels, Selection } from '../model/selection.js';
import { type Value, unknown } from '../model/value.js';
import {
  type ContainerSettings,
  ContainerTemplate,
  type Labels,
  type PodChange,
  PodTemplate,
  type PodSettings,
  type Probe,
  type Setting,
  type WorkloadType,
} from './kubernetes.js';

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
  KnativeService: 'spec.template',
};

/** The labels of the pods that an object describes. */
export const podLabelsOf = (object: DataNode, type: WorkloadType): DataNode | undefined =>
  (POD_SPECS[type] === '' ? object : object.at(POD_SPECS[type]))?.at('metadata.labels');

/** What runs pods: a type of Kubernetes, or a custom one that holds a template of pods. */
export function workloadTypeOf(object: DataNode): WorkloadType | undefined {
  const type = object.get('kind')?.text;
  if (type === 'Service') return object.get('apiVersion')?.text?.startsWith('serving.knative.dev/') ? 'KnativeService' : undefined;
  return type !== undefined && isWorkload(type) ? type : undefined;
}

const isWorkload = (type: string): type is WorkloadType => Object.hasOwn(POD_SPECS, type);

export const plainText = (node: DataNode | undefined): string | undefined => (node?.value.kind === 'text' ? node.value.text : undefined);

/** The value under a path with the place of its key; unknown where a template may write it. */
export function settingOf(node: DataNode | undefined, path: string): Setting | undefined {
  if (!node) return undefined;
  const entry = node.entryAt(path);
  if (!entry) return node.option(path);
  // What is null is as if it were not there.
  if (entry.value.kind === 'nothing') return undefined;
  const { node: value } = entry;
  if (value.source) return { ...entry.value, whole: value.source.span };
  return value.elsewhere === entry.uri ? { ...entry.value, whole: entry.span } : entry.value;
}

/** Where something that a container lacks would be written, if a template takes that from another document. */
function gapOf(container: DataNode, key: string): At | undefined {
  const node = container.get(key);
  if (!node) return container.gap(key);
  if (node.elsewhere === undefined) return undefined;
  const { source } = node;
  return { span: (node.entries.length > 0 ? source?.keySpan : source?.span) ?? node.span, uri: node.elsewhere };
}

function labelsOf(node: DataNode | undefined): Labels {
  if (!node) return {};
  if (node.open || node.kind !== 'map') return undefined;
  const entries = node.entries.map(({ key, node: value }) => [key, value.value.kind === 'unknown' ? undefined : value.text] as const);
  return entries.some(([, value]) => value === undefined)
    ? undefined
    : Object.fromEntries(entries.map(([key, value]) => [key, value ?? '']));
}

/** Labels that are written beside what a template's directives give, and these; undefined where there are none. */
export function partOf(node: DataNode | undefined, text: string): PartialLabels | undefined {
  if (!node || labelsOf(node)) return undefined;
  const plain = (source: string): string =>
    source
      .replace(/\{\{-?|-?\}\}|\|\s*n?indent\s+\d+/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const own = node.entries.filter(({ key, node: value }) => value.value.kind === 'text' && !key.includes('{{'));
  const made = node.entries.filter((entry) => !own.includes(entry));
  return {
    labels: Object.fromEntries(own.map(({ key, node: value }) => [key, value.text ?? ''])),
    directives: [...node.holes, ...made.map(({ span }) => span)].map(({ start, end }) => plain(text.slice(start, end))),
  };
}

/** `matchLabels` and `matchExpressions`, or the older form that is a map of labels. */
export function selectorOf(node: DataNode, text: string): Selection {
  const expressions = node.get('matchExpressions');
  const labels = expressions || node.get('matchLabels') ? node.get('matchLabels') : node;
  return {
    labels: node.open || expressions?.open ? undefined : labelsOf(labels),
    partly: partOf(labels, text),
    expressions: (expressions?.items ?? []).map((item) => ({
      key: item.get('key')?.text ?? '',
      operator: item.get('operator')?.text ?? '',
      values: (item.get('values')?.items ?? []).flatMap(({ text }) => text ?? []),
    })),
  };
}

/** https://kubernetes.io/docs/concepts/windows/intro/ */
const isWindows = (spec: DataNode | undefined): boolean =>
  spec !== undefined &&
  (['kubernetes.io/os', 'beta.kubernetes.io/os'].some((key) => spec.get('nodeSelector')?.get(key)?.text === 'windows') ||
    spec.at('os.name')?.text === 'windows' ||
    spec.at('securityContext.windowsOptions') !== undefined);

/** The pod that an object describes, and its containers. */
export function* podOf(
  object: DataNode,
  type: WorkloadType,
  named: Pick<NonNullable<(typeof PodTemplate)['of']>, 'name' | 'namespace' | 'path' | 'role'>,
  at: At,
  place: Span,
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
    object: place,
    labels: labelsOf(template?.at('metadata.labels')),
    partly: undefined,
    partial,
    containers: containers.length,
    windows: isWindows(spec),
    takesTurns:
      object.at('spec.strategy.type')?.text === 'Recreate' ||
      volumes.some((volume) => volume.get('persistentVolumeClaim') !== undefined) ||
      object.at('spec.volumeClaimTemplates') !== undefined,
    hostPaths: volumes.flatMap((volume) => {
      const entry = volume.entry('hostPath');
      return entry
        ? [
            {
              volume: volume.get('name')?.text ?? 'volume',
              path: entry.node.get('path')?.text ?? '',
              at: { span: entry.keySpan, ...(entry.uri === undefined ? {} : { uri: entry.uri }) },
            },
          ]
        : [];
    }),
    specMap: shapeOf(spec),
    podSecurityMap: shapeOf(spec?.get('securityContext')),
    ...podSettings(object, spec),
  });
  for (const { list, container } of containers) yield containerOf(container, list, place);
}

/** What a part of an object changes of another one. */
export function podChangeOf(object: DataNode, type: WorkloadType): PodChange {
  const drafts = [...podOf(object, type, { name: undefined, namespace: undefined, path: '', role: 'production' }, object, object.span)];
  const pod = drafts.find(({ kind }) => kind === PodTemplate.id) as NonNullable<(typeof PodTemplate)['of']> | undefined;
  return {
    settings: pod && settingsOf(pod),
    labels: pod?.labels,
    containers: drafts.filter(({ kind }) => kind === ContainerTemplate.id) as readonly object[] as readonly NonNullable<
      (typeof ContainerTemplate)['of']
    >[],
  };
}

/** Those fields of a pod that a patch may set. */
export const settingsOf = ({
  replicas,
  hostNetwork,
  hostPID,
  hostIPC,
  automountToken,
  serviceAccount,
  podRunAsNonRoot,
  podRunAsUser,
  podSeccomp,
}: PodSettings): PodSettings => ({
  replicas,
  hostNetwork,
  hostPID,
  hostIPC,
  automountToken,
  serviceAccount,
  podRunAsNonRoot,
  podRunAsUser,
  podSeccomp,
});

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
    return entry.value.kind === 'text' ? { ...entry.value, text: unconfined ? 'Unconfined' : 'RuntimeDefault' } : entry.value;
  }
  return undefined;
}

const GAPS = ['securityContext', 'resources', 'livenessProbe', 'readinessProbe'] as const;
const AS = { containers: 'main', ephemeralContainers: 'ephemeral' } as const;

function containerOf(container: DataNode, list: 'initContainers' | 'containers' | 'ephemeralContainers', workload: Span): FactDraft {
  const name = container.get('name');
  const resources = container.get('resources');
  return ContainerTemplate(name?.place ?? container.place, {
    name: plainText(name),
    workload,
    as: list !== 'initContainers' ? AS[list] : container.get('restartPolicy')?.text === 'Always' ? 'sidecar' : 'init',
    deleted: container.get('$patch')?.text === 'delete',
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
    gaps: Object.fromEntries(
      GAPS.flatMap((key) => {
        const at = gapOf(container, key);
        return at ? [[key, at]] : [];
      }),
    ),
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
  if (node.value.kind === 'nothing' || (node.kind === 'map' && !node.open && node.entries.length === 0)) return undefined;
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
