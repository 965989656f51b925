import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually, fileUri, folder, findingOf, ruleOf, write } from '../editor.js';

interface Report {
  readonly workspaces: readonly {
    readonly findings: readonly {
      readonly rule: string;
      readonly path: string;
      readonly start: { readonly line: number; readonly column: number };
    }[];
  }[];
}

describe('editor and command line', () => {
  // Gaps of the whole workspace are kept out of the Problems panel unless somebody asks for them.
  const gaps = (shown: boolean | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('preflight').update('problems.workspaceGaps', shown, vscode.ConfigurationTarget.Workspace);

  after(async () => {
    await gaps(undefined);
    await vscode.workspace.fs.delete(fileUri('preflight.yaml'));
  });

  it('say the same of the same tree', async () => {
    await write(fileUri('preflight.yaml'), 'profile: strict\n');
    await gaps(true);
    await findingOf(fileUri('app/main.py'), 'cors/wildcard-origin');
    const root = process.env.PREFLIGHT_ROOT ?? '';
    const cli = path.join(root, 'dist', 'cli.js');
    const output = execFileSync(process.execPath, [cli, 'scan', '.', '--format', 'json', '--no-cache', '--fail-on', 'never'], {
      cwd: folder().uri.fsPath,
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const report = JSON.parse(output) as Report;
    const told = (report.workspaces[0]?.findings ?? []).map(
      (finding) => `${finding.path}:${String(finding.start.line)}:${String(finding.start.column)} ${finding.rule}`,
    );
    assert.ok(told.length > 5);
    await eventually(() => {
      const shown = vscode.languages
        .getDiagnostics()
        .flatMap(([uri, diagnostics]) =>
          diagnostics
            .filter(({ source, code }) => source === 'Preflight' && code !== undefined)
            .map(
              (diagnostic) =>
                `${path.relative(folder().uri.fsPath, uri.fsPath).split(path.sep).join('/')}:${String(diagnostic.range.start.line + 1)}:${String(diagnostic.range.start.character + 1)} ${ruleOf(diagnostic)}`,
            ),
        );
      assert.deepEqual(shown.sort(), [...told].sort());
    });
  });
});
