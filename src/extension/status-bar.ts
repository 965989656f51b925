import * as vscode from 'vscode';
import type { FolderState, StateChanged } from '../protocol.js';
import { COMMAND } from './manifest.js';

/** Progress, what blocks, and whether the sign-off holds; a click opens the checklist. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('preflight.status', vscode.StatusBarAlignment.Left, 0);

  constructor() {
    this.#item.name = vscode.l10n.t('Preflight');
    this.#item.command = COMMAND.openChecklist;
  }

  update({ folders, scanning }: StateChanged): void {
    const reading = scanning && vscode.l10n.t('Preflight is reading the workspace ({0} files so far).', scanning.read);
    if (folders.length === 0) {
      // The first time there is nothing yet to count.
      this.#item.text = `$(sync~spin) Preflight`;
      this.#item.tooltip = reading;
      if (reading === undefined) this.#item.hide();
      else this.#item.show();
      return;
    }
    const done = sum(folders.map(({ progress }) => progress.done));
    const applicable = sum(folders.map(({ progress }) => progress.applicable));
    const blocking = sum(folders.map((folder) => folder.blocking));
    const percent = applicable ? Math.floor((100 * done) / applicable) : 0;
    const standing = standingOf(folders);
    const icon = scanning ? '$(sync~spin)' : ICONS[standing];
    const words = wordsOf(standing, blocking);
    // Who has signed does not ask for the rest.
    const progress = standing === 'signed' ? '' : `${percent}%`;
    this.#item.text = `${icon} ${[progress, words].filter(Boolean).join(' · ')}`;
    this.#item.backgroundColor = standing === 'tampered' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.tooltip = new vscode.MarkdownString(
      [
        reading ?? vscode.l10n.t('Preflight: {0} of {1} applicable items are settled.', done, applicable),
        blocking === 1 ? vscode.l10n.t('One item blocks a sign-off.') : vscode.l10n.t('{0} items block a sign-off.', blocking),
        ...explanationOf(standing),
      ].join('\n\n'),
    );
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('Preflight: {0} percent ready, {1}. Opens the checklist.', percent, words || vscode.l10n.t('nothing blocks')),
      role: 'button',
    };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

type Standing = 'tampered' | 'stale' | 'blocking' | 'signed' | 'ready';

const ICONS: Readonly<Record<Standing, string>> = {
  tampered: '$(workspace-untrusted)',
  stale: '$(history)',
  blocking: '$(checklist)',
  signed: '$(verified-filled)',
  ready: '$(pass)',
};

/** How the folders stand together: what is worst counts. */
function standingOf(folders: readonly FolderState[]): Standing {
  if (folders.some(({ signoff }) => signoff === 'tampered')) return 'tampered';
  if (folders.some(({ signoff }) => signoff === 'stale')) return 'stale';
  if (folders.some(({ blocking }) => blocking > 0)) return 'blocking';
  return folders.every(({ signoff }) => signoff === 'signed') ? 'signed' : 'ready';
}

function wordsOf(standing: Standing, blocking: number): string {
  switch (standing) {
    case 'tampered':
      return vscode.l10n.t('sign-off tampered with');
    case 'stale':
      return blocking ? vscode.l10n.t('sign-off stale, {0} blocking', blocking) : vscode.l10n.t('sign-off stale');
    case 'blocking':
      return vscode.l10n.t('{0} blocking', blocking);
    case 'signed':
      return vscode.l10n.t('signed');
    case 'ready':
      return '';
  }
}

function explanationOf(standing: Standing): readonly string[] {
  switch (standing) {
    case 'tampered':
      return [vscode.l10n.t('A signature, or a record that it covers, was edited afterwards: it proves nothing.')];
    case 'stale':
      return [vscode.l10n.t('What was signed has changed since. The Sign-off view lists the changes.')];
    case 'signed':
      return [vscode.l10n.t('Every required role has signed, and the signatures hold.')];
    case 'blocking':
    case 'ready':
      return [];
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
