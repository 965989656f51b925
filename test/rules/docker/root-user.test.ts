import { rootUser } from '../../../src/rules/docker/root-user.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';

testRule(rootUser, {
  reports: [
    {
      name: 'an image that has a user for it, whom it names',
      file,
      code: '«FROM node:22-alpine»\nWORKDIR /app\nCOPY . .\nRUN npm ci\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
      fixed: 'FROM node:22-alpine\nWORKDIR /app\nCOPY . .\nRUN npm ci\nEXPOSE 3000\nUSER node\nCMD ["node", "server.js"]\n',
      fix: "Run the final stage as 'node'",
      says: "Switch to 'node', which this image has.",
    },
    {
      name: 'Debian, with a blank line kept and the comment where it was',
      file,
      code: '«FROM python:3.13-slim»\nCOPY app /app\n\n# Start it\nCMD ["python", "-m", "app"]\n',
      fixed:
        'FROM python:3.13-slim\nCOPY app /app\n\nRUN useradd --system --create-home app\nUSER app\n\n# Start it\nCMD ["python", "-m", "app"]\n',
      fix: "Run the final stage as a new user 'app'",
    },
    {
      name: 'Alpine, in CRLF',
      file,
      code: '«FROM golang:1.25-alpine»\r\nCOPY . .\r\nENTRYPOINT ["/app"]\r\n',
      fixed: 'FROM golang:1.25-alpine\r\nCOPY . .\r\nRUN addgroup -S app && adduser -S -G app app\r\nUSER app\r\nENTRYPOINT ["/app"]\r\n',
    },
    {
      name: 'the minimal image of Red Hat, which has no useradd',
      file,
      code: '«FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5»\nCOPY app /app\nCMD ["/app"]\n',
      fixed:
        'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5\nCOPY app /app\nRUN microdnf install -y shadow-utils && useradd --system --create-home app && microdnf clean all\nUSER app\nCMD ["/app"]\n',
    },
    {
      name: 'scratch with a program, where only numbers work',
      file,
      code: 'FROM golang:1.25 AS build\nRUN go build -o /app .\n\n«FROM scratch»\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
      fixed:
        'FROM golang:1.25 AS build\nRUN go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532\nENTRYPOINT ["/app"]\n',
    },
    {
      name: 'a distroless image without the nonroot tag',
      file,
      code: '«FROM gcr.io/distroless/static-debian12»\nCOPY app /app\nCMD ["/app"]\n',
      fixed: 'FROM gcr.io/distroless/static-debian12\nCOPY app /app\nUSER nonroot\nCMD ["/app"]\n',
    },
    {
      name: 'root that was switched to for an installation and never left',
      file,
      code: 'FROM jenkins/jenkins:2.504\nUSER «root»\nRUN apt-get update\nENTRYPOINT ["/usr/bin/java"]\n',
      fixed: 'FROM jenkins/jenkins:2.504\nUSER root\nRUN apt-get update\nUSER jenkins\nENTRYPOINT ["/usr/bin/java"]\n',
    },
    {
      name: 'root by number and group, replaced where nothing comes behind',
      file,
      code: 'FROM node:22\nCOPY . .\nUSER «0:0»\nCMD ["node", "x.js"]\n',
      fixed: 'FROM node:22\nCOPY . .\nUSER node\nCMD ["node", "x.js"]\n',
    },
    {
      name: 'a user that is created and never switched to',
      file,
      code: '«FROM debian:13-slim»\nRUN groupadd -r shop && useradd -r -u 1001 -g shop shop\nCOPY --chown=shop app /app\nCMD ["/app"]\n',
      fixed:
        'FROM debian:13-slim\nRUN groupadd -r shop && useradd -r -u 1001 -g shop shop\nCOPY --chown=shop app /app\nUSER shop\nCMD ["/app"]\n',
    },
    {
      name: 'the stage that compose builds, although the last one is safe',
      files: {
        Dockerfile:
          '«FROM node:22 AS api»\nCOPY . .\nCMD ["node", "api.js"]\n\nFROM node:22 AS worker\nUSER node\nCMD ["node", "worker.js"]\n',
        'compose.yaml': 'services:\n  api:\n    build:\n      context: .\n      target: api\n',
      },
      says: "Stage 'api' runs as root",
    },
    {
      name: 'a stage that inherits its command and root',
      file,
      code: 'FROM php:8.4-apache AS base\nCMD ["apache2-foreground"]\n«FROM base AS final»\nCOPY . /var/www/html\n',
      fixed: 'FROM php:8.4-apache AS base\nCMD ["apache2-foreground"]\nFROM base AS final\nCOPY . /var/www/html\nUSER www-data\n',
    },
    {
      name: 'nginx, and the image that does without root',
      file,
      code: '«FROM nginx:1.29-alpine»\nCOPY site /usr/share/nginx/html\n',
      fixed: 'FROM nginxinc/nginx-unprivileged:1.29-alpine\nCOPY site /usr/share/nginx/html\n',
      says: "'nginx:1.29-alpine' starts as root",
    },
    {
      name: 'a tool chain that builds packages, as information',
      files: {
        'packaging/Dockerfile': '«FROM golang:1.25»\nADD . /src\nCMD ["/src/packaging/build.sh"]\n',
        'packaging/build.sh': 'dpkg-buildpackage -us -uc\n',
      },
      severity: 'info',
    },
    {
      name: 'an image that nothing says how to start, as information',
      file,
      code: '«FROM debian:13»\nRUN apt-get update && apt-get install -y make\n',
      severity: 'info',
    },
    {
      name: 'a start script of the workspace that stays root',
      files: {
        Dockerfile: '«FROM debian:13-slim»\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n',
        'start.sh': '#!/bin/sh\n# gosu would be better\nexec /app\n',
      },
    },
    {
      name: 'postgres with another program than its own',
      file,
      code: '«FROM postgres:17»\nENTRYPOINT ["/usr/bin/backup"]\n',
      fixed: 'FROM postgres:17\nUSER postgres\nENTRYPOINT ["/usr/bin/backup"]\n',
    },
  ],
  accepts: [
    { name: 'a named user', file, code: 'FROM node:22\nUSER node\nCMD ["node", "server.js"]\n' },
    { name: 'a number other than 0', file, code: 'FROM scratch\nCOPY app /\nUSER 10001:10001\nENTRYPOINT ["/app"]\n' },
    { name: 'root for a while', file, code: 'FROM node:22\nUSER root\nRUN apt-get update\nUSER node\nCMD ["node", "server.js"]\n' },
    {
      name: 'the user of the stage that it builds on',
      file,
      code: 'FROM python:3.13 AS base\nRUN useradd app\nUSER app\nFROM base\nCOPY . .\nCMD ["python", "x.py"]\n',
    },
    {
      name: 'root in a builder only',
      file,
      code: 'FROM golang:1.25 AS build\nUSER root\nRUN make\nFROM gcr.io/distroless/static:nonroot\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
    },
    { name: 'an image that never runs as root', file, code: 'FROM nginxinc/nginx-unprivileged:1.29\nCOPY site /usr/share/nginx/html\n' },
    { name: "Chainguard's images", file, code: 'FROM cgr.dev/chainguard/python:latest\nCMD ["x.py"]\n' },
    { name: "Bitnami's images from their registry", file, code: 'FROM docker.io/bitnami/redis:8.0\n' },
    {
      name: 'chiseled images of .NET',
      file,
      code: 'FROM mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled\nENTRYPOINT ["dotnet", "x.dll"]\n',
    },
    { name: 'postgres, whose entrypoint switches', file, code: 'FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n' },
    { name: 'postgres with options of its own', file, code: 'FROM postgres:17\nCMD ["-c", "max_connections=200"]\n' },
    {
      name: 'a build argument that has a default',
      file,
      code: 'FROM node:22\nARG APP_USER=node\nUSER ${APP_USER}\nCMD ["node", "x.js"]\n',
    },
    { name: 'lower-case keywords', file, code: 'from node:22\nuser node\ncmd ["node", "x.js"]\n' },
    { name: 'an image for development', file: 'Dockerfile.dev', code: 'FROM node:22\nCMD ["npm", "run", "dev"]\n' },
    { name: 'an image for tests', file: 'tests/Dockerfile', code: 'FROM node:22\nCMD ["npm", "test"]\n' },
    {
      name: 'the stage that ships, before one for developers',
      file,
      code: 'FROM node:22 AS production\nUSER node\nCMD ["node", "x.js"]\nFROM node:22 AS dev\nCMD ["npm", "run", "dev"]\n',
    },
  ],
  unknown: [
    {
      name: 'an image that only carries a file',
      file,
      code: 'FROM scratch\nCOPY --from=build /out/app.apk /app.apk\nENTRYPOINT ["/app.apk"]\n',
    },
    {
      name: 'a stage that compose builds for developers only, and a last one of which nothing is known',
      files: {
        Dockerfile: 'FROM node:22 AS dev\nCMD ["npm", "run", "dev"]\nFROM registry.shop.example/base:1\nCMD ["node", "x.js"]\n',
        'docker-compose.yml': 'services:\n  web:\n    build:\n      context: .\n      target: dev\n',
      },
    },
    { name: 'a user that only the build knows', file, code: 'FROM node:22\nARG UID\nUSER ${UID}\nCMD ["node", "x.js"]\n' },
    { name: 'an image of which nothing is known', file, code: 'FROM registry.shop.example/base/python:3\nCMD ["python", "x.py"]\n' },
    { name: 'an image that only the build knows', file, code: 'ARG BASE\nFROM ${BASE}\nCMD ["python", "x.py"]\n' },
    { name: 'gosu', file, code: 'FROM debian:13\nENTRYPOINT ["gosu", "app", "/app"]\n' },
    {
      name: 'supervisord, which is told elsewhere',
      file,
      code: 'FROM debian:13\nCMD ["/usr/bin/supervisord", "-c", "/etc/supervisord.conf"]\n',
    },
    { name: 'a start script that cannot be seen', file, code: 'FROM debian:13\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["app"]\n' },
    {
      name: 'a start script that switches',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY docker/entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n',
        'docker/entrypoint.sh': '#!/bin/sh\nexec su-exec app "$@"\n',
      },
    },
    {
      name: 'files for another image to copy',
      file,
      code: 'FROM node:22 AS build\nRUN npm run build\nFROM scratch\nCOPY --from=build /dist /\n',
    },
    { name: 'Windows', file, code: '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["app.exe"]\n' },
    {
      name: 'root as the default of a build argument',
      file,
      code: 'FROM node:22\nARG APP_USER=root\nUSER $APP_USER\nCMD ["node", "x.js"]\n',
    },
  ],
});
