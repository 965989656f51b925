import assert from 'node:assert/strict';
import { CONDITIONS, reasonsOf } from '../../src/checklist/conditions.js';
import { QUESTIONS, applicabilityOf } from '../../src/checklist/applicability.js';
import type { Condition } from '../../src/model/checklist.js';
import { aroundOf } from '../support/around.js';

type Files = Readonly<Record<string, string>>;

const requirements = (...names: readonly string[]): Files => ({ 'requirements.txt': `${names.join('\n')}\n` });
const dependencies = (...names: readonly string[]): Files => ({
  'package.json': JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])) }),
});
const development = (...names: readonly string[]): Files => ({
  'package.json': JSON.stringify({ name: 'shop', devDependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])) }),
});
const FASTAPI = { 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n' };
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          image: ghcr.io/acme/shop:1.2
`;
const ingress = (host: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: ${host}
`;

/** For each condition: workspaces where it holds, and near misses where it does not. */
const TABLE: Readonly<
  Record<Condition, { readonly holds: Readonly<Record<string, Files>>; readonly not: Readonly<Record<string, Files>> }>
> = {
  always: { holds: { 'nothing at all': {} }, not: {} },
  code: {
    holds: { 'a Go file': { 'main.go': 'package main\n' } },
    not: {
      'the configuration of a tool': { 'eslint.config.js': 'export default [];\n' },
      'a file of a test': { 'tests/test_a.py': 'def test_a(): ...\n' },
    },
  },
  'typed-language': {
    holds: { TypeScript: { 'src/a.ts': 'export const a = 1;\n' } },
    not: { JavaScript: { 'src/a.js': 'exports.a = 1;\n' } },
  },
  'web-app': {
    holds: {
      FastAPI: FASTAPI,
      'a language that is read as text': { Gemfile: "gem 'rails', '~> 8.0'\n" },
    },
    not: {
      'an application in a test': { 'tests/test_app.py': FASTAPI['main.py'] },
      'a gem of another name': { Gemfile: "gem 'rails-html-sanitizer'\n" },
      'a client': { 'main.py': 'import httpx\n\nhttpx.get("https://api.acme.io", timeout=3)\n' },
    },
  },
  frontend: {
    holds: {
      react: dependencies('react'),
      templates: { 'shop/templates/cart.html': '<p>{{ cart }}</p>\n' },
      Streamlit: requirements('streamlit==1.40'),
    },
    not: { 'a mail': { 'shop/templates/email/welcome.html': '<p>hi</p>\n' }, 'a tool of developers': development('react') },
  },
  service: {
    holds: {
      'a worker': requirements('celery==5.4'),
      'a Deployment': { 'k8s/shop.yaml': DEPLOYMENT },
      'a Procfile': { Procfile: 'worker: python work.py\n' },
    },
    not: {
      'a library': { 'pyproject.toml': '[project]\nname = "lib"\n', 'lib/a.py': 'A = 1\n' },
      'a task': { Procfile: 'release: python migrate.py\n' },
    },
  },
  'api-docs': {
    holds: {
      JSON: FASTAPI,
      'a package that writes its reference': {
        ...dependencies('express', 'swagger-jsdoc'),
        'app.js': 'const app = require("express")();\napp.get("/x", (req, res) => res.status(200).send(x));\n',
      },
    },
    not: { 'a program that reads JSON': { 'web/a.ts': 'export const a = await (await fetch("/x")).json();\n' } },
  },
  accounts: {
    holds: {
      'a user model': { 'users/models.py': 'class User(\n    ModelWithMetadata,\n    AbstractBaseUser,\n):\n    pass\n' },
      'a package for logins': dependencies('next-auth'),
      'a login route': { 'main.py': `${FASTAPI['main.py']}\n@app.post("/login")\ndef enter(): ...\n` },
      'passwords that are kept': requirements('bcrypt==4.2'),
    },
    not: {
      'a table of something else': { 'db/schema.sql': 'CREATE TABLE user_agents (id INT, name TEXT);\n' },
      'a login in a comment': { 'a.py': '# @login_required\n' },
    },
  },
  passwords: {
    holds: {
      'a column': { 'db/schema.sql': 'CREATE TABLE users (id INT, password_hash VARCHAR(80));\n' },
      bcrypt: dependencies('bcryptjs'),
    },
    not: {
      'a password of a connection': { 'src/mail.ts': 'export interface Mail { host: string; password: string }\n' },
      'a policy in words': { 'db/schema.sql': "COMMENT ON COLUMN a.b IS 'password';\n" },
    },
  },
  jwt: {
    holds: {
      'a dependency': requirements('PyJWT==2.9'),
      'an import': { 'auth.go': 'package a\n\nimport "github.com/golang-jwt/jwt/v5"\n' },
    },
    not: { 'a name': { 'auth.py': 'import jwt_free_thing\n' } },
  },
  'cookie-session': {
    holds: {
      'express-session': dependencies('express-session'),
      'a cookie where users sign in': { ...requirements('bcrypt==4.2'), 'a.py': 'def f(response):\n    response.set_cookie("t", "v")\n' },
    },
    not: { 'a cookie where nobody signs in': { 'a.py': 'def f(response):\n    response.set_cookie("language", "de")\n' } },
  },
  'api-keys': {
    holds: {
      'a header that is read': { 'a.ts': 'export const key = (req: Request) => req.headers.get("x-api-key");\n' },
      'a table': { 'db/a.sql': 'CREATE TABLE api_keys (id INT);\n' },
      'a route': { 'main.py': `${FASTAPI['main.py']}\n@app.post("/api-tokens")\ndef make(): ...\n` },
    },
    not: {
      'a header that is sent': {
        'a.ts': 'export const get = (key: string) => fetch("https://x.acme.io", { headers: { "x-api-key": key } });\n',
      },
    },
  },
  graphql: { holds: { Strawberry: requirements('strawberry-graphql==0.250') }, not: { 'a client': dependencies('graphql-request') } },
  'multi-tenant': {
    holds: {
      'a column': { 'db/a.sql': 'CREATE TABLE orders (id INT, tenant_id UUID NOT NULL);\n' },
      'a field of a model': { 'models.py': 'class Order(Base):\n    organization_id = Column(ForeignKey("o.id"))\n' },
      Prisma: { 'prisma/schema.prisma': 'model Order {\n  id Int @id\n  tenantId String\n}\n' },
    },
    not: {
      "an argument of a cloud's client": { 'azure.py': 'credential = ClientSecret(tenant_id=TENANT)\n' },
      'a tenant of Azure in TypeScript': { 'a.ts': 'export const options = { tenantId: process.env.TENANT };\n' },
    },
  },
  datastore: {
    holds: {
      MongoDB: dependencies('mongoose'),
      'an image': { 'compose.yaml': 'services:\n  search:\n    image: getmeili/meilisearch:v1.11\n' },
      storage: requirements('minio==7.2'),
    },
    not: { 'an image of the product': { 'compose.yaml': 'services:\n  web:\n    image: ghcr.io/acme/postgresifier-web:1\n' } },
  },
  'relational-db': {
    holds: { SQLAlchemy: requirements('sqlalchemy==2.0'), 'database/sql': { 'db.go': 'package db\n\nimport "database/sql"\n' } },
    not: { MongoDB: dependencies('mongoose'), Redis: dependencies('ioredis') },
  },
  'sql-code': {
    holds: {
      'a statement': { 'a.py': 'cursor.execute("SELECT id FROM users WHERE id = %s", [1])\n' },
      'over lines': { 'a.go': 'package a\n\nconst q = `\n  SELECT id\n  FROM users`\n' },
    },
    not: {
      'words for people': { 'a.ts': 'export const hint = "Select a file from the list";\n' },
      'a schema': { 'db/a.sql': 'SELECT 1;\n' },
    },
  },
  redis: {
    holds: { 'a client': requirements('redis==5.2'), 'an address': { 'settings.py': 'BROKER = "redis://cache:6379/0"\n' } },
    not: {
      'a name': { 'a.py': 'from acme import redistribute\n' },
      'an image of another name': { 'compose.yaml': 'services:\n  a:\n    image: acme/redistribution:1\n' },
    },
  },
  'external-api': {
    holds: { stripe: dependencies('stripe'), 'a call': { 'a.ts': 'export const r = await fetch("https://api.acme.io/v1");\n' } },
    not: { 'a call to itself': { 'a.ts': 'export const r = await fetch("/api/v1");\n' }, 'a tool of developers': development('axios') },
  },
  'background-jobs': {
    holds: {
      Celery: requirements('celery==5.4'),
      'a CronJob': { 'k8s/a.yaml': 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: a\n' },
      'a schedule': { 'A.java': 'class A {\n  @Scheduled(cron = "0 0 * * * *")\n  void a() {}\n}\n' },
    },
    not: { 'a word': { 'a.py': 'schedule = "weekly"\n' } },
  },
  'costly-operations': {
    holds: {
      'a route': { 'main.py': `${FASTAPI['main.py']}\n@app.get("/orders/export")\ndef out(): ...\n` },
      PDF: requirements('weasyprint==63'),
    },
    not: { 'a usual route': { 'main.py': `${FASTAPI['main.py']}\n@app.get("/orders")\ndef out(): ...\n` } },
  },
  dependencies: {
    holds: { pip: requirements('httpx==0.28'), cargo: { 'Cargo.toml': '[dependencies]\naxum = "0.7"\n' } },
    not: { 'no manifest': { 'a.py': 'A = 1\n' } },
  },
  git: { holds: { 'an ignore file': { '.gitignore': 'dist\n' } }, not: { 'an ignore file of Docker': { '.dockerignore': 'dist\n' } } },
  ci: {
    holds: { workflows: { '.github/workflows/ci.yml': 'on: push\njobs: {}\n' }, GitLab: { '.gitlab-ci.yml': 'a:\n  script: [x]\n' } },
    not: {
      'a bot': { '.github/dependabot.yml': 'version: 2\n' },
      'a workflow elsewhere': { 'templates/.github/workflows/ci.yml': 'on: push\n' },
    },
  },
  docker: {
    holds: { 'a Dockerfile': { Dockerfile: 'FROM scratch\n' } },
    not: { 'one for developers': { '.devcontainer/Dockerfile': 'FROM scratch\n' } },
  },
  compose: {
    holds: { 'a compose file': { 'docker-compose.yml': 'services: {}\n' } },
    not: {
      'an overlay for developers': { 'docker-compose.override.yml': 'services: {}\n' },
      'a tool that is beside': { '.agent/docker-compose.yml': 'services: {}\n' },
    },
  },
  kubernetes: {
    holds: { 'a manifest': { 'deploy/shop.yaml': DEPLOYMENT }, Helm: { 'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\n' } },
    not: {
      'another kind': { 'skaffold.yaml': 'apiVersion: skaffold/v4beta11\nkind: Config\n' },
      'no manifest': { 'a.yaml': 'kind: Deployment\n' },
    },
  },
  containers: {
    holds: { compose: { 'compose.yaml': 'services: {}\n' } },
    not: { 'settings of an editor': { '.devcontainer/devcontainer.json': '{}\n' } },
  },
  'reverse-proxy': {
    holds: {
      nginx: { 'nginx.conf': 'server {\n  listen 80;\n}\n' },
      Ingress: { 'k8s/i.yaml': ingress('shop.acme.io') },
      image: { 'compose.yaml': 'services:\n  edge:\n    image: traefik:v3\n' },
    },
    not: { 'an image of the product': { 'compose.yaml': 'services:\n  web:\n    image: acme/nginxless:1\n' } },
  },
  'public-traffic': {
    holds: {
      'an Ingress': { 'k8s/i.yaml': ingress('shop.acme.io') },
      nginx: { 'nginx.conf': 'server {\n  listen 443;\n  server_name shop.acme.io;\n}\n' },
      Caddy: { Caddyfile: 'shop.acme.io {\n  reverse_proxy web:80\n}\n' },
      Fly: { 'fly.toml': 'app = "shop"\n' },
    },
    not: {
      'a name of the cluster': { 'k8s/i.yaml': ingress('shop.default.svc.cluster.local') },
      'a name that stands for another': { 'k8s/i.yaml': ingress('shop.example.com') },
      'a value from outside': { 'k8s/i.yaml': ingress('{{ .Values.host }}') },
      'no name': { 'nginx.conf': 'server {\n  listen 80;\n  server_name localhost;\n}\n' },
    },
  },
  'static-assets': {
    holds: {
      express: { 'a.ts': 'import express from "express";\nexpress().use(express.static("public"));\n' },
      files: { 'public/robots.txt': 'User-agent: *\n' },
    },
    not: { 'a static method': { 'A.java': 'class A {\n  static int a;\n}\n' } },
  },
  'file-logs': {
    holds: {
      Python: { 'log.py': 'h = RotatingFileHandler("a.log")\n' },
      winston: { 'log.ts': 'new winston.transports.File({ filename: "a" });\n' },
      nginx: { 'nginx.conf': 'server {\n  listen 80;\n  access_log /var/log/a.log;\n}\n' },
    },
    not: {
      console: { 'log.py': 'h = logging.StreamHandler()\n' },
      'turned off': { 'nginx.conf': 'server {\n  listen 80;\n  access_log off;\n}\n' },
    },
  },
  metrics: {
    holds: {
      'a client': requirements('prometheus-client==0.21'),
      'a middleware for Fiber': { 'go.mod': 'module shop\n\nrequire github.com/ansrivas/fiberprometheus/v2 v2.9.0\n' },
      'a route': { 'main.py': `${FASTAPI['main.py']}\n@app.get("/metrics")\ndef m(): ...\n` },
    },
    not: { 'figures of the product': { 'main.py': `${FASTAPI['main.py']}\n@app.get("/websites/{id}/metrics")\ndef m(): ...\n` } },
  },
  alerting: {
    holds: {
      Prometheus: { 'monitoring/rules.yml': 'groups:\n  - name: a\n    rules:\n      - alert: Down\n        expr: up == 0\n' },
      Terraform: { 'a.tf': 'resource "aws_cloudwatch_metric_alarm" "cpu" {}\n' },
    },
    not: { 'an alert of a page': { 'web/alert.ts': 'export const alert = 1;\n' } },
  },
  'personal-data': {
    holds: {
      'a model': { 'models.py': 'class User(Base):\n    email = Column(String)\n' },
      SQL: { 'db/a.sql': 'CREATE TABLE owners (id INT, first_name VARCHAR(30));\n' },
    },
    not: {
      'an address that is written to': { 'a.py': 'email = build_message("x")\n' },
      'an argument': { 'a.ts': 'export const send = (email: string) => email;\n' },
    },
  },
  'config-file': {
    holds: {
      viper: { 'main.go': 'package main\n\nfunc main() { viper.ReadInConfig() }\n' },
      Spring: { 'src/main/resources/application.yml': 'server:\n  port: 80\n' },
    },
    not: { 'the environment': { 'a.py': 'import os\n\nA = os.environ["A"]\n' }, 'a word': { 'a.ts': 'export const kind = "config";\n' } },
  },
  'ops-scripts': {
    holds: { shell: { 'backup.sh': '#!/bin/sh\n' }, Python: { 'scripts/restore_db.py': 'A = 1\n' } },
    not: {
      'code of the product': { 'web/composables/use-backups.ts': 'export {};\n' },
      'a health route': { 'app/health_check.py': 'A = 1\n' },
    },
  },
  team: { holds: { 'nothing at all': {} }, not: {} },
};

describe('conditions', () => {
  it('are all in the table', () => {
    assert.deepEqual(Object.keys(TABLE).sort(), Object.keys(CONDITIONS).sort());
  });

  for (const [condition, { holds, not }] of Object.entries(TABLE) as [Condition, (typeof TABLE)[Condition]][]) {
    for (const [name, files] of Object.entries(holds))
      it(`${condition}: ${name}`, async () => {
        const reasons = reasonsOf(condition, await aroundOf(files));
        assert.ok(reasons.length > 0);
        for (const { note, at } of reasons) assert.ok(note !== '' && (at !== undefined || /every|team|Git/.test(note)), note);
      });
    for (const [name, files] of Object.entries(not))
      it(`${condition}: not ${name}`, async () => {
        assert.deepEqual(
          reasonsOf(condition, await aroundOf(files)).map(({ note }) => note),
          [],
        );
      });
  }
});

describe('whether an item applies', () => {
  const applies = (...conditions: readonly Condition[]): { readonly applies: readonly Condition[] } => ({ applies: conditions });
  const DATABASE = { ...FASTAPI, ...requirements('fastapi==0.115', 'asyncpg==0.30') };

  it('is known from files, with places', async () => {
    const { state, because } = applicabilityOf(applies('web-app'), await aroundOf(FASTAPI), {});
    assert.equal(state, 'applies');
    assert.deepEqual(
      because.map(({ note, at }) => [note, at?.uri]),
      [['a FastAPI application', 'memory:///main.py']],
    );
  });

  it('is a question where only the team knows', async () => {
    const around = await aroundOf(DATABASE);
    for (const condition of Object.keys(QUESTIONS) as Condition[]) {
      const found = applicabilityOf(applies(condition), around, {});
      assert.equal(found.state, 'question', condition);
      assert.equal(found.question?.condition, condition);
      assert.match(found.question.words, /\?$/);
    }
  });

  it('is no question of a library', async () => {
    const around = await aroundOf({ 'pyproject.toml': '[project]\nname = "lib"\n', 'lib/a.py': 'A = 1\n' });
    for (const condition of Object.keys(QUESTIONS) as Condition[])
      assert.equal(applicabilityOf(applies(condition), around, {}).state, 'not');
  });

  it('is no question when another condition holds', async () => {
    assert.equal(applicabilityOf(applies('personal-data', 'datastore'), await aroundOf(DATABASE), {}).state, 'applies');
  });

  it('follows the answer, either way', async () => {
    const around = await aroundOf(DATABASE);
    const yes = applicabilityOf(applies('public-traffic'), around, { 'public-traffic': { holds: true, reason: 'a shop' } });
    assert.deepEqual(yes, { state: 'applies', because: [{ note: "'preflight.yaml' says so: a shop" }] });
    assert.equal(applicabilityOf(applies('public-traffic'), around, { 'public-traffic': { holds: false } }).state, 'not');
  });

  it('believes the team before the files', async () => {
    const around = await aroundOf({ 'fly.toml': 'app = "shop"\n', ...FASTAPI });
    assert.equal(applicabilityOf(applies('public-traffic'), around, {}).state, 'applies');
    assert.equal(applicabilityOf(applies('public-traffic'), around, { 'public-traffic': { holds: false } }).state, 'not');
  });

  it('takes a team for granted until it says otherwise', async () => {
    const around = await aroundOf({});
    assert.equal(applicabilityOf(applies('team'), around, {}).state, 'applies');
    assert.equal(applicabilityOf(applies('team'), around, { team: { holds: false } }).state, 'not');
  });
});
