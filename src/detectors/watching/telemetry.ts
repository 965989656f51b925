import { type Signal, Telemetry } from '../../facts/observability.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';
import { isConditional, placeOf } from './patterns.js';

const SHIPS: readonly Role[] = ['production'];

interface Sign {
  readonly tool: string;
  readonly signals: readonly Signal[];
  /** What starts it. */
  readonly at: RegExp;
  /** What else has to stand in the file: its import. */
  readonly beside?: RegExp;
  readonly started?: false;
  readonly pushed?: true;
}

/** In a script a condition decides whether it is started; in code it only asks whether there is an address to send to. */
function* signs(document: Document, table: readonly Sign[], inScript = false): Iterable<FactDraft> {
  for (const { tool, signals, at, beside, started = true, pushed = false } of table) {
    if (beside && !beside.test(document.text)) continue;
    const span = placeOf(document, at);
    if (!span) continue;
    const switched = inScript && isConditional(document.text, span.start);
    for (const signal of signals) yield Telemetry({ span }, { signal, tool, started: started && !switched, pushed });
  }
}

const ALL: readonly Signal[] = ['metrics', 'errors', 'traces'];

const PYTHON: readonly Sign[] = [
  {
    tool: 'prometheus_client',
    signals: ['metrics'],
    beside: /\bprometheus_client\b/,
    at: /\b(?:make_asgi_app|make_wsgi_app|start_http_server|start_wsgi_server|generate_latest|push_to_gateway|MetricsHandler)\(/,
  },
  { tool: 'prometheus-fastapi-instrumentator', signals: ['metrics'], beside: /\bprometheus_fastapi_instrumentator\b/, at: /\.expose\(/ },
  {
    tool: 'starlette_exporter',
    signals: ['metrics'],
    beside: /\b(?:starlette_exporter|starlette_prometheus|aioprometheus)\b/,
    at: /(?<=[(,]\s{0,20})(?:handle_metrics|metrics)(?=\s{0,5}[,)])/,
  },
  {
    tool: 'prometheus_flask_exporter',
    signals: ['metrics'],
    at: /\b(?:Gunicorn|UWsgi)?(?:InternalPrometheusMetrics|PrometheusMetrics)(?:\.for_app_factory)?\(/,
    beside: /\bprometheus_flask_exporter\b/,
  },
  { tool: 'django-prometheus', signals: ['metrics'], at: /["']django_prometheus\.urls["']|\bExportToDjangoView\b(?!\s*$)/ },
  { tool: 'Litestar', signals: ['metrics'], beside: /\blitestar\b/, at: /\bPrometheusController(?=[\],)])/ },
  { tool: 'OpenTelemetry', signals: ['metrics'], beside: /\bopentelemetry\b/, at: /\bset_meter_provider\(/, pushed: true },
  {
    tool: 'OpenTelemetry',
    signals: ['traces'],
    beside: /\bopentelemetry\b/,
    at: /\bset_tracer_provider\(|\b(?:FastAPI|Django|Flask|ASGI|WSGI|Starlette|Celery|Aiohttp\w*)Instrumentor\b[^\n]{0,40}\.instrument(?:_app)?\(/,
  },
  { tool: 'Azure Monitor', signals: ALL, at: /\bconfigure_azure_monitor\(/, pushed: true },
  // https://logfire.pydantic.dev/docs/reference/configuration/
  {
    tool: 'Logfire',
    signals: ['traces', 'errors'],
    beside: /\blogfire\b/,
    at: /\blogfire\.configure\((?![^)]{0,400}\bsend_to_logfire\s{0,4}=\s{0,4}False)/,
    pushed: true,
  },
  { tool: 'Logfire', signals: ['traces', 'errors'], beside: /\blogfire\b/, at: /\blogfire\.configure\(/, started: false, pushed: true },
  {
    tool: 'StatsD',
    signals: ['metrics'],
    beside: /\b(?:statsd|datadog|aiodogstatsd)\b/,
    at: /\b(?:StatsClient|DogStatsd|TCPStatsClient)\(|\bdatadog\.initialize\(/,
    pushed: true,
  },
  {
    tool: 'Datadog',
    signals: ['traces', 'errors'],
    at: /\bddtrace\.auto\b|\bpatch_all\(|\bddtrace\.patch\(/,
    beside: /\bddtrace\b/,
    pushed: true,
  },
  { tool: 'New Relic', signals: ALL, at: /\bnewrelic\.agent\.initialize\(/, pushed: true },
  {
    tool: 'Elastic APM',
    signals: ALL,
    at: /\bElasticAPM\(|["']elasticapm\.contrib\.django(?:\.apps\.\w+)?["']|\bmake_apm_client\(/,
    pushed: true,
  },
  { tool: 'Sentry', signals: ['errors'], at: /\bsentry_sdk\.init\(|(?<![\w.])init\(\s{0,40}dsn\s{0,4}=/, beside: /\bsentry_sdk\b/ },
  { tool: 'Sentry', signals: ['traces'], at: /\btraces_sample(?:_rate|r)\s{0,4}=/, beside: /\bsentry_sdk\b/ },
  { tool: 'Rollbar', signals: ['errors'], at: /\brollbar\.init\(|["']rollbar\.contrib\.django\.middleware\.\w+["']/ },
  { tool: 'Bugsnag', signals: ['errors'], at: /\bbugsnag\.configure\(/ },
  { tool: 'Honeybadger', signals: ['errors'], at: /\bhoneybadger\.configure\(|["']honeybadger\.contrib\.\w+["']/ },
  { tool: 'Scout', signals: ['traces'], at: /["']scout_apm\.django["']/ },
  {
    tool: 'prometheus_client',
    signals: ['metrics'],
    started: false,
    at: /\b(?:from|import)\s+(?:prometheus_client|prometheus_fastapi_instrumentator|starlette_exporter|django_prometheus|opentelemetry\.metrics)\b/,
  },
];

export const pythonTelemetry = detector({
  framework: 'Telemetry for Python',
  format: 'text',
  files: /\.py$/,
  roles: SHIPS,
  mentions:
    /prometheus|opentelemetry|configure_azure_monitor|logfire|statsd|datadog|ddtrace|newrelic|elasticapm|sentry_sdk|rollbar|bugsnag|honeybadger|scout_apm/,
  facts: ({ document }) => signs(document, PYTHON),
});

const SCRIPT: readonly Sign[] = [
  {
    tool: 'prom-client',
    signals: ['metrics'],
    beside: /['"]prom-client['"]/,
    at: /\b(?:register|registry|promClient\.register|client\.register)\w{0,20}\.metrics\(\)|\bnew (?:\w+\.)?Pushgateway\(/,
  },
  {
    tool: 'prom-client',
    signals: ['metrics'],
    beside: /['"]prom-client['"]/,
    at: /\bcollectDefaultMetrics\(|\bnew (?:\w+\.)?(?:Counter|Histogram|Gauge|Registry)\(/,
    started: false,
  },
  {
    tool: 'express-prom-bundle',
    signals: ['metrics'],
    beside:
      /['"](?:express-prom-bundle|express-prometheus-middleware|prometheus-api-metrics|fastify-metrics|@willsoto\/nestjs-prometheus|koa-prom\w*|@hono\/prometheus)['"]/,
    at: /\b(?:promBundle|promMid|apiMetrics|prometheusAPIMetrics|PrometheusModule\.register(?:Async)?|prometheus)\(|\bregister\(\s{0,20}(?:fastifyMetrics|metricsPlugin|metrics)\b/,
  },
  {
    tool: 'OpenTelemetry',
    signals: ['metrics'],
    at: /\bnew (?:\w+\.)?(?:PrometheusExporter|MeterProvider|PeriodicExportingMetricReader)\(/,
    pushed: true,
  },
  {
    tool: 'OpenTelemetry',
    signals: ['traces'],
    at: /\bnew (?:\w+\.)?(?:NodeSDK|NodeTracerProvider|BasicTracerProvider)\(|\bregisterOTel\(/,
  },
  {
    tool: 'StatsD',
    signals: ['metrics'],
    at: /\bnew (?:\w+\.)?(?:StatsD|HotShots|DogStatsD)\(/,
    beside: /['"](?:hot-shots|node-statsd|statsd-client|datadog-metrics|node-dogstatsd)['"]/,
    pushed: true,
  },
  {
    tool: 'Datadog',
    signals: ALL,
    at: /\btracer\.init\(|\bddTrace\.init\(|\)\.init\(|['"]dd-trace\/init(?:\.js)?['"]/i,
    beside: /['"]dd-trace(?:\/init(?:\.js)?)?['"]/,
    pushed: true,
  },
  { tool: 'New Relic', signals: ALL, at: /\b(?:require\(|import\s)\s{0,4}['"]newrelic['"]/, pushed: true },
  { tool: 'Application Insights', signals: ALL, at: /\bappInsights\.setup\(|\buseAzureMonitor\(/, pushed: true },
  {
    tool: 'Elastic APM',
    signals: ALL,
    at: /\bapm\.start\(|['"]elastic-apm-node\/start(?:\.js)?['"]|\)\.start\(/,
    beside: /['"]elastic-apm-node/,
    pushed: true,
  },
  {
    tool: 'Sentry',
    signals: ['errors'],
    at: /\b(?:Sentry|sentry)\.init\(|\bwithSentryConfig\(|(?<![\w.])init\(\s{0,20}\{\s{0,40}dsn\b/,
    beside:
      /['"]@sentry\/(?:node|nextjs|nestjs|bun|deno|serverless|aws-serverless|google-cloud-serverless|remix|sveltekit|nuxt|astro|solidstart|cloudflare|node-core)['"]/,
  },
  { tool: 'Sentry', signals: ['errors'], started: false, at: /['"]@sentry\/(?:browser|react|vue|angular|svelte|core)['"]/ },
  { tool: 'Sentry', signals: ['traces'], at: /\btracesSample(?:Rate|r)\b/, beside: /['"]@sentry\// },
  { tool: 'Rollbar', signals: ['errors'], at: /\bnew Rollbar\(|\bRollbar\.init\(/ },
  { tool: 'Bugsnag', signals: ['errors'], at: /\bBugsnag\.start\(/, beside: /['"]@bugsnag\/(?:js|node)['"]/ },
  { tool: 'Honeybadger', signals: ['errors'], at: /\bHoneybadger\.configure\(/ },
  { tool: 'Highlight', signals: ['errors', 'traces'], at: /\bH\.init\(/, beside: /['"]@highlight-run\/(?:node|next)/ },
  { tool: 'AppSignal', signals: ALL, at: /\bnew Appsignal\(/, pushed: true },
];

export const scriptTelemetry = detector({
  framework: 'Telemetry for JavaScript',
  format: 'text',
  // What runs in browsers says nothing of the server.
  files: /^(?!.*(?:instrumentation-client|\.client(?:\.config)?)\.[cm]?[jt]sx?$).*\.[cm]?[jt]sx?$/,
  roles: SHIPS,
  mentions:
    /prom-client|prom-bundle|prometheus|PrometheusExporter|fastify-metrics|opentelemetry|registerOTel|hot-shots|statsd|dd-trace|newrelic|applicationinsights|useAzureMonitor|elastic-apm-node|@sentry\/|[rR]ollbar|Bugsnag|Honeybadger|highlight-run|[aA]ppsignal/,
  facts: ({ document }) => signs(document, SCRIPT),
});

const GO: readonly Sign[] = [
  { tool: 'promhttp', signals: ['metrics'], at: /\bpromhttp\.Handler(?:For)?\(/ },
  {
    tool: 'Prometheus middleware',
    signals: ['metrics'],
    at: /\b(?:ginprometheus\.NewPrometheus|ginmetrics\.GetMonitor|echoprometheus\.NewHandler|fiberprometheus\.New|prometheus\.NewPrometheus)\(/,
  },
  { tool: 'VictoriaMetrics', signals: ['metrics'], at: /\bmetrics\.WritePrometheus\(/ },
  { tool: 'OpenTelemetry', signals: ['metrics'], at: /\botel\.SetMeterProvider\(/, pushed: true },
  { tool: 'OpenTelemetry', signals: ['traces'], at: /\botel\.SetTracerProvider\(/ },
  { tool: 'StatsD', signals: ['metrics'], at: /\bstatsd\.New\w{0,20}\(/, pushed: true },
  { tool: 'Datadog', signals: ['traces', 'errors'], at: /\btracer\.Start\(/, beside: /dd-trace-go/, pushed: true },
  { tool: 'New Relic', signals: ALL, at: /\bnewrelic\.NewApplication\(/, pushed: true },
  { tool: 'expvar', signals: ['metrics'], at: /"expvar"/, started: false },
  {
    tool: 'prometheus/client_golang',
    signals: ['metrics'],
    at: /"github\.com\/prometheus\/client_golang\/prometheus(?:\/\w+)?"/,
    started: false,
  },
  { tool: 'Sentry', signals: ['errors'], at: /\bsentry\.Init\(/, beside: /getsentry\/sentry-go/ },
  { tool: 'Rollbar', signals: ['errors'], at: /\brollbar\.SetToken\(|\brollbar\.New\w*\(/ },
  { tool: 'Bugsnag', signals: ['errors'], at: /\bbugsnag\.Configure\(/ },
  { tool: 'Honeybadger', signals: ['errors'], at: /\bhoneybadger\.Configure\(/ },
];

export const goTelemetry = detector({
  framework: 'Telemetry for Go',
  format: 'text',
  files: /\.go$/,
  roles: SHIPS,
  mentions: /prometheus|promhttp|WritePrometheus|otel\.Set|statsd|dd-trace-go|newrelic|"expvar"|sentry|rollbar|bugsnag|honeybadger/,
  facts: ({ document }) => signs(document, GO),
});

/** Registries that send by themselves, and starters that set themselves up. */
const JAVA: readonly Sign[] = [
  { tool: 'micrometer-registry-prometheus', signals: ['metrics'], at: /micrometer-registry-prometheus\b/, started: false },
  {
    tool: 'Micrometer',
    signals: ['metrics'],
    at: /micrometer-registry-(?:datadog|otlp|statsd|new-relic|cloudwatch2|influx|elastic|stackdriver|azure-monitor|dynatrace)\b/,
    pushed: true,
  },
  {
    tool: 'OpenTelemetry',
    signals: ['metrics', 'traces'],
    at: /opentelemetry-spring-boot-starter\b|quarkus-opentelemetry\b/,
    pushed: true,
  },
  {
    tool: 'Micrometer Tracing',
    signals: ['traces'],
    at: /micrometer-tracing-bridge-(?:otel|brave)\b|spring-cloud-(?:starter-)?sleuth\b|spring-cloud-starter-zipkin\b|spring-boot-starter-(?:zipkin|opentelemetry)\b/,
  },
  { tool: 'Sentry', signals: ['errors'], at: /sentry-(?:spring-boot-starter[\w-]*|logback|log4j2|servlet[\w-]*)\b/, started: false },
];

export const javaTelemetry = detector({
  framework: 'Telemetry for Java',
  format: 'text',
  files: /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
  roles: SHIPS,
  mentions: /micrometer-(?:registry|tracing)|opentelemetry|sleuth|zipkin|sentry-/,
  facts: ({ document }) => signs(document, JAVA),
});

const SPRING: readonly Sign[] = [
  {
    tool: 'Spring Boot Actuator',
    signals: ['metrics'],
    at: /exposure[.:]?\s{0,20}include\s{0,4}[:=]\s{0,4}["']?(?:[\w, -]{0,80}\bprometheus\b|\*)/,
  },
  {
    tool: 'Sentry',
    signals: ['errors'],
    at: /^sentry\.dsn\s{0,4}=\s{0,4}\S|^sentry:\s{0,6}\n(?:[ \t].{0,100}\n){0,6}?[ \t]{1,8}dsn:[ \t]{0,4}\S/m,
  },
];

export const springTelemetry = detector({
  framework: 'Spring Boot',
  format: 'text',
  files: /(?:^|\/)(?:application|bootstrap)(?:-[\w-]{1,40})?\.(?:properties|ya?ml)$/,
  roles: SHIPS,
  mentions: ['exposure', 'sentry'],
  facts: ({ document }) => signs(document, SPRING),
});

/** Agents that start the process, whatever is in the code. */
const STARTED: readonly Sign[] = [
  {
    tool: 'OpenTelemetry',
    signals: ['traces', 'metrics'],
    at: /\bopentelemetry-instrument\b|-javaagent:\S{0,100}opentelemetry|@opentelemetry\/auto-instrumentations-node\/register/,
    pushed: true,
  },
  {
    tool: 'Datadog',
    signals: ALL,
    at: /\bddtrace-run\b|-javaagent:\S{0,100}dd-java-agent|(?:-r|--require|--import)[ =]dd-trace\/\w+/,
    pushed: true,
  },
  {
    tool: 'New Relic',
    signals: ALL,
    at: /\bnewrelic-admin\s+run-program\b|-javaagent:\S{0,100}newrelic|(?:-r|--require)[ =]newrelic\b/,
    pushed: true,
  },
  { tool: 'Elastic APM', signals: ALL, at: /-javaagent:\S{0,100}elastic-apm|(?:-r|--require)[ =]elastic-apm-node\/start/, pushed: true },
  { tool: 'Application Insights', signals: ALL, at: /-javaagent:\S{0,100}applicationinsights/, pushed: true },
];

export const agents = detector({
  framework: 'Agents',
  format: 'text',
  files:
    /(?:^|\/)(?:[\w.-]{0,60}[dD]ockerfile[\w.-]{0,60}|Procfile|package\.json|pom\.xml|[\w.-]{1,80}\.(?:ya?ml|sh|env|service|gradle|kts|properties))$/,
  roles: SHIPS,
  mentions:
    /opentelemetry-instrument|-javaagent:|auto-instrumentations-node\/register|ddtrace-run|dd-trace\/|newrelic|elastic-apm-node\/start/,

  facts: ({ document }) => signs(document, STARTED, true),
});

/** Numbers that the product counts in a way of its own: where they go, files do not tell. */
export const ownMetrics = detector({
  framework: 'Metrics by hand',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java)$/,
  roles: SHIPS,
  mentions:
    /[mM]etrics?(?:_?[pP]rovider|_?[cC]lient|_?[sS]ervice|Registry|_?[rR]ecorder)?\.(?:counter|gauge|timer|histogram|increment|incr|timing|record)\w{0,20}\(/,

  *facts({ document }): Iterable<FactDraft> {
    const span = placeOf(
      document,
      /\b\w{0,30}[mM]etrics?(?:_?[pP]rovider|_?[cC]lient|_?[sS]ervice|Registry|_?[rR]ecorder)?\.(?:counter|gauge|timer|histogram|increment|incr|timing|record)\w{0,20}\(/,
    );
    if (span)
      yield Telemetry({ span }, { signal: 'metrics', tool: document.text.slice(span.start, span.end - 1), started: false, pushed: false });
  },
});
