import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileUri, findingOf } from '../editor.js';

describe('a workspace that is not trusted', () => {
  it('is read and judged all the same', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await findingOf(fileUri('app/main.py'), 'cors/wildcard-origin');
    await findingOf(fileUri('Dockerfile'), 'docker/root-user');
  });
});
