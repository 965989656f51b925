import assert from 'node:assert/strict';
import fc from 'fast-check';
import { knownImage } from '../../../src/detectors/deploy/base-images.js';
import { dockerignore, packageScripts, secretFiles, startScripts } from '../../../src/detectors/deploy/build-context.js';
import { developmentServerOf, packageScriptOf, withoutRunners } from '../../../src/detectors/deploy/development-servers.js';
import { dockerfileLayers } from '../../../src/detectors/deploy/dockerfile-layers.js';
import { dockerfileSecrets } from '../../../src/detectors/deploy/dockerfile-secrets.js';
import { dockerfile } from '../../../src/detectors/deploy/dockerfile.js';
import { imageReference } from '../../../src/model/image-reference.js';
import { parseDockerfile } from '../../../src/syntax/dockerfile.js';
import { parseJson } from '../../../src/syntax/json.js';
import { grammars } from '../../support/grammars.js';
import { documentOf } from '../../syntax/document.js';

const facts = (text: string): readonly object[] => {
  const syntax = parseDockerfile(documentOf('Dockerfile', 'dockerfile', text), grammars);
  return [dockerfile, dockerfileLayers, dockerfileSecrets].flatMap((detector) => [...detector.facts(syntax)]);
};
const words = (command: string): { text: string; span: { start: number; end: number } }[] =>
  command.split(' ').map((text) => ({ text, span: { start: 0, end: 0 } }));

describe('images that are known', () => {
  const cases: readonly { name: string; user?: string; family?: string; offers?: string; drops?: string }[] = [
    { name: 'node:22', user: 'root', family: 'debian', offers: 'node' },
    { name: 'node:22-alpine', user: 'root', family: 'alpine', offers: 'node' },
    { name: 'docker.io/library/python:3.13-slim', user: 'root', family: 'debian' },
    { name: 'eclipse-temurin:21-ubi9-minimal', user: 'root', family: 'rhel-minimal' },
    { name: 'amazoncorretto:21-alpine', user: 'root', family: 'alpine' },
    { name: 'amazoncorretto:21', user: 'root' },
    { name: 'postgres:17', user: 'root', family: 'debian', offers: 'postgres', drops: 'postgres' },
    { name: 'gcr.io/distroless/nodejs22-debian12', user: 'root', family: 'distroless', offers: 'nonroot' },
    { name: 'gcr.io/distroless/nodejs22-debian12:nonroot', user: 'nonroot', family: 'distroless', offers: 'nonroot' },
    { name: 'gcr.io/distroless/static:*', family: 'distroless', offers: 'nonroot' },
    { name: 'mcr.microsoft.com/dotnet/aspnet:9.0', user: 'root', family: 'debian', offers: 'app' },
    { name: 'mcr.microsoft.com/dotnet/aspnet:6.0', user: 'root', family: 'debian' },
    { name: 'mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled', user: 'app', family: 'distroless' },
    { name: 'registry.access.redhat.com/ubi9/ubi-minimal:9.5', user: 'root', family: 'rhel-minimal' },
    { name: 'registry.access.redhat.com/ubi9/python-312', user: '1001' },
    { name: 'cgr.dev/chainguard/node', user: 'nonroot' },
    { name: 'shop/node:22' },
    { name: 'registry.example/node:22' },
    { name: 'node:22-windowsservercore' },
    { name: '*' },
    { name: '*/node:22' },
  ];
  for (const { name, user, family, offers, drops } of cases)
    it(`says of '${name}' what its documentation does`, () => {
      const known = knownImage(imageReference(name));
      assert.deepEqual(
        { user: known.user, family: known.family, offers: known.offers, drops: known.drops },
        { user, family, offers, drops },
      );
    });
});

describe('development servers', () => {
  const cases: readonly { command: string; is: string | undefined }[] = [
    { command: 'flask run --host 0.0.0.0', is: 'flask run' },
    { command: 'flask --app shop run', is: 'flask run' },
    { command: 'python -m flask run', is: 'flask run' },
    { command: 'poetry run python manage.py runserver', is: 'manage.py runserver' },
    { command: './manage.py runserver', is: 'manage.py runserver' },
    { command: 'uv run --no-dev uvicorn a:b --reload', is: 'uvicorn --reload' },
    { command: 'tini -g -- nodemon x.js', is: 'nodemon' },
    { command: './wait-for-it.sh db:5432 -- npx next dev', is: 'next dev' },
    { command: 'node_modules/.bin/vite --host', is: 'vite' },
    { command: 'vite preview', is: 'vite preview' },
    { command: 'node --watch x.js', is: 'node --watch' },
    { command: 'python -m http.server 80', is: 'http.server' },
    { command: 'vite build', is: undefined },
    { command: 'uvicorn a:b --reload=false', is: undefined },
    { command: 'flask db upgrade', is: undefined },
    { command: 'node x.js --watch-files', is: undefined },
    { command: 'gunicorn a:b', is: undefined },
    { command: 'npm run dev', is: undefined },
  ];
  for (const { command, is } of cases)
    it(`knows '${command}'${is === undefined ? ' as none' : ''}`, () => assert.equal(developmentServerOf(words(command))?.command, is));

  const scripts: readonly { command: string; is: string | undefined }[] = [
    { command: 'npm run dev', is: 'dev' },
    { command: 'npm start', is: 'start' },
    { command: 'yarn dev', is: 'dev' },
    { command: 'pnpm --filter web run start:prod', is: 'start:prod' },
    { command: 'npm --prefix web run dev -- --host', is: 'dev' },
    { command: 'npm ci', is: undefined },
    { command: 'yarn install', is: undefined },
    { command: 'node x.js', is: undefined },
  ];
  for (const { command, is } of scripts)
    it(`finds the script of '${command}'`, () => assert.equal(packageScriptOf(words(command))?.name, is));

  it('looks behind what only starts others', () =>
    assert.deepEqual(
      withoutRunners(words('tini -- poetry run ddtrace-run gunicorn a')).map(({ text }) => text),
      ['gunicorn', 'a'],
    ));
});

describe('files beside a Dockerfile', () => {
  const states = (detector: typeof secretFiles, path: string, text: string): readonly Record<string, unknown>[] =>
    [...detector.facts({ document: documentOf(path, 'text', text) })].map((fact) => fact as unknown as Record<string, unknown>);

  const secrets: readonly { path: string; text: string; is: boolean }[] = [
    { path: '.env', text: 'PORT=80\nexport DB_PASSWORD="x1"\n', is: true },
    { path: '.env', text: 'DATABASE_URL=postgres://a:b@db/x\n', is: true },
    { path: '.env', text: '# DB_PASSWORD=x\nPORT=80\nDB_PASSWORD=\n', is: false },
    { path: 'web/.env.production', text: 'VITE_API=https://x.example\n', is: false },
    { path: '.npmrc', text: `//registry.npmjs.org/:_authToken=abc\n`, is: true },
    { path: '.npmrc', text: '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nsave-exact=true\n', is: false },
  ];
  for (const { path, text, is } of secrets)
    it(`says whether ${path} holds a secret: ${JSON.stringify(text.slice(0, 30))}`, () =>
      assert.equal(states(secretFiles, path, text)[0]?.secret, is));

  it('says whether a start script goes on as another user', () => {
    assert.equal(states(startScripts, 'docker/entrypoint.sh', '#!/bin/sh\nexec gosu app "$@"\n')[0]?.switchesUser, true);
    assert.equal(states(startScripts, 'docker/entrypoint.sh', '#!/bin/sh\n# gosu is not there\nexec "$@"\n')[0]?.switchesUser, false);
  });
  it('finds ignore files by name', () => {
    for (const path of ['.dockerignore', 'a/.dockerignore', 'a/api.Dockerfile.dockerignore', '.containerignore'])
      assert.match(path, dockerignore.files ?? /^$/);
    for (const path of ['.gitignore', 'dockerignore.md']) assert.doesNotMatch(path, dockerignore.files ?? /^/);
  });
  it('says what scripts of a package start', () => {
    const text = JSON.stringify({
      scripts: { dev: 'cross-env NODE_ENV=development nodemon x.js', start: 'node x.js', all: 'tsc && next dev', odd: 'a $(b) | c' },
    });
    assert.deepEqual(
      [...packageScripts.facts(parseJson(documentOf('package.json', 'json', text)))].map((fact) => {
        const { name, developmentServer, known } = fact as unknown as {
          name: string;
          developmentServer?: { command: string };
          known: boolean;
        };
        return [name, developmentServer?.command, known];
      }),
      [
        ['dev', 'nodemon', true],
        ['start', undefined, true],
        ['all', 'next dev', true],
        ['odd', undefined, false],
      ],
    );
  });
});

describe('detectors of Dockerfiles', () => {
  before(() => grammars.load(['bash']));

  it('never throw, wherever a file ends', () => {
    const text =
      'ARG V=1\nFROM node:${V} AS build\nARG NPM_TOKEN\nENV A=b C="d e"\nRUN --mount=type=cache,target=/x apt-get update && sudo apt-get install -y a=1 b \\\n && curl x | sh\nFROM build\nADD --chown=a x.tar *.jar /y/\nCOPY . .\nCOPY .env id_rsa /x\nEXPOSE 22 80-90/udp $P\nHEALTHCHECK CMD x\nUSER $U\nENTRYPOINT ["tini", "--"]\nCMD exec flask run\n';
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (from, to) => {
        assert.ok(facts(text.slice(Math.min(from, to), Math.max(from, to))).length >= 0);
      }),
      { numRuns: 150 },
    );
  });

  it('state plain data, in which no secret stands', () => {
    const password = ['Tr0ub4dor', 'Xk9', 'mQ2w'].join('-');
    const stated = facts(
      `FROM node:22\nENV DB_PASSWORD=${password} URL=postgres://a:${password}@db.example/x\nARG API_SECRET=${password}\nCMD ["x"]\n`,
    );
    assert.ok(stated.length > 3);
    assert.ok(!JSON.stringify(stated).includes(password));
    assert.deepEqual(structuredClone(stated), stated);
  });
});
