import * as vscode from 'vscode';

/** A row of a view as it is drawn, for those who cannot look at it: tests, and extensions that read views aloud. */
export interface DescribedRow {
  readonly label: string;
  readonly description: string;
  readonly name: string;
  readonly context: string;
  readonly icon: string | undefined;
  /** Undefined: it has no checkbox. */
  readonly checked: boolean | undefined;
  readonly children: readonly DescribedRow[];
}

/** The rows of a view, down to a depth. */
export async function describeRows<R>(provider: vscode.TreeDataProvider<R>, depth: number, parent?: R): Promise<readonly DescribedRow[]> {
  const rows = (await provider.getChildren(parent)) ?? [];
  return Promise.all(
    rows.map(async (row): Promise<DescribedRow> => {
      const { label, description, accessibilityInformation, contextValue, iconPath, checkboxState, collapsibleState } =
        await provider.getTreeItem(row);
      const state = typeof checkboxState === 'object' ? checkboxState.state : checkboxState;
      const opens = collapsibleState !== undefined && collapsibleState !== vscode.TreeItemCollapsibleState.None;
      return {
        label: typeof label === 'object' ? label.label : (label ?? ''),
        description: typeof description === 'string' ? description : '',
        name: accessibilityInformation?.label ?? '',
        context: contextValue ?? '',
        icon: iconPath instanceof vscode.ThemeIcon ? iconPath.id : undefined,
        checked: state === undefined ? undefined : state === vscode.TreeItemCheckboxState.Checked,
        children: opens && depth > 1 ? await describeRows(provider, depth - 1, row) : [],
      };
    }),
  );
}
