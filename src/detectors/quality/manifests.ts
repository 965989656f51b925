import { folderOf } from '../../model/document.js';
import { toolFor } from '../../model/quality-tools.js';
import { isOn } from '../../model/value.js';
import { commandsOf } from '../../syntax/command-line.js';
import { detector } from '../detector.js';
import { elementsOf } from '../manifests/java.js';
import { tool } from './config-files.js';

const SECTIONS: readonly (readonly [section: string, name: string])[] = [
  ['pylint', 'pylint'],
  ['flake8', 'flake8'],
  ['pylama', 'pylama'],
  ['prospector', 'prospector'],
  ['black', 'black'],
  ['yapf', 'yapf'],
  ['autopep8', 'autopep8'],
  ['mypy', 'mypy'],
  ['pyright', 'pyright'],
  ['basedpyright', 'basedpyright'],
  ['pytype', 'pytype'],
  ['pyrefly', 'pyrefly'],
  ['ty', 'ty'],
];

/** Tools that have a section in `pyproject.toml`, and those that are only installed with it. */
export const pyprojectTools = detector({
  framework: 'settings of Python tools',
  format: 'toml',
  files: /(?:^|\/)pyproject\.toml$/,

  *facts({ root, document: { path } }) {
    const folder = folderOf(path);
    const tools = root.get('tool');
    const ruff = tools?.entry('ruff');
    if (ruff) {
      yield* tool(ruff.keySpan, 'ruff', folder, { only: ['lint'] });
      const format = ruff.node.entry('format');
      if (format) yield* tool(format.keySpan, 'ruff', folder, { only: ['format'] });
    }
    for (const [section, name] of SECTIONS) {
      const entry = tools?.entry(section);
      if (!entry || entry.node.get('typeCheckingMode')?.text === 'off' || isOn(entry.node.option('ignore_errors'))) continue;
      yield* tool(entry.keySpan, name, folder);
    }
  },
});

/** What `package.json` sets up itself, or names in its scripts. Tools without settings of their own are only installed. */
export const packageJsonTools = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)package\.json$/,

  *facts({ root, document: { path } }) {
    const folder = folderOf(path);
    for (const [key, name] of [
      ['eslintConfig', 'eslint'],
      ['prettier', 'prettier'],
      ['xo', 'xo'],
      ['standard', 'standard'],
      ['semistandard', 'semistandard'],
    ] as const) {
      const entry = root.entry(key);
      if (entry) yield* tool(entry.keySpan, name, folder);
    }
    for (const { node, span } of root.get('scripts')?.entries ?? []) {
      for (const words of commandsOf(node.text ?? '', 0)) {
        const called = words.map(({ text }) => text ?? '').filter((word) => !RUNNERS.has(word));
        const [name = '', next = ''] = called;
        // These need no settings; others without any would only fail.
        if (name === 'biome')
          yield* tool(span, name, folder, next === 'lint' ? { only: ['lint'] } : next === 'format' ? { only: ['format'] } : {});
        else if (
          NEEDS_NO_SETTINGS.has(name) &&
          (name !== 'prettier' || called.some((word) => /\*|^\.{0,2}[\w/-]{0,80}$|^\.$/.test(word) && word !== name))
        )
          yield* tool(span, name, folder);
        else if (name === 'tsc' && called.includes('--noEmit')) yield* tool(span, name, folder);
      }
    }
  },
});

const RUNNERS = new Set([
  'npx',
  'pnpm',
  'yarn',
  'bunx',
  'bun',
  'exec',
  'run',
  'dlx',
  '-y',
  '--yes',
  '--no-install',
  '--bun',
  'cross-env',
  'dotenv',
  '--',
]);
const NEEDS_NO_SETTINGS = new Set([
  'prettier',
  'standard',
  'semistandard',
  'xo',
  'oxlint',
  'oxfmt',
  'dprint',
  'vue-tsc',
  'svelte-check',
  'ultracite',
]);

const PLUGINS: readonly (readonly [RegExp, string])[] = [
  [/^maven-checkstyle-plugin$/, 'checkstyle'],
  [/^(?:spotbugs|findbugs)-maven-plugin$/, 'spotbugs'],
  [/^maven-pmd-plugin$/, 'pmd'],
  [/^error_prone_core$/, 'errorprone'],
  [/^sonar-maven-plugin$/, 'sonar'],
  [/^qodana/, 'qodana'],
  [/^spotless-maven-plugin$/, 'spotless'],
  [/^(?:fmt-maven-plugin|googleformatter-maven-plugin)$/, 'fmt-maven-plugin'],
  [/^formatter-maven-plugin$/, 'google-java-format'],
  [/^spring-javaformat-maven-plugin$/, 'spring-javaformat'],
];

export const mavenTools = detector({
  framework: 'Maven',
  format: 'text',
  files: /(?:^|\/)pom\.xml$/,
  mentions: ['<plugin>', 'error_prone_core'],

  *facts({ document: { path, text } }) {
    const folder = folderOf(path);
    for (const { element, span } of elementsOf(text)) {
      if (element.name !== 'plugin' && element.name !== 'path') continue;
      const artifact = element.texts.get('artifactId') ?? '';
      const found = PLUGINS.find(([pattern]) => pattern.test(artifact))?.[1];
      const at = text.indexOf(artifact, span.start);
      if (found !== undefined) yield* tool({ start: at, end: at + artifact.length }, found, folder);
    }
  },
});

const GRADLE_PLUGIN =
  /^[ \t]*(?:id[ (]{0,4}|apply[ \t]{1,4}plugin[ \t]{0,4}[:=][ \t]{0,4}|alias[ (]{1,4}libs\.plugins\.)?["'(]{0,3}(checkstyle|pmd|com\.github\.spotbugs|spotbugs|net\.ltgt\.errorprone|errorprone|org\.sonarqube|com\.diffplug\.spotless|spotless|io\.spring\.javaformat|com\.github\.sherter\.google-java-format)\b["')]{0,3}[ \t]{0,4}(?:version\b[^\n]{0,60}|apply[^\n]{0,40}|\{[^\n]{0,200})?\s*$/gm;
const GRADLE_NAMES: Readonly<Record<string, string>> = {
  'com.github.spotbugs': 'spotbugs',
  'net.ltgt.errorprone': 'errorprone',
  'org.sonarqube': 'sonar',
  'com.diffplug.spotless': 'spotless',
  'io.spring.javaformat': 'spring-javaformat',
  'com.github.sherter.google-java-format': 'google-java-format',
};

/** Plugins that a Gradle build, or the convention plugins in `buildSrc`, switch on. */
export const gradleTools = detector({
  framework: 'Gradle',
  format: 'text',
  files: /\.gradle(?:\.kts)?$/,
  mentions: /checkstyle|pmd|spotbugs|errorprone|sonarqube|spotless|javaformat|google-java-format/,

  *facts({ document: { path, text } }) {
    const folder = folderOf(path).replace(/(?:^|\/)(?:buildSrc|build-logic|gradle)(?:\/.*)?$/, '');
    const seen = new Set<string>();
    for (const match of text.matchAll(GRADLE_PLUGIN)) {
      const [all, id = ''] = match;
      const name = GRADLE_NAMES[id] ?? id;
      if (seen.has(name) || toolFor(name) === undefined || /^[ \t]*\/\//.test(all)) continue;
      seen.add(name);
      const start = match.index + all.indexOf(id);
      yield* tool({ start, end: start + id.length }, name, folder);
    }
  },
});

/** What is installed and set up nowhere: somebody may well run it. */
const INSTALLED =
  /^(?:ruff|flake8|pylint|black|yapf|mypy|pyright|basedpyright|ty|pyre-check|pytype|eslint|oxlint|prettier|@biomejs\/biome|xo|standard|golangci-lint)$/;

export const installedTools = detector({
  framework: 'quality tools as dependencies',
  format: 'text',
  files:
    /(?:^|\/)(?:package\.json|pyproject\.toml|Pipfile|setup\.(?:py|cfg)|[\w.-]{0,60}requirements[\w.-]{0,60}\.(?:txt|in)|requirements\/[\w.-]{1,60}\.(?:txt|in))$/,
  mentions: /ruff|flake8|pylint|black|yapf|mypy|pyright|pyre-check|pytype|\bty\b|eslint|oxlint|prettier|biome|\bxo\b|standard/,

  *facts({ document: { path, text } }) {
    const folder = folderOf(path).replace(/(?:^|\/)(?:requirements|reqs)$/, '');
    const seen = new Set<string>();
    for (const match of text.matchAll(
      /(?:^|["' \t])(@?[a-z][\w/-]{1,40})(?=["']|[ \t]*(?:(?:\[[\w, -]{1,60}\])[ \t]*)?(?:[=<>~!,;]|\r?$))/gm,
    )) {
      const [all, name = ''] = match;
      const known = name === '@biomejs/biome' ? 'biome' : name;
      if (!INSTALLED.test(name) || seen.has(known)) continue;
      seen.add(known);
      const start = match.index + all.length - name.length;
      yield* tool({ start, end: start + name.length }, known, folder, { installed: true });
    }
  },
});

const HOOKS: readonly (readonly [RegExp, string, ('lint' | 'format' | 'types')[]])[] = [
  [/^ruff-format$/, 'ruff', ['format']],
  [/^ruff(?:-check)?$/, 'ruff', ['lint']],
  [/^flake8$/, 'flake8', ['lint']],
  [/^pylint$/, 'pylint', ['lint']],
  [/^black(?:-jupyter)?$/, 'black', ['format']],
  [/^yapf$/, 'yapf', ['format']],
  [/^autopep8$/, 'autopep8', ['format']],
  [/^mypy$/, 'mypy', ['types']],
  [/^(?:based)?pyright$/, 'pyright', ['types']],
  [/^(?:ty|ty-check)$/, 'ty', ['types']],
  [/^eslint$/, 'eslint', ['lint']],
  [/^oxlint$/, 'oxlint', ['lint']],
  [/^prettier$/, 'prettier', ['format']],
  [/^biome-(?:check|ci)$/, 'biome', ['lint', 'format']],
  [/^biome-format$/, 'biome', ['format']],
  [/^biome-lint$/, 'biome', ['lint']],
  [/^golangci-lint(?:-full|-mod|-repo-mod)?$/, 'golangci-lint', ['lint']],
  [/^golangci-lint-fmt$/, 'golangci-lint', ['format']],
  [/^(?:go-)?(?:fmt|gofmt)(?:-repo)?$/, 'gofmt', ['format']],
  [/^go-imports(?:-repo)?$/, 'goimports', ['format']],
  [/^go-vet(?:-mod|-pkg|-repo-mod)?$/, 'go vet', ['lint']],
  [/^(?:go-)?staticcheck/, 'staticcheck', ['lint']],
  [/^(?:pretty-format-java|google-java-format)$/, 'google-java-format', ['format']],
  [/^checkstyle$/, 'checkstyle', ['lint']],
];

/** https://pre-commit.com/#pre-commit-configyaml---repos A local hook is told by what it starts. */
export const preCommitTools = detector({
  framework: 'pre-commit',
  format: 'yaml',
  files: /(?:^|\/)\.pre-commit-config\.ya?ml$/,

  *facts({ root, document: { path } }) {
    const folder = folderOf(path);
    for (const repo of root.get('repos')?.items ?? [])
      for (const hook of repo.get('hooks')?.items ?? []) {
        const id = hook.entry('id');
        if (!id || hook.get('stages')?.items.every(({ text }) => text === 'manual')) continue;
        const entry = hook.get('entry')?.text;
        const started = entry === undefined ? undefined : HOOKS.find(([pattern]) => pattern.test(commandName(entry)));
        const [, name, only] = started ?? HOOKS.find(([pattern]) => pattern.test(id.node.text ?? '')) ?? [];
        if (name !== undefined && only) for (const task of only) yield* tool(id.node.span, name, folder, { only: [task] });
      }
  },
});

/** `uv run ruff check --fix` → `ruff-check`, as the hook of the same name is called. */
function commandName(entry: string): string {
  const words = (commandsOf(entry, 0)[0] ?? []).map(({ text }) => text ?? '');
  const at = words.findIndex(
    (word) => !/^(?:uv|poetry|pdm|hatch|pipenv|run|npx|pnpm|yarn|bunx|exec|python3?|-m|bash|sh|-c|--.{0,60})$/.test(word),
  );
  const [name = '', next = ''] = at < 0 ? [] : words.slice(at);
  return /^(?:ruff|biome|ty|go)$/.test(name) && /^[a-z]+$/.test(next) ? `${name}-${next}` : name;
}
