import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { CACHE } from './cache.js';
import { VSCODE } from './pins.js';
import { QUIET, trustSettings } from './settings.js';
import { emptyExtension, type SuiteRun } from './suite-run.js';
import { remove, temporaryFolder } from './temporary.js';

/** Runs a suite in desktop VS Code, which is downloaded when it is not there yet. */
export async function runElectron(run: SuiteRun): Promise<void> {
  const version = run.version === 'latest' ? 'stable' : VSCODE[run.version].release;
  const vscodeExecutablePath = await downloadAndUnzipVSCode({ version, cachePath: CACHE });
  const data = temporaryFolder('vscode');
  const folders = ['--user-data-dir', path.join(data, 'user'), '--extensions-dir', path.join(data, 'extensions')];
  try {
    mkdirSync(path.join(data, 'user', 'User'), { recursive: true });
    const settings = { ...QUIET, ...trustSettings(run.untrusted), ...run.settings };
    writeFileSync(path.join(data, 'user', 'User', 'settings.json'), JSON.stringify(settings));
    if ('vsix' in run.extension) installPackage(vscodeExecutablePath, [...folders, '--install-extension', run.extension.vsix]);
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: 'folder' in run.extension ? run.extension.folder : emptyExtension(path.join(data, 'harness')),
      extensionTestsPath: run.tests,
      extensionTestsEnv: run.env,
      launchArgs: [
        run.workspace,
        ...folders,
        ...(run.untrusted ? [] : ['--disable-workspace-trust']),
        '--skip-welcome',
        '--skip-release-notes',
      ],
    });
  } finally {
    remove(data);
  }
}

function installPackage(executable: string, args: readonly string[]): void {
  const [cli = executable, ...first] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const { status, stdout, stderr } = spawnSync(cli, [...first, ...args], { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`VS Code could not install the package:\n${stdout}${stderr}`);
}
