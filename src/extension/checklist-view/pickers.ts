import * as vscode from 'vscode';
import type * as protocol from '../../protocol.js';
import type { Filter } from './filter.js';
import type { ItemTarget } from './rows.js';
import type { ChecklistView } from './view.js';
import { STATUS_ICONS, statusWords } from './words.js';

/** Asks what the checklist is to show. */
export async function chooseFilter(view: ChecklistView): Promise<void> {
  const { filter, role } = view.shown;
  const roles = await rolesOf(view);
  type Choice = vscode.QuickPickItem & { readonly filter?: Filter; readonly role?: protocol.RoleSummary };
  const choice = (label: string, kind: Filter, of?: protocol.RoleSummary): Choice => ({
    label,
    filter: kind,
    ...(of === undefined ? {} : { role: of }),
    ...(filter === kind && role === of?.id ? { description: vscode.l10n.t('current') } : {}),
  });
  // The role that somebody called their own comes first.
  const own = roles.toSorted((a, b) => Number(b.id === view.ownRole) - Number(a.id === view.ownRole));
  const chosen = await vscode.window.showQuickPick<Choice>(
    [
      choice(vscode.l10n.t('All Items'), 'all'),
      choice(vscode.l10n.t('Open Items'), 'open'),
      choice(vscode.l10n.t('Blocking Items'), 'blocking'),
      { label: vscode.l10n.t('Mine'), kind: vscode.QuickPickItemKind.Separator },
      ...own.map((each) => choice(vscode.l10n.t('Open Items of {0}', each.title), 'role', each)),
    ],
    { title: vscode.l10n.t('Filter Checklist'), placeHolder: vscode.l10n.t('Which items?') },
  );
  if (chosen?.filter) view.filter(chosen.filter, chosen.role);
}

async function rolesOf(view: ChecklistView): Promise<readonly protocol.RoleSummary[]> {
  const lists = await Promise.all(view.folders.map(({ uri }) => view.checklistOf(uri)));
  return [...new Map(lists.flatMap((list) => list?.roles ?? []).map((role) => [role.id, role])).values()];
}

/** An input box that filters while somebody types. Enter keeps the search, Escape takes it back. */
export function searchChecklist(view: ChecklistView): void {
  const before = view.shown.search;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Search Checklist');
  input.prompt = vscode.l10n.t('Words of a title, of what has to hold, or of an id. Enter keeps the search.');
  input.value = before;
  let kept = false;
  input.onDidChangeValue((words) => {
    view.search(words);
  });
  input.onDidAccept(() => {
    kept = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!kept) view.search(before);
    input.dispose();
  });
  input.show();
}

/** Asks for an item of the checklist, of those that pass a test. */
export async function chooseItem(
  view: ChecklistView,
  title: string,
  fits: (item: protocol.ChecklistItem) => boolean,
): Promise<ItemTarget | undefined> {
  const several = view.folders.length > 1;
  const choices: (vscode.QuickPickItem & { readonly target?: ItemTarget })[] = [];
  for (const folder of view.folders)
    for (const section of (await view.checklistOf(folder.uri))?.sections ?? []) {
      const items = section.items.filter(fits);
      if (items.length === 0) continue;
      choices.push({
        label: several ? `${folder.name} · ${section.title}` : section.title,
        kind: vscode.QuickPickItemKind.Separator,
      });
      choices.push(
        ...items.map((item) => ({
          label: item.title,
          description: statusWords(item.status),
          detail: item.holds,
          iconPath: STATUS_ICONS[item.status],
          target: { folder: folder.uri, item },
        })),
      );
    }
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No item of the checklist is in that state.'));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: vscode.l10n.t('Which item?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.target;
}
