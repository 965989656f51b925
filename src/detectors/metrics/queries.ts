import { MetricQuery } from '../../facts/metrics.js';
import { ownPrefix } from '../../model/metric-name.js';
import type { FactDraft } from '../../model/fact.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';

type Where = NonNullable<(typeof MetricQuery)['of']>['where'];

// Labels, ranges, texts and groupings hold names that are no metrics; they are blanked out, lengths kept.
const ASIDE =
  /\{[^{}]{0,1000}\}|\[[^[\]]{0,40}\]|\\?"[^"\\]{0,300}\\?"|'[^']{0,300}'|\b(?:by|without|on|ignoring|group_left|group_right)\s{0,4}\([^()]{0,400}\)|#[^\n]{0,500}/g;
const NAME = /(?<![\w:$.])[a-zA-Z_][a-zA-Z0-9_]{2,150}(?![\w:(])/g;

/** Names of metrics in PromQL that begin with an application's own word. */
function* queried(text: string, { span }: DataNode, where: Where, seen: Set<string>): Iterable<FactDraft> {
  const quoted = /^["']/.test(text.slice(span.start, span.start + 1)) ? 1 : 0;
  const from = span.start + quoted;
  const source = text.slice(from, Math.min(span.end - quoted, from + 8_000));
  const plain = source.replaceAll(ASIDE, (part) => ' '.repeat(part.length));
  for (const match of plain.matchAll(NAME)) {
    const [name] = match;
    if (ownPrefix(name) === undefined || seen.has(name) || /^\s{0,4}\(/.test(plain.slice(match.index + name.length))) continue;
    seen.add(name);
    const start = from + match.index;
    yield MetricQuery({ span: { start, end: start + name.length } }, { name, where });
  }
}

/** https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export const ruleQueries = detector({
  framework: 'Prometheus',
  format: 'yaml',
  roles: ['production'],
  mentions: /\bexpr[ \t]*:/,

  *facts({ document: { text }, documents }): Iterable<FactDraft> {
    const seen = new Set<string>();
    for (const root of documents) {
      const groups = root.at('spec.groups') ?? root.get('groups') ?? root.at('serverFiles.alerting_rules.yml.groups');
      for (const group of groups?.items ?? [])
        for (const rule of group.get('rules')?.items ?? []) {
          const expression = rule.get('expr');
          if (!expression || expression.text?.includes('{{')) continue;
          yield* queried(text, expression, rule.get('alert') ? 'an alert' : 'a recording rule', seen);
        }
    }
  },
});

/** https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ */
export const dashboardQueries = detector({
  framework: 'Grafana',
  format: 'json',
  roles: ['production'],
  mentions: /"expr"\s*:/,

  *facts({ document: { text }, root }): Iterable<FactDraft> {
    if (!root.get('panels') && !root.at('dashboard.panels') && !root.get('rows')) return;
    const seen = new Set<string>();
    for (const { key, node } of root.pairs())
      if (key === 'expr' && node.text !== undefined) yield* queried(text, node, 'a dashboard', seen);
  },
});
