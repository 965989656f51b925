import type { CustomItem, Item, Section } from '../model/checklist.js';

/** The checklist with the team's own items, each at the end of its section. */
export function withCustom(sections: readonly Section[], custom: readonly CustomItem[]): readonly Section[] {
  if (custom.length === 0) return sections;
  const taken = new Set(sections.flatMap(({ items }) => items.map(({ id }) => id)));
  const own = custom.filter(({ id }, i) => !taken.has(id) && custom.findIndex((other) => other.id === id) === i);
  return sections.map((section) => {
    const added = own.filter((item) => item.section === section.id).map(itemOf);
    return added.length ? { ...section, items: [...section.items, ...added] } : section;
  });
}

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
