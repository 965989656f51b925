import { ComposeService, PlatformFile, ServiceTemplate } from '../facts/compose.js';
import { EnvRead } from '../facts/configuration.js';
import { Image } from '../facts/containers.js';
import { EnvMention, GivenVariables } from '../facts/environment.js';
import { Container, ContainerTemplate } from '../facts/kubernetes.js';
import { Dependency } from '../facts/project.js';
import type { Derivation, Known } from '../model/derivation.js';
import { folderOf } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import type { ImageReference } from '../model/image-reference.js';
import { oncePer } from '../model/once.js';
import type { Span } from '../model/span.js';
import { distance } from '../model/spelling.js';
import { folderUri } from './health-questions.js';

type ImageFact = Fact<NonNullable<(typeof Image)['of']>>;
type ServiceFact = Fact<NonNullable<(typeof ComposeService)['of']>>;
type ContainerFact = Fact<NonNullable<(typeof Container)['of']>>;
type Read = Fact<NonNullable<(typeof EnvRead)['of']>>;

interface Given {
  readonly name: string;
  readonly uri: string;
  readonly span: Span;
}
interface Runs {
  readonly is: 'service' | 'container';
  readonly name: string;
  readonly uri: string;
  readonly span: Span;
  readonly sets: readonly Given[];
  /** Folders and files that it sees beside its image, by address. */
  readonly sees: readonly string[];
}

/** Which variables deployments set for images of the workspace, and which of them nothing in the image reads. */
export const givenVariables: Derivation = {
  gives: GivenVariables,
  from: [Image, ComposeService, ServiceTemplate, Container, ContainerTemplate, EnvRead, EnvMention, Dependency, PlatformFile],

  *derive(known): Iterable<FactDraft> {
    const { facts, roleOf, workspace } = known;
    const readings = new Map<string, Reading | undefined>();
    const judged: { readonly runs: Runs; readonly by: Reader | undefined }[] = [];
    for (const image of facts(Image)) {
      if (roleOf(image.uri) !== 'production') continue;
      const runs = runsOf(image, known);
      if (runs.length === 0) continue;
      // Where no compose file says what it is built from, it may be anything of the workspace.
      const under = (image.contexts.length > 0 ? folderUri(image, known.pathOf(image.uri)) : undefined) ?? workspace.uri;
      if (!readings.has(under)) readings.set(under, readingUnder(under, known));
      const reading = isPlain(image.base) ? readings.get(under) : undefined;
      for (const one of runs) judged.push({ runs: one, by: reading && readerOf(reading, under, one, known) });
    }
    // One block of variables for several services (an anchor) is used when one of them uses it.
    const places = new Map<string, (Reader | undefined)[]>();
    for (const { runs, by } of judged)
      for (const { uri, span } of runs.sets) {
        const key = `${uri} ${String(span.start)}`;
        places.set(key, [...(places.get(key) ?? []), by]);
      }
    const told = new Set<string>();
    for (const { runs, by } of judged) {
      if (runs.sets.length === 0) continue;
      const unread = by
        ? runs.sets.filter(({ name, uri, span }) => {
            const readers = places.get(`${uri} ${String(span.start)}`) ?? [];
            return readers.every((reader) => reader !== undefined && !reader.reads(name)) && !told.has(`${uri} ${String(span.start)}`);
          })
        : undefined;
      for (const { uri, span } of unread ?? []) told.add(`${uri} ${String(span.start)}`);
      const set = new Set(runs.sets.map(({ name }) => name));
      yield GivenVariables(
        { span: runs.span, uri: runs.uri },
        {
          is: runs.is,
          name: runs.name,
          read: runs.sets.length - (unread?.length ?? 0),
          unread: unread?.map(({ name, uri, span }) => {
            const near = by?.own
              .filter((read) => !set.has(read.name) && isNear(name, read.name))
              .toSorted((a, b) => distance(a.name, name) - distance(b.name, name))[0];
            return { name, at: { uri, span }, near: near && { name: near.name, uri: near.uri, span: near.span } };
          }),
        },
      );
    }
  },
};

const isNear = (a: string, b: string): boolean => {
  const parts = (name: string): string => name.split('_').toSorted().join('_');
  return parts(a) === parts(b) || distance(a, b) <= (Math.min(a.length, b.length) > 6 ? 2 : 1);
};

interface Reader {
  readonly own: readonly Read[];
  reads(name: string): boolean;
}

/** Images with a language or a system in them and nothing else that reads variables by itself. */
const PLAIN =
  /(?:^|\/)(?:python|node|golang|bun|deno|uv|alpine|debian|ubuntu|busybox|distroless\/(?:static|base|cc|python3?|nodejs\d{0,3})(?:-debian\d{1,2})?|chainguard\/(?:static|python|node|go|glibc-dynamic)|wolfi-base|debian-slim|amazonlinux|ubi\d{1,2}(?:-minimal|-micro)?|ubi-minimal|ubi-micro|rockylinux|almalinux|fedora|python-\d{2,4}|nodejs-\d{2}(?:-minimal)?)$/;

const isPlain = (base: ImageReference | undefined): boolean =>
  base !== undefined && (base.name === 'scratch' || PLAIN.test(base.repository));

interface Reading {
  readonly own: readonly Read[];
  readonly names: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  readonly packages: ReadonlySet<string>;
}

/** What reads the environment in a folder; undefined where that cannot be told. */
function readingUnder(under: string, { facts, roleOf }: Known): Reading | undefined {
  const own = facts(EnvRead).filter((read) => read.uri.startsWith(under) && roleOf(read.uri) === 'production');
  // Code that is not seen to read anything reads in a way that is not known here.
  if (own.length === 0) return undefined;
  const mentions = facts(EnvMention).filter(({ uri }) => uri.startsWith(under));
  if (mentions.some(({ open, uri }) => open && roleOf(uri) === 'production')) return undefined;
  const names = new Set(own.map(({ name }) => name.toUpperCase()));
  for (const mention of mentions) for (const name of mention.names) names.add(name);
  const packages = new Set(
    facts(Dependency)
      .filter(({ uri }) => uri.startsWith(under))
      .flatMap(({ name }) => name.toUpperCase().split(/[^A-Z0-9]+/)),
  );
  return { own, names, prefixes: mentions.flatMap((mention) => mention.prefixes), packages };
}

/** What reads the environment of something that runs: its image, and what it sees beside it. */
function readerOf(
  { own, names, prefixes, packages }: Reading,
  under: string,
  { is, uri, sees }: Runs,
  { facts }: Known,
): Reader | undefined {
  // Manifests of one folder work together; a compose file says by itself what a container sees.
  const beside = is === 'container' ? `${folderOf(uri)}/` : uri;
  const isSeen = (place: string): boolean =>
    !place.startsWith(under) && (place.startsWith(beside) || sees.some((one) => place === one || place.startsWith(`${one}/`)));
  const seen = facts(EnvMention).filter((mention) => isSeen(mention.uri));
  if (seen.some(({ open }) => open)) return undefined;
  return {
    own,
    reads: (name) => {
      const upper = name.toUpperCase();
      return (
        names.has(upper) ||
        READ_ELSEWHERE.test(upper) ||
        seen.some((mention) => mention.names.includes(upper)) ||
        [...prefixes, ...seen.flatMap((mention) => mention.prefixes)].some((prefix) => upper.startsWith(prefix)) ||
        isOfPackage(upper, packages)
      );
    },
  };
}

/** `SENTRY_DSN`, `LANGCHAIN_API_KEY`: libraries read variables that begin with their own name. */
function isOfPackage(name: string, packages: ReadonlySet<string>): boolean {
  const [first = ''] = name.split('_');
  return name.includes('_') && packages.has(first) && !QUIET.has(first);
}

/** Words in the names of packages that read nothing by themselves. */
const QUIET: ReadonlySet<string> = new Set([
  'REDIS', 'STRIPE', 'MONGO', 'MONGODB', 'JWT', 'DB', 'DATABASE', 'APP', 'API', 'SERVER', 'CLIENT', 'LOG', 'CACHE', 'HTTP', 'WEB', 'EMAIL', 'MAIL',
  'TOKEN', 'SESSION', 'SECRET', 'ENV', 'CONFIG', 'CORE', 'TYPES', 'UTILS', 'RATE', 'MAX', 'NODE', 'GO', 'COM', 'GITHUB', 'QUEUE', 'AUTH0', 'S3',
]); // prettier-ignore

/** What runtimes, servers, proxies around them and well-known libraries read by themselves, and what only marks a deployment. */
const READ_ELSEWHERE =
  /^(?:PATH|HOME|USER|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TERM|TMPDIR|TEMP|TMP|HOSTNAME|HOST|PORT|PUID|PGID|UID|GID|UMASK|NO_COLOR|FORCE_COLOR|COLUMNS|LINES|DISPLAY|DEBUG|CI|(?:HTTPS?|ALL|NO|FTP)_PROXY|NODE\w*|NPM_\w+|YARN_\w+|PNPM_\w+|UV_\w+|BUN_\w+|DENO_\w+|PYTHON\w*|PIP_\w+|POETRY_\w+|VIRTUAL_ENV|GO[A-Z]+|CGO_\w+|GIN_MODE|JAVA_\w+|JDK_\w+|JVM_\w+|_JAVA_OPTIONS|CATALINA_\w+|MAVEN_\w+|GRADLE_\w+|RUST_\w+|RUBY\w*|RAILS_\w+|RACK_\w+|BUNDLE_\w+|PHP_\w+|COMPOSER_\w+|APACHE_\w+|NGINX_\w+|ASPNETCORE_\w+|DOTNET_\w+|GUNICORN_\w+|WEB_CONCURRENCY|UVICORN_\w+|HYPERCORN_\w+|GRANIAN_\w+|WORKERS_PER_CORE|MAX_WORKERS|WORKER_CLASS|FORWARDED_ALLOW_IPS|ROOT_PATH|FLASK_\w+|WERKZEUG_\w+|DJANGO_\w+|CELERY_\w+|C_FORCE_ROOT|FLOWER_\w+|STREAMLIT_\w+|GRADIO_\w+|JUPYTER\w*|MPLCONFIGDIR|MPLBACKEND|NUMBA_\w+|OMP_\w+|MKL_\w+|OPENBLAS_\w+|CUDA_\w+|NVIDIA_\w+|NCCL_\w+|TORCH_\w+|PYTORCH_\w+|TF_\w+|KERAS_\w+|HF_\w+|HUGGING_?FACE\w*|TRANSFORMERS_\w+|SENTENCE_TRANSFORMERS\w*|TOKENIZERS_\w+|NLTK_\w+|OPENAI_\w+|ANTHROPIC_\w+|COHERE_\w+|MISTRAL_\w+|GROQ_\w+|GEMINI_\w+|TOGETHER_\w+|REPLICATE_\w+|OLLAMA_\w+|LANGCHAIN_\w+|LANGSMITH_\w+|LANGFUSE_\w+|LITELLM_\w+|TAVILY_\w+|SERPAPI_\w+|PINECONE_\w+|WANDB_\w+|MLFLOW_\w+|PREFECT_\w+|DAGSTER_\w+|AIRFLOW_\w+|DBT_\w+|OTEL_\w+|JAEGER_\w+|DD_\w+|NEW_RELIC_\w+|ELASTIC_APM_\w+|SENTRY_\w+|BUGSNAG_\w+|ROLLBAR_\w+|HONEYCOMB_\w+|PROMETHEUS_\w+|AWS_\w+|AZURE_\w+|GOOGLE_\w+|GCLOUD_\w+|GCP_\w+|CLOUDSDK_\w+|GRPC_\w+|BOTO_\w+|S3FS_\w+|VAULT_\w+|CONSUL_\w+|ETCD\w*|KUBE\w*|KUBERNETES_\w+|POD_\w+|HOST_IP|CONTAINER_\w+|DOCKER_\w+|PG[A-Z]+|MYSQL_(?:PWD|HOST|TCP_PORT|HOME)|ORACLE_\w+|ODBC\w*|LD_\w+|MALLOC_\w+|GLIBC_\w+|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|CURL_\w+|GIT_\w+|SSH_\w+|GPG_\w+|XDG_\w+|CHROME_\w+|CHROMIUM_\w+|PUPPETEER_\w+|PLAYWRIGHT_\w+|CHOKIDAR_\w+|WATCHPACK_\w+|WATCHFILES_\w+|TSC_\w+|TS_NODE_\w+|BROWSER|NEXT_\w+|NEXTAUTH_\w+|NUXT_\w+|NITRO_\w+|VITE_\w+|REACT_APP_\w+|VUE_APP_\w+|GATSBY_\w+|EXPO_\w+|PUBLIC_\w+|ORIGIN|PROTOCOL_HEADER|HOST_HEADER|ADDRESS_HEADER|BODY_SIZE_LIMIT|PRISMA_\w+|DATABASE_URL|SHADOW_DATABASE_URL|DIRECT_URL|TYPEORM_\w+|KNEX_\w+|GOOSE_\w+|ATLAS_\w+|DIESEL_\w+|ALEMBIC_\w+|SUPERVISOR_\w+|S6_\w+|TINI_\w+|VIRTUAL_\w+|LETSENCRYPT_\w+|ACME_\w+|CERT_NAME|HTTPS_METHOD|SERVICE_(?:FQDN|URL|USER|PASSWORD|BASE64|NAME|TAGS|ID|CHECK|IGNORE|\d)\w*|COOLIFY_\w+|TRAEFIK_\w+|WATCHTOWER_\w+|COMPOSE_\w+|DOKKU_\w+|RAILWAY_\w+|FLY_\w+|RENDER\w*|HEROKU_\w+|DYNO|VERCEL\w*|ECS_\w+|K_SERVICE|TESTCONTAINERS_\w+|TWILIO_\w+|SENDGRID_\w+|MAILGUN_\w+|PUSHER_\w+|CLOUDINARY_\w+|FIREBASE_\w+|SUPABASE_\w+|ALGOLIA_\w+|DATADOG_\w+|RELEASE|VERSION|APP_VERSION|BUILD_\w+|COMMIT\w*|ENV|ENVIRONMENT|APP_ENV|STAGE|DEPLOYMENT_\w+|\w+_FILE|__\w+)$/;

const at = ({ uri, span }: { readonly uri?: string; readonly span: { readonly start: number } }): string =>
  `${String(uri)} ${String(span.start)}`;

// Once for all images.
const servicesByPlace = oncePer((all: readonly ServiceFact[]) => new Map(all.map((service) => [at(service), service])));
const containersByPlace = oncePer((all: readonly ContainerFact[]) => new Map(all.map((container) => [at(container), container])));
const templatesByName = oncePer((all: readonly Fact<NonNullable<(typeof ServiceTemplate)['of']>>[]) => groupBy(all, ({ name }) => name));
const templatesByPlace = oncePer((all: readonly Fact<NonNullable<(typeof ContainerTemplate)['of']>>[]) => groupBy(all, at));

function* runsFrom({ services, pods }: ImageFact, { facts, workspace }: Known): Iterable<Runs> {
  const asDeployed = servicesByPlace(facts(ComposeService));
  for (const { name, at: place } of services) {
    const service = asDeployed.get(at(place));
    if (!service || service.purpose === 'development') continue;
    // What is set stands where the file says it: merged services forget which.
    const templates = templatesByName(facts(ServiceTemplate)).get(service.name) ?? [];
    const sets = service.variables.flatMap(({ name: variable, at: span }) => {
      const holds = (template: (typeof templates)[number]): boolean =>
        template.variables.some((one) => one.name === variable && one.at.start === span.start);
      const owner = templates.find((template) => template.uri === service.uri && holds(template)) ?? templates.find(holds);
      return owner ? [{ name: variable, uri: owner.uri, span: named(span, variable) }] : [];
    });
    const sees = service.mounts.flatMap(({ path }) => (path === undefined ? [] : [`${workspace.uri}${path}`.replace(/\/$/, '')]));
    yield { is: 'service', name, uri: service.uri, span: service.span, sets, sees };
  }
  const applied = containersByPlace(facts(Container));
  for (const { name, at: place } of pods) {
    const container = applied.get(at(place));
    if (!container) continue;
    const sets = (templatesByPlace(facts(ContainerTemplate)).get(at(container)) ?? []).flatMap(({ env, uri }) =>
      env.map(({ name: variable, at: span }) => ({ name: variable, uri, span: named(span, variable) })),
    );
    yield { is: 'container', name, uri: container.uri, span: container.span, sets, sees: [] };
  }
}

const runsOf = (image: ImageFact, known: Known): readonly Runs[] => [...runsFrom(image, known)];

/** A variable's name within `NAME=value`. */
const named = (span: Span, name: string): Span =>
  span.end - span.start > name.length ? { start: span.start, end: span.start + name.length } : span;
