import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { installServer } from './install.js';
import type { Version } from './pins.js';
import { QUIET, trustSettings } from './settings.js';
import { remove, temporaryFolder } from './temporary.js';

export interface ServerOptions {
  readonly version?: Version;
  readonly port?: number;
  /** A folder to keep settings and state in; a temporary one by default. */
  readonly dataFolder?: string;
  /** User settings on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Workspace trust is on, and the workspace is not trusted. */
  readonly untrusted?: boolean;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** A package to install first. */
  readonly vsix?: string;
  /** The folder of an extension that is loaded in place, as if it were installed. */
  readonly extension?: string;
  /**
   * Accepts development and test paths from the address. VS Code then also holds back notifications and modal dialogs:
   * right for suites in the extension host, wrong for looking at the workbench.
   */
  readonly driver?: boolean;
}

/** A running VS Code server. */
export interface RunningServer {
  readonly release: string;
  readonly port: number;
  readonly driver: boolean;
  /** What it has printed so far, line by line. */
  readonly lines: readonly string[];
  onLine(listener: (line: string) => void): void;
  stop(): Promise<void>;
}

const START_TIMEOUT = 60_000;
/** An extension gallery that answers at once that there is none. */
const NO_GALLERY = '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}';

/** Starts a VS Code server on this machine's own address. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { folder, node, release } = installServer(options.version ?? 'latest');
  const data = options.dataFolder ?? temporaryFolder('vscode');
  const extensions = path.join(data, 'extensions');
  writeSettings(data, options);
  mkdirSync(extensions, { recursive: true });

  const main = path.join(folder, 'out', 'server-main.js');
  const folders = ['--accept-server-license-terms', '--server-data-dir', data, '--extensions-dir', extensions];
  const env = environment(options.env);
  if (options.extension && !options.driver) register(extensions, options.extension);
  if (options.vsix) installPackage(node, [main, ...folders, '--install-extension', options.vsix, '--force'], env, options.vsix);

  const args = [
    ...[main, ...folders, '--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
    ...['--telemetry-level', 'off', '--disable-getting-started-override', '--disable-update-check'],
    ...(options.untrusted ? [] : ['--disable-workspace-trust']),
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
  ];
  const server = spawn(node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => server.kill('SIGKILL');
  process.prependOnceListener('exit', kill); // before its temporary folder goes
  const stop = async () => {
    await end(server);
    process.off('exit', kill);
    kill();
    if (!options.dataFolder) remove(data);
  };

  const { lines, onLine } = linesOf(server);
  try {
    return { release, port: await listening(server, lines, onLine), driver: options.driver ?? false, lines, onLine, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** VS Code reads the file once, at start; what a person changed in a folder of theirs is kept. */
function writeSettings(data: string, { dataFolder, settings, untrusted = false }: ServerOptions): void {
  const file = path.join(data, 'data', 'User', 'settings.json');
  if (dataFolder && existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...QUIET, ...trustSettings(untrusted), ...settings }, null, 2));
}

/** Without the variables of the VS Code in whose terminal this may run. */
function environment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_'));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: NO_GALLERY, ...added };
}

/** Lists a folder as an installed extension where it is; with a `relativeLocation`, VS Code would look below its own folder. */
function register(extensions: string, folder: string): void {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<'publisher' | 'name' | 'version', string>;
  const entry = {
    identifier: { id: `${manifest.publisher}.${manifest.name}` },
    version: manifest.version,
    location: { $mid: 1, scheme: 'file', path: uriPath(folder) },
    metadata: { installedTimestamp: 0 },
  };
  writeFileSync(path.join(extensions, 'extensions.json'), JSON.stringify([entry]));
}

function installPackage(node: string, args: readonly string[], env: NodeJS.ProcessEnv, vsix: string): void {
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', env });
  if (status !== 0 || !stdout.includes('successfully installed')) throw new Error(`VS Code could not install ${vsix}:\n${stdout}${stderr}`);
}

/** A path as it stands in an address: `/C:/work` on Windows. */
export function uriPath(file: string): string {
  return path
    .resolve(file)
    .replace(/\\/g, '/')
    .replace(/^([A-Za-z]:)/, '/$1');
}

function linesOf(server: ChildProcess): Pick<RunningServer, 'lines' | 'onLine'> {
  const lines: string[] = [];
  const listeners: ((line: string) => void)[] = [];
  for (const stream of [server.stdout, server.stderr])
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        for (const listener of listeners) listener(line);
      });
  return { lines, onLine: (listener) => void listeners.push(listener) };
}

function listening(server: ChildProcess, lines: readonly string[], onLine: RunningServer['onLine']): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The VS Code server ${why}.\n  ${lines.slice(-15).join('\n  ')}`));
    const timer = setTimeout(() => fail(`did not start within ${START_TIMEOUT / 1000} s`), START_TIMEOUT);
    server.once('error', ({ message }) => fail(`could not be started: ${message}`));
    server.once('exit', (code) => {
      clearTimeout(timer);
      fail(`stopped with exit code ${code}`);
    });
    onLine((line) => {
      const port = /agent listening on (\d+)/.exec(line)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await Promise.race([gone, sleep(5000, undefined, { ref: false })]);
}
