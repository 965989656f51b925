import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import type { ServerAccess } from './server-access.js';

const SCHEME = 'preflight-rule';

/** The pages of rules, made by the server: nothing has to be fetched to read one. */
export class RulePages implements vscode.Disposable {
  readonly #registration: vscode.Disposable;

  constructor(server: ServerAccess) {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      async provideTextDocumentContent(uri) {
        const rule = uri.path.replace(/^\//, '').replace(/\.md$/, '');
        const page = await server.ask<string | null>(protocol.explain, { rule });
        return page ?? vscode.l10n.t("There is no rule '{0}'.", rule);
      },
    });
  }

  static async open(rule: string): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
