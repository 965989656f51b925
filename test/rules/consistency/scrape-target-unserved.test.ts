import { scrapeTargetUnserved } from '../../../src/rules/consistency/scrape-target-unserved.js';
import { testRule } from '../rule-tester.js';

const main = (path: string): string =>
  `from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("${path}")\ndef metrics():\n    return text()\n`;
const prometheus = (job: string): string => `scrape_configs:\n  - job_name: shop\n${job}`;
const TARGET = '    static_configs:\n      - targets: ["shop:8000"]\n';
const files = (path: string, job: string, more: Readonly<Record<string, string>> = {}) => ({
  'shop/main.py': main(path),
  'shop/Dockerfile': 'FROM python:3.13-slim\nCOPY . .\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
  'compose.yaml': 'services:\n  shop:\n    build: shop\n    restart: always\n',
  'prometheus.yml': prometheus(job),
  ...more,
});
const manifest = (annotations: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    metadata:\n      annotations:\n${annotations}    spec:\n      containers:\n        - name: shop\n          image: registry.example.com/shop:1\n`;

testRule(scrapeTargetUnserved, {
  reports: [
    {
      name: 'the default path, which nobody serves',
      files: files('/stats', TARGET.replace('"shop:8000"', '«"shop:8000"»')),
      says: "Job 'shop' asks for '/metrics', which none of the 1 routes serves: the target is down, and alerts on its metrics never fire. Serve it.",
      fixed: null,
    },
    { name: 'a path that is written', files: files('/metrics', `    metrics_path: «/internal/metrics»\n${TARGET}`) },
    {
      name: 'another port',
      files: files('/metrics', TARGET.replace('"shop:8000"', '«"shop:9000"»')),
      says: "Job 'shop' asks port 9000, the server listens on 8000: the target is down, and alerts on its metrics never fire. Ask 8000.",
    },
    {
      name: "a pod's annotation",
      files: {
        ...files('/stats', ''),
        'prometheus.yml': '',
        'k8s/shop.yaml': manifest('        prometheus.io/scrape: "true"\n        prometheus.io/path: «/metrics»\n'),
      },
    },
  ],
  accepts: [
    { name: 'the path and port that are served', files: files('/metrics', TARGET) },
    { name: 'a path of its own that is served', files: files('/internal/metrics', `    metrics_path: /internal/metrics\n${TARGET}`) },
    { name: 'an exporter', files: files('/stats', '    static_configs:\n      - targets: ["node-exporter:9100"]\n') },
    { name: 'addresses that are found elsewhere', files: files('/stats', `    relabel_configs: []\n${TARGET}`) },
    {
      name: 'a pod that is not scraped',
      files: { ...files('/stats', ''), 'k8s/shop.yaml': manifest('        prometheus.io/scrape: "false"\n') },
    },
  ],
  unknown: [
    {
      name: 'a library that serves them',
      files: files('/stats', TARGET, { 'shop/metrics.py': 'from prometheus_client import start_http_server\n\nstart_http_server(8000)\n' }),
    },
    {
      name: 'an application that mounts others',
      files: files('/stats', TARGET, { 'shop/main.py': `${main('/stats')}\napp.mount(PATH, other)\n` }),
    },
    {
      name: 'a path that code names otherwise',
      files: files('/stats', TARGET, { 'shop/proxy.py': 'PATHS = {"/metrics": export}\n\nif path == "/metrics":\n    export()\n' }),
    },
  ],
});
