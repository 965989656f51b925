const LOCAL =
  /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|(?!tauri\.)(?:[\w-]{1,63}\.){1,5}localhost|host\.docker\.internal)(?::(?:\d{1,5}|\[?\*\]?))?\/?$/i;
const BARE = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(?:\d{1,5}|\*))?$/i;

/** Whether an origin is a developer's own machine. Those of mobile and desktop shells (`capacitor://localhost`) are their users'. */
export const isLocalOrigin = (origin: string): boolean => LOCAL.test(origin.trim()) || BARE.test(origin.trim());

const LOCAL_PATTERN =
  /^\^?(?:https?\??|\((?:\?:)?https?\|https?\)|http\(s\)\?):\/\/\(?(?:\?:)?(?:localhost|127\.0\.0\.1)(?:\|(?:localhost|127\.0\.0\.1))*\)?(?:$|[^\w.|-][^|]{0,40}$)/;

/** Whether a regular expression matches only origins of a developer's own machine. */
export const isLocalPattern = (pattern: string): boolean =>
  LOCAL_PATTERN.test(pattern.slice(0, 200).replaceAll('\\/', '/').replaceAll('\\.', '.'));

const OPTIONAL_SCHEME = /^\((?:\?:)?https?\??:?\\?\/\\?\/\)\?/;
const SCHEME = /^(?:\(\??:?https?\??(?:\|https?)?\)|https?\??|http\(s\)\?|http\(\?:s\)\?|\[a-z\]\+|\.\*)?:?(?:\\?\/\\?\/)/;
const SCHEME_ALONE = /^https?\??$/;
const PORT = /\(\??:?:(?:\\d|\[0-9\])[+*]\)\?$/;
const EVERYTHING = /^(?:\.|\\S|\[\\s\\S\]|\[\\w\\W\]|\[\\d\\D\]|\[\^\/\]|\[\^\\\/\]|\[\^\\s\]|\[\^\])(?:[*+]|\{[01],\})\??$/;
const ONE = /^(?:\.|\\S|\[\\s\\S\]|\[\^\\s\])$/;

/**
 * Whether a regular expression matches every origin whatever its domain. It is read, never run: patterns come from the
 * workspace. One that only forgets to escape a dot, or an anchor, lets in more than it means but not everything.
 */
export function matchesEveryOrigin(pattern: string, depth = 0): boolean {
  if (depth > 6 || pattern.length > 200) return false;
  const alternatives = alternativesOf(pattern);
  if (alternatives.length > 1) return alternatives.some((alternative) => matchesEveryOrigin(alternative, depth + 1));
  const begins = /^(?:\^|\\A)/.exec(pattern)?.[0] ?? '';
  const ends = /(?<!\\)(?:\$|\\Z|\\z)$/.exec(pattern)?.[0] ?? '';
  const core = pattern.slice(begins.length, pattern.length - ends.length);
  if (core === '') return !(begins && ends);
  const group = insideGroup(core);
  if (group !== undefined) return matchesEveryOrigin(`${begins}${group}${ends}`, depth + 1);
  if (ONE.test(core)) return !(begins && ends);
  if (SCHEME_ALONE.test(core)) return !ends;
  const scheme = (OPTIONAL_SCHEME.exec(core) ?? SCHEME.exec(core))?.[0] ?? '';
  let host = core.slice(scheme.length).replace(PORT, '');
  host = insideGroup(host) ?? host;
  if (host === '') return scheme !== '' && !ends;
  if (ONE.test(host)) return !ends;
  return EVERYTHING.test(host);
}

/** The branches of a pattern that stand outside brackets. */
function alternativesOf(pattern: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let set = false;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '\\') i++;
    else if (character === '[') set = true;
    else if (character === ']') set = false;
    else if (set) continue;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) {
      parts.push(pattern.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, pattern.slice(start)];
}

/** What stands in the brackets around all of it. */
function insideGroup(pattern: string): string | undefined {
  const open = /^\((?:\?:)?(?!\?)/.exec(pattern)?.[0];
  if (open === undefined || !pattern.endsWith(')')) return undefined;
  let depth = 0;
  let set = false;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '\\') i++;
    else if (character === '[') set = true;
    else if (character === ']') set = false;
    else if (set) continue;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0 && i < pattern.length - 1) return undefined;
  }
  return depth === 0 ? pattern.slice(open.length, -1) : undefined;
}
