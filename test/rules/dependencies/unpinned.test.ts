import { unpinned } from '../../../src/rules/dependencies/unpinned.js';
import { testRule } from '../rule-tester.js';

const python = { 'main.py': 'import flask\n\napp = flask.Flask(__name__)\n' };
const script = { 'server.js': "import express from 'express';\n\nexpress().listen(3000);\n" };
const java = { 'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n' };
const needs = (version: string): string => `{ "name": "shop", "private": true, "dependencies": { "express": "${version}" } }\n`;
const marked = (version: string): string => `{ "name": "shop", "private": true, "dependencies": { «"express": "${version}"» } }\n`;

testRule(unpinned, {
  reports: [
    {
      name: 'no version',
      files: { 'requirements.txt': '«flask»\n', ...python },
      says: "Any version of 'flask' is installed, and no lock file",
    },
    { name: 'a range', files: { 'requirements.txt': 'gunicorn==23.0.0\n«flask>=3,<4»\n', ...python }, says: "that fits '>=3,<4'" },
    {
      name: 'several, at the first',
      files: { 'requirements.txt': '«flask>=3»\nhttpx\nanyio~=4.0\n', ...python },
      says: 'and 2 more are as open',
    },
    { name: 'a star behind an exact part', files: { 'requirements.txt': '«flask==3.*»\n', ...python } },
    { name: 'a caret of npm', files: { 'package.json': marked('^5.1.0'), ...script } },
    { name: 'a tag of npm', files: { 'package.json': marked('latest'), ...script } },
    { name: 'a branch of a repository', files: { 'package.json': marked('expressjs/express'), ...script } },
    {
      name: 'a caret of Poetry',
      files: {
        'pyproject.toml': '[tool.poetry]\nname = "shop"\n\n[tool.poetry.dependencies]\npython = "^3.12"\n«flask = "^3.1"»\n',
        ...python,
      },
    },
    {
      name: 'a range of Gradle',
      files: { 'build.gradle': "dependencies {\n    «implementation 'org.postgresql:postgresql:42.+'»\n}\n", ...java },
    },
    {
      name: 'a moving version of a catalogue',
      files: {
        'build.gradle': "plugins { id 'java' }\n",
        'gradle/libs.versions.toml': '[libraries]\n«postgres = "org.postgresql:postgresql:latest.release"»\n',
        ...java,
      },
    },
  ],
  accepts: [
    { name: 'exact requirements', files: { 'requirements.txt': 'flask==3.1.2\ngunicorn === 23.0.0\n', ...python } },
    {
      name: 'an exact one with a marker and an extra',
      files: { 'requirements.txt': 'flask[async] == 3.1.2 ; python_version >= "3.9"  # why\n', ...python },
    },
    { name: 'what comes from an address', files: { 'requirements.txt': 'flask @ https://files.example/flask-3.1.2.whl\n', ...python } },
    { name: 'a range that a lock file holds', files: { 'package.json': needs('^5.1.0'), 'package-lock.json': '{}\n', ...script } },
    { name: 'exact versions of npm', files: { 'package.json': needs('5.1.0'), ...script } },
    { name: 'a package of the workspace', files: { 'package.json': needs('workspace:*'), ...script } },
    {
      name: 'a commit of a repository',
      files: { 'package.json': needs('expressjs/express#4f952a953def8ccd8a5d4a4d3a4d0a4d3a4d0a4d'), ...script },
    },
    {
      name: 'tools for development',
      files: {
        'package.json':
          '{ "name": "shop", "private": true, "dependencies": { "express": "5.1.0" }, "devDependencies": { "vitest": "^4" } }\n',
        ...script,
      },
    },
    {
      name: 'go.mod',
      files: {
        'go.mod': 'module example.com/shop\n\nrequire github.com/gin-gonic/gin v1.11.0\n',
        'main.go': 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n',
      },
    },
    {
      name: 'versions that a parent manages',
      files: { 'build.gradle': "dependencies {\n    implementation 'org.springframework.boot:spring-boot-starter-web'\n}\n", ...java },
    },
  ],
  unknown: [
    {
      name: 'a library',
      files: {
        'package.json': '{ "name": "shop", "version": "1.0.0", "main": "server.js", "dependencies": { "express": "^5.1.0" } }\n',
        'server.js': 'export const total = (orders) => orders.length;\n',
      },
    },
    {
      name: 'requirements for documentation',
      files: { 'docs/requirements.txt': 'mkdocs\n', 'docs/conf.py': 'project = "shop"\nextensions = []\n' },
    },
  ],
});
