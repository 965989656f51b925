import { Route, Routing } from '../../facts/http.js';
import { MetricsPath, ScrapeQuestion } from '../../facts/metrics.js';
import { Telemetry } from '../../facts/observability.js';
import { code, rule } from '../../model/rule.js';
import { overlaps } from '../../model/span.js';
import { askedBy } from './asked.js';

/** Frameworks that serve pages and files beside what code declares, or metrics of their own. */
const MORE = /^(?:Next\.js|Nuxt|SvelteKit|Remix|Astro|Spring Boot)$/;

const main = (path: string): string =>
  code`
  from fastapi import FastAPI, Response

  app = FastAPI()


  @app.get("PATH")
  def metrics():
      return Response(rendered(), media_type="text/plain")
`.replace('PATH', path);

export const scrapeTargetUnserved = rule({
  id: 'consistency/scrape-target-unserved',
  shape: 'present',
  severity: 'warning',
  title: 'Prometheus asks where no metrics are served',
  message: {
    path: "{who} asks for '{path}', which none of the {count} routes serves: the target is down, and alerts on its metrics never fire. Serve it.",
    port: '{who} asks port {port}, the server listens on {listening}: the target is down, and alerts on its metrics never fire. Ask {listening}.',
  },
  holds: 'Prometheus asks for paths and ports that are served',
  why: `Without an answer there are no metrics, and without metrics no alert on them fires. It looks like a quiet service.`,
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config'],
  about: ScrapeQuestion,
  reads: [Route, Routing, MetricsPath, Telemetry],

  *check(question, { everywhere, problem, evidence, unknown }) {
    const { who, path, port, listening, under } = question;
    const { apps, served, perhaps, routes } = askedBy(question, everywhere);
    if (served) {
      if (port === undefined || !listening || port === listening.port) {
        yield evidence(served, `${served.method} ${served.path}`);
        return;
      }
      yield problem({
        at: question,
        say: 'port',
        words: { who, port, listening: listening.port },
        subject: `${who} port`,
        related: [
          { at: listening.at, note: `the server listens on ${String(listening.port)}` },
          { at: served, note: `'${served.path}' is served here` },
        ],
      });
      return;
    }
    const exports = everywhere(Telemetry).some(({ signal, uri }) => signal === 'metrics' && uri.startsWith(under));
    const mentioned = everywhere(MetricsPath).some(
      (mention) =>
        mention.uri.startsWith(under) &&
        mention.path.endsWith(path) &&
        !everywhere(Route).some(({ uri, span }) => uri === mention.uri && overlaps(span, mention.span)),
    );
    const [app] = apps;
    if (!app || exports || mentioned || perhaps || apps.some(({ complete, framework }) => !complete || MORE.test(framework))) {
      yield unknown(question);
      return;
    }
    yield problem({
      at: question,
      say: 'path',
      words: { who, path, count: routes.length },
      subject: `${who} path`,
      related: [{ at: app, note: `This application serves no '${path}'` }],
    });
  },

  examples: [
    {
      file: 'shop/main.py',
      bad: main('/stats'),
      good: main('/metrics'),
      beside: {
        'shop/Dockerfile':
          'FROM python:3.13-slim\nCOPY . .\nUSER nobody\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
        'compose.yaml': 'services:\n  shop:\n    build: shop\n    restart: always\n',
        'prometheus.yml': code`
          scrape_configs:
            - job_name: shop
              static_configs:
                - targets: ["shop:8000"]
        `,
      },
    },
  ],
});
