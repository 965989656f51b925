import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, closeAll, eventually, fileUri, write } from '../editor.js';

describe("Preflight's own files in the editor", () => {
  const settings = fileUri('preflight.yaml');

  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(settings).then(undefined, () => undefined);
  });

  it('are completed and explained, and put right, without another extension', async () => {
    await write(settings, 'profile: standard\nrules:\n  cors/wildcard-orign: off\n');
    const document = await vscode.workspace.openTextDocument(settings);
    await vscode.window.showTextDocument(document);
    const wrong = await eventually(() => {
      const [problem] = vscode.languages.getDiagnostics(settings);
      assert.ok(problem);
      return problem;
    });

    await eventually(async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        settings,
        new vscode.Position(0, 9),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      for (const profile of ['demo', 'standard', 'strict']) assert.ok(labels.includes(profile), labels.join());
    });

    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', settings, new vscode.Position(0, 2));
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
    );
    assert.match(texts.join('\n'), /Which items apply/);

    const action = (await actionsAt(settings, wrong)).find(({ title }) => title === "Change to 'cors/wildcard-origin'");
    assert.ok(action?.edit && action.isPreferred);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.lineAt(2).text, '  cors/wildcard-origin: off');
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(settings), []));
  });
});
