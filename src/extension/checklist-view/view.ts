import * as vscode from 'vscode';
import * as protocol from '../../protocol.js';
import { CHECKLIST_VIEW, CONTEXT, type ViewState } from '../manifest.js';
import type { ServerAccess } from '../server-access.js';
import { type Grouping, detailRows, filterWords, itemRow, itemsOf, listItemRows, listRows, topOf } from './children.js';
import type { Filter, Shown } from './filter.js';
import type { ItemTarget, Row } from './rows.js';
import { treeItemOf } from './tree-items.js';
import { progressWords } from './words.js';

/** What a row with a checkbox was ticked or unticked about. */
export type Ticked =
  | ({ readonly is: 'item'; readonly checked: boolean } & ItemTarget)
  | { readonly is: 'imported'; readonly checked: boolean; readonly folder: string; readonly item: protocol.ImportedItem };

/** What the view asked the server for, for as long as the server's state is the same. */
interface Known {
  readonly checklist: Promise<protocol.Checklist | undefined>;
  readonly lists: Promise<readonly protocol.ImportedList[]>;
}

/** The checklist as a tree: folder (where there are several), section, item, and what proves or fails it. */
export class ChecklistView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #server: ServerAccess;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #ticked = new vscode.EventEmitter<Ticked>();
  /** A person ticked or unticked a row; nothing is written yet, and `refresh` puts the box back. */
  readonly onDidTick = this.#ticked.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #parents = new Map<string, Row | undefined>();
  #known = new Map<string, Known>();
  /** What stands under the items that somebody opened, as it was drawn. */
  readonly #details = new Map<string, { readonly row: Row; readonly text: string }>();
  /** All that the rows were drawn from. */
  #drawn = '';
  #drawing = 0;
  #state: protocol.StateChanged | undefined;
  #shown: Shown = { filter: 'all', role: undefined, search: '' };
  #roleTitle: string | undefined;
  #grouping: Grouping;
  #progress: (() => void) | undefined;

  constructor(server: ServerAccess, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
    this.#grouping = memory.get<Grouping>(CONTEXT.group, 'section');
    this.#view = vscode.window.createTreeView(CHECKLIST_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      // A tick asks for a note first: the box follows what is written, not the mouse.
      manageCheckboxStateManually: true,
    });
    this.#view.onDidChangeCheckboxState(({ items }) => {
      for (const [row, state] of items) {
        const checked = state === vscode.TreeItemCheckboxState.Checked;
        if (row.is === 'item') this.#ticked.fire({ is: 'item', folder: row.folder, item: row.item, checked });
        else if (row.is === 'listItem') this.#ticked.fire({ is: 'imported', folder: row.folder, item: row.item, checked });
      }
    });
    this.#tell('starting');
    this.#setContext();
  }

  // ---- what is shown ----

  get shown(): Shown {
    return this.#shown;
  }

  /** The role whose items the person called their own, in this workspace. */
  get ownRole(): string | undefined {
    return this.#memory.get<string>(OWN_ROLE);
  }

  filter(filter: Filter, role?: protocol.RoleSummary): void {
    this.#shown = { ...this.#shown, filter, role: role?.id };
    this.#roleTitle = role?.title;
    if (role) void this.#memory.update(OWN_ROLE, role.id);
    this.refresh();
  }

  search(words: string): void {
    const search = words.trim().toLowerCase();
    if (search === this.#shown.search) return;
    this.#shown = { ...this.#shown, search };
    this.refresh();
  }

  group(by: Grouping): void {
    this.#grouping = by;
    void this.#memory.update(CONTEXT.group, by);
    this.refresh();
  }

  /** Draws all rows anew from what is known; what is expanded and selected stays. */
  refresh(): void {
    this.#setContext();
    this.#describe();
    this.#changed.fire(undefined);
  }

  /** A new state of the server's; undefined when it is not known any more. */
  update(state: protocol.StateChanged | undefined): void {
    this.#state = state;
    const blocking = (state?.folders ?? []).reduce((sum, folder) => sum + folder.blocking, 0);
    this.#view.badge = blocking
      ? {
          value: blocking,
          tooltip: blocking === 1 ? vscode.l10n.t('One gap blocks a sign-off') : vscode.l10n.t('{0} gaps block a sign-off', blocking),
        }
      : undefined;
    if (!vscode.workspace.workspaceFolders?.length) this.#tell('no-folder');
    this.#showProgress(state?.scanning !== undefined);
    this.#draw().catch((error: unknown) => {
      this.#server.log.error(error instanceof Error ? error : String(error));
    });
  }

  /** Draws anew what is different. A row that stays as it was keeps its menu, its focus and its place. */
  async #draw(): Promise<void> {
    this.#describe();
    const { folders = [], scanning } = this.#state ?? {};
    const drawing = (this.#drawing += 1);
    if (!this.#view.visible) {
      // It asks when somebody looks.
      this.#known = new Map();
      this.#drawn = '';
      this.refresh();
      return;
    }
    const known = new Map(folders.map(({ uri }) => [uri, this.#ask(uri)]));
    const lists = await Promise.all([...known.values()].map(({ checklist, lists: own }) => Promise.all([checklist, own])));
    // A newer state is on its way.
    if (drawing !== this.#drawing) return;
    this.#known = known;
    const drawn = JSON.stringify([folders, lists, scanning !== undefined]);
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.refresh();
      return;
    }
    for (const { row, text } of [...this.#details.values()])
      if (row.is === 'item' && JSON.stringify(await this.#detailsOf(row)) !== text) this.#changed.fire(row);
  }

  #detailsOf({ folder, item }: Extract<Row, { is: 'item' }>): Promise<protocol.ItemDetails | null | undefined> {
    return this.#server.ask<protocol.ItemDetails | null>(protocol.item, { folder, item: item.id });
  }

  #describe(): void {
    const [first, second] = this.#state?.folders ?? [];
    const { filter, search } = this.#shown;
    const parts = [
      first && !second ? progressWords(first.progress) : '',
      filterWords(filter, this.#roleTitle),
      search ? vscode.l10n.t("holding '{0}'", search) : '',
    ];
    this.#view.description = parts.filter(Boolean).join(' · ');
    const problem = this.#state?.folders.find((folder) => folder.problem !== undefined)?.problem;
    this.#view.message = problem ? vscode.l10n.t('{0} has a problem: {1}', problem.file, problem.message) : '';
  }

  #setContext(): void {
    const set = (key: string, value: unknown): void => void vscode.commands.executeCommand('setContext', key, value);
    set(CONTEXT.filter, this.#shown.filter);
    set(CONTEXT.searching, this.#shown.search !== '');
    set(CONTEXT.group, this.#grouping);
  }

  // ---- rows ----

  async getChildren(row?: Row): Promise<Row[]> {
    const children = row ? await this.#under(row) : await this.#roots();
    for (const child of children) this.#parents.set(child.id, row);
    return children;
  }

  getParent(row: Row): Row | undefined {
    return this.#parents.get(row.id);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItemOf(row);
  }

  async #under(row: Row): Promise<Row[]> {
    switch (row.is) {
      case 'folder':
        return this.#top(row.folder.uri);
      case 'section':
        return itemsOf(row);
      case 'rest':
        return [...row.sections];
      case 'bundle':
        return row.items.map((item) => itemRow(row.id, row.folder, item));
      case 'item': {
        const details = await this.#detailsOf(row);
        this.#details.set(row.id, { row, text: JSON.stringify(details) });
        return details ? [...detailRows(row.id, row.folder, row.item, details)] : [];
      }
      case 'questions':
        return row.questions.map((question) => ({ is: 'question', id: `${row.id}/${question.id}`, folder: row.folder, question }));
      case 'places':
        return [...row.rows];
      case 'list':
        return listRows(row);
      case 'listSection':
        return listItemRows(row);
      case 'question':
      case 'place':
      case 'record':
      case 'note':
      case 'listItem':
        return [];
    }
  }

  async #roots(): Promise<Row[]> {
    const folders = this.#state?.folders ?? [];
    const [only] = folders;
    if (!only) {
      if (this.#state?.scanning) this.#tell('starting');
      return [];
    }
    const rows = folders.length > 1 ? folders.map((folder): Row => ({ is: 'folder', id: folder.uri, folder })) : await this.#top(only.uri);
    if (rows.length > 0) this.#tell('ready');
    else if (this.#state?.scanning) this.#tell('starting');
    else this.#tell(this.#shown.search ? 'nothing-found' : this.#shown.filter === 'all' ? 'no-rules-apply' : 'nothing-open');
    return rows;
  }

  async #top(folder: string): Promise<Row[]> {
    const { checklist, lists } = this.#knownOf(folder);
    const list = await checklist;
    return list ? topOf(folder, list, await lists, this.#shown, this.#grouping) : [];
  }

  /** The checklist of a folder as the view has it. */
  checklistOf(folder: string): Promise<protocol.Checklist | undefined> {
    return this.#knownOf(folder).checklist;
  }

  get folders(): readonly protocol.FolderState[] {
    return this.#state?.folders ?? [];
  }

  #knownOf(folder: string): Known {
    let known = this.#known.get(folder);
    if (!known) this.#known.set(folder, (known = this.#ask(folder)));
    return known;
  }

  #ask(folder: string): Known {
    return {
      checklist: this.#server.ask<protocol.Checklist | null>(protocol.checklist, { folder }).then((list) => list ?? undefined),
      lists: this.#server.ask<readonly protocol.ImportedList[] | null>(protocol.imported, { folder }).then(
        (lists) => lists ?? [],
        // The checklist itself does not wait for what is wrong with a list of the team's own.
        (error: unknown) => {
          this.#server.log.error(error instanceof Error ? error : String(error));
          return [];
        },
      ),
    };
  }

  /** Selects an item, wherever it stands; what hides it is switched off. */
  async show(folder: string, item: string): Promise<void> {
    await vscode.commands.executeCommand(`${CHECKLIST_VIEW}.focus`);
    let row = await this.#find(folder, item);
    if (!row && (this.#shown.filter !== 'all' || this.#shown.search)) {
      this.#shown = { filter: 'all', role: undefined, search: '' };
      this.refresh();
      row = await this.#find(folder, item);
    }
    if (row) await this.#view.reveal(row, { select: true, focus: true, expand: true });
  }

  async #find(folder: string, item: string, under?: Row): Promise<Row | undefined> {
    for (const row of await this.getChildren(under)) {
      if (row.is === 'item' && row.folder === folder && row.item.id === item) return row;
      if (row.is !== 'folder' && row.is !== 'section' && row.is !== 'rest' && row.is !== 'bundle') continue;
      const found = await this.#find(folder, item, row);
      if (found) return found;
    }
    return undefined;
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
    const shown = vscode.workspace.workspaceFolders?.length ? state : 'no-folder';
    void vscode.commands.executeCommand('setContext', CONTEXT.state, shown);
  }

  dispose(): void {
    this.#progress?.();
    this.#view.dispose();
    this.#changed.dispose();
    this.#ticked.dispose();
  }
}

const OWN_ROLE = 'preflight.ownRole';
