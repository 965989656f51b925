import { packageCacheKept } from '../../../src/rules/docker/package-cache-kept.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';
const run = (text: string, from = 'FROM debian:13'): string => `${from}\nRUN ${text}\n`;

testRule(packageCacheKept, {
  reports: [
    {
      name: "apt's lists, in the layout of the file",
      file,
      code: run('«apt-get update» \\\n    && apt-get install -y curl'),
      fixed: run('apt-get update \\\n    && apt-get install -y curl \\\n    && rm -rf /var/lib/apt/lists/*'),
    },
    {
      name: "apt's lists on one line",
      file,
      code: run('«apt-get update» && apt-get install -y curl'),
      fixed: run('apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*'),
    },
    {
      name: "apt's lists, operators at the ends of lines",
      file,
      code: run('set -eux; \\\n  «apt-get update»; \\\n  apt-get install -y curl;'),
      fixed: run('set -eux; \\\n  apt-get update; \\\n  apt-get install -y curl; \\\n  rm -rf /var/lib/apt/lists/*'),
    },
    {
      name: 'lists that a later RUN deletes',
      file,
      code: 'FROM debian:13\nRUN «apt-get update»\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      fixed: null,
    },
    { name: 'a removal that comes before', file, code: run('rm -rf /var/lib/apt/lists/* && «apt-get update» && apt-get install -y curl') },
    {
      name: "apk's index",
      file,
      code: run('«apk add» curl', 'FROM alpine:3.22'),
      fixed: run('apk add --no-cache curl', 'FROM alpine:3.22'),
    },
    {
      name: "apk's index after an update",
      file,
      code: run('«apk update» && apk add curl', 'FROM alpine:3.22'),
      fixed: run('apk update && apk add curl && rm -rf /var/cache/apk/*', 'FROM alpine:3.22'),
    },
    { name: 'a misspelt option in the JSON form', file, code: 'FROM alpine:3.22\nRUN [«"apk", "add"», "--no-cacher", "bash"]\n' },
    {
      name: "dnf's cache",
      file,
      code: run('«dnf install» -y httpd', 'FROM fedora:42'),
      fixed: run('dnf install -y httpd && dnf clean all', 'FROM fedora:42'),
    },
    {
      name: 'an installation behind the clean-up',
      file,
      code: run('yum -y install bash && yum clean all && «yum -y install» zsh', 'FROM rockylinux:9'),
    },
    {
      name: "pip's downloads",
      file,
      code: run('«pip install» -r requirements.txt', 'FROM python:3.13'),
      fixed: run('pip install --no-cache-dir -r requirements.txt', 'FROM python:3.13'),
    },
    {
      name: 'pip as a module',
      file,
      code: run('python3 «-m pip install» flask'.replace('python3 «-m ', 'python3 -m «'), 'FROM python:3.13'),
    },
    {
      name: "npm's downloads",
      file,
      code: run('«npm ci» --omit=dev', 'FROM node:22'),
      fixed: run('npm ci --omit=dev && npm cache clean --force', 'FROM node:22'),
    },
  ],
  accepts: [
    { name: 'lists that are removed', file, code: run('apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*') },
    {
      name: 'lists that are removed with other files',
      file,
      code: run(
        'apt-get update \\\n && apt-get install -y curl \\\n && apt-get clean \\\n && rm -rf /tmp/* /var/lib/apt/lists/* /var/tmp/*',
      ),
    },
    {
      name: 'lists in a cache mount',
      file,
      code: run(
        '--mount=type=cache,target=/var/lib/apt,sharing=locked --mount=type=cache,target=/var/cache/apt \\\n    apt-get update && apt-get install -y curl',
      ),
    },
    { name: 'apk without an index', file, code: run('apk add --no-cache --virtual .build gcc', 'FROM alpine:3.22') },
    { name: 'apk --no-cache before the verb', file, code: run('apk --no-cache --update add curl', 'FROM alpine:3.22') },
    { name: "apk's index that is removed", file, code: run('apk update && apk add curl && rm -rf /var/cache/apk/*', 'FROM alpine:3.22') },
    { name: 'dnf that cleans up', file, code: run('dnf -y install httpd && dnf clean all', 'FROM fedora:42') },
    {
      name: 'microdnf whose cache is removed',
      file,
      code: run('microdnf install -y x && rm -rf /var/cache/yum', 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5'),
    },
    { name: 'pip without its cache', file, code: run('pip install --no-cache-dir flask', 'FROM python:3.13') },
    { name: 'pip without its cache by ENV', file, code: 'FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n' },
    {
      name: 'pip with a cache mount',
      file,
      code: run('--mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt', 'FROM python:3.13'),
    },
    { name: 'npm that cleans up', file, code: run('npm ci && npm cache clean --force', 'FROM node:22') },
    { name: 'npm that runs a script', file, code: run('npm run build', 'FROM node:22') },
    { name: 'a builder', file, code: 'FROM node:22 AS build\nRUN npm ci\nFROM node:22\nCOPY --from=build /x /x\n' },
  ],
  unknown: [
    { name: 'a clean-up of somebody else', file, code: run('apt-get update && apt-get install -y curl && /usr/local/bin/clean-layer.sh') },
    { name: "npm's cache in another place", file, code: 'FROM node:22\nENV npm_config_cache=/tmp/npm\nRUN npm ci\n' },
  ],
});
