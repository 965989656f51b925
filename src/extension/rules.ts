import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import { rangeOf } from './places.js';
import { RulePages } from './rule-pages.js';
import type { ServerAccess } from './server-access.js';

/** Asks for a rule, and opens its page. */
export async function explainRule(server: ServerAccess): Promise<void> {
  const rules = await server.ask<readonly protocol.RuleSummary[]>(protocol.rules);
  const chosen = await vscode.window.showQuickPick(
    (rules ?? []).map(({ id, title }) => ({ label: id, description: title })),
    { title: vscode.l10n.t('Explain Rule'), placeHolder: vscode.l10n.t('Which rule?'), matchOnDescription: true },
  );
  if (chosen) await RulePages.open(chosen.label);
}

/** Silences a rule at a place, by a comment that holds the reason. */
export async function ignore(server: ServerAccess, place: Omit<protocol.SuppressParams, 'reason'>): Promise<void> {
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

/** Fixes all findings of a rule, after the person has seen the edits. */
export async function fixRuleInWorkspace(server: ServerAccess, folder: string, rule: string): Promise<void> {
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
