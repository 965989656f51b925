import type { Role, RoleSetting } from '../model/checklist.js';
import { oncePer } from '../model/once.js';
import { signOffRoles } from './roles.js';

/**
 * Who signs: the roles that the checklist knows, as far as `preflight.yaml` does not say otherwise, and the team's own. Where the team
 * says who has to sign, nobody else has to.
 */
export const rolesFor = oncePer((settings: readonly RoleSetting[]): readonly Role[] => {
  const said = settings.some(({ required }) => required !== undefined);
  const setting = new Map(settings.map((role) => [role.id, role]));
  const builtIn = signOffRoles.map(({ id, title, item, owns, required }): Role => {
    const own = setting.get(id);
    return {
      id,
      title: own?.title ?? title,
      required: own?.required ?? (said && !own ? false : required),
      owns: own?.owns ?? owns,
      item,
    };
  });
  const known = new Set(builtIn.map(({ id }) => id));
  const others = [...setting.values()].filter(({ id }) => !known.has(id));
  return [...builtIn, ...others.map(({ id, title = id, required = false, owns = [] }): Role => ({ id, title, required, owns }))];
});
