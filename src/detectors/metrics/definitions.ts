import { MetricDefinition, UnseenMetrics } from '../../facts/metrics.js';
import { plainMetric } from '../../model/metric-name.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';

const placed = (index: number, length: number): { readonly span: Span } => ({ span: { start: index, end: index + length } });

/** The text of a call's arguments: up to the bracket that closes it. */
function argumentsFrom(text: string, open: number): string {
  let depth = 0;
  let quote = '';
  for (let at = open; at < Math.min(text.length, open + 2_000); at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'" || letter === '`') quote = letter;
    else if (/[([{]/.test(letter)) depth += 1;
    else if (/[)\]}]/.test(letter) && --depth === 0) return text.slice(open + 1, at);
  }
  return '';
}

/** A part of a name: nothing where it is not given, undefined where it is no literal. */
function literal(source: string, key: RegExp): string | undefined {
  const match = key.exec(source);
  if (!match) return '';
  return /^\s{0,10}["'`]([\w:]{0,100})["'`]/.exec(source.slice(match.index + match[0].length))?.[1];
}

function* defined(
  text: string,
  call: RegExp,
  read: (args: string) => { readonly name: string | undefined; readonly prefix: readonly (string | undefined)[] },
  by: string,
): Iterable<FactDraft> {
  for (const match of text.matchAll(call)) {
    const open = match.index + match[0].length - 1;
    const args = argumentsFrom(text, open);
    const { name, prefix } = read(args);
    if (name === undefined || name === '') {
      // A metric whose name only run time knows may have any.
      if (args !== '') yield UnseenMetrics(placed(match.index, match[0].length - 1), { by });
      continue;
    }
    const whole = [...prefix, name].filter((part) => part !== '').join('_');
    const at = text.indexOf(name, open);
    yield MetricDefinition(placed(at < 0 ? match.index : at, name.length), {
      name: plainMetric(whole),
      by,
      partly: prefix.some((part) => part === undefined),
    });
  }
}

/** https://prometheus.github.io/client_python/instrumenting/ */
export const pythonMetrics = detector({
  framework: 'prometheus_client',
  format: 'text',
  files: /\.py$/,
  roles: ['production'],
  mentions: ['prometheus_client', 'aioprometheus'],

  *facts({ document }): Iterable<FactDraft> {
    yield* defined(
      withoutComments(document),
      /\b(?:Counter|Gauge|Histogram|Summary|Info|Enum|(?:Counter|Gauge|Histogram|Summary)MetricFamily)\(/g,
      (args) => ({
        name: /^\s{0,40}(?:name\s{0,4}=\s{0,4})?["']([\w:]{1,100})["']/.exec(args)?.[1],
        prefix: [literal(args, /\bnamespace\s{0,4}=/), literal(args, /\bsubsystem\s{0,4}=/)],
      }),
      'prometheus_client',
    );
  },
});

/** https://github.com/siimon/prom-client */
export const scriptMetrics = detector({
  framework: 'prom-client',
  format: 'text',
  files: /\.[cm]?[jt]s$/,
  roles: ['production'],
  mentions: ['prom-client', 'nestjs-prometheus'],

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    yield* defined(
      text,
      /\bnew (?:\w{1,40}\.)?(?:Counter|Gauge|Histogram|Summary)(?:<[^>()]{0,100}>)?\(|\bmake(?:Counter|Gauge|Histogram|Summary)Provider\(/g,
      (args) => ({ name: /\bname\s{0,4}:\s{0,4}["'`]([\w:]{1,100})["'`]/.exec(args)?.[1], prefix: [] }),
      'prom-client',
    );
    const prefixed = /\bprefix\s{0,4}:/.exec(text);
    if (prefixed) yield UnseenMetrics(placed(prefixed.index, prefixed[0].length), { by: 'a prefix' });
  },
});

/** https://pkg.go.dev/github.com/prometheus/client_golang/prometheus */
export const goMetrics = detector({
  framework: 'promauto',
  format: 'text',
  files: /\.go$/,
  roles: ['production'],
  mentions: ['client_golang/prometheus'],

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    yield* defined(
      text,
      /\b(?:Counter|Gauge|Histogram|Summary)(?:Vec)?Opts\{/g,
      (args) => ({ name: literal(args, /\bName:/), prefix: [literal(args, /\bNamespace:/), literal(args, /\bSubsystem:/)] }),
      'promauto',
    );
    const other = /\bprometheus\.(?:NewDesc|BuildFQName|WrapRegistererWithPrefix)\(/.exec(text);
    if (other) yield UnseenMetrics(placed(other.index, other[0].length), { by: other[0] });
  },
});

/** https://docs.micrometer.io/micrometer/reference/concepts/naming.html */
export const javaMetrics = detector({
  framework: 'Micrometer',
  format: 'text',
  files: /\.(?:java|kt)$/,
  roles: ['production'],
  mentions: ['io.micrometer'],

  *facts({ document }): Iterable<FactDraft> {
    for (const match of withoutComments(document).matchAll(
      /(?:\b(?:Counter|Timer|Gauge|DistributionSummary|LongTaskTimer|FunctionCounter)\.builder|\b\w{0,40}[rR]egistry\.(?:counter|timer|gauge|summary|more)|@(?:Timed|Counted))\(\s{0,40}(?:value\s{0,4}=\s{0,4})?(?:"([\w.-]{1,100})")?/g,
    )) {
      const [whole, name] = match;
      if (name === undefined) yield UnseenMetrics(placed(match.index, whole.length), { by: 'Micrometer' });
      else
        yield MetricDefinition(placed(match.index + whole.lastIndexOf(name), name.length), {
          name: plainMetric(name.replaceAll(/[.-]/g, '_')),
          by: 'Micrometer',
          partly: false,
        });
    }
  },
});

/** Languages and tools whose metrics are not read here. */
export const unseenMetrics = detector({
  framework: 'Metrics',
  format: 'text',
  files: /\.(?:rs|rb|php|cs|ex|exs|scala|cc|cpp|py|[cm]?[jt]s|go|java|kt|ya?ml|toml|conf)$/,
  roles: ['production'],
  mentions: /opentelemetry|statsd|metrics::|prometheus|_exporter|textfile|pushgateway|metric_name|metric_prefix|spanmetrics/i,

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    const pattern = /\.(?:py|[cm]?[jt]s|go|java|kt)$/.test(path)
      ? /\b(?:get_meter|getMeter|otel\.Meter|create_counter|createCounter|StatsClient|statsd\.|StatsD)\b/
      : /\.(?:ya?ml|toml|conf)$/.test(path)
        ? /\bstatsd[-_]exporter\b|\b(?:sql|json|script|query|textfile|blackbox)[-_]exporter\b|\bmetric_(?:name|prefix)\s{0,4}[:=]|\bcollector\.textfile\b|\bspanmetrics\b/
        : /prometheus|metrics::|opentelemetry|statsd/i;
    const match = pattern.exec(text);
    if (match) yield UnseenMetrics(placed(match.index, match[0].length), { by: match[0] });
  },
});
