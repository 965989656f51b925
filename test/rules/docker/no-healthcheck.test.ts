import { noHealthcheck } from '../../../src/rules/docker/no-healthcheck.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';
const compose = (more: string): string => `services:\n  api:\n    build: .\n${more}`;

testRule(noHealthcheck, {
  reports: [
    {
      name: 'a server that exposes a port',
      file,
      code: '«FROM node:22»\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
      severity: 'info',
      fixed:
        'FROM node:22\nEXPOSE 3000\nHEALTHCHECK CMD ["node", "-e", "fetch(\'http://127.0.0.1:3000/health\').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]\nCMD ["node", "server.js"]\n',
    },
    { name: 'a known server without a port', file, code: '«FROM python:3.13»\nCMD ["gunicorn", "app:app"]\n', fixed: null },
    { name: 'a server behind tini', file, code: '«FROM python:3.13»\nENTRYPOINT ["tini", "--"]\nCMD ["uvicorn", "app:app"]\n' },
    { name: 'nginx as it comes', file, code: '«FROM nginx:1.29»\nCOPY site /usr/share/nginx/html\n' },
    {
      name: 'curl where it was installed',
      file,
      code: '«FROM debian:13»\nRUN apt-get update && apt-get install -y curl\nEXPOSE 80\nCMD ["/app"]\n',
      fixed:
        'FROM debian:13\nRUN apt-get update && apt-get install -y curl\nEXPOSE 80\nHEALTHCHECK CMD curl --fail --silent --max-time 3 http://127.0.0.1:80/health || exit 1\nCMD ["/app"]\n',
    },
    {
      name: 'a server that compose runs without a check, as a warning',
      files: { Dockerfile: '«FROM node:22»\nEXPOSE 3000\nCMD ["node", "x.js"]\n', 'compose.yaml': compose('') },
      severity: 'warning',
      says: "Service 'api'",
    },
  ],
  accepts: [
    {
      name: 'a HEALTHCHECK',
      file,
      code: 'FROM node:22\nEXPOSE 3000\nHEALTHCHECK --interval=30s CMD curl -f http://localhost:3000/ || exit 1\nCMD ["node", "x.js"]\n',
    },
    {
      name: 'one of the stage that it builds on',
      file,
      code: 'FROM node:22 AS base\nHEALTHCHECK CMD ["node", "check.js"]\nFROM base\nEXPOSE 3000\nCMD ["node", "x.js"]\n',
    },
    {
      name: 'a check of the compose service',
      files: {
        Dockerfile: 'FROM node:22\nEXPOSE 3000\nCMD ["node", "x.js"]\n',
        'compose.yaml': compose('    healthcheck:\n      test: ["CMD", "node", "check.js"]\n'),
      },
    },
    {
      name: 'a probe of the container that runs it',
      files: {
        'api/Dockerfile': 'FROM node:22\nEXPOSE 3000\nCMD ["node", "x.js"]\n',
        'k8s/api.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: registry.example/shop/api:1.2\n          livenessProbe:\n            httpGet: { path: /health, port: 3000 }\n',
      },
    },
    { name: 'no server', file, code: 'FROM python:3.13\nCMD ["celery", "-A", "app", "worker"]\n' },
    { name: 'a shell', file, code: 'FROM debian:13\nCMD ["bash"]\n' },
  ],
  unknown: [
    {
      name: "somebody's product with settings of one's own",
      files: { Dockerfile: 'FROM grafana/grafana:12.2.0\nCOPY dashboards /etc/grafana\n', 'compose.yaml': compose('') },
    },
    { name: 'a program that says nothing of itself', file, code: 'FROM debian:13\nCMD ["/app"]\n' },
    { name: 'HEALTHCHECK NONE, which somebody decided', file, code: 'FROM node:22\nEXPOSE 3000\nHEALTHCHECK NONE\nCMD ["node", "x.js"]\n' },
    { name: 'an image without programs to ask with', file, code: 'FROM gcr.io/distroless/static:nonroot\nEXPOSE 80\nCMD ["/app"]\n' },
    {
      name: 'an image in a workspace that only Kubernetes runs',
      files: {
        Dockerfile: 'FROM node:22\nEXPOSE 3000\nCMD ["node", "x.js"]\n',
        'k8s/api.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: registry.example/shop/api:1.2\n',
      },
    },
  ],
});
