import { AlertRule, Telemetry, type Watched } from '../../facts/observability.js';
import { System } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';

/** What the checklist wants to be watched, and what it calls all of it. */
const ALL: readonly Watched[] = ['errors', 'latency', 'logins', 'database', 'disk', 'memory', 'backups'];
const EVERYTHING = 'everything';

export const noAlertRules = rule({
  id: 'observability/no-alert-rules',
  shape: 'absent',
  severity: 'info',
  title: 'No alerting rules',
  message:
    'Metrics are there ({tool}), and no alerting rule here looks at them: somebody has to watch a dashboard. Add rules for errors and latency.',
  holds: 'Rules tell people of trouble',
  why: `Numbers that nobody looks at at night wake nobody. Rules beside the code are reviewed with it, and know its names.`,
  references: [
    'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
    'https://sre.google/workbook/alerting-on-slos/',
  ],
  about: System,
  reads: [AlertRule, Telemetry],

  *check(system, { everywhere, problem, evidence, unknown }) {
    const rules = everywhere(AlertRule);
    const rule = rules.find(({ certain }) => certain);
    const count = rules.filter(({ certain }) => certain).length;
    const [metrics] = everywhere(Telemetry, { signal: 'metrics' }).filter(({ started }) => started);
    const watched = new Set(rules.flatMap(({ watches }) => watches));
    if (rule)
      yield evidence(
        rule,
        count === 1 ? rule.name : `${rule.name} and ${String(count - 1)} more`,
        ALL.every((each) => watched.has(each)) ? EVERYTHING : undefined,
      );
    // What is sent to a vendor is watched there; without metrics there is nothing to watch.
    else if (rules[0] || system.part || !metrics || metrics.pushed) yield unknown(rules[0] ?? metrics ?? system);
    else
      yield problem({ at: system, words: { tool: metrics.tool }, related: [{ at: metrics, note: 'The metrics' }], concerns: EVERYTHING });
  },

  examples: [
    {
      file: 'monitoring/rules.yml',
      bad: '',
      good: code`
        groups:
          - name: shop
            rules:
              - alert: ErrorRate
                expr: sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01
                for: 5m
      `,
      beside: {
        'main.py': code`
          from fastapi import FastAPI
          from prometheus_client import make_asgi_app

          app = FastAPI()
          app.mount("/metrics", make_asgi_app())
        `,
      },
    },
  ],
});
