import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const left = new Set<string>();
process.once('exit', () => left.forEach(remove));

/** A new empty folder, by its real path: VS Code compares addresses as text. It goes when this process ends, if not before. */
export function temporaryFolder(name: string): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `preflight-${name}-`)));
  left.add(folder);
  return folder;
}

/** Removes a folder whose last files may still be being written: what cannot go yet is tried again when this process ends. */
export function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    left.delete(folder);
  } catch {
    left.add(folder);
  }
}

/** A copy of a project below a temporary folder, so that tests may change it. */
export interface ProjectCopy {
  readonly folder: string;
  /** What VS Code opens: the folder, or the `.code-workspace` file in it. */
  readonly opened: string;
  remove(): void;
}

/** Copies a project: a folder, or the folder of a `.code-workspace` file. The copy keeps the folder's name. */
export function copyOf(project: string): ProjectCopy {
  const parent = temporaryFolder('workspace');
  const isFile = project.endsWith('.code-workspace');
  const source = isFile ? path.dirname(project) : project;
  const folder = path.join(parent, path.basename(source));
  cpSync(source, folder, { recursive: true });
  return { folder, opened: isFile ? path.join(folder, path.basename(project)) : folder, remove: () => remove(parent) };
}
