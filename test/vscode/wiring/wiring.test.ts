import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { REPORT_PANEL, commands } from '../../../src/extension/manifest.js';
import { actionsAt, closeAll, edit, eventually, fileUri, findingOf, noFindingOf, rulesIn } from '../editor.js';

const STAR = 'cors/wildcard-origin';

describe('Preflight in the editor', () => {
  const main = fileUri('app/main.py');
  const orders = fileUri('app/routers/orders.py');

  afterEach(closeAll);

  it('activates by itself, and registers every command of its manifest', async () => {
    const extension = vscode.extensions.getExtension('preflight.preflight');
    assert.ok(extension);
    await eventually(() => {
      assert.ok(extension.isActive);
    });
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.keys(commands).filter((id) => !known.has(id)),
      [],
    );
  });

  it('shows findings of files that nobody opened', async () => {
    const finding = await findingOf(main, STAR);
    const document = await vscode.workspace.openTextDocument(main);
    assert.equal(document.getText(finding.range), '"*"');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(typeof finding.code === 'object' && finding.code.target.path.endsWith(`docs/rules/${STAR}.md`), true);
    await findingOf(fileUri('Dockerfile'), 'docker/root-user');
  });

  it('follows unsaved text, both ways', async () => {
    await findingOf(main, STAR);
    const document = await edit(main, (text) => text.replace('"*"', '"https://shop.example"'));
    await noFindingOf(main, STAR);
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('undo');
    await findingOf(main, STAR);
  });

  it('applies a fix, and one undo takes it back', async () => {
    const finding = await findingOf(main, STAR);
    const document = await vscode.workspace.openTextDocument(main);
    await vscode.window.showTextDocument(document);
    const before = document.getText();
    const actions = await actionsAt(main, finding);
    const titles = actions.map(({ title }) => title);
    assert.deepEqual(titles, [
      "Read allowed origins from 'ALLOWED_ORIGINS'",
      `Fix all '${STAR}' in the workspace (2)`,
      `Explain '${STAR}'`,
      `Ignore '${STAR}' here…`,
      'Accept this risk until…',
    ]);
    const [fix] = actions;
    assert.ok(fix?.edit && fix.isPreferred);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /allow_origins=os\.environ\["ALLOWED_ORIGINS"\]\.split\(","\)/);
    assert.match(document.getText(), /^import os$/m);
    await noFindingOf(main, STAR);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await findingOf(main, STAR);
  });

  it('says why in a hover, with one trusted command', async () => {
    const finding = await findingOf(orders, 'tls/verification-disabled');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(orders));
    const hovers = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', orders, finding.range.start);
      assert.ok(found.length > 0);
      return found;
    });
    const text = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
    );
    assert.match(text.join('\n'), /tls\/verification-disabled/);
  });

  it('fixes all that is safe on demand, and nothing else', async () => {
    const dockerfile = fileUri('Dockerfile');
    await findingOf(dockerfile, 'docker/root-user');
    const document = await vscode.workspace.openTextDocument(dockerfile);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      dockerfile,
      whole,
      'source.fixAll.preflight',
    );
    for (const action of actions) assert.equal(action.kind?.value, 'source.fixAll.preflight');
    assert.ok(rulesIn(dockerfile).includes('docker/root-user'), 'an edit that changes behaviour is not applied in bulk');
  });

  it('opens the report as a page, once for a folder', async () => {
    await findingOf(main, STAR);
    const reports = (): readonly vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(REPORT_PANEL));
    await vscode.commands.executeCommand('preflight.openReport');
    await eventually(() => {
      assert.deepEqual(
        reports().map(({ label }) => label),
        ['Report: shop'],
      );
    });
    await vscode.commands.executeCommand('preflight.openReport');
    assert.equal(reports().length, 1);
  });

  it('looks for secrets in an untitled text', async () => {
    const name = ['gh', 'p_'].join('');
    // Put together here, so that this repository holds no token; the last six characters are the format's checksum.
    const body = 'Xq3vT8sLm2Rw9Kd5Yc7Bn1Zp4Hj6Gf';
    const document = await vscode.workspace.openTextDocument({
      language: 'python',
      content: `password = "${['Tr0ub4dor', '3xy', 'prod'].join('-')}"\n# ${name}${body}\n`,
    });
    await vscode.window.showTextDocument(document);
    await eventually(() => {
      assert.ok(rulesIn(document.uri).includes('secrets/hardcoded-credential'), rulesIn(document.uri).join());
    });
  });
});
