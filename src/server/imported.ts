import type { Connection } from 'vscode-languageserver';
import { catalogue } from '../checklist/catalogue.js';
import { linkOf } from '../checklist/markdown/claims.js';
import type { ImportedItem } from '../checklist/markdown/import.js';
import { countsOf } from '../checklist/markdown/import.js';
import { type Match, lineOf, matchesOf } from '../checklist/markdown/match.js';
import { normalised } from '../checklist/markdown/text.js';
import { tick } from '../checklist/markdown/tick.js';
import { applyEdits } from '../edits/apply.js';
import { addAt, removeAt } from '../edits/settings.js';
import type { ImportedFile } from '../engine/lists.js';
import type { TextEdit } from '../model/finding.js';
import { baseName } from '../model/document.js';
import { LineIndex } from '../model/lines.js';
import type * as protocol from '../protocol.js';
import { readSettings } from '../settings/settings.js';
import { locationOf, rangeOf } from './convert.js';
import type { Folder } from './folder.js';

/** The team's own checklists of a folder, as the view shows them. */
export function importedOf(folder: Folder): readonly protocol.ImportedList[] {
  const { links } = folder.session.settings.checklist;
  return [...folder.lists.claims(folder.assessment())].map(([file, claims]) => {
    const { list, path, text } = file;
    const { items, checked } = countsOf(list);
    const lines = new LineIndex(text);
    const said = new Map(
      claims.map((claim) => [claim.index, claim.is === 'contradicted' ? ('contradicted' as const) : ('supported' as const)]),
    );
    const matches = matchesIn(file);
    const itemOf = (index: number): readonly protocol.ImportedItem[] => {
      const item = list.items[index];
      if (!item) return [];
      const location = locationOf({ uri: folder.clientUri(file.uri), span: item.words }, () => lines);
      const linked = linkOf(links, path, item) ?? undefined;
      return [
        {
          text: item.text,
          state: stateOf(item),
          location,
          claim: said.get(index),
          matches: withLinked(matches[index] ?? [], linked),
          linked,
        },
      ];
    };
    return {
      file: folder.clientUri(file.uri),
      title: baseName(path),
      counts: { items, checked },
      sections: list.sections.map(({ title, line, items: own }) => {
        const start = lines.starts[line ?? 0] ?? 0;
        return {
          title,
          location: locationOf({ uri: folder.clientUri(file.uri), span: { start, end: start } }, () => lines),
          items: own.flatMap(itemOf),
        };
      }),
    };
  });
}

function stateOf({ box, checked, mark }: ImportedItem): protocol.ImportedItem['state'] {
  if (box) return checked ? 'checked' : 'unchecked';
  return mark ?? 'open';
}

const known = new WeakMap<ImportedFile, readonly (readonly protocol.ImportedItem['matches'][number][])[]>();

/** Below this, a match tells a person nothing. */
const FAINT = 0.2;
const MOST = 3;

/** What each line may speak of; a text is looked at once. */
function matchesIn(file: ImportedFile): readonly (readonly protocol.ImportedItem['matches'][number][])[] {
  let matches = known.get(file);
  if (!matches) {
    const shown = ({ item: { id, title }, score }: Match): protocol.ImportedItem['matches'][number] => ({ item: id, title, score });
    matches = file.list.items.map((_, index) =>
      matchesOf(lineOf(file.list, index), catalogue)
        .filter(({ score }) => score >= FAINT)
        .slice(0, MOST)
        .map(shown),
    );
    known.set(file, matches);
  }
  return matches;
}

/** A linked item is always among them, for its title. */
function withLinked(matches: protocol.ImportedItem['matches'], linked: string | undefined): protocol.ImportedItem['matches'] {
  if (linked === undefined || matches.some(({ item }) => item === linked)) return matches;
  const item = catalogue.flatMap((section) => section.items).find(({ id }) => id === linked);
  return item ? [...matches, { item: item.id, title: item.title, score: 1 }] : matches;
}

const MOVED: protocol.Written = { is: 'refused', why: 'The line is not where it was: nothing was written. Try again.' };

/** Ticks or unticks a line: the editor changes one character, or one mark, and can undo it. */
export async function tickImported(folder: Folder, connection: Connection, params: protocol.TickImportedParams): Promise<protocol.Written> {
  const found = itemAt(folder, params.location);
  if (!found) return MOVED;
  const { file, item } = found;
  if (item.checked === params.checked) return { is: 'written' };
  const edit = tick(file.text, file.list, item, params.checked);
  if (!edit) return { is: 'refused', why: 'This line has neither a box nor a mark. Write a box in front of it: [ ].' };
  const lines = new LineIndex(file.text);
  const changes = { [folder.clientUri(file.uri)]: [{ range: rangeOf(lines, edit.span), newText: edit.text }] };
  const { applied } = await connection.workspace.applyEdit({ label: params.checked ? 'Tick' : 'Untick', edit: { changes } });
  return applied ? { is: 'written' } : MOVED;
}

/** Keeps in `preflight.yaml` which item a line speaks of. */
export function linkImported(folder: Folder, { location, item: id }: protocol.LinkImportedParams): Promise<protocol.Written> {
  const found = itemAt(folder, location);
  if (!found) return Promise.resolve(MOVED);
  const { file, item } = found;
  const words = normalised(item.text);
  const path = ['checklist', 'links'];
  const written = folder.changeChecklistSettings((text) => {
    const without = removeAt(
      text,
      path,
      (entry) => isOf(entry.get('file')?.text, file.path) && normalised(entry.get('line')?.text ?? '') === words,
    );
    if (!without) return undefined;
    const cleaned = applyEdits(text, without);
    const added = id === undefined ? [] : addAt(cleaned, path, { file: file.path, line: item.text, item: id });
    if (!added) return undefined;
    const after = applyEdits(cleaned, added);
    const { links } = readSettings(after, []).settings.checklist;
    // What cannot be read back as it is meant is not written.
    return linkOf(links, file.path, item) === id ? whole(text, after) : undefined;
  });
  return Promise.resolve(written.is === 'refused' ? written : { is: 'written' });
}

const isOf = (written: string | undefined, path: string): boolean => written?.replace(/^(?:\.\/)+/, '') === path;

const whole = (text: string, after: string): readonly TextEdit[] =>
  text === after ? [] : [{ span: { start: 0, end: text.length }, text: after }];

function itemAt(
  folder: Folder,
  { uri, range }: protocol.Location,
): { readonly file: ImportedFile; readonly item: ImportedItem } | undefined {
  const own = folder.ownUri(uri);
  const file = folder.lists.files().find((candidate) => candidate.uri === own);
  if (!file) return undefined;
  const start = new LineIndex(file.text).offsetOf(range.start);
  const item = file.list.items.find(({ words }) => words.start === start);
  return item && { file, item };
}
