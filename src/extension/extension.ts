import type * as vscode from 'vscode';
import { Preflight } from './preflight.js';

/** Registers; everything heavy is loaded afterwards, when the editor is free. */
export function activate(context: vscode.ExtensionContext): void {
  const preflight = new Preflight(context);
  context.subscriptions.push(preflight);
  void preflight.start();
}

/** VS Code disposes what `activate` registered; the server stops with it. */
export async function deactivate(): Promise<void> {
  await Preflight.current?.stop();
}
