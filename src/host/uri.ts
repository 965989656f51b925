const isWindows = process.platform === 'win32';

// As VS Code writes its URIs, so that a file is the same string in the editor and on the command line: everything but unreserved characters is encoded.
const encodeSegment = (segment: string): string =>
  /^[\w.~-]*$/.test(segment)
    ? segment
    : encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\u{fffd}')).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      );

/** The path below a folder's URI, encoded. */
export const encodePath = (path: string): string => path.split('/').map(encodeSegment).join('/');

/** The `file:` URI of an absolute path, as VS Code writes it. */
export function toUri(path: string, windows = isWindows): string {
  if (!windows) return `file://${encodePath(path)}`;
  const slashed = path.replaceAll('\\', '/');
  const share = /^\/\/([^/]+)(\/.*)?$/.exec(slashed);
  if (share) return `file://${(share[1] ?? '').toLowerCase()}${encodePath(share[2] ?? '/')}`;
  return `file:///${encodePath(slashed.replace(/^[A-Za-z]:/, (drive) => drive.toLowerCase()))}`;
}

/** The absolute path that a `file:` URI names; undefined for anything else. */
export function toPath(uri: string, windows = isWindows): string | undefined {
  const parts = /^file:\/\/([^/?#]*)(\/[^?#]*)$/.exec(uri);
  if (!parts) return undefined;
  const [, host = '', encoded = ''] = parts;
  try {
    const path = encoded.includes('%') ? decodeURIComponent(encoded) : encoded;
    if (path.includes('\0')) return undefined;
    if (!windows) return host === '' || host === 'localhost' ? path : undefined;
    if (host && host !== 'localhost') return `\\\\${host}${path.replaceAll('/', '\\')}`;
    return path.replace(/^\/([A-Za-z]:)/, '$1').replaceAll('/', '\\');
  } catch {
    // A percent sign that begins nothing.
    return undefined;
  }
}
