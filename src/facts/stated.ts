import { fact } from '../model/fact.js';

/** A figure that a workspace may state somewhere, whatever states it. */
export type Measure =
  | 'coverage'
  | 'latency-p50'
  | 'latency-p95'
  | 'latency-p99'
  | 'virtual-users'
  | 'load-duration'
  | 'rto'
  | 'rpo'
  | 'uptime'
  | 'pool-size'
  | 'pool-overflow'
  | 'pool-timeout'
  | 'pool-recycle'
  | 'pool-pre-ping'
  | 'pool-min'
  | 'pool-max'
  | 'server-connections'
  | 'shared-buffers'
  | 'effective-cache-size'
  | 'maintenance-work-mem'
  | 'checkpoint-completion-target'
  | 'wal-buffers'
  | 'default-statistics-target'
  | 'random-page-cost'
  | 'effective-io-concurrency'
  | 'postgresql-version'
  | 'query-timeout'
  | 'log-file-size'
  | 'log-files-kept'
  | 'log-frequency'
  | 'log-rotations'
  | 'log-compression'
  | 'scaling-cpu'
  | 'token-lifetime'
  | 'requests-per-minute'
  | 'requests-per-hour'
  | 'burst'
  | 'trace-rate'
  | 'cache-lifetime'
  | 'compression-from'
  | 'audit-level'
  | 'tls-version'
  | 'liveness-delay'
  | 'liveness-period'
  | 'readiness-delay'
  | 'readiness-period'
  | 'archive-mode'
  | 'sslmode';

/** A figure as a workspace states it: a coverage threshold, a recovery objective in a runbook. Stands at the words. */
export const Stated = fact<{
  readonly measure: Measure;
  readonly value: number | string | boolean;
  /** `%`, `ms`, `s`, `min`, `h`, `d`, `bytes`, …; undefined for what has none. */
  readonly unit: string | undefined;
}>('project/stated', { everyRole: true });
