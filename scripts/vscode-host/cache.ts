import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.js';

export const CACHE = path.join(root, '.vscode-test');

/**
 * A folder of the cache that is either complete or absent: filled aside, then moved into place, so that an interrupted
 * or a second run at the same time leaves nothing half done. Another stamp means that it is filled anew.
 */
export function cached(name: string, stamp: string, fill: (folder: string) => void): string {
  const folder = path.join(CACHE, name);
  if (isComplete(folder, stamp)) return folder;

  const started = Date.now();
  console.log(`Getting ${name} (kept in ${path.relative(root, CACHE)})`);
  const aside = `${folder}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  try {
    fill(aside);
    writeFileSync(path.join(aside, '.complete'), stamp);
    if (!isComplete(folder, stamp)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside, folder);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  console.log(`Got ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return folder;
}

function isComplete(folder: string, stamp: string): boolean {
  const mark = path.join(folder, '.complete');
  return existsSync(mark) && readFileSync(mark, 'utf8') === stamp;
}
