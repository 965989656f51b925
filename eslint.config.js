import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Who may import whom: the first column may import the second, and itself. `docs/ARCHITECTURE.md` says why. */
const LAYERS = {
  model: [],
  syntax: ['model'],
  facts: ['model'],
  settings: ['syntax', 'model'],
  detectors: ['syntax', 'facts', 'model', 'generated/signals.js'],
  derivations: ['facts', 'model'],
  edits: ['syntax', 'model'],
  rules: ['facts', 'edits', 'model', 'detectors/detector.js'],
  signoff: ['syntax', 'model'],
  checklist: ['signoff', 'facts', 'syntax', 'model'],
  reports: ['model'],
  engine: ['checklist', 'signoff', 'rules', 'edits', 'detectors', 'derivations', 'facts', 'settings', 'syntax', 'model', 'generated'],
  host: ['engine', 'signoff', 'edits', 'settings', 'syntax', 'model', 'generated'],
  server: [
    'host',
    'engine',
    'checklist',
    'signoff',
    'reports',
    'settings',
    'edits',
    'model',
    'syntax/grammars.js',
    'protocol.js',
    'generated',
  ],
  cli: ['host', 'engine', 'checklist', 'signoff', 'reports', 'settings', 'edits', 'model', 'syntax/grammars.js', 'generated'],
  extension: ['protocol.js', 'model', 'generated'],
};
const FOLDERS = [...Object.keys(LAYERS), 'generated'];
const PARSERS = ['@vscode/tree-sitter-wasm', 'yaml', 'jsonc-parser', 'toml-eslint-parser', 'dockerfile-ast'];
const HOSTS = new Set(['host', 'server', 'cli', 'extension']);

const boundary = (folder) => {
  const allowed = new Set([folder, ...LAYERS[folder]]);
  const patterns = FOLDERS.filter((other) => !allowed.has(other)).map((other) => {
    const only = LAYERS[folder].filter((entry) => entry.startsWith(`${other}/`));
    const except = only.length ? `(?!${only.map((entry) => entry.slice(other.length + 1).replace('.', '\\.')).join('|')})` : '';
    return { regex: `^(?:\\.\\./)+${other}/${except}`, message: `'${folder}' does not know '${other}' (see docs/ARCHITECTURE.md).` };
  });
  if (!HOSTS.has(folder)) patterns.push({ regex: '^node:', message: 'Only hosts touch the outside.' });
  if (folder !== 'extension') patterns.push({ regex: '^vscode$', message: "Only 'extension' knows VS Code." });
  if (folder !== 'syntax')
    patterns.push({ regex: `^(?:${PARSERS.join('|')})$`, allowTypeImports: true, message: "Only 'syntax' knows parsers." });
  return { files: [`src/${folder}/**/*.ts`], rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'artifacts/', 'coverage/', 'src/generated/', '.vscode-test/', 'test/projects/', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  { plugins: { regexp } },
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      // A pattern that can hang is a hole: Preflight reads hostile repositories.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-useless-assertions': 'error',
      'regexp/no-empty-alternative': 'error',
      'regexp/no-dupe-characters-character-class': 'error',
      'regexp/no-unused-capturing-group': 'error',
    },
  },
  ...Object.keys(LAYERS).map(boundary),
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts', 'scripts/**/*.mjs'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it', 'test', 'suite'], package: 'node:test' }] },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['eslint.config.js', 'scripts/**/*.mjs', 'scripts/**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-restricted-exports': 'off' },
  },
);
