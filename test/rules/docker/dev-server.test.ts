import { devServer } from '../../../src/rules/docker/dev-server.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';
const scripts = (entries: Readonly<Record<string, string>>): string => `${JSON.stringify({ name: 'shop', scripts: entries }, null, 2)}\n`;

testRule(devServer, {
  reports: [
    {
      name: '--reload in JSON form, which can go',
      file,
      code: 'FROM python:3.13\nCMD [«"uvicorn", "app:app", "--reload"», "--port", "80"]\n',
      fixed: 'FROM python:3.13\nCMD ["uvicorn", "app:app", "--port", "80"]\n',
    },
    {
      name: '--reload in shell form',
      file,
      code: 'FROM python:3.13\nCMD «uvicorn app:app --host 0.0.0.0 --reload»\n',
      fixed: 'FROM python:3.13\nCMD uvicorn app:app --host 0.0.0.0\n',
    },
    { name: "Flask's server", file, code: 'FROM python:3.13\nCMD [«"flask", "run"», "--host=0.0.0.0"]\n', says: 'Flask' },
    {
      name: "Django's server behind migrations and a runner",
      file,
      code: 'FROM python:3.13\nCMD python manage.py migrate && poetry run python «manage.py runserver» 0.0.0.0:8000\n',
    },
    {
      name: 'a command that ENTRYPOINT begins',
      file,
      code: 'FROM python:3.13\nENTRYPOINT ["python", "manage.py"]\nCMD «["runserver", "0.0.0.0:8000"]»\n',
    },
    { name: 'next dev', file, code: 'FROM node:22\nCMD ["npx", «"next", "dev"»]\n' },
    { name: 'Vite behind sh -c', file, code: 'FROM node:22\nCMD ["sh", "-c", "«vite» --host"]\n' },
    { name: 'nodemon', file, code: 'FROM node:22\nENTRYPOINT [«"nodemon"», "server.js"]\n' },
    { name: 'the server of artisan', file, code: 'FROM php:8.4\nCMD «php artisan serve» --host=0.0.0.0\n' },
    { name: 'a watcher of Go', file, code: 'FROM golang:1.25\nCMD [«"air"», "-c", ".air.toml"]\n' },
    {
      name: 'a script that by its name is for development',
      file,
      code: 'FROM node:22\nCMD «["npm", "run", "dev"]»\n',
      says: 'by its name',
    },
    {
      name: 'a script that runs a development server, and one that does not',
      files: {
        Dockerfile: 'FROM node:22\nCMD «["npm", "run", "serve"]»\n',
        'package.json': scripts({ serve: 'vue-cli-service serve', start: 'node server.js' }),
      },
      says: "runs 'vue-cli-service serve'",
      fixed: 'FROM node:22\nCMD ["npm", "run", "start"]\n',
    },
    {
      name: 'npm start that is react-scripts',
      files: { Dockerfile: 'FROM node:22\nCMD «npm start»\n', 'package.json': scripts({ start: 'PORT=80 react-scripts start' }) },
    },
    {
      name: 'the command of the stage that it builds on',
      file,
      code: 'FROM node:22 AS base\nCMD [«"nodemon"», "x.js"]\nFROM base\nCOPY . .\n',
    },
  ],
  accepts: [
    { name: 'uvicorn without --reload', file, code: 'FROM python:3.13\nCMD ["uvicorn", "app:app", "--no-access-log"]\n' },
    { name: 'gunicorn', file, code: 'FROM python:3.13\nCMD gunicorn app:app --bind 0.0.0.0:$PORT\n' },
    { name: 'next start', file, code: 'FROM node:22\nCMD ["npx", "next", "start"]\n' },
    { name: 'fastapi run', file, code: 'FROM python:3.13\nCMD ["fastapi", "run", "app.py"]\n' },
    {
      name: 'a build with Vite',
      file,
      code: 'FROM node:22 AS build\nRUN vite build\nCMD ["vite"]\nFROM nginx:1.29\nCOPY --from=build /dist /usr/share/nginx/html\n',
    },
    { name: 'a command that a later one replaces', file, code: 'FROM node:22\nCMD ["nodemon", "x.js"]\nCMD ["node", "x.js"]\n' },
    { name: 'an image for development', file: 'Dockerfile.dev', code: 'FROM node:22\nCMD ["npm", "run", "dev"]\n' },
    {
      name: 'a script that starts what was built',
      files: { Dockerfile: 'FROM node:22\nCMD ["npm", "start"]\n', 'package.json': scripts({ start: 'node dist/server.js', dev: 'vite' }) },
    },
    {
      name: 'a script with a misleading name',
      files: { Dockerfile: 'FROM node:22\nCMD ["yarn", "dev"]\n', 'package.json': scripts({ dev: 'node dist/server.js' }) },
    },
    { name: 'a program with a similar name', file, code: 'FROM debian:13\nCMD ["/usr/bin/airflow", "webserver"]\n' },
    { name: 'node', file, code: 'FROM node:22\nCMD ["node", "--enable-source-maps", "x.js"]\n' },
  ],
  unknown: [
    { name: 'flask with another command', file, code: 'FROM python:3.13\nCMD ["flask", "db", "upgrade"]\n' },
    { name: 'a script that cannot be seen', file, code: 'FROM node:22\nCMD ["npm", "start"]\n' },
    { name: 'a stage for developers that happens to be last', file, code: 'FROM node:22 AS dev\nCMD ["npm", "run", "dev"]\n' },
  ],
});
