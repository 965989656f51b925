import { fact } from '../model/fact.js';
import type { Role } from '../model/document.js';
import type { MapShape } from '../model/map-shape.js';
import type { Selection } from '../model/selection.js';
import type { Span } from '../model/span.js';
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
  | 'CronJob';

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
  /** The object's place in its file: containers name it. */
  readonly index: number;
  /** Of the pods. */
  readonly labels: Labels;
  /** A part of an object that a patch adds to another: no image stands in it. */
  readonly partial: boolean;
  /** How many. */
  readonly containers: number;
  /** Its pods keep data or take turns: `Recreate`, a claim that one node at a time may write. */
  readonly takesTurns: boolean;
  readonly hostPaths: readonly { readonly volume: string; readonly path: string; readonly at: Span }[];
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
  /** The pod's `index`. */
  readonly workload: number;
  /** A sidecar is an init container that is restarted for as long as the pod runs. */
  readonly as: 'main' | 'init' | 'sidecar' | 'ephemeral';
  readonly ports: readonly { readonly name: string | undefined; readonly number: number | undefined; readonly at: Span }[];
  /** Without values: some are secrets.  */
  readonly env: readonly { readonly name: string; readonly at: Span }[];
  /** Variables come from whole ConfigMaps or Secrets, too: their names. */
  readonly envFrom: readonly string[];
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

/** A kustomization; stands at its first key. */
export const Kustomization = fact<{
  /** Its folder, relative to the workspace. */
  readonly folder: string;
}>('kubernetes/kustomization');
