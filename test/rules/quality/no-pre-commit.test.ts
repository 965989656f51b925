import { noPreCommit } from '../../../src/rules/quality/no-pre-commit.js';
import { testRule } from '../rule-tester.js';

const python = { 'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n' };
const script = { 'src/orders.js': 'export const total = (orders) => orders.reduce((sum, { price }) => sum + price, 0);\n' };
const hooks = 'repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    rev: v0.14.0\n    hooks:\n      - id: ruff-check\n';

testRule(noPreCommit, {
  reports: [
    {
      name: 'none, with the tools that are there',
      files: { 'pyproject.toml': '«»[project]\nname = "shop"\n\n[tool.ruff]\nline-length = 100\n', ...python },
      severity: 'info',
      fix: "Add '.pre-commit-config.yaml' with this project's tools",
    },
    { name: 'none, where no tool is known', files: { 'pyproject.toml': '«»[project]\nname = "shop"\n', ...python }, fixed: null },
  ],
  accepts: [
    { name: 'pre-commit', files: { 'pyproject.toml': '[project]\nname = "shop"\n', '.pre-commit-config.yaml': hooks, ...python } },
    { name: 'a hook of husky', files: { 'package.json': '{ "name": "shop" }\n', '.husky/pre-commit': 'npx lint-staged\n', ...script } },
    {
      name: 'lefthook',
      files: {
        'package.json': '{ "name": "shop" }\n',
        'lefthook.yml': 'pre-commit:\n  commands:\n    lint:\n      run: npx eslint\n',
        ...script,
      },
    },
    {
      name: 'simple-git-hooks',
      files: { 'package.json': '{ "name": "shop", "simple-git-hooks": { "pre-commit": "npx eslint" } }\n', ...script },
    },
  ],
  unknown: [
    {
      name: 'a tool that is only installed',
      files: { 'package.json': '{ "name": "shop", "devDependencies": { "husky": "9.1.7" } }\n', ...script },
    },
    { name: 'a workspace without code', files: { 'README.md': '# Notes\n' } },
  ],
});
