import { Container, KubernetesObject, Workload } from '../facts/kubernetes.js';
import type { Derivation, Known } from '../model/derivation.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { type Selection, meet, selectsLikely } from '../model/selection.js';
import { wordsOf } from '../model/value.js';
import { POD_SOURCES, appliedPods } from './applied-pods.js';
import type { Pod } from './overlays.js';

type Named = Fact<NonNullable<(typeof KubernetesObject)['of']>>;

const FROM = [KubernetesObject, ...POD_SOURCES];
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
    for (const { pod, containers } of appliedPods(known)) {
      const scaler = (byTarget.get(`${pod.type} ${pod.name ?? ''}`) ?? []).find((candidate) => meet(candidate, pod));
      yield {
        ...Workload(
          { span: pod.span, uri: pod.uri },
          {
            ...pod,
            images: containers.flatMap(({ image }) => wordsOf(image) ?? []),
            autoscaled: scaler && { most: scaler.most },
            services: services(pod).map(({ name }) => name ?? 'a Service'),
          },
          pod.confidence,
        ),
      };
    }
  },
};

/** Containers with what their pod says for all of them. */
export const containers: Derivation = {
  gives: Container,
  from: FROM,

  *derive(known): Iterable<FactDraft> {
    const services = servicesByLabel(known);
    for (const { pod, containers: all } of appliedPods(known)) {
      const selected = services(pod).length > 0;
      for (const container of all)
        yield Container(
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
        );
    }
  },
};

/** Finds the Services of a pod, without asking each of them. */
function servicesByLabel({ facts }: Known): (pod: Pod) => readonly Named[] {
  const all = facts(KubernetesObject).filter(
    ({ type, selectors }) => type === 'Service' && selectors.some((selector) => !isEmpty(selector)),
  );
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
