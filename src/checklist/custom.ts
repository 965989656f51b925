import type { CustomItem, Item, Section } from '../model/checklist.js';
import { oncePer } from '../model/once.js';

/** The checklist with the team's own items, each at the end of its section. */
export const withCustom = (sections: readonly Section[], custom: readonly CustomItem[]): readonly Section[] =>
  custom.length > 0 ? joined(sections)(custom) : sections;

/** Once for each list of items: an item stays the same object. */
const joined = oncePer((sections: readonly Section[]) =>
  oncePer((custom: readonly CustomItem[]): readonly Section[] => {
    const taken = new Set(sections.flatMap(({ items }) => items.map(({ id }) => id)));
    const own = custom.filter(({ id }, i) => !taken.has(id) && custom.findIndex((other) => other.id === id) === i);
    return sections.map((section) => {
      const added = own.filter((item) => item.section === section.id).map(itemOf);
      return added.length ? { ...section, items: [...section.items, ...added] } : section;
    });
  }),
);

const itemOf = ({ id, title, verify, blocking }: CustomItem): Item => ({
  id,
  title,
  holds: title,
  verify,
  phase: 'before',
  blocking,
  standard: blocking ? 'blocking' : 'shown',
  applies: ['always'],
  rules: [],
});
