import type { EnvRead } from '../../facts/configuration.js';
import { EnvDocumentation, EnvTemplate } from '../../facts/configuration.js';
import type { Document } from '../../model/document.js';
import type { Fact } from '../../model/fact.js';
import { oncePer } from '../../model/once.js';
import type { Scope } from '../../model/rule.js';

export type Read = Fact<NonNullable<(typeof EnvRead)['of']>>;
export type Template = Fact<NonNullable<(typeof EnvTemplate)['of']>>;

/** What names variables for people. */
export const DOCUMENTED = [EnvTemplate, EnvDocumentation] as const;

type Documentation = Fact<NonNullable<(typeof EnvDocumentation)['of']>>;

/** Each variable once, where it is read first. */
export const distinct = (reads: readonly Read[]): readonly Read[] => [...firstReads(reads).values()];

/** Where each variable is read first, by its name. */
export const firstReads = oncePer((reads: readonly Read[]): ReadonlyMap<string, Read> => firstBy(reads, ({ name }) => [name]));

function firstBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const item of items) for (const key of keysOf(item)) if (!first.has(key)) first.set(key, item);
  return first;
}

const commonLength = (a: string, b: string): number => {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return i;
};

/** The template that a variable read in a document would be listed in: the one that stands nearest, in its folder or above. */
export function templateFor({ everywhere }: Pick<Scope, 'everywhere'>, { path }: Pick<Document, 'path'>): Template | undefined {
  const above = everywhere(EnvTemplate).filter((template) => path.startsWith(standsFor(template.path)));
  return [...above].sort((a, b) => standsFor(b.path).length - standsFor(a.path).length || plainness(a.path) - plainness(b.path))[0];
}

/** The folder that a template speaks for, with its last `/`: one in a folder of its own speaks for the folder above. */
const standsFor = (path: string): string =>
  path
    .replace(/[^/]{1,255}$/, '')
    .replace(/(?:^|(?<=\/))(?:\.?docker|config|conf|env|envs|deploy|deployment|compose|examples?|\.?envs)\/$/i, '');

const plainness = (path: string): number => {
  const name = path.split('/').at(-1) ?? path;
  return /^\.env\.(?:example|sample|template|dist)$/i.test(name) ? 0 : name.length;
};

const listed = oncePer((templates: readonly Template[]) =>
  firstBy(templates, ({ entries }) => entries.map(({ name }) => name.toUpperCase())),
);
const told = oncePer((documents: readonly Documentation[]) => firstBy(documents, ({ names }) => names));

/** Whether a variable is named for people anywhere. */
export const isNamed = ({ everywhere }: Pick<Scope, 'everywhere'>, name: string): Template | Documentation | undefined =>
  listed(everywhere(EnvTemplate)).get(name.toUpperCase()) ?? told(everywhere(EnvDocumentation)).get(name);

/** Where a new variable goes: behind the last one that begins like it, else at the end. */
export function placeIn({ entries, end, closed, lineBreak }: Template, name: string): { readonly at: number; readonly text: string } {
  const first = name.split('_')[0] ?? name;
  const kin = entries.filter((entry) => entry.name.split('_')[0] === first);
  const nearest = [...kin].sort((a, b) => commonLength(b.name, name) - commonLength(a.name, name) || b.after - a.after)[0];
  const last = nearest && kin.filter((entry) => commonLength(entry.name, name) === commonLength(nearest.name, name)).at(-1);
  const at = last?.after ?? end;
  const open = at === end && !closed;
  return { at, text: open ? `${lineBreak}${name}=` : `${name}=${lineBreak}` };
}
