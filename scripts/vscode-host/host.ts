import { readdirSync } from 'node:fs';
import { CACHE } from './cache.js';
import { runEmbedded } from './embedded.js';
import { runElectron } from './electron.js';
import type { RunSuite } from './suite-run.js';

const HOSTS = { electron: runElectron, embedded: runEmbedded } as const satisfies Record<string, RunSuite>;
type HostName = keyof typeof HOSTS;

/** What suites run in: $PREFLIGHT_HOST, else desktop VS Code where it can be had, else the server in a headless browser. */
export async function chooseHost(): Promise<{ readonly name: HostName; readonly because: string; readonly runSuite: RunSuite }> {
  const asked = process.env.PREFLIGHT_HOST;
  if (asked !== undefined) {
    if (!isHost(asked)) throw new Error(`PREFLIGHT_HOST is '${asked}'; it can be ${Object.keys(HOSTS).join(' or ')}.`);
    return { name: asked, because: 'PREFLIGHT_HOST says so', runSuite: HOSTS[asked] };
  }
  const obstacle = await obstacleToElectron();
  const name = obstacle ? 'embedded' : 'electron';
  return { name, because: obstacle ?? 'desktop VS Code can be had', runSuite: HOSTS[name] };
}

function isHost(name: string): name is HostName {
  return Object.hasOwn(HOSTS, name);
}

async function obstacleToElectron(): Promise<string | undefined> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (isDownloaded()) return undefined;
  try {
    const { ok, status } = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(3000) });
    return ok ? undefined : `the download of VS Code answers ${status}`;
  } catch {
    return 'VS Code cannot be downloaded here';
  }
}

function isDownloaded(): boolean {
  try {
    return readdirSync(CACHE).some((name) => /^vscode-(?:linux|darwin|win32)/.test(name));
  } catch {
    return false;
  }
}
