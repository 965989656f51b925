import type { FixKind } from '../model/finding.js';
import { pageOf } from '../model/pages.js';
import type { RuleInfo } from './report.js';

/** A rule with what is known of it from outside its own file. */
export interface ListedRule extends Pick<RuleInfo, 'id' | 'title' | 'severity'> {
  /** The best fix that its examples are offered. */
  readonly fix: FixKind | null;
  readonly formats: readonly string[];
  readonly frameworks: readonly string[];
}

const areaOf = (id: string): string => id.slice(0, id.indexOf('/'));

const byId = (rules: readonly ListedRule[]): readonly ListedRule[] => [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The rules as a table for people, an area after the other. */
export function rulesText(rules: readonly ListedRule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length), 0);
  const lines = byId(rules).map(({ id, severity, title, fix }, i, all) => {
    const gap = i > 0 && areaOf(all[i - 1]?.id ?? '') !== areaOf(id) ? '\n' : '';
    return `${gap}${id.padEnd(width)}  ${severity.padEnd(7)}  ${(fix ?? '').padEnd(10)}  ${title}`.trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

/** The rules for other programs. */
export const rulesJson = (rules: readonly ListedRule[]): string =>
  `${JSON.stringify(
    byId(rules).map(({ id, title, severity, fix, formats, frameworks }) => ({
      id,
      title,
      severity,
      area: areaOf(id),
      fix,
      formats,
      frameworks,
      helpUri: pageOf(id),
    })),
    undefined,
    2,
  )}\n`;

const cell = (text: string): string => text.replace(/[\\|]/g, '\\$&');

/** The rules as a table for a page. */
export const rulesMarkdown = (rules: readonly ListedRule[]): string =>
  [
    '| rule | severity | fix | what it finds | looks in |',
    '| --- | --- | --- | --- | --- |',
    ...byId(rules).map(
      ({ id, severity, fix, title, frameworks }) =>
        `| [${id}](${pageOf(id)}) | ${severity} | ${fix ?? '–'} | ${cell(title)} | ${cell(frameworks.join(', '))} |`,
    ),
    '',
  ].join('\n');
