import type { TextEdit } from '../../model/finding.js';
import { slice } from '../../model/span.js';
import type { ImportedChecklist, ImportedItem } from './import.js';
import { damage, repair } from './mojibake.js';

/** Signs of one hand: who writes ✓ writes ✗. */
const FAMILIES: readonly Readonly<Record<'done' | 'failed', string>>[] = [
  { done: '✅', failed: '❌' },
  { done: '✔', failed: '✖' },
  { done: '✓', failed: '✗' },
  { done: '✓', failed: '✘' },
  { done: '☑', failed: '✗' },
];

/** Whether the item has something to tick: what stands under *Missing* has neither box nor mark. */
export const canTick = ({ box, sign }: ImportedItem): boolean => box !== undefined || sign !== undefined;

/**
 * The edit that ticks or unticks an item in its file: the one character between the brackets, or its mark, in the form in which the
 * file has it. Undefined when there is nothing to change.
 */
export function tick(text: string, { items }: ImportedChecklist, item: ImportedItem, checked: boolean): TextEdit | undefined {
  if (item.checked === checked) return undefined;
  if (item.box) return { span: item.box, text: checked ? tickedBox(text, items) : ' ' };
  if (!item.sign) return undefined;
  return { span: item.sign, text: signFor(text, items, slice(text, item.sign), checked ? 'done' : 'failed') };
}

/** As the file ticks its other boxes. */
function tickedBox(text: string, items: readonly ImportedItem[]): string {
  const ticked = items.flatMap(({ box, checked }) => (box && checked ? [slice(text, box)] : []));
  return ticked.length > 0 && ticked.every((character) => character === 'X') ? 'X' : 'x';
}

function signFor(text: string, items: readonly ImportedItem[], written: string, wanted: 'done' | 'failed'): string {
  const damaged = repair(written).runs.length > 0;
  const sign = repair(written).text;
  const bare = sign.replace(/\uFE0F$/, '');
  const signs = items.flatMap((item) => (item.sign && item.mark === wanted ? [item.sign] : []));
  const family = FAMILIES.find((each) => Object.values(each).includes(bare));
  const own = family?.[wanted];
  // What the file has itself counts for more than what would go with the old sign.
  const known = signs.map((span) => slice(text, span));
  const fitting = known.find((other) => own === undefined || stripped(other) === own) ?? (family === undefined ? known[0] : undefined);
  if (fitting !== undefined) return fitting;
  const fresh = own ?? (wanted === 'done' ? '✅' : '❌');
  return damaged ? damage(fresh) : `${fresh}${sign !== bare && !/[✅❌]/.test(fresh) ? '\uFE0F' : ''}`;
}

const stripped = (sign: string): string => repair(sign).text.replace(/\uFE0F$/, '');

/** What puts the encoding of a file right, run by run. */
export const repairs = ({ damaged }: ImportedChecklist): readonly TextEdit[] => damaged.map(({ span, meant }) => ({ span, text: meant }));
