import { envVarUnset } from '../../../src/rules/consistency/env-var-unset.js';
import { testRule } from '../rule-tester.js';

const from = (kind: string): string => `          envFrom:\n            - ${kind}: { name: api-config }\n`;
const files = (kustomization: string, more: Readonly<Record<string, string>> = {}, kind = 'configMapRef') => ({
  'api/Dockerfile': 'FROM python:3.13-slim\nCOPY . .\nCMD ["uvicorn", "main:app"]\n',
  'api/main.py': 'import os\n\nDATABASE_URL = os.environ["DATABASE_URL"]\n',
  'k8s/api.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: registry.example.com/api:1\n${from(kind)}`,
  'k8s/kustomization.yaml': `resources:\n  - api.yaml\n${kustomization}`,
  ...more,
});
const marked = (all: Readonly<Record<string, string>>) => ({
  ...all,
  'k8s/api.yaml': (all['k8s/api.yaml'] ?? '').replace('- name: api', '- name: «api»'),
});

testRule(envVarUnset, {
  reports: [
    {
      name: 'literals of a generator without it',
      files: marked(files('configMapGenerator:\n  - name: api-config\n    literals:\n      - LOG_LEVEL=info\n')),
      says: "Container 'api' does not set 'DATABASE_URL'",
    },
    {
      name: 'an env file of a generator without it',
      files: marked(files('configMapGenerator:\n  - name: api-config\n    envs: [config.env]\n', { 'k8s/config.env': 'LOG_LEVEL=info\n' })),
    },
  ],
  accepts: [
    {
      name: 'a literal',
      files: files('configMapGenerator:\n  - name: api-config\n    literals:\n      - DATABASE_URL=postgres://db/app\n'),
    },
    {
      name: 'a secret that is made',
      files: files('secretGenerator:\n  - name: api-config\n    literals: ["DATABASE_URL=replaced"]\n', {}, 'secretRef'),
    },
    {
      name: 'an env file',
      files: files('configMapGenerator:\n  - name: api-config\n    envs:\n      - config.env\n', {
        'k8s/config.env': 'LOG_LEVEL=info\nDATABASE_URL=postgres://db/app\n',
      }),
    },
    {
      name: 'what an overlay adds',
      files: files('configMapGenerator:\n  - name: api-config\n    literals: [LOG_LEVEL=info]\n', {
        'overlays/prod/kustomization.yaml':
          'resources:\n  - ../../k8s\nconfigMapGenerator:\n  - name: api-config\n    behavior: merge\n    literals: ["DATABASE_URL=postgres://db/app"]\n',
      }),
    },
  ],
  unknown: [
    {
      name: 'an env file that is not kept',
      files: files('secretGenerator:\n  - name: api-config\n    envs: [secret.env]\n', {}, 'secretRef'),
    },
    { name: 'another name', files: files('configMapGenerator:\n  - name: web-config\n    literals: [LOG_LEVEL=info]\n') },
  ],
});
