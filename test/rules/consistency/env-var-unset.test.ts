import { envVarUnset } from '../../../src/rules/consistency/env-var-unset.js';
import { testRule } from '../rule-tester.js';

const DOCKERFILE = 'FROM python:3.13-slim\nCOPY . .\nCMD ["uvicorn", "main:app"]\n';
const MAIN = 'import os\n\nDATABASE_URL = os.environ["DATABASE_URL"]\n';
const compose = (rest: string): string => `services:\n  api:\n    build: api\n    restart: always\n${rest}`;
const files = (rest: string, more: Readonly<Record<string, string>> = {}) => ({
  'api/Dockerfile': DOCKERFILE,
  'api/main.py': MAIN,
  'compose.yaml': compose(rest),
  ...more,
});
const marked = (files: Readonly<Record<string, string>>) => ({
  ...files,
  'compose.yaml': (files['compose.yaml'] ?? '').replace('  api:', '  «api»:'),
});
const manifest = (name: string, rest: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: ${name}\n          image: registry.example.com/api:1\n${rest}`;
const pods = (name: string, rest: string, more: Readonly<Record<string, string>> = {}) => ({
  'api/Dockerfile': DOCKERFILE,
  'api/main.py': MAIN,
  'k8s/api.yaml': manifest(name, rest),
  ...more,
});

testRule(envVarUnset, {
  reports: [
    {
      name: 'a variable that no environment has',
      files: marked(files('')),
      says: "Service 'api' does not set 'DATABASE_URL', and the code stops without it: nothing that runs this image sets it. Pass it on.",
      fix: "Require 'DATABASE_URL' from the environment",
      fixed: compose('    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n'),
    },
    {
      name: 'a list that lacks it',
      files: marked(files('    environment:\n      - LOG_LEVEL=info\n')),
      fixed: compose('    environment:\n      - LOG_LEVEL=info\n      - DATABASE_URL=${DATABASE_URL:?}\n'),
    },
    {
      name: 'required fields of settings',
      files: marked(
        files('    environment:\n      DATABASE_URL: ${DATABASE_URL}\n', {
          'api/settings.py':
            'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    jwt_secret: str\n    stripe_key: str\n    debug: bool = False\n',
        }),
      ),
      says: "Service 'api' does not set 'JWT_SECRET' and 'STRIPE_KEY', and the code stops without them: nothing that runs this image sets them. Pass them on.",
      fixed: compose(
        '    environment:\n      DATABASE_URL: ${DATABASE_URL}\n      JWT_SECRET: ${JWT_SECRET:?}\n      STRIPE_KEY: ${STRIPE_KEY:?}\n',
      ),
    },
    {
      name: 'the body of a class, which runs by itself',
      files: marked(files('', { 'api/main.py': 'import os\n\n\nclass Config:\n    KEY = os.environ["SIGNING_KEY"]\n' })),
    },
    {
      name: 'a file that the image leaves out',
      files: marked(
        files('', { 'api/main.py': `from dotenv import load_dotenv\nload_dotenv()\n${MAIN}`, 'api/.dockerignore': '.git\n.env\n' }),
      ),
    },
    {
      name: 'a container',
      files: pods('«api»', '          env:\n            - name: LOG_LEVEL\n              value: info\n'),
      fixed: null,
    },
    {
      name: 'a ConfigMap without it',
      files: pods('«api»', '          envFrom:\n            - configMapRef: { name: api }\n', {
        'k8s/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: api }\ndata:\n  LOG_LEVEL: info\n',
      }),
    },
  ],
  accepts: [
    { name: 'a variable that is passed on', files: files('    environment:\n      DATABASE_URL:\n') },
    { name: 'a list that has it', files: files('    environment:\n      - DATABASE_URL=${DATABASE_URL}\n') },
    {
      name: 'a worker of the same image that sets it',
      files: files('  worker:\n    build: api\n    environment:\n      DATABASE_URL: ${DATABASE_URL}\n'),
    },
    {
      name: 'ENV of the image',
      files: files('', {
        'api/Dockerfile': 'FROM python:3.13-slim\nENV DATABASE_URL=sqlite:///data.db\nCOPY . .\nCMD ["uvicorn", "main:app"]\n',
      }),
    },
    { name: 'a default', files: files('', { 'api/main.py': 'import os\nURL = os.environ.get("DATABASE_URL", "sqlite://")\n' }) },
    {
      name: 'a function that few call',
      files: files('', { 'api/main.py': 'import os\n\n\ndef export():\n    return os.environ["S3_KEY"]\n' }),
    },
    { name: 'a branch', files: files('', { 'api/main.py': 'import os\nif os.environ.get("S3"):\n    KEY = os.environ["S3_KEY"]\n' }) },
    {
      name: 'code that sets it first',
      files: files('', { 'api/boot.py': 'import os\nos.environ.setdefault("DATABASE_URL", "sqlite://")\n' }),
    },
    {
      name: "the image's start script",
      files: files('', { 'api/entrypoint.sh': '#!/bin/sh\nexport DATABASE_URL=postgres://db/app\nexec "$@"\n' }),
    },
    { name: 'a script for people', files: files('', { 'api/main.py': 'x = 1\n', 'api/scripts/load.py': MAIN }) },
    {
      name: 'a Secret with it',
      files: pods('api', '          envFrom:\n            - secretRef: { name: api }\n', {
        'k8s/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: api }\nstringData:\n  DATABASE_URL: replaced-by-the-pipeline\n',
      }),
    },
  ],
  unknown: [
    { name: 'an env_file', files: files('    env_file: .env\n') },
    { name: 'a file that the code reads', files: files('', { 'api/main.py': `from dotenv import load_dotenv\nload_dotenv()\n${MAIN}` }) },
    { name: 'a Secret from elsewhere', files: pods('api', '          envFrom:\n            - secretRef: { name: api }\n') },
    { name: 'a mounted file', files: files('    volumes:\n      - ./api.env:/app/.env:ro\n') },
    { name: 'a platform with settings of its own', files: files('', { 'fly.toml': 'app = "api"\n' }) },
    { name: 'two images in one folder', files: files('', { 'api/worker.Dockerfile': DOCKERFILE }) },
    { name: 'a vault', files: files('', { 'api/vault.py': 'import hvac\n\nclient = hvac.Client()\n' }) },
  ],
});
