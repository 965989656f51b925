import { PortUse } from '../facts/consistency.js';
import { Container, KubernetesObject, Workload } from '../facts/kubernetes.js';
import { alike } from '../model/alike.js';
import type { Derivation, Known } from '../model/derivation.js';
import type { AnyKind, Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { oncePer, whileSame } from '../model/once.js';
import type { At } from '../model/span.js';
import { type Selection, meet, selectsLikely } from '../model/selection.js';
import { wordsOf } from '../model/value.js';
import { POD_SOURCES, appliedPods } from './applied-pods.js';
import type { Applied, Pod } from './overlays.js';

type Service = Fact<NonNullable<(typeof KubernetesObject)['of']>>;

/** What has to be read to know pods and what points at them. */
export const POD_READS: readonly AnyKind[] = [KubernetesObject, ...POD_SOURCES];
const FROM = POD_READS;
const AUTOSCALERS = new Set(['HorizontalPodAutoscaler', 'ScaledObject']);
const LONG_RUNNING = new Set([
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
  'KnativeService',
]);

/** What runs pods, with what other objects say about it. */
export const workloads: Derivation = {
  gives: Workload,
  from: FROM,

  *derive(known): Iterable<FactDraft> {
    const services = servicesByLabel(known);
    const scalers = known.facts(KubernetesObject).filter(({ type }) => AUTOSCALERS.has(type));
    const byTarget = groupBy(scalers, ({ target }) => `${target?.type ?? ''} ${target?.name ?? ''}`);
    for (const applied of appliedPods(known)) {
      const { pod } = applied;
      const scaler = (byTarget.get(`${pod.type} ${pod.name ?? ''}`) ?? []).find((candidate) => meet(candidate, pod));
      yield workloadOf(applied, scaler, services(pod));
    }
  },
};

const workloadOf = whileSame(({ pod, containers }: Applied, scaler: Service | undefined, services: readonly Service[]) =>
  Workload(
    { span: pod.span, uri: pod.uri },
    {
      ...pod,
      images: containers.flatMap(({ image }) => wordsOf(image) ?? []),
      autoscaled: scaler && { most: scaler.most },
      services: services.map(({ name }) => name ?? 'a Service'),
    },
    pod.confidence,
  ),
);

/** Containers with what their pod says for all of them. */
export const containers: Derivation = {
  gives: Container,
  from: FROM,

  *derive(known): Iterable<FactDraft> {
    const services = servicesByLabel(known);
    for (const applied of appliedPods(known)) yield* containersOf(applied, services(applied.pod).length > 0);
  },
};

const containersOf = whileSame(({ pod, containers: all }: Applied, selected: boolean) =>
  all.map((container) =>
    Container(
      { span: container.span, uri: container.uri },
      {
        ...container,
        type: pod.type,
        pod: pod.name,
        path: pod.path,
        siblings: all.filter(({ as }) => as === 'main').length - (container.as === 'main' ? 1 : 0),
        longRunning: LONG_RUNNING.has(pod.type),
        selected,
        windows: pod.windows,
        podRunAsNonRoot: pod.podRunAsNonRoot,
        podRunAsUser: pod.podRunAsUser,
        podSeccomp: pod.podSeccomp,
        hostNetwork: pod.hostNetwork,
        podSecurityMap: pod.podSecurityMap,
      },
      container.confidence,
    ),
  ),
);

/** Ports that Services send requests to, beside those that the containers say they have. */
export function* servicePorts(known: Known): Iterable<FactDraft> {
  const services = servicesByLabel(known);
  const behind = new Map<Service, (readonly Declared[] | undefined)[]>();
  for (const applied of appliedPods(known)) {
    const { pod } = applied;
    const selecting = services(pod);
    // Two Services of one pod ask at two of its ports, and one of these is often not declared; labels of a template may be anybody's.
    const [only] = selecting;
    const seen =
      selecting.length === 1 && pod.labels !== undefined && !pod.partial && only?.selectors.every(({ labels }) => labels !== undefined);
    for (const service of selecting) behind.set(service, [...(behind.get(service) ?? []), seen === true ? declaredBy(applied) : undefined]);
  }
  for (const [service, pods] of behind) {
    const [first] = service.ports;
    const declared = pods.flatMap((ports) => ports ?? []);
    const [own] = declared;
    if (!first || !own || pods.includes(undefined)) continue;
    if (!service.ports.every(({ target }) => target !== undefined && !declared.some(({ port }) => port === target))) continue;
    yield PortUse(
      { span: first.at, uri: service.uri },
      {
        who: `Service '${service.name ?? ''}' sends requests to`,
        port: first.target ?? 0,
        listening: own.port,
        server: `container '${own.container}'`,
        listeningAt: own.at,
        digits: declared.every(({ port }) => port === own.port) ? first.digits : undefined,
        fails: true,
      },
    );
  }
}

interface Declared {
  readonly port: number;
  readonly container: string;
  readonly at: At;
}

/** The ports of a pod's containers; undefined where one of them says none, and may still listen. */
const declaredBy = oncePer(({ containers }: Applied): readonly Declared[] | undefined => {
  const running = containers.filter(({ as, deleted }) => (as === 'main' || as === 'sidecar') && !deleted);
  if (running.length === 0 || running.some(({ ports }) => ports.length === 0 || ports.some(({ number }) => number === undefined)))
    return undefined;
  return running.flatMap(({ name, ports, uri }) =>
    ports.flatMap(({ number, at }) => (number === undefined ? [] : [{ port: number, container: name ?? '', at: { span: at, uri } }])),
  );
});

/** The Services of a workspace, and which of them a pod has: found once for each pod, as long as the Services are the same. */
const finders = new WeakMap<Known, { readonly all: readonly Service[]; readonly find: (pod: Pod) => readonly Service[] }>();

function servicesByLabel(known: Known): (pod: Pod) => readonly Service[] {
  const all = known
    .facts(KubernetesObject)
    .filter(({ type, selectors }) => type === 'Service' && selectors.some((selector) => !isEmpty(selector)));
  let finder = finders.get(known);
  if (!finder || !alike(finder.all, all)) finders.set(known, (finder = { all, find: oncePer(finderOf(all)) }));
  return finder.find;
}

/** Finds the Services of a pod, without asking each of them. */
function finderOf(all: readonly Service[]): (pod: Pod) => readonly Service[] {
  const keyed = groupBy(all, ({ selectors: [selector] }) => {
    const [first] = Object.entries(selector?.labels ?? {});
    return first ? first.join('=') : '';
  });
  return (pod) =>
    [...Object.entries(pod.labels ?? pod.partly?.labels ?? {}).map((label) => label.join('=')), '']
      .flatMap((label) => keyed.get(label) ?? [])
      .filter(
        (service) =>
          meet(service, pod) && service.selectors.some((selector) => !isEmpty(selector) && selectsLikely(selector, pod) === true),
      );
}

/** A Service without a selector has its addresses written by somebody else. */
const isEmpty = ({ labels, expressions }: Selection): boolean =>
  labels !== undefined && Object.keys(labels).length === 0 && expressions.length === 0;
