import { ImageStage } from '../facts/containers.js';
import { App } from '../facts/http.js';
import { Dependency, type Ecosystem, Manifest, Workspace } from '../facts/project.js';
import { Language, type LanguageUse, SourceFile, TypedLanguage } from '../facts/quality.js';
import type { Derivation } from '../model/derivation.js';
import { baseName, folderOf } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { type Place, before } from '../model/span.js';

/** Without a manifest that says so, a language is in use from so many files on; one or two are scripts that serve something else. */
const FILES_WITHOUT_MANIFEST = 5;
/** Scripts of a documentation site are no part of what ships. */
const DOCUMENTATION = /^(?:docs?|documentation)\//;
const ECOSYSTEMS: readonly Ecosystem[] = ['python', 'javascript', 'go', 'java'];
/** Where a project says most about itself, first. */
const TELLING = [
  'pyproject.toml',
  'setup.cfg',
  'setup.py',
  'Pipfile',
  'requirements.txt',
  'package.json',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
];

/**
 * A language is in use where files of it that ship stand at or below a manifest of its own; a lone script beside another
 * language's code, the settings of a tool, or a manifest that only installs tools make none.
 */
export const languages: Derivation = {
  gives: Language,
  from: [SourceFile, Manifest, Dependency, Workspace, App, ImageStage],

  *derive({ facts, pathOf, roleOf }): Iterable<FactDraft> {
    const manifests = facts(Manifest).filter(({ uri }) => roleOf(uri) === 'production');
    const [workspace] = facts(Workspace);
    const runs = new Set([...facts(App), ...facts(ImageStage)].map(({ uri }) => folderOf(pathOf(uri))));
    for (const ecosystem of ECOSYSTEMS) {
      const own = groupBy(
        manifests.filter((manifest) => manifest.ecosystem === ecosystem),
        // requirements/base.txt speaks for the folder above.
        ({ uri }) => folderOf(pathOf(uri)).replace(/(?:^|\/)(?:requirements|reqs)$/, ''),
      );
      const wanted = new Set(facts(Dependency).flatMap((each) => (each.ecosystem === ecosystem ? [plain(each.name)] : [])));
      const needed = groupBy(facts(Dependency), ({ uri }) => uri);
      const files = facts(SourceFile).filter((file) => file.ecosystem === ecosystem);
      const byFolder = groupBy(
        files.filter(({ uri }) => !DOCUMENTATION.test(pathOf(uri))),
        ({ uri }) => nearest(folderOf(pathOf(uri)), own),
      );
      const uses: LanguageUse[] = [];
      for (const [folder, list] of byFolder) {
        const found = folder === undefined ? undefined : own.get(folder)?.toSorted((a, b) => rank(pathOf(a.uri)) - rank(pathOf(b.uri)));
        if (!found && ecosystem !== 'python') continue;
        // The root of a monorepo, or what only installs tools.
        const holds = found?.some(({ uri, gathers }) => !gathers && !toolsOnly(needed.get(uri))) ?? false;
        if (!holds && list.length < FILES_WITHOUT_MANIFEST) continue;
        const at = found?.[0] ?? workspace ?? list[0];
        if (!at) continue;
        uses.push({
          folder: folder ?? '',
          at: { uri: at.uri, span: before(0) },
          files: list.length,
          serves: found?.some(({ name }) => name !== undefined && wanted.has(plain(name))) ?? false,
          typed: list.filter(({ typed }) => typed).length,
          application:
            !(found?.some(({ publishable }) => publishable) ?? false) || [...runs].some((inner) => nearest(inner, own) === folder),
        });
      }
      uses.sort((a, b) => depthOf(a.folder) - depthOf(b.folder) || (a.folder < b.folder ? -1 : 1));
      const place = topOf(uses, own, pathOf);
      if (place) yield Language(place, { ecosystem, uses });
    }
  },
};

export const typedLanguages: Derivation = {
  gives: TypedLanguage,
  from: [Language],

  *derive({ facts }): Iterable<FactDraft> {
    for (const { uri, span, ecosystem, uses } of facts(Language)) {
      const typed = ecosystem === 'javascript' ? uses.filter((use) => use.typed > 0) : uses;
      if (typed.length > 0) yield TypedLanguage({ uri, span }, { ecosystem, uses: typed });
    }
  },
};

type Manifests = ReadonlyMap<string, readonly Fact<NonNullable<(typeof Manifest)['of']>>[]>;

/** It asks for packages, and running anything needs none of them. */
const toolsOnly = (needed: readonly { readonly runtime: boolean }[] | undefined): boolean =>
  needed?.every(({ runtime }) => !runtime) ?? false;

/** Java asks for `group:artifact`, Python takes `_` for `-`. */
const plain = (name: string): string =>
  name
    .slice(name.lastIndexOf(':') + 1)
    .toLowerCase()
    .replaceAll('_', '-');

const depthOf = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
const rank = (path: string): number => {
  const at = TELLING.indexOf(baseName(path));
  return at < 0 ? TELLING.length : at;
};

/** The nearest folder at or above one that has a manifest of the language. */
function nearest(folder: string, own: Manifests): string | undefined {
  for (let at = folder; ; at = folderOf(at)) {
    if (own.has(at)) return at;
    if (at === '') return undefined;
  }
}

/** The place of the language as a whole: the root that gathers its projects, else the uppermost of them. */
function topOf(uses: readonly LanguageUse[], own: Manifests, pathOf: (uri: string) => string): Place | undefined {
  const [first] = uses;
  if (!first || uses.length === 1) return first?.at;
  const root = own.get('')?.toSorted((a, b) => rank(pathOf(a.uri)) - rank(pathOf(b.uri)))[0];
  return root ? { uri: root.uri, span: before(0) } : first.at;
}
