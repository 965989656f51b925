import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { Finding } from '../model/finding.js';
import type { AnyRule } from '../model/rule.js';
import { pageOf } from '../model/pages.js';
import { COMMANDS, type Range } from '../protocol.js';

/** Two short paragraphs at most: why it matters, and where to read on. What is wrong stands in the diagnostic beside it. */
export function hoverOf(rule: AnyRule, finding: Finding, range: Range): Hover {
  const why = rule.why.replace(/\s+/g, ' ').trim();
  const explain = `command:${COMMANDS.explain}?${encodeURIComponent(JSON.stringify([rule.id]))}`;
  const [reference] = rule.references ?? [];
  const links = [
    `[Explain](${explain})`,
    `[Rule page](${pageOf(rule.id)})`,
    ...(reference === undefined ? [] : [`[Reference](${reference})`]),
  ];
  return {
    range,
    contents: {
      kind: MarkupKind.Markdown,
      value: `**${rule.title}** · ${rule.id}${finding.confidence === 'likely' ? ' · likely' : ''}\n\n${why}\n\n${links.join(' · ')}`,
    },
  };
}
