import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import type { Row } from './checklist-view/rows.js';
import type { ChecklistView } from './checklist-view/view.js';
import type { ServerAccess } from './server-access.js';
import { SETTINGS, write } from './writing.js';

/** Ticks a line of a Markdown checklist: one character of the file, which the editor can undo. A file without other changes is saved. */
export async function tickImported(
  server: ServerAccess,
  folder: string,
  { location }: protocol.ImportedItem,
  checked: boolean,
): Promise<boolean> {
  const params: protocol.TickImportedParams = { folder, location, checked };
  const uri = vscode.Uri.parse(location.uri);
  const hadChanges = vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
  const written = await server.ask<protocol.Written>(protocol.tickImported, params);
  if (written?.is === 'written') return hadChanges || (await vscode.workspace.openTextDocument(uri)).save();
  void vscode.window.showWarningMessage(written?.why ?? vscode.l10n.t('Preflight is not ready yet: nothing was written.'));
  return false;
}

type Choice = vscode.QuickPickItem & { readonly item?: string | null };

/** Links a line of a Markdown checklist to an item; what its words resemble most comes first. */
export async function linkImported(
  server: ServerAccess,
  view: ChecklistView,
  { folder, item: line }: Extract<Row, { is: 'listItem' }>,
): Promise<void> {
  const list = await view.checklistOf(folder);
  const likely = new Set(line.matches.map(({ item }) => item));
  const group = (label: string, choices: readonly Choice[]): Choice[] =>
    choices.length ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...choices] : [];
  const described = (id: string, rest = ''): { readonly description?: string } => {
    const words = [rest, id === line.linked ? vscode.l10n.t('current') : ''].filter(Boolean).join(' · ');
    return words ? { description: words } : {};
  };
  const choices: Choice[] = [
    ...group(
      vscode.l10n.t('By Its Words'),
      line.matches.map(({ item, title, score }) => ({
        label: title,
        item,
        ...described(item, vscode.l10n.t('{0} % alike', Math.round(100 * score))),
      })),
    ),
    ...(list?.sections ?? []).flatMap(({ title, items }) =>
      group(
        title,
        items
          .filter(({ id }) => !likely.has(id))
          .map((item) => ({ label: item.title, item: item.id, detail: item.holds, ...described(item.id) })),
      ),
    ),
    ...(line.linked === undefined ? [] : group(vscode.l10n.t('None'), [{ label: vscode.l10n.t('Take the link away'), item: null }])),
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Link to an Item'),
    placeHolder: line.text,
    matchOnDetail: true,
  });
  if (chosen?.item === undefined) return;
  const params: protocol.LinkImportedParams = { folder, location: line.location, item: chosen.item ?? undefined };
  await write(server, protocol.linkImported, params, SETTINGS);
}
