import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import * as protocol from '../protocol.js';
import { COMMAND } from './manifest.js';

/** The settings that only concern what is shown. */
export function editorSettings(): protocol.EditorSettings {
  const problems = vscode.workspace.getConfiguration('preflight.problems');
  return { problems: { scope: problems.get('scope', 'all'), workspaceGaps: problems.get('workspaceGaps', false) } };
}

/** Starts the language server in a process of its own. */
export async function startClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  onState: (state: protocol.StateChanged) => void,
): Promise<LanguageClient> {
  const module = context.asAbsolutePath('dist/server.js');
  const initializationOptions = (): protocol.InitializationOptions => ({
    trusted: vscode.workspace.isTrusted,
    grammars: context.asAbsolutePath('dist/grammars'),
    settings: editorSettings(),
  });
  const options: LanguageClientOptions = {
    // Only real files and untitled documents: not the old side of a diff, not output panes.
    documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    markdown: { isTrusted: { enabledCommands: [COMMAND.explain] }, supportHtml: false },
  };
  const client = new LanguageClient('preflight', 'Preflight', { module, transport: TransportKind.ipc }, options);
  client.onNotification(protocol.stateChanged, onState);
  await client.start();
  return client;
}
