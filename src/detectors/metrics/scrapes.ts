import { MetricsPath, ScrapeAnnotation, ScrapeTarget } from '../../facts/metrics.js';
import type { FactDraft } from '../../model/fact.js';
import { objectsOf } from '../deploy/kubernetes.js';
import { detector } from '../detector.js';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config */
export const scrapeTargets = detector({
  framework: 'Prometheus',
  format: 'yaml',
  roles: ['production'],
  mentions: ['scrape_configs'],

  *facts({ root }): Iterable<FactDraft> {
    for (const job of root.get('scrape_configs')?.items ?? []) {
      const path = job.get('metrics_path');
      const written = path ? path.text : '/metrics';
      // Relabelling may ask for something else.
      if (written === undefined || job.get('relabel_configs') || job.get('params')) continue;
      for (const target of (job.get('static_configs')?.items ?? []).flatMap((config) => config.get('targets')?.items ?? [])) {
        const [, host, port] = /^(?:https?:\/\/)?([a-z0-9][a-z0-9_.-]{0,100})(?::(\d{1,5}))?$/i.exec(target.text ?? '') ?? [];
        if (host === undefined) continue;
        yield ScrapeTarget(target, {
          job: job.get('job_name')?.text ?? host,
          host,
          port: port === undefined ? undefined : Number(port),
          path: written.replace(/\?.*/, ''),
          pathAt: path?.span,
        });
      }
    }
  },
});

/** What many installations of Prometheus look for on pods. https://github.com/prometheus-community/helm-charts/blob/main/charts/prometheus/README.md */
export const scrapeAnnotations = detector({
  framework: 'Prometheus',
  format: 'yaml',
  roles: ['production'],
  mentions: ['prometheus.io/scrape'],

  *facts({ document: { text }, documents }): Iterable<FactDraft> {
    if (text.includes('{{')) return;
    for (const root of documents)
      for (const object of objectsOf(root)) {
        const annotations = object.at('spec.template.metadata.annotations');
        const containers = object.at('spec.template.spec.containers')?.items ?? [];
        const asks = annotations?.entry('prometheus.io/scrape');
        const [container] = containers;
        if (!container || containers.length > 1 || asks?.node.text !== 'true') continue;
        const path = annotations?.get('prometheus.io/path');
        const port = annotations?.get('prometheus.io/port')?.text;
        yield ScrapeAnnotation(path ?? { span: asks.keySpan }, {
          container: (container.get('name') ?? container).span.start,
          path: path?.text ?? '/metrics',
          port: port !== undefined && /^\d{1,5}$/.test(port) ? Number(port) : undefined,
        });
      }
  },
});

/** Middleware and libraries serve metrics without a route. */
export const metricsPaths = detector({
  framework: 'Paths in code',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java|kt)$/,
  roles: ['production'],
  mentions: /["'`]\/?[\w./-]{0,60}(?:metrics|prometheus)\/?["'`]/,

  *facts({ document: { text } }): Iterable<FactDraft> {
    for (const match of text.matchAll(/(["'`])(\/?[\w./-]{0,60}(?:metrics|prometheus)\/?)\1/g)) {
      const path = match[2] ?? '';
      const start = match.index + 1;
      yield MetricsPath({ span: { start, end: start + path.length } }, { path: path.startsWith('/') ? path : `/${path}` }, 'likely');
    }
  },
});
