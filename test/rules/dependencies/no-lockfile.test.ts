import { noLockfile } from '../../../src/rules/dependencies/no-lockfile.js';
import { testRule } from '../rule-tester.js';

const python = { 'shop/orders.py': 'import httpx\n\n\ndef orders():\n    return httpx.get("https://shop.example")\n' };
const script = { 'server.js': "import express from 'express';\n\nexpress().listen(3000);\n" };
const packageJson = '{ "name": "shop", "private": true, "dependencies": { "express": "^5.1.0" } }\n';
const pyproject = '[project]\nname = "shop"\ndependencies = ["httpx>=0.28"]\n';
const go = { 'main.go': 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n' };
const goMod = 'module example.com/shop\n\nrequire github.com/gin-gonic/gin v1.11.0\n';
const java = { 'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n' };
const pom = (version: string): string =>
  `<project>\n<artifactId>shop</artifactId>\n<dependencies><dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>${version}</version></dependency></dependencies>\n</project>\n`;

testRule(noLockfile, {
  reports: [
    {
      name: 'npm without one',
      files: { 'package.json': `«»${packageJson}`, ...script },
      says: "'npm install' writes",
      severity: 'warning',
    },
    {
      name: 'exact versions, which say nothing of what they need themselves',
      files: { 'package.json': `«»${packageJson.replace('^', '')}`, ...script },
    },
    { name: 'pyproject.toml without one', files: { 'pyproject.toml': `«»${pyproject}`, ...python }, says: "'uv lock' or 'poetry lock'" },
    {
      name: 'requirements with ranges, beside settings of tools',
      files: {
        'pyproject.toml': '[project]\nrequires-python = ">=3.12"\n\n[tool.mypy]\nstrict = true\n',
        'requirements.txt': '«»httpx>=0.28\n',
        ...python,
      },
      says: "'requirements.txt' asks for",
    },
    { name: 'requirements with ranges', files: { 'requirements.txt': '«»httpx>=0.28\nflask==3.1.2\n', ...python } },
    { name: 'Pipenv without one', files: { Pipfile: '«»[packages]\nhttpx = "*"\n', ...python }, says: 'pipenv lock' },
    { name: 'a module without sums', files: { 'go.mod': `«»${goMod}`, ...go }, says: "'go mod tidy'" },
    {
      name: 'a package that the root does not count among its members',
      files: {
        'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
        'package-lock.json': '{ "lockfileVersion": 3 }\n',
        'legacy/package.json': `«»${packageJson}`,
        'legacy/server.js': script['server.js'],
      },
    },
    {
      name: 'a lock file of another language',
      files: { 'pyproject.toml': `«»${pyproject}`, 'package-lock.json': '{ "lockfileVersion": 3 }\n', ...python },
    },
    {
      name: 'a lock file in another project',
      files: {
        'a/package.json': packageJson,
        'a/server.js': script['server.js'],
        'a/package-lock.json': '{}',
        'b/package.json': `«»${packageJson}`,
        'b/server.js': script['server.js'],
      },
    },
  ],
  accepts: [
    ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'].map((name) => ({
      name,
      files: { 'package.json': packageJson, [name]: 'x\n', ...script },
    })),
    ...['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', 'pylock.toml'].map((name) => ({
      name,
      files: { 'pyproject.toml': pyproject, [name]: 'x\n', ...python },
    })),
    { name: 'go.sum', files: { 'go.mod': goMod, 'go.sum': 'x\n', ...go } },
    {
      name: 'requirements that a tool resolved, beside what it resolved them from',
      files: {
        'pyproject.toml': pyproject,
        'requirements.txt': '# by the following command:\nhttpx==0.28.1\n    # via shop\nanyio==4.11.0\n    # via httpx\n',
        ...python,
      },
    },
    {
      name: 'the lock file of a root that counts it among its members',
      files: {
        'package.json': '{ "private": true }\n',
        'pnpm-workspace.yaml': 'packages:\n  - "apps/*"\n',
        'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
        'apps/web/package.json': packageJson,
        'apps/web/server.js': script['server.js'],
      },
    },
    {
      name: 'the lock file of a workspace of uv',
      files: {
        'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
        'uv.lock': 'x\n',
        'services/api/pyproject.toml': pyproject,
        'services/api/shop/orders.py': python['shop/orders.py'],
      },
    },
    { name: 'a pom, which names exact versions', files: { 'pom.xml': pom('42.7.8'), ...java } },
    {
      name: 'versions of Gradle',
      files: { 'build.gradle': "dependencies {\n    implementation 'org.postgresql:postgresql:42.7.8'\n}\n", ...java },
    },
  ],
  unknown: [
    // Whether they are all that is installed, the list does not say.
    {
      name: 'exact requirements beside settings of tools',
      files: { 'pyproject.toml': '[project]\nrequires-python = ">=3.12"\n', 'requirements.txt': 'httpx==0.28.1\n', ...python },
    },
    {
      name: 'requirements that are all exact',
      files: { 'requirements.txt': 'httpx==0.28.1\nflask[async]==3.1.2 ; python_version > "3.9"\n', ...python },
    },
    {
      name: 'a template whose names are filled in later',
      files: {
        '{{cookiecutter.name}}/pyproject.toml': pyproject,
        '{{cookiecutter.name}}/shop/orders.py': python['shop/orders.py'],
      },
    },
    {
      name: 'a library',
      files: {
        'package.json': '{ "name": "shop", "version": "1.0.0", "main": "server.js", "dependencies": { "express": "^5.1.0" } }\n',
        'server.js': 'export const total = (orders) => orders.length;\n',
      },
    },
    {
      name: 'a lock file above that says nothing of members',
      files: {
        'package.json': '{ "private": true }\n',
        'yarn.lock': 'x\n',
        'web/package.json': packageJson,
        'web/server.js': script['server.js'],
      },
    },
    { name: 'nothing that is asked for', files: { 'package.json': '{ "name": "shop", "private": true }\n', ...script } },
    { name: 'a pom with a range', files: { 'pom.xml': pom('[42,43)'), ...java } },
    { name: 'a broken package.json', files: { 'package.json': '{ "dependencies": \n', ...script } },
  ],
});
