import type { StoreImage } from '../../facts/compose.js';
import type { ImageReference } from '../../model/image-reference.js';

const store = (product: string, ports: readonly number[], data?: string, check?: string): StoreImage => ({ product, ports, data, check });

// From the pages of the images on Docker Hub and the products' own documentation: ports, data directories and readiness commands.
const STORES: Readonly<Record<string, StoreImage>> = {
  postgres: store('PostgreSQL', [5432], '/var/lib/postgresql', 'pg_isready -U "$$POSTGRES_USER"'),
  'postgis/postgis': store('PostgreSQL', [5432], '/var/lib/postgresql', 'pg_isready -U "$$POSTGRES_USER"'),
  'pgvector/pgvector': store('PostgreSQL', [5432], '/var/lib/postgresql', 'pg_isready -U "$$POSTGRES_USER"'),
  'timescale/timescaledb': store('TimescaleDB', [5432], '/var/lib/postgresql', 'pg_isready -U "$$POSTGRES_USER"'),
  'timescale/timescaledb-ha': store('TimescaleDB', [5432], '/home/postgres/pgdata', 'pg_isready -U "$$POSTGRES_USER"'),
  'supabase/postgres': store('PostgreSQL', [5432], '/var/lib/postgresql', 'pg_isready -U postgres'),
  'bitnami/postgresql': store('PostgreSQL', [5432], '/bitnami/postgresql', 'pg_isready -U "$$POSTGRESQL_USERNAME"'),
  'cockroachdb/cockroach': store('CockroachDB', [26257, 8080], '/cockroach/cockroach-data'),
  mysql: store('MySQL', [3306, 33060], '/var/lib/mysql', 'mysqladmin ping -h 127.0.0.1'),
  'mysql/mysql-server': store('MySQL', [3306], '/var/lib/mysql', 'mysqladmin ping -h 127.0.0.1'),
  mariadb: store('MariaDB', [3306], '/var/lib/mysql', 'healthcheck.sh --connect --innodb_initialized'),
  percona: store('MySQL', [3306], '/var/lib/mysql', 'mysqladmin ping -h 127.0.0.1'),
  'bitnami/mysql': store('MySQL', [3306], '/bitnami/mysql'),
  'bitnami/mariadb': store('MariaDB', [3306], '/bitnami/mariadb'),
  mongo: store('MongoDB', [27017], '/data/db', 'mongosh --quiet --eval \'db.adminCommand("ping").ok\''),
  'bitnami/mongodb': store('MongoDB', [27017], '/bitnami/mongodb'),
  redis: store('Redis', [6379], undefined, 'redis-cli ping'),
  'redis/redis-stack': store('Redis', [6379, 8001], undefined, 'redis-cli ping'),
  'redis/redis-stack-server': store('Redis', [6379], undefined, 'redis-cli ping'),
  'bitnami/redis': store('Redis', [6379], undefined, 'redis-cli ping'),
  'valkey/valkey': store('Valkey', [6379], undefined, 'valkey-cli ping'),
  valkey: store('Valkey', [6379], undefined, 'valkey-cli ping'),
  'eqalpha/keydb': store('KeyDB', [6379], undefined, 'keydb-cli ping'),
  'docker.dragonflydb.io/dragonflydb/dragonfly': store('Dragonfly', [6379]),
  memcached: store('Memcached', [11211]),
  rabbitmq: store('RabbitMQ', [5672, 15672], '/var/lib/rabbitmq', 'rabbitmq-diagnostics -q ping'),
  nats: store('NATS', [4222, 8222]),
  elasticsearch: store('Elasticsearch', [9200, 9300], '/usr/share/elasticsearch/data', 'curl -fs http://localhost:9200/_cluster/health'),
  'docker.elastic.co/elasticsearch/elasticsearch': store(
    'Elasticsearch',
    [9200, 9300],
    '/usr/share/elasticsearch/data',
    'curl -fs http://localhost:9200/_cluster/health',
  ),
  'opensearchproject/opensearch': store('OpenSearch', [9200, 9600], '/usr/share/opensearch/data'),
  'getmeili/meilisearch': store('Meilisearch', [7700], '/meili_data', 'curl -fs http://localhost:7700/health'),
  'typesense/typesense': store('Typesense', [8108], '/data'),
  'qdrant/qdrant': store('Qdrant', [6333, 6334], '/qdrant/storage'),
  'semitechnologies/weaviate': store('Weaviate', [8080, 50051], '/var/lib/weaviate'),
  'milvusdb/milvus': store('Milvus', [19530, 9091], '/var/lib/milvus'),
  'chromadb/chroma': store('Chroma', [8000], '/data'),
  'clickhouse/clickhouse-server': store('ClickHouse', [8123, 9000], '/var/lib/clickhouse', 'wget -q --spider http://localhost:8123/ping'),
  'yandex/clickhouse-server': store('ClickHouse', [8123, 9000], '/var/lib/clickhouse', 'wget -q --spider http://localhost:8123/ping'),
  influxdb: store('InfluxDB', [8086], '/var/lib/influxdb', 'influx ping'),
  cassandra: store('Cassandra', [9042, 7199], '/var/lib/cassandra', "cqlsh -e 'describe cluster'"),
  'scylladb/scylla': store('ScyllaDB', [9042], '/var/lib/scylla'),
  neo4j: store('Neo4j', [7687, 7474], '/data', 'wget -q --spider http://localhost:7474'),
  couchdb: store('CouchDB', [5984], '/opt/couchdb/data'),
  arangodb: store('ArangoDB', [8529], '/var/lib/arangodb3'),
  rethinkdb: store('RethinkDB', [28015, 8080], '/data'),
  'minio/minio': store('MinIO', [9000, 9001], '/data', 'mc ready local'),
  'quay.io/minio/minio': store('MinIO', [9000, 9001], '/data', 'mc ready local'),
  'surrealdb/surrealdb': store('SurrealDB', [8000]),
  'mcr.microsoft.com/mssql/server': store('SQL Server', [1433], '/var/opt/mssql'),
  'mcr.microsoft.com/azure-sql-edge': store('SQL Server', [1433], '/var/opt/mssql'),
  'gvenzl/oracle-xe': store('Oracle', [1521], '/opt/oracle/oradata', 'healthcheck.sh'),
  'gvenzl/oracle-free': store('Oracle', [1521], '/opt/oracle/oradata', 'healthcheck.sh'),
  zookeeper: store('ZooKeeper', [2181], '/data'),
  'bitnami/zookeeper': store('ZooKeeper', [2181], '/bitnami/zookeeper'),
  'confluentinc/cp-zookeeper': store('ZooKeeper', [2181], '/var/lib/zookeeper'),
  'bitnami/kafka': store('Kafka', [9092], '/bitnami/kafka'),
  'apache/kafka': store('Kafka', [9092], '/var/lib/kafka/data'),
  'confluentinc/cp-kafka': store('Kafka', [9092], '/var/lib/kafka/data'),
  'redpandadata/redpanda': store('Redpanda', [9092, 9644], '/var/lib/redpanda/data'),
  'bitnami/etcd': store('etcd', [2379], '/bitnami/etcd'),
  'quay.io/coreos/etcd': store('etcd', [2379]),
};

/** The store that an image is, where it is a known one. */
export const storeImage = ({ registry, repository }: ImageReference): StoreImage | undefined => {
  const name = registry === 'docker.io' ? repository : `${registry}/${repository}`;
  // Mirrors keep the name of the official image at the end.
  return Object.hasOwn(STORES, name) ? STORES[name] : undefined;
};
