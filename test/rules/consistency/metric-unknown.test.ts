import { metricUnknown } from '../../../src/rules/consistency/metric-unknown.js';
import { testRule } from '../rule-tester.js';

const METRICS = `from prometheus_client import Counter, Histogram

ORDERS = Counter("shop_orders_total", "Orders", ["region"])
LATENCY = Histogram("order_seconds", "Duration", namespace="shop")
`;
const alerts = (expression: string): string =>
  `groups:\n  - name: shop\n    rules:\n      - alert: Trouble\n        expr: ${expression}\n        for: 5m\n`;
const files = (expression: string, metrics = METRICS, more: Readonly<Record<string, string>> = {}) => ({
  'shop/metrics.py': metrics,
  'monitoring/alerts.yml': alerts(expression),
  ...more,
});
const dashboard = (expression: string): string => `{ "title": "Shop", "panels": [{ "targets": [{ "expr": "${expression}" }] }] }\n`;

testRule(metricUnknown, {
  reports: [
    {
      name: 'a name that is spelt differently',
      files: files('rate(«shop_order_total»{region="eu"}[5m]) > 1'),
      says: "'shop_order_total' is none of the 2 metrics that the code registers, so an alert never has data. The nearest is 'shop_orders'.",
      fixed: null,
    },
    { name: 'a metric that is gone', files: files('«shop_payments_failed_total» > 0'), says: /Register it, or ask for one that there is/ },
    {
      name: 'a block of several lines',
      files: files('|\n          sum by (shop_region) (\n            rate(«shop_refunds_total»[5m])\n          ) > 1'),
    },
    {
      name: 'a dashboard',
      files: { 'shop/metrics.py': METRICS, 'grafana/shop.json': dashboard('sum(rate(«shop_cart_total»{a=\\"b\\"}[5m])) by (shop_id)') },
      says: /so a dashboard never has data/,
    },
    {
      name: "prom-client's",
      files: {
        'shop/metrics.ts':
          "import { Counter } from 'prom-client';\n\nexport const orders = new Counter({ name: 'shop_orders_total', help: 'Orders' });\n",
        'monitoring/alerts.yml': alerts('rate(«shop_refunds_total»[5m]) > 1'),
      },
    },
    {
      name: "promauto's",
      files: {
        'shop/metrics.go':
          'package shop\n\nimport "github.com/prometheus/client_golang/prometheus"\n\nvar orders = prometheus.CounterOpts{Namespace: "shop", Name: "orders_total"}\n',
        'monitoring/alerts.yml': alerts('rate(«shop_refunds_total»[5m]) > 1'),
      },
    },
  ],
  accepts: [
    { name: 'a registered counter', files: files('rate(shop_orders_total[5m]) > 1') },
    { name: "a histogram's parts, with a namespace", files: files('histogram_quantile(0.9, rate(shop_order_seconds_bucket[5m])) > 1') },
    {
      name: 'a counter that was named without its ending',
      files: files('shop_errors_total > 1', 'from prometheus_client import Counter\nE = Counter("shop_errors", "")\n'),
    },
    {
      name: "Micrometer's dots",
      files: {
        'shop/Metrics.java':
          'import io.micrometer.core.instrument.Counter;\nclass M { Counter c = Counter.builder("shop.orders.created").register(registry); }\n',
        'monitoring/alerts.yml': alerts('shop_orders_created_total > 1'),
      },
    },
    { name: 'another program', files: files('node_memory_free_bytes < 100') },
    { name: 'labels with the same beginning', files: files('sum by (shop_region) (rate(shop_orders_total{shop_kind="x"}[5m])) > 1') },
    { name: 'functions', files: files('absent(shop_orders_total)') },
  ],
  unknown: [
    { name: 'an application whose metrics are nowhere here', files: files('billing_invoices_total > 1') },
    {
      name: 'names that only run time knows',
      files: files('shop_refunds_total > 1', `${METRICS}NAMES = [Counter(name, "") for name in ("a", "b")]\n`),
    },
    {
      name: 'a namespace that is a constant',
      files: files('shop_refunds_total > 1', `${METRICS}R = Counter("refunds", "", namespace=NAMESPACE)\n`),
    },
    {
      name: 'a service in a language that is not read',
      files: files('shop_refunds_total > 1', METRICS, { 'pay/src/main.rs': 'use prometheus::IntCounter;\n' }),
    },
    {
      name: 'an exporter that makes up names',
      files: files('shop_stock_total > 1', METRICS, {
        'monitoring/sql.yml': 'collectors:\n  - metric_name: shop_stock\n    query: select 1\n',
      }),
    },
  ],
});
