import { Datastore } from '../../facts/data.js';
import type { Ecosystem } from '../../facts/project.js';
import type { FactDraft } from '../../model/fact.js';
import type { At } from '../../model/span.js';

interface Client {
  readonly ecosystem: Ecosystem;
  /** As dependencies name it; for Go and Java the beginning is enough. */
  readonly names: RegExp;
  readonly product: string;
  readonly remote: boolean;
}

const client = (ecosystem: Ecosystem, product: string, names: RegExp, remote = true): Client => ({ ecosystem, product, names, remote });

/** Packages that talk to one store; mappers that talk to several (SQLAlchemy, Knex, GORM) say nothing on their own. */
const CLIENTS: readonly Client[] = [
  client(
    'python',
    'PostgreSQL',
    /^(?:psycopg|psycopg2|psycopg2-binary|psycopg-binary|psycopg-c|psycopg2cffi|asyncpg|pg8000|aiopg|databases-postgresql|pgvector)$/,
  ),
  client('python', 'MySQL', /^(?:mysqlclient|pymysql|aiomysql|asyncmy|mysql-connector-python|mysqldb)$/),
  client('python', 'MongoDB', /^(?:pymongo|motor|mongoengine|beanie|odmantic|flask-pymongo|flask-mongoengine|djongo|mongomock-motor)$/),
  client('python', 'Redis', /^(?:redis|aioredis|django-redis|fastapi-cache2|coredis|redis-om|valkey)$/),
  client('python', 'SQL Server', /^(?:pyodbc|pymssql|mssql-django|aioodbc)$/),
  client('python', 'Oracle', /^(?:cx-oracle|oracledb)$/),
  client('python', 'Cassandra', /^(?:cassandra-driver|scylla-driver)$/),
  client('python', 'Neo4j', /^(?:neo4j|neomodel|py2neo)$/),
  client('python', 'Elasticsearch', /^(?:elasticsearch|elasticsearch-dsl|opensearch-py)$/),
  client('python', 'ClickHouse', /^(?:clickhouse-driver|clickhouse-connect|asynch)$/),
  client('python', 'SQLite', /^(?:aiosqlite|pysqlite3|pysqlite3-binary)$/, false),
  client(
    'javascript',
    'PostgreSQL',
    /^(?:pg|pg-promise|postgres|@vercel\/postgres|@neondatabase\/serverless|slonik|pg-native|@types\/pg-pool)$/,
  ),
  client('javascript', 'MySQL', /^(?:mysql|mysql2|mariadb|@planetscale\/database|promise-mysql)$/),
  client('javascript', 'MongoDB', /^(?:mongodb|mongoose|@nestjs\/mongoose|@typegoose\/typegoose|monk|papr)$/),
  client('javascript', 'Redis', /^(?:redis|ioredis|@redis\/client|@upstash\/redis|connect-redis)$/),
  client('javascript', 'SQL Server', /^(?:mssql|tedious)$/),
  client('javascript', 'Oracle', /^oracledb$/),
  client('javascript', 'Cassandra', /^cassandra-driver$/),
  client('javascript', 'Neo4j', /^neo4j-driver$/),
  client('javascript', 'Elasticsearch', /^(?:@elastic\/elasticsearch|@opensearch-project\/opensearch)$/),
  client('javascript', 'SQLite', /^(?:sqlite3|better-sqlite3|sqlite|@libsql\/client|sql\.js)$/, false),
  client(
    'go',
    'PostgreSQL',
    /^(?:github\.com\/jackc\/(?:pgx|pgconn)|github\.com\/lib\/pq|gorm\.io\/driver\/postgres|github\.com\/go-pg\/pg|github\.com\/uptrace\/bun\/driver\/pgdriver)(?:\/|$)/,
  ),
  client('go', 'MySQL', /^(?:github\.com\/go-sql-driver\/mysql|gorm\.io\/driver\/mysql)(?:\/|$)/),
  client('go', 'MongoDB', /^(?:go\.mongodb\.org\/mongo-driver|github\.com\/globalsign\/mgo|github\.com\/qiniu\/qmgo)(?:\/|$)/),
  client('go', 'Redis', /^(?:github\.com\/(?:go-redis|redis)\/(?:go-redis|redis|rueidis)|github\.com\/gomodule\/redigo)(?:\/|$)/),
  client('go', 'SQL Server', /^(?:github\.com\/(?:denisenkom|microsoft)\/go-mssqldb|gorm\.io\/driver\/sqlserver)(?:\/|$)/),
  client('go', 'Cassandra', /^github\.com\/(?:gocql\/gocql|scylladb\/gocqlx)(?:\/|$)/),
  client('go', 'ClickHouse', /^github\.com\/clickhouse\/clickhouse-go(?:\/|$)/i),
  client(
    'go',
    'SQLite',
    /^(?:github\.com\/mattn\/go-sqlite3|modernc\.org\/sqlite|gorm\.io\/driver\/sqlite|github\.com\/glebarez\/sqlite)(?:\/|$)/,
    false,
  ),
  client('java', 'PostgreSQL', /^(?:org\.postgresql:|io\.r2dbc:r2dbc-postgresql$)/),
  client('java', 'MySQL', /^(?:mysql:mysql-connector|com\.mysql:|org\.mariadb\.jdbc:)/),
  client('java', 'MongoDB', /^(?:org\.mongodb:|org\.springframework\.boot:spring-boot-starter-data-mongodb)/),
  client('java', 'Redis', /^(?:redis\.clients:|io\.lettuce:|org\.redisson:|org\.springframework\.boot:spring-boot-starter-data-redis)/),
  client('java', 'SQL Server', /^com\.microsoft\.sqlserver:/),
  client('java', 'Oracle', /^com\.oracle\.(?:database\.jdbc|ojdbc):/),
  client('java', 'Cassandra', /^(?:com\.datastax|org\.springframework\.boot:spring-boot-starter-data-cassandra)/),
  client('java', 'Neo4j', /^(?:org\.neo4j|org\.springframework\.boot:spring-boot-starter-data-neo4j)/),
  client('java', 'Elasticsearch', /^(?:org\.elasticsearch|co\.elastic|org\.springframework\.boot:spring-boot-starter-data-elasticsearch)/),
  client('java', 'SQLite', /^org\.xerial:sqlite-jdbc/, false),
  client('java', 'H2', /^com\.h2database:/, false),
  client('java', 'HSQLDB', /^org\.hsqldb:/, false),
  client('java', 'Derby', /^org\.apache\.derby:/, false),
];

/** The store that a package talks to. */
export function* storeBehind(at: At, ecosystem: Ecosystem, name: string, confidence: 'sure' | 'likely'): Iterable<FactDraft> {
  const found = CLIENTS.find((candidate) => candidate.ecosystem === ecosystem && candidate.names.test(name));
  if (found) yield Datastore(at, { product: found.product, remote: found.remote }, confidence);
}

const SCHEMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:postgres(?:ql)?(?:_psycopg2)?|postgis|cockroachdb|timescale|redshift)\b/, 'PostgreSQL'],
  [/^(?:mysql|mariadb)\b/, 'MySQL'],
  [/^mongodb\b/, 'MongoDB'],
  [/^(?:rediss?|valkey)\b/, 'Redis'],
  [/^(?:mssql|sqlserver)\b/, 'SQL Server'],
  [/^oracle\b/, 'Oracle'],
  [/^(?:sqlite3?|file|spatialite)\b/, 'SQLite'],
];

/** The store that a connection URL, a driver's or a Django engine's name means: `postgresql+asyncpg://…`, `mysql`. */
export function storeOf(name: string): { readonly product: string; readonly remote: boolean } | undefined {
  const product = SCHEMES.find(([scheme]) => scheme.test(name.toLowerCase()))?.[1];
  return product === undefined ? undefined : { product, remote: product !== 'SQLite' };
}
