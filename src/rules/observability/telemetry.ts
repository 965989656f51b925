import { type Signal, Telemetry } from '../../facts/observability.js';
import { Dependency } from '../../facts/project.js';
import type { Fact } from '../../model/fact.js';
import type { Scope } from '../../model/rule.js';
import type { At } from '../../model/span.js';

export const REPORTED = [Telemetry, Dependency] as const;
type Reported = Fact<NonNullable<(typeof Telemetry)['of']>>;

/** Packages that can report a signal, once somebody starts them. */
const PACKAGES: Readonly<Record<Signal, RegExp>> = {
  metrics:
    /^(?:prometheus-client|prometheus-fastapi-instrumentator|starlette-exporter|starlette-prometheus|django-prometheus|prometheus-flask-exporter|aioprometheus|ddtrace|datadog|newrelic|statsd|opentelemetry-(?:sdk|distro)|prom-client|express-prom-bundle|fastify-metrics|@willsoto\/nestjs-prometheus|dd-trace|hot-shots|@opentelemetry\/sdk-(?:metrics|node)|github\.com\/prometheus\/client_golang|io\.micrometer:micrometer-registry-.*|applicationinsights|elastic-apm(?:-node)?)$/,
  errors:
    /^(?:sentry-sdk|raven|rollbar|bugsnag|honeybadger|elastic-apm(?:-node)?|newrelic|ddtrace|dd-trace|logfire|appsignal|@sentry\/.*|@bugsnag\/.*|@honeybadger-io\/js|@appsignal\/nodejs|@highlight-run\/.*|posthog-node|github\.com\/(?:getsentry\/sentry-go|rollbar\/rollbar-go|bugsnag\/bugsnag-go|honeybadger-io\/honeybadger-go)(?:\/v\d+)?|io\.sentry:.*|com\.rollbar:.*|com\.bugsnag:.*)$/,
  traces:
    /^(?:opentelemetry-(?:sdk|distro|instrumentation[\w-]*)|ddtrace|newrelic|elastic-apm(?:-node)?|scout-apm|logfire|@opentelemetry\/(?:sdk-node|sdk-trace-node|auto-instrumentations-node)|@vercel\/otel|dd-trace|go\.opentelemetry\.io\/otel(?:\/sdk)?|io\.micrometer:micrometer-tracing.*|io\.opentelemetry.*)$/,
};

export interface Heard {
  readonly started: Reported | undefined;
  /** Something that may report it: a package, an agent of another part. */
  readonly hint: At | undefined;
}

/** What reports a signal of a service, as far as its project shows. */
export function heardOf({ facts, everywhere }: Pick<Scope, 'facts' | 'everywhere'>, signal: Signal): Heard {
  const own = facts(Telemetry).filter((each) => each.signal === signal);
  return {
    started: own.find(({ started }) => started),
    hint:
      own[0] ??
      facts(Dependency).find(({ name, runtime }) => runtime && PACKAGES[signal].test(name)) ??
      everywhere(Telemetry, { signal })[0],
  };
}

/** What an agent and a package have in common is that a person has to look whether they are on. */
export const notedAs = ({ tool }: Reported, signal: Signal): string => `${tool} reports ${signal}`;
