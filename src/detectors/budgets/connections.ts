import { ConnectionPooler, MaxConnections, PoolSize } from '../../facts/budgets.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';

interface PoolForm {
  readonly tool: string;
  readonly files: RegExp;
  /** What has to be there for the number to be a pool's. */
  readonly uses: RegExp;
  readonly size: RegExp;
  readonly overflow?: RegExp;
  /** Where none is written. */
  readonly beyond: number;
  readonly forks: boolean;
}

const POOLS: readonly PoolForm[] = [
  // https://docs.sqlalchemy.org/en/20/core/pooling.html#sqlalchemy.pool.QueuePool
  {
    tool: 'SQLAlchemy',
    files: /\.py$/,
    uses: /\bcreate_(?:async_)?engine\(|\bSQLALCHEMY_ENGINE_OPTIONS\b/,
    size: /\bpool_size["']?\s{0,4}[=:]\s{0,4}(\d{1,5})\b/g,
    overflow: /\bmax_overflow["']?\s{0,4}[=:]\s{0,4}(-?\d{1,5})\b/g,
    beyond: 10,
    forks: true,
  },
  // https://magicstack.github.io/asyncpg/current/api/index.html#connection-pools, https://www.psycopg.org/psycopg3/docs/api/pool.html
  {
    tool: 'the connection pool',
    files: /\.py$/,
    uses: /\basyncpg\.create_pool\(|\b(?:Async)?ConnectionPool\(/,
    size: /\bmax_size\s{0,4}=\s{0,4}(\d{1,5})\b/g,
    beyond: 0,
    forks: true,
  },
  // https://node-postgres.com/apis/pool
  { tool: 'pg', files: /\.[cm]?[jt]s$/, uses: /\bnew (?:pg\.)?Pool\(/, size: /\bmax\s{0,4}:\s{0,4}(\d{1,5})\b/g, beyond: 0, forks: false },
  // https://pkg.go.dev/database/sql#DB.SetMaxOpenConns
  {
    tool: 'database/sql',
    files: /\.go$/,
    uses: /\bSetMaxOpenConns\(/,
    size: /\bSetMaxOpenConns\(\s{0,10}(\d{1,5})\s{0,10}\)/g,
    beyond: 0,
    forks: false,
  },
  // https://github.com/brettwooldridge/HikariCP#frequently-used
  {
    tool: 'HikariCP',
    files: /(?:^|\/)application(?:-prod\w{0,10})?\.(?:ya?ml|properties)$/,
    uses: /\bhikari\b/,
    size: /\bmaximum-?[pP]ool-?[sS]ize\s{0,4}[=:]\s{0,4}(\d{1,5})\b/g,
    beyond: 0,
    forks: false,
  },
];

const placed = (match: RegExpMatchArray): { readonly span: Span } => {
  const start = (match.index ?? 0) + match[0].lastIndexOf(match[1] ?? '');
  return { span: { start, end: start + (match[1] ?? '').length } };
};

/** Sizes of connection pools that are written as numbers. */
export const poolSizes = detector({
  framework: 'Connection pools',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go)$|(?:^|\/)application(?:-prod\w{0,10})?\.(?:ya?ml|properties)$/,
  roles: ['production'],
  mentions: ['pool_size', 'max_size', 'new Pool(', 'new pg.Pool(', 'SetMaxOpenConns', 'hikari'],

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    for (const { tool, files, uses, size, overflow, beyond, forks } of POOLS) {
      if (!files.test(document.path) || !uses.test(text)) continue;
      const beyonds = overflow ? [...text.matchAll(overflow)] : [];
      for (const match of text.matchAll(size)) {
        const more = beyonds.length === 0 ? beyond : Number(beyonds[0]?.[1]);
        // Two engines, or no bound at all.
        if (beyonds.length > 1 || more < 0) continue;
        yield PoolSize(placed(match), { tool, size: Number(match[1]), overflow: more, forks });
      }
    }
  },
});

const OPTION = /(?:(?<![\w-])-c["',\s]{1,10}(?:-\s{1,4}["']?)?|--)max[_-]connections\s{0,2}=\s{0,2}(\d{1,6})\b/g;
const LINE = /^[ \t]{0,20}max_connections[ \t]{0,20}=?[ \t]{0,20}(\d{1,6})\b/gm;

/** https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS */
export const maxConnections = detector({
  framework: 'Databases',
  format: 'text',
  files: /\.(?:ya?ml|conf|cnf)$|(?:^|\/)[\w.-]{0,60}[dD]ockerfile[\w.-]{0,60}$/,
  roles: ['production'],
  mentions: ['max_connections', 'max-connections'],

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    for (const match of text.matchAll(/\.(?:conf|cnf)$/.test(path) ? LINE : OPTION))
      yield MaxConnections(placed(match), { limit: Number(match[1]) });
  },
});

/** https://www.pgbouncer.org/config.html */
export const connectionPoolers = detector({
  framework: 'Connection poolers',
  format: 'text',
  files: /\.(?:ya?ml|ini|conf|cfg|tf|env)$/,
  mentions: /pgbouncer|pgcat|odyssey|pgpool|proxysql|rds[-_]proxy|supavisor/i,

  *facts({ document: { text } }): Iterable<FactDraft> {
    const match = /pgbouncer|pgcat|odyssey|pgpool|proxysql|rds[-_]proxy|supavisor/i.exec(text);
    if (match) yield ConnectionPooler({ span: { start: match.index, end: match.index + match[0].length } }, { by: match[0] });
  },
});
