import { livenessChecksDependency } from '../../../src/rules/consistency/liveness-checks-dependency.js';
import { testRule } from '../rule-tester.js';

const DOCKERFILE = 'FROM python:3.13-slim\nUSER nobody\nCMD ["uvicorn", "main:app"]\n';
const MAIN =
  'from fastapi import FastAPI\nfrom sqlalchemy import create_engine, text\n\nengine = create_engine("postgresql://db/shop")\napp = FastAPI()\n\n\n@app.get("/ready")\ndef ready():\n    with engine.connect() as connection:\n        connection.execute(text("SELECT 1"))\n    return {}\n';
const LIVE = `${MAIN}\n\n@app.get("/health")\ndef health():\n    return {}\n`;
const manifest = (probe: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: registry.example.com/shop:1\n          ${probe}\n`;
const files = (probe: string, main: string) => ({ 'k8s/app.yaml': manifest(probe), 'shop/main.py': main, 'shop/Dockerfile': DOCKERFILE });

testRule(livenessChecksDependency, {
  reports: [
    {
      name: 'a route that asks the database, beside one that does not',
      files: files('livenessProbe: { httpGet: { path: «/ready», port: 8000 } }', LIVE),
      fix: "Ask for '/health'",
      fixed: manifest('livenessProbe: { httpGet: { path: /health, port: 8000 } }'),
    },
    { name: 'the only route', files: files('livenessProbe: { httpGet: { path: «/ready», port: 8000 } }', MAIN), fixed: null },
  ],
  accepts: [{ name: 'a route that says that it runs', files: files('livenessProbe: { httpGet: { path: /health, port: 8000 } }', LIVE) }],
  unknown: [
    { name: 'a path that nobody is seen to serve', files: files('livenessProbe: { httpGet: { path: /other, port: 8000 } }', LIVE) },
  ],
  exempts: [{ name: 'a readiness probe', files: files('readinessProbe: { httpGet: { path: /ready, port: 8000 } }', LIVE) }],
});
