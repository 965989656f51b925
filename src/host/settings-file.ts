import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyEdits } from '../edits/apply.js';
import type { TextEdit } from '../model/finding.js';
import { SETTINGS_FILE } from '../settings/settings.js';
import { isInside } from './repository.js';

/** What became of a change of `preflight.yaml`. */
export type SettingsWritten = { readonly is: 'written' | 'unchanged' } | { readonly is: 'refused'; readonly why: string };

/**
 * Changes `preflight.yaml` as it is on disk, or makes it. Only what the edits name is touched. `edit` answers with undefined where the
 * file is not understood.
 */
export function changeSettings(folder: string, edit: (text: string) => readonly TextEdit[] | undefined): SettingsWritten {
  const named = join(folder, SETTINGS_FILE);
  try {
    const file = existsSync(named) ? realpathSync(named) : named;
    if (!isInside(realpathSync(dirname(file)), realpathSync(folder))) return refused('it leads out of the workspace');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const edits = edit(text);
    if (!edits) return refused('it is not understood as it stands');
    const after = applyEdits(text, edits);
    if (after === text) return { is: 'unchanged' };
    const beside = `${file}.${String(process.pid)}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      writeFileSync(beside, after, { flag: 'wx', ...(existsSync(file) ? { mode: statSync(file).mode } : {}) });
      renameSync(beside, file);
    } finally {
      rmSync(beside, { force: true });
    }
    return { is: 'written' };
  } catch (error) {
    return refused(error instanceof Error && 'code' in error ? String(error.code) : String(error));
  }
}

const refused = (why: string): SettingsWritten => ({ is: 'refused', why: `'${SETTINGS_FILE}' was not changed: ${why}.` });
