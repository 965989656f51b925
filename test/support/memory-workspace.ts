import { createHash } from 'node:crypto';
import type { Listed, Source, Workspace } from '../../src/engine/workspace.js';

/** A workspace that exists only in memory: files by path. */
export class MemoryWorkspace implements Workspace {
  readonly files: Map<string, string>;
  readonly uri = 'memory:///';
  readonly prefix: string = '';
  readonly #tracked: (path: string) => boolean | undefined;

  constructor(files: Readonly<Record<string, string>>, tracked: (path: string) => boolean | undefined = () => undefined) {
    this.files = new Map(Object.entries(files));
    this.#tracked = tracked;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
  async *list(): AsyncIterable<Listed> {
    for (const path of [...this.files.keys()].sort()) yield { uri: uriOf(path), path };
  }

  read(uri: string): Source {
    const text = this.files.get(pathOf(uri));
    return text === undefined ? { skipped: 'does not exist', missing: true } : { text, encoding: 'utf-8' };
  }

  tracked(uri: string): boolean | undefined {
    return this.#tracked(pathOf(uri));
  }

  digest(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }
}

export const uriOf = (path: string): string => `memory:///${path}`;
export const pathOf = (uri: string): string => uri.slice('memory:///'.length);
