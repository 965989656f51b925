import { Service } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { REPORTED, heardOf, notedAs } from './telemetry.js';

export const noMetrics = rule({
  id: 'observability/no-metrics',
  shape: 'absent',
  severity: 'info',
  title: 'No metrics',
  message:
    "This {framework} application reports no metrics: rates, errors and latency are seen only when users complain. Serve '/metrics', or send them.",
  holds: 'The application reports metrics',
  why: `Without numbers nobody knows how many requests come, how many fail and how long they take, before and after a release. Alerts and scaling have
    nothing to go by.`,
  references: ['https://sre.google/sre-book/monitoring-distributed-systems/', 'https://prometheus.io/docs/instrumenting/clientlibs/'],
  about: Service,
  reads: REPORTED,

  *check(service, scope) {
    const { started, hint } = heardOf(scope, 'metrics');
    if (started) yield scope.evidence(started, notedAs(started, 'metrics'));
    else if (hint) yield scope.unknown(hint);
    else yield scope.problem({ at: service, words: { framework: service.frameworks[0] ?? 'web' }, subject: service.folder });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI

        app = FastAPI()
      `,
      good: code`
        from fastapi import FastAPI
        from prometheus_client import make_asgi_app

        app = FastAPI()
        app.mount("/metrics", make_asgi_app())
      `,
    },
  ],
});
