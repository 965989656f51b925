import * as vscode from 'vscode';
import type * as protocol from '../../protocol.js';
import { STATUS_ICONS, dayOf, nameOf, placeWords } from '../checklist-view/words.js';
import { COMMAND } from '../manifest.js';

export type SignoffRow = { readonly id: string } & (
  | { readonly is: 'folder'; readonly folder: protocol.FolderState }
  | { readonly is: 'problem'; readonly problem: NonNullable<protocol.Signoffs['problem']> }
  | RoleRow
  | { readonly is: 'signature'; readonly role: protocol.RoleSignoff }
  | { readonly is: 'reason'; readonly label: string }
  | { readonly is: 'change'; readonly change: protocol.SignoffChange; readonly folder: string; readonly kind: 'since' | 'blocking' }
);

export interface RoleRow {
  readonly is: 'role';
  readonly folder: string;
  readonly role: protocol.RoleSignoff;
}

/** The role that a menu of the tree is about. */
export const roleOf = (argument: unknown): RoleRow | undefined => {
  const row = argument as SignoffRow | undefined;
  return row?.is === 'role' ? row : undefined;
};

/** What stands under a row: for a role its signature, what moved since, and what is in the way of a new one. */
export function rowsOf(row: SignoffRow): SignoffRow[] {
  if (row.is !== 'role') return [];
  const { id, folder, role } = row;
  const entry =
    (kind: 'since' | 'blocking') =>
    (change: protocol.SignoffChange, i: number): SignoffRow => ({
      is: 'change',
      id: `${id}/${kind}/${change.item ?? change.label}/${i}`,
      change,
      folder,
      kind,
    });
  return [
    ...(role.by === undefined ? [] : [{ is: 'signature', id: `${id}/signature`, role } as const]),
    ...role.reasons.map((label, i): SignoffRow => ({ is: 'reason', id: `${id}/reason/${i}`, label })),
    ...role.since.map(entry('since')),
    // What moved and blocks is told once.
    ...role.blocking.filter(({ item }) => item === undefined || !role.since.some((change) => change.item === item)).map(entry('blocking')),
  ];
}

const icon = (name: string, color: string): vscode.ThemeIcon => new vscode.ThemeIcon(name, new vscode.ThemeColor(color));

const ROLE_ICONS: Readonly<Record<protocol.RoleSignoff['state'], vscode.ThemeIcon>> = {
  unsigned: icon('circle-large-outline', 'testing.iconUnset'),
  signed: icon('verified-filled', 'testing.iconPassed'),
  stale: icon('history', 'problemsWarningIcon.foreground'),
  tampered: icon('workspace-untrusted', 'problemsErrorIcon.foreground'),
};

export function roleWords({ state, required, since, blocking, by }: protocol.RoleSignoff): string {
  switch (state) {
    case 'unsigned': {
      const blocks = blocking.length ? vscode.l10n.t('{0} blocking', blocking.length) : '';
      if (required) return blocks || vscode.l10n.t('ready to sign');
      return [vscode.l10n.t('optional'), blocks].filter(Boolean).join(' · ');
    }
    case 'signed':
      return vscode.l10n.t('signed by {0}', nameOf(by ?? ''));
    case 'stale':
      if (since.length === 0) return vscode.l10n.t('stale');
      return since.length === 1 ? vscode.l10n.t('stale · 1 change since') : vscode.l10n.t('stale · {0} changes since', since.length);
    case 'tampered':
      return vscode.l10n.t('tampered with');
  }
}

/** How a row is drawn, and what a screen reader says of it. */
export function signoffItem(row: SignoffRow): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  switch (row.is) {
    case 'folder': {
      const item = new vscode.TreeItem(row.folder.name, Expanded);
      item.iconPath = vscode.ThemeIcon.Folder;
      item.contextValue = 'folder';
      return item;
    }
    case 'problem': {
      const { message, location } = row.problem;
      const item = new vscode.TreeItem(message, None);
      item.iconPath = icon('error', 'problemsErrorIcon.foreground');
      item.description = placeWords(location);
      item.tooltip = message;
      item.command = { title: vscode.l10n.t('Open'), command: COMMAND.openPlace, arguments: [location] };
      item.accessibilityInformation = { label: vscode.l10n.t('Error: {0}, {1}', message, item.description) };
      return item;
    }
    case 'role': {
      const { role } = row;
      const broken = role.state === 'stale' || role.state === 'tampered';
      const item = new vscode.TreeItem(role.title, broken ? Expanded : rowsOf(row).length ? Collapsed : None);
      item.iconPath = ROLE_ICONS[role.state];
      item.description = roleWords(role);
      item.tooltip = [role.title, item.description, ...role.reasons].join('\n\n');
      item.contextValue = ['role', role.by === undefined ? '' : 'signature', role.state === 'signed' ? '' : 'signable'].join(' ').trim();
      const unsigned = role.state === 'unsigned' ? [vscode.l10n.t('not signed')] : [];
      item.accessibilityInformation = { label: [role.title, ...unsigned, item.description].join(', ') };
      return item;
    }
    case 'signature': {
      const { by = '', at = '', commit, note, signature, location } = row.role;
      const label = commit === undefined ? dayOf(at) : vscode.l10n.t('{0} at {1}', dayOf(at), commit.slice(0, 7));
      const item = new vscode.TreeItem(label, None);
      item.iconPath = new vscode.ThemeIcon('git-commit');
      item.description = [nameOf(by), ...(note === undefined ? [] : [note]), ...(signature === undefined ? [] : [signature])].join(' · ');
      item.tooltip = [by, at, ...(commit === undefined ? [] : [commit]), ...(note === undefined ? [] : [note])].join('\n\n');
      if (location) item.command = { title: vscode.l10n.t('Open'), command: COMMAND.openPlace, arguments: [location] };
      item.contextValue = 'signed';
      item.accessibilityInformation = { label: vscode.l10n.t('Signed on {0}, {1}', label, item.description) };
      return item;
    }
    case 'reason': {
      const item = new vscode.TreeItem(row.label, None);
      item.iconPath = new vscode.ThemeIcon('info');
      item.tooltip = row.label;
      item.contextValue = 'reason';
      return item;
    }
    case 'change':
      return changeItem(row);
  }
}

function changeItem({ change, folder, kind }: Extract<SignoffRow, { is: 'change' }>): vscode.TreeItem {
  const { label, change: words, because, item: id, location, status } = change;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.iconPath = kind === 'since' ? icon('diff-modified', 'problemsWarningIcon.foreground') : STATUS_ICONS[status ?? 'failing'];
  item.description = words ?? '';
  item.tooltip = [label, ...(words === undefined ? [] : [words]), ...because, ...(location ? [placeWords(location)] : [])].join('\n\n');
  item.contextValue = kind;
  const open = vscode.l10n.t('Open');
  if (location) item.command = { title: open, command: COMMAND.openPlace, arguments: [location] };
  else if (id !== undefined) item.command = { title: open, command: COMMAND.showItem, arguments: [folder, id] };
  item.accessibilityInformation = {
    label: [kind === 'since' ? vscode.l10n.t('changed: {0}', label) : vscode.l10n.t('blocks: {0}', label), words, ...because]
      .filter(Boolean)
      .join(', '),
  };
  return item;
}
