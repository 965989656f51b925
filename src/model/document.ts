/** What a document is written in. JSON includes JSON with comments; `text` is everything that has no structure for us. */
export type Format =
  | 'python'
  | 'javascript'
  | 'typescript'
  | 'tsx'
  | 'go'
  | 'java'
  | 'dockerfile'
  | 'shell'
  | 'yaml'
  | 'json'
  | 'toml'
  | 'properties'
  | 'dotenv'
  | 'nginx'
  | 'text';

/**
 * What a document is for, from its path and name: code and configuration that ships, what developers run at home, what
 * tests it, and what shows others how to use it (examples, documentation).
 */
export type Role = 'production' | 'development' | 'test' | 'sample';

/** One file's text with its format, from disk or from an editor's unsaved buffer. */
export interface Document {
  readonly uri: string;
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly format: Format;
  readonly role: Role;
  /** Counts the edits of an open document; 0 for what was read from disk. */
  readonly version: number;
  readonly text: string;
  /** Whether Git holds the file: `undefined` where there is no Git, or it cannot be known. */
  readonly tracked: boolean | undefined;
}

/** The last part of a path or URI. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder of a path, `''` at the top. */
export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** A relative path from a folder of the workspace; undefined when it leads out of it. */
export function resolvePath(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
