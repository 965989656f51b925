import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Long enough for a busy machine; what is waited for comes sooner as a rule. In milliseconds. */
const PATIENCE = 20_000;

/** Asks again until the answer passes; then fails with the last reason. */
export async function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export const folder = (index = 0): vscode.WorkspaceFolder => {
  const found = vscode.workspace.workspaceFolders?.[index];
  assert.ok(found, 'no folder is open');
  return found;
};

export const fileUri = (path: string, index = 0): vscode.Uri => vscode.Uri.joinPath(folder(index).uri, path);

const mine = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Preflight');

export const ruleOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/** The rules that a file has findings of, sorted. */
export const rulesIn = (uri: vscode.Uri): readonly string[] => mine(uri).map(ruleOf).sort();

/** Waits until a file has a finding of a rule, and gives it. */
export const findingOf = (uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> =>
  eventually(() => {
    const found = mine(uri).find((diagnostic) => ruleOf(diagnostic) === rule);
    assert.ok(found, `${uri.path} has ${rulesIn(uri).join(', ') || 'no finding'}, not ${rule}`);
    return found;
  });

/** Waits until a file has no finding of a rule. */
export const noFindingOf = (uri: vscode.Uri, rule: string): Promise<void> =>
  eventually(() => {
    assert.ok(!rulesIn(uri).includes(rule), `${uri.path} still has ${rule}`);
  });

export async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

export async function edit(uri: vscode.Uri, change: (text: string) => string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const text = document.getText();
  await editor.edit((builder) => {
    builder.replace(new vscode.Range(document.positionAt(0), document.positionAt(text.length)), change(text));
  });
  return document;
}

/** The actions that the lightbulb offers at a finding. */
export async function actionsAt(uri: vscode.Uri, { range }: vscode.Diagnostic): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
