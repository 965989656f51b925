import picomatch from 'picomatch/posix.js';
import { Heading } from '../facts/papers.js';
import { Dependency } from '../facts/project.js';
import { Signal } from '../facts/signals.js';
import type { Item, Reason, SignalEcosystem, SignalPlace, Signals } from '../model/checklist.js';
import { type Role, baseName } from '../model/document.js';
import type { Fact } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { oncePer } from '../model/once.js';
import type { Place } from '../model/span.js';
import { once } from './once.js';
import type { Surroundings } from './surroundings.js';

/** A signal always has a place. */
export interface SignalSeen extends Reason {
  readonly at: Place;
}

/** As many of one sort are enough for a person to look. */
const ENOUGH = 5;

/** What hints that something of an item is there: files, packages, words. It lifts an assisted item to a person, and proves nothing. */
export function signalsOf(item: Item, around: Surroundings): readonly SignalSeen[] {
  const { signals } = item;
  if (!signals) return [];
  // Each sort is looked for anew only when something changed that this sort is about.
  const few = (sort: keyof Signals, seen: () => Iterable<SignalSeen>): readonly SignalSeen[] =>
    signals[sort] ? once(around, `${sort} of ${item.id}`, () => [...first(seen())]) : [];
  return once(around, `signals of ${item.id}`, () => {
    const counts = rolesFor(item.id);
    return [
      ...few('files', () => filesOf(signals.files ?? [], around)),
      ...few('deps', () => packagesOf(signals.deps ?? {}, around)),
      ...few('code', () => wordsOf({ ...signals.code }, around, counts)),
      ...few('keys', () => wordsOf({ ...signals.keys }, around, counts)),
      ...few('docs', () => papersOf(signals.docs ?? [], around)),
    ];
  });
}

/** Tests show how something is tested, samples how it is explained; neither shows what ships. */
function rolesFor(item: string): ReadonlySet<Role> {
  if (/^testing\.|^performance\./.test(item)) return new Set<Role>(['production', 'development', 'test']);
  if (item.startsWith('docs.')) return new Set<Role>(['production', 'development', 'sample']);
  return new Set<Role>(['production', 'development']);
}

function* first(seen: Iterable<SignalSeen>): Iterable<SignalSeen> {
  let count = 0;
  for (const signal of seen) {
    yield signal;
    if (++count === ENOUGH) return;
  }
}

function* filesOf(globs: readonly string[], around: Surroundings): Iterable<SignalSeen> {
  if (globs.length === 0 || around.documents.length === 0) return;
  const is = matcherOf(globs);
  for (const { uri, path, lower } of namesIn(around)) if (is(path, lower)) yield { note: path, at: { uri, span: { start: 0, end: 0 } } };
}

const namesIn = (around: Surroundings): readonly { readonly uri: string; readonly path: string; readonly lower: string }[] =>
  once(around, 'names', () => around.documents.map(({ uri, path }) => ({ uri, path, lower: path.toLowerCase() })));

/**
 * A glob without a folder means the top, as the files of tools stand there. Compiled once: the catalogue's lists stay the same objects.
 * The longest plain part of a glob is looked for first: nearly every path of a workspace is asked of some hundred globs.
 */
const matcherOf = oncePer((globs: readonly string[]): ((path: string, lower: string) => boolean) => {
  const matchers = globs.map((glob) => ({ plain: plainPartOf(glob), is: picomatch(glob, { dot: true, nocase: true }) }));
  return (path, lower) => matchers.some(({ plain, is }) => lower.includes(plain) && is(path));
});

/** What stands in every path that a glob matches. */
const plainPartOf = (glob: string): string =>
  glob
    .replace(/\{[^{}]{0,400}\}|\[[^[\]]{0,100}\]|[?@+!*]\([^()]{0,400}\)/g, '*')
    .split(/\/?\*+\/?|[?!+@()[\]{}\\]/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')
    .toLowerCase();

function* packagesOf(wanted: NonNullable<Signals['deps']>, around: Surroundings): Iterable<SignalSeen> {
  const seen = new Set<string>();
  for (const [ecosystem, names] of Object.entries(wanted) as [SignalEcosystem, readonly string[]][]) {
    for (const fact of packagesIn(around).get(ecosystem) ?? []) {
      if (seen.has(fact.name) || !names.some((name) => isPackage(fact.name, name.toLowerCase()))) continue;
      seen.add(fact.name);
      yield { note: `depends on ${fact.name}`, at: { uri: fact.uri, span: fact.span } };
    }
  }
}

type Package = Fact<{ readonly ecosystem: SignalEcosystem; readonly name: string }>;

/** Each package where it is named first: many manifests name the same few. */
const packagesIn = (around: Surroundings): ReadonlyMap<SignalEcosystem, readonly Package[]> =>
  once(around, 'packages', () => {
    const first = new Map<string, Package>();
    for (const fact of around.facts(Dependency)) {
      const key = `${fact.ecosystem} ${fact.name}`;
      if (!first.has(key)) first.set(key, fact);
    }
    return groupBy(first.values(), ({ ecosystem }) => ecosystem);
  });

/** `spring-retry` of any group, `golang-jwt/jwt` of any host and version, `types-*`. */
function isPackage(name: string, wanted: string): boolean {
  if (wanted.endsWith('*')) return name.startsWith(wanted.slice(0, -1));
  const plain = name.replace(/\/v\d+$/, '');
  return plain === wanted || plain.endsWith(`/${wanted}`) || plain.endsWith(`:${wanted}`) || plain.includes(`/${wanted}/`);
}

/** What developers run at home says nothing about what is deployed. */
const DEPLOYED: ReadonlySet<SignalPlace> = new Set<SignalPlace>(['dockerfile', 'compose', 'kubernetes', 'proxy', 'terraform']);

const wordsIn = (around: Surroundings): ReadonlyMap<string, readonly Fact<{ readonly place: SignalPlace; readonly text: string }>[]> =>
  once(around, 'words', () => groupBy(around.facts(Signal), ({ place, text }) => `${place} ${text}`));

function* wordsOf(
  wanted: Readonly<Partial<Record<SignalPlace, readonly string[]>>>,
  around: Surroundings,
  counts: ReadonlySet<Role>,
): Iterable<SignalSeen> {
  for (const [place, texts] of Object.entries(wanted) as [SignalPlace, readonly string[]][]) {
    for (const text of texts) {
      const fact = wordsIn(around)
        .get(`${place} ${text}`)
        ?.find(({ uri }) => {
          const role = roles(around).get(uri);
          // A template of an environment is a sample by its name, and is what production is made from.
          if (role === undefined) return false;
          if (place === 'environment' && role === 'sample') return true;
          return counts.has(role) && (role === 'production' || !DEPLOYED.has(place));
        });
      if (fact) yield { note: text.replace(/\*$/, ''), at: { uri: fact.uri, span: fact.span } };
    }
  }
}

const roles = (around: Surroundings): ReadonlyMap<string, Role> =>
  once(around, 'roles', () => new Map(around.documents.map(({ uri, role }) => [uri, role])));

const PAPER = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt)$/i;

const papersIn = (around: Surroundings): Surroundings['documents'] =>
  once(around, 'papers', () => around.documents.filter(({ path }) => PAPER.test(path)));

/** Words in a heading, or in the name of a document: `rollback` in `docs/rolling-back.md` is not one, in `docs/rollback.md` it is. */
function* papersOf(words: readonly string[], around: Surroundings): Iterable<SignalSeen> {
  if (words.length === 0) return;
  const pattern = new RegExp(
    `(?:^|[^a-z])(?:${words.map((word) => word.toLowerCase().replace(/[-/ ]/g, '[-_/ ]?')).join('|')})(?:s|$|[^a-z])`,
    'i',
  );
  for (const { uri, path } of papersIn(around))
    if (pattern.test(baseName(path))) yield { note: path, at: { uri, span: { start: 0, end: 0 } } };
  for (const { text, uri, span, agents } of around.facts(Heading))
    if (!agents && pattern.test(text)) yield { note: text, at: { uri, span } };
}
