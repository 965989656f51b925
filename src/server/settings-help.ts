import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  type Hover,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver';
import { catalogue } from '../checklist/catalogue.js';
import { QUESTIONS } from '../checklist/applicability.js';
import { signOffRoles } from '../checklist/roles.js';
import { withCustom } from '../checklist/custom.js';
import { VOCABULARY } from '../engine/vocabulary.js';
import { registry } from '../generated/registry.js';
import type { ChecklistSettings, Condition } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import type { LineIndex } from '../model/lines.js';
import type { Naming } from '../model/named.js';
import { pageOf } from '../model/pages.js';
import { type Help, type Name, type Names, type Proposal, helpAt, proposalsAt } from '../settings/help.js';
import { SettingsFile } from '../settings/schema.js';
import { SignoffFile } from '../signoff/schema.js';
import { overlaps, type Span } from '../model/span.js';
import { rangeOf } from './convert.js';
import type { OwnFile } from './folder.js';

/** Which of Preflight's own files a document is. */
export type OwnFileKind = 'settings' | 'records';

/** What a workspace knows beside the catalogue; asked only where it is named. */
export interface Known {
  readonly checklist: ChecklistSettings;
  readonly findings: () => readonly Finding[];
  /** A path as records have it. */
  readonly pathOf: (uri: string) => string;
  readonly identity: () => string | undefined;
  readonly now: Date;
}

const SCHEMAS = { settings: SettingsFile, records: SignoffFile } as const;

/** What could be written at an offset of one of Preflight's own files. */
export const proposalsIn = (file: OwnFileKind, text: string, offset: number, known: Known): readonly Proposal[] =>
  proposalsAt(text, offset, SCHEMAS[file], namesIn(known));

/** What is known about the word at an offset. */
export const helpIn = (file: OwnFileKind, text: string, offset: number, known: Known): Help | undefined =>
  helpAt(text, offset, SCHEMAS[file], namesIn(known));

const namesIn =
  (known: Known): Names =>
  (naming, path) => [...NAMES[naming](known, path)];

const NAMES: Readonly<Record<Naming, (known: Known, path: readonly (string | number)[]) => Iterable<Name>>> = {
  *rule() {
    for (const { id, severity, title, why } of registry.rules)
      yield { name: id, detail: `${severity} · ${title}`, help: `${oneLine(why)}\n\n[Rule page](${pageOf(id)})` };
  },
  *item({ checklist }) {
    for (const section of withCustom(catalogue, checklist.custom))
      for (const { id, title, holds, verify } of section.items)
        yield { name: id, detail: title, help: `${holds}.\n\n${section.title} · ${verify}` };
  },
  *section() {
    for (const { id, title, items } of catalogue) yield { name: id, detail: title, help: `${items.length} items` };
  },
  *role({ checklist }) {
    const own = new Map(checklist.roles.map((role) => [role.id, role.title]));
    for (const { id, title, owns } of signOffRoles) yield { name: id, detail: own.get(id) ?? title, help: `Signs ${owns.join(', ')}.` };
    for (const [id, title] of own)
      if (!signOffRoles.some((role) => role.id === id)) yield { name: id, ...(title === undefined ? {} : { detail: title }) };
  },
  *condition() {
    for (const condition of VOCABULARY.conditions ?? []) {
      const words = QUESTIONS[condition as Condition]?.words;
      const count = catalogue.flatMap(({ items }) => items.filter(({ applies }) => applies.includes(condition as Condition))).length;
      const items = count === 1 ? 'One item applies' : `${count} items apply`;
      yield { name: condition, detail: words ?? items, ...(words === undefined ? {} : { help: `${items} where it holds.` }) };
    }
  },
  *target(_, path) {
    const item = catalogue
      .flatMap(({ items }) => items)
      .find(({ id }) => id === path.findLast((key) => typeof key === 'string' && key.includes('.')));
    for (const { name, words, example, unit } of item?.targets ?? [])
      yield {
        name,
        detail: words,
        help: `Example: \`${String(example)}\`${unit === undefined ? '' : ` ${unit}`}`,
        example: String(example),
      };
  },
  *finding({ findings, pathOf }) {
    for (const { fingerprint, rule, at, message } of findings())
      yield { name: fingerprint, detail: `${rule} · ${pathOf(at.uri)}`, help: message };
  },
  *person({ identity }) {
    const name = identity();
    if (name !== undefined) yield { name, detail: 'you, as Git has it' };
  },
  *now({ now }) {
    yield { name: `${now.toISOString().slice(0, 19)}Z`, detail: 'now' };
  },
  *expiry({ now }) {
    for (const [months, words] of TERMS) yield { name: inMonths(now, months), detail: words };
  },
};

const TERMS = [
  [3, 'in three months'],
  [1, 'in a month'],
  [6, 'in half a year'],
  [12, 'in a year'],
] as const;

/** The same day some months later, or the last one of that month. */
function inMonths(now: Date, months: number): string {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(now.getUTCDate(), last))).toISOString().slice(0, 10);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const KINDS = { key: CompletionItemKind.Property, value: CompletionItemKind.Value, record: CompletionItemKind.Snippet } as const;

/** Proposals as an editor takes them, in their order. */
export const completionsOf = (proposals: readonly Proposal[], lines: LineIndex): CompletionItem[] =>
  proposals.map(({ label, kind, detail, help, replaces, snippet }, i) => ({
    label,
    kind: KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    ...(help === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: help } }),
    sortText: String(i).padStart(4, '0'),
    // What is typed so far stands in quotes where these do.
    filterText: /^["']/.test(snippet) ? `${snippet.charAt(0)}${label}` : label,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range: rangeOf(lines, replaces), newText: snippet },
  }));

export const hoverOfHelp = ({ span, text }: Help, lines: LineIndex): Hover => ({
  range: rangeOf(lines, span),
  contents: { kind: MarkupKind.Markdown, value: text },
});

/** Puts the words in place that are most likely meant, where what is wrong touches a span. */
export const correctionsIn = (
  { uri, text, problems, lines }: OwnFile,
  at: Span,
  diagnostics: readonly Diagnostic[],
): readonly CodeAction[] =>
  problems.flatMap(({ span, message, meant }): CodeAction[] => {
    const touched = overlaps(span, at) || (span.start <= at.start && at.end <= span.end);
    if (meant === undefined || !touched) return [];
    const quote = /["']/.exec(text.charAt(span.start))?.[0] ?? '';
    const range = rangeOf(lines, span);
    return [
      {
        title: `Change to '${meant}'`,
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnostics.filter((diagnostic) => diagnostic.message === message && diagnostic.range.start.line === range.start.line),
        isPreferred: true,
        edit: { changes: { [uri]: [{ range, newText: `${quote}${meant}${quote}` }] } },
      },
    ];
  });
