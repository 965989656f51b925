import * as vscode from 'vscode';
import type { StateChanged } from '../protocol.js';
import { COMMAND } from './manifest.js';

/** Progress and what blocks; a click opens the checklist. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('preflight.status', vscode.StatusBarAlignment.Left, 0);

  constructor() {
    this.#item.name = vscode.l10n.t('Preflight');
    this.#item.command = COMMAND.openChecklist;
  }

  update({ folders, scanning }: StateChanged): void {
    if (folders.length === 0) {
      this.#item.hide();
      return;
    }
    const done = sum(folders.map(({ progress }) => progress.done));
    const applicable = sum(folders.map(({ progress }) => progress.applicable));
    const blocking = sum(folders.map((folder) => folder.blocking));
    const percent = applicable ? Math.floor((100 * done) / applicable) : 0;
    const icon = scanning ? '$(sync~spin)' : blocking ? '$(checklist)' : '$(pass)';
    this.#item.text = blocking ? `${icon} ${percent}% · ${vscode.l10n.t('{0} blocking', blocking)}` : `${icon} ${percent}%`;
    this.#item.tooltip = new vscode.MarkdownString(
      [
        scanning
          ? vscode.l10n.t('Preflight is reading the workspace ({0} files so far).', scanning.read)
          : vscode.l10n.t('Preflight: {0} of {1} applicable items are settled.', done, applicable),
        blocking === 1 ? vscode.l10n.t('One item blocks a sign-off.') : vscode.l10n.t('{0} items block a sign-off.', blocking),
      ].join('\n\n'),
    );
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('Preflight: {0} percent ready, {1} blocking. Opens the checklist.', percent, blocking),
      role: 'button',
    };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
