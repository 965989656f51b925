import { applyEdits } from '../edits/apply.js';
import { putAt } from '../edits/settings.js';
import type { TextEdit } from '../model/finding.js';
import type { ChecklistSettings } from '../model/checklist.js';
import type { AnswerParams, NotApplicableParams, Written } from '../protocol.js';
import { readSettings } from '../settings/settings.js';
import type { Folder } from './folder.js';

/** Says in `preflight.yaml` that an item does not concern this workspace. */
export function markNotApplicable(folder: Folder, { item, reason }: NotApplicableParams): Promise<Written> {
  const path = ['checklist', 'items', item];
  return change(
    folder,
    (text) => putAt(text, path, { applies: false, reason }) ?? putAt(text, [...path, 'reason'], reason),
    ({ notApplicable }) => notApplicable[item] === reason,
  );
}

/** Keeps the answer of a question in `preflight.yaml`. */
export function answer(folder: Folder, { question, yes }: AnswerParams): Promise<Written> {
  const path = ['checklist', 'answers', question];
  return change(
    folder,
    (text) => putAt(text, path, yes) ?? putAt(text, [...path, 'holds'], yes),
    ({ answers }) => answers[question]?.holds === yes,
  );
}

/** What cannot be read back as it is meant is not written. */
function change(
  folder: Folder,
  edit: (text: string) => readonly TextEdit[] | undefined,
  isMeant: (settings: ChecklistSettings) => boolean,
): Promise<Written> {
  const written = folder.changeChecklistSettings((text) => {
    const edits = edit(text);
    return edits && isMeant(readSettings(applyEdits(text, edits), []).settings.checklist) ? edits : undefined;
  });
  return Promise.resolve(written.is === 'refused' ? written : { is: 'written' });
}
