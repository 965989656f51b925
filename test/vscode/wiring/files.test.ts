import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, fileUri, findingOf, noFindingOf, rulesIn, write } from '../editor.js';

const STAR = 'cors/wildcard-origin';
const APP =
  'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=["*"])\n';

describe('files that come, go and change', () => {
  const made = fileUri('extra/app.py');

  afterEach(async () => {
    await closeAll();
    for (const path of ['extra', 'renamed', '.gitignore', 'preflight.yaml'])
      await vscode.workspace.fs.delete(fileUri(path), { recursive: true }).then(undefined, () => undefined);
    await vscode.workspace.getConfiguration('preflight').update('problems.scope', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('reads a file that is made, and forgets one that is deleted', async () => {
    await write(made, APP);
    await findingOf(made, STAR);
    await vscode.workspace.fs.delete(made);
    await noFindingOf(made, STAR);
  });

  it('follows a renamed folder', async () => {
    await write(made, APP);
    await findingOf(made, STAR);
    await vscode.workspace.fs.rename(fileUri('extra'), fileUri('renamed'));
    await findingOf(fileUri('renamed/app.py'), STAR);
    await noFindingOf(made, STAR);
  });

  it('leaves out what Git ignores, from the moment that it does', async () => {
    await write(made, APP);
    await findingOf(made, STAR);
    await write(fileUri('.gitignore'), 'extra/\n');
    await noFindingOf(made, STAR);
  });

  it('takes preflight.yaml into account, and marks what is wrong in it', async () => {
    const main = fileUri('app/main.py');
    const settings = fileUri('preflight.yaml');
    await findingOf(main, STAR);
    await write(settings, `rules:\n  ${STAR}: off\n`);
    await noFindingOf(main, STAR);
    await write(settings, 'rules:\n  cors/wildcard-orign: off\n');
    await findingOf(main, STAR);
    await eventually(() => {
      const [problem] = vscode.languages.getDiagnostics(settings);
      assert.match(problem?.message ?? '', /cors\/wildcard-origin/, 'the nearest rule is named');
      assert.equal(problem?.range.start.line, 1);
    });
  });

  it('shows only open files, or none, when the settings say so', async () => {
    const main = fileUri('app/main.py');
    const scope = (value: string): Thenable<void> =>
      vscode.workspace.getConfiguration('preflight').update('problems.scope', value, vscode.ConfigurationTarget.Workspace);
    await findingOf(main, STAR);
    await scope('open');
    await noFindingOf(main, STAR);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(main));
    await findingOf(main, STAR);
    await scope('none');
    await noFindingOf(main, STAR);
    assert.deepEqual(rulesIn(fileUri('Dockerfile')), []);
    await scope('all');
    await findingOf(main, STAR);
  });
});
