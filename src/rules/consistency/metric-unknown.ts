import { MetricDefinition, MetricQuery, UnseenMetrics } from '../../facts/metrics.js';
import { askedMetric, ownPrefix, plainMetric } from '../../model/metric-name.js';
import { code, rule } from '../../model/rule.js';
import { distance } from '../../model/spelling.js';

const alerts = (metric: string): string =>
  code`
  groups:
    - name: shop
      rules:
        - alert: OrdersFail
          expr: rate(METRIC[5m]) > 0.1
          for: 5m
`.replace('METRIC', metric);

export const metricUnknown = rule({
  id: 'consistency/metric-unknown',
  shape: 'present',
  severity: 'warning',
  title: 'A metric is asked for that the code does not export',
  message: {
    near: "'{name}' is none of the {count} metrics that the code registers, so {where} never has data. The nearest is '{near}'.",
    none: "'{name}' is none of the {count} metrics that the code registers, so {where} never has data. Register it, or ask for one that there is.",
  },
  holds: 'Alerts and dashboards ask for metrics that the code exports',
  why: `A query for a name that nobody exports is not an error: it returns nothing. The alert stays quiet through every outage, and the panel is empty when it is needed.`,
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  about: MetricQuery,
  reads: [MetricDefinition, UnseenMetrics],

  *check(query, { everywhere, problem, evidence, unknown }) {
    const { name, where } = query;
    const definitions = everywhere(MetricDefinition);
    const plain = askedMetric(name);
    const asked = new Set([plain, plainMetric(name), name]);
    const found = definitions.find(
      // Micrometer adds the unit.
      (definition) =>
        !definition.partly && (asked.has(definition.name) || (definition.by === 'Micrometer' && name.startsWith(`${definition.name}_`))),
    );
    if (found) {
      yield evidence(found, `${found.by} registers '${name}'`);
      return;
    }
    const own = definitions.filter((definition) => ownPrefix(definition.name) === ownPrefix(name));
    if (own.length === 0 || everywhere(UnseenMetrics).length > 0 || definitions.some(({ partly }) => partly)) {
      yield unknown(query);
      return;
    }
    const [near] = own
      .filter((definition) => distance(definition.name, plain) <= Math.max(2, plain.length / 5))
      .toSorted((a, b) => distance(a.name, plain) - distance(b.name, plain));
    const count = definitions.length;
    if (near)
      yield problem({
        at: query,
        say: 'near',
        words: { name, count, where, near: near.name },
        subject: name,
        related: [{ at: near, note: `'${near.name}' is registered here` }],
      });
    else
      yield problem({
        at: query,
        say: 'none',
        words: { name, count, where },
        subject: name,
        related: own.slice(0, 3).map((definition) => ({ at: definition, note: `'${definition.name}' is registered here` })),
      });
  },

  examples: [
    {
      file: 'monitoring/alerts.yml',
      bad: alerts('shop_orders_failed_total'),
      good: alerts('shop_order_failures_total'),
      beside: {
        'shop/metrics.py': code`
          from prometheus_client import Counter

          ORDERS = Counter("shop_orders_total", "Orders")
          FAILURES = Counter("shop_order_failures_total", "Orders that failed")
        `,
      },
    },
  ],
});
