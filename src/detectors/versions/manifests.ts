import { LanguageVersion } from '../../facts/versions.js';
import type { FactDraft } from '../../model/fact.js';
import type { Language } from '../../model/end-of-life.js';
import type { Document } from '../../model/document.js';
import type { Span } from '../../model/span.js';
import { type VersionRange, versionIn, versionRange } from '../../model/version-range.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';

interface Stated {
  readonly language: Language;
  readonly as: 'range' | 'pin';
  readonly by: string;
  readonly written: string;
  readonly range?: VersionRange | undefined;
}

const states = (at: { readonly span: Span }, { path }: Document, { range, written, ...rest }: Stated): FactDraft[] => {
  const version = rest.as === 'pin' ? versionIn(written) : undefined;
  return version || range ? [LanguageVersion(at, { ...rest, path, written, versions: version ? [version] : [], range })] : [];
};

const ranged = (
  node: DataNode | undefined,
  document: Document,
  language: Language,
  by: string,
  dialect: 'pep440' | 'semver',
): FactDraft[] => {
  const written = node?.text?.trim();
  if (!node || written === undefined) return [];
  return states(node, document, { language, as: 'range', by, written, range: versionRange(written, dialect) });
};

/** https://packaging.python.org/en/latest/specifications/pyproject-toml/#requires-python */
export const pythonRequirement = detector({
  framework: 'pyproject.toml',
  format: 'toml',
  files: /(?:^|\/)(?:pyproject\.toml|Pipfile)$/,
  mentions: ['python'],

  *facts({ document, root }) {
    yield* ranged(root.at('project.requires-python'), document, 'Python', 'requires-python', 'pep440');
    const poetry = root.at('tool.poetry.dependencies.python');
    yield* ranged(poetry?.kind === 'map' ? poetry.get('version') : poetry, document, 'Python', 'tool.poetry.dependencies.python', 'pep440');
    if (document.path.endsWith('Pipfile'))
      yield* ranged(
        root.at('requires.python_version') ?? root.at('requires.python_full_version'),
        document,
        'Python',
        'python_version',
        'pep440',
      );
  },
});

/** https://docs.npmjs.com/cli/configuring-npm/package-json#engines */
export const nodeRequirement = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)package\.json$/,
  mentions: ['engines', 'volta'],

  *facts({ document, root }) {
    yield* ranged(root.at('engines.node'), document, 'Node.js', 'engines.node', 'semver');
    const volta = root.at('volta.node');
    if (volta?.text !== undefined)
      yield* states(volta, document, { language: 'Node.js', as: 'pin', by: 'volta.node', written: volta.text });
  },
});

/** At least this version. https://go.dev/ref/mod#go-mod-file-go */
export const goRequirement = detector({
  framework: 'Go modules',
  format: 'text',
  files: /(?:^|\/)go\.mod$/,

  *facts({ document }) {
    const match = /^go[ \t]{1,8}(\d{1,3}(?:\.\d{1,4}){1,2})\b/m.exec(document.text);
    if (match?.[1] !== undefined)
      yield* states(placed(match, match[1]), document, {
        language: 'Go',
        as: 'range',
        by: 'go.mod',
        written: match[1],
        range: versionRange(`>=${match[1]}`, 'semver'),
      });
  },
});

const MAVEN = /<(java\.version|maven\.compiler\.(?:release|target|source)|release|jdk\.version)>\s{0,20}(?:1\.)?(\d{1,2})\s{0,20}</g;
const GRADLE =
  /\bJavaLanguageVersion\.of\(\s{0,4}["']?(\d{1,2})["']?\s{0,4}\)|\bjvmToolchain\(\s{0,4}(\d{1,2})\s{0,4}\)|\b(?:source|target)Compatibility\s{0,4}=?\s{0,4}(?:JavaVersion\.(?:VERSION_|toVersion\()["']?(?:1_)?|["']?(?:1\.)?)(\d{1,2})\b/g;

/** Classes that are compiled for a version need at least that. https://maven.apache.org/plugins/maven-compiler-plugin/compile-mojo.html#release */
export const javaRequirement = detector({
  framework: 'Java',
  format: 'text',
  files: /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/,

  *facts({ document }) {
    const maven = document.path.endsWith('pom.xml');
    let needed: { readonly number: number; readonly span: Span; readonly by: string } | undefined;
    for (const match of document.text.matchAll(maven ? MAVEN : GRADLE)) {
      const digits = (maven ? match[2] : (match[1] ?? match[2] ?? match[3])) ?? '';
      const by = maven ? (match[1] ?? 'pom.xml') : (/^\w{1,40}/.exec(match[0])?.[0] ?? 'build.gradle');
      const number = Number(digits);
      if (number >= 5 && (!needed || number > needed.number)) needed = { number, by, ...placed(match, digits) };
    }
    if (needed)
      yield* states(needed, document, {
        language: 'Java',
        as: 'range',
        by: needed.by,
        written: String(needed.number),
        range: versionRange(`>=${String(needed.number)}`, 'semver'),
      });
  },
});

const placed = (match: RegExpMatchArray, part: string): { readonly span: Span } => {
  const start = (match.index ?? 0) + match[0].lastIndexOf(part);
  return { span: { start, end: start + part.length } };
};

const NAMES: Readonly<Record<string, Language>> = {
  python: 'Python',
  node: 'Node.js',
  nodejs: 'Node.js',
  go: 'Go',
  golang: 'Go',
  java: 'Java',
};

const SINGLE: readonly (readonly [RegExp, Language])[] = [
  [/(?:^|\/)\.python-version$/, 'Python'],
  [/(?:^|\/)runtime\.txt$/, 'Python'],
  [/(?:^|\/)\.(?:nvmrc|node-version)$/, 'Node.js'],
  [/(?:^|\/)\.go-version$/, 'Go'],
  [/(?:^|\/)\.java-version$/, 'Java'],
];

/** Files that version managers read: pyenv, uv, nvm, fnm, asdf, mise. https://asdf-vm.com/manage/configuration.html#tool-versions */
export const versionFiles = detector({
  framework: 'Version files',
  format: 'text',
  files: /(?:^|\/)(?:\.(?:python|node|go|java)-version|\.nvmrc|\.tool-versions|runtime\.txt)$/,

  *facts({ document }) {
    const { path, text } = document;
    const by = path.slice(path.lastIndexOf('/') + 1);
    const language = SINGLE.find(([pattern]) => pattern.test(path))?.[1];
    const lines = [...text.slice(0, 5_000).matchAll(/^(?![ \t]{0,40}#)[ \t]{0,40}(\S[^\r\n#]{0,200})/gm)];
    if (language) {
      // Several lines are several versions at the same time.
      const [match] = lines;
      const written = match?.[1]?.trim().replace(/^python-/, '') ?? '';
      if (match && lines.length === 1) yield* states(placed(match, written), document, { language, as: 'pin', by, written });
      return;
    }
    for (const match of lines) {
      const [name = '', written = '', more] = (match[1] ?? '').trim().split(/\s+/);
      const known = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
      if (!known || more !== undefined) continue;
      // `java temurin-17.0.8+7`
      const digits = /\d{1,4}(?:\.\d{1,4}){0,2}/.exec(written)?.[0] ?? '';
      if (known === 'Java' || digits === written)
        yield* states(placed(match, digits), document, { language: known, as: 'pin', by, written: digits });
    }
  },
});

/** https://mise.jdx.dev/configuration.html */
export const mise = detector({
  framework: 'mise',
  format: 'toml',
  files: /(?:^|\/)(?:\.?mise\.toml|\.?mise\/config\.toml|\.config\/mise(?:\/config)?\.toml)$/,

  *facts({ document, root }) {
    for (const { key, node } of root.get('tools')?.entries ?? []) {
      const value = node.kind === 'map' ? node.get('version') : node;
      const language = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
      if (language && value?.text !== undefined)
        yield* states(value, document, {
          language,
          as: 'pin',
          by: document.path.slice(document.path.lastIndexOf('/') + 1),
          written: value.text,
        });
    }
  },
});
