import { noMetrics } from '../../../src/rules/observability/no-metrics.js';
import { testRule } from '../rule-tester.js';

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const MARKED = APP.replace('= FastAPI', '= «FastAPI»');
const NODE = "import express from 'express';\nconst app = express();\n";
const NODE_MARKED = NODE.replace('= express()', '= «express()»');

testRule(noMetrics, {
  reports: [
    { name: 'an application without any', file: 'main.py', code: MARKED, says: 'This FastAPI application' },
    { name: 'a comment on it', file: 'main.py', code: `${MARKED}# app.mount('/metrics', make_asgi_app()) from prometheus_client\n` },
    { name: 'Express', file: 'server.js', code: NODE_MARKED },
    {
      name: 'metrics of a test',
      files: {
        'main.py': MARKED,
        'tests/test_m.py': `from prometheus_client import generate_latest
generate_latest()
`,
      },
    },
  ],
  accepts: [
    {
      name: 'prometheus_client',
      file: 'main.py',
      code: `${APP}from prometheus_client import make_asgi_app
app.mount("/metrics", make_asgi_app())
`,
    },
    {
      name: 'the instrumentator',
      file: 'main.py',
      code: `${APP}from prometheus_fastapi_instrumentator import Instrumentator
Instrumentator().instrument(app).expose(app)
`,
    },
    {
      name: 'prom-client',
      file: 'server.js',
      code: `${NODE}import { register } from 'prom-client';
app.get('/metrics', async (req, res) => res.end(await register.metrics()));
`,
    },
    {
      name: 'promhttp',
      file: 'main.go',
      code: `package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	http.Handle("/metrics", promhttp.Handler())
	http.ListenAndServe(":80", nil)
}
`,
    },
    {
      name: 'an agent',
      files: {
        'main.py': APP,
        Dockerfile: `FROM python:3.12
CMD ["ddtrace-run", "uvicorn", "main:app"]
`,
      },
    },
    {
      name: 'a library',
      file: 'lib.py',
      code: `x = 1
`,
    },
  ],
  unknown: [
    {
      name: 'a package that nobody is seen to start',
      files: {
        'main.py': APP,
        'requirements.txt': `fastapi
prometheus-client
`,
      },
    },
    {
      name: 'counters that nobody is seen to serve',
      file: 'main.py',
      code: `${APP}from prometheus_client import Counter
ORDERS = Counter("orders", "x")
`,
    },
    {
      name: 'an agent that a variable switches on',
      files: {
        'main.py': APP,
        Dockerfile: `FROM python:3.12
CMD if [ -n "$CLOUD" ]; then ddtrace-run uvicorn main:app; else uvicorn main:app; fi
`,
      },
    },
    {
      name: 'metrics of another service',
      files: {
        'a/pyproject.toml': `[project]
name = "a"
`,
        'a/main.py': APP,
        'lib/pyproject.toml': `[project]
name = "lib"
`,
        'lib/m.py': `from prometheus_client import start_http_server
start_http_server(9000)
`,
      },
    },
    {
      name: 'numbers counted by hand',
      file: 'main.py',
      code: `${APP}
metrics_client.increment("orders")
`,
    },
  ],
});
