import { catalogue } from '../checklist/catalogue.js';
import { signOffRoles } from '../checklist/roles.js';
import type { Vocabulary } from '../settings/settings.js';

/** All that `preflight.yaml` may name, beside rules. */
export const VOCABULARY: Vocabulary = {
  items: new Map(catalogue.flatMap(({ items }) => items.map(({ id, targets = [] }) => [id, targets.map(({ name }) => name)] as const))),
  sections: catalogue.map(({ id }) => id),
  conditions: [...new Set(catalogue.flatMap(({ items }) => items.flatMap(({ applies }) => applies)))].sort(),
  roles: signOffRoles.map(({ id }) => id),
};
