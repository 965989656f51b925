import { noAlertRules } from '../../../src/rules/observability/no-alert-rules.js';
import { testRule } from '../rule-tester.js';

testRule(noAlertRules, {
  reports: [
    {
      name: 'metrics and no rule',
      files: {
        'pyproject.toml': `«»[project]
name = "shop"
`,
        'main.py': `from fastapi import FastAPI
from prometheus_client import make_asgi_app

app = FastAPI()
app.mount("/metrics", make_asgi_app())
`,
      },
      says: 'prometheus_client',
    },
    {
      name: 'recording rules only',
      files: {
        'pyproject.toml': `«»[project]
name = "shop"
`,
        'main.py': `from fastapi import FastAPI
from prometheus_client import make_asgi_app

app = FastAPI()
app.mount("/metrics", make_asgi_app())
`,
        'rules.yml': `groups:
  - name: a
    rules:
      - record: a:b
        expr: sum(a)
`,
      },
    },
  ],
  accepts: [
    {
      name: 'a rule of Prometheus',
      files: {
        'main.py': `from fastapi import FastAPI
from prometheus_client import make_asgi_app

app = FastAPI()
app.mount("/metrics", make_asgi_app())
`,
        'rules.yml': `groups:
  - name: a
    rules:
      - alert: Down
        expr: up == 0
`,
      },
    },
    {
      name: 'a rule in Kubernetes',
      files: {
        'main.py': `from fastapi import FastAPI
from prometheus_client import make_asgi_app

app = FastAPI()
app.mount("/metrics", make_asgi_app())
`,
        'k8s/rules.yaml': `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: a }
spec:
  groups:
    - name: a
      rules:
        - alert: Down
          expr: up == 0
`,
      },
    },
  ],
  unknown: [
    {
      name: 'no metrics to look at',
      files: {
        'main.py': `from fastapi import FastAPI

app = FastAPI()
`,
      },
    },
    {
      name: 'an alarm of a provider',
      files: {
        'main.py': `from fastapi import FastAPI
from prometheus_client import make_asgi_app

app = FastAPI()
app.mount("/metrics", make_asgi_app())
`,
        'main.tf': `resource "aws_cloudwatch_metric_alarm" "a" {}
`,
      },
    },
    {
      name: 'metrics that a vendor watches',
      files: {
        'main.py': `from fastapi import FastAPI

app = FastAPI()
`,
        Dockerfile: `FROM python:3.12
CMD ["ddtrace-run", "uvicorn"]
`,
      },
    },
  ],
});
