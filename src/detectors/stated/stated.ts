import { type Measure, Stated } from '../../facts/stated.js';
import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';

interface Figure {
  readonly measure: Measure;
  readonly files: RegExp;
  /** The first group is the value, the second its unit where that is written. */
  readonly pattern: RegExp;
  /** Of values that say none. */
  readonly unit?: string;
  /** Of the number, to the unit. */
  readonly times?: number;
  /** What has to stand in the same document. */
  readonly beside?: RegExp;
}

const PAPERS = /\.(?:md|mdx|markdown|rst|adoc|asciidoc)$/i;
const PYTHON = /\.py$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
const CODE = /\.(?:py|[cm]?[jt]sx?|go|java|kt)$/;
const SETTINGS = /\.(?:ya?ml|properties|toml|ini|cfg|conf|env)$|(?:^|\/)\.env[^/]*$/;
const YAML = /\.ya?ml$/;
const POSTGRES = /(?:^|\/)postgresql[^/]*\.conf$|(?:^|\/)(?:[\w-]{1,40}[._-])?(?:docker-)?compose[^/]*\.ya?ml$/;
const K6 = /\bfrom ['"]k6(?:\/\w+)?['"]/;
const TIME = String.raw`(\d{1,6}(?:\.\d{1,3})?)\s?-?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)\b`;

const server = (measure: Measure, name: string): Figure => ({
  measure,
  files: POSTGRES,
  pattern: new RegExp(String.raw`(?:^|[\s"'])${name}\s{0,4}=\s{0,4}'?(\d{1,12}(?:\.\d{1,4})?)(?![\d.kMGT])`, 'm'),
});
/** Without a unit it is a count of pages, which nobody compares. */
const memory = (measure: Measure, name: string): Figure => ({
  measure,
  files: POSTGRES,
  pattern: new RegExp(String.raw`(?:^|[\s"'])${name}\s{0,4}=\s{0,4}'?(\d{1,9})\s?([kMGT]B)\b`, 'm'),
});

const FIGURES: readonly Figure[] = [
  {
    measure: 'coverage',
    files: /(?:^|\/)(?:pyproject\.toml|\.coveragerc|setup\.cfg|tox\.ini)$/,
    pattern: /^\s{0,8}fail_under\s{0,4}=\s{0,4}(\d{1,3}(?:\.\d{1,2})?)/m,
    unit: '%',
  },
  {
    measure: 'coverage',
    files: /\.(?:toml|ini|cfg|ya?ml|sh)$|(?:^|\/)Makefile$/,
    pattern: /--cov-fail-under[= ](\d{1,3}(?:\.\d{1,2})?)/,
    unit: '%',
  },
  {
    measure: 'coverage',
    files: /(?:^|\/)(?:package\.json|jest\.config[^/]*)$/,
    pattern: /\bcoverageThreshold\b[\s\S]{0,300}?\b(?:lines|statements)['"]?\s{0,4}:\s{0,4}(\d{1,3}(?:\.\d{1,2})?)/,
    unit: '%',
  },
  {
    measure: 'coverage',
    files: /(?:^|\/)vite(?:st)?\.config[^/]*$/,
    pattern: /\bthresholds\s{0,4}:\s{0,4}\{[^}]{0,300}?\b(?:lines|statements)\s{0,4}:\s{0,4}(\d{1,3}(?:\.\d{1,2})?)/,
    unit: '%',
  },
  {
    measure: 'coverage',
    files: /(?:^|\/)(?:\.nycrc[^/]*|nyc\.config[^/]*|\.c8rc[^/]*)$/,
    pattern: /\b(?:lines|statements)['"]?\s{0,4}:\s{0,4}(\d{1,3}(?:\.\d{1,2})?)/,
    unit: '%',
    beside: /\bcheck-?[cC]overage\b/,
  },
  {
    measure: 'coverage',
    files: /(?:^|\/)\.?codecov\.ya?ml$/,
    pattern: /\bproject:[\s\S]{0,200}?\btarget:\s{0,4}["']?(\d{1,3}(?:\.\d{1,2})?)\s?%?/,
    unit: '%',
  },
  {
    measure: 'coverage',
    files: /(?:^|\/)pom\.xml$/,
    pattern: /<minimum>\s{0,20}(0?\.\d{1,4})\s{0,20}<\/minimum>/,
    unit: '%',
    times: 100,
    beside: /jacoco/,
  },
  {
    measure: 'coverage',
    files: /\.gradle(?:\.kts)?$/,
    pattern: /\bminimum\s{0,4}=\s{0,4}['"]?(0?\.\d{1,4})/,
    unit: '%',
    times: 100,
    beside: /jacoco/i,
  },

  { measure: 'latency-p50', files: SCRIPT, pattern: /(?<!\w)(?:p\(50\)|med)\s{0,4}<=?\s{0,4}(\d{1,6})/, unit: 'ms', beside: K6 },
  { measure: 'latency-p95', files: SCRIPT, pattern: /\bp\(95\)\s{0,4}<=?\s{0,4}(\d{1,6})/, unit: 'ms', beside: K6 },
  { measure: 'latency-p99', files: SCRIPT, pattern: /\bp\(99\)\s{0,4}<=?\s{0,4}(\d{1,6})/, unit: 'ms', beside: K6 },
  { measure: 'latency-p95', files: YAML, pattern: /\bensure:[\s\S]{0,300}?\bp95:\s{0,4}(\d{1,6})/, unit: 'ms' },
  { measure: 'virtual-users', files: SCRIPT, pattern: /\b(?:vus|target)\s{0,4}:\s{0,4}(\d{1,6})\b/, beside: K6 },
  { measure: 'load-duration', files: SCRIPT, pattern: /\bduration\s{0,4}:\s{0,4}['"](\d{1,6})(s|m|h)['"]/, beside: K6 },

  { measure: 'rto', files: PAPERS, pattern: new RegExp(String.raw`\bRTO\b[^\n]{0,60}?(?<![\d.])${TIME}`) },
  { measure: 'rto', files: PAPERS, pattern: new RegExp(String.raw`\b[Rr]ecovery [Tt]ime [Oo]bjective\b[^\n]{0,60}?(?<![\d.])${TIME}`) },
  { measure: 'rpo', files: PAPERS, pattern: new RegExp(String.raw`\bRPO\b[^\n]{0,60}?(?<![\d.])${TIME}`) },
  { measure: 'rpo', files: PAPERS, pattern: new RegExp(String.raw`\b[Rr]ecovery [Pp]oint [Oo]bjective\b[^\n]{0,60}?(?<![\d.])${TIME}`) },
  {
    measure: 'uptime',
    files: PAPERS,
    pattern: /\b(?:[Uu]ptime|[Aa]vailability|SLA|SLO)\b[^\n%]{0,60}?(?<![\d.])(\d{2}(?:\.\d{1,4})?)\s?%/,
    unit: '%',
  },
  {
    measure: 'uptime',
    files: PAPERS,
    pattern: /(?<![\d.])(9\d(?:\.\d{1,4})?)\s?%\s(?:[a-z]{1,20}\s){0,2}(?:uptime|availability)\b/,
    unit: '%',
  },

  { measure: 'pool-size', files: PYTHON, pattern: /\bpool_size['"]?\s{0,4}[=:]\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-overflow', files: PYTHON, pattern: /\bmax_overflow['"]?\s{0,4}[=:]\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-timeout', files: PYTHON, pattern: /\bpool_timeout['"]?\s{0,4}[=:]\s{0,4}(\d{1,6})\b/, unit: 's' },
  { measure: 'pool-recycle', files: PYTHON, pattern: /\bpool_recycle['"]?\s{0,4}[=:]\s{0,4}(\d{1,6})\b/, unit: 's' },
  { measure: 'pool-pre-ping', files: PYTHON, pattern: /\bpool_pre_ping['"]?\s{0,4}[=:]\s{0,4}(True|False)\b/ },
  { measure: 'pool-min', files: PYTHON, pattern: /\bcreate_pool\([^)]{0,400}?\bmin_size\s{0,4}=\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-max', files: PYTHON, pattern: /\bcreate_pool\([^)]{0,400}?\bmax_size\s{0,4}=\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-max', files: SCRIPT, pattern: /\bnew (?:pg\.)?Pool\(\{[^}]{0,400}?\bmax\s{0,4}:\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-max', files: SCRIPT, pattern: /\bpool\s{0,4}:\s{0,4}\{[^}]{0,200}?\bmax\s{0,4}:\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-min', files: SCRIPT, pattern: /\bpool\s{0,4}:\s{0,4}\{[^}]{0,200}?\bmin\s{0,4}:\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-max', files: /\.go$/, pattern: /\bSetMaxOpenConns\((\d{1,5})\)/ },
  { measure: 'pool-max', files: SETTINGS, pattern: /\bhikari[\w.:\s-]{0,200}?\bmaximum-pool-size\s{0,4}[=:]\s{0,4}(\d{1,5})\b/ },
  { measure: 'pool-min', files: SETTINGS, pattern: /\bhikari[\w.:\s-]{0,200}?\bminimum-idle\s{0,4}[=:]\s{0,4}(\d{1,5})\b/ },

  server('server-connections', 'max_connections'),
  memory('shared-buffers', 'shared_buffers'),
  memory('effective-cache-size', 'effective_cache_size'),
  memory('maintenance-work-mem', 'maintenance_work_mem'),
  server('checkpoint-completion-target', 'checkpoint_completion_target'),
  memory('wal-buffers', 'wal_buffers'),
  server('default-statistics-target', 'default_statistics_target'),
  server('random-page-cost', 'random_page_cost'),
  server('effective-io-concurrency', 'effective_io_concurrency'),
  { measure: 'archive-mode', files: POSTGRES, pattern: /(?:^|[\s"'])archive_mode\s{0,4}=\s{0,4}'?(on|off|always)\b/m },
  { measure: 'postgresql-version', files: YAML, pattern: /\bimage:\s{1,8}["']?(?:[\w.-]{1,60}\/){0,3}postgres:(\d{1,2})(?=[.\-@"'\s]|$)/m },
  {
    measure: 'sslmode',
    files: /\.(?:py|[cm]?[jt]s|go|java|ya?ml|properties|toml|ini|conf|env)$|(?:^|\/)\.env[^/]*$/,
    pattern: /\bsslmode["']?\s{0,2}[=:]\s{0,2}["']?(disable|allow|prefer|require|verify-ca|verify-full)\b/,
  },
  {
    measure: 'query-timeout',
    files: /\.(?:py|sql|conf|ya?ml)$/,
    pattern: /\bstatement_timeout\s{0,4}[=:]\s{0,4}'?(\d{1,9})\s?(ms|s|min|h)?\b/,
    unit: 'ms',
  },
  { measure: 'query-timeout', files: SCRIPT, pattern: /\b(?:statement_timeout|query_timeout)\s{0,4}:\s{0,4}(\d[\d_]{0,9})\b/, unit: 'ms' },

  {
    measure: 'log-file-size',
    files: PYTHON,
    pattern: /\bmaxBytes["']?\s{0,4}[=:]\s{0,4}(\d[\d_]{0,12}(?:\s?\*\s?\d[\d_]{0,12}){0,3})/,
    unit: 'bytes',
  },
  { measure: 'log-files-kept', files: PYTHON, pattern: /\bbackupCount["']?\s{0,4}[=:]\s{0,4}(\d{1,5})\b/ },
  { measure: 'log-file-size', files: YAML, pattern: /\bmax-size:\s{0,4}["']?(\d{1,6})\s?([kmgKMG])[bB]?\b/ },
  { measure: 'log-files-kept', files: YAML, pattern: /\bmax-file:\s{0,4}["']?(\d{1,5})\b/ },
  { measure: 'log-rotations', files: /logrotate/i, pattern: /^\s{0,12}rotate\s{1,8}(\d{1,5})\b/m },
  { measure: 'log-frequency', files: /logrotate/i, pattern: /^\s{0,12}(hourly|daily|weekly|monthly|yearly)\b/m },
  { measure: 'log-compression', files: /logrotate/i, pattern: /^\s{0,12}(compress|nocompress)\b/m },

  {
    measure: 'scaling-cpu',
    files: YAML,
    pattern: /\bname:\s{0,4}["']?cpu["']?\s[\s\S]{0,120}?\baverageUtilization:\s{0,4}(\d{1,3})\b/,
    unit: '%',
  },
  { measure: 'scaling-cpu', files: YAML, pattern: /\btargetCPUUtilizationPercentage:\s{0,4}(\d{1,3})\b/, unit: '%' },
  {
    measure: 'token-lifetime',
    files: PYTHON,
    pattern: /\bACCESS_TOKEN_EXPIRE_MINUTES(?:\s{0,2}:\s{0,2}int)?\s{0,4}=\s{0,4}(\d{1,7}(?:\s?\*\s?\d{1,5}){0,3})/,
    unit: 'min',
  },
  {
    measure: 'token-lifetime',
    files: PYTHON,
    pattern: /\bACCESS_TOKEN_LIFETIME["']?\s{0,4}[=:]\s{0,4}(?:datetime\.)?timedelta\(minutes=(\d{1,7})\)/,
    unit: 'min',
  },
  {
    measure: 'token-lifetime',
    files: PYTHON,
    pattern: /\bACCESS_TOKEN_LIFETIME["']?\s{0,4}[=:]\s{0,4}(?:datetime\.)?timedelta\(hours=(\d{1,5})\)/,
    unit: 'h',
  },
  { measure: 'token-lifetime', files: SCRIPT, pattern: /\bexpiresIn\s{0,4}:\s{0,4}['"](\d{1,5})\s?(s|m|h|d)['"]/ },
  {
    measure: 'requests-per-minute',
    files: CODE,
    pattern: /\bdefault_limits\s{0,4}=\s{0,4}\[[^\]]{0,120}?["'](\d{1,6})\s?(?:\/|per)\s?(?:1\s?)?minute/,
  },
  {
    measure: 'requests-per-hour',
    files: CODE,
    pattern: /\bdefault_limits\s{0,4}=\s{0,4}\[[^\]]{0,120}?["'](\d{1,6})\s?(?:\/|per)\s?(?:1\s?)?hour/,
  },
  { measure: 'burst', files: /\.(?:conf|template)$/, pattern: /\blimit_req\s[^;\n]{0,120}?\bburst=(\d{1,6})\b/ },
  { measure: 'trace-rate', files: CODE, pattern: /\btraces_?[sS]ample_?[rR]ate\s{0,4}[=:]\s{0,4}(\d(?:\.\d{1,4})?)\b/ },
  {
    measure: 'cache-lifetime',
    files: /\.(?:py|[cm]?[jt]s|ya?ml|env)$|(?:^|\/)\.env[^/]*$/,
    pattern: /\bCACHE_(?:TTL|TIMEOUT)(?:_SECONDS)?\s{0,4}[=:]\s{0,4}["']?(\d{1,8})\b/,
    unit: 's',
  },
  {
    measure: 'compression-from',
    files: PYTHON,
    pattern: /\bGZipMiddleware\b[^)]{0,120}?\bminimum_size\s{0,4}=\s{0,4}(\d{1,8})\b/,
    unit: 'bytes',
  },
  { measure: 'compression-from', files: /\.(?:conf|template)$/, pattern: /\bgzip_min_length\s{1,8}(\d{1,8})\b/, unit: 'bytes' },
  {
    measure: 'audit-level',
    files: /\.(?:ya?ml|json|sh)$|(?:^|\/)Makefile$/,
    pattern: /\bnpm audit\b[^\n]{0,60}?--audit-level[= ](low|moderate|high|critical)\b/,
  },
  { measure: 'tls-version', files: /\.(?:conf|template)$/, pattern: /\bssl_protocols\s[^;\n]{0,80}?\bTLSv(1(?:\.[0-3])?)\b/ },

  {
    measure: 'liveness-delay',
    files: YAML,
    pattern: /\blivenessProbe:(?:(?!\w{1,20}Probe:)[\s\S]){0,300}?\binitialDelaySeconds:\s{0,4}(\d{1,5})\b/,
    unit: 's',
  },
  {
    measure: 'liveness-period',
    files: YAML,
    pattern: /\blivenessProbe:(?:(?!\w{1,20}Probe:)[\s\S]){0,300}?\bperiodSeconds:\s{0,4}(\d{1,5})\b/,
    unit: 's',
  },
  {
    measure: 'readiness-delay',
    files: YAML,
    pattern: /\breadinessProbe:(?:(?!\w{1,20}Probe:)[\s\S]){0,300}?\binitialDelaySeconds:\s{0,4}(\d{1,5})\b/,
    unit: 's',
  },
  {
    measure: 'readiness-period',
    files: YAML,
    pattern: /\breadinessProbe:(?:(?!\w{1,20}Probe:)[\s\S]){0,300}?\bperiodSeconds:\s{0,4}(\d{1,5})\b/,
    unit: 's',
  },
];

/** One of these stands wherever a figure does. */
const WORDS = [
  'fail_under',
  'cov-fail-under',
  'coverageThreshold',
  'thresholds',
  'check-coverage',
  'checkCoverage',
  'target:',
  'jacoco',
  'Jacoco',
  'p(95)',
  'p(99)',
  'p(50)',
  'med<',
  'med <',
  'ensure:',
  "'k6",
  '"k6',
  'RTO',
  'RPO',
  'ecovery time',
  'ecovery Time',
  'ecovery point',
  'ecovery Point',
  'ptime',
  'vailability',
  'SLA',
  'SLO',
  'pool_size',
  'max_overflow',
  'pool_timeout',
  'pool_recycle',
  'pool_pre_ping',
  'create_pool(',
  'Pool({',
  'pool:',
  'SetMaxOpenConns(',
  'hikari',
  'max_connections',
  'shared_buffers',
  'effective_cache_size',
  'maintenance_work_mem',
  'checkpoint_completion',
  'wal_buffers',
  'default_statistics_target',
  'random_page_cost',
  'effective_io_concurrency',
  'archive_mode',
  'postgres:',
  'sslmode',
  'statement_timeout',
  'query_timeout',
  'maxBytes',
  'backupCount',
  'max-size:',
  'max-file:',
  'rotate',
  'averageUtilization',
  'targetCPUUtilization',
  'ACCESS_TOKEN_',
  'expiresIn',
  'default_limits',
  'limit_req',
  'traces_sample_rate',
  'tracesSampleRate',
  'CACHE_T',
  'minimum_size',
  'gzip_min_length',
  'audit-level',
  'ssl_protocols',
  'livenessProbe',
  'readinessProbe',
];

const UNITS: Readonly<Record<string, { readonly unit: string; readonly times?: number }>> = {
  ms: { unit: 'ms' },
  s: { unit: 's' },
  sec: { unit: 's' },
  secs: { unit: 's' },
  second: { unit: 's' },
  seconds: { unit: 's' },
  m: { unit: 'min' },
  min: { unit: 'min' },
  mins: { unit: 'min' },
  minute: { unit: 'min' },
  minutes: { unit: 'min' },
  h: { unit: 'h' },
  hr: { unit: 'h' },
  hrs: { unit: 'h' },
  hour: { unit: 'h' },
  hours: { unit: 'h' },
  d: { unit: 'd' },
  day: { unit: 'd' },
  days: { unit: 'd' },
  B: { unit: 'bytes' },
  kB: { unit: 'bytes', times: 1024 },
  MB: { unit: 'bytes', times: 1024 ** 2 },
  GB: { unit: 'bytes', times: 1024 ** 3 },
  TB: { unit: 'bytes', times: 1024 ** 4 },
};
const SIZES: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** A number, a product of numbers (`10 * 1024 * 1024`), a switch, or the word itself. */
function valueOf(text: string, times: number): number | string | boolean {
  if (/^\d/.test(text) || /^\.\d/.test(text)) {
    const product = text.split('*').reduce((all, factor) => all * Number(factor.trim().replaceAll('_', '')), 1);
    return Math.round(product * times * 10_000) / 10_000;
  }
  if (/^(?:true|compress)$/i.test(text)) return true;
  if (/^(?:false|nocompress)$/i.test(text)) return false;
  return text;
}

const isComment = (text: string, at: number): boolean =>
  /^\s*(?:#|\/\/|--|\*)/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at + 1));

function* figuresIn(path: string, text: string): Iterable<FactDraft> {
  const seen = new Set<Measure>();
  for (const { measure, files, pattern, unit, times = 1, beside } of FIGURES) {
    if (seen.has(measure) || !files.test(path) || !(beside?.test(text) ?? true)) continue;
    const match = pattern.exec(text);
    const [whole = '', written = '', suffix] = match ?? [];
    if (!match || written === '') continue;
    const start = match.index + (whole.length - whole.trimStart().length);
    if (!PAPERS.test(path) && isComment(text, start)) continue;
    seen.add(measure);
    const size = measure === 'log-file-size' && suffix !== undefined ? SIZES[suffix.toLowerCase()] : undefined;
    const known = suffix === undefined ? undefined : (UNITS[suffix] ?? UNITS[suffix.toLowerCase()]);
    yield Stated(
      { span: { start, end: match.index + whole.length } },
      {
        measure,
        value: valueOf(written, size ?? known?.times ?? times),
        unit: size !== undefined ? 'bytes' : (known?.unit ?? unit),
      },
      'likely',
    );
  }
}

export const stated = detector({
  framework: 'figures that are stated',
  format: 'text',
  files:
    /\.(?:md|mdx|markdown|rst|adoc|asciidoc|py|[cm]?[jt]sx?|go|java|kt|ya?ml|toml|ini|cfg|conf|template|properties|json|xml|gradle|kts|sql|sh|env)$|(?:^|\/)(?:\.env[^/]*|\.coveragerc|\.nycrc|\.c8rc|Makefile|[^/]*logrotate[^/]*)$|logrotate\.d\//i,
  mentions: WORDS,
  facts: ({ document: { path, text } }) => figuresIn(path, text),
});
