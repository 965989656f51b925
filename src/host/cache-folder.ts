import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this person's programs keep what they can make again; never in the repository. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : platform === 'darwin'
        ? join(homedir(), 'Library', 'Caches')
        : // https://specifications.freedesktop.org/basedir-spec/latest/
          (env.XDG_CACHE_HOME ?? join(homedir(), '.cache'));
  return join(home, 'preflight');
}
