import { ComposeService } from '../facts/compose.js';
import { Datastore } from '../facts/data.js';
import { App, Route } from '../facts/http.js';
import { Dependency, Manifest } from '../facts/project.js';
import { Trait } from '../facts/traits.js';
import type { Condition, Reason } from '../model/checklist.js';
import type { Format } from '../model/document.js';
import type { Fact, FactKind } from '../model/fact.js';
import { grouped } from '../model/grouped.js';
import { wordsOf } from '../model/value.js';
import { once } from './once.js';
import type { Surroundings } from './surroundings.js';

type Listed = Surroundings['documents'][number];

/** Names of packages, as registries spell them; `group:artifact` for Java. */
const names = (...patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`);

const FRONTEND = names(
  'react',
  'react-dom',
  'preact',
  'vue',
  'nuxt',
  'svelte',
  '@sveltejs/kit',
  '@angular/core',
  'next',
  'solid-js',
  'astro',
  'lit',
  'ember-source',
  '@remix-run/react',
  'alpinejs',
  'htmx\\.org',
  'streamlit',
  'dash',
  'gradio',
  'nicegui',
  'reflex',
  'panel',
  'org\\.springframework\\.boot:spring-boot-starter-thymeleaf',
  'com\\.vaadin:.*',
);
const WORKERS = names(
  'celery',
  'rq',
  'dramatiq',
  'bullmq',
  'bull',
  '@temporalio/worker',
  'temporalio',
  'arq',
  'huey',
  'taskiq',
  'procrastinate',
  'django-q2?',
  'go\\.temporal\\.io/sdk',
  'github\\.com/hibiken/asynq',
  'org\\.springframework\\.boot:spring-boot-starter-(?:amqp|artemis)',
  'org\\.springframework\\.kafka:.*',
);
const JOBS = names(
  WORKERS.source.slice(4, -2),
  'apscheduler',
  'django-celery-beat',
  'django-rq',
  'rq-scheduler',
  'django-apscheduler',
  'rocketry',
  'prefect',
  'apache-airflow',
  'agenda',
  'bree',
  'node-cron',
  'cron',
  'croner',
  'node-schedule',
  'pg-boss',
  'graphile-worker',
  'inngest',
  '@trigger\\.dev/sdk',
  '@nestjs/(?:schedule|bull|bullmq)',
  'github\\.com/robfig/cron(?:/v\\d+)?',
  'github\\.com/go-co-op/gocron(?:/v\\d+)?',
  'github\\.com/riverqueue/river',
  'org\\.quartz-scheduler:.*',
  'org\\.springframework\\.boot:spring-boot-starter-(?:quartz|batch)',
  'org\\.jobrunr:.*',
);
const JWT =
  /^(?:pyjwt|python-jose|authlib|djangorestframework-simplejwt|flask-jwt-extended|jwcrypto|jsonwebtoken|jose|express-jwt|fast-jwt|@fastify\/jwt|@nestjs\/jwt|github\.com\/golang-jwt\/jwt(?:\/v\d+)?|github\.com\/lestrrat-go\/jwx(?:\/v\d+)?|io\.jsonwebtoken:.*|com\.auth0:java-jwt|com\.nimbusds:nimbus-jose-jwt|org\.springframework\.boot:spring-boot-starter-oauth2-resource-server)$/;
const ACCOUNTS = names(
  'fastapi-users(?:-db-.*)?',
  'django-allauth',
  'djangorestframework-simplejwt',
  'dj-rest-auth',
  'djoser',
  'flask-login',
  'flask-jwt-extended',
  'flask-security(?:-too)?',
  'flask-appbuilder',
  'python-keycloak',
  'mozilla-django-oidc',
  'passport(?:-.*)?',
  'next-auth',
  '@auth/.*',
  'lucia',
  'better-auth',
  '@nestjs/passport',
  '@clerk/.*',
  '@auth0/.*',
  'express-openid-connect',
  'openid-client',
  'keycloak-connect',
  '@workos-inc/.*',
  'iron-session',
  'supertokens-node',
  'github\\.com/coreos/go-oidc(?:/v\\d+)?',
  'github\\.com/markbates/goth',
  'github\\.com/appleboy/gin-jwt(?:/v\\d+)?',
  'org\\.springframework\\.boot:spring-boot-starter-(?:security|oauth2-.*)',
  'org\\.springframework\\.security:.*',
  'org\\.keycloak:.*',
  'org\\.apache\\.shiro:.*',
);
const PASSWORDS = names(
  'passlib',
  'bcrypt',
  'argon2-cffi',
  'pwdlib',
  'flask-bcrypt',
  'django-allauth',
  'fastapi-users(?:-db-.*)?',
  'bcryptjs',
  'argon2',
  '@node-rs/(?:argon2|bcrypt)',
  'org\\.mindrot:jbcrypt',
  'org\\.springframework\\.security:spring-security-crypto',
);
const SESSIONS = names(
  'flask-login',
  'flask-session',
  'fastapi-sessions',
  'starsessions',
  'express-session',
  'cookie-session',
  'iron-session',
  'koa-session',
  'next-auth',
  '@auth/.*',
  'better-auth',
  'lucia',
  'connect-redis',
  '@fastify/(?:secure-)?session',
  'github\\.com/gorilla/sessions',
  'github\\.com/gin-contrib/sessions',
  'github\\.com/alexedwards/scs(?:/v\\d+)?',
  'org\\.springframework\\.session:.*',
);
const GRAPHQL = names(
  'strawberry-graphql(?:-.*)?',
  'graphene(?:-.*)?',
  'ariadne',
  'fraiseql',
  'tartiflette',
  '@apollo/server',
  'apollo-server(?:-.*)?',
  'graphql-yoga',
  'mercurius',
  '@nestjs/(?:graphql|apollo|mercurius)',
  'express-graphql',
  'graphql-http',
  'type-graphql',
  'nexus',
  '@pothos/core',
  'postgraphile',
  'github\\.com/99designs/gqlgen',
  'github\\.com/graph-gophers/graphql-go',
  'github\\.com/graphql-go/graphql',
  'org\\.springframework\\.boot:spring-boot-starter-graphql',
  'com\\.graphql-java(?:-kickstart)?:.*',
  'com\\.netflix\\.graphql\\.dgs:.*',
);
const RELATIONAL = names(
  'sqlalchemy',
  'sqlmodel',
  'flask-sqlalchemy',
  'alembic',
  'peewee',
  'tortoise-orm',
  'django',
  'databases',
  'prisma',
  '@prisma/client',
  'typeorm',
  '@nestjs/(?:typeorm|sequelize)',
  'sequelize',
  'knex',
  'objection',
  'drizzle-orm',
  'kysely',
  '@mikro-orm/(?:postgresql|mysql|mariadb|sqlite|mssql)',
  'gorm\\.io/gorm',
  'entgo\\.io/ent',
  'github\\.com/jmoiron/sqlx',
  'github\\.com/uptrace/bun',
  'xorm\\.io/xorm',
  'org\\.springframework\\.boot:spring-boot-starter-(?:data-)?(?:jpa|jdbc|r2dbc)',
  'org\\.hibernate.*:.*',
  'org\\.mybatis.*:.*',
  'com\\.baomidou:mybatis.*',
  'org\\.jooq:.*',
  'org\\.flywaydb:.*',
  'org\\.liquibase:.*',
  'com\\.zaxxer:hikaricp',
);
const STORES = names(
  'minio',
  '@aws-sdk/(?:client-s3|client-dynamodb|lib-dynamodb)',
  '@google-cloud/(?:storage|firestore|bigtable)',
  '@azure/(?:storage-blob|cosmos)',
  'google-cloud-(?:storage|firestore|bigtable)',
  'azure-(?:storage-blob|cosmos)',
  'django-storages',
  'meilisearch',
  'typesense',
  'algoliasearch',
  'qdrant-client',
  '@qdrant/.*',
  'chromadb',
  'pinecone(?:-client)?',
  '@pinecone-database/pinecone',
  'weaviate-client',
  'pymilvus',
  'lancedb',
  'influxdb-client',
  'memcached',
  'pymemcache',
  'pika',
  'aio-pika',
  'kombu',
  'amqplib',
  'kafkajs',
  'confluent-kafka',
  'github\\.com/(?:minio/minio-go/v\\d|segmentio/kafka-go|nats-io/nats\\.go|rabbitmq/amqp091-go|ibm/sarama)',
  'org\\.springframework\\.kafka:.*',
  'io\\.minio:minio',
);
const NOT_RELATIONAL = /^(?:MongoDB|Redis|Cassandra|Neo4j|Elasticsearch|ClickHouse|DynamoDB)$/;
const CLIENTS = names(
  'requests',
  'httpx',
  'aiohttp',
  'urllib3',
  'axios',
  'got',
  'ky',
  'node-fetch',
  'undici',
  'superagent',
  '@nestjs/axios',
  'boto3',
  'aioboto3',
  'stripe',
  'twilio',
  'openai',
  'anthropic',
  'google-(?:generativeai|genai|api-python-client)',
  'google-cloud-.*',
  'azure-.*',
  'sendgrid',
  'resend',
  'slack-(?:sdk|bolt)',
  'pygithub',
  'langchain(?:-.*)?',
  'litellm',
  'firebase-admin',
  '@aws-sdk/.*',
  'aws-sdk',
  '@google-cloud/.*',
  '@azure/.*',
  '@sendgrid/mail',
  '@slack/.*',
  '@octokit/.*',
  '@anthropic-ai/sdk',
  '@ai-sdk/.*',
  'nodemailer',
  'mailgun\\.js',
  'posthog-node',
  'github\\.com/go-resty/resty(?:/v\\d+)?',
  'github\\.com/aws/aws-sdk-go(?:-v2.*)?',
  'github\\.com/stripe/stripe-go.*',
  'github\\.com/(?:sashabaranov/go-openai|slack-go/slack|google/go-github.*)',
  'org\\.springframework\\.cloud:spring-cloud-starter-openfeign',
  'com\\.squareup\\.(?:okhttp3|retrofit2):.*',
  'org\\.apache\\.httpcomponents.*:httpclient5?',
  'com\\.stripe:.*',
  'software\\.amazon\\.awssdk:.*',
);
const COSTLY = names(
  'weasyprint',
  'reportlab',
  'xhtml2pdf',
  'pdfkit',
  'openai',
  'anthropic',
  'langchain(?:-.*)?',
  'transformers',
  'torch',
  'moviepy',
  'ffmpeg-python',
  'openpyxl',
  'puppeteer(?:-core)?',
  'exceljs',
  'pdf-lib',
  'fluent-ffmpeg',
  'sharp',
  '@anthropic-ai/sdk',
  'ai',
  'github\\.com/(?:chromedp/chromedp|xuri/excelize/v2|sashabaranov/go-openai)',
  'com\\.itextpdf:.*',
  'org\\.apache\\.poi:.*',
);
/** What writes or shows an API's reference. */
const API_REFERENCES = names(
  'drf-spectacular',
  'drf-yasg',
  'flasgger',
  'flask-smorest',
  'flask-restx',
  'apispec',
  'swagger-jsdoc',
  'swagger-ui-express',
  'express-openapi-validator',
  '@nestjs/swagger',
  '@fastify/swagger',
  'fastify-swagger',
  'tsoa',
  'github\\.com/swaggo/.*',
  'org\\.springdoc:.*',
  'io\\.springfox:.*',
);
const METRICS = names(
  'prometheus-client',
  'prometheus-fastapi-instrumentator',
  'starlette-exporter',
  'django-prometheus',
  'prometheus-flask-exporter',
  'ddtrace',
  'datadog',
  'statsd',
  'newrelic',
  'opentelemetry-(?:sdk|distro)',
  'prom-client',
  'express-prom-bundle',
  'fastify-metrics',
  '@willsoto/nestjs-prometheus',
  'dd-trace',
  'hot-shots',
  '@opentelemetry/(?:sdk-metrics|sdk-node|exporter-prometheus)',
  'github\\.com/prometheus/client_golang',
  'github\\.com/(?:ansrivas/fiberprometheus|zsais/go-gin-prometheus|labstack/echo-contrib)(?:/v\\d+)?',
  'io\\.micrometer:micrometer-(?:core|registry-.*)',
  'io\\.prometheus:.*',
  'org\\.springframework\\.boot:spring-boot-starter-actuator',
);
const CONFIG_READERS = names(
  'dynaconf',
  'hydra-core',
  'omegaconf',
  'confuse',
  'config',
  'convict',
  'nconf',
  'cosmiconfig',
  'github\\.com/spf13/viper',
  'github\\.com/knadh/koanf.*',
);
const STATIC = names('whitenoise', '@fastify/static', 'serve-static', 'koa-static', '@nestjs/serve-static', 'vite', 'react-scripts');

const COMPOSE = /(?:^|\/)(?:[\w-]{1,40}[._-])?(?:docker-)?compose[^/]*\.ya?ml$/;
const PIPELINE =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines[^/]*\.ya?ml|\.azure-pipelines\/.+\.ya?ml|Jenkinsfile[^/]*|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml|\.buildkite\/.+\.ya?ml|cloudbuild[^/]*\.ya?ml|\.tekton\/.+\.ya?ml|\.woodpecker(?:\.ya?ml|\/.+\.ya?ml)|\.travis\.ya?ml|\.?appveyor\.ya?ml|\.semaphore\/.+\.ya?ml|buildspec[^/]*\.ya?ml|\.forgejo\/workflows\/.+|\.gitea\/workflows\/.+)$/;
const PROXIES =
  /(?:^|\/)(?:Caddyfile[^/]*|traefik[^/]*\.(?:ya?ml|toml)|haproxy[^/]*\.cfg|httpd[^/]*\.conf|apache2?\.conf|envoy[^/]*\.ya?ml|\.htaccess|[^/]*vhost[^/]*\.conf)$/;
const KUBERNETES = /(?:^|\/)(?:Chart\.ya?ml|kustomization\.ya?ml|helmfile\.ya?ml|helmrelease[^/]*\.ya?ml)$/i;
const PLATFORMS = /(?:^|\/)(?:vercel\.json|wrangler\.(?:toml|jsonc?)|fly\.toml|render\.ya?ml|firebase\.json|amplify\.ya?ml)$/;
const ALERTS = /(?:^|\/)[^/]*alert(?:s|ing|manager|[-_.]?rules?)?[^/]*\.(?:ya?ml|rules)$|\.rules\.ya?ml$|(?:^|\/)prometheus\/rules\//i;
/** A shell script of such a name anywhere; other code only where scripts are kept. */
const SCRIPTS =
  /(?:^|\/)[^/]*(?:backup|restore|deploy|health[-_]?check)[^/]*\.(?:sh|bash|ps1|bat)$|(?:^|\/)(?:scripts?|bin|ops|deploy(?:ment)?|tools|hack|backups?|maintenance)\/(?:[^/]+\/)*[^/]*(?:backup|restore|deploy|health[-_]?check)[^/]*\.(?:py|[cm]?js|ts|go|rb)$|^[^/]*(?:backup|restore|deploy)[^/]*\.py$/i;
const PAGES =
  /(?:^|\/)(?:templates|views|pages|layouts)\/(?!(?:[^/]+\/)*(?:e?mails?|mjml|notifications?)\/).+\.(?:html?|jinja2?|j2|ejs|hbs|handlebars|pug|mustache|njk|erb|twig|blade\.php|templ|gohtml|ftl)$|(?:^|\/)(?:static|public)\/(?:[^/]+\/)*[^/]+\.html$|\.(?:vue|svelte|astro|tsx|jsx|blade\.php|jsp)$/;
const ASSETS = /(?:^|\/)(?:static|public|assets|media)\/.+\.(?:css|js|html|svg|webmanifest)$|(?:^|\/)(?:static|public)\/robots\.txt$/;
const OTHER_MANIFESTS =
  /(?:^|\/)(?:Gemfile|composer\.json|Cargo\.toml|mix\.exs|Package\.swift|pubspec\.yaml|build\.sbt|[^/]+\.(?:cs|fs)proj)$/;
const OWN_SETTINGS = /(?:^|\/)(?:application(?:-[\w-]+)?\.ya?ml|appsettings[^/]*\.json)$/;

const LANGUAGES: Readonly<Partial<Record<Format, string>>> = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  tsx: 'TypeScript',
  go: 'Go',
  java: 'Java',
};
/** Tools' configuration is written in a language without being a product's code. */
const TOOLING = /(?:^|\/)(?:[^/]+\.config\.[cm]?[jt]s|\.[\w-]+rc\.[cm]?js|setup\.py|docs\/conf\.py|[^/]+\.d\.ts|noxfile\.py|gulpfile\.js)$/;

const LOGIN_PATH =
  /(?:^|\/)(?:log-?_?in|sign-?_?in|sign-?_?up|log-?_?out|authenticate|forgot-?_?password|reset-?_?password)(?:\/|$)|(?:^|\/)(?:auth|users?|accounts?)\/(?:register|token|session|callback)(?:\/|$)/i;
const COSTLY_PATH =
  /(?:^|\/)(?:exports?|imports?|reports?|bulk|batch|generate|reindex|rebuild|convert|render|transcode|backups?|analy[sz]e|archive|pdf|csv|download-all)(?:[-_/.]|$)/i;

const OF = { start: 0, end: 0 };

/** Folders of tools, whose names begin with a dot, are no part of a product; some are how it is delivered. */
const BESIDE = /(?:^|\/)\.(?!config\/|docker\/|deploy|k8s\/|kube|helm|infra|aws\/|azure\/|platform|do\/|ebextensions|well-known\/)[^/]+\//;

/** The documents that ship, pipelines left out. */
const ships = (around: Surroundings): readonly Listed[] =>
  once(around, 'what ships', () =>
    around.documents.filter(({ role, path }) => role === 'production' && !BESIDE.test(path) && !PIPELINE.test(path)),
  );
const shipping = (around: Surroundings): ReadonlySet<string> =>
  once(around, 'addresses of what ships', () => new Set(ships(around).map(({ uri }) => uri)));

function* counting<T>(around: Surroundings, kind: FactKind<T>, note: (fact: Fact<T>) => string | undefined): Iterable<Reason> {
  const production = shipping(around);
  for (const fact of around.facts(kind)) {
    const words = production.has(fact.uri) ? note(fact) : undefined;
    if (words !== undefined) yield { note: words, at: { uri: fact.uri, span: fact.span } };
  }
}

type From = (around: Surroundings) => readonly Listed[];
type Is = (document: Listed) => boolean;

const everything: From = ({ documents }) => documents;

/** A reason for each file of a kind. All documents are gone through only when one came or went. */
const files =
  (from: From, is: Is): ((around: Surroundings) => readonly Reason[]) =>
  (around) =>
    once(around, is, () => from(around).flatMap((document) => (is(document) ? reasonAt(document, document.path) : [])));

/** One reason for many files of a kind: how many there are, and the first. */
const counted =
  (from: From, is: Is, words: (count: number) => string): ((around: Surroundings) => readonly Reason[]) =>
  (around) =>
    once(around, is, () => {
      const found = from(around).filter(is);
      return found.slice(0, 1).map((document) => reasonAt(document, words(found.length)));
    });

const reasonAt = ({ uri }: Listed, note: string): Reason => ({ note, at: { uri, span: OF } });

const needs = (around: Surroundings, packages: RegExp): readonly Reason[] =>
  once(around, packages, () => [
    ...unique(counting(around, Dependency, ({ name, runtime }) => (runtime && packages.test(name) ? `depends on ${name}` : undefined))),
  ]);

const traits = (around: Surroundings, condition: Condition): readonly Fact<{ readonly condition: Condition; readonly words: string }>[] =>
  once(around, 'traits', () => {
    const byCondition = new Map<Condition, Fact<{ readonly condition: Condition; readonly words: string }>[]>();
    const production = shipping(around);
    for (const fact of around.facts(Trait)) {
      if (!production.has(fact.uri)) continue;
      const known = byCondition.get(fact.condition);
      if (known) known.push(fact);
      else byCondition.set(fact.condition, [fact]);
    }
    return byCondition;
  }).get(condition) ?? [];

/** What documents show: one reason for each kind of words, so that a hundred routes are not a hundred reasons. */
function* shown(around: Surroundings, condition: Condition, confidence?: 'sure'): Iterable<Reason> {
  const seen = new Set<string>();
  for (const { words, uri, span, confidence: found } of traits(around, condition)) {
    if (seen.has(words) || (confidence === 'sure' && found !== 'sure')) continue;
    seen.add(words);
    yield { note: words, at: { uri, span } };
  }
}

const images = (around: Surroundings, product: RegExp): Iterable<Reason> =>
  counting(around, ComposeService, ({ image }) => {
    const name = wordsOf(image);
    return name !== undefined && product.test(name) ? `an image: ${name}` : undefined;
  });

const routes = (around: Surroundings, path: RegExp): readonly Reason[] =>
  [...counting(around, Route, (route) => (path.test(route.path) ? `${route.method} ${route.path}` : undefined))].slice(0, 5);

const image = (products: string): RegExp => new RegExp(String.raw`(?:^|/)(?:${products})(?=[:@-]|$)`);
const RELATIONAL_IMAGE = image('postgres(?:ql)?|postgis|timescaledb|pgvector|mysql|mysql-server|mariadb|cockroach|percona|server:20\\d\\d');
const STORE_IMAGE = image(
  'mongo(?:db)?|cassandra|scylla|elasticsearch|opensearch|clickhouse|clickhouse-server|neo4j|couchdb|influxdb|minio|meilisearch|typesense|qdrant|weaviate|milvus|rabbitmq|kafka|nats|memcached',
);
const REDIS_IMAGE = image('redis|valkey|keydb|dragonfly|redis-stack|redis-stack-server');
const PROXY_IMAGE = image('nginx|nginx-unprivileged|nginx-proxy|caddy|traefik|haproxy|httpd|envoy');

const isSource = ({ format, path }: Listed): boolean => LANGUAGES[format] !== undefined && !TOOLING.test(path);

const TENANTS = names('django-tenants', 'django-multitenant', 'sqlalchemy-tenants');

const sources = counted(ships, isSource, (count) => (count === 1 ? 'a source file' : `${grouped(count)} source files`));
const typedSources = counted(
  ships,
  (document) => isSource(document) && /^(?:python|typescript|tsx)$/.test(document.format),
  (count) => (count === 1 ? 'a Python or TypeScript file' : `${grouped(count)} Python or TypeScript files`),
);
const pages = counted(
  ships,
  ({ path }) => PAGES.test(path),
  (count) => (count === 1 ? 'a page' : `${grouped(count)} pages and components`),
);
const staticFiles = counted(
  ships,
  ({ path }) => ASSETS.test(path),
  (count) => (count === 1 ? 'a static file' : `${grouped(count)} static files`),
);
const otherManifests = files(ships, ({ path }) => OTHER_MANIFESTS.test(path));
const gitFiles = files(everything, ({ path }) => path === '.gitignore' || path === '.gitattributes');
const isInGit = (around: Surroundings): boolean => once(around, 'git', () => around.documents.some(({ tracked }) => tracked !== undefined));
const pipelines = files(everything, ({ path }) => PIPELINE.test(path));
const dockerfiles = files(ships, ({ format }) => format === 'dockerfile');
const composeFiles = files(ships, ({ path }) => COMPOSE.test(path));
const kubernetesFiles = files(ships, ({ path }) => KUBERNETES.test(path));
const proxyFiles = files(ships, ({ format, path }) => format === 'nginx' || PROXIES.test(path));
const platformFiles = files(ships, ({ path }) => PLATFORMS.test(path));
const alertFiles = files(
  ships,
  ({ path, format }) =>
    format !== 'text' && ALERTS.test(path) && /prometheus|monitor|grafana|alertmanager|alerts?\.rules|rules\.ya?ml/i.test(path),
);
const settingsFiles = files(ships, ({ path }) => OWN_SETTINGS.test(path));
const scripts = files(
  everything,
  ({ path, role }) => (role === 'production' || role === 'development') && SCRIPTS.test(path) && !path.startsWith('.github/'),
);

/** Everything that makes a condition hold, with places; nothing where it does not. */
export const CONDITIONS: Readonly<Record<Condition, (around: Surroundings) => Iterable<Reason>>> = {
  always: () => [{ note: 'every workspace' }],
  code: sources,
  'typed-language': typedSources,
  'web-app': (around) => [
    ...counting(around, App, ({ framework }) => `${/^[AEIOU]/.test(framework) ? 'an' : 'a'} ${framework} application`),
    ...shown(around, 'web-app'),
  ],
  frontend: (around) => [...needs(around, FRONTEND), ...pages(around), ...shown(around, 'frontend')],
  service: (around) => [...CONDITIONS['web-app'](around), ...needs(around, WORKERS), ...shown(around, 'service')],
  // Pages alone are no API.
  'api-docs': (around) =>
    some(CONDITIONS['web-app'](around))
      ? [...shown(around, 'api-docs'), ...needs(around, API_REFERENCES), ...CONDITIONS.graphql(around)]
      : [],
  // Whoever keeps passwords has users.
  accounts: (around) => [
    ...needs(around, ACCOUNTS),
    ...shown(around, 'accounts'),
    ...routes(around, LOGIN_PATH),
    ...CONDITIONS.passwords(around),
  ],
  passwords: (around) => [...needs(around, PASSWORDS), ...shown(around, 'passwords')],
  jwt: (around) => [...needs(around, JWT), ...shown(around, 'jwt')],
  // A cookie may hold a language as well as a login: one counts only where users sign in.
  'cookie-session': (around) => [
    ...needs(around, SESSIONS),
    ...shown(around, 'cookie-session', some(CONDITIONS.accounts(around)) ? undefined : 'sure'),
  ],
  'api-keys': (around) => [
    ...shown(around, 'api-keys'),
    ...routes(around, /(?:^|\/)(?:api-?_?(?:keys?|tokens?)|(?:personal-)?access-?_?tokens?)(?:\/|$)/i),
  ],
  graphql: (around) => [...needs(around, GRAPHQL), ...shown(around, 'graphql')],
  'multi-tenant': (around) => [...needs(around, TENANTS), ...shown(around, 'multi-tenant')],
  datastore: (around) => [
    ...unique(counting(around, Datastore, ({ product }) => `a client of ${product}`)),
    ...needs(around, STORES),
    ...images(around, STORE_IMAGE),
    ...CONDITIONS['relational-db'](around),
    ...CONDITIONS.redis(around),
    ...shown(around, 'datastore'),
  ],
  'relational-db': (around) => [
    ...unique(counting(around, Datastore, ({ product }) => (NOT_RELATIONAL.test(product) ? undefined : `a client of ${product}`))),
    ...needs(around, RELATIONAL),
    ...images(around, RELATIONAL_IMAGE),
    ...shown(around, 'relational-db'),
  ],
  'sql-code': (around) => shown(around, 'sql-code'),
  redis: (around) => [
    ...unique(counting(around, Datastore, ({ product }) => (product === 'Redis' ? 'a client of Redis' : undefined))),
    ...images(around, REDIS_IMAGE),
    ...shown(around, 'redis'),
  ],
  'external-api': (around) => [...needs(around, CLIENTS), ...shown(around, 'external-api')],
  'background-jobs': (around) => [...needs(around, JOBS), ...shown(around, 'background-jobs')],
  'costly-operations': (around) => [...needs(around, COSTLY), ...routes(around, COSTLY_PATH), ...shown(around, 'costly-operations')],
  dependencies: (around) => [
    ...unique(counting(around, Manifest, () => 'a manifest')),
    ...otherManifests(around),
    ...unique(counting(around, Dependency, () => 'dependencies')),
  ],
  git: (around) => [...(isInGit(around) ? [{ note: 'the workspace is a Git repository' }] : []), ...gitFiles(around)],
  ci: pipelines,
  docker: dockerfiles,
  compose: composeFiles,
  kubernetes: (around) => [...kubernetesFiles(around), ...shown(around, 'kubernetes')],
  containers: (around) => [...CONDITIONS.docker(around), ...CONDITIONS.compose(around), ...CONDITIONS.kubernetes(around)],
  'reverse-proxy': (around) => [...proxyFiles(around), ...images(around, PROXY_IMAGE), ...shown(around, 'reverse-proxy')],
  'public-traffic': (around) => [...shown(around, 'public-traffic'), ...platformFiles(around)],
  'static-assets': (around) => [
    ...needs(around, STATIC),
    ...shown(around, 'static-assets'),
    ...staticFiles(around),
    ...needs(around, FRONTEND),
  ],
  'file-logs': (around) => shown(around, 'file-logs'),
  metrics: (around) => [
    ...needs(around, METRICS),
    ...routes(around, /^(?:\/(?:api|actuator|internal|-))?\/(?:metrics|prometheus)\/?$/),
    ...shown(around, 'metrics'),
  ],
  alerting: (around) => [...shown(around, 'alerting'), ...alertFiles(around)],
  'personal-data': (around) => shown(around, 'personal-data'),
  'config-file': (around) => [...needs(around, CONFIG_READERS), ...settingsFiles(around), ...shown(around, 'config-file')],
  'ops-scripts': scripts,
  team: () => [{ note: "a team, unless 'preflight.yaml' says otherwise" }],
};

const some = (reasons: Iterable<Reason>): boolean => {
  for (const _ of reasons) return true;
  return false;
};

/** One reason for each wording. */
function* unique(reasons: Iterable<Reason>): Iterable<Reason> {
  const seen = new Set<string>();
  for (const reason of reasons) {
    if (!seen.has(reason.note)) yield reason;
    seen.add(reason.note);
  }
}

/** Everything that makes a condition hold; empty when nothing does. */
export const reasonsOf = (condition: Condition, around: Surroundings): readonly Reason[] =>
  once(around, `reasons for ${condition}`, () => [...unique(CONDITIONS[condition](around))]);
