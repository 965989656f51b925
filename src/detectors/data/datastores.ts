import { Datastore } from '../../facts/data.js';
import type { FactDraft } from '../../model/fact.js';
import { type Value, texts } from '../../model/value.js';
import type { Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { storeBehind, storeOf } from './clients.js';

/** Module names that are not their packages'. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  MySQLdb: 'mysqldb',
  mysql: 'mysql-connector-python',
  cassandra: 'cassandra-driver',
  bson: 'pymongo',
  opensearchpy: 'opensearch-py',
};

export const pythonDatastores = detector({
  framework: 'Python database clients',
  format: 'python',
  mentions:
    /\b(?:psycopg\w*|asyncpg|pg8000|aiopg|MySQLdb|pymysql|aiomysql|asyncmy|mysql|pymongo|motor|mongoengine|beanie|redis|aioredis|cassandra|neo4j|elasticsearch|create_(?:async_)?engine|DATABASES|SQLALCHEMY_DATABASE_URI|aiosqlite|sqlite3)\b/,

  *facts(python) {
    const seen = new Set<string>();
    for (const { module, span } of python.importList) {
      const [first = ''] = module.split('.');
      const name = (PACKAGE_OF[first] ?? first).toLowerCase();
      if (seen.has(name)) continue;
      seen.add(name);
      yield* storeBehind({ span }, 'python', name, 'sure');
    }
    for (const call of python.calls(
      'sqlalchemy.create_engine',
      'sqlalchemy.*.create_async_engine',
      'sqlmodel.create_engine',
      'databases.Database',
      'sqlalchemy.engine_from_config',
      'tortoise.Tortoise.init',
    )) {
      yield* fromUrl(call, call.arg(0)?.value ?? call.option('url') ?? call.option('db_url'));
    }
    for (const { name, expression } of python.namedValues()) {
      if (/(?:^|\[)SQLALCHEMY_DATABASE_UR[IL]\]?$/.test(name)) yield* fromUrl(expression, expression.value);
      else if (name === 'DATABASES' || name === 'DATABASES[default]')
        yield* fromDjango(name === 'DATABASES' ? expression.resolved.entry('default')?.expression : expression);
    }
  },
});

function* fromUrl(at: { readonly span: FactDraft['span'] }, url: Value | undefined): Iterable<FactDraft> {
  const start = url?.kind === 'joined' && url.parts[0]?.kind === 'text' ? url.parts[0].text : texts(url)[0]?.text;
  const store = start === undefined ? undefined : storeOf(start);
  if (store) yield Datastore(at, store, url?.kind === 'env' ? 'likely' : 'sure');
}

/** `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", …}}`, or a helper that reads a URL from the environment. */
function* fromDjango(database: Expression | undefined): Iterable<FactDraft> {
  if (!database) return;
  const { resolved } = database;
  const engine = resolved.option('ENGINE');
  const named = texts(engine)[0]
    ?.text.replace(/^.*backends\./, '')
    .replace(/^django_prometheus\.db\.backends\./, '');
  const store = named === undefined ? undefined : storeOf(named);
  if (store) yield Datastore(database, store);
  else if (resolved.call && /(?:^|\.)(?:dj_database_url\.(?:config|parse)|\w*\.?db(?:_url)?|env\.dj_db_url)$/.test(resolved.call.name)) {
    const fallback = texts(resolved.call.option('default') ?? resolved.call.arg(1)?.value)[0]?.text;
    const known = fallback === undefined ? undefined : storeOf(fallback);
    // A URL from the environment whose fallback is a file is a server's wherever it matters.
    yield Datastore(database, known?.remote ? known : { product: 'SQL', remote: true }, 'likely');
  }
}

export const javascriptDatastores = detector({
  framework: 'JavaScript database clients',
  format: 'javascript',
  mentions:
    /['"](?:pg|pg-promise|postgres|mysql2?(?:\/promise)?|mariadb|mongodb|mongoose|ioredis|redis|mssql|cassandra-driver|neo4j-driver|sqlite3|better-sqlite3|@elastic\/elasticsearch|slonik|@neondatabase\/serverless)['"]/,

  *facts(js) {
    const seen = new Set<string>();
    for (const { module, span } of js.importList) {
      const name = module.startsWith('@') ? module.split('/').slice(0, 2).join('/') : (module.split('/')[0] ?? module);
      if (seen.has(name)) continue;
      seen.add(name);
      yield* storeBehind({ span }, 'javascript', name, 'sure');
    }
    for (const call of js.calls('require')) {
      const module = call.arg(0)?.value;
      if (module?.kind === 'text' && !seen.has(module.text))
        yield* storeBehind(call, 'javascript', module.text.split('/')[0] ?? '', 'sure');
    }
    // `new DataSource({ type: 'postgres' })`, `new Sequelize({ dialect: 'mysql' })`, `knex({ client: 'pg' })`
    for (const call of js.calls(
      'typeorm.DataSource',
      'typeorm.createConnection',
      '*.TypeOrmModule.forRoot',
      'sequelize.Sequelize',
      'sequelize',
      'knex',
      'knex.knex',
    )) {
      const options = call.arg(0)?.resolved;
      const named = texts(options?.option('type') ?? options?.option('dialect') ?? options?.option('client') ?? call.arg(0)?.value)[0]
        ?.text;
      const store = named === undefined ? undefined : storeOf(named === 'pg' ? 'postgres' : named);
      if (store) yield Datastore(call, store);
    }
  },
});

export const goDatastores = detector({
  framework: 'Go database clients',
  format: 'go',
  mentions: [
    'jackc/pgx',
    'lib/pq',
    'gorm.io/driver',
    'go-sql-driver',
    'mongo-driver',
    'go-redis',
    'redigo',
    'gocql',
    'go-sqlite3',
    'modernc.org/sqlite',
    'clickhouse-go',
    'go-mssqldb',
    'go-pg/pg',
  ],

  *facts(go) {
    for (const { module, span } of go.importList) yield* storeBehind({ span }, 'go', module, 'sure');
  },
});

export const prismaDatastores = detector({
  framework: 'Prisma',
  format: 'text',
  files: /\.prisma$/,
  mentions: /\bdatasource\b/,

  *facts({ document }) {
    const found = /\bdatasource\s+\w{1,60}\s*\{[^}]{0,2000}?\bprovider\s*=\s*"(\w{1,40})"/.exec(document.text);
    const store = found?.[1] === undefined ? undefined : storeOf(found[1]);
    if (found && store) yield Datastore({ span: { start: found.index, end: found.index + 10 } }, store);
  },
});
