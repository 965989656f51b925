import * as vscode from 'vscode';
import { COMMAND } from '../manifest.js';
import type * as protocol from '../../protocol.js';
import { isOpen } from './filter.js';
import type { Row } from './rows.js';
import {
  ICONS,
  STATUS_ICONS,
  dayOf,
  endingWords,
  findingsWords,
  nameOf,
  placeWords,
  progressWords,
  sentence,
  statusWords,
} from './words.js';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** How a row is drawn, and what a screen reader says of it. */
export function treeItemOf(row: Row): vscode.TreeItem {
  const item = named(drawn(row));
  item.id = row.id;
  return item;
}

/** The tooltip is no name: without one of its own, a screen reader would read it instead of the label. */
function named(item: vscode.TreeItem): vscode.TreeItem {
  const label = [item.label, item.description].flatMap((words) => (typeof words === 'string' && words ? [words] : [])).join(', ');
  item.accessibilityInformation ??= { label };
  return item;
}

function drawn(row: Row): vscode.TreeItem {
  switch (row.is) {
    case 'folder':
      return made(row.folder.name, Expanded, {
        iconPath: vscode.ThemeIcon.Folder,
        description: progressWords(row.folder.progress),
        contextValue: 'folder',
      });
    case 'section': {
      const { title, progress, items } = row.section;
      const failing = items.some(({ status }) => status === 'failing');
      return made(title, failing || row.searching ? Expanded : Collapsed, {
        description: progress.applicable ? progressWords(progress) : '',
        contextValue: 'section',
        accessibilityInformation: {
          label: progress.applicable ? vscode.l10n.t('{0}, {1} settled', title, progressWords(progress)) : title,
        },
      });
    }
    case 'rest':
      return made(vscode.l10n.t('Other Sections'), Collapsed, {
        description: String(row.sections.length),
        tooltip: vscode.l10n.t('Nothing of these is asked for here: it does not apply, or the profile does not demand it.'),
        contextValue: 'rest',
      });
    case 'bundle':
      return bundleItem(row);
    case 'item':
      return itemItem(row.item);
    case 'questions':
      return made(vscode.l10n.t('Questions'), Collapsed, {
        description: String(row.questions.length),
        tooltip: vscode.l10n.t(
          'What files cannot tell. Each is asked once; the answer goes into preflight.yaml. Until then nothing blocks.',
        ),
        contextValue: 'questions',
      });
    case 'question': {
      const { question, items } = row.question;
      return made(question, None, {
        iconPath: ICONS.question,
        description: items.length === 1 ? vscode.l10n.t('1 item waits') : vscode.l10n.t('{0} items wait', items.length),
        tooltip: [question, ...items.slice(0, 12)].join('\n\n'),
        contextValue: 'question',
        command: { title: vscode.l10n.t('Answer…'), command: COMMAND.answer, arguments: [row] },
      });
    }
    case 'places':
      return made(row.label, Collapsed, { iconPath: row.icon, description: String(row.count), contextValue: 'places' });
    case 'place': {
      const { location, label } = row.place;
      const where = placeWords(location);
      return made(label, None, {
        iconPath: row.icon,
        description: where,
        tooltip: `${label}\n\n${where}`,
        command: { title: vscode.l10n.t('Open'), command: COMMAND.openPlace, arguments: [location] },
        contextValue: row.finding ? 'finding' : 'place',
        accessibilityInformation: { label: `${row.words}: ${label}, ${where}` },
      });
    }
    case 'record':
      return recordItem(row.record);
    case 'note':
      return made(row.label, None, { iconPath: row.icon, tooltip: row.label, contextValue: 'note' });
    case 'list': {
      const { title, file, counts } = row.list;
      const path = vscode.workspace.asRelativePath(vscode.Uri.parse(file), false);
      const folder = path.slice(0, -title.length - 1);
      return made(title, Collapsed, {
        description: [vscode.l10n.t('{0} of {1}', counts.checked, counts.items), ...(folder ? [folder] : [])].join(' · '),
        tooltip: path,
        contextValue: 'list',
        accessibilityInformation: { label: vscode.l10n.t('{0}, {1} of {2} checked', path, counts.checked, counts.items) },
      });
    }
    case 'listSection': {
      const { title, items } = row.section;
      const done = items.filter(isChecked).length;
      return made(title, items.some(({ claim }) => claim) ? Expanded : Collapsed, {
        description: vscode.l10n.t('{0} of {1}', done, items.length),
        contextValue: 'listSection',
      });
    }
    case 'listItem':
      return listItemItem(row.item);
  }
}

const made = (label: string, state: vscode.TreeItemCollapsibleState, rest: Partial<vscode.TreeItem>): vscode.TreeItem =>
  Object.assign(new vscode.TreeItem(label, state), rest);

function bundleItem({ what, items }: Extract<Row, { is: 'bundle' }>): vscode.TreeItem {
  const count = String(items.length);
  switch (what) {
    case 'more':
      return made(vscode.l10n.t('More'), Collapsed, {
        description: count,
        tooltip: vscode.l10n.t("Items that the profile 'standard' does not ask for."),
        contextValue: 'more',
      });
    case 'not-applicable':
      return made(vscode.l10n.t('Does Not Apply'), Collapsed, { description: count, contextValue: 'not-applicable' });
    case 'after':
      return made(vscode.l10n.t('After Launch'), Collapsed, {
        description: progressWords({ done: items.filter((item) => !isOpen(item)).length, applicable: items.length }),
        tooltip: vscode.l10n.t('What can only be checked once it runs. It never blocks a sign-off.'),
        contextValue: 'after',
      });
  }
}

function itemItem(entry: protocol.ChecklistItem): vscode.TreeItem {
  const { title, holds, status, blocking, findings, reason, ending } = entry;
  const open = isOpen(entry);
  const said = [
    ...(blocking && open ? [vscode.l10n.t('blocking')] : []),
    status === 'failing' ? findingsWords(findings) : statusWords(status),
    ...(ending ? [endingWords(ending)] : []),
  ];
  const item = made(title, entry.opens ? Collapsed : None, {
    iconPath: STATUS_ICONS[status],
    description: said.join(' · '),
    tooltip: [holds, sentence(statusWords(status)), ...(reason === undefined ? [] : [sentence(reason)]), entry.id].join('\n\n'),
    contextValue: contextOf(entry),
    accessibilityInformation: {
      label: [
        title,
        statusWords(status),
        ...(blocking && open ? [vscode.l10n.t('blocking')] : []),
        ...(findings ? [findingsWords(findings)] : []),
        ...(ending ? [endingWords(ending)] : []),
      ].join(', '),
    },
  });
  if (entry.attestable) {
    const checked = status === 'attested';
    item.checkboxState = {
      state: checked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
      tooltip: checked ? vscode.l10n.t('Withdraw the attestation…') : vscode.l10n.t('Attest…'),
      accessibilityInformation: { label: checked ? vscode.l10n.t('{0}, attested', title) : vscode.l10n.t('{0}, not attested', title) },
    };
  }
  return item;
}

/** Words that the menus ask for. */
function contextOf(entry: protocol.ChecklistItem): string {
  const { status, attestable } = entry;
  return [
    'item',
    status === 'failing' ? 'failing' : '',
    isOpen(entry) ? 'open acceptable' : '',
    isOpen(entry) && attestable ? 'to-attest' : '',
    status === 'attested' ? 'attested' : '',
    status === 'waived' ? 'accepted' : '',
    status === 'not-applicable' ? '' : 'applicable',
  ]
    .filter(Boolean)
    .join(' ');
}

function recordItem(record: protocol.ItemRecord): vscode.TreeItem {
  const { is, by, at, words, link, ends, force, providedElsewhere, location } = record;
  const ended = force === 'expired';
  const who =
    is === 'attestation'
      ? vscode.l10n.t('Attested by {0}: {1}', nameOf(by), words)
      : vscode.l10n.t('Accepted by {0}: {1}', nameOf(by), words);
  const said = [
    dayOf(at),
    ...(providedElsewhere ? [vscode.l10n.t('provided elsewhere')] : []),
    ...(ends ? [force === 'in-force' ? vscode.l10n.t('until {0}', ends.expires) : endingWords(ends)] : []),
  ].join(' · ');
  return made(who, None, {
    iconPath: force !== 'in-force' ? ICONS.expired : is === 'attestation' ? ICONS.attestation : ICONS.accepted,
    description: said,
    tooltip: [who, by, said, ...(link === undefined ? [] : [link])].join('\n\n'),
    ...(location ? { command: { title: vscode.l10n.t('Open'), command: COMMAND.openPlace, arguments: [location] } } : {}),
    contextValue: ended ? 'record expired' : 'record',
    accessibilityInformation: { label: `${who}, ${said}` },
  });
}

const isChecked = ({ state }: protocol.ImportedItem): boolean => state === 'checked' || state === 'done';

function listItemItem({ text, state, location, claim, matches, linked }: protocol.ImportedItem): vscode.TreeItem {
  const tie = matches.find(({ item }) => item === linked);
  const said = [
    ...(claim === 'contradicted' ? [vscode.l10n.t('the workspace says otherwise')] : []),
    ...(claim === 'supported' ? [vscode.l10n.t('there is evidence')] : []),
    ...(linked === undefined ? [] : [vscode.l10n.t('linked to {0}', tie?.title ?? linked)]),
  ].join(' · ');
  const words = importedWords(state);
  const item = made(text, None, {
    iconPath:
      claim === 'contradicted' ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')) : iconOf(state),
    description: said,
    tooltip: [text, words, said].filter(Boolean).join('\n\n'),
    command: { title: vscode.l10n.t('Open'), command: COMMAND.openPlace, arguments: [location] },
    contextValue: 'imported',
    accessibilityInformation: { label: [text, words, said].filter(Boolean).join(', ') },
  });
  if (state === 'checked' || state === 'unchecked')
    item.checkboxState = state === 'checked' ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked;
  return item;
}

function importedWords(state: protocol.ImportedItem['state']): string {
  switch (state) {
    case 'checked':
      return vscode.l10n.t('checked');
    case 'unchecked':
      return vscode.l10n.t('not checked');
    case 'done':
      return vscode.l10n.t('marked as done');
    case 'failed':
      return vscode.l10n.t('marked as failed');
    case 'warning':
      return vscode.l10n.t('marked as a warning');
    case 'open':
      return vscode.l10n.t('a gap');
  }
}

function iconOf(state: protocol.ImportedItem['state']): vscode.ThemeIcon {
  switch (state) {
    case 'checked':
    case 'done':
      return STATUS_ICONS.passing;
    case 'failed':
      return STATUS_ICONS.failing;
    case 'warning':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('testing.iconQueued'));
    case 'unchecked':
    case 'open':
      return STATUS_ICONS['to-attest'];
  }
}
