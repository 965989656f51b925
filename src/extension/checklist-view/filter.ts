import type { ChecklistItem } from '../../protocol.js';

/** What of the checklist is shown. */
export type Filter = 'all' | 'open' | 'blocking' | 'role';

export interface Shown {
  readonly filter: Filter;
  /** The role whose items are shown by the filter `role`. */
  readonly role: string | undefined;
  /** Words that an item has to hold, in lower case; empty for every item. */
  readonly search: string;
}

const OPEN: ReadonlySet<ChecklistItem['status']> = new Set<ChecklistItem['status']>(['failing', 'to-confirm', 'to-attest']);

export const isOpen = ({ status }: Pick<ChecklistItem, 'status'>): boolean => OPEN.has(status);

/** Whether an item is shown. */
export function wants(item: ChecklistItem, { filter, role, search }: Shown): boolean {
  if (search !== '' && !matches(item, search)) return false;
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return isOpen(item);
    case 'blocking':
      return isOpen(item) && item.blocking;
    case 'role':
      return isOpen(item) && item.role === role;
  }
}

/** Every word of the search stands in the item's title, statement or id. */
function matches({ id, title, holds }: ChecklistItem, search: string): boolean {
  const text = `${id} ${title} ${holds}`.toLowerCase();
  return search.split(/\s+/).every((word) => text.includes(word));
}
