import * as vscode from 'vscode';
import * as protocol from '../../protocol.js';
import { SIGNOFF_VIEW } from '../manifest.js';
import type { ServerAccess } from '../server-access.js';
import { type SignoffRow, rowsOf, signoffItem } from './rows.js';

/** Who signs, who has signed, and whether that still holds. */
export class SignoffView implements vscode.TreeDataProvider<SignoffRow>, vscode.Disposable {
  readonly #server: ServerAccess;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<SignoffRow>;
  #folders: readonly protocol.FolderState[] = [];
  #known = new Map<string, Promise<protocol.Signoffs | undefined>>();
  /** All that the rows were drawn from. */
  #drawn = '';
  #drawing = 0;

  constructor(server: ServerAccess) {
    this.#server = server;
    this.#view = vscode.window.createTreeView(SIGNOFF_VIEW, { treeDataProvider: this });
  }

  update(state: protocol.StateChanged | undefined): void {
    this.#folders = state?.folders ?? [];
    const [first, second] = this.#folders;
    this.#view.description = first && !second ? verdictWords(first) : '';
    this.#draw().catch((error: unknown) => {
      this.#server.log.error(error instanceof Error ? error : String(error));
    });
  }

  /** Draws anew when something is different: a row that stays as it was keeps its menu, its focus and its place. */
  async #draw(): Promise<void> {
    const drawing = (this.#drawing += 1);
    if (!this.#view.visible) {
      // It asks when somebody looks.
      this.#known = new Map();
      this.#drawn = '';
      this.#changed.fire(undefined);
      return;
    }
    const known = new Map(this.#folders.map(({ uri }) => [uri, this.#ask(uri)]));
    const drawn = JSON.stringify([this.#folders.map(({ name }) => name), await Promise.all(known.values())]);
    if (drawing !== this.#drawing) return;
    this.#known = known;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#changed.fire(undefined);
  }

  get folders(): readonly protocol.FolderState[] {
    return this.#folders;
  }

  /** How the sign-off of a folder stands. */
  signoffsOf(folder: string): Promise<protocol.Signoffs | undefined> {
    let known = this.#known.get(folder);
    if (!known) this.#known.set(folder, (known = this.#ask(folder)));
    return known;
  }

  #ask(folder: string): Promise<protocol.Signoffs | undefined> {
    return this.#server.ask<protocol.Signoffs | null>(protocol.signoffs, { folder }).then((signoffs) => signoffs ?? undefined);
  }

  async getChildren(row?: SignoffRow): Promise<SignoffRow[]> {
    if (row?.is === 'folder') return this.#top(row.folder.uri);
    if (row) return rowsOf(row);
    const [only, second] = this.#folders;
    if (!only) return [];
    return second ? this.#folders.map((folder) => ({ is: 'folder', id: folder.uri, folder })) : this.#top(only.uri);
  }

  async #top(folder: string): Promise<SignoffRow[]> {
    const signoffs = await this.signoffsOf(folder);
    if (!signoffs) return [];
    const { problem, roles } = signoffs;
    return [
      ...(problem ? [{ is: 'problem', id: `${folder}#problem`, problem } as const] : []),
      ...roles.map((role): SignoffRow => ({ is: 'role', id: `${folder}#${role.id}`, folder, role })),
    ];
  }

  getTreeItem(row: SignoffRow): vscode.TreeItem {
    const item = signoffItem(row);
    item.id = row.id;
    return item;
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }
}

function verdictWords({ verdict, signoff }: protocol.FolderState): string {
  if (signoff === 'tampered') return vscode.l10n.t('tampered with');
  if (signoff === 'stale') return vscode.l10n.t('stale');
  switch (verdict) {
    case 'not-ready':
      return vscode.l10n.t('not ready');
    case 'ready-to-sign':
      return vscode.l10n.t('ready to sign');
    case 'signed':
      return vscode.l10n.t('signed');
    case 'stale':
      return vscode.l10n.t('stale');
  }
}
