import { noTypeChecker } from '../../../src/rules/quality/no-type-checker.js';
import { testRule } from '../rule-tester.js';

const python = { 'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n' };
const script = { 'src/orders.ts': 'export const none: readonly string[] = [];\n' };
const manifest = '[project]\nname = "shop"\n';
const packageJson = '{ "name": "shop", "private": true }\n';

testRule(noTypeChecker, {
  reports: [
    {
      name: 'Python without one',
      files: { 'pyproject.toml': `«»${manifest}`, ...python },
      severity: 'warning',
      fixed: `${manifest}\n[tool.mypy]\ncheck_untyped_defs = true\n`,
    },
    {
      name: 'Pyright that checks nothing',
      files: { 'pyproject.toml': `«»${manifest}\n[tool.pyright]\ntypeCheckingMode = "off"\n`, ...python },
    },
    {
      name: 'mypy that ignores everything',
      files: { 'pyproject.toml': `«»${manifest}`, 'setup.cfg': '[mypy]\nignore_errors = True\n', ...python },
    },
    {
      name: "'strict' that is off",
      files: { 'package.json': packageJson, 'tsconfig.json': '{\n  "compilerOptions": {\n    "strict": «false»\n  }\n}\n', ...script },
      fixed: '{\n  "compilerOptions": {\n    "strict": true\n  }\n}\n',
    },
    {
      name: "'strict' that nobody wrote",
      files: {
        'package.json': packageJson,
        'tsconfig.json': '«»{\n  "compilerOptions": {\n    "target": "es2023" // for Node 22\n  }\n}\n',
        ...script,
      },
      says: "'tsconfig.json' does not switch 'strict' on",
      fixed: '{\n  "compilerOptions": {\n    "strict": true,\n    "target": "es2023" // for Node 22\n  }\n}\n',
    },
    {
      name: 'a comment before the first option, which stays where it is',
      files: { 'package.json': packageJson, 'tsconfig.json': '«»{ "compilerOptions": { /* output */ "target": "es2023" } }\n', ...script },
      fixed: '{ "compilerOptions": { /* output */ "strict": true,\n"target": "es2023" } }\n',
    },
    {
      name: 'a base that switches it off, at the base',
      files: {
        'package.json': packageJson,
        'tsconfig.json': '{ "extends": "./config/base" }\n',
        'config/base.json': '{ "compilerOptions": { "strict": «false» } }\n',
        ...script,
      },
    },
    {
      name: 'what many extend, once',
      files: {
        'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
        'tsconfig.base.json': '«»{ "compilerOptions": { "target": "es2023" } }\n',
        ...Object.fromEntries(
          ['a', 'b', 'c'].flatMap((name) => [
            [`packages/${name}/package.json`, `{ "name": "${name}", "private": true }\n`],
            [`packages/${name}/tsconfig.json`, '{ "extends": "../../tsconfig.base.json", "compilerOptions": { "outDir": "dist" } }\n'],
            [`packages/${name}/src/orders.ts`, script['src/orders.ts']],
          ]),
        ),
      },
      says: 'TypeScript files: 3',
    },
    {
      name: 'the settings that a solution refers to',
      files: {
        'package.json': packageJson,
        'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.node.json" }] }\n',
        'tsconfig.app.json': '{ "compilerOptions": { "strict": «false» } }\n',
        'tsconfig.node.json': '{ "compilerOptions": { "strict": true } }\n',
        ...script,
      },
    },
  ],
  accepts: [
    { name: 'mypy in pyproject.toml', files: { 'pyproject.toml': `${manifest}\n[tool.mypy]\nstrict = true\n`, ...python } },
    { name: 'mypy.ini', files: { 'pyproject.toml': manifest, 'mypy.ini': '[mypy]\n', ...python } },
    {
      name: 'pyrightconfig.json',
      files: { 'pyproject.toml': manifest, 'pyrightconfig.json': '{ "typeCheckingMode": "basic" }\n', ...python },
    },
    { name: "'strict'", files: { 'package.json': packageJson, 'tsconfig.json': '{ "compilerOptions": { "strict": true } }\n', ...script } },
    {
      name: "'strict' of a base",
      files: {
        'package.json': packageJson,
        'tsconfig.json': '{ "extends": "./base.json" }\n',
        'base.json': '{ "compilerOptions": { "strict": true } }\n',
        ...script,
      },
    },
    {
      name: "'strict' of a package of the workspace",
      files: {
        'package.json': '{ "private": true, "workspaces": ["apps/*", "packages/*"] }\n',
        'apps/web/package.json': '{ "name": "web" }\n',
        'apps/web/tsconfig.json': '{ "extends": "@shop/tsconfig/base.json", "compilerOptions": { "target": "es2023" } }\n',
        'apps/web/src/orders.ts': script['src/orders.ts'],
        'packages/tsconfig/package.json': '{ "name": "@shop/tsconfig" }\n',
        'packages/tsconfig/base.json': '{ "compilerOptions": { "strict": true } }\n',
      },
    },
    {
      name: 'the last of several bases',
      files: {
        'package.json': packageJson,
        'tsconfig.json': '{ "extends": ["./a.json", "./b.json"] }\n',
        'a.json': '{ "compilerOptions": { "strict": false } }\n',
        'b.json': '{ "compilerOptions": { "strict": true } }\n',
        ...script,
      },
    },
    {
      name: 'a base that is known to be strict',
      files: { 'package.json': packageJson, 'tsconfig.json': '{ "extends": "@tsconfig/node22/tsconfig.json" }\n', ...script },
    },
    {
      name: 'TypeScript 6, which is strict by itself',
      files: {
        'package.json': '{ "name": "shop", "devDependencies": { "typescript": "^6.0.2" } }\n',
        'tsconfig.json': '{ "compilerOptions": { "target": "es2023" } }\n',
        ...script,
      },
    },
    {
      name: 'the compiler of Go',
      files: { 'go.mod': 'module example.com/shop\n', 'main.go': 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n' },
    },
  ],
  unknown: [
    {
      name: 'a little TypeScript beside much JavaScript',
      files: {
        'package.json': packageJson,
        'tsconfig.json': '{ "compilerOptions": { "strict": true } }\n',
        'src/types.ts': 'export const a: number = 1;\n',
        'src/a.js': 'export const a = 1;\n',
        'src/b.js': 'export const b = 1;\n',
        'src/c.js': 'export const c = 1;\n',
      },
    },
    { name: 'mypy that is only installed', files: { 'pyproject.toml': `${manifest}\n[dependency-groups]\ndev = ["mypy"]\n`, ...python } },
    { name: 'TypeScript without settings', files: { 'package.json': packageJson, ...script } },
    {
      name: 'a base that is made when the project is built',
      files: { 'package.json': packageJson, 'tsconfig.json': '{ "extends": "./.nuxt/tsconfig.json" }\n', ...script },
    },
    {
      name: 'bases in a circle',
      files: {
        'package.json': packageJson,
        'tsconfig.json': '{ "extends": "./a.json" }\n',
        'a.json': '{ "extends": "./tsconfig.json", "compilerOptions": {} }\n',
        ...script,
      },
    },
    {
      name: 'the two checks that matter most, switched on by themselves',
      files: {
        'package.json': packageJson,
        'tsconfig.json': '{ "compilerOptions": { "noImplicitAny": true, "strictNullChecks": true } }\n',
        ...script,
      },
    },
    {
      name: 'settings that are broken',
      files: { 'package.json': packageJson, 'tsconfig.json': '{ "compilerOptions": { "strict": \n', ...script },
    },
    {
      name: 'plain JavaScript',
      files: { 'package.json': packageJson, 'src/orders.js': 'export const none = [];\n// nothing is ordered yet\n' },
    },
  ],
});
