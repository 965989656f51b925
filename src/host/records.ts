import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Baseline, Ledger } from '../model/signoff.js';
import { type BaselineEntry, readBaseline, writeBaseline } from '../signoff/baseline.js';
import { type RecordProblem, type Records, SIGNOFF_FILE, readRecords } from '../signoff/read.js';
import { type RecordChanges, editRecords } from '../signoff/write.js';
import { isInside } from './repository.js';

export const BASELINE_FILE = '.preflight/baseline.json';

/** Records on one line each can be merged by keeping both sides: https://git-scm.com/docs/gitattributes#Documentation/gitattributes.txt-union */
const ATTRIBUTES = 'signoff.yaml merge=union\n';

/** What became of a change of the records. */
export type Written =
  | { readonly is: 'written'; readonly records: Records }
  /** The file is not understood; it was not touched. */
  | { readonly is: 'refused'; readonly problem: RecordProblem; readonly text: string }
  /** It cannot be read or written. */
  | { readonly is: 'failed'; readonly why: string };

/** Longer than any edit takes, on a slow disk too: then whoever held the lock is gone. */
const LOCK_LIFE = 15_000;
const PATIENCE = 30_000;

/** The `.preflight` folder of a workspace, read and written whole: a reader sees a file before a change or after it. */
export class RecordFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The text of the records; undefined where there are none. Throws where they cannot be read. */
  text(): string | undefined {
    return this.#read(SIGNOFF_FILE);
  }

  records(): Records {
    return readRecords(this.text() ?? '');
  }

  baseline(): { readonly baseline: Baseline; readonly problem: string | undefined } {
    return readBaseline(this.#read(BASELINE_FILE) ?? '');
  }

  /** Changes the records as they are at that moment, however many others do the same. */
  async change(change: (ledger: Ledger) => RecordChanges): Promise<Written> {
    try {
      return await this.#locked(() => {
        const text = this.text() ?? '';
        const edited = editRecords(text, change);
        if (edited.is === 'refused') return { is: 'refused', problem: edited.problem, text };
        if (edited.text === text) return { is: 'written', records: edited.records };
        this.#write(SIGNOFF_FILE, edited.text);
        const attributes = join(this.#folder, '.preflight', '.gitattributes');
        if (text === '' && !existsSync(attributes)) this.#write('.preflight/.gitattributes', ATTRIBUTES);
        return { is: 'written', records: edited.records };
      });
    } catch (error) {
      return { is: 'failed', why: whyNot(error) };
    }
  }

  async writeBaseline(entries: readonly BaselineEntry[]): Promise<Written> {
    try {
      return await this.#locked(() => {
        this.#write(BASELINE_FILE, writeBaseline(entries));
        return { is: 'written', records: this.records() };
      });
    } catch (error) {
      return { is: 'failed', why: whyNot(error) };
    }
  }

  #read(path: string): string | undefined {
    const file = join(this.#folder, path);
    if (!existsSync(file)) return undefined;
    this.#checkInside(file);
    return readFileSync(file, 'utf8');
  }

  /** A link could lead a write to anywhere. */
  #checkInside(file: string): void {
    if (!isInside(realpathSync(file), realpathSync(this.#folder))) throw new Error('it leads out of the workspace');
  }

  /** Writes beside the file and puts it in its place at once. */
  #write(path: string, text: string): void {
    const named = join(this.#folder, path);
    this.#checkInside(dirname(named));
    // A link stays one: what it leads to is written.
    const file = existsSync(named) ? realpathSync(named) : named;
    this.#checkInside(dirname(file));
    const beside = `${file}.${String(process.pid)}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      const handle = openSync(beside, 'wx');
      try {
        writeSync(handle, text);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      if (existsSync(file)) chmodSync(beside, statSync(file).mode & 0o777);
      renameSync(beside, file);
    } finally {
      rmSync(beside, { force: true });
    }
  }

  /** Only one at a time, among processes too: a file that only one of them can create says who it is. */
  async #locked<T>(work: () => T): Promise<T> {
    const folder = join(this.#folder, '.preflight');
    mkdirSync(folder, { recursive: true });
    this.#checkInside(folder);
    const lock = join(folder, 'signoff.lock');
    const since = Date.now();
    for (;;) {
      if (take(lock)) break;
      clearStale(lock);
      if (Date.now() - since > PATIENCE) throw new Error(`another process is writing (${lock})`);
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
    }
    try {
      return await patiently(work);
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

/** On Windows a file that somebody just reads (a virus scanner, say) cannot be replaced for a moment. */
async function patiently<T>(work: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (attempt === 10 || !isBusy(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}

const isBusy = (error: unknown): boolean => process.platform === 'win32' && /^(?:EPERM|EBUSY|EACCES)$/.test(String(codeOf(error)));

function take(lock: string): boolean {
  try {
    const handle = openSync(lock, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || isBusy(error)) return false;
    throw error;
  }
}

/** A lock whose holder died is moved away under a name of its own, so that of two who see it only one removes it. */
function clearStale(lock: string): void {
  try {
    if (Date.now() - statSync(lock).mtimeMs < LOCK_LIFE) return;
    const away = `${lock}.${String(process.pid)}.${randomBytes(4).toString('hex')}`;
    renameSync(lock, away);
    rmSync(away, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function whyNot(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'it may not be written';
  if (code === 'ENOSPC') return 'the disk is full';
  if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST') return "'.preflight' is not a folder, or a file in it is one";
  return error instanceof Error ? error.message : String(error);
}
