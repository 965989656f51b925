import {
  type ContainerTemplate,
  type ContainerSettings,
  JsonPatch,
  Kustomization,
  type Patch,
  type PatchTarget,
  type PodChange,
  type PodTemplate,
  type Probe,
  type Setting,
} from '../facts/kubernetes.js';
import { settingsOf } from '../facts/manifests.js';
import type { Known } from '../model/derivation.js';
import type { Fact } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { imageReference } from '../model/image-reference.js';
import { type At, covers } from '../model/span.js';
import { type Value, isValue, text as textValue, wordsOf } from '../model/value.js';

export type Pod = Fact<NonNullable<(typeof PodTemplate)['of']>>;
export type ContainerOf = Fact<NonNullable<(typeof ContainerTemplate)['of']>>;
type Overlay = Fact<NonNullable<(typeof Kustomization)['of']>>;

/** A pod as it is applied, with its containers. */
export interface Applied {
  readonly pod: Pod;
  readonly containers: readonly ContainerOf[];
}

/** What overlays make of the objects that they take in, and the files that they name. */
export interface Overlaid {
  readonly applied: readonly Applied[];
  /** Files whose objects are applied through a kustomization, or are patches: they do not stand alone. */
  readonly files: ReadonlySet<string>;
}

/** A container's or pod's change with the document that says so. */
interface Change extends PodChange {
  readonly uri: string;
}

/** Applies all overlays that no other one takes in: those for production; a base that only others use is not deployed. */
export function overlaid({ facts }: Known, pods: readonly Applied[]): Overlaid {
  const overlays = new Map(facts(Kustomization).map((overlay) => [overlay.folder, overlay]));
  const building = new Building(
    overlays,
    groupBy(pods, ({ pod }) => pod.path),
    facts(JsonPatch),
  );
  const taken = new Set(
    [...overlays.values()].flatMap(({ resources, components }) => [...resources, ...components].map(({ path }) => path)),
  );
  const roots = [...overlays.values()].filter(({ folder, component }) => !component && !taken.has(folder));
  const applied = new Set(roots.filter(({ role }) => role === 'production').flatMap((root) => building.build(root.folder, [])));
  return {
    applied: [...applied],
    files: new Set(
      [...overlays.values()].flatMap(({ resources, patches }) => [
        ...resources.map(({ path }) => path),
        ...patches.flatMap(({ path }) => path ?? []),
      ]),
    ),
  };
}

class Building {
  readonly #overlays: ReadonlyMap<string, Overlay>;
  readonly #files: ReadonlyMap<string, readonly Applied[]>;
  readonly #operations: ReadonlyMap<string, Fact<NonNullable<(typeof JsonPatch)['of']>>>;
  readonly #built = new Map<string, readonly Applied[]>();

  constructor(
    overlays: ReadonlyMap<string, Overlay>,
    files: ReadonlyMap<string, readonly Applied[]>,
    operations: readonly Fact<NonNullable<(typeof JsonPatch)['of']>>[],
  ) {
    this.#overlays = overlays;
    this.#files = files;
    this.#operations = new Map(operations.map((patch) => [patch.path, patch]));
  }

  /** The pods of a folder's kustomization; none where it takes itself in. */
  build(folder: string, within: readonly string[]): readonly Applied[] {
    const known = this.#built.get(folder);
    if (known) return known;
    const overlay = this.#overlays.get(folder);
    if (!overlay || within.includes(folder)) return [];
    const inside = [...within, folder];
    let pods = overlay.resources.flatMap(({ path }) => [...(this.#files.get(path) ?? []), ...this.build(path, inside)]);
    for (const { path } of overlay.components) {
      const component = this.#overlays.get(path);
      if (component && !inside.includes(path)) pods = [...pods, ...this.build(path, inside)].map((pod) => this.#changed(pod, component));
    }
    const built = pods.map((pod) => this.#changed(pod, overlay));
    this.#built.set(folder, built);
    return built;
  }

  #changed(applied: Applied, overlay: Overlay): Applied {
    let current = applied;
    for (const patch of overlay.patches)
      for (const change of this.#changesOf(patch, applied.pod, overlay)) current = patched(current, change);
    const replicas = overlay.replicas.find(({ name }) => name === applied.pod.name);
    if (replicas) current = { ...current, pod: { ...current.pod, replicas: movedTo(overlay.uri)(replicas.count) } };
    if (overlay.images.length > 0) current = { ...current, containers: current.containers.map((container) => renamed(container, overlay)) };
    const { namespace, prefix, suffix } = overlay;
    if (namespace === undefined && prefix === '' && suffix === '') return current;
    const { name } = current.pod;
    return {
      ...current,
      pod: {
        ...current.pod,
        ...(namespace === undefined ? {} : { namespace }),
        ...(name === undefined || (prefix === '' && suffix === '') ? {} : { name: `${prefix}${name}${suffix}` }),
      },
    };
  }

  *#changesOf({ path, target, changes }: Patch, pod: Pod, overlay: Overlay): Iterable<Change> {
    if (path === undefined) {
      if (target && isFor(target, pod)) for (const change of changes) yield { ...change, uri: overlay.uri };
      return;
    }
    const operations = this.#operations.get(path);
    if (operations && target && isFor(target, pod)) for (const change of operations.changes) yield { ...change, uri: operations.uri };
    for (const { pod: patch, containers } of this.#files.get(path) ?? [])
      if (target ? isFor(target, pod) : patch.type === pod.type && isCalled(patch.name, pod))
        yield { settings: settingsOf(patch), labels: patch.labels, containers, uri: patch.uri };
  }
}

/** The patch may still call it by the name that it had before. */
const isCalled = (name: string | undefined, pod: Pod): boolean =>
  name !== undefined && pod.name !== undefined && (name === pod.name || pod.name.endsWith(`-${name}`));

function isFor({ type, name }: PatchTarget, pod: Pod): boolean {
  if (type !== undefined && type !== pod.type && !type.split('|').includes(pod.type)) return false;
  if (name === undefined || name === pod.name || isCalled(name, pod)) return true;
  // A whole expression is rare; where it is no plain name it is taken to mean the pod.
  return /[.*+|()[\]^$?\\]/.test(name);
}

/** The value with the document that it stands in. */
const movedTo =
  (uri: string) =>
  <T extends Setting | Value>(value: T): T =>
    value.uri === undefined ? { ...value, uri } : value;

const probeMovedTo =
  (uri: string) =>
  (probe: Probe): Probe => {
    const move = (value: Value | undefined): Value | undefined => value && movedTo(uri)(value);
    return { ...probe, path: move(probe.path), port: move(probe.port), command: move(probe.command) };
  };

function defined<T extends object>(settings: T, uri: string): Partial<T> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]: [string, Setting | Probe | Value | undefined]) =>
      value === undefined ? [] : [[key, isValue(value) ? movedTo(uri)(value) : probeMovedTo(uri)(value)]],
    ),
  ) as Partial<T>;
}

function patched({ pod, containers }: Applied, change: Change): Applied {
  const { settings, labels, position, removes, uri } = change;
  const whole: Pod = {
    ...pod,
    ...(settings ? defined(settings, uri) : {}),
    labels: pod.labels && labels ? { ...pod.labels, ...labels } : pod.labels,
    ...(removes !== undefined && !position ? cleared(POD_PATHS, removes) : {}),
  };
  if (position) {
    const picked = containers.filter(({ as }) => (position.as === 'main') === (as === 'main'))[position.index ?? -1];
    return {
      pod: whole,
      containers: picked ? containers.map((container) => (container === picked ? counted(container, change) : container)) : containers,
    };
  }
  const kept = containers.flatMap((container) => {
    const patch = change.containers.find(({ name }) => name !== undefined && name === container.name);
    return patch?.deleted ? [] : [patch ? merged(container, patch, uri) : container];
  });
  return { pod: whole, containers: kept };
}

function counted(container: ContainerOf, { containers: [patch], removes, uri }: Change): ContainerOf {
  if (removes !== undefined) return removes === '' ? container : { ...container, ...cleared(CONTAINER_PATHS, removes) };
  return patch ? merged(container, patch, uri) : container;
}

/** Where each field of a container stands. */
const CONTAINER_PATHS: Readonly<Record<keyof ContainerSettings, string>> = {
  image: 'image',
  privileged: 'securityContext.privileged',
  allowPrivilegeEscalation: 'securityContext.allowPrivilegeEscalation',
  readOnlyRootFilesystem: 'securityContext.readOnlyRootFilesystem',
  runAsNonRoot: 'securityContext.runAsNonRoot',
  runAsUser: 'securityContext.runAsUser',
  seccomp: 'securityContext.seccompProfile.type',
  addedCapabilities: 'securityContext.capabilities.add',
  droppedCapabilities: 'securityContext.capabilities.drop',
  memoryLimit: 'resources.limits.memory',
  cpuLimit: 'resources.limits.cpu',
  memoryRequest: 'resources.requests.memory',
  cpuRequest: 'resources.requests.cpu',
  liveness: 'livenessProbe',
  readiness: 'readinessProbe',
  startup: 'startupProbe',
};

const POD_PATHS = {
  hostNetwork: 'hostNetwork',
  hostPID: 'hostPID',
  hostIPC: 'hostIPC',
  automountToken: 'automountServiceAccountToken',
  serviceAccount: 'serviceAccountName',
  podRunAsNonRoot: 'securityContext.runAsNonRoot',
  podRunAsUser: 'securityContext.runAsUser',
  podSeccomp: 'securityContext.seccompProfile.type',
};

const cleared = (paths: Readonly<Record<string, string>>, removed: string): Readonly<Record<string, undefined>> =>
  Object.fromEntries(Object.entries(paths).flatMap(([field, path]) => (`${path}.`.startsWith(`${removed}.`) ? [[field, undefined]] : [])));

function merged(container: ContainerOf, patch: NonNullable<(typeof ContainerTemplate)['of']>, uri: string): ContainerOf {
  const settings = Object.fromEntries(Object.keys(CONTAINER_PATHS).map((field) => [field, patch[field as keyof ContainerSettings]]));
  const names = new Set(patch.env.map(({ name }) => name));
  return {
    ...container,
    ...defined(settings as object, uri),
    ports: [...container.ports, ...patch.ports],
    env: [...container.env.filter(({ name }) => !names.has(name)), ...patch.env],
    envFrom: [...container.envFrom, ...patch.envFrom],
  };
}

/** The image as an entry of `images` names it. */
function renamed(container: ContainerOf, { images, uri }: Overlay): ContainerOf {
  const { image } = container;
  const words = wordsOf(image);
  const reference = words === undefined ? undefined : imageReference(words);
  const base = words?.replace(/@.*/, '').replace(/:[^/:]*$/, '');
  if (!image || !reference || base === undefined) return container;
  const entry = images.find(({ name }) => name === base || name === reference.repository);
  if (!entry) return container;
  const { newName, newTag, digest, at } = entry;
  const tag = [digest, newTag].find((value) => value !== undefined);
  const name = newName ? wordsOf(newName) : base;
  const version = tag ? wordsOf(tag) : undefined;
  const place: At = { span: tag && isValue(tag) && covers(at, tag.span) ? tag.span : at, uri };
  if (name === undefined || (tag && version === undefined)) return { ...container, image: { kind: 'unknown', ...place } };
  // A new name keeps the tag that the manifest has.
  const suffix = tag ? `${tag === digest ? '@' : ':'}${version ?? ''}` : (words ?? '').slice(base.length);
  return { ...container, image: { ...textValue(place, `${name}${suffix}`), uri } };
}
