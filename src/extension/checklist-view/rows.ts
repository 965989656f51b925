import type * as vscode from 'vscode';
import type * as protocol from '../../protocol.js';

/** A row of the tree. Ids are stable, so that a refresh keeps what is expanded and selected. */
export type Row = { readonly id: string } & (
  | { readonly is: 'folder'; readonly folder: protocol.FolderState }
  | { readonly is: 'section'; readonly folder: string; readonly section: Group; readonly searching: boolean }
  | { readonly is: 'rest'; readonly sections: readonly Row[] }
  | { readonly is: 'bundle'; readonly what: Bundle; readonly items: readonly protocol.ChecklistItem[]; readonly folder: string }
  | { readonly is: 'item'; readonly folder: string; readonly item: protocol.ChecklistItem }
  | { readonly is: 'questions'; readonly folder: string; readonly questions: readonly protocol.Question[] }
  | { readonly is: 'question'; readonly folder: string; readonly question: protocol.Question }
  | {
      readonly is: 'places';
      readonly label: string;
      readonly icon: vscode.ThemeIcon;
      readonly rows: readonly Row[];
      readonly count: number;
    }
  | PlaceRow
  | { readonly is: 'record'; readonly record: protocol.ItemRecord }
  | { readonly is: 'note'; readonly label: string; readonly icon: vscode.ThemeIcon }
  | { readonly is: 'list'; readonly folder: string; readonly list: protocol.ImportedList }
  | { readonly is: 'listSection'; readonly folder: string; readonly section: protocol.ImportedSection }
  | { readonly is: 'listItem'; readonly folder: string; readonly item: protocol.ImportedItem }
);

export interface PlaceRow {
  readonly is: 'place';
  readonly icon: vscode.ThemeIcon;
  /** What kind of place it is, for those who do not see the icon. */
  readonly words: string;
  readonly place: protocol.ChecklistPlace;
  /** Set for a finding, which can be explained and accepted. */
  readonly finding?: { readonly folder: string; readonly rule: string; readonly fingerprint: string };
}

/** Items that are shown together: those of a section, or those that a role signs for. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly progress: protocol.ChecklistSection['progress'];
  /** What is shown of it, after the filter. */
  readonly items: readonly protocol.ChecklistItem[];
}

/** Items that stand together under a collapsed node, so that the list stays short. */
export type Bundle = 'more' | 'not-applicable' | 'after';

/** The item that a command of the tree is about. */
export interface ItemTarget {
  readonly folder: string;
  readonly item: protocol.ChecklistItem;
}

/** What a menu of the tree hands to a command, as an item; undefined when it is something else. */
export const itemOf = (argument: unknown): ItemTarget | undefined => {
  const row = argument as Row | undefined;
  return row?.is === 'item' ? { folder: row.folder, item: row.item } : undefined;
};
