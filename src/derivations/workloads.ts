import { Container, ContainerTemplate, KubernetesObject, Kustomization, PodTemplate, Workload } from '../facts/kubernetes.js';
import type { Derivation, Known } from '../model/derivation.js';
import { folderOf } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { type Selection, selects, shareNamespace } from '../model/selection.js';
import { wordsOf } from '../model/value.js';

type Pod = Fact<NonNullable<(typeof PodTemplate)['of']>>;
type Named = Fact<NonNullable<(typeof KubernetesObject)['of']>>;

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
]);

/** Without those that only add to others, by a kustomization beside them. */
function completed({ facts }: Known): readonly Pod[] {
  const folders = new Set(facts(Kustomization).map(({ folder }) => folder));
  const patches = (path: string): boolean => {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (folders.has(folder)) return true;
      if (folder === '') return false;
    }
  };
  return facts(PodTemplate).filter(({ partial, containers: count, path }) => count > 0 && !(partial && patches(path)));
}

const keyOf = ({ uri, index }: Pick<Pod, 'uri' | 'index'>): string => `${uri} ${String(index)}`;

const containersByPod = ({ facts }: Known) => groupBy(facts(ContainerTemplate), ({ uri, workload }) => keyOf({ uri, index: workload }));

/** What runs pods, with what other objects say about it. */
export const workloads: Derivation = {
  gives: Workload,
  from: [PodTemplate, ContainerTemplate, KubernetesObject, Kustomization],

  *derive(known): Iterable<FactDraft> {
    const templates = containersByPod(known);
    const objects = groupBy(known.facts(KubernetesObject), ({ type }) => (AUTOSCALERS.has(type) ? 'autoscaler' : type));
    for (const pod of completed(known)) {
      const scaler = (objects.get('autoscaler') ?? []).find(({ target }) => target?.name === pod.name && target?.type === pod.type);
      yield Workload(
        { span: pod.span, uri: pod.uri },
        {
          ...pod,
          images: (templates.get(keyOf(pod)) ?? []).flatMap(({ image }) => wordsOf(image) ?? []),
          autoscaled: scaler && { most: scaler.most },
          services: servicesOf(pod, objects.get('Service') ?? []).flatMap(({ name }) => name ?? []),
        },
      );
    }
  },
};

/** Containers with what their pod says for all of them. */
export const containers: Derivation = {
  gives: Container,
  from: [PodTemplate, ContainerTemplate, KubernetesObject, Kustomization],

  *derive(known): Iterable<FactDraft> {
    const services = known.facts(KubernetesObject).filter(({ type }) => type === 'Service');
    const templates = containersByPod(known);
    for (const pod of completed(known)) {
      const selected = servicesOf(pod, services).length > 0;
      const all = templates.get(keyOf(pod)) ?? [];
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
            podRunAsNonRoot: pod.podRunAsNonRoot,
            podRunAsUser: pod.podRunAsUser,
            podSeccomp: pod.podSeccomp,
            hostNetwork: pod.hostNetwork,
            podSecurityMap: pod.podSecurityMap,
          },
        );
    }
  },
};

const servicesOf = (pod: Pod, services: readonly Named[]): readonly Named[] =>
  services.filter(
    (service) =>
      shareNamespace(service, pod) && service.selectors.some((selector) => !isEmpty(selector) && selects(selector, pod.labels) !== false),
  );

/** A Service without a selector has its addresses written by somebody else. */
const isEmpty = ({ labels, expressions }: Selection): boolean =>
  labels !== undefined && Object.keys(labels).length === 0 && expressions.length === 0;
