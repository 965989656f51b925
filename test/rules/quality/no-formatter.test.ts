import { noFormatter } from '../../../src/rules/quality/no-formatter.js';
import { testRule } from '../rule-tester.js';

const python = { 'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n' };
const script = { 'src/orders.js': 'export const total = (orders) => orders.reduce((sum, { price }) => sum + price, 0);\n' };
const go = { 'main.go': 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n' };
const java = { 'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n' };
const manifest = '[project]\nname = "shop"\n';
const packageJson = '{ "name": "shop", "private": true }\n';

testRule(noFormatter, {
  reports: [
    { name: 'Python without one', files: { 'pyproject.toml': `«»${manifest}`, ...python }, severity: 'info' },
    { name: 'a linter that formats nothing', files: { 'pyproject.toml': `«»${manifest}`, '.flake8': '[flake8]\n', ...python } },
    {
      name: 'JavaScript with ESLint alone',
      files: { 'package.json': `«»${packageJson}`, 'eslint.config.js': 'export default [];\n', ...script },
      fix: "Add '.prettierrc' with its defaults",
    },
    {
      name: 'Biome whose formatter is switched off',
      files: { 'package.json': `«»${packageJson}`, 'biome.json': '{ "formatter": { "enabled": false } }\n', ...script },
    },
    {
      name: 'an .editorconfig, which formats nothing',
      files: { 'package.json': `«»${packageJson}`, '.editorconfig': 'root = true\n', ...script },
    },
    {
      name: 'golangci-lint without formatters',
      files: { 'go.mod': '«»module example.com/shop\n', '.golangci.yml': 'version: "2"\nlinters:\n  enable: [errcheck]\n', ...go },
    },
  ],
  accepts: [
    { name: 'Black', files: { 'pyproject.toml': `${manifest}\n[tool.black]\nline-length = 100\n`, ...python } },
    {
      name: "Ruff's own section for it",
      files: { 'pyproject.toml': `${manifest}\n[tool.ruff.format]\nquote-style = "single"\n`, ...python },
    },
    {
      name: 'the hook that formats',
      files: {
        'pyproject.toml': `${manifest}\n[tool.ruff]\nline-length = 100\n`,
        '.pre-commit-config.yaml':
          'repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    rev: v1\n    hooks:\n      - id: ruff-format\n',
        ...python,
      },
    },
    { name: 'an empty .prettierrc, which means the defaults', files: { 'package.json': packageJson, '.prettierrc': '', ...script } },
    { name: 'Prettier in package.json', files: { 'package.json': '{ "name": "shop", "prettier": "@shop/prettier" }\n', ...script } },
    {
      name: 'Prettier in a script alone',
      files: { 'package.json': '{ "name": "shop", "scripts": { "format": "prettier --write ." } }\n', ...script },
    },
    {
      name: 'gofumpt as a linter of version 1',
      files: { 'go.mod': 'module example.com/shop\n', '.golangci.yml': 'linters:\n  enable:\n    - gofumpt\n', ...go },
    },
    {
      name: 'goimports as a formatter of version 2',
      files: { 'go.mod': 'module example.com/shop\n', '.golangci.yml': 'version: "2"\nformatters:\n  enable: [goimports]\n', ...go },
    },
    {
      name: 'Spotless in Gradle',
      files: { 'build.gradle.kts': 'plugins {\n    java\n    id("com.diffplug.spotless") version "8.0.0"\n}\n', ...java },
    },
  ],
  unknown: [
    {
      name: 'Ruff set up without a word about its formatter',
      files: { 'pyproject.toml': `${manifest}\n[tool.ruff]\nline-length = 100\n`, ...python },
    },
    { name: 'Black that is only installed', files: { 'pyproject.toml': `${manifest}\n[dependency-groups]\ndev = ["black"]\n`, ...python } },
  ],
});
