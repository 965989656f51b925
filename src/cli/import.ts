import { statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { catalogue } from '../checklist/catalogue.js';
import { type ImportedChecklist, countsOf, importChecklist } from '../checklist/markdown/import.js';
import { lineOf, matchesOf } from '../checklist/markdown/match.js';
import { withoutSecrets } from '../checklist/markdown/text.js';
import { applyEdits } from '../edits/apply.js';
import { addAt } from '../edits/settings.js';
import { NodeWorkspace } from '../host/node-workspace.js';
import { changeSettings } from '../host/settings-file.js';
import { SETTINGS_FILE, readSettings } from '../settings/settings.js';
import { EXIT, type Exit, Misuse } from './failure.js';
import type { Io } from './io.js';

export interface ImportOptions {
  readonly file: string;
  readonly dryRun?: boolean;
  readonly format: 'text' | 'json';
}

/** Names that people give to Markdown. */
const MARKDOWN = /(?:^[^.]*|\.(?:md|markdown|mdown|mkdn?|mdx|txt))$/i;

/** `preflight import`: adds a Markdown checklist to `preflight.yaml`. Nothing of it is copied: it stays where the team keeps it. */
export function importList({ file, dryRun, format }: ImportOptions, io: Io): Exit {
  const found = resolve(io.cwd, file);
  const text = textOf(found, file);
  const list = importChecklist(text, basename(found));
  if (list.items.length === 0)
    throw new Misuse(`preflight: '${file}' holds no items: no boxes, no lines with a mark, no list of what is missing.`);
  const path = dryRun ? shown(io.cwd, found) : pathWithin(io.cwd, found, file);
  const added = dryRun ? 'not asked' : add(io.cwd, path);
  io.out(format === 'json' ? json(list, path, added) : `${[...words(list, path, added)].join('\n')}\n`);
  if (added === 'already') io.err(`preflight: '${path}' is imported already: nothing was changed.\n`);
  return EXIT.clean;
}

/** What became of the path in `preflight.yaml`. */
type Added = 'added' | 'already' | 'not asked';

function textOf(found: string, file: string): string {
  const status = statSync(found, { throwIfNoEntry: false });
  if (!status) throw new Misuse(`preflight: the file '${file}' does not exist.`);
  if (status.isDirectory()) throw new Misuse(`preflight: '${file}' is a directory. Name a Markdown file.`);
  if (!MARKDOWN.test(basename(found))) throw new Misuse(`preflight: '${file}' is not a Markdown file.`);
  const workspace = new NodeWorkspace({ folder: dirname(found) });
  const source = workspace.read(workspace.uriOf(basename(found)));
  if ('skipped' in source) throw new Misuse(`preflight: '${file}' cannot be read: ${source.skipped}.`);
  if (source.text.includes('\0')) throw new Misuse(`preflight: '${file}' is not a text file.`);
  return source.text;
}

const shown = (cwd: string, found: string): string => relative(cwd, found).split(sep).join('/');

function pathWithin(cwd: string, found: string, file: string): string {
  const way = relative(cwd, found);
  if (way.startsWith('..') || isAbsolute(way))
    throw new Misuse(`preflight: '${file}' lies outside of the workspace. Run the command in the folder that holds ${SETTINGS_FILE}.`);
  return shown(cwd, found);
}

function add(cwd: string, path: string): Added {
  const written = changeSettings(cwd, (text) => {
    if (importsOf(text).includes(path)) return [];
    const edits = addAt(text, ['checklist', 'import'], path);
    // What cannot be read back is not written.
    return edits && importsOf(applyEdits(text, edits)).includes(path) ? edits : undefined;
  });
  if (written.is === 'refused') throw new Misuse(`preflight: ${written.why}`);
  return written.is === 'written' ? 'added' : 'already';
}

const importsOf = (text: string): readonly string[] =>
  readSettings(text, []).settings.checklist.imports.map((path) => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''));

function json(list: ImportedChecklist, file: string, added: Added): string {
  const { items, sections, fields, roles, tally, damaged } = list;
  const body = {
    counts: countsOf(list),
    file,
    added: added === 'added',
    notImported: tally.plain,
    details: tally.details,
    checkedByMarkOnly: items
      .filter(({ checked, box }) => checked && !box)
      .map(({ line, text }) => ({ line: line + 1, text: withoutSecrets(text) })),
    sections: sections.map(({ title, path, level, declared, priority, items: own, line }) => ({
      title,
      path,
      level,
      declared: declared ?? null,
      priority: priority ?? null,
      line: line === undefined ? null : line + 1,
      items: own.flatMap((index) => {
        const item = items[index];
        if (!item) return [];
        const { form, checked, mark, text, title, description, blocking, group, parent } = item;
        return {
          line: item.line + 1,
          form,
          checked,
          mark: mark ?? null,
          text: withoutSecrets(text),
          title: withoutSecrets(title),
          description: description.map(withoutSecrets),
          blocking: blocking ?? null,
          group: group ?? null,
          parent: parent === undefined ? null : (items[parent]?.line ?? 0) + 1,
          matches: matchesOf(lineOf(list, index), catalogue)
            .slice(0, 3)
            .map(({ item: { id }, score }) => ({ item: id, score: Math.round(score * 100) / 100 })),
        };
      }),
    })),
    fields: fields.map(({ line, value, ...field }) => ({ ...field, value: withoutSecrets(value), line: line + 1 })),
    signoff: roles.map(({ line, ...role }) => ({ ...role, line: line + 1 })),
    repaired: damaged.map(({ seen, meant }) => ({ seen, meant })),
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}

const plural = (count: number, one: string): string => `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'}`;

function* words(list: ImportedChecklist, path: string, added: Added): Iterable<string> {
  const { sections, items, checked, unchecked, done, failed, warning, repaired } = countsOf(list);
  yield `${path}: ${plural(items, 'item')} in ${plural(sections, 'section')}, ${checked.toLocaleString('en-US')} checked, ${unchecked.toLocaleString('en-US')} unchecked`;
  if (done + failed + warning > 0)
    yield `  marks: ${done.toLocaleString('en-US')} done, ${failed.toLocaleString('en-US')} failed, ${warning.toLocaleString('en-US')} warning`;
  if (list.tally.byMarkOnly > 0) {
    const lines = list.items.filter((item) => item.checked && !item.box).map(({ line }) => line + 1);
    yield `  ${list.tally.byMarkOnly.toLocaleString('en-US')} of the checked have a mark and no box, so look at them: ${list.tally.byMarkOnly === 1 ? 'line' : 'lines'} ${ranges(lines)}`;
  }
  if (list.tally.plain > 0) yield `  ${plural(list.tally.plain, 'plain list item')} not imported`;
  if (repaired > 0) yield `  ${plural(repaired, 'damaged place')} read as meant; the file is as it was`;
  if (added === 'added') yield `Added to checklist.import of ${SETTINGS_FILE}.`;
  if (added === 'not asked') yield `Nothing was written.`;
}

/** Lines as people name them: 3 to 5, 9. */
function ranges(lines: readonly number[]): string {
  const parts: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last?.to === line - 1) last.to = line;
    else parts.push({ from: line, to: line });
  }
  const named = parts.slice(0, 12).map(({ from, to }) => (from === to ? String(from) : `${String(from)}-${String(to)}`));
  return `${named.join(', ')}${parts.length > 12 ? ', …' : ''}`;
}
