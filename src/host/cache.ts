import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Analysis } from '../engine/detect.js';
import type { Memory } from '../engine/session.js';

/**
 * Analyses of one workspace on disk, read at once and written at once. `stamp` says what made them: another version
 * forgets them all. Facts hold no secret's text, so none is written. A file that cannot be read is as good as none.
 */
export class Cache implements Memory {
  readonly #file: string;
  readonly #folder: string;
  readonly #stamp: string;
  readonly #known: ReadonlyMap<string, Analysis>;
  readonly #used = new Map<string, Analysis>();
  #fresh = 0;

  constructor(folder: string, workspace: string, stamp: string) {
    this.#folder = folder;
    this.#file = join(folder, `${createHash('sha256').update(workspace).digest('hex').slice(0, 32)}.bin`);
    this.#stamp = stamp;
    this.#known = this.#read();
  }

  get(key: string): Analysis | undefined {
    const analysis = this.#known.get(key);
    if (analysis) this.#used.set(key, analysis);
    return analysis;
  }

  set(key: string, analysis: Analysis): void {
    this.#used.set(key, analysis);
    this.#fresh += 1;
  }

  /** Writes what was used this time, if anything of it is new or gone. Never fails: a cache that cannot be kept is none. */
  save(): void {
    if (this.#fresh === 0 && this.#used.size === this.#known.size) return;
    const temporary = `${this.#file}.${String(process.pid)}`;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(temporary, serialize({ stamp: this.#stamp, analyses: this.#used }), { mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch {
      this.#forget(temporary);
    }
  }

  #forget(temporary: string): void {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // It was never there.
    }
  }

  #read(): ReadonlyMap<string, Analysis> {
    try {
      const { stamp, analyses } = deserialize(readFileSync(this.#file)) as { readonly stamp: unknown; readonly analyses: unknown };
      return stamp === this.#stamp && analyses instanceof Map ? (analyses as ReadonlyMap<string, Analysis>) : new Map();
    } catch {
      return new Map();
    }
  }
}
