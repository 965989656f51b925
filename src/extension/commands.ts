import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import type { ChecklistView } from './checklist-view.js';
import { CHECKLIST_VIEW, COMMAND, type CommandId } from './manifest.js';
import { RulePages } from './rule-pages.js';
import type { ServerAccess } from './server-access.js';

/** Registers every command of the manifest; one that is forgotten here does not compile. */
export function registerCommands(server: ServerAccess, view: ChecklistView): vscode.Disposable {
  const handlers: Readonly<Record<CommandId, (...args: never[]) => unknown>> = {
    [COMMAND.scan]: () => server.ask(protocol.rescan),
    [COMMAND.cancelScan]: () => server.tell(protocol.cancelScan),
    [COMMAND.openChecklist]: () => vscode.commands.executeCommand(`${CHECKLIST_VIEW}.focus`),
    [COMMAND.showLog]: () => server.log.show(),
    [COMMAND.openSettings]: () => vscode.commands.executeCommand('workbench.action.openSettings', 'preflight'),
    [COMMAND.showOpen]: () => view.show('open'),
    [COMMAND.showAll]: () => view.show('all'),
    [COMMAND.explainRule]: () => explainRule(server),
    [COMMAND.explain]: (rule: string | { readonly rule?: string }) => RulePages.open(typeof rule === 'string' ? rule : (rule.rule ?? '')),
    [COMMAND.ignore]: (uri: string, rule: string, line: number, character: number) => ignore(server, { uri, rule, line, character }),
    [COMMAND.fixRuleInWorkspace]: (folder: string, rule: string) => fixRuleInWorkspace(server, folder, rule),
    [COMMAND.insertSuggestion]: chooseWords,
    [COMMAND.openPlace]: openPlace,
  };
  return vscode.Disposable.from(...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)));
}

async function explainRule(server: ServerAccess): Promise<void> {
  const rules = await server.ask<readonly protocol.RuleSummary[]>(protocol.rules);
  const chosen = await vscode.window.showQuickPick(
    (rules ?? []).map(({ id, title }) => ({ label: id, description: title })),
    { title: vscode.l10n.t('Explain Rule'), placeHolder: vscode.l10n.t('Which rule?'), matchOnDescription: true },
  );
  if (chosen) await RulePages.open(chosen.label);
}

async function ignore(server: ServerAccess, place: Omit<protocol.SuppressParams, 'reason'>): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t("Ignore '{0}' Here", place.rule),
    prompt: vscode.l10n.t('Why is it right here? The reason stands in the comment, for everyone who reads the code.'),
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t('A reason is needed.')),
  });
  if (reason === undefined) return;
  const edit = await server.ask<protocol.Replacement | null>(protocol.suppress, { ...place, reason: reason.trim() });
  if (!edit) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("This format has no comments. Turn '{0}' off for the file under 'paths' in preflight.yaml.", place.rule),
    );
    return;
  }
  await vscode.workspace.applyEdit(editOf({ [place.uri]: [edit] }));
}

async function fixRuleInWorkspace(server: ServerAccess, folder: string, rule: string): Promise<void> {
  const answer = await server.ask<protocol.WorkspaceReplacements | null>(protocol.fixWorkspace, { folder, rule });
  // Several files: nothing is written before the person has seen it.
  if (answer) await vscode.workspace.applyEdit(editOf(answer.changes, vscode.l10n.t("Fix all '{0}'", rule)), { isRefactoring: true });
}

function editOf(changes: protocol.WorkspaceReplacements['changes'], previewed?: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const [uri, replacements] of Object.entries(changes))
    for (const { range, text } of replacements)
      edit.replace(
        vscode.Uri.parse(uri),
        rangeOf(range),
        text,
        previewed === undefined ? undefined : { label: previewed, needsConfirmation: true },
      );
  return edit;
}

/** Selects the words of an inserted suggestion that a person has to choose. */
function chooseWords(uri: string, spans: readonly { readonly start: number; readonly end: number }[]): void {
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri || document.uri.fsPath === vscode.Uri.parse(uri).fsPath,
  );
  if (!editor || spans.length === 0) return;
  editor.selections = spans.map(
    ({ start, end }) => new vscode.Selection(editor.document.positionAt(start), editor.document.positionAt(end)),
  );
  editor.revealRange(editor.selection);
}

async function openPlace(place: protocol.Location): Promise<void> {
  const selection = rangeOf(place.range);
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection, preview: true });
}

const rangeOf = ({ start, end }: protocol.Range): vscode.Range => new vscode.Range(start.line, start.character, end.line, end.character);
