import { Manifest } from '../../facts/project.js';
import { type LanguageUse, TypeScriptSettings } from '../../facts/quality.js';
import { baseName, folderOf } from '../../model/document.js';
import type { Fact } from '../../model/fact.js';
import type { Scope } from '../../model/rule.js';
import type { Value } from '../../model/value.js';
import { isWithin } from './looked-at.js';

type Settings = Fact<NonNullable<(typeof TypeScriptSettings)['of']>>;

export interface Strictness {
  readonly is: 'strict' | 'loose' | 'unknown';
  /** The settings that decide. */
  readonly settings: Settings;
  /** Where it is written; undefined for a default. */
  readonly value: Value | undefined;
}

/** https://github.com/tsconfig/bases All but one switch it on. */
const STRICT_BASES =
  /^@tsconfig\/(?!svelte\b)[\w.-]+|^expo\/tsconfig\.base|^@vue\/tsconfig|^astro\/tsconfigs\/(?:strict|strictest)|^@total-typescript\/tsconfig|^gts\/tsconfig|^@sindresorhus\/tsconfig|^@vercel\/style-guide\/typescript/;
const DEEPEST = 12;

/** The settings that a folder's TypeScript is compiled with, those for tests and tools left out. */
export function settingsOf({ folder }: LanguageUse, { everywhere }: Pick<Scope, 'everywhere'>): readonly Settings[] {
  const all = everywhere(TypeScriptSettings);
  const named = all.filter(({ path }) => baseName(path) === 'tsconfig.json' && isWithin(folder, folderOf(path)));
  const own = named.toSorted((a, b) => b.path.length - a.path.length)[0] ?? below(all, folder);
  if (!own) return [];
  if (!own.gathers) return [own];
  const referred = own.references.flatMap((reference) => {
    const path = joined(folderOf(own.path), reference);
    return all.filter((each) => each.path === path || each.path === `${path}/tsconfig.json`);
  });
  const product = referred.filter(
    ({ path }) => !/(?:^|[./-])(?:node|test|tests|spec|e2e|vitest|jest|cypress|storybook|config|build|tools?)\.json$/i.test(baseName(path)),
  );
  return product.length > 0 ? product : referred;
}

/** A lone `src/tsconfig.json`, or one with another name: only when there is no doubt. */
function below(all: readonly Settings[], folder: string): Settings | undefined {
  const inside = all.filter(({ path }) => isWithin(folderOf(path), folder) && /^tsconfig\b(?!.*(?:test|spec|e2e))/.test(baseName(path)));
  return inside.length === 1 ? inside[0] : undefined;
}

/** What `strict` is after all that the settings extend; `byDefault` is what the compiler does where nobody says. */
export function strictnessOf(settings: Settings, byDefault: boolean, scope: Pick<Scope, 'everywhere'>): Strictness {
  const found = valueOf(settings, scope, 0);
  if (found === 'unseen') return { is: 'unknown', settings, value: undefined };
  // Nobody says: what all others extend is where it would be said.
  if (found === undefined) return { is: byDefault ? 'strict' : 'loose', settings: rootOf(settings, scope, 0), value: undefined };
  if (found === 'strict') return { is: 'strict', settings, value: undefined };
  const { value, at } = found;
  return { is: value.kind === 'flag' ? (value.on ? 'strict' : 'loose') : 'unknown', settings: at, value };
}

function rootOf(settings: Settings, scope: Pick<Scope, 'everywhere'>, depth: number): Settings {
  const base = settings.bases.at(-1);
  const above = base === undefined || depth > DEEPEST ? undefined : baseOf(base, settings, scope);
  return above ? rootOf(above, scope, depth + 1) : settings;
}

function valueOf(
  settings: Settings,
  { everywhere }: Pick<Scope, 'everywhere'>,
  depth: number,
): { readonly value: Value; readonly at: Settings } | 'unseen' | 'strict' | undefined {
  if (settings.strict) return { value: settings.strict, at: settings };
  // A circle, or more than anybody would write: the compiler stops, too.
  if (depth > DEEPEST) return 'unseen';
  for (const base of settings.bases.toReversed()) {
    const above = baseOf(base, settings, { everywhere });
    if (!above) return STRICT_BASES.test(base) ? 'strict' : 'unseen';
    const found = valueOf(above, { everywhere }, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A path, with or without its ending, or a file of a package of the workspace. */
function baseOf(base: string, { path }: Settings, { everywhere }: Pick<Scope, 'everywhere'>): Settings | undefined {
  const all = everywhere(TypeScriptSettings);
  const at = (candidate: string): Settings | undefined =>
    all.find((each) => each.path === candidate || each.path === `${candidate}.json` || each.path === `${candidate}/tsconfig.json`);
  if (/^\.{1,2}(?:\/|$)/.test(base)) return at(joined(folderOf(path), base));
  const [first = '', second = '', ...rest] = base.split('/');
  const [name, inner] = first.startsWith('@') ? [`${first}/${second}`, rest] : [first, [second, ...rest]];
  const folder = everywhere(Manifest).find((manifest) => manifest.ecosystem === 'javascript' && manifest.name === name);
  const settings = folder && all.find(({ uri }) => uri.startsWith(folder.uri.replace(/[^/]{0,255}$/, '')));
  if (!folder || !settings) return undefined;
  const root = settings.path.slice(0, settings.path.length - (settings.uri.length - folder.uri.replace(/[^/]{0,255}$/, '').length));
  return at(joined(root.replace(/\/$/, ''), inner.filter(Boolean).join('/') || 'tsconfig.json'));
}

/** A path relative to a folder, as a path of the workspace. */
function joined(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
