import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import {
  type Dirent,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isBinaryName, isIgnoredFolder, isMadeByTool } from '../engine/classify.js';
import type { Listed, Source, Workspace } from '../engine/workspace.js';
import { decode } from './decode.js';
import { IgnoreRules, isIgnored } from './ignore-rules.js';
import { Repository, isInside } from './repository.js';
import { encodePath, toPath, toUri } from './uri.js';

export interface NodeWorkspaceOptions {
  /** The folder that was opened or named. */
  readonly folder: string;
  /** Whether anything outside of the folder may be read: the repository above it, the data of a worktree. Default: yes. */
  readonly trusted?: boolean;
  /** Bytes of the largest file that is read. */
  readonly sizeLimit?: number;
}

export const SIZE_LIMIT = 1024 * 1024;

const MEGABYTE = 1024 * 1024;
const sizeOf = (bytes: number): string => (bytes % MEGABYTE === 0 ? `${String(bytes / MEGABYTE)} MiB` : `${String(bytes)} bytes`);

const NOT_THERE = 'it does not exist';

/** Why a file cannot be read, for people. */
const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'ENOENT') return NOT_THERE;
  if (code === 'ELOOP') return 'a link that leads in a circle';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  return `cannot be read (${code})`;
};

// Without waiting: a named pipe would never be opened. What a system does not have counts as 0 here.
const READ_AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK;

const LEADS_OUT = 'a link that leads out of the workspace';

/** Opens what is no link; undefined for a link. */
function openItself(path: string): number | undefined {
  // Windows does not tell when a file is opened.
  if (!constants.O_NOFOLLOW && lstatSync(path).isSymbolicLink()) return undefined;
  try {
    return openSync(path, READ_AT_ONCE | constants.O_NOFOLLOW);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ELOOP' || code === 'EMLINK') return undefined;
    throw error;
  }
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** What is known of a folder once it is entered. Paths are relative to the repository's root, or to the workspace where there is none. */
interface Entered {
  /** Relative to the workspace, `''` for its own folder. */
  readonly path: string;
  readonly repository: Repository | undefined;
  /** Relative to the repository; where there is none, to the workspace. */
  readonly inRepository: string;
  /** The nearest first. */
  readonly rules: readonly IgnoreRules[];
  /** An ignored folder of which only what Git holds is listed. */
  readonly trackedOnly: boolean;
}

const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** A folder on this machine as the engine sees it: what Git would not ignore, read at once. Nothing is ever run. */
export class NodeWorkspace implements Workspace {
  /** The absolute path of the folder. */
  readonly folder: string;
  readonly uri: string;
  readonly #real: string;
  readonly #trusted: boolean;
  readonly #sizeLimit: number;
  readonly #entered = new Map<string, Entered>();
  // One buffer for all files: read, decoded, and overwritten by the next.
  #buffer = Buffer.allocUnsafe(64 * 1024);

  constructor({ folder, trusted = true, sizeLimit = SIZE_LIMIT }: NodeWorkspaceOptions) {
    this.folder = resolve(folder);
    this.uri = toUri(this.folder);
    this.#trusted = trusted;
    this.#sizeLimit = sizeLimit;
    let real = this.folder;
    try {
      real = realpathSync(this.folder);
    } catch {
      // Told when it is listed.
    }
    this.#real = real;
  }

  /** The folder's own path within its repository, `''` at its top or where there is none: roles are told from there. */
  get prefix(): string {
    const top = this.#top();
    return top.repository ? top.inRepository : '';
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async *list(): AsyncGenerator<Listed> {
    this.#entered.clear();
    yield* this.#walk(this.#top());
  }

  read(uri: string): Source {
    const path = toPath(uri);
    if (path === undefined) return { skipped: 'not a file of this machine' };
    let file: number | undefined;
    try {
      file = openItself(path);
      if (file === undefined) {
        const target = this.#realPath(path);
        if (target === undefined) return { skipped: LEADS_OUT };
        file = openSync(target, READ_AT_ONCE | constants.O_NOFOLLOW);
      }
      const status = fstatSync(file);
      if (!status.isFile()) return { skipped: 'not a file' };
      if (status.size > this.#sizeLimit) return { skipped: `larger than ${sizeOf(this.#sizeLimit)}` };
      const bytes = this.#bytes(file, status.size);
      return bytes.length > this.#sizeLimit ? { skipped: `larger than ${sizeOf(this.#sizeLimit)}` } : decode(bytes);
    } catch (error) {
      const skipped = reasonOf(error);
      return skipped === NOT_THERE ? { skipped, missing: true } : { skipped };
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  tracked(uri: string): boolean | undefined {
    const path = this.pathOf(uri);
    if (path === undefined || path === '') return undefined;
    const slash = path.lastIndexOf('/');
    const folder = this.#enter(slash < 0 ? '' : path.slice(0, slash));
    return folder.repository?.holds(below(folder.inRepository, path.slice(slash + 1)));
  }

  digest(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  /** The path within the workspace that a URI names, with `/`; undefined when it lies outside. */
  pathOf(uri: string): string | undefined {
    // Nearly all addresses are the workspace's own and hold nothing encoded.
    const own = `${this.uri}/`;
    if (uri.startsWith(own) && !/%|\/\.{1,2}(?:\/|$)/.test(uri.slice(own.length - 1))) return uri.slice(own.length);
    const path = toPath(uri);
    if (path === undefined || !isInside(path, this.folder)) return undefined;
    return relative(this.folder, path).split(sep).join('/');
  }

  uriOf(path: string): string {
    return path === '' ? this.uri : `${this.uri.replace(/\/$/, '')}/${encodePath(path)}`;
  }

  /** Whether `list` would name this file: for a file that appeared while the workspace is open. */
  includes(uri: string): boolean {
    const path = this.pathOf(uri);
    if (path === undefined || path === '' || isBinaryName(path)) return false;
    const names = path.split('/');
    let folder = this.#top();
    for (const [i, name] of names.entries()) {
      const entries = this.#entries(folder.path);
      if (typeof entries === 'string') return false;
      const entry = entries.find((each) => each.name === name);
      if (!entry || (folder.path !== '' && isMadeByTool(entries.map((each) => each.name)))) return false;
      folder = this.#open(folder, entries);
      if (i === names.length - 1) return (entry.isFile() || entry.isSymbolicLink()) && this.#isListed(folder, name);
      const inner = entry.isDirectory() ? this.#into(folder, entry, entries) : undefined;
      if (!inner) return false;
      folder = inner;
    }
    return false;
  }

  /** Reads Git's index and the ignore rules again when they are next asked for. */
  refresh(): void {
    for (const { repository } of this.#entered.values()) repository?.refresh();
    this.#entered.clear();
  }

  *#walk(named: Entered): Iterable<Listed> {
    const entries = this.#entries(named.path);
    if (typeof entries === 'string') {
      yield { uri: this.uriOf(named.path), path: named.path === '' ? '.' : named.path, skipped: entries };
      return;
    }
    // A folder that was named is never left out itself.
    if (named.path !== '' && isMadeByTool(entries.map(({ name }) => name))) return;
    const folder = this.#open(named, entries);
    for (const entry of entries) {
      const path = below(folder.path, entry.name);
      if (entry.isDirectory()) {
        const inner = this.#into(folder, entry, entries);
        if (inner) yield* this.#walk(inner);
      } else if (entry.isFile()) {
        if (!isBinaryName(entry.name) && this.#isListed(folder, entry.name)) yield { uri: this.uriOf(path), path };
      } else if (entry.isSymbolicLink() && !isBinaryName(entry.name) && this.#isListed(folder, entry.name)) yield* this.#linked(path);
    }
  }

  /** A link to a file of the workspace is that file; a folder that a link leads to is listed where it stands, so that no circle is walked. */
  *#linked(path: string): Iterable<Listed> {
    const uri = this.uriOf(path);
    try {
      const target = this.#realPath(join(this.folder, path));
      if (target === undefined) yield { uri, path, skipped: LEADS_OUT };
      else if (statSync(target).isFile()) yield { uri, path };
    } catch (error) {
      const reason = reasonOf(error);
      yield { uri, path, skipped: reason === NOT_THERE ? 'a link that leads nowhere' : reason };
    }
  }

  /** Where a link leads; undefined when that is outside of the workspace. Throws where it leads nowhere. */
  #realPath(path: string): string | undefined {
    const target = realpathSync(path);
    return isInside(target, this.#real) ? target : undefined;
  }

  /** What stands in a folder, in the order of names, or why that is not known. */
  #entries(path: string): readonly Dirent[] | string {
    try {
      return readdirSync(join(this.folder, path), { withFileTypes: true }).sort(byName);
    } catch (error) {
      return reasonOf(error);
    }
  }

  #isListed(folder: Entered, name: string): boolean {
    if (name === '.git') return false;
    const path = below(folder.inRepository, name);
    if (folder.repository?.holds(path)) return true;
    return !folder.trackedOnly && !isIgnored(folder.rules, path);
  }

  /** A folder below one that was entered; undefined when nothing of it counts. */
  #into(above: Entered, entry: Dirent, beside: readonly Dirent[]): Entered | undefined {
    const path = below(above.path, entry.name);
    const inRepository = below(above.inRepository, entry.name);
    const holds = (): boolean => above.repository?.holdsBelow(inRepository) ?? false;
    const surroundings = {
      get beside() {
        return beside.map(({ name }) => name);
      },
      get tracked() {
        return holds();
      },
    };
    if (isIgnoredFolder(path, surroundings)) return undefined;
    const known = this.#entered.get(path);
    if (known) return known;
    const folder = `${inRepository}/`;
    const trackedOnly = above.trackedOnly || isIgnored(above.rules, folder);
    if (trackedOnly && !holds()) return undefined;
    // Rules from further above may ignore what nearer ones keep: told once, they let its files through.
    if (!trackedOnly) for (const rules of above.rules) if (rules.test(folder) === 'ignored') rules.keep(folder);
    return { path, repository: above.repository, inRepository, rules: above.rules, trackedOnly };
  }

  /** A folder with the rules and the repository that its own entries bring. */
  #open(folder: Entered, entries: readonly Dirent[]): Entered {
    const { path, repository, inRepository, rules, trackedOnly } = folder;
    if (this.#entered.has(path) || trackedOnly) return folder;
    const own = entries.some(({ name }) => name === '.git')
      ? Repository.at(join(this.folder, path), this.#trusted ? undefined : this.#real)
      : undefined;
    if (own) return this.#remember(this.#begin(path, own, '', undefined));
    const hasRules = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
    return this.#remember(hasRules ? this.#begin(path, repository, inRepository, rules) : folder);
  }

  #begin(path: string, repository: Repository | undefined, inRepository: string, above: readonly IgnoreRules[] | undefined): Entered {
    const ignoreCase = repository?.ignoreCase ?? false;
    const own = this.#ignoreFile(join(this.folder, path));
    const exclude = above === undefined ? repository?.exclude : undefined;
    return {
      path,
      repository,
      inRepository,
      rules: [
        ...(own === undefined ? [] : [new IgnoreRules(inRepository, own, ignoreCase)]),
        ...(above ?? []),
        ...(exclude === undefined ? [] : [new IgnoreRules('', exclude, ignoreCase)]),
      ],
      trackedOnly: false,
    };
  }

  #ignoreFile(folder: string): string | undefined {
    try {
      // Git does not follow a link here either.
      const path = join(folder, '.gitignore');
      const file = openSync(path, READ_AT_ONCE | constants.O_NOFOLLOW);
      try {
        return fstatSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
      } finally {
        closeSync(file);
      }
    } catch {
      return undefined;
    }
  }

  /** The workspace's own folder, with the rules of the repository above it. */
  #top(): Entered {
    const known = this.#entered.get('');
    if (known) return known;
    const repository = this.#trusted ? Repository.around(this.#real) : Repository.at(this.#real, this.#real);
    const inRepository = repository ? relative(repository.root, this.#real).split(sep).join('/') : '';
    if (!repository || inRepository === '') return this.#remember(this.#begin('', repository, '', undefined));
    const names = inRepository.split('/');
    const { ignoreCase, exclude } = repository;
    let rules: readonly IgnoreRules[] = exclude === undefined ? [] : [new IgnoreRules('', exclude, ignoreCase)];
    let ignored = false;
    for (const [i, name] of names.entries()) {
      const above = names.slice(0, i).join('/');
      const text = this.#ignoreFile(join(repository.root, above));
      if (text !== undefined) rules = [new IgnoreRules(above, text, ignoreCase), ...rules];
      const folder = `${below(above, name)}/`;
      ignored ||= isIgnored(rules, folder);
      for (const file of rules) if (file.test(folder) === 'ignored') file.keep(folder);
    }
    // A folder that its repository ignores whole, and holds nothing of, is none of its business: a home folder kept in Git, say.
    if (ignored && !repository.holdsBelow(inRepository)) rules = [];
    return this.#remember(this.#begin('', repository, inRepository, rules));
  }

  /** The folder at a path, its parents entered first; for one file, without listing the rest. */
  #enter(path: string): Entered {
    const known = this.#entered.get(path);
    if (known) return known;
    if (path === '') return this.#top();
    const slash = path.lastIndexOf('/');
    const above = this.#enter(slash < 0 ? '' : path.slice(0, slash));
    const own = Repository.at(join(this.folder, path), this.#trusted ? undefined : this.#real);
    return own
      ? { path, repository: own, inRepository: '', rules: [], trackedOnly: false }
      : {
          path,
          repository: above.repository,
          inRepository: below(above.inRepository, path.slice(slash + 1)),
          rules: above.rules,
          trackedOnly: above.trackedOnly,
        };
  }

  #remember(entered: Entered): Entered {
    this.#entered.set(entered.path, entered);
    return entered;
  }

  #bytes(file: number, size: number): Buffer {
    if (size + 1 > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(Math.min(this.#sizeLimit + 1, size * 2));
    let filled = 0;
    // A file may grow, or be longer than its status says, as those of `/proc` are; what is beyond the limit is not read.
    for (;;) {
      if (filled === this.#buffer.length) {
        if (filled > this.#sizeLimit) break;
        const larger = Buffer.allocUnsafe(Math.min(this.#sizeLimit + 1, filled * 2));
        this.#buffer.copy(larger, 0, 0, filled);
        this.#buffer = larger;
      }
      const read = readSync(file, this.#buffer, filled, this.#buffer.length - filled, null);
      if (read === 0) break;
      filled += read;
    }
    return this.#buffer.subarray(0, filled);
  }
}
