import type { Clue } from './clues.js';

/** How a product is reached, watched and configured. */
export const operationsClues: readonly Clue[] = [
  {
    condition: 'file-logs',
    words: 'logs written to a file',
    in: 'python',
    pattern:
      /\b(?:Timed|Watched|Concurrent)?(?:Rotating)?FileHandler\b|\bbasicConfig\([^)]{0,200}\bfilename\s{0,2}=|\blogger\.add\(\s{0,40}f?["'][^"'\n]{1,80}\.log/,
  },
  {
    condition: 'file-logs',
    words: 'logs written to a file',
    in: 'javascript',
    pattern:
      /\btransports\.(?:File|DailyRotateFile)\(|\bDailyRotateFile\b|\bpino\.destination\(\s{0,20}['"`{]|['"](?:rotating-file-stream|pino-roll|winston-daily-rotate-file|log4js)['"]/,
  },
  {
    condition: 'file-logs',
    words: 'logs written to a file',
    in: 'go',
    pattern: /\blumberjack\.Logger\{|\blog\.SetOutput\(|\blog\.NewFile\(|\bOpenFile\([^)\n]{0,60}\.log"/,
  },
  {
    condition: 'file-logs',
    words: 'logs written to a file',
    in: ['java', 'yaml', 'other'],
    pattern:
      /\b(?:Rolling(?:Random)?)?FileAppender\b|\blogging\.file\.(?:name|path)\b|>>?\s{0,2}\S{0,80}\.log\b|\blogfile\s{0,2}[=:]\s{0,2}\/|\b(?:access|error)_log\s{1,8}\/|\bRollingFile\b/,
  },

  {
    condition: 'metrics',
    words: 'metrics',
    in: 'python',
    pattern:
      /^(?:from|import) (?:prometheus_client|prometheus_fastapi_instrumentator|starlette_exporter|django_prometheus|prometheus_flask_exporter|statsd|datadog|ddtrace|opentelemetry\.(?:sdk\.)?metrics)\b|\bdjango_prometheus\b/m,
    confidence: 'sure',
  },
  {
    condition: 'metrics',
    words: 'metrics',
    in: 'javascript',
    pattern:
      /['"](?:prom-client|express-prom-bundle|fastify-metrics|@willsoto\/nestjs-prometheus|hot-shots|@opentelemetry\/sdk-metrics|@opentelemetry\/exporter-prometheus|dd-trace)['"]/,
    confidence: 'sure',
  },
  {
    condition: 'metrics',
    words: 'metrics',
    in: 'go',
    pattern:
      /"(?:github\.com\/prometheus\/client_golang\/prometheus[/\w]{0,20}|go\.opentelemetry\.io\/otel\/metric|github\.com\/VictoriaMetrics\/metrics|expvar|github\.com\/armon\/go-metrics)"/,
    confidence: 'sure',
  },
  { condition: 'metrics', words: 'metrics', in: 'java', pattern: /^import io\.(?:micrometer|prometheus)\./m, confidence: 'sure' },
  {
    condition: 'metrics',
    words: 'metrics that are scraped',
    in: ['yaml', 'other'],
    pattern:
      /\bscrape_configs:|\bprometheus\.io\/scrape\b|^kind:\s{1,4}["']?(?:ServiceMonitor|PodMonitor)\b|\bmanagement\.endpoints\.web\.exposure\.include\s{0,2}=\s{0,2}[^\n]{0,80}(?:prometheus|metrics|\*)|\binclude:\s{0,4}["']?[^\n]{0,60}\bprometheus\b/m,
  },

  {
    condition: 'alerting',
    words: 'alert rules',
    in: ['yaml', 'other'],
    pattern:
      /^\s{0,12}-?\s{0,4}(?:alert|"alert"):\s{1,4}["']?[A-Z][\w ${}.-]{1,80}["']?\s{1,40}(?:expr|for|labels|annotations):|^kind:\s{1,4}["']?PrometheusRule\b|\bresource "(?:aws_cloudwatch_metric_alarm|datadog_monitor|google_monitoring_alert_policy|azurerm_monitor_metric_alert|grafana_rule_group|pagerduty_service)"|\bTypes?:\s{1,4}["']?AWS::CloudWatch::Alarm\b/m,
    confidence: 'sure',
  },
  { condition: 'alerting', words: 'routes for alerts', in: 'yaml', files: /alertmanager/i, pattern: /^receivers:/m, confidence: 'sure' },

  {
    condition: 'config-file',
    words: 'a configuration file that is read',
    in: 'python',
    pattern:
      /\bconfigparser\b|\bConfigParser\(|\btomllib\.loads?\(|\bDynaconf\(|\bOmegaConf\.load\(|@hydra\.main\(|\b(?:Yaml|Toml|Json)ConfigSettingsSource\b|\bopen\([^)\n]{0,80}(?:conf|config|settings)[^)\n]{0,40}\.(?:ya?ml|toml|json|ini|cfg)|\byaml\.(?:safe_load|load)\([^)\n]{0,80}(?:conf|settings)/i,
  },
  {
    condition: 'config-file',
    words: 'a configuration file that is read',
    in: 'javascript',
    pattern:
      /(?:from |require\()['"](?:config|convict|cosmiconfig|nconf|c12|node-config)['"]|\breadFile(?:Sync)?\([^)\n]{0,80}(?:conf|config|settings)[^)\n]{0,40}\.(?:ya?ml|toml|json|ini)/,
  },
  {
    condition: 'config-file',
    words: 'a configuration file that is read',
    in: 'go',
    pattern:
      /\bviper\.(?:ReadInConfig|SetConfigFile|SetConfigName|AddConfigPath)\(|\bkoanf\b|\bos\.(?:ReadFile|Open)\([^)\n]{0,60}(?:[cC]onf|[sS]ettings)|\bcleanenv\.ReadConfig\(|"(?:gopkg\.in\/ini\.v1|github\.com\/BurntSushi\/toml|github\.com\/pelletier\/go-toml(?:\/v2)?)"/,
  },
  {
    condition: 'config-file',
    words: 'a configuration file that is read',
    in: 'java',
    pattern: /@ConfigurationProperties\b|@PropertySource\b|\bConfigFactory\.load\(/,
  },

  {
    condition: 'reverse-proxy',
    words: 'an Ingress or Gateway',
    in: 'yaml',
    pattern: /^kind:\s{1,4}["']?(?:Ingress|Gateway|HTTPRoute|IngressRoute|VirtualService)\b/m,
    confidence: 'sure',
  },
  {
    condition: 'reverse-proxy',
    words: 'a reverse proxy',
    in: 'yaml',
    pattern:
      /\btraefik\.(?:enable|http\.)|\bimage:\s{1,8}["']?[\w./${}:-]{0,80}?\b(?:nginx|nginx-unprivileged|caddy|traefik|haproxy|httpd|envoy|nginx-proxy)(?=[:@"'\s]|$)/m,
  },
  {
    condition: 'reverse-proxy',
    words: 'a reverse proxy',
    in: 'other',
    files: /(?:^|\/)[^/]*Dockerfile[^/]*$/,
    pattern: /^FROM\s{1,4}(?:--\S{1,40}\s{1,4})?[\w./:${}-]{0,60}?\b(?:nginx|caddy|traefik|haproxy|httpd)\b/im,
  },

  {
    condition: 'kubernetes',
    words: 'a Kubernetes manifest',
    in: 'yaml',
    pattern:
      /^kind:\s{1,4}["']?(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Pod|Service|Ingress|ConfigMap|Secret|Namespace|ServiceAccount|PersistentVolumeClaim|HorizontalPodAutoscaler|NetworkPolicy|Rollout|Kustomization|HelmRelease)["']?\s{0,4}$/m,
    beside: /^apiVersion:/m,
    confidence: 'sure',
  },
];
