import { fact } from '../model/fact.js';
import type { At, Span } from '../model/span.js';

/** A metric that code registers; stands at its name. */
export const MetricDefinition = fact<{
  /** As Prometheus shows it, without `_total`, `_bucket` and the like. */
  readonly name: string;
  readonly by: string;
  /** The name begins with something that cannot be seen: only its end is known. */
  readonly partly: boolean;
}>('observability/metric-definition');

/** Metrics come from something whose names cannot be seen: another language, an exporter that is configured. */
export const UnseenMetrics = fact<{ readonly by: string }>('observability/unseen-metrics');

/** A metric that an alert, a recording rule or a dashboard asks for; once for each name in a document. */
export const MetricQuery = fact<{
  readonly name: string;
  readonly where: 'an alert' | 'a recording rule' | 'a dashboard';
}>('observability/metric-query');

/** Prometheus is told to ask a host of its own network; stands at the target. */
export const ScrapeTarget = fact<{
  readonly job: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
  readonly pathAt: Span | undefined;
}>('observability/scrape-target');

/** A pod asks to be scraped; stands at the path, else at the annotation. */
export const ScrapeAnnotation = fact<{
  readonly container: number;
  readonly path: string;
  readonly port: number | undefined;
}>('observability/scrape-annotation');

/** Prometheus asks an application of the workspace; derived. */
export const ScrapeQuestion = fact<{
  readonly who: string;
  readonly path: string;
  readonly port: number | undefined;
  /** The port that the application's server is told. */
  readonly listening: { readonly port: number; readonly at: At } | undefined;
  /** The folder that the image is built from, as the beginning of an address. */
  readonly under: string;
}>('consistency/scrape-question');

/** A path that code names and that sounds like one of metrics, whatever serves it. */
export const MetricsPath = fact<{ readonly path: string }>('observability/metrics-path');
