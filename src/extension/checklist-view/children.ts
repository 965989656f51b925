import * as vscode from 'vscode';
import type * as protocol from '../../protocol.js';
import { type Filter, type Shown, isOpen, wants } from './filter.js';
import type { Bundle, Group, PlaceRow, Row } from './rows.js';
import { ICONS, SEVERITY_ICONS, sentence, severityWords } from './words.js';

export type Grouping = 'section' | 'role';
type Item = protocol.ChecklistItem;

/** What stands at the top of a folder's checklist. */
export function topOf(
  folder: string,
  { sections, roles, questions }: protocol.Checklist,
  lists: readonly protocol.ImportedList[],
  shown: Shown,
  grouping: Grouping,
): Row[] {
  const searching = shown.search !== '';
  const groups = grouping === 'section' ? sections : byRole(sections, roles);
  const kept = groups
    .map((group) => ({ ...group, items: group.items.filter((item) => item.phase === 'before' && wants(item, shown)) }))
    .filter(({ items }) => items.length > 0);
  const after = sections
    .flatMap(({ items }) => items)
    .filter((item) => item.phase === 'after' && item.status !== 'not-applicable' && wants(item, shown));
  const rows = kept.map((section): Extract<Row, { is: 'section' }> => ({
    is: 'section',
    // While searching it is a row of its own: what is found stands open, and what was collapsed stays so afterwards.
    id: `${folder}#${grouping === 'role' ? 'role:' : ''}${section.id}${searching ? '?' : ''}`,
    folder,
    section,
    searching,
  }));
  // Sections of which nothing is asked here would make a small list long.
  const quiet = (row: Extract<Row, { is: 'section' }>): boolean =>
    !searching && row.section.items.every((item) => item.status === 'not-applicable' || (!item.shown && item.status !== 'failing'));
  const rest = rows.filter(quiet);
  const askable = shown.filter === 'blocking' || searching ? [] : questions;
  return [
    ...(askable.length ? [{ is: 'questions', id: `${folder}#questions`, folder, questions: askable } as const] : []),
    ...rows.filter((row) => !quiet(row)),
    ...(after.length ? [{ is: 'bundle', id: `${folder}#after`, what: 'after', items: after, folder } as const] : []),
    ...(shown.filter === 'blocking' ? [] : listsOf(folder, lists, shown)),
    ...(rest.length ? [{ is: 'rest', id: `${folder}#rest`, sections: rest } as const] : []),
  ];
}

function byRole(sections: readonly protocol.ChecklistSection[], roles: readonly protocol.RoleSummary[]): readonly Group[] {
  const items = sections.flatMap((section) => section.items);
  const of = (id: string | undefined, title: string): Group => {
    const mine = items.filter(({ role }) => role === id);
    const due = mine.filter((item) => item.phase === 'before' && item.shown && item.status !== 'not-applicable');
    return {
      id: id ?? 'nobody',
      title,
      items: mine,
      progress: { done: due.filter((item) => !isOpen(item)).length, applicable: due.length },
    };
  };
  return [...roles.map(({ id, title }) => of(id, title)), of(undefined, vscode.l10n.t('Nobody signs for these'))];
}

function listsOf(folder: string, lists: readonly protocol.ImportedList[], { filter, search }: Shown): Row[] {
  const keeps = ({ text, state, claim }: protocol.ImportedItem): boolean =>
    text.toLowerCase().includes(search) && (filter === 'all' || claim !== undefined || (state !== 'checked' && state !== 'done'));
  return lists.flatMap((list): Row[] => {
    const sections = list.sections
      .map((section) => ({ ...section, items: section.items.filter(keeps) }))
      .filter(({ items }) => items.length > 0);
    return sections.length ? [{ is: 'list', id: `${folder}#list:${list.file}`, folder, list: { ...list, sections } }] : [];
  });
}

/** The items of a section: what does not concern the workspace, and what the profile does not show, are a click away. */
export function itemsOf(row: Extract<Row, { is: 'section' }>): Row[] {
  const { folder, section, searching } = row;
  const path = searching ? row.id : `${folder}#${section.id}`;
  const bundles: Record<Exclude<Bundle, 'after'>, Item[]> = { more: [], 'not-applicable': [] };
  const rows: Row[] = [];
  for (const item of section.items) {
    if (!searching && item.status === 'not-applicable') bundles['not-applicable'].push(item);
    else if (!searching && !item.shown && item.status !== 'failing') bundles.more.push(item);
    else rows.push(itemRow(path, folder, item));
  }
  for (const what of ['more', 'not-applicable'] as const)
    if (bundles[what].length) rows.push({ is: 'bundle', id: `${path}/${what}`, what, items: bundles[what], folder });
  return rows;
}

export const itemRow = (path: string, folder: string, item: Item): Row => ({ is: 'item', id: `${path}/${item.id}`, folder, item });

/** What stands under an item: what is open first, then what proves it, then what people said. */
export function* detailRows(id: string, folder: string, { status, reason }: Item, details: protocol.ItemDetails): Iterable<Row> {
  const { findings, accepted, unknown, evidence, signals, records, appliesBecause, all } = details;
  // A record says for itself who settled it.
  const settled = status === 'attested' || status === 'waived';
  if (reason !== undefined && !settled) yield { is: 'note', id: `${id}/reason`, label: sentence(reason), icon: ICONS.note };
  for (const [i, finding] of findings.entries())
    yield {
      is: 'place',
      id: `${id}/finding/${finding.fingerprint}/${i}`,
      icon: SEVERITY_ICONS[finding.severity],
      words: severityWords(finding.severity),
      place: finding,
      finding: { folder, rule: finding.rule, fingerprint: finding.fingerprint },
    };
  yield* hidden(`${id}/finding`, all.findings - findings.length);
  for (const [i, place] of unknown.entries()) yield placeRow(`${id}/unknown/${i}`, place, ICONS.unknown, vscode.l10n.t('not known'));
  yield* hidden(`${id}/unknown`, all.unknown - unknown.length);
  for (const [i, record] of records.entries()) yield { is: 'record', id: `${id}/record/${i}`, record };
  yield* hidden(`${id}/record`, all.records - records.length);

  const proof = [
    ...evidence.map((place, i) => placeRow(`${id}/evidence/${i}`, place, ICONS.evidence, vscode.l10n.t('evidence'))),
    ...hidden(`${id}/evidence`, all.evidence - evidence.length),
  ];
  const signs = [
    ...signals.map((sign, i) => reasonRow(`${id}/signal/${i}`, sign, ICONS.signal, vscode.l10n.t('sign'))),
    ...hidden(`${id}/signal`, all.signals - signals.length),
  ];
  // A long list would hide the next item.
  yield* bundled(`${id}/evidence`, vscode.l10n.t('Evidence'), ICONS.evidence, proof, all.evidence, status === 'failing' ? 1 : FEW);
  yield* bundled(`${id}/signal`, vscode.l10n.t('Signs of it'), ICONS.signal, signs, all.signals, status === 'failing' ? 1 : FEW);
  const taken = [
    ...accepted.map((finding, i) => placeRow(`${id}/accepted/${i}`, finding, ICONS.accepted, vscode.l10n.t('accepted'))),
    ...hidden(`${id}/accepted`, all.accepted - accepted.length),
  ];
  yield* bundled(`${id}/accepted`, vscode.l10n.t('Accepted findings'), ICONS.accepted, taken, all.accepted, 0);
  const [because] = appliesBecause;
  // 'Every workspace' tells nobody anything.
  if (because?.location && status !== 'not-applicable') {
    const label = vscode.l10n.t('Applies here: {0}', because.label);
    yield reasonRow(`${id}/applies`, { ...because, label }, ICONS.reason, vscode.l10n.t('reason'));
  }
}

/** As many places stand under an item without a node of their own. */
const FEW = 3;

function* bundled(id: string, label: string, icon: vscode.ThemeIcon, rows: readonly Row[], count: number, few: number): Iterable<Row> {
  if (rows.length <= few) yield* rows;
  else yield { is: 'places', id, label, icon, rows, count };
}

function* hidden(id: string, count: number): Iterable<Row> {
  if (count > 0) yield { is: 'note', id: `${id}/hidden`, label: vscode.l10n.t('and {0} more', count), icon: ICONS.hidden };
}

const placeRow = (id: string, place: protocol.ChecklistPlace, icon: vscode.ThemeIcon, words: string): Row =>
  ({ is: 'place', id, icon, words, place }) satisfies PlaceRow & { readonly id: string };

const reasonRow = (id: string, { label, location }: protocol.ChecklistReason, icon: vscode.ThemeIcon, words: string): Row =>
  location ? placeRow(id, { label, location }, icon, words) : { is: 'note', id, label, icon };

/** Rows of a list in Markdown. */
export const listRows = ({ folder, list, id }: Extract<Row, { is: 'list' }>): Row[] =>
  list.sections.map((section, i): Row => ({ is: 'listSection', id: `${id}/${i}:${section.title}`, folder, section }));

export const listItemRows = ({ folder, section, id }: Extract<Row, { is: 'listSection' }>): Row[] =>
  section.items.map((item, i): Row => ({ is: 'listItem', id: `${id}/${i}`, folder, item }));

export const filterWords = (filter: Filter, role: string | undefined): string => {
  switch (filter) {
    case 'all':
      return '';
    case 'open':
      return vscode.l10n.t('open');
    case 'blocking':
      return vscode.l10n.t('blocking');
    case 'role':
      return vscode.l10n.t('of {0}', role ?? '');
  }
};
