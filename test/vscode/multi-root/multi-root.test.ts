import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileUri, findingOf, rulesIn, write } from '../editor.js';

const STAR = 'cors/wildcard-origin';

describe('two folders of the same name', () => {
  it('are judged each by itself', async () => {
    await findingOf(fileUri('main.py', 0), STAR);
    assert.ok(!rulesIn(fileUri('main.py', 1)).includes(STAR));
  });

  it('have settings of their own', async () => {
    const settings = fileUri('preflight.yaml', 1);
    await write(settings, `rules:\n  ${STAR}: off\n`);
    await write(fileUri('other.py', 1), (await vscode.workspace.openTextDocument(fileUri('main.py', 0))).getText());
    await findingOf(fileUri('main.py', 0), STAR);
    assert.ok(!rulesIn(fileUri('other.py', 1)).includes(STAR));
    await vscode.workspace.fs.delete(settings);
    await findingOf(fileUri('other.py', 1), STAR);
    await vscode.workspace.fs.delete(fileUri('other.py', 1));
  });
});
