import { unpinnedPackages } from '../../../src/rules/docker/unpinned-packages.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';
const run = (text: string, from = 'FROM debian:13'): string => `${from}\nRUN ${text}\n`;

testRule(unpinnedPackages, {
  reports: [
    {
      name: 'apt, once for a command',
      file,
      code: run('apt-get install -y -t trixie «curl» git=1:2.* make'),
      says: "'curl' of the day, and one more",
    },
    { name: 'apk', file, code: run('apk add --virtual .build «gcc»', 'FROM alpine:3.22') },
    { name: 'dnf', file, code: run('dnf install -y «httpd»', 'FROM fedora:42') },
    {
      name: 'pip',
      file,
      code: run('pip install --no-cache-dir «"uvicorn[standard]"» gunicorn==23.0.0', 'FROM python:3.13'),
      says: "'uvicorn'",
    },
    { name: 'an open range', file, code: run('pip install «"flask>=3"»', 'FROM python:3.13') },
    { name: 'npm for everybody', file, code: run('npm install -g «@nestjs/cli» pm2@6.0.0', 'FROM node:22') },
    { name: 'npm with a tag that moves', file, code: run('npm i -g «npm@latest»', 'FROM node:22') },
    { name: 'a gem', file, code: run('gem install «bundler»', 'FROM ruby:3.4') },
    { name: 'go', file, code: run('go install «golang.org/x/tools/gopls@latest»', 'FROM golang:1.25') },
  ],
  accepts: [
    { name: 'versions', file, code: run('apt-get install -y curl=8.14.1-2 git=1:2.47.3-0') },
    { name: 'a version in a variable', file, code: run('apt-get install -y curl=${CURL_VERSION}') },
    { name: 'a package file', file, code: run('apt-get install -y ./tool.deb /tmp/other.deb') },
    { name: 'apk with a range', file, code: run("apk add 'curl~=8.14'", 'FROM alpine:3.22') },
    { name: 'a requirements file', file, code: run('pip install -r requirements.txt', 'FROM python:3.13') },
    { name: 'the project itself', file, code: run('pip install --no-deps -e . && pip install .[prod] ./lib', 'FROM python:3.13') },
    { name: 'constraints', file, code: run('pip install -c constraints.txt flask', 'FROM python:3.13') },
    { name: "pip's own newest version", file, code: run('pip install --upgrade pip setuptools wheel', 'FROM python:3.13') },
    { name: 'what package.json asks for', file, code: run('npm install --omit=dev && npm ci', 'FROM node:22') },
    {
      name: 'an option with a value',
      file,
      code: run('uv pip install --system --python-preference system -r requirements.txt', 'FROM python:3.13'),
    },
    { name: 'a gem with a version', file, code: run('gem install bundler -v 2.6.9', 'FROM ruby:3.4') },
    {
      name: 'go with a version, and the module itself',
      file,
      code: run('go install golang.org/x/tools/gopls@v0.20.0 && go install ./cmd/app', 'FROM golang:1.25'),
    },
    { name: 'a builder', file, code: 'FROM debian:13 AS build\nRUN apt-get install -y gcc\nFROM debian:13\nCOPY --from=build /x /x\n' },
    { name: 'a list that only the build knows', file, code: run('apt-get install -y $PACKAGES') },
  ],
});
