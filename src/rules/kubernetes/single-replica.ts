import { Workload } from '../../facts/kubernetes.js';
import { rule, suggestion } from '../../model/rule.js';
import { placeOf, setTo } from './container.js';
import { deployment } from './example.js';

/** What holds data is not made redundant by a second copy; an exporter would only tell everything twice. */
const STATEFUL =
  /(?:postgres|mysql|mariadb|mongo|redis|valkey|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|minio|etcd|cassandra|clickhouse|memcached|vault|consul|nats|exporter)/i;
const REPLICATED = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'DeploymentConfig', 'Rollout']);

export const singleReplica = rule({
  id: 'kubernetes/single-replica',
  shape: 'present',
  severity: 'warning',
  title: 'One replica',
  message: {
    written: "'{name}' has one replica: it is down for each restart, node change and crash. Run two or more, or add an autoscaler.",
    unset:
      "'{name}' says no number of replicas, which is one: it is down for each restart and node change. Run two or more, or add an autoscaler.",
  },
  holds: 'More than one replica runs',
  why: `Nodes are drained for every upgrade of the cluster, and a single pod on one is then gone until another has started.`,
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/disruptions/'],
  about: Workload,

  *check({ type, name, replicas, autoscaled, takesTurns, span, images }, { document, problem, evidence, unknown, exempt }) {
    if (autoscaled && REPLICATED.has(type)) {
      yield evidence({ span }, 'An autoscaler sets the number of replicas');
      return;
    }
    if (!REPLICATED.has(type) || takesTurns || images.some((image) => STATEFUL.test(image))) {
      yield exempt;
      return;
    }
    // None at all is somebody's switch.
    if (replicas && !(replicas.kind === 'number' && replicas.number === 1)) {
      yield replicas.kind === 'number' && replicas.number > 1
        ? evidence(replicas, `${String(replicas.number)} replicas`)
        : unknown(replicas);
      return;
    }
    yield problem({
      at: replicas ? placeOf(replicas) : { span },
      say: replicas ? 'written' : 'unset',
      words: { name: name ?? type },
      subject: name ?? '',
      fixes: () => (replicas ? suggestion('Run two replicas', setTo(document, replicas, '2')) : []),
    });
  },

  examples: [{ file: 'deploy/shop.yaml', bad: deployment().replace('replicas: 3', 'replicas: 1'), good: deployment() }],
});
