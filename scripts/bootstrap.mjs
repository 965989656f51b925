/** Makes a fresh clone ready: installs what package-lock.json names when it is missing or of another version. Needs nothing but Node and npm. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = [20, 9];

export function bootstrap() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    fail(`Preflight is built with Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`);
  const reason = staleness();
  if (!reason) return;
  const started = Date.now();
  console.log(`Installing packages: ${reason}`);
  const windows = process.platform === 'win32'; // npm is a .cmd file there, which only a shell can start
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (status !== 0)
    fail('`npm ci` failed; its own words are above. If nothing could be fetched, check the network and `npm config get registry`.');
  console.log(`Packages installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Why the installed packages are not those of the lock file, or undefined when they are. */
function staleness() {
  const wanted = packages('package-lock.json');
  if (!wanted) fail('package-lock.json is missing or cannot be read.');
  const installed = packages('node_modules/.package-lock.json'); // what npm says it left there
  if (!installed) return 'node_modules is missing';
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    const found = installed[path];
    if (path === '' || (!found && (optional || devOptional || peer))) continue; // another platform's
    if (found?.version !== version) return `${path} is ${found?.version ?? 'missing'}, package-lock.json has ${version}`;
  }
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
