import { noUpdateAutomation } from '../../../src/rules/dependencies/no-update-automation.js';
import { testRule } from '../rule-tester.js';

const script = {
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "^5.1.0" } }\n',
  'server.js': "import express from 'express';\n\nexpress().listen(3000);\n",
};
const web = { 'web/package.json': script['package.json'], 'web/server.js': script['server.js'] };
const python = { 'requirements.txt': 'flask==3.1.2\n', 'main.py': 'import flask\n\napp = flask.Flask(__name__)\n' };
const updates = (...entries: readonly (readonly [string, string])[]): string =>
  `version: 2\nupdates:\n${entries.map(([name, folder]) => `  - package-ecosystem: ${name}\n    directory: ${folder}\n    schedule:\n      interval: weekly\n`).join('')}`;

testRule(noUpdateAutomation, {
  reports: [
    {
      name: 'none',
      files: { ...script, 'package.json': `«»${script['package.json']}` },
      severity: 'info',
      fix: "Add '.github/dependabot.yml'",
    },
    {
      name: 'Dependabot for actions alone',
      files: { ...script, '.github/dependabot.yml': updates(['github-actions', '/']).replace('updates', '«updates»') },
      says: "'Dependabot' is set up and leaves out the npm packages:",
      fixed: updates(['github-actions', '/'], ['npm', '/']),
    },
    {
      name: 'Dependabot for another folder',
      files: { ...web, '.github/dependabot.yml': updates(['npm', '/app']).replace('updates', '«updates»') },
      says: "in 'web'",
    },
    {
      name: 'Dependabot that proposes nothing',
      files: {
        ...script,
        '.github/dependabot.yml': `${updates(['npm', '/']).replace('updates', '«updates»')}    open-pull-requests-limit: 0\n`,
      },
    },
    {
      name: 'a language beside another that is looked after',
      files: { ...web, ...python, '.github/dependabot.yml': updates(['pip', '/']).replace('updates', '«updates»') },
    },
    {
      name: 'Renovate that is switched off',
      files: { ...script, 'package.json': `«»${script['package.json']}`, 'renovate.json': '{ "enabled": false }\n' },
    },
    {
      name: 'updates of hooks',
      files: {
        ...script,
        'package.json': `«»${script['package.json']}`,
        '.pre-commit-config.yaml': 'ci:\n  autoupdate_schedule: weekly\nrepos: []\n',
      },
    },
  ],
  accepts: [
    { name: 'Dependabot', files: { ...script, '.github/dependabot.yml': updates(['npm', '/']) } },
    { name: 'Dependabot for the folder', files: { ...web, '.github/dependabot.yml': updates(['npm', '/web']) } },
    {
      name: 'Dependabot for many folders',
      files: {
        ...web,
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directories: ["**/*"]\n    schedule: { interval: weekly }\n',
      },
    },
    { name: 'Renovate', files: { ...script, 'renovate.json': '{ "extends": ["config:recommended"] }\n' } },
    { name: 'Renovate in JSON5', files: { ...script, '.github/renovate.json5': "{ extends: ['config:recommended'] }\n" } },
    {
      name: 'Renovate in package.json',
      files: { ...script, 'package.json': script['package.json'].replace('{ ', '{ "renovate": { "extends": ["config:recommended"] }, ') },
    },
    { name: 'some managers of Renovate', files: { ...python, 'renovate.json': '{ "enabledManagers": ["pip_requirements"] }\n' } },
    { name: 'PyUp', files: { ...python, '.pyup.yml': 'schedule: "every week"\n' } },
  ],
  unknown: [{ name: 'code that asks for no package', files: { 'package.json': '{ "name": "shop" }\n', 'server.js': script['server.js'] } }],
});
