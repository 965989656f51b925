import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import { REPORT_PANEL } from './manifest.js';
import { openPlace } from './places.js';
import { askedIn, webviewPage } from './report-page.js';
import { RulePages } from './rule-pages.js';
import type { ServerAccess } from './server-access.js';

/** States come in swarms while somebody types: the page waits for the last of them, in milliseconds. */
const PAUSE = 500;

interface Shown {
  readonly panel: vscode.WebviewPanel;
  page: protocol.ReportPage | undefined;
  /** What the page shows when it is loaded. */
  first: protocol.ReportPage | undefined;
  /** Whether the state changed since the page was made. */
  old: boolean;
}

/** The report of each folder as a page beside the code. Nothing of it is kept while it is hidden but where the reader was. */
export class Reports implements vscode.Disposable {
  readonly #server: ServerAccess;
  readonly #shown = new Map<string, Shown>();
  readonly #registration: vscode.Disposable;
  #folders: readonly protocol.FolderState[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: ServerAccess) {
    this.#server = server;
    this.#registration = vscode.window.registerWebviewPanelSerializer(REPORT_PANEL, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const { folder } = (state ?? {}) as { readonly folder?: unknown };
        if (typeof folder === 'string') await this.#fill(folder, panel);
        else panel.dispose();
      },
    });
  }

  /** Opens the report of a folder: the one that is named or open, else one that is chosen. */
  async open(named?: string): Promise<void> {
    const folder = named ?? (await this.#choose());
    if (folder === undefined) return;
    const shown = this.#shown.get(folder);
    if (shown) {
      shown.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(REPORT_PANEL, vscode.l10n.t('Preflight Report'), vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    await this.#fill(folder, panel);
  }

  /** Writes the report of a folder as a file that needs nothing else. */
  async save(): Promise<void> {
    const active = [...this.#shown].find(([, { panel }]) => panel.active)?.[0];
    const folder = active ?? (await this.#choose());
    if (folder === undefined) return;
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(folder), 'preflight-report.html'),
      filters: { HTML: ['html'] },
      title: vscode.l10n.t('Save Report as HTML'),
    });
    if (!target) return;
    const text = await this.#server.ask<string | null>(protocol.reportFile, { folder });
    if (typeof text === 'string') await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  }

  /** Makes pages that are seen anew when something changed; the others when they are seen again. */
  update({ folders, scanning }: protocol.StateChanged): void {
    this.#folders = folders;
    if (scanning) return;
    for (const shown of this.#shown.values()) shown.old = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const [folder, { panel }] of this.#shown) if (panel.visible) void this.#refresh(folder);
    }, PAUSE);
  }

  async #choose(): Promise<string | undefined> {
    const folders = this.#folders.length
      ? this.#folders
      : (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({ uri: uri.toString(), name }));
    const [only, ...others] = folders;
    if (!only) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: the report speaks of one.'));
      return undefined;
    }
    if (others.length === 0) return only.uri;
    const choices = folders.map(({ name, uri }) => ({ label: name, description: vscode.Uri.parse(uri).fsPath, uri }));
    return (await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Report'), placeHolder: vscode.l10n.t('Of which folder?') }))
      ?.uri;
  }

  async #fill(folder: string, panel: vscode.WebviewPanel): Promise<void> {
    const shown: Shown = { panel, page: undefined, first: undefined, old: false };
    this.#shown.set(folder, shown);
    panel.webview.options = { enableScripts: true, enableCommandUris: false, enableForms: false, localResourceRoots: [] };
    panel.webview.onDidReceiveMessage((message: unknown) => this.#answer(folder, shown, message));
    panel.onDidChangeViewState(() => {
      if (panel.visible && shown.old) void this.#refresh(folder);
    });
    panel.onDidDispose(() => {
      if (this.#shown.get(folder) === shown) this.#shown.delete(folder);
    });
    const page = await this.#server.ask<protocol.ReportPage | null>(protocol.report, { folder });
    if (!page) {
      // The folder is gone, or the server does not run: it has said so itself.
      panel.dispose();
      return;
    }
    shown.page = shown.first = page;
    panel.title = vscode.l10n.t('Report: {0}', page.title);
    panel.webview.html = webviewPage(page, folder, crypto.randomUUID().replaceAll('-', ''), vscode.env.language);
  }

  async #refresh(folder: string): Promise<void> {
    const shown = this.#shown.get(folder);
    if (!shown) return;
    shown.old = false;
    const page = await this.#server.ask<protocol.ReportPage | null>(protocol.report, { folder });
    if (!page || this.#shown.get(folder) !== shown) return;
    const before = shown.page;
    shown.page = page;
    // The moment at which it was made is no reason to draw it again.
    if (before && withoutMoment(before.body) === withoutMoment(page.body)) return;
    await shown.panel.webview.postMessage({ body: page.body });
  }

  #answer(folder: string, shown: Shown, message: unknown): unknown {
    const asked = askedIn(message);
    switch (asked?.is) {
      case 'ready':
        // What was drawn first may be old by now: a page that was hidden comes back as it was at first.
        return shown.page && shown.page !== shown.first && shown.panel.webview.postMessage({ body: shown.page.body });
      case 'place': {
        const place = shown.page?.places[asked.place];
        return place && openPlace(place);
      }
      case 'rule':
        return RulePages.open(asked.rule);
      case undefined:
        this.#server.log.debug(`The report of ${folder} sent what is no message of it.`);
        return undefined;
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#registration.dispose();
    for (const { panel } of [...this.#shown.values()]) panel.dispose();
  }
}

const withoutMoment = (body: string): string => body.replace(/<time>[^<]*<\/time> UTC/, '');
