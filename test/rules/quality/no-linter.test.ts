import { noLinter } from '../../../src/rules/quality/no-linter.js';
import { testRule } from '../rule-tester.js';

const python = { 'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n' };
const script = { 'src/orders.js': 'export const total = (orders) => orders.reduce((sum, { price }) => sum + price, 0);\n' };
const go = { 'main.go': 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n' };
const java = { 'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n' };
const manifest = '[project]\nname = "shop"\n';
const packageJson = '{ "name": "shop", "private": true }\n';
const pom = '<project>\n<artifactId>shop</artifactId>\n<build><plugins></plugins></build>\n</project>\n';

testRule(noLinter, {
  reports: [
    {
      name: 'a Python project without one',
      files: { 'pyproject.toml': `«»${manifest}`, ...python },
      says: 'for the Python file here',
      fix: "Add '[tool.ruff.lint]' to 'pyproject.toml'",
      fixed: `${manifest}\n[tool.ruff.lint]\nselect = ["E4", "E7", "E9", "F", "B"]\n`,
    },
    { name: 'a formatter alone', files: { 'pyproject.toml': `«»${manifest}\n[tool.black]\nline-length = 100\n`, ...python } },
    { name: 'a JavaScript project without one', files: { 'package.json': `«»${packageJson}`, ...script }, says: 'JavaScript' },
    {
      name: 'TypeScript by its own name, and how many files there are',
      files: {
        'package.json': `«»${packageJson}`,
        'src/a.ts': 'export const a: number = 1;\n',
        'src/b.tsx': 'export const b: number = 2;\n',
      },
      says: 'for the 2 TypeScript files here',
    },
    { name: 'a Go module without one', files: { 'go.mod': '«»module example.com/shop\n\ngo 1.24\n', ...go }, fix: "Add '.golangci.yml'" },
    { name: 'a Maven project without one', files: { 'pom.xml': `«»${pom}`, ...java }, fixed: null },
    {
      name: 'a language beside another that has one',
      files: {
        'backend/pyproject.toml': `${manifest}\n[tool.ruff]\nline-length = 100\n`,
        'backend/shop/orders.py': python['shop/orders.py'],
        'frontend/package.json': `«»${packageJson}`,
        'frontend/src/orders.js': script['src/orders.js'],
      },
    },
    {
      name: 'the larger of two projects that the other one says nothing of',
      files: {
        'a/pyproject.toml': `${manifest}\n[tool.ruff]\nline-length = 100\n`,
        'a/shop/orders.py': python['shop/orders.py'],
        'b/pyproject.toml': `«»${manifest}`,
        'b/shop/orders.py': python['shop/orders.py'],
        'b/shop/users.py': python['shop/orders.py'],
      },
      says: "not at the 2 files in 'b'",
    },
    { name: 'settings of a linter that are empty', files: { 'pyproject.toml': `«»${manifest}`, '.flake8': '\n', ...python } },
  ],
  accepts: [
    { name: 'Ruff in pyproject.toml', files: { 'pyproject.toml': `${manifest}\n[tool.ruff]\nline-length = 100\n`, ...python } },
    { name: 'ruff.toml', files: { 'pyproject.toml': manifest, 'ruff.toml': 'line-length = 100\n', ...python } },
    { name: 'a section of setup.cfg', files: { 'pyproject.toml': manifest, 'setup.cfg': '[flake8]\nmax-line-length = 100\n', ...python } },
    { name: 'a section of tox.ini', files: { 'pyproject.toml': manifest, 'tox.ini': '[flake8]\nignore = E501\n', ...python } },
    {
      name: 'a hook of pre-commit',
      files: {
        'pyproject.toml': manifest,
        '.pre-commit-config.yaml':
          'repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    rev: v1\n    hooks:\n      - id: ruff\n',
        ...python,
      },
    },
    {
      name: 'a local hook by what it starts',
      files: {
        'pyproject.toml': manifest,
        '.pre-commit-config.yaml':
          'repos:\n  - repo: local\n    hooks:\n      - id: checks\n        entry: uv run ruff check --fix\n        language: system\n',
        ...python,
      },
    },
    {
      name: 'a flat configuration of ESLint',
      files: { 'package.json': packageJson, 'eslint.config.mjs': 'export default [];\n', ...script },
    },
    { name: 'ESLint in package.json', files: { 'package.json': '{ "name": "shop", "eslintConfig": { "root": true } }\n', ...script } },
    { name: 'Biome', files: { 'package.json': packageJson, 'biome.json': '{}\n', ...script } },
    {
      name: 'a tool that needs no settings, in a script',
      files: { 'package.json': '{ "name": "shop", "scripts": { "lint": "npx oxlint" } }\n', ...script },
    },
    { name: 'golangci-lint', files: { 'go.mod': 'module example.com/shop\n', '.golangci.yml': 'version: "2"\n', ...go } },
    {
      name: 'Checkstyle in the pom',
      files: {
        'pom.xml': pom.replace('<plugins>', '<plugins><plugin><artifactId>maven-checkstyle-plugin</artifactId></plugin>'),
        ...java,
      },
    },
    {
      name: 'a plugin of Gradle',
      files: { 'build.gradle': "plugins {\n    id 'java'\n    id 'checkstyle'\n}\n", ...java },
    },
    {
      name: 'one at the top that serves the packages below',
      files: {
        'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }\n',
        'eslint.config.js': 'export default [];\n',
        'packages/a/package.json': '{ "name": "a" }\n',
        'packages/a/src/orders.js': script['src/orders.js'],
        'packages/b/package.json': '{ "name": "b" }\n',
        'packages/b/src/orders.js': script['src/orders.js'],
      },
    },
    {
      name: 'a lone script beside another language',
      files: {
        'go.mod': 'module example.com/shop\n',
        '.golangci.yml': 'version: "2"\n',
        ...go,
        'release.py': 'import sys\n\nprint(sys.argv[1:])\n',
      },
    },
    {
      name: 'the settings of a tool, and a manifest that only installs tools',
      files: {
        'pyproject.toml': `${manifest}\n[tool.ruff]\nline-length = 100\n`,
        'package.json': '{ "private": true, "devDependencies": { "prettier": "3.6.2" } }\n',
        'prettier.config.js': 'export default { printWidth: 120, semi: false };\n',
        ...python,
      },
    },
  ],
  unknown: [
    {
      name: 'one that is installed and set up nowhere',
      files: { 'pyproject.toml': `${manifest}\n[dependency-groups]\ndev = ["ruff>=0.14"]\n`, ...python },
    },
    {
      name: 'code in a language that is not judged',
      files: { 'composer.json': '{ "name": "shop/shop" }\n', 'src/Orders.php': '<?php\nclass Orders {}\n' },
    },
    { name: 'a broken pyproject.toml', files: { 'pyproject.toml': '[[[\nname = = "shop"\n', ...python } },
    { name: 'a pyproject.toml in which a tool is no table', files: { 'pyproject.toml': 'tool = 3\n', ...python } },
  ],
});
