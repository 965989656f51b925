import { AlertRule, type Watched } from '../../facts/observability.js';
import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';

const WORDS: readonly (readonly [Watched, RegExp])[] = [
  ['errors', /error|5xx|5\.\.|fail(?:ed|ing|ure)?s?\b|exception/i],
  ['latency', /latenc|duration|slow|response_?time|p9[059]|quantile/i],
  ['logins', /log_?-?in|sign_?-?in|auth(?:entication)?|brute/i],
  ['database', /database|\bdb\b|_db_|postgres|mysql|mariadb|mongo|\bpg_|sql/i],
  ['disk', /disk|filesystem|volume|storage|_avail_bytes/i],
  ['memory', /memory|\bmem\b|_mem_|\boom|rss|heap/i],
  ['backups', /backup|dump|snapshot|wal_?archiv|barman|pgbackrest|velero/i],
];

/** https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/, and Grafana's own: https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/ */
export const alertRules = detector({
  framework: 'Prometheus',
  format: 'yaml',
  mentions: /\balert[ \t]*:|\bcondition[ \t]*:/,
  apart: true,

  *facts({ document, documents }): Iterable<FactDraft> {
    for (const root of documents) {
      const groups = root.at('spec.groups') ?? root.get('groups') ?? root.at('serverFiles.alerting_rules.yml.groups');
      for (const group of groups?.items ?? [])
        for (const rule of group.get('rules')?.items ?? []) {
          const name = rule.get('alert') ?? (rule.get('condition') ? rule.get('title') : undefined);
          const asks = rule.get('expr') ?? rule.get('data');
          if (!name || !asks) continue;
          const told = `${name.text ?? ''} ${asks.text ?? document.text.slice(asks.span.start, asks.span.end).slice(0, 2000)}`;
          const watches = WORDS.filter(([, words]) => words.test(told)).map(([watched]) => watched);
          yield AlertRule(name, { name: name.text ?? 'an alert', certain: true, watches });
        }
    }
  },
});

/** Alarms that a provider raises, and where alerts are sent: what they are about, files do not tell. */
export const alarms = detector({
  framework: 'Alarms of providers',
  format: 'text',
  files: /\.(?:tf|tf\.json|ya?ml|json|ts|py)$/,
  roles: ['production'],
  mentions:
    /aws_cloudwatch_metric_alarm|AWS::CloudWatch::Alarm|datadog_monitor|google_monitoring_alert_policy|azurerm_monitor_metric_alert|azurerm_monitor_scheduled_query_rules_alert|grafana_rule_group|newrelic_nrql_alert_condition|cloudwatch\.Alarm|\bpagerduty_configs\b|\bslack_configs\b|\bopsgenie_configs\b/,

  *facts({ document: { text } }): Iterable<FactDraft> {
    const match =
      /\b(?:aws_cloudwatch_metric_alarm|AWS::CloudWatch::Alarm|datadog_monitor|google_monitoring_alert_policy|azurerm_monitor_metric_alert|azurerm_monitor_scheduled_query_rules_alert|grafana_rule_group|newrelic_nrql_alert_condition|cloudwatch\.Alarm|pagerduty_configs|slack_configs|opsgenie_configs)\b/.exec(
        text,
      );
    if (match)
      yield AlertRule(
        { span: { start: match.index, end: match.index + match[0].length } },
        { name: match[0], certain: false, watches: [] },
      );
  },
});
