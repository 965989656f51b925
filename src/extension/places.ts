import * as vscode from 'vscode';
import type * as protocol from '../protocol.js';

export const rangeOf = ({ start, end }: protocol.Range): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

export async function openPlace(place: protocol.Location, { preserveFocus = false } = {}): Promise<void> {
  const selection = rangeOf(place.range);
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection, preview: true, preserveFocus });
  // A picker that stays open covers the first lines.
  if (preserveFocus) editor.revealRange(selection, vscode.TextEditorRevealType.InCenter);
}

/** Selects the words of an inserted suggestion that a person has to choose. */
export function chooseWords(uri: string, spans: readonly { readonly start: number; readonly end: number }[]): void {
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri || document.uri.fsPath === vscode.Uri.parse(uri).fsPath,
  );
  if (!editor || spans.length === 0) return;
  editor.selections = spans.map(
    ({ start, end }) => new vscode.Selection(editor.document.positionAt(start), editor.document.positionAt(end)),
  );
  editor.revealRange(editor.selection);
}
