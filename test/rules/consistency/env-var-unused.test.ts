import { envVarUnused } from '../../../src/rules/consistency/env-var-unused.js';
import { testRule } from '../rule-tester.js';

const DOCKERFILE = 'FROM python:3.13-slim\nCOPY . .\nCMD ["uvicorn", "main:app"]\n';
const MAIN = 'import os\n\nDATABASE_URL = os.environ["DATABASE_URL"]\n';
const compose = (environment: string, more = ''): string =>
  `services:\n  api:\n    build: api\n    restart: always\n    environment:\n      DATABASE_URL: \${DATABASE_URL}\n${environment}${more}`;
const files = (environment: string, more: Readonly<Record<string, string>> = {}) => ({
  'api/Dockerfile': DOCKERFILE,
  'api/main.py': MAIN,
  'compose.yaml': compose(environment),
  ...more,
});
const UNREAD = '      UPLOAD_LIMIT: "10"\n';
const node = (server: string, environment = UNREAD, more: Readonly<Record<string, string>> = {}) => ({
  'api/Dockerfile': 'FROM node:24-slim\nCOPY . .\nCMD ["node", "server.js"]\n',
  'api/package.json': '{ "name": "api", "dependencies": { "express": "5.1.0" } }',
  'api/server.js': `const url = process.env.DATABASE_URL;\n${server}`,
  'compose.yaml': compose(environment),
  ...more,
});
const go = (main: string) => ({
  'api/Dockerfile':
    'FROM golang:1.25 AS build\nCOPY . .\nRUN go build -o /api .\nFROM scratch\nCOPY --from=build /api /api\nENTRYPOINT ["/api"]\n',
  'api/main.go': `package main\n\nimport "os"\n\nvar url = os.Getenv("DATABASE_URL")\n${main}`,
  'compose.yaml': compose(UNREAD),
});
const pods = (env: string, more: Readonly<Record<string, string>> = {}) => ({
  'api/Dockerfile': DOCKERFILE,
  'api/main.py': MAIN,
  'k8s/api.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: registry.example.com/api:1\n          env:\n            - name: DATABASE_URL\n              valueFrom: { secretKeyRef: { name: api, key: url } }\n${env}`,
  ...more,
});
const ENTRY = '            - { name: UPLOAD_LIMIT, value: "10" }\n';

testRule(envVarUnused, {
  reports: [
    {
      name: 'a name that no file of the image has',
      files: files('      «UPLOAD_LIMIT»: "10"\n'),
      says: "Service 'api' sets 'UPLOAD_LIMIT', and nothing in its image reads it: changing it changes nothing. Remove it, or correct its name.",
      fixed: null,
      severity: 'info',
    },
    {
      name: 'a name that is spelt almost as the one that is read',
      files: files('      «LOG_LEVL»: info\n', { 'api/main.py': `${MAIN}LEVEL = os.getenv("LOG_LEVEL", "info")\n` }),
      says: "the code reads 'LOG_LEVEL', which nobody sets. Correct the name.",
    },
    {
      name: 'the words of a name in another order',
      files: files('      «TTL_CACHE»: "5"\n', { 'api/main.py': `${MAIN}TTL = os.getenv("CACHE_TTL", "60")\n` }),
      says: "the code reads 'CACHE_TTL'",
    },
    {
      name: 'an entry of a list',
      files: files('', {
        'compose.yaml':
          'services:\n  api:\n    build: api\n    restart: always\n    environment:\n      - DATABASE_URL\n      - «UPLOAD_LIMIT»=10\n',
      }),
    },
    {
      name: 'what only another service reads, from another folder',
      files: files('      «UPLOAD_LIMIT»: "10"\n', { 'web/main.py': 'import os\nLIMIT = os.environ["UPLOAD_LIMIT"]\n' }),
    },
    {
      name: 'what only a document tells',
      files: files('      «UPLOAD_LIMIT»: "10"\n', { 'api/README.md': 'Set `UPLOAD_LIMIT`.\n', 'api/.env.example': 'UPLOAD_LIMIT=10\n' }),
    },
    { name: 'JavaScript', files: node('', '      «UPLOAD_LIMIT»: "10"\n') },
    {
      name: 'a JavaScript child process that gets them all',
      files: node('spawn("convert", { env: { ...process.env, X: "1" } });\n', '      «UPLOAD_LIMIT»: "10"\n'),
    },
    {
      name: 'a schema without it',
      files: node(
        'import { z } from "zod";\nexport const env = z.object({\n  DATABASE_URL: z.string(),\n}).parse(process.env);\n',
        '      «UPLOAD_LIMIT»: "10"\n',
      ),
    },
    { name: 'Go', files: { ...go(''), 'compose.yaml': compose('      «UPLOAD_LIMIT»: "10"\n') } },
    { name: 'a container', files: pods('            - name: «UPLOAD_LIMIT»\n              value: "10"\n') },
  ],
  accepts: [
    { name: 'a variable with a default', files: files(UNREAD, { 'api/main.py': `${MAIN}LIMIT = os.getenv("UPLOAD_LIMIT", "5")\n` }) },
    {
      name: 'a field of settings',
      files: files(UNREAD, {
        'api/settings.py': 'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    upload_limit: int = 5\n',
      }),
    },
    {
      name: 'settings of a library beside it',
      files: files(UNREAD, {
        'api/settings.py': 'from base import AppSettings\n\n\nclass Settings(AppSettings):\n    upload_limit: int = 5\n',
      }),
    },
    { name: 'a constant that names it', files: files(UNREAD, { 'api/main.py': `${MAIN}LIMIT_KEY = "UPLOAD_LIMIT"\n` }) },
    {
      name: 'a helper from another file',
      files: files(UNREAD, { 'api/limits.py': 'from helpers import get_env\n\nLIMIT = get_env("UPLOAD_LIMIT")\n' }),
    },
    {
      name: 'a prefix',
      files: files('      SHOP_UPLOAD_LIMIT: "1"\n', {
        'api/settings.py':
          'from pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    upload_limit: int\n',
      }),
    },
    {
      name: 'the start command',
      files: files(UNREAD, {
        'api/Dockerfile': 'FROM python:3.13-slim\nCOPY . .\nCMD uvicorn main:app --limit-concurrency ${UPLOAD_LIMIT}\n',
      }),
    },
    {
      name: 'an entrypoint',
      files: files(UNREAD, { 'api/entrypoint.sh': '#!/bin/sh\nexec uvicorn main:app --limit-concurrency "$UPLOAD_LIMIT"\n' }),
    },
    { name: 'a template of envsubst', files: files(UNREAD, { 'api/nginx.conf.template': 'client_max_body_size ${UPLOAD_LIMIT};\n' }) },
    {
      name: "compose's own command",
      files: {
        ...files(UNREAD),
        'compose.yaml': compose(UNREAD, '    command: sh -c "uvicorn main:app --limit-concurrency $$UPLOAD_LIMIT"\n'),
      },
    },
    {
      name: 'variables of runtimes and servers',
      files: files(
        '      PORT: "8000"\n      TZ: UTC\n      PYTHONUNBUFFERED: "1"\n      GUNICORN_CMD_ARGS: --workers=2\n      OTEL_SERVICE_NAME: api\n      AWS_REGION: eu-west-1\n      HTTP_PROXY: ""\n',
      ),
    },
    { name: 'a file with a secret', files: files('      DB_PASSWORD_FILE: /run/secrets/db\n') },
    { name: "a library's own variable", files: files('      HUEY_IMMEDIATE: "1"\n', { 'api/requirements.txt': 'huey==2.5.4\n' }) },
    { name: "a proxy's", files: files('      VIRTUAL_HOST: shop.example\n      LETSENCRYPT_HOST: shop.example\n') },
    {
      name: 'one block for two services, one of which reads it',
      files: {
        ...files(''),
        'worker/Dockerfile': DOCKERFILE,
        'worker/main.py': `${MAIN}LIMIT = os.environ["UPLOAD_LIMIT"]\n`,
        'compose.yaml':
          'x-env: &env\n  DATABASE_URL: ${DATABASE_URL}\n  UPLOAD_LIMIT: "10"\nservices:\n  api:\n    build: api\n    environment: *env\n  worker:\n    build: worker\n    environment: *env\n',
      },
    },
    { name: 'an argument of the container', files: pods(`${ENTRY}          args: ["--limit=$(UPLOAD_LIMIT)"]\n`) },
    { name: 'another variable made of it', files: pods(`${ENTRY}            - { name: DATABASE_URL, value: "x-$(UPLOAD_LIMIT)" }\n`) },
    {
      name: 'the schema of Prisma',
      files: node('', '      REPLICA_URL: x\n', {
        'api/prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("REPLICA_URL")\n}\n',
      }),
    },
    {
      name: 'ConfigService',
      files: node('', UNREAD, {
        'api/src/a.ts': 'export const limit = (config: ConfigService) => configService.get<number>("UPLOAD_LIMIT");\n',
      }),
    },
    { name: 'a tag in Go', files: go('type Config struct {\n\tLimit int `env:"UPLOAD_LIMIT"`\n}\n') },
  ],
  unknown: [
    {
      name: "somebody else's image underneath",
      files: files(UNREAD, { 'api/Dockerfile': 'FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11\nCOPY . .\n' }),
    },
    { name: 'code that is not seen to read anything', files: files(UNREAD, { 'api/main.py': 'import settings\n' }) },
    {
      name: 'a name that is put together',
      files: files(UNREAD, { 'api/main.py': `${MAIN}def get(name):\n    return os.environ[f"UPLOAD_{name}"]\n` }),
    },
    { name: 'a name that is given', files: files(UNREAD, { 'api/main.py': `${MAIN}def get(name):\n    return os.environ.get(name)\n` }) },
    { name: 'all that there are', files: files(UNREAD, { 'api/main.py': `${MAIN}SETTINGS = {k: v for k, v in os.environ.items()}\n` }) },
    { name: 'the environment handed on', files: files(UNREAD, { 'api/main.py': `${MAIN}config = Config.load(os.environ)\n` }) },
    {
      name: 'nested settings',
      files: files(UNREAD, {
        'api/settings.py':
          'from pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_nested_delimiter="_")\n    upload: Upload\n',
      }),
    },
    { name: 'process.env by a name', files: node('const get = (name) => process.env[name];\n') },
    { name: 'process.env as a whole', files: node('const config = load(process.env);\n') },
    { name: 'viper', files: go('func init() {\n\tviper.AutomaticEnv()\n}\n') },
    { name: 'envconfig', files: go('func init() {\n\tenvconfig.Process("shop", &config)\n}\n') },
    {
      name: 'Spring beside it',
      files: files(UNREAD, { 'api/src/App.java': 'class App { static void main() { SpringApplication.run(App.class); } }\n' }),
    },
    { name: 'Ruby beside it', files: files(UNREAD, { 'api/app.rb': 'puts ENV["X"]\n' }) },
    { name: 'a script that reads by a name', files: files(UNREAD, { 'api/entrypoint.sh': '#!/bin/sh\nvalue="${!name}"\n' }) },
  ],
});
