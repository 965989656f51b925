import type * as vscode from 'vscode';

/** What the parts of the extension need of the language server, without knowing who runs it. */
export interface ServerAccess {
  readonly log: vscode.LogOutputChannel;
  /** Asks the server; undefined while there is none. */
  ask<R>(method: string, params?: unknown): Promise<R | undefined>;
  tell(method: string): void;
}
