import type { Family } from '../../facts/containers.js';
import { type ImageReference, UNKNOWN_PART, familiarName } from '../../model/image-reference.js';

/** What is known of an image from its documentation. */
export interface KnownImage {
  /** The user that its process starts as. */
  readonly user?: string;
  /** The user that its own entrypoint switches to before it starts what it is made for. */
  readonly drops?: string;
  /** An unprivileged user that is there to be used. */
  readonly offers?: string;
  readonly family?: Family | undefined;
  /** Without a command of one's own it starts a server. */
  readonly server?: boolean;
  /** It has a HEALTHCHECK of its own. */
  readonly checked?: boolean;
  /** The image that does the same without root. */
  readonly unprivileged?: string;
  readonly has?: 'curl' | 'wget' | 'python' | 'node';
}

const table = (known: KnownImage, names: string): [string, KnownImage][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, known]);

// Docker's official images: https://github.com/docker-library/official-images. Their Dockerfiles say who runs them.
const OFFICIAL: ReadonlyMap<string, KnownImage> = new Map([
  ...table(
    { user: 'root', family: 'debian' },
    'debian ubuntu buildpack-deps gcc golang rust ruby perl elixir erlang haskell r-base swift dart pypy julia mono clojure eclipse-temurin maven sapmachine ibm-semeru-runtimes rakudo-star',
  ),
  ...table({ user: 'root', family: 'debian', has: 'python' }, 'python'),
  ...table({ user: 'root', family: 'debian', offers: 'node', has: 'node' }, 'node'),
  ...table({ user: 'root', family: 'debian', offers: 'www-data' }, 'php'),
  ...table({ user: 'root', family: 'debian', offers: 'gradle' }, 'gradle'),
  ...table({ user: 'root', family: 'alpine' }, 'alpine'),
  ...table({ user: 'root', family: 'busybox' }, 'busybox'),
  ...table({ user: 'root', family: 'rhel' }, 'centos rockylinux almalinux fedora oraclelinux'),
  ...table({ user: 'root', family: 'suse' }, 'opensuse'),
  ...table({ user: 'root' }, 'amazonlinux amazoncorretto openjdk photon archlinux mageia clearlinux alt docker bash hylang'),
  ...table({ user: 'root', family: 'debian', server: true, unprivileged: 'nginxinc/nginx-unprivileged' }, 'nginx'),
  ...table(
    { user: 'root', family: 'debian', server: true },
    'httpd tomcat tomee wordpress nextcloud drupal joomla phpmyadmin matomo mediawiki nats registry',
  ),
  ...table({ user: 'root', family: 'alpine', server: true }, 'caddy traefik'),
  ...table({ user: 'root', drops: 'postgres', offers: 'postgres', family: 'debian', server: true }, 'postgres'),
  ...table({ user: 'root', drops: 'redis', offers: 'redis', family: 'debian', server: true }, 'redis'),
  ...table({ user: 'root', drops: 'valkey', offers: 'valkey', family: 'debian', server: true }, 'valkey'),
  ...table({ user: 'root', drops: 'mysql', offers: 'mysql', server: true }, 'mysql mariadb percona'),
  ...table({ user: 'root', drops: 'mongodb', offers: 'mongodb', server: true }, 'mongo'),
  ...table({ user: 'root', drops: 'cassandra', offers: 'cassandra', server: true }, 'cassandra'),
  ...table({ user: 'root', drops: 'rabbitmq', offers: 'rabbitmq', server: true }, 'rabbitmq'),
  ...table({ user: 'root', drops: 'zookeeper', offers: 'zookeeper', server: true }, 'zookeeper'),
  ...table({ user: 'root', drops: 'neo4j', offers: 'neo4j', server: true }, 'neo4j'),
  ...table({ user: 'root', drops: 'couchdb', offers: 'couchdb', server: true }, 'couchdb'),
  ...table({ user: 'root', drops: 'influxdb', offers: 'influxdb', server: true }, 'influxdb'),
  ...table({ user: 'root', drops: 'telegraf', offers: 'telegraf' }, 'telegraf'),
  ...table({ user: 'root', drops: 'vault', server: true }, 'vault'),
  ...table({ user: 'root', drops: 'consul', server: true }, 'consul'),
  ...table({ user: 'root', drops: 'node', offers: 'node', server: true }, 'ghost'),
  ...table({ user: 'root', drops: 'flink', offers: 'flink' }, 'flink'),
  ...table({ user: 'elasticsearch', server: true }, 'elasticsearch'),
  ...table({ user: 'kibana', server: true }, 'kibana'),
  ...table({ user: 'logstash', server: true }, 'logstash'),
  ...table({ user: 'solr', server: true }, 'solr'),
  ...table({ user: 'memcache', server: true }, 'memcached'),
  ...table({ user: 'haproxy', server: true }, 'haproxy'),
  ...table({ user: 'varnish', server: true }, 'varnish'),
  ...table({ user: 'kong', server: true }, 'kong'),
  ...table({ user: 'odoo', server: true }, 'odoo'),
  ...table({ user: 'sonarqube', server: true }, 'sonarqube'),
  ...table({ user: 'jetty', server: true }, 'jetty'),
]);

// Other publishers, the longest prefix of the familiar name wins; each from the USER of its published Dockerfile.
const PUBLISHED: readonly (readonly [prefix: string, known: KnownImage])[] = [
  ['bitnami/minideb', { user: 'root', family: 'debian' }],
  ['bitnami/', { user: '1001' }],
  ['bitnamilegacy/', { user: '1001' }],
  ['bitnamisecure/', { user: '1001' }],
  ['cgr.dev/', { user: 'nonroot' }],
  ['dhi.io/', { user: 'nonroot' }],
  ['nginxinc/nginx-unprivileged', { user: 'nginx', server: true }],
  ['grafana/grafana', { user: 'grafana', server: true }],
  ['grafana/loki', { user: 'loki', server: true }],
  ['prom/', { user: 'nobody', server: true }],
  ['quay.io/prometheus/', { user: 'nobody', server: true }],
  ['jenkins/', { user: 'jenkins', server: true }],
  ['jupyter/', { user: 'jovyan', server: true }],
  ['quay.io/jupyter/', { user: 'jovyan', server: true }],
  ['selenium/', { user: 'seluser', server: true }],
  ['apache/airflow', { user: 'airflow' }],
  ['apache/superset', { user: 'superset', server: true }],
  ['apache/spark', { user: 'spark' }],
  ['apache/kafka', { user: 'appuser', server: true }],
  ['confluentinc/cp-', { user: 'appuser', server: true }],
  ['quay.io/keycloak/keycloak', { user: 'keycloak', server: true }],
  ['mambaorg/micromamba', { user: 'mambauser', family: 'debian' }],
  ['docker.elastic.co/', { user: 'elastic', server: true }],
  ['opensearchproject/', { user: 'opensearch', server: true }],
  ['timescale/timescaledb', { user: 'root', drops: 'postgres', offers: 'postgres', family: 'alpine', server: true }],
  ['postgis/postgis', { user: 'root', drops: 'postgres', offers: 'postgres', family: 'debian', server: true }],
  ['pgvector/pgvector', { user: 'root', drops: 'postgres', offers: 'postgres', family: 'debian', server: true }],
  ['cimg/', { user: 'circleci' }],
  ['gitpod/', { user: 'gitpod' }],
  ['oven/bun', { user: 'root', offers: 'bun', family: 'debian' }],
  ['denoland/deno', { user: 'root', offers: 'deno', family: 'debian' }],
  ['continuumio/', { user: 'root', family: 'debian', has: 'python' }],
  ['condaforge/', { user: 'root', family: 'debian', has: 'python' }],
  ['nvidia/cuda', { user: 'root', family: 'debian' }],
  ['nvcr.io/nvidia/cuda', { user: 'root', family: 'debian' }],
  ['pytorch/pytorch', { user: 'root', family: 'debian', has: 'python' }],
  ['tensorflow/tensorflow', { user: 'root', family: 'debian', has: 'python' }],
  ['tiangolo/', { user: 'root', family: 'debian', has: 'python', server: true }],
  ['ghcr.io/astral-sh/uv', { user: 'root', family: 'debian' }],
  ['mcr.microsoft.com/playwright', { user: 'root', offers: 'pwuser', family: 'debian' }],
  ['mcr.microsoft.com/openjdk/', { user: 'root' }],
  ['rockylinux/', { user: 'root', family: 'rhel' }],
  ['amd64/alpine', { user: 'root', family: 'alpine' }],
  ['arm64v8/alpine', { user: 'root', family: 'alpine' }],
  ['rust', { user: 'root', family: 'debian' }],
];

/** What is known of an image; nothing for images that only their owners know. */
export function knownImage(image: ImageReference | undefined): KnownImage {
  if (!image || (image.name.includes(UNKNOWN_PART) && (image.repository.includes(UNKNOWN_PART) || image.registry === UNKNOWN_PART)))
    return {};
  if (image.name === 'scratch') return { user: 'root', family: 'scratch' };
  const name = familiarName(image);
  const tag = image.tag ?? '';
  if (/windowsservercore|nanoserver/.test(tag) || /mcr\.microsoft\.com\/(?:windows|powershell.*windows)/.test(name)) return {};
  const special = distroless(name, tag) ?? dotnet(name, tag) ?? redHat(name);
  if (special) return special;
  const known = OFFICIAL.get(name) ?? PUBLISHED.find(([prefix]) => name.startsWith(prefix) && name.includes('/'))?.[1];
  if (!known) return {};
  return withTag(known, tag);
}

function withTag(known: KnownImage, tag: string): KnownImage {
  if (tag.includes(UNKNOWN_PART) && known.family === 'debian') return { ...known, family: undefined };
  if (tag.includes('alpine')) return { ...known, family: 'alpine', has: known.has ?? 'wget' };
  if (known.family === 'alpine') return { ...known, has: known.has ?? 'wget' };
  if (known.family === undefined && /slim|bookworm|bullseye|buster|trixie|jammy|focal|noble|debian|ubuntu/.test(tag))
    return { ...known, family: 'debian' };
  const minimal = /ubi\d*-minimal/.test(tag);
  if (minimal || /ubi|rocky|centos/.test(tag)) return { ...known, family: minimal ? 'rhel-minimal' : 'rhel' };
  return known;
}

// https://github.com/GoogleContainerTools/distroless#readme: root unless the tag says 'nonroot'; both know the user.
function distroless(name: string, tag: string): KnownImage | undefined {
  if (!/^(?:gcr\.io|[a-z0-9-]+\.gcr\.io)\/distroless\//.test(name)) return undefined;
  if (tag.includes(UNKNOWN_PART)) return { family: 'distroless', offers: 'nonroot' };
  return {
    family: 'distroless',
    offers: 'nonroot',
    user: tag.includes('nonroot') ? 'nonroot' : 'root',
    ...(name.includes('/python') ? { has: 'python' as const } : {}),
  };
}

// https://learn.microsoft.com/dotnet/core/containers/container-reference: 'app' is there since .NET 8, and runs chiseled images.
function dotnet(name: string, tag: string): KnownImage | undefined {
  if (!name.startsWith('mcr.microsoft.com/dotnet/')) return undefined;
  if (tag.includes(UNKNOWN_PART)) return {};
  const alpine = tag.includes('alpine');
  const major = Number(/^(\d+)/.exec(tag)?.[1] ?? 99);
  if (/chiseled|distroless/.test(tag)) return { user: 'app', family: 'distroless' };
  return { user: 'root', family: alpine ? 'alpine' : 'debian', ...(major >= 8 && !name.endsWith('/sdk') ? { offers: 'app' } : {}) };
}

// https://catalog.redhat.com/software/base-images: language images run as 1001, plain ones as root.
function redHat(name: string): KnownImage | undefined {
  const repository = /^registry\.(?:access\.)?redhat\.(?:com|io)\/(.+)$/.exec(name)?.[1];
  if (!repository) return undefined;
  if (/^ubi\d+\/ubi-micro$/.test(repository)) return { user: 'root' };
  if (/(?:^|\/)ubi\d*-minimal$/.test(repository)) return { user: 'root', family: 'rhel-minimal' };
  if (/^(?:ubi\d+\/ubi(?:-init)?|ubi\d+|rhel\d*(?:\/.*)?)$/.test(repository)) return { user: 'root', family: 'rhel' };
  if (/^ubi\d+\/(?:nodejs|python|openjdk|php|ruby|perl|nginx|httpd|go-toolset|dotnet)/.test(repository)) return { user: '1001' };
  return {};
}
