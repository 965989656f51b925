import type { Clue } from './clues.js';

/** What is kept, and how it is asked for. */
export const storageClues: readonly Clue[] = [
  { condition: 'relational-db', words: 'SQL through the standard library', in: 'go', pattern: /"database\/sql"/, confidence: 'sure' },
  {
    condition: 'relational-db',
    words: 'a relational mapper',
    in: 'go',
    pattern: /"(?:gorm\.io\/gorm|entgo\.io\/ent|github\.com\/(?:jmoiron\/sqlx|uptrace\/bun|jackc\/pgx)[/\w]{0,20})"/,
    confidence: 'sure',
  },
  {
    condition: 'relational-db',
    words: 'SQL through JDBC or JPA',
    in: 'java',
    pattern:
      /^import (?:static )?(?:java\.sql|javax\.sql|jakarta\.persistence|javax\.persistence|org\.springframework\.jdbc|org\.springframework\.data\.jpa|org\.jooq|org\.apache\.ibatis)\./m,
    confidence: 'sure',
  },
  {
    condition: 'relational-db',
    words: 'SQL through a library',
    in: 'python',
    pattern: /^(?:from|import) (?:sqlalchemy|sqlmodel|sqlite3|peewee|tortoise|django\.db|asyncpg|psycopg2?|MySQLdb|pymysql)\b/m,
    confidence: 'sure',
  },
  {
    condition: 'relational-db',
    words: 'SQL through a library',
    in: 'javascript',
    pattern:
      /['"](?:pg|mysql2?|mysql2\/promise|typeorm|sequelize|knex|drizzle-orm|@prisma\/client|better-sqlite3|sqlite3|kysely|node:sqlite|bun:sqlite)['"]/,
    confidence: 'sure',
  },
  {
    condition: 'relational-db',
    words: 'a relational schema',
    in: 'prisma',
    pattern: /\bprovider\s{0,20}=\s{0,20}"(?:postgresql|postgres|mysql|sqlite|sqlserver|cockroachdb)"/,
    confidence: 'sure',
  },

  // SELECT … FROM as statements are written, rather than as people ask to select something.
  {
    condition: 'sql-code',
    words: 'SQL in code',
    in: ['python', 'javascript', 'go', 'java'],
    pattern:
      /["'`]\s{0,60}(?:SELECT\s[\s\S]{1,400}?\sFROM\s|INSERT INTO\s|UPDATE\s{1,4}[\w".`$?{}]{1,60}\s{1,40}SET\s|DELETE FROM\s|CREATE (?:UNIQUE )?(?:TABLE|INDEX|DATABASE|SCHEMA|POLICY|EXTENSION|USER|ROLE)\s|ALTER TABLE\s|DROP TABLE\s|TRUNCATE\s|WITH (?:RECURSIVE )?\w{1,40} AS\s)/,
  },
  {
    condition: 'sql-code',
    words: 'SQL in code',
    in: ['python', 'javascript', 'go', 'java'],
    pattern: /["'`]\s{0,60}(?:select\s[^"'`]{1,400}?\sfrom\s|insert into\s|delete from\s)/,
  },
  { condition: 'sql-code', words: 'SQL in code', in: 'javascript', pattern: /\$(?:queryRaw|executeRaw)(?:Unsafe)?\b|\bsql`/ },
  {
    condition: 'sql-code',
    words: 'SQL in code',
    in: 'python',
    pattern: /\bcursor\(\)|\.raw\(\s{0,40}f?["']|\bRunSQL\(|\bconnection\.execute\(/,
  },
  {
    condition: 'sql-code',
    words: 'SQL in code',
    in: 'java',
    pattern: /\bcreateNativeQuery\(|\bprepareStatement\(|\bnativeQuery\s{0,4}=\s{0,4}true\b|\bJdbcTemplate\b/,
  },

  {
    condition: 'redis',
    words: 'the address of a Redis',
    in: ['python', 'javascript', 'go', 'java', 'yaml', 'other'],
    pattern: /\brediss?:\/\/|\b(?:redis|valkey):\d{1,2}\b|\bvalkeys?:\/\//,
  },
  {
    condition: 'redis',
    words: 'an image of Redis',
    in: 'yaml',
    pattern: /\bimage:\s{1,8}["']?[\w./${}:-]{0,80}?\b(?:redis|valkey|keydb|dragonfly)(?:-stack(?:-server)?)?(?=[:@"'\s]|$)/m,
  },
  {
    condition: 'redis',
    words: 'settings of a Redis',
    in: ['yaml', 'other'],
    pattern: /\bREDIS_(?:URL|URI|HOST|DSN|SERVER|ENDPOINT)\b|\bspring\.(?:data\.)?redis\./,
  },

  {
    condition: 'datastore',
    words: 'an object store',
    in: 'python',
    pattern:
      /\.(?:client|resource)\(\s{0,20}["']s3["']|^from (?:minio|google\.cloud import storage|azure\.storage\.blob)\b|\bS3Boto3Storage\b/m,
  },
  {
    condition: 'datastore',
    words: 'an object store',
    in: 'javascript',
    pattern: /['"](?:@aws-sdk\/client-s3|minio|@google-cloud\/storage|@azure\/storage-blob|@vercel\/blob)['"]/,
  },
  {
    condition: 'datastore',
    words: 'an object store',
    in: 'go',
    pattern:
      /"(?:github\.com\/(?:aws\/aws-sdk-go(?:-v2)?\/service\/(?:s3|dynamodb)|minio\/minio-go\/v\d)|cloud\.google\.com\/go\/(?:storage|firestore|spanner|datastore)|go\.etcd\.io\/bbolt|github\.com\/dgraph-io\/badger(?:\/v\d)?)"/,
  },
  {
    condition: 'datastore',
    words: 'an object store',
    in: 'java',
    pattern: /\bS3Client\b|\bAmazonS3\b|\bMinioClient\b|\bBlobServiceClient\b/,
  },
  {
    condition: 'datastore',
    words: 'an image of a database',
    in: 'yaml',
    pattern:
      /\bimage:\s{1,8}["']?[\w./${}:-]{0,80}?\b(?:postgres(?:ql)?|postgis|timescaledb(?:-ha)?|pgvector|mysql|mariadb|mongo(?:db)?|cassandra|scylla|cockroach|elasticsearch|opensearch|clickhouse(?:-server)?|neo4j|couchdb|influxdb|minio|meilisearch|typesense|qdrant|weaviate|milvus|rabbitmq|redis|valkey)(?=[:@"'\s]|$)/m,
  },
  {
    condition: 'relational-db',
    words: 'an image of a relational database',
    in: 'yaml',
    pattern:
      /\bimage:\s{1,8}["']?[\w./${}:-]{0,80}?\b(?:postgres(?:ql)?|postgis|timescaledb(?:-ha)?|pgvector|mysql|mariadb|cockroach|mssql\/server|percona)(?=[:@"'\s]|$)/m,
  },
];
