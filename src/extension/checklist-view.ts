import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import { CHECKLIST_VIEW, COMMAND, CONTEXT, type ViewState } from './manifest.js';
import type { ServerAccess } from './server-access.js';

type Filter = 'all' | 'open';

/** A row of the tree. Ids are stable, so that a refresh keeps what is expanded and selected. */
type Row =
  | { readonly is: 'folder'; readonly id: string; readonly folder: protocol.FolderState }
  | { readonly is: 'section'; readonly id: string; readonly section: protocol.ChecklistSection }
  | { readonly is: 'more'; readonly id: string; readonly items: readonly protocol.ChecklistItem[]; readonly path: string }
  | { readonly is: 'item'; readonly id: string; readonly item: protocol.ChecklistItem }
  | { readonly is: 'evidence'; readonly id: string; readonly places: readonly Row[]; readonly count: number }
  | {
      readonly is: 'place';
      readonly id: string;
      readonly icon: vscode.ThemeIcon;
      readonly words: string;
      readonly place: protocol.ChecklistPlace;
      readonly rule?: string;
    }
  | { readonly is: 'note'; readonly id: string; readonly label: string; readonly icon: vscode.ThemeIcon };

const OPEN = new Set<protocol.ChecklistItem['status']>(['failing', 'to-confirm', 'to-attest']);

const icon = (name: string, color?: string): vscode.ThemeIcon =>
  new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));

const STATUS_ICONS: Readonly<Record<protocol.ChecklistItem['status'], vscode.ThemeIcon>> = {
  failing: icon('error', 'testing.iconFailed'),
  passing: icon('pass-filled', 'testing.iconPassed'),
  attested: icon('verified-filled', 'testing.iconPassed'),
  waived: icon('law', 'testing.iconQueued'),
  'to-confirm': icon('eye', 'testing.iconQueued'),
  'to-attest': icon('circle-large-outline', 'testing.iconUnset'),
  'not-applicable': icon('circle-slash', 'disabledForeground'),
};

const SEVERITY_ICONS: Readonly<Record<protocol.ChecklistFinding['severity'], vscode.ThemeIcon>> = {
  error: icon('error', 'problemsErrorIcon.foreground'),
  warning: icon('warning', 'problemsWarningIcon.foreground'),
  info: icon('info', 'problemsInfoIcon.foreground'),
};

/** The checklist as a tree: folder (where there are several), section, item, and what proves or fails it. */
export class ChecklistView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #server: ServerAccess;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Row>;
  #state: protocol.StateChanged | undefined;
  #lists: Promise<ReadonlyMap<string, protocol.Checklist>> | undefined;
  #filter: Filter = 'all';
  #progress: (() => void) | undefined;

  constructor(server: ServerAccess) {
    this.#server = server;
    this.#view = vscode.window.createTreeView(CHECKLIST_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#tell(vscode.workspace.workspaceFolders?.length ? 'starting' : 'no-folder');
  }

  show(filter: Filter): void {
    this.#filter = filter;
    void vscode.commands.executeCommand('setContext', CONTEXT.filter, filter);
    this.#changed.fire(undefined);
  }

  /** A new state of the server's; undefined when it is not known any more. */
  update(state: protocol.StateChanged | undefined): void {
    this.#state = state;
    this.#lists = undefined;
    const blocking = (state?.folders ?? []).reduce((sum, folder) => sum + folder.blocking, 0);
    this.#view.badge = blocking
      ? {
          value: blocking,
          tooltip: blocking === 1 ? vscode.l10n.t('One gap blocks a sign-off') : vscode.l10n.t('{0} gaps block a sign-off', blocking),
        }
      : undefined;
    const [first, second] = state?.folders ?? [];
    this.#view.description = first && !second ? progressOf(first.progress) : '';
    const broken = state?.folders.find(({ problem }) => problem !== undefined);
    this.#view.message = broken ? vscode.l10n.t('preflight.yaml has a problem, the rest of it is in force: {0}', broken.problem ?? '') : '';
    if (!vscode.workspace.workspaceFolders?.length) this.#tell('no-folder');
    this.#showProgress(state?.scanning !== undefined);
    this.#changed.fire(undefined);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) return this.#roots();
    switch (row.is) {
      case 'folder':
        return this.#sections(row.folder.uri);
      case 'section': {
        const items = row.section.items.filter((item) => this.#wants(item));
        const more = items.filter(({ shown, status }) => !shown && status !== 'failing');
        return [
          ...items.filter((item) => !more.includes(item)).map((item): Row => ({ is: 'item', id: `${row.id}/${item.id}`, item })),
          ...(more.length ? [{ is: 'more', id: `${row.id}/more`, items: more, path: row.id } as const] : []),
        ];
      }
      case 'more':
        return row.items.map((item): Row => ({ is: 'item', id: `${row.path}/${item.id}`, item }));
      case 'item':
        return childrenOf(row.id, row.item);
      case 'evidence':
        return [...row.places];
      case 'place':
      case 'note':
        return [];
    }
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const item = treeItemOf(row);
    item.id = row.id;
    return item;
  }

  async #roots(): Promise<Row[]> {
    const folders = this.#state?.folders ?? [];
    const [only] = folders;
    if (!only) return [];
    const rows =
      folders.length > 1 ? folders.map((folder): Row => ({ is: 'folder', id: folder.uri, folder })) : await this.#sections(only.uri);
    if (rows.length === 0) this.#tell(this.#state?.scanning ? 'starting' : this.#filter === 'open' ? 'nothing-open' : 'no-rules-apply');
    else this.#tell('ready');
    return rows;
  }

  async #sections(folder: string): Promise<Row[]> {
    const list = (await this.#all()).get(folder);
    return (list?.sections ?? [])
      .filter(({ items }) => items.some((item) => this.#wants(item)))
      .map((section): Row => ({ is: 'section', id: `${folder}#${section.id}`, section }));
  }

  #wants({ status }: protocol.ChecklistItem): boolean {
    return this.#filter === 'all' || OPEN.has(status);
  }

  #all(): Promise<ReadonlyMap<string, protocol.Checklist>> {
    return (this.#lists ??= this.#ask());
  }

  async #ask(): Promise<ReadonlyMap<string, protocol.Checklist>> {
    const lists = new Map<string, protocol.Checklist>();
    for (const { uri } of this.#state?.folders ?? []) {
      const list = await this.#server.ask<protocol.Checklist | null>(protocol.checklist, { folder: uri });
      if (list) lists.set(uri, list);
    }
    return lists;
  }

  /** A line of progress over the view while the workspace is read. */
  #showProgress(reading: boolean): void {
    if (!reading) {
      this.#progress?.();
      this.#progress = undefined;
      return;
    }
    if (this.#progress) return;
    const done = new Promise<void>((resolve) => (this.#progress = resolve));
    void vscode.window.withProgress({ location: { viewId: CHECKLIST_VIEW } }, () => done);
  }

  #tell(state: ViewState): void {
    void vscode.commands.executeCommand('setContext', CONTEXT.state, state);
  }

  dispose(): void {
    this.#progress?.();
    this.#view.dispose();
    this.#changed.dispose();
  }
}

function childrenOf(id: string, { findings, evidence, unknown, reason, appliesBecause, status }: protocol.ChecklistItem): Row[] {
  const places = (kind: string, list: readonly protocol.ChecklistPlace[], symbol: vscode.ThemeIcon, words: string): Row[] =>
    list.slice(0, MOST).map((place, i): Row => ({ is: 'place', id: `${id}/${kind}/${i}`, icon: symbol, words, place }));
  const rows: Row[] = [
    ...(reason === undefined ? [] : [{ is: 'note', id: `${id}/reason`, label: sentence(reason), icon: icon('note') } as const]),
    ...findings.map((finding, i): Row => ({
      is: 'place',
      id: `${id}/finding/${i}`,
      icon: SEVERITY_ICONS[finding.severity],
      words: SEVERITY_WORDS[finding.severity],
      place: finding,
      rule: finding.rule,
    })),
    ...places('unknown', unknown, icon('question', 'testing.iconQueued'), 'not known'),
  ];
  const proof = places('evidence', evidence, icon('check', 'testing.iconPassed'), 'evidence');
  // What is open comes first; the proof of a part of it is a click away.
  if (status === 'failing' && proof.length > 1) rows.push({ is: 'evidence', id: `${id}/evidence`, places: proof, count: evidence.length });
  else rows.push(...proof);
  const hidden = Math.max(0, evidence.length - MOST) + Math.max(0, unknown.length - MOST);
  if (hidden) rows.push({ is: 'note', id: `${id}/hidden`, label: vscode.l10n.t('and {0} more', hidden), icon: icon('ellipsis') });
  const [because] = appliesBecause;
  if (because !== undefined && status !== 'not-applicable')
    rows.push({ is: 'note', id: `${id}/applies`, label: vscode.l10n.t('Applies here: {0}', because), icon: icon('info') });
  return rows;
}

/** Places of one kind that an item lists: more would hide the next item. */
const MOST = 20;

const SEVERITY_WORDS: Readonly<Record<protocol.ChecklistFinding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'information',
};

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const progressOf = ({ done, applicable }: { readonly done: number; readonly applicable: number }): string =>
  vscode.l10n.t('{0} of {1}', done, applicable);

function treeItemOf(row: Row): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  switch (row.is) {
    case 'folder': {
      const item = new vscode.TreeItem(row.folder.name, Expanded);
      item.iconPath = vscode.ThemeIcon.Folder;
      item.description = progressOf(row.folder.progress);
      item.contextValue = 'folder';
      return item;
    }
    case 'section': {
      const failing = row.section.items.some(({ status }) => status === 'failing');
      const item = new vscode.TreeItem(row.section.title, failing ? Expanded : Collapsed);
      item.description = progressOf(row.section.progress);
      item.contextValue = 'section';
      item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} settled', row.section.title, progressOf(row.section.progress)) };
      return item;
    }
    case 'more': {
      const item = new vscode.TreeItem(vscode.l10n.t('More'), Collapsed);
      item.description = String(row.items.length);
      item.contextValue = 'more';
      return item;
    }
    case 'item': {
      const { title, holds, status, blocking, findings, evidence, reason } = row.item;
      const item = new vscode.TreeItem(title, findings.length || evidence.length || reason !== undefined ? Collapsed : None);
      const open = OPEN.has(status);
      item.iconPath = STATUS_ICONS[status];
      item.description = [
        findings.length
          ? findings.length === 1
            ? vscode.l10n.t('1 finding')
            : vscode.l10n.t('{0} findings', findings.length)
          : statusWords(status),
        blocking && open ? vscode.l10n.t('blocking') : '',
      ]
        .filter(Boolean)
        .join(' · ');
      item.tooltip = [holds, sentence(statusWords(status)), ...(reason === undefined ? [] : [sentence(reason)])].join('\n\n');
      item.contextValue = `item.${status}`;
      item.accessibilityInformation = {
        label: [
          title,
          statusWords(status),
          ...(blocking && open ? [vscode.l10n.t('blocking')] : []),
          vscode.l10n.t('{0} findings', findings.length),
        ].join(', '),
      };
      return item;
    }
    case 'evidence': {
      const item = new vscode.TreeItem(vscode.l10n.t('Evidence'), Collapsed);
      item.iconPath = icon('check', 'testing.iconPassed');
      item.description = String(row.count);
      item.contextValue = 'evidence';
      return item;
    }
    case 'place': {
      const { location, label } = row.place;
      const item = new vscode.TreeItem(label, None);
      item.iconPath = row.icon;
      item.description = `${vscode.workspace.asRelativePath(vscode.Uri.parse(location.uri))}:${location.range.start.line + 1}`;
      item.tooltip = `${label}\n\n${item.description}`;
      item.command = { title: vscode.l10n.t('Open'), command: COMMAND.openPlace, arguments: [location] };
      item.contextValue = row.rule === undefined ? 'place' : 'finding';
      item.accessibilityInformation = { label: `${row.words}: ${label}, ${item.description}` };
      return item;
    }
    case 'note': {
      const item = new vscode.TreeItem(row.label, None);
      item.iconPath = row.icon;
      item.contextValue = 'note';
      return item;
    }
  }
}

function statusWords(status: protocol.ChecklistItem['status']): string {
  switch (status) {
    case 'failing':
      return vscode.l10n.t('failing');
    case 'passing':
      return vscode.l10n.t('passing');
    case 'to-confirm':
      return vscode.l10n.t('to confirm');
    case 'to-attest':
      return vscode.l10n.t('to attest');
    case 'attested':
      return vscode.l10n.t('attested');
    case 'waived':
      return vscode.l10n.t('waived');
    case 'not-applicable':
      return vscode.l10n.t('does not apply');
  }
}
