import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Analysis } from '../engine/detect.js';
import type { File, Read } from '../engine/reader.js';
import type { Memory } from '../engine/session.js';
import type { Program } from './program.js';
import { toPath } from './uri.js';

/** What one file was read as. */
interface Kept extends Pick<Read, 'format' | 'beyond'> {
  readonly key: string;
  readonly analysis: Analysis;
  readonly tracked: boolean | undefined;
  readonly seen: Seen | undefined;
}

/** How a file looked from outside before it was read. */
interface Seen {
  /** Size, number and times, in words. */
  readonly stamp: string;
  /** Whether it had been left alone for so long that another change would show in its times. */
  readonly settled: boolean;
}

/** Milliseconds within which a file system may give two changes the same time: FAT counts two seconds. */
const GRAIN = 2_500;

const DAY = 24 * 60 * 60 * 1_000;
/** Milliseconds after which nobody will come back for a workspace's analyses. */
const FORGOTTEN = 30 * DAY;

/**
 * Analyses of one workspace on disk, read at once and written at once; another version of the program forgets them all. A file that looks the same from outside is not read again, and one that holds the same not analysed.
 * Facts hold no secret's text, so none is written. A file that cannot be read is as good as none.
 */
export class Cache implements Memory {
  readonly #file: string;
  readonly #folder: string;
  readonly #stamp: string;
  readonly #now: () => number;
  readonly #known: ReadonlyMap<string, Kept>;
  readonly #used = new Map<string, Kept>();
  readonly #seen = new Map<string, Seen | undefined>();
  #fresh = 0;

  constructor(folder: string, workspace: string, { path, stamp }: Program, now: () => number = Date.now) {
    this.#now = now;
    this.#folder = folder;
    // One for each program: the editor's and the command line's are different files.
    this.#file = join(folder, `${createHash('sha256').update(`${workspace}\n${path}`).digest('hex').slice(0, 32)}.bin`);
    this.#stamp = stamp;
    this.#known = this.#read();
  }

  recall({ uri, tracked, skipped }: File): Read | undefined {
    if (skipped !== undefined) return undefined;
    const now = lookAt(uri, this.#now());
    this.#seen.set(uri, now);
    const known = this.#known.get(uri);
    const same = now && known?.seen?.settled && known.seen.stamp === now.stamp && known.tracked === tracked;
    return same
      ? { is: 'read', format: known.format, beyond: known.beyond, key: known.key, analysis: undefined, held: undefined }
      : undefined;
  }

  keyOf(uri: string): string | undefined {
    return this.#known.get(uri)?.key;
  }

  get(uri: string): Analysis | undefined {
    return this.#known.get(uri)?.analysis;
  }

  keep({ uri, tracked }: File, { key, format, beyond, analysis }: Read): void {
    const said = analysis ?? this.get(uri);
    if (key === undefined || !said) return;
    const seen = this.#seen.get(uri);
    const known = this.#known.get(uri);
    if (known?.key === key && known.seen?.stamp === seen?.stamp && known.seen?.settled === seen?.settled) this.#used.set(uri, known);
    else {
      this.#used.set(uri, { key, format, beyond, analysis: said, tracked, seen });
      this.#fresh += 1;
    }
  }

  /** Writes what was used this time, if anything of it is new or gone. Never fails: a cache that cannot be kept is none. */
  save(): void {
    const temporary = `${this.#file}.${String(process.pid)}`;
    try {
      if (this.#fresh === 0 && this.#used.size === this.#known.size) {
        const now = this.#now() / 1_000;
        utimesSync(this.#file, now, now);
        return;
      }
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(temporary, serialize({ stamp: this.#stamp, files: this.#used }), { mode: 0o600 });
      renameSync(temporary, this.#file);
      this.#sweep();
    } catch {
      this.#forget(temporary);
    }
  }

  /** Takes away what was not used for long: the workspace is gone, or the program. */
  #sweep(): void {
    for (const name of readdirSync(this.#folder)) {
      const file = join(this.#folder, name);
      if (name.endsWith('.bin') && this.#now() - statSync(file).mtimeMs > FORGOTTEN) this.#forget(file);
    }
  }

  #forget(file: string): void {
    try {
      rmSync(file, { force: true });
    } catch {
      // It was never there.
    }
  }

  #read(): ReadonlyMap<string, Kept> {
    try {
      const { stamp, files } = deserialize(readFileSync(this.#file)) as { readonly stamp: unknown; readonly files: unknown };
      return stamp === this.#stamp && files instanceof Map ? (files as ReadonlyMap<string, Kept>) : new Map();
    } catch {
      return new Map();
    }
  }
}

function lookAt(uri: string, moment: number): Seen | undefined {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path);
    // A time from the future says nothing either.
    const settled = Math.max(mtimeMs, ctimeMs) < moment - GRAIN;
    return { stamp: [size, mtimeMs, ctimeMs, ino].join(' '), settled };
  } catch {
    return undefined;
  }
}
