import { type Measure, Stated } from '../facts/stated.js';
import type { ComparedTarget, Item, Target } from '../model/checklist.js';
import type { Role } from '../model/document.js';
import type { Fact } from '../model/fact.js';
import { type Figure, figure } from '../model/figure.js';
import { groupBy } from '../model/group.js';
import { once } from './once.js';
import type { Surroundings } from './surroundings.js';

const MEASURES: Readonly<Record<string, Measure>> = {
  'auth.tokens.access_token_lifetime_seconds': 'token-lifetime',
  'testing.coverage-target.overall_percent': 'coverage',
  'http.https.min_tls': 'tls-version',
  'http.rate-limit-tuning.requests_per_minute': 'requests-per-minute',
  'http.rate-limit-tuning.requests_per_hour': 'requests-per-hour',
  'http.rate-limit-tuning.burst': 'burst',
  'database.tls.sslmode': 'sslmode',
  'database.connection-pool.pool_size': 'pool-size',
  'database.connection-pool.max_overflow': 'pool-overflow',
  'database.connection-pool.pool_timeout_seconds': 'pool-timeout',
  'database.connection-pool.pool_recycle_seconds': 'pool-recycle',
  'database.connection-pool.pool_pre_ping': 'pool-pre-ping',
  'database.connection-pool.min_connections': 'pool-min',
  'database.connection-pool.max_connections': 'pool-max',
  'database.pool-budget.server_max_connections': 'server-connections',
  'database.query-timeout.query_timeout_seconds': 'query-timeout',
  'database.server-tuning.max_connections': 'server-connections',
  'database.server-tuning.shared_buffers': 'shared-buffers',
  'database.server-tuning.effective_cache_size': 'effective-cache-size',
  'database.server-tuning.maintenance_work_mem': 'maintenance-work-mem',
  'database.server-tuning.checkpoint_completion_target': 'checkpoint-completion-target',
  'database.server-tuning.wal_buffers': 'wal-buffers',
  'database.server-tuning.default_statistics_target': 'default-statistics-target',
  'database.server-tuning.random_page_cost': 'random-page-cost',
  'database.server-tuning.effective_io_concurrency': 'effective-io-concurrency',
  'database.supported-engine.postgresql_min_version': 'postgresql-version',
  'health.liveness-probe.initial_delay_seconds': 'liveness-delay',
  'health.liveness-probe.period_seconds': 'liveness-period',
  'health.readiness-probe.initial_delay_seconds': 'readiness-delay',
  'health.readiness-probe.period_seconds': 'readiness-period',
  'observability.log-rotation.max_bytes': 'log-file-size',
  'observability.log-rotation.backup_count': 'log-files-kept',
  'observability.log-rotation.frequency': 'log-frequency',
  'observability.log-rotation.rotations_kept': 'log-rotations',
  'observability.log-rotation.compress': 'log-compression',
  'observability.error-tracking.traces_sample_rate': 'trace-rate',
  'platform.scaling.cpu_utilisation_percent': 'scaling-cpu',
  'performance.load-test.virtual_users': 'virtual-users',
  'performance.load-test.duration_seconds': 'load-duration',
  'performance.targets.p50_ms': 'latency-p50',
  'performance.targets.p95_ms': 'latency-p95',
  'performance.targets.p99_ms': 'latency-p99',
  'performance.caching.ttl_seconds': 'cache-lifetime',
  'performance.compression.minimum_size_bytes': 'compression-from',
  'recovery.point-in-time.archive_mode': 'archive-mode',
  'recovery.objectives.rto_hours': 'rto',
  'recovery.objectives.rpo_minutes': 'rpo',
  'docs.sla.uptime_percent': 'uptime',
  'compliance.dependency-audit.npm_audit_level': 'audit-level',
  'launch.performance-verified.p95_ms': 'latency-p95',
  'launch.performance-verified.uptime_percent': 'uptime',
};

/** Figures that stand in tests, tools' settings or documents; all others count where the product is. */
const ANYWHERE = /^(?:coverage|latency-|virtual-users|load-duration|rto|rpo|uptime|audit-level)/;

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** An item's targets beside what the workspace states. */
export function comparedTo(
  item: Pick<Item, 'id' | 'targets'>,
  around: Surroundings,
  teamTargets: Readonly<Record<string, Readonly<Record<string, Figure>>>>,
): readonly ComparedTarget[] {
  const own = teamTargets[item.id] ?? {};
  return (item.targets ?? []).map((target) => {
    const isExample = !Object.hasOwn(own, target.name);
    const wanted = isExample ? target.example : (own[target.name] ?? target.example);
    const compared = figuresFor(`${item.id}.${target.name}`, around).map((fact) => {
      const stated = inUnit(fact.value, fact.unit, target.unit);
      return { stated, at: { uri: fact.uri, span: fact.span }, met: meets(target, wanted, stated) };
    });
    // The one that a person has to look at, where several are stated.
    const { stated, at, met } = compared.find((one) => one.met === false) ?? compared[0] ?? {};
    return { name: target.name, words: target.words, target: wanted, unit: target.unit, isExample, stated, at, met };
  });
}

/** Why a team's own figures keep an item open, in words: one is missed, or nothing states what it is about. */
export function openTargets({ targets }: Pick<Item, 'targets'>, compared: readonly ComparedTarget[]): string | undefined {
  const own = compared.filter(({ isExample }) => !isExample);
  const missed = own.find(({ met }) => met === false);
  if (missed)
    return `${missed.words}: ${figure(missed.stated, missed.unit)} is stated, and the team's target is ${figure(missed.target, missed.unit)}`;
  const open = own.find(
    ({ name, met }) => met === undefined && targets?.some((target) => target.name === name && target.meets !== undefined),
  );
  return open && `${open.words}: the team's target is ${figure(open.target, open.unit)}, and no file says what it is`;
}

function figuresFor(target: string, around: Surroundings): readonly Fact<{ readonly value: Figure; readonly unit: string | undefined }>[] {
  const measure = MEASURES[target];
  if (measure === undefined) return [];
  const roles = once(around, 'roles of figures', () => new Map(around.documents.map(({ uri, role }) => [uri, role])));
  const counts = (role: Role | undefined): boolean => role !== undefined && (role === 'production' || ANYWHERE.test(measure));
  const byMeasure = once(around, 'figures', () => groupBy(around.facts(Stated), (fact) => fact.measure));
  return (byMeasure.get(measure) ?? []).filter(({ uri }) => counts(roles.get(uri)));
}

function inUnit(value: Figure, from: string | undefined, to: string | undefined): Figure {
  if (typeof value !== 'number' || from === undefined || to === undefined || from === to) return value;
  const [stated, wanted] = [MILLISECONDS[from], MILLISECONDS[to]];
  return stated !== undefined && wanted !== undefined ? Math.round(((value * stated) / wanted) * 1000) / 1000 : value;
}

function meets({ meets: how }: Target, wanted: Figure, stated: Figure): boolean | undefined {
  if (how === undefined) return undefined;
  if (how === 'equal') return String(wanted) === String(stated);
  const value = numberOf(stated);
  if (how === 'within') {
    const [low, high = low] = String(wanted)
      .split(/\s{1,9}to\s{1,9}/)
      .map(Number);
    if (value === undefined || low === undefined || high === undefined || Number.isNaN(low) || Number.isNaN(high)) return undefined;
    return value >= low && value <= high;
  }
  const limit = numberOf(wanted);
  if (value === undefined || limit === undefined) return undefined;
  return how === 'at-least' ? value >= limit : value <= limit;
}

const SIZES: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** `80`, `'80 %'`, `'256MB'`; undefined for words. */
function numberOf(figure: Figure): number | undefined {
  if (typeof figure !== 'string') return typeof figure === 'number' ? figure : undefined;
  const match = /^(\d+(?:\.\d+)?) ?(?:([kmgt])i?b|%)?$/i.exec(figure.trim());
  return match?.[1] === undefined ? undefined : Number(match[1]) * (match[2] === undefined ? 1 : (SIZES[match[2].toLowerCase()] ?? 1));
}
