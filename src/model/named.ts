/** What a text in Preflight's own files names, so that an editor can offer what there is. */
export type Naming = 'rule' | 'item' | 'section' | 'role' | 'condition' | 'target' | 'finding' | 'person' | 'now' | 'expiry';

const namings = new WeakMap<object, Naming>();

/** Says of a schema what its texts name. */
export function named<T extends object>(naming: Naming, schema: T): T {
  namings.set(schema, naming);
  return schema;
}

/** What the texts of a schema name, if anything. */
export const namingOf = (schema: object): Naming | undefined => namings.get(schema);
