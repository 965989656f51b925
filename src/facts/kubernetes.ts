import type { Guards, Tree } from '../model/chart.js';
import { fact } from '../model/fact.js';
import type { Role } from '../model/document.js';
import type { MapShape } from '../model/map-shape.js';
import type { PartialLabels, Selection } from '../model/selection.js';
import type { At, Span } from '../model/span.js';
import type { Value } from '../model/value.js';

/** What runs pods. A bare pod counts as one, too. */
export type WorkloadType =
  | 'Pod'
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'DeploymentConfig'
  | 'Rollout'
  | 'Job'
  | 'CronJob'
  | 'KnativeService';

/** A value of a manifest with its key: `hostNetwork: true`. */
export type Setting = Value & { readonly whole?: Span };

/** Labels as written; undefined where a template writes some. */
export type Labels = Readonly<Record<string, string>> | undefined;

interface Named {
  /** As written; undefined where a template says, or nothing does. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** The document, relative to the workspace. */
  readonly path: string;
  readonly role: Role;
}

/** Fields of a pod's specification that its workload or a patch of it may set. */
export interface PodSettings {
  readonly replicas: Setting | undefined;
  readonly hostNetwork: Setting | undefined;
  readonly hostPID: Setting | undefined;
  readonly hostIPC: Setting | undefined;
  readonly automountToken: Setting | undefined;
  readonly serviceAccount: Setting | undefined;
  readonly podRunAsNonRoot: Setting | undefined;
  readonly podRunAsUser: Setting | undefined;
  readonly podSeccomp: Setting | undefined;
}

interface PodData extends Named, PodSettings {
  readonly type: WorkloadType;
  /** Where the object stands in its file: containers name it. */
  readonly object: Span;
  /** Of the pods. */
  readonly labels: Labels;
  /** As far as they are known, where a template writes some. */
  readonly partly: PartialLabels | undefined;
  /** A part of an object that a patch adds to another: no image stands in it. */
  readonly partial: boolean;
  /** How many. */
  readonly containers: number;
  /** They run on Windows, which has no users, capabilities and root filesystem of Linux. */
  readonly windows: boolean;
  /** Its pods keep data or take turns: `Recreate`, a claim that one node at a time may write. */
  readonly takesTurns: boolean;
  readonly hostPaths: readonly { readonly volume: string; readonly path: string; readonly at: At }[];
  /** The pod's specification. */
  readonly specMap: MapShape | undefined;
  readonly podSecurityMap: MapShape | undefined;
}

/** A pod as an object describes it; stands at the object's name. */
export const PodTemplate = fact<PodData>('kubernetes/pod-template');

/** A pod as it is applied: with patches, images and replicas of kustomize. Derived; stands at the object's name. */
export const Workload = fact<
  PodData & {
    /** An autoscaler says how many: its upper bound, unknown where it is not a number. */
    readonly autoscaled: { readonly most: number | undefined } | undefined;
    /** Images of its containers, as far as they are written. */
    readonly images: readonly string[];
    /** Services that send requests to its pods. */
    readonly services: readonly string[];
  }
>('kubernetes/workload');

/** How a kubelet asks a container. */
export interface Probe {
  readonly at: Span;
  readonly how: 'http' | 'tcp' | 'exec' | 'grpc' | 'unknown';
  readonly path: Value | undefined;
  /** A number, or the name of one of the container's ports. */
  readonly port: Value | undefined;
  readonly command: Value | undefined;
}

/** Fields of a container that its manifest or a patch of it may set. */
export interface ContainerSettings {
  readonly image: Setting | undefined;
  readonly privileged: Setting | undefined;
  readonly allowPrivilegeEscalation: Setting | undefined;
  readonly readOnlyRootFilesystem: Setting | undefined;
  readonly runAsNonRoot: Setting | undefined;
  readonly runAsUser: Setting | undefined;
  readonly seccomp: Setting | undefined;
  readonly addedCapabilities: Setting | undefined;
  readonly droppedCapabilities: Setting | undefined;
  readonly memoryLimit: Setting | undefined;
  readonly cpuLimit: Setting | undefined;
  readonly memoryRequest: Setting | undefined;
  readonly cpuRequest: Setting | undefined;
  /** A probe, what a template may write, or none. */
  readonly liveness: Probe | Value | undefined;
  readonly readiness: Probe | Value | undefined;
  readonly startup: Probe | Value | undefined;
}

interface ContainerData extends ContainerSettings {
  readonly name: string | undefined;
  /** The pod's `object`. */
  readonly workload: Span;
  /** A sidecar is an init container that is restarted for as long as the pod runs. */
  readonly as: 'main' | 'init' | 'sidecar' | 'ephemeral';
  /** A patch takes it out. */
  readonly deleted: boolean;
  readonly ports: readonly { readonly name: string | undefined; readonly number: number | undefined; readonly at: Span }[];
  /** Without values: some are secrets.  */
  readonly env: readonly { readonly name: string; readonly at: Span }[];
  /** Variables come from whole ConfigMaps or Secrets, too: their names. */
  readonly envFrom: readonly string[];
  /** Where something that it lacks would be written, if that is another document: a chart's values. */
  readonly gaps: Readonly<Partial<Record<'securityContext' | 'resources' | 'livenessProbe' | 'readinessProbe', At>>>;
  readonly map: MapShape | undefined;
  readonly securityMap: MapShape | undefined;
  readonly capabilitiesMap: MapShape | undefined;
  readonly resourcesMap: MapShape | undefined;
  readonly limitsMap: MapShape | undefined;
  readonly requestsMap: MapShape | undefined;
}

/** A container as a manifest describes it; stands at its name. */
export const ContainerTemplate = fact<ContainerData>('kubernetes/container-template');

/** A container as it is applied. Derived; stands at its name. */
export const Container = fact<
  ContainerData & {
    readonly type: WorkloadType;
    readonly pod: string | undefined;
    readonly path: string;
    readonly longRunning: boolean;
    /** Other containers of the pod that run beside it. */
    readonly siblings: number;
    readonly windows: boolean;
    /** A Service sends requests to the pod. */
    readonly selected: boolean;
    readonly podRunAsNonRoot: Setting | undefined;
    readonly podRunAsUser: Setting | undefined;
    readonly podSeccomp: Setting | undefined;
    readonly hostNetwork: Setting | undefined;
    readonly podSecurityMap: MapShape | undefined;
  }
>('kubernetes/container');

/** An object that others refer to, or that refers to pods: a Service, a budget, an autoscaler. Stands at its name. */
export const KubernetesObject = fact<
  Named & {
    readonly type: string;
    /** Pods that it concerns: those that one of these means. */
    readonly selectors: readonly Selection[];
    /** The ports of its pods that a Service sends requests to; undefined for a name, or what a template writes. */
    readonly ports: readonly { readonly target: number | undefined; readonly at: Span; readonly digits: Span | undefined }[];
    /** The workload that it scales. */
    readonly target: { readonly type: string | undefined; readonly name: string | undefined } | undefined;
    /** The upper bound of an autoscaler. */
    readonly most: number | undefined;
    readonly automountToken: Setting | undefined;
    /** Service accounts that a binding names. */
    readonly subjects: readonly string[];
    readonly namespaceAt: Span | undefined;
  }
>('kubernetes/object');

/** A rule of a Role or ClusterRole. Stands at its first key. */
export const RoleRule = fact<{
  readonly roleName: string | undefined;
  readonly roleType: string;
  readonly verbs: Value | undefined;
  readonly resources: Value | undefined;
  readonly groups: Value | undefined;
}>('kubernetes/role-rule');

/** A literal of a manifest that is a secret. The secret itself is not in the fact. */
export const ManifestSecret = fact<{
  /** The variable's or entry's name. */
  readonly name: string;
  readonly where: 'env' | 'Secret' | 'ConfigMap';
  /** What a reference would replace: `value: …`. */
  readonly entry: Span;
  /** Written to be replaced. */
  readonly placeholder: boolean;
}>('kubernetes/manifest-secret');

/** Which objects a patch is for; undefined is any. */
export interface PatchTarget {
  readonly type: string | undefined;
  /** A regular expression for the whole name. */
  readonly name: string | undefined;
}

/** What a patch changes of a pod. */
export interface PodChange {
  readonly settings: PodSettings | undefined;
  readonly labels: Labels;
  readonly containers: readonly NonNullable<(typeof ContainerTemplate)['of']>[];
  /** Which of the pod's containers, where the patch counts them; otherwise their names tell. */
  readonly position?: { readonly as: 'main' | 'init'; readonly index: number | undefined } | undefined;
  /** A path of the container, or of the pod's specification, that is taken out. */
  readonly removes?: string;
}

/** A patch of a file, or one that is written into the kustomization. */
export interface Patch {
  readonly path: string | undefined;
  readonly at: Span;
  readonly target: PatchTarget | undefined;
  readonly changes: readonly PodChange[];
}

interface Reference {
  readonly path: string;
  readonly at: Span;
}

/** A kustomization; stands at its first key. Paths are relative to the workspace. */
export const Kustomization = fact<{
  readonly folder: string;
  readonly path: string;
  readonly role: Role;
  /** A part that overlays take in: it is applied only by them. */
  readonly component: boolean;
  readonly resources: readonly Reference[];
  readonly components: readonly Reference[];
  readonly patches: readonly Patch[];
  readonly images: readonly {
    readonly name: string;
    readonly newName: Value | undefined;
    readonly newTag: Value | undefined;
    readonly digest: Value | undefined;
    readonly at: Span;
  }[];
  readonly replicas: readonly { readonly name: string; readonly count: Setting }[];
  readonly namespace: string | undefined;
  readonly prefix: string;
  readonly suffix: string;
}>('kubernetes/kustomization');

/** A file that holds operations of a JSON patch. */
export const JsonPatch = fact<{ readonly path: string; readonly changes: readonly PodChange[] }>('kubernetes/json-patch');

/** A file that a kustomization may name. */
export const ManifestFile = fact<{ readonly path: string }>('kubernetes/manifest-file');

/** A chart of Helm: its `Chart.yaml`. Stands at its first key. */
export const Chart = fact<{
  /** Its folder, relative to the workspace. */
  readonly folder: string;
  readonly name: Value | undefined;
  readonly version: Value | undefined;
  readonly appVersion: Value | undefined;
  /** Others are made of it; it installs nothing itself. */
  readonly library: boolean;
}>('kubernetes/chart');

/** A file of values for a chart. Stands at its first key. */
export const ChartValues = fact<{
  readonly folder: string;
  /** `values.yaml` holds the defaults, another one replaces some. */
  readonly name: string;
  readonly tree: Tree;
}>('kubernetes/chart-values');

/** An object that a chart's template writes, with its directives; what they give is known with the values. Stands at its type. */
export const ChartObject = fact<{
  readonly path: string;
  readonly role: Role;
  /** The conditions of the whole object. */
  readonly guards: Guards;
  /** The labels of its pods, as far as they are known without the values. */
  readonly partly: PartialLabels | undefined;
  readonly tree: Tree;
}>('kubernetes/chart-object');
