import { probePathUnserved } from '../../../src/rules/consistency/probe-path-unserved.js';
import { testRule } from '../rule-tester.js';

const DOCKERFILE = 'FROM python:3.13-slim\nUSER nobody\nCMD ["uvicorn", "main:app"]\n';
const app = (path: string): string =>
  `from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("${path}")\ndef answer():\n    return {}\n`;
const express = (path: string): string =>
  `const express = require('express');\nconst app = express();\napp.get('${path}', (req, res) => res.send('ok'));\napp.listen(3000);\n`;
const manifest = (probe: string, image = 'registry.example.com/shop:1'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: ${image}\n          ${probe}\n`;
const compose = (test: string): string => `services:\n  web:\n    build: ./shop\n    healthcheck:\n      test: ${test}\n`;

testRule(probePathUnserved, {
  reports: [
    {
      name: 'a liveness probe',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: «/healthz», port: 8000 } }'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
      fix: "Ask for '/health'",
      fixed: manifest('livenessProbe: { httpGet: { path: /health, port: 8000 } }'),
      says: "'/healthz', which no route serves: the container is restarted again and again",
      severity: 'error',
    },
    {
      name: 'a probe without a path of its own',
      files: {
        'k8s/app.yaml': manifest('readinessProbe: { httpGet: { «path: »"/", port: 8000 } }').replace('«path: »"/"', 'path: «"/"»'),
        'shop/main.py': app('/ready'),
        'shop/Dockerfile': DOCKERFILE,
      },
      says: 'never gets a request',
    },
    {
      name: 'a check of compose',
      files: {
        'compose.yaml': compose('["CMD", "curl", "-f", "http://localhost:8000«/api/health»"]'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
      fixed: compose('["CMD", "curl", "-f", "http://localhost:8000/health"]'),
      says: "service 'web'",
    },
    {
      name: 'a check of the image',
      files: {
        'server.js': express('/status'),
        Dockerfile:
          'FROM node:22\nUSER node\nHEALTHCHECK CMD wget -q --spider http://127.0.0.1:3000«/healthz» || exit 1\nCMD ["node", "server.js"]\n',
        'package.json': '{"dependencies":{"express":"5"}}',
      },
    },
    {
      name: 'a route that only takes posts',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: «/health», port: 8000 } }'),
        'shop/main.py': app('/health').replace('app.get', 'app.post'),
        'shop/Dockerfile': DOCKERFILE,
      },
      fixed: null,
    },
    {
      name: 'a prefix that was forgotten',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: «/health», port: 8000 } }'),
        'shop/main.py':
          'from fastapi import FastAPI\nfrom routers import ops\n\napp = FastAPI()\napp.include_router(ops.router, prefix="/api/v1")\n',
        'shop/routers/ops.py':
          'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/health")\ndef health():\n    return {}\n',
        'shop/Dockerfile': DOCKERFILE,
      },
      fix: "Ask for '/api/v1/health'",
    },
  ],
  accepts: [
    {
      name: 'a path that is served',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /health, port: 8000 } }'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
    },
    {
      name: 'a slash at the end',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /health/, port: 8000 } }'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
    },
    {
      name: 'a query',
      files: {
        'compose.yaml': compose('curl -f "http://localhost:8000/health?full=1"'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
    },
    {
      name: 'a route with a parameter',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /status/live, port: 8000 } }'),
        'shop/main.py': app('/status/{kind}'),
        'shop/Dockerfile': DOCKERFILE,
      },
    },
    {
      name: 'an image of somebody else',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /healthz, port: 8000 } }', 'nginx:1.29'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
    },
    {
      name: 'a check that asks a datastore',
      files: { 'compose.yaml': compose('redis-cli ping'), 'shop/main.py': app('/health'), 'shop/Dockerfile': DOCKERFILE },
    },
    {
      name: 'a check that asks another host',
      files: {
        'compose.yaml': compose('curl -f http://gateway:8000/healthz'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
    },
  ],
  unknown: [
    {
      name: 'an application that mounts what cannot be seen',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /healthz, port: 8000 } }'),
        'shop/main.py': `${app('/health')}\nfrom other import router\napp.include_router(router)\n`,
        'shop/Dockerfile': DOCKERFILE,
      },
    },
    {
      name: 'an image without a known application',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /healthz, port: 80 } }'),
        'shop/Dockerfile': 'FROM nginx:1.29\nCOPY site /usr/share/nginx/html\n',
      },
    },
    {
      name: 'a page that a framework serves',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /docs, port: 8000 } }'),
        'shop/main.py': app('/health'),
        'shop/Dockerfile': DOCKERFILE,
      },
    },
    {
      name: 'a path that a middleware answers',
      files: {
        'k8s/app.yaml': manifest('livenessProbe: { httpGet: { path: /healthz, port: 8000 } }'),
        'shop/main.py': `${app('/orders')}\n\n@app.middleware("http")\nasync def probe(request, call_next):\n    if request.url.path == "/healthz":\n        return Response("ok")\n    return await call_next(request)\n`,
        'shop/Dockerfile': DOCKERFILE,
      },
    },
  ],
});
