/** A file that a workspace holds, or why it is not read. */
export interface Listed {
  readonly uri: string;
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** Too large, unreadable, outside: said in the reports, never dropped in silence. */
  readonly skipped?: string;
}

/** A file's text, its byte order mark taken off. */
export type Source =
  | { readonly text: string; readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1' }
  | { readonly skipped: string; /** There is no such file. */ readonly missing?: true };

/** All that the engine sees of the outside; each host brings one. */
export interface Workspace {
  /** The folder's own address. */
  readonly uri: string;
  /** Where the folder stands within its repository, `''` at its top or where there is none: what stands above is not read. */
  readonly prefix: string;
  /** Every file that Git would not ignore, vendored and generated trees left out. */
  list(): AsyncIterable<Listed>;
  read(uri: string): Source | Promise<Source>;
  /** Whether Git holds the file; `undefined` where there is no Git, or it cannot be known. */
  tracked(uri: string): boolean | undefined;
  /** SHA-256 in hexadecimal. */
  digest(text: string): string;
}

/** Asks a long piece of work to stop; an `AbortSignal` is one. */
export interface Cancellation {
  readonly aborted: boolean;
}
