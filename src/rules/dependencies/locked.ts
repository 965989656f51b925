import { LockFile, Members } from '../../facts/dependencies.js';
import { Dependency, type Ecosystem, Manifest } from '../../facts/project.js';
import type { LanguageUse } from '../../facts/quality.js';
import type { Fact } from '../../model/fact.js';
import type { Scope } from '../../model/rule.js';
import { isWithin } from '../quality/looked-at.js';

/** What has to be read to know whether versions are held. */
export const HOLDERS = [LockFile, Members, Dependency, Manifest] as const;

type Lock = Fact<NonNullable<(typeof LockFile)['of']>>;
type Needed = Fact<NonNullable<(typeof Dependency)['of']>>;

/** The lock file that serves a folder: its own, or that of a root that counts it among its members. */
export function lockOf(
  ecosystem: Ecosystem,
  { folder }: LanguageUse,
  { everywhere }: Pick<Scope, 'everywhere'>,
): Lock | 'perhaps' | undefined {
  const above = everywhere(LockFile)
    .filter((lock) => lock.ecosystem === ecosystem && isWithin(folder, lock.folder))
    .toSorted((a, b) => b.folder.length - a.folder.length);
  const [nearest] = above;
  if (!nearest || nearest.folder === folder) return nearest;
  // Every module has its own sums.
  if (ecosystem === 'go') return undefined;
  const members = everywhere(Members).filter((each) => each.ecosystem === ecosystem && isWithin(folder, each.folder));
  const serving = above.find((lock) =>
    members.some(
      (each) => each.folder === lock.folder && isMember(folder.slice(each.folder === '' ? 0 : each.folder.length + 1), each.patterns),
    ),
  );
  // A lock file above that says nothing of members: what keeps them may be kept elsewhere.
  return serving ?? (members.some((each) => above.some((lock) => lock.folder === each.folder)) ? undefined : 'perhaps');
}

const isMember = (folder: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => !pattern.startsWith('!') && fits(folder, pattern)) &&
  !patterns.some((pattern) => pattern.startsWith('!') && fits(folder, pattern.slice(1)));

/** `packages/*`, `apps/**`, `./web`: what package managers take for a folder. */
function fits(folder: string, pattern: string): boolean {
  const parts = folder.split('/');
  const wanted = pattern.replace(/^\.\//, '').replace(/\/$/, '').split('/');
  for (const [i, part] of wanted.entries()) {
    if (part === '**') return true;
    const own = parts[i];
    if (own === undefined || !alike(own, part)) return false;
  }
  return parts.length === wanted.length;
}

function alike(name: string, part: string): boolean {
  const [start = '', ...rest] = part.split('*');
  const end = rest.at(-1);
  return end === undefined ? name === part : name.startsWith(start) && name.endsWith(end) && name.length >= start.length + end.length;
}

/** What one project asks for to run: its manifests stand in its folder, or one below that is named for them. */
export function neededBy(
  ecosystem: Ecosystem,
  use: LanguageUse,
  uses: readonly LanguageUse[],
  { everywhere }: Pick<Scope, 'everywhere'>,
): readonly Needed[] {
  const root = use.at.uri.replace(/[^/]{0,255}$/, '').replace(/(?:requirements|reqs)\/$/, '');
  return everywhere(Dependency).filter((dependency) => {
    if (dependency.ecosystem !== ecosystem || !dependency.runtime || !dependency.uri.startsWith(root)) return false;
    const inside = dependency.uri.slice(root.length).split('/').slice(0, -1).join('/');
    const folder = [use.folder, inside.replace(/(?:^|\/)(?:requirements|reqs|gradle)$/, '')].filter(Boolean).join('/');
    return folder === use.folder && uses.every((other) => other === use || other.folder !== folder);
  });
}

/** Whether another day may bring another version: a range, a name that moves, or nothing at all. */
export function isOpen({ ecosystem, name, version }: Needed, { everywhere }: Pick<Scope, 'everywhere'>): boolean {
  switch (ecosystem) {
    case 'python':
      if (version === undefined) return true;
      return version !== '@' && !/(?:^|,)\s*={1,3}\s*[^*\s,=]+(?:$|[\s,;)])|^v?\d[\w.+!-]*$/.test(version);
    case 'javascript':
      if (version === undefined || /^(?:workspace|file|link|portal|catalog|patch):|^[./~]\.?\//.test(version)) return false;
      if (version.startsWith('npm:')) return !/@\d+\.\d+\.\d[\w.+-]*$/.test(version);
      if (/^(?:git|github|gitlab|bitbucket|https?)[+:@]|^[\w-]+\/[\w.-]+/.test(version))
        return !/#[0-9a-f]{7,40}$|\.tgz\b|\/tarball\//.test(version);
      return !/^[=v]{0,2}\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(version.trim());
    case 'go':
      return false;
    case 'java':
      if (version === undefined || version.startsWith('$')) return false;
      // A snapshot of the workspace's own modules is built with them.
      if (version.endsWith('-SNAPSHOT'))
        return !everywhere(Manifest).some((manifest) => manifest.name !== undefined && name.endsWith(`:${manifest.name.toLowerCase()}`));
      return /^(?:LATEST|RELEASE|latest\.\w+)$|\+$|^[[(].*,|^\]/.test(version);
  }
}
