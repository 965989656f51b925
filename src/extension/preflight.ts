import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type * as protocol from '../protocol.js';
import { ChecklistView } from './checklist-view/view.js';
import { registerCommands } from './commands.js';
import { Reports } from './report.js';
import { RulePages } from './rule-pages.js';
import type { ServerAccess } from './server-access.js';
import { SignoffView } from './signoff-view/view.js';
import { StatusBar } from './status-bar.js';

/** The extension's parts and the server that they ask. */
export class Preflight implements ServerAccess, vscode.Disposable {
  static current: Preflight | undefined;

  readonly log = vscode.window.createOutputChannel('Preflight', { log: true });
  readonly #context: vscode.ExtensionContext;
  readonly #view: ChecklistView;
  readonly #signoff: SignoffView;
  readonly #status: StatusBar;
  readonly #reports: Reports;
  readonly #parts: readonly vscode.Disposable[];
  #client: LanguageClient | undefined;
  #starting: Promise<void> | undefined;

  constructor(context: vscode.ExtensionContext) {
    Preflight.current = this;
    this.#context = context;
    this.#view = new ChecklistView(this, context.workspaceState);
    this.#signoff = new SignoffView(this);
    this.#status = new StatusBar();
    this.#reports = new Reports(this);
    this.#parts = [
      this.log,
      this.#view,
      this.#signoff,
      this.#status,
      this.#reports,
      new RulePages(this),
      registerCommands(this, this.#view, this.#signoff, this.#reports),
      // What may be read differs: the server is started anew.
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#view.update(undefined);
        this.#signoff.update(undefined);
      }),
    ];
  }

  /** Starts the server. A failure is said once, with the way to the log. */
  start(): Promise<void> {
    return (this.#starting ??= this.#start().catch(async (error: unknown) => {
      this.log.error(error instanceof Error ? error : String(error));
      const show = vscode.l10n.t('Show Log');
      const chosen = await vscode.window.showErrorMessage(vscode.l10n.t('Preflight could not start its language server.'), show);
      if (chosen === show) this.log.show();
    }));
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#starting = undefined;
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#starting;
    const client = this.#client;
    this.#client = undefined;
    if (client?.needsStop()) await client.stop();
  }

  async ask<R>(method: string, params?: unknown): Promise<R | undefined> {
    await this.#starting;
    return this.#client?.sendRequest<R>(method, params);
  }

  tell(method: string): void {
    void this.#client?.sendNotification(method);
  }

  async #start(): Promise<void> {
    // The client is most of the bundle: it is loaded when activation is over.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const { startClient } = await import('./client.js');
    this.#client = await startClient(this.#context, this.log, (state: protocol.StateChanged) => {
      this.#view.update(state);
      this.#signoff.update(state);
      this.#status.update(state);
      this.#reports.update(state);
    });
  }

  dispose(): void {
    Preflight.current = undefined;
    for (const part of this.#parts) part.dispose();
  }
}
