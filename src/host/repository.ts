import type { Buffer } from 'node:buffer';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type GitIndex, parseIndex } from './git-index.js';

const bytesOf = (path: string): Buffer | undefined => {
  try {
    // A named pipe never ends.
    return statSync(path).isFile() ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
};

const textOf = (path: string): string | undefined => bytesOf(path)?.toString('utf8');

/** Whether a path is a folder, or lies below it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Whether a path, its links followed, stays in the folder that may be read. */
function mayRead(path: string, within: string | undefined): boolean {
  if (within === undefined) return true;
  try {
    return isInside(realpathSync(path), within);
  } catch {
    return false;
  }
}

interface Held {
  readonly read: GitIndex | undefined;
  /** Every folder that Git holds something below. */
  readonly folders: ReadonlySet<string>;
}

/** A Git repository as its files tell it; Git itself is never run, because a repository can configure what Git runs. */
export class Repository {
  /** The folder of the work tree. */
  readonly root: string;
  readonly #gitFolder: string | undefined;
  readonly #commonFolder: string | undefined;
  readonly #within: string | undefined;
  readonly #config: string;
  #index: Held | undefined;

  private constructor(root: string, within: string | undefined, gitFolder?: string, commonFolder = gitFolder) {
    this.root = root;
    this.#within = within;
    this.#gitFolder = gitFolder;
    this.#commonFolder = commonFolder;
    this.#config = this.#text(commonFolder, 'config') ?? '';
  }

  /**
   * The repository whose work tree begins at this folder. `within`: nothing outside of that folder is read, so that the
   * data of a worktree or submodule, which is kept elsewhere, stays unknown.
   */
  static at(folder: string, within?: string): Repository | undefined {
    const entry = join(folder, '.git');
    const unknown = new Repository(folder, within);
    try {
      const status = statSync(entry);
      if (!mayRead(entry, within)) return unknown;
      const target = status.isDirectory() ? entry : /^gitdir:(.*)/m.exec(textOf(entry) ?? '')?.[1]?.trim();
      if (target === undefined) return undefined;
      const gitFolder = resolve(folder, target);
      if (!mayRead(gitFolder, within)) return unknown;
      if (!existsSync(join(gitFolder, 'HEAD'))) return undefined;
      const common = textOf(join(gitFolder, 'commondir'))?.trim();
      if (common === undefined) return new Repository(folder, within, gitFolder);
      const commonFolder = resolve(gitFolder, common);
      return mayRead(commonFolder, within) ? new Repository(folder, within, gitFolder, commonFolder) : unknown;
    } catch {
      return undefined;
    }
  }

  /** The repository that a folder lies in. */
  static around(folder: string): Repository | undefined {
    for (let at = folder; ; at = dirname(at)) {
      const found = Repository.at(at);
      if (found) return found;
      if (dirname(at) === at) return undefined;
    }
  }

  /** Whether names are compared without regard to case, as Git found out when it made the repository. */
  get ignoreCase(): boolean {
    return /^[ \t]*ignorecase[ \t]*=[ \t]*true\b/im.test(this.#config);
  }

  /** The text of `.git/info/exclude`. */
  get exclude(): string | undefined {
    return this.#text(this.#commonFolder, join('info', 'exclude'));
  }

  /** Whether Git holds the file at a path relative to the root; undefined when it cannot be known. */
  holds(path: string): boolean | undefined {
    const { read } = this.#read();
    if (!read) return undefined;
    if (read.files.has(path) || read.files.has(path.normalize('NFC'))) return true;
    return read.unread.some((folder) => path.startsWith(folder)) ? undefined : false;
  }

  /** Whether Git holds anything below the folder at a path relative to the root. */
  holdsBelow(folder: string): boolean {
    const { read, folders } = this.#read();
    return folders.has(folder) || (read?.unread.some((other) => other.startsWith(`${folder}/`)) ?? false);
  }

  /** The configuration that the repository itself brings; undefined where it may not be read. */
  get configFile(): string | undefined {
    const path = this.#commonFolder && join(this.#commonFolder, 'config');
    return path && mayRead(path, this.#within) ? path : undefined;
  }

  /** The commit that is checked out; undefined before the first one, and where it cannot be known. */
  get head(): string | undefined {
    let name = this.#text(this.#gitFolder, 'HEAD')?.trim();
    // A reference may name another one: https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-HEAD
    for (let depth = 0; depth < 5 && name?.startsWith('ref:') === true; depth += 1) {
      const reference = name.slice('ref:'.length).trim();
      if (!/^refs\/[^\0\\]+$/.test(reference) || reference.includes('..')) return undefined;
      name = (this.#text(this.#gitFolder, reference) ?? this.#text(this.#commonFolder, reference))?.trim() ?? this.#packed(reference);
    }
    return name !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name) ? name : undefined;
  }

  #packed(reference: string): string | undefined {
    const text = this.#text(this.#commonFolder, 'packed-refs') ?? '';
    const end = text.search(new RegExp(`^[0-9a-f]{40,64} ${reference.replace(/[^\w/-]/g, '\\$&')}\\r?$`, 'm'));
    return end < 0 ? undefined : /^[0-9a-f]+/.exec(text.slice(end, end + 64))?.[0];
  }

  /** Reads the index again when it is next asked. */
  refresh(): void {
    this.#index = undefined;
  }

  #read(): Held {
    this.#index ??= this.#load();
    return this.#index;
  }

  #load(): Held {
    const read = this.#gitFolder === undefined ? undefined : this.#parse(join(this.#gitFolder, 'index'));
    const folders = new Set<string>();
    for (const path of read?.files ?? []) {
      for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        const folder = path.slice(0, slash);
        if (folders.has(folder)) break;
        folders.add(folder);
      }
    }
    return { read, folders };
  }

  #parse(path: string): GitIndex | undefined {
    // Before the first `git add` there is no index: nothing is held, and that is known.
    if (!existsSync(path)) return { files: new Set(), unread: [] };
    if (!mayRead(path, this.#within)) return undefined;
    const bytes = bytesOf(path);
    return bytes && parseIndex(bytes, /^[ \t]*objectformat[ \t]*=[ \t]*sha256\b/im.test(this.#config) ? 32 : 20);
  }

  #text(folder: string | undefined, name: string): string | undefined {
    const path = folder && join(folder, name);
    return path && mayRead(path, this.#within) ? textOf(path) : undefined;
  }
}
