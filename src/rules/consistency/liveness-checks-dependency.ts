import { HealthQuestion } from '../../facts/consistency.js';
import { Route, Routing } from '../../facts/http.js';
import { isLivenessPath } from '../../model/probe-path.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { askedBy } from './asked.js';

const MAIN = code`
  from fastapi import FastAPI
  from sqlalchemy import create_engine, text

  engine = create_engine("postgresql+psycopg://db.internal/shop")
  app = FastAPI()


  @app.get("/health")
  def health():
      return {"status": "ok"}


  @app.get("/ready")
  def ready():
      with engine.connect() as connection:
          connection.execute(text("SELECT 1"))
      return {"status": "ready"}
`;

const manifest = (path: string): string =>
  code`
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: shop
  spec:
    template:
      spec:
        containers:
          - name: web
            image: registry.example.com/shop:1.4.2
            livenessProbe:
              httpGet: { path: PATH, port: 8000 }
`.replace('PATH', path);

export const livenessChecksDependency = rule({
  id: 'consistency/liveness-checks-dependency',
  shape: 'present',
  severity: 'warning',
  title: 'A liveness probe checks a dependency',
  message: {
    other: "{who} asks for '{path}', which asks the database: one outage restarts every replica. Ask for '{served}', which does not.",
    none: "{who} asks for '{path}', which asks the database: one outage restarts every replica. Ask for a route that only says that it runs.",
  },
  holds: 'Liveness probes ask the process, and nothing else',
  why: `A restart does not bring the database back. While it is away every replica is restarted again and again, and when it returns all of them connect at once.`,
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#liveness-probe'],
  about: HealthQuestion,
  reads: [Route, Routing],

  *check(question, { everywhere, problem, evidence, unknown, exempt }) {
    const { by, path, who, pathAt } = question;
    if (by !== 'liveness') {
      yield exempt;
      return;
    }
    const { served, routes } = askedBy(question, everywhere);
    if (served?.asksDatastore === undefined) {
      yield unknown(question);
      return;
    }
    if (!served.asksDatastore) {
      yield evidence(served, `'${served.path}' asks nothing else`);
      return;
    }
    const other = routes.find((route) => route.asksDatastore === false && isLivenessPath(route.path));
    const related = [{ at: served, note: `'${served.path}' asks the database here` }];
    if (other)
      yield problem({
        at: question,
        say: 'other',
        words: { who, path, served: other.path },
        subject: who,
        related,
        fixes: () => suggestion(`Ask for '${other.path}'`, pathAt ? [{ span: pathAt, text: other.path }] : undefined),
      });
    else yield problem({ at: question, say: 'none', words: { who, path }, subject: who, related });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: manifest('/ready'),
      good: manifest('/health'),
      beside: { 'shop/main.py': MAIN, 'shop/Dockerfile': 'FROM python:3.13-slim\nUSER nobody\nCMD ["uvicorn", "main:app"]\n' },
    },
  ],
});
