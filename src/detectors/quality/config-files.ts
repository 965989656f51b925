import type { Ecosystem } from '../../facts/project.js';
import { QualityTool, type QualityTask } from '../../facts/quality.js';
import { baseName, folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { toolFor } from '../../model/quality-tools.js';
import { isOff, texts } from '../../model/value.js';
import { iniSections } from '../../syntax/ini.js';
import { detector } from '../detector.js';

const TASKS: readonly QualityTask[] = ['lint', 'format', 'types'];

/** All that a tool does, or only some of it, in the folder. */
export function* tool(
  span: Span,
  name: string,
  folder: string,
  { only = TASKS, installed = false }: { readonly only?: readonly QualityTask[]; readonly installed?: boolean } = {},
): Iterable<FactDraft> {
  const does = toolFor(name);
  for (const task of only) {
    const ecosystems: readonly Ecosystem[] | undefined = does?.[task];
    if (ecosystems) yield QualityTool({ span }, { task, tool: name, ecosystems, folder }, installed ? 'likely' : 'sure');
  }
}

/** Settings in files of their own: what stands in them is the tool's business, that they are there says that it is used. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/^\.?flake8$/, 'flake8'],
  [/^\.?pylintrc(?:\.toml)?$/, 'pylint'],
  [/^\.style\.yapf$/, 'yapf'],
  [/^\.?mypy\.ini$/, 'mypy'],
  [/^(?:\.pyre_configuration)$/, 'pyre'],
  [/^ty\.toml$/, 'ty'],
  [/^pyrefly\.toml$/, 'pyrefly'],
  [/^eslint\.config\.(?:[cm]?[jt]s)$|^\.eslintrc(?:\.(?:[cm]?js|json|ya?ml))?$/, 'eslint'],
  [/^\.?oxlintrc\.jsonc?$|^oxlint\.config\.\w+$/, 'oxlint'],
  [/^\.jshintrc$/, 'jshint'],
  [/^tslint\.(?:json|ya?ml)$/, 'tslint'],
  [/^\.prettierrc(?:\.(?:[cm]?[jt]s|json5?|ya?ml|toml))?$|^prettier\.config\.[cm]?[jt]s$/, 'prettier'],
  [/^\.?dprint\.jsonc?$/, 'dprint'],
  [/^\.oxfmtrc\.jsonc?$/, 'oxfmt'],
  [/^staticcheck\.conf$/, 'staticcheck'],
  [/^\.?revive\.toml$/, 'revive'],
];

/** `config/checkstyle/checkstyle.xml` is where Gradle's plugin looks; elsewhere a build names it. */
const PATHS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)config\/checkstyle\/checkstyle\.xml$/, 'checkstyle'],
  [/(?:^|\/)config\/pmd\/[\w.-]{1,60}\.xml$/, 'pmd'],
];

/** `.config/eslint.config.js`, `config/ruff.toml` serve the folder above. */
export const servedFolder = (path: string): string =>
  folderOf(path).replace(/(?:^|\/)(?:\.config|configs?|\.github|\.vscode)(?:\/[\w-]+)?$/, '');

export const qualityConfigFiles = detector({
  framework: 'settings of quality tools',
  format: 'text',
  files:
    /(?:^|\/)(?:\.?flake8|\.?pylintrc(?:\.toml)?|\.style\.yapf|\.?mypy\.ini|\.pyre_configuration|ty\.toml|pyrefly\.toml|eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\.(?:[cm]?js|json|ya?ml))?|\.?oxlintrc\.jsonc?|oxlint\.config\.\w+|\.jshintrc|tslint\.(?:json|ya?ml)|\.prettierrc(?:\.(?:[cm]?[jt]s|json5?|ya?ml|toml))?|prettier\.config\.[cm]?[jt]s|\.?dprint\.jsonc?|\.oxfmtrc\.jsonc?|staticcheck\.conf|\.?revive\.toml|config\/checkstyle\/checkstyle\.xml|config\/pmd\/[\w.-]{1,60}\.xml)$/,

  *facts({ document: { path, text } }) {
    const name = baseName(path);
    const found = FILES.find(([pattern]) => pattern.test(name))?.[1] ?? PATHS.find(([pattern]) => pattern.test(path))?.[1];
    // An empty .prettierrc means Prettier's defaults; any other empty file sets nothing up.
    if (found === undefined || (text.trim() === '' && found !== 'prettier')) return;
    yield* tool(
      before(0),
      found,
      PATHS.some(([pattern]) => pattern.test(path)) ? folderOf(path).replace(/\/?config\/\w+$/, '') : servedFolder(path),
    );
  },
});

/** https://docs.astral.sh/ruff/configuration/ Without a section of its own, nobody knows whether Ruff also formats. */
export const ruffToml = detector({
  framework: 'Ruff',
  format: 'toml',
  files: /(?:^|\/)\.?ruff\.toml$/,

  *facts({ root, document: { path } }) {
    const folder = servedFolder(path);
    const format = root.entry('format');
    yield* tool(before(0), 'ruff', folder, { only: ['lint'] });
    if (format) yield* tool(format.keySpan, 'ruff', folder, { only: ['format'] });
  },
});

/** https://biomejs.dev/reference/configuration/ */
export const biomeJson = detector({
  framework: 'Biome',
  format: 'json',
  files: /(?:^|\/)\.?biome\.jsonc?$/,

  *facts({ root, document: { path } }) {
    const folder = servedFolder(path);
    for (const [key, task] of [
      ['linter', 'lint'],
      ['formatter', 'format'],
    ] as const)
      if (!isOff(root.option(`${key}.enabled`))) yield* tool(root.entry(key)?.keySpan ?? before(0), 'biome', folder, { only: [task] });
  },
});

export const pyrightConfig = detector({
  framework: 'Pyright',
  format: 'json',
  files: /(?:^|\/)pyrightconfig\.json$/,

  *facts({ root, document: { path } }) {
    if (root.get('typeCheckingMode')?.text === 'off') return;
    yield* tool(before(0), 'pyright', servedFolder(path));
  },
});

const GO_FORMATTERS = ['gofmt', 'gofumpt', 'goimports', 'gci', 'golines'];

/** https://golangci-lint.run/docs/configuration/file/ Formatters stand among the linters in version 1. */
function* golangci(
  at: Span,
  folder: string,
  formatters: readonly { readonly text: string; readonly span: Span }[],
  all: boolean,
): Iterable<FactDraft> {
  yield* tool(at, 'golangci-lint', folder, { only: ['lint'] });
  const named = formatters.find(({ text }) => GO_FORMATTERS.includes(text));
  if (named) yield QualityTool(named, { task: 'format', tool: named.text, ecosystems: ['go'], folder });
  else if (all) yield QualityTool({ span: at }, { task: 'format', tool: 'gofmt', ecosystems: ['go'], folder });
}

export const golangciYaml = detector({
  framework: 'golangci-lint',
  format: 'yaml',
  files: /(?:^|\/)\.golangci\.ya?ml$/,

  *facts({ root, document: { path } }) {
    const on = root.at('linters.enable-all')?.text === 'true';
    yield* golangci(
      before(0),
      servedFolder(path),
      [...texts(root.at('linters.enable')?.value), ...texts(root.at('formatters.enable')?.value)],
      on,
    );
  },
});

export const golangciToml = detector({
  framework: 'golangci-lint',
  format: 'toml',
  files: /(?:^|\/)\.golangci\.toml$/,

  *facts({ root, document: { path } }) {
    yield* golangci(
      before(0),
      servedFolder(path),
      [...texts(root.at('linters.enable')?.value), ...texts(root.at('formatters.enable')?.value)],
      false,
    );
  },
});

export const golangciJson = detector({
  framework: 'golangci-lint',
  format: 'json',
  files: /(?:^|\/)\.golangci\.json$/,

  *facts({ root, document: { path } }) {
    yield* golangci(
      before(0),
      servedFolder(path),
      [...texts(root.at('linters.enable')?.value), ...texts(root.at('formatters.enable')?.value)],
      false,
    );
  },
});

const INI_SECTIONS: readonly (readonly [RegExp, string])[] = [
  [/^flake8$/, 'flake8'],
  [/^pylint\b/i, 'pylint'],
  [/^pycodestyle$/, 'pycodestyle'],
  [/^(?:yapf|style)$/, 'yapf'],
  [/^mypy$/, 'mypy'],
  [/^pylama$/, 'pylama'],
];

/** Sections that several tools of Python share one file for. */
export const iniSettings = detector({
  framework: 'settings of Python tools',
  format: 'text',
  files: /(?:^|\/)(?:setup\.cfg|tox\.ini)$/,

  *facts({ document: { path, text } }) {
    for (const { name, span, entries } of iniSections(text)) {
      const found = INI_SECTIONS.find(([pattern]) => pattern.test(name))?.[1];
      if (found === undefined || entries.some(({ key, value }) => key === 'ignore_errors' && /^true$/i.test(value))) continue;
      yield* tool(span, found, folderOf(path));
    }
  },
});
