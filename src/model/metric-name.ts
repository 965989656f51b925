/** A counter's name as it is registered: clients add `_total` by themselves. https://prometheus.io/docs/practices/naming/ */
export const plainMetric = (name: string): string => name.replace(/_total$/, '');

/** A name that is asked for, without what its kind adds to it: `shop_latency_bucket` is `shop_latency`. */
export const askedMetric = (name: string): string => name.replace(/_(?:total|bucket|count|sum|created|info|max)$/, '');

/** What other programs' metrics begin with. */
const COMMON =
  /^(?:http|https|request|requests|response|process|python|nodejs|node|go|jvm|system|tomcat|hikaricp|jdbc|logback|executor|spring|flask|fastapi|starlette|django|gunicorn|uvicorn|celery|express|grpc|rpc|net|db|sql|pg|postgres|postgresql|mysql|mongo|mongodb|redis|kafka|rabbitmq|nginx|traefik|envoy|istio|haproxy|caddy|kube|kubernetes|kubelet|container|cadvisor|machine|apiserver|etcd|coredns|prometheus|promhttp|alertmanager|grafana|loki|tempo|otel|otelcol|target|scrape|up|probe|windows|aws|gcp|azure|app|api|service|server|client|job|jobs|queue|cache|task|tasks|worker|workers|error|errors|total|memory|cpu|disk|user|users|custom|test|my)$/;

/** What an application's metrics begin with, where that is its own: `shop` of `shop_orders_total`. */
export function ownPrefix(name: string): string | undefined {
  const prefix = /^([a-z][a-z0-9]{2,40})_[a-z0-9]/i.exec(name)?.[1];
  return prefix === undefined || COMMON.test(prefix.toLowerCase()) ? undefined : prefix;
}
