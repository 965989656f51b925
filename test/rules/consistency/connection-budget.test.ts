import { connectionBudget } from '../../../src/rules/consistency/connection-budget.js';
import { testRule } from '../rule-tester.js';

const DOCKERFILE = 'FROM python:3.13-slim\nCOPY . .\nCMD ["gunicorn", "app:app", "--workers", "4"]\n';
const engine = (options: string): string =>
  `import os\nfrom sqlalchemy import create_engine\n\nengine = create_engine(os.environ["DATABASE_URL"], ${options})\n`;
const DATABASE = '  db:\n    image: postgres:17.2\n    command: ["postgres", "-c", "max_connections=100"]\n';
const compose = (api: string, rest = DATABASE): string => `services:\n  api:\n    build: api\n${api}${rest}`;
const files = (options: string, api: string, more: Readonly<Record<string, string>> = {}) => ({
  'api/Dockerfile': DOCKERFILE,
  'api/app.py': engine(options),
  'compose.yaml': compose(api),
  ...more,
});
const POSTGRES = { 'db/postgresql.conf': "listen_addresses = '*'\nmax_connections = 200\n" };
const manifest = (replicas: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n${replicas}  template:\n    spec:\n      containers:\n        - name: api\n          image: registry.example.com/api:1\n`;
const SCALER =
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: api }\nspec:\n  scaleTargetRef: { kind: Deployment, name: api }\n  minReplicas: 2\n  maxReplicas: 10\n';
const pods = (options: string, replicas: string, more: Readonly<Record<string, string>> = {}) => ({
  'api/Dockerfile': DOCKERFILE,
  'api/app.py': engine(options),
  'k8s/api.yaml': manifest(replicas),
  ...POSTGRES,
  ...more,
});

testRule(connectionBudget, {
  reports: [
    {
      name: 'replicas, workers and pools together',
      files: files('pool_size=«5», max_overflow=10', '    deploy: { replicas: 3 }\n'),
      says: "Service 'api' opens up to 3 replicas × 4 workers × (5 + 10) = 180 connections, the database takes 100: under load it refuses the rest. Use smaller pools, or a pooler.",
      fixed: null,
    },
    { name: 'the overflow that nobody wrote', files: files('pool_size=«20»', '') },
    {
      name: 'the most that an autoscaler starts',
      files: pods('pool_size=«5», max_overflow=0', '', { 'k8s/hpa.yaml': SCALER, 'db/postgresql.conf': 'max_connections = 150\n' }),
      says: /10 replicas × 4 workers × 5 = 200 connections/,
    },
    {
      name: 'two services of one image',
      files: files('pool_size=«5», max_overflow=10', '  jobs:\n    build: api\n'),
      says: /4 workers × \(5 \+ 10\), with others 120 connections/,
    },
    {
      name: 'a process that does not fork',
      files: {
        'api/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/api"]\n',
        'api/main.go': 'package main\n\nfunc main() {\n\tdb.SetMaxOpenConns(«50»)\n}\n',
        'compose.yaml': compose('    deploy: { replicas: 3 }\n'),
      },
    },
  ],
  accepts: [
    { name: 'a sum below the limit', files: files('pool_size=5, max_overflow=5', '    deploy: { replicas: 2 }\n') },
    { name: 'a sum that is the limit', files: files('pool_size=5, max_overflow=0', '    deploy: { replicas: 5 }\n') },
    { name: 'a limit that nobody wrote', files: { ...files('pool_size=50', ''), 'compose.yaml': compose('', '') } },
    { name: 'a pooler between', files: files('pool_size=50', '', { 'pgbouncer/pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\n' }) },
    {
      name: 'workers that cannot be known',
      files: { ...files('pool_size=50', ''), 'api/Dockerfile': 'FROM python:3.13-slim\nCMD ["./run.sh"]\n' },
    },
    {
      name: 'a compose file beside manifests, each with a database of its own',
      files: { ...files('pool_size=5, max_overflow=10', ''), 'k8s/api.yaml': manifest('  replicas: 1\n') },
    },
    { name: 'two databases', files: files('pool_size=50', '', POSTGRES) },
    { name: 'a pool size from the environment', files: files('pool_size=int(os.environ["POOL"])', '') },
    { name: 'replicas that a template writes', files: pods('pool_size=50', '  replicas: ${REPLICAS}\n') },
  ],
});
