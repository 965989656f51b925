import { ConnectionBudget, ConnectionPooler, MaxConnections, PoolSize, ServerSetting } from '../facts/budgets.js';
import { ComposeService } from '../facts/compose.js';
import { Image } from '../facts/containers.js';
import { Container, KubernetesObject, Workload } from '../facts/kubernetes.js';
import { type Runner, runnersOf, runnersOfImage } from '../facts/runners.js';
import type { Derivation } from '../model/derivation.js';
import type { Fact, FactDraft, FactKind } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import type { At } from '../model/span.js';
import { folderUri } from './health-questions.js';

type Pool = Fact<NonNullable<(typeof PoolSize)['of']>>;
type Everywhere = <T>(kind: FactKind<T>) => readonly Fact<T>[];
interface Count {
  readonly number: number;
  readonly at: At | undefined;
  readonly note: string;
}
interface Share {
  readonly who: string;
  /** Where it is deployed together with others: a compose file, a folder of manifests. */
  readonly group: string;
  readonly pool: Pool;
  readonly replicas: Count;
  readonly workers: Count;
  readonly connections: number;
}

/** Replicas × workers × pools of what runs here, where every number is written, against the one database's limit. */
export const connectionBudgets: Derivation = {
  gives: ConnectionBudget,
  from: [PoolSize, MaxConnections, ConnectionPooler, ServerSetting, ComposeService, Container, KubernetesObject, Workload, Image],

  *derive({ facts, roleOf, pathOf }): Iterable<FactDraft> {
    const everywhere: Everywhere = (kind) => facts(kind).filter(({ uri }) => roleOf(uri) === 'production');
    const [limit, second] = everywhere(MaxConnections);
    if (!limit || second || facts(ConnectionPooler).length > 0) return;
    const images = everywhere(Image);
    const workers = everywhere(ServerSetting)
      .filter(({ what }) => what === 'workers')
      // What a command says counts before what a variable says.
      .toSorted((a, b) => Number(a.variable !== undefined) - Number(b.variable !== undefined))
      .map((setting) => ({ setting, runners: runnersOf(setting, everywhere) }));
    const shares: Share[] = [];
    for (const image of images) {
      const under = folderUri(image, pathOf(image.uri));
      const pools = under === undefined ? [] : everywhere(PoolSize).filter(({ uri }) => uri.startsWith(under));
      const [pool] = pools;
      if (!pool || pools.length > 1) continue;
      for (const runner of runnersOfImage(image, everywhere)) {
        const own = workers.find(({ runners }) => runners.some((other) => same(other, runner)))?.setting;
        const replicas = replicasOf(runner, everywhere);
        if (!replicas || (pool.forks && !own)) continue;
        const counted =
          own && pool.forks ? { number: own.amount, at: own, note: `${own.server} starts ${String(own.amount)} workers here` } : ONE;
        shares.push({
          who: runner.who,
          group: groupOf(runner),
          pool,
          replicas,
          workers: counted,
          connections: replicas.number * counted.number * (pool.size + pool.overflow),
        });
      }
    }
    // Compose and Kubernetes, or two environments, do not share a database: the one that opens the most counts.
    const inCompose = everywhere(ComposeService).some(({ uri }) => uri === limit.uri);
    const inManifest = !inCompose && /\.ya?ml$/.test(limit.uri);
    const reachable = shares.filter(({ group }) => (inCompose ? group === limit.uri : !inManifest || group.endsWith('/')));
    const totals = [...groupBy(reachable, ({ group }) => group).values()].map((group) => ({
      group,
      total: group.reduce((sum, { connections }) => sum + connections, 0),
    }));
    const [most] = totals.toSorted((one, other) => other.total - one.total);
    const total = most?.total ?? 0;
    const [largest] = (most?.group ?? []).toSorted((one, other) => other.connections - one.connections);
    if (!largest) return;
    const { who, pool, replicas, workers: forked } = largest;
    const places = [replicas, forked].flatMap(({ at, note }) =>
      at ? [{ at: { span: at.span, ...(at.uri === undefined ? {} : { uri: at.uri }) }, note }] : [],
    );
    yield ConnectionBudget(
      { span: pool.span, uri: pool.uri },
      {
        who,
        replicas: replicas.number,
        workers: forked.number,
        pool: pool.size,
        overflow: pool.overflow,
        total,
        limit: limit.limit,
        limitAt: { span: limit.span, uri: limit.uri },
        places,
      },
    );
  },
};

const ONE: Count = { number: 1, at: undefined, note: '' };

const groupOf = ({ is, fact }: Runner): string => (is === 'service' ? fact.uri : fact.uri.slice(0, fact.uri.lastIndexOf('/') + 1));

const same = (one: Runner, other: Runner): boolean => one.fact.uri === other.fact.uri && one.fact.span.start === other.fact.span.start;

/** The most that an autoscaler starts, or what is written; what is not written is one. */
function replicasOf(runner: Runner, everywhere: Everywhere): Count | undefined {
  if (runner.is === 'service') {
    const { fact } = runner;
    const written = everywhere(ServerSetting).find(
      ({ what, uri, owner }) => what === 'replicas' && uri === fact.uri && owner.is === 'service' && owner.name === fact.name,
    );
    return written ? { number: written.amount, at: written, note: `${String(written.amount)} replicas here` } : ONE;
  }
  const workload = everywhere(Workload).find(({ uri, object }) => uri === runner.fact.uri && object.start === runner.fact.workload.start);
  if (!workload) return undefined;
  if (workload.autoscaled) {
    const { most } = workload.autoscaled;
    const scaler = everywhere(KubernetesObject).find(({ target, most: bound }) => target?.name === workload.name && bound === most);
    return most === undefined ? undefined : { number: most, at: scaler, note: `up to ${String(most)} replicas here` };
  }
  const { replicas } = workload;
  if (!replicas) return ONE;
  return replicas.kind === 'number'
    ? {
        number: replicas.number,
        at: { span: replicas.span, uri: replicas.uri ?? workload.uri },
        note: `${String(replicas.number)} replicas here`,
      }
    : undefined;
}
