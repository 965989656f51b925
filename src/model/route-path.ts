/** `{id}`, `<int:id>`, `:id`, `[id]`, `*`, `(?P<id>…)`. */
const PARAMETER = /[{<[*$(^]|^:/;
/** What takes the rest of a path: `{path:path}`, `*`, `**`, `[...slug]`, `:path*`, `/*any`. */
const REST = /^\*|\*$|\*\*|:path[}>]|^\[\[?\.{3}|\{\*|\{[^}]{0,60}\.{3}\}|\.[*+]/;

const partsOf = (path: string): readonly string[] => path.split('/').filter(Boolean);

/**
 * Whether a route serves a path that somebody asks for. A slash at the end makes no difference: frameworks redirect there.
 * `perhaps` where the beginning of the route's path is not known and the rest fits.
 */
export function serves(route: string, asked: string): boolean | 'perhaps' {
  const open = route.startsWith('…');
  const own = partsOf(open ? route.slice(1) : route);
  const wanted = partsOf(asked);
  if (!open) return fits(own, wanted);
  for (let skip = 0; skip <= wanted.length; skip += 1) if (fits(own, wanted.slice(skip))) return 'perhaps';
  return false;
}

function fits(route: readonly string[], asked: readonly string[]): boolean {
  for (const [i, part] of route.entries()) {
    if (REST.test(part)) return true;
    const wanted = asked[i];
    if (wanted === undefined || (part !== wanted && !PARAMETER.test(part))) return false;
  }
  return route.length === asked.length;
}
