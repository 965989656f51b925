import { fact } from '../model/fact.js';
import type { MapShape } from '../model/map-shape.js';
import type { At, Span } from '../model/span.js';

/** Whose setting it is: a service of a compose file, a container of a manifest (by where its name begins), a stage of a Dockerfile. */
export type SettingOwner =
  | { readonly is: 'service'; readonly name: string }
  | { readonly is: 'container'; readonly at: Span }
  | { readonly is: 'stage'; readonly index: number };

interface ProcessData {
  readonly owner: SettingOwner;
  /** The variable that holds it, which another place may set anew; undefined for a command. */
  readonly variable: string | undefined;
  /** `-Xmx2g`, `--timeout 120`. */
  readonly written: string;
  /** The number with its unit. */
  readonly amountAt: Span;
}

/** How much memory a process takes for one purpose, at most. Stands at the setting. */
export const MemorySetting = fact<
  ProcessData & {
    /** `the JVM's heap` */
    readonly what: string;
    readonly bytes: number;
    /** The part of a container's memory that suits it, and how it is written in megabytes: `{}m`. */
    readonly share: number;
    readonly form: string;
  }
>('container/memory-setting');

/** What a server is told when it is started. Stands at the setting. */
export const ServerSetting = fact<
  ProcessData & {
    readonly server: string;
    readonly what: 'workers' | 'replicas' | 'request timeout' | 'drain';
    /** Workers, replicas, or seconds. */
    readonly amount: number;
  }
>('container/server-setting');

/** How long something that is stopped may take to end, where that is written. Stands at the number. */
export const GracePeriod = fact<{ readonly owner: SettingOwner; readonly seconds: number; readonly written: string }>(
  'container/grace-period',
);

/** A proxy passes requests on. Stands at its read timeout, else at `proxy_pass`. */
export const ProxyPass = fact<{
  readonly by: string;
  readonly host: string;
  /** How long it waits for an answer. */
  readonly seconds: number;
  readonly written: string;
  /** The number with its unit; undefined where the default holds. */
  readonly amountAt: Span | undefined;
}>('http/proxy-pass');

/** Two waits of which the outer one has to be the longer; derived. Stands at the outer one. */
export const WaitChain = fact<{
  readonly wait: 'proxy' | 'grace';
  readonly who: string;
  /** The outer wait as it is written, or its default. */
  readonly written: string;
  readonly byDefault: boolean;
  readonly seconds: number;
  readonly amountAt: Span | undefined;
  readonly inner: { readonly at: At; readonly server: string; readonly written: string; readonly seconds: number };
  /** Where a grace period would be written, and under which key. */
  readonly room: MapShape | undefined;
  readonly key: 'stop_grace_period' | 'terminationGracePeriodSeconds' | undefined;
}>('consistency/wait-chain');

/** How many connections one process keeps to its database, at most. Stands at the number. */
export const PoolSize = fact<{
  /** `SQLAlchemy`, `HikariCP`, … */
  readonly tool: string;
  readonly size: number;
  /** What it opens beyond that when it has to. */
  readonly overflow: number;
  /** Each process of a server has its own: the number of workers counts. */
  readonly forks: boolean;
}>('data/pool-size');

/** How many connections a database takes, where that is written. Stands at the number. */
export const MaxConnections = fact<{ readonly limit: number }>('data/max-connections');

/** Something that keeps connections for others, so that pools do not meet the database: PgBouncer. */
export const ConnectionPooler = fact<{ readonly by: string }>('data/connection-pooler');

/** All connections that an application opens at most, against what its database takes; derived. Stands at the pool's size. */
export const ConnectionBudget = fact<{
  readonly who: string;
  readonly replicas: number;
  readonly workers: number;
  readonly pool: number;
  readonly overflow: number;
  /** Of everything that is known to connect. */
  readonly total: number;
  readonly limit: number;
  readonly limitAt: At;
  readonly places: readonly { readonly at: At; readonly note: string }[];
}>('consistency/connection-budget');
