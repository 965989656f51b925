import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import type { ServerAccess } from './server-access.js';

export const LEDGER = '.preflight/signoff.yaml';
export const SETTINGS = 'preflight.yaml';

/** Has the server write to one of Preflight's own files. What it refuses is said, with the way to the place; true when it is written. */
export async function write(server: ServerAccess, method: string, params: protocol.WriteParams, file: string): Promise<boolean> {
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(params.folder), file);
  const edited = vscode.workspace.textDocuments.find((document) => document.isDirty && document.uri.toString() === uri.toString());
  if (edited) {
    const save = vscode.l10n.t('Save and Continue');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("'{0}' has unsaved changes in an editor, and nothing was written.", file),
      save,
      vscode.l10n.t('Open File'),
    );
    if (chosen !== save) {
      if (chosen !== undefined) await vscode.window.showTextDocument(uri);
      return false;
    }
    if (!(await edited.save())) return false;
  }
  const written = await server.ask<protocol.Written>(method, params);
  if (written?.is === 'written') return true;
  await refused(written, uri);
  return false;
}

async function refused(written: Extract<protocol.Written, { is: 'refused' }> | undefined, uri: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open File');
  const chosen = await vscode.window.showWarningMessage(
    written?.why ?? vscode.l10n.t('Preflight is not ready yet: nothing was written.'),
    ...(written ? [open] : []),
  );
  if (chosen !== open) return;
  const { location } = written ?? {};
  const { start, end } = location?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  await vscode.window.showTextDocument(location ? vscode.Uri.parse(location.uri) : uri, {
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
}

/** Who records are made by, as Git's configuration has it; empty where that does not say. */
export const ownName = async (server: ServerAccess, folder: string): Promise<string> =>
  (await server.ask<string | null>(protocol.identity, { folder })) ?? '';
