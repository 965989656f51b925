import { noAudit } from '../../../src/rules/dependencies/no-audit.js';
import { testRule } from '../rule-tester.js';

const script = {
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "^5.1.0" } }\n',
  'server.js': "import express from 'express';\n\nexpress().listen(3000);\n",
};
const python = { 'requirements.txt': 'flask==3.1.2\n', 'main.py': 'import flask\n\napp = flask.Flask(__name__)\n' };
const pipeline = (step: string): string =>
  `on: push\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n${step}`;
const runs = (command: string): Readonly<Record<string, string>> => ({
  '.github/workflows/checks.yml': pipeline(`      - run: ${command}\n`),
});

testRule(noAudit, {
  reports: [
    { name: 'none', files: { ...script, 'package.json': `«»${script['package.json']}` }, says: "'npm audit'", severity: 'warning' },
    {
      name: 'version updates of Dependabot',
      files: {
        ...script,
        'package.json': `«»${script['package.json']}`,
        '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n',
      },
    },
    { name: 'an audit of another language', files: { ...script, 'package.json': `«»${script['package.json']}`, ...runs('pip-audit') } },
    {
      name: 'a scan of Trivy that fails nothing',
      files: { ...script, 'package.json': `«»${script['package.json']}`, ...runs('trivy fs .') },
    },
    {
      name: "Trivy's action without an exit code",
      files: {
        ...script,
        'package.json': `«»${script['package.json']}`,
        '.github/workflows/checks.yml': pipeline(
          '      - uses: aquasecurity/trivy-action@0.33.1\n        with:\n          scan-type: fs\n',
        ),
      },
    },
    {
      name: 'an audit whose result is ignored',
      files: { ...script, '.github/workflows/checks.yml': pipeline('      - run: «npm audit» || true\n') },
      says: "fails nothing ('|| true')",
    },
    {
      name: 'a plugin that only reports',
      files: {
        'pom.xml':
          '«»<project>\n<artifactId>shop</artifactId>\n<dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>1</version></dependency></dependencies>\n<build><plugins><plugin><artifactId>dependency-check-maven</artifactId><executions><execution><goals><goal>check</goal></goals></execution></executions></plugin></plugins></build>\n</project>\n',
        'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n',
      },
    },
  ],
  accepts: [
    { name: 'npm audit', files: { ...script, ...runs('npm audit --audit-level=moderate') } },
    { name: 'pip-audit', files: { ...python, ...runs('pip-audit -r requirements.txt') } },
    { name: 'a scanner for every language', files: { ...script, ...runs('osv-scanner scan -r .') } },
    {
      name: "Trivy's action with an exit code",
      files: {
        ...script,
        '.github/workflows/checks.yml': pipeline(
          '      - uses: aquasecurity/trivy-action@0.33.1\n        with:\n          scan-type: fs\n          exit-code: 1\n',
        ),
      },
    },
    {
      name: "GitHub's review of dependencies",
      files: { ...script, '.github/workflows/checks.yml': pipeline('      - uses: actions/dependency-review-action@v4\n') },
    },
    {
      name: 'a hook before each commit',
      files: {
        ...python,
        '.pre-commit-config.yaml': 'repos:\n  - repo: https://github.com/pypa/pip-audit\n    rev: v2\n    hooks:\n      - id: pip-audit\n',
      },
    },
    {
      name: 'a plugin that fails the build',
      files: {
        'pom.xml':
          '<project>\n<artifactId>shop</artifactId>\n<build><plugins><plugin><artifactId>dependency-check-maven</artifactId><configuration><failBuildOnCVSS>7</failBuildOnCVSS></configuration><executions><execution><goals><goal>check</goal></goals></execution></executions></plugin></plugins></build>\n</project>\n',
        'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n',
      },
    },
  ],
  unknown: [
    {
      name: 'a scanner whose settings decide',
      files: { ...script, '.github/workflows/checks.yml': pipeline('      - uses: fossas/fossa-action@v1\n') },
    },
    { name: 'code that asks for no package', files: { 'package.json': '{ "name": "shop" }\n', 'server.js': script['server.js'] } },
    {
      name: "GitLab's template, whose gate is kept elsewhere",
      files: { ...script, '.gitlab-ci.yml': 'include:\n  - template: Jobs/Dependency-Scanning.gitlab-ci.yml\n' },
    },
  ],
});
