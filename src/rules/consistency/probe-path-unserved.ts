import { HealthQuestion } from '../../facts/consistency.js';
import { PathMention, Route, Routing } from '../../facts/http.js';
import { isLivenessPath, isReadinessPath } from '../../model/probe-path.js';
import { code, fix, rule } from '../../model/rule.js';
import { overlaps } from '../../model/span.js';
import { askedBy } from './asked.js';

/** Frameworks that serve pages and files beside what code declares. */
const PAGES = /^(?:Next\.js|Nuxt|SvelteKit|Remix|Astro)$/;
/** What frameworks serve without being told. https://fastapi.tiangolo.com/tutorial/metadata/#docs-urls */
const OWN: Readonly<Record<string, RegExp>> = {
  FastAPI: /^\/(?:docs|redoc|openapi\.json)\/?$/,
  'Spring Boot': /^\/(?:actuator|error)(?:\/|$)/,
};

const EFFECT = {
  liveness: 'the container is restarted again and again',
  startup: 'the container is restarted again and again',
  readiness: 'the container never gets a request',
  service: 'the service counts as unhealthy for good',
  image: 'the container counts as unhealthy for good',
} as const;

export const probePathUnserved = rule({
  id: 'consistency/probe-path-unserved',
  shape: 'present',
  severity: 'error',
  title: 'A probe asks for a path that nobody serves',
  message: {
    other: "{who} asks for '{path}', which no route serves: {effect}. Ask for '{served}'.",
    none: "{who} asks for '{path}', which no route serves: {effect}. Add the route, or ask for one that there is.",
  },
  holds: 'Probes and health checks ask for paths that are served',
  why: `The answer is 404, which counts as a failure. Nothing in either file is wrong by itself, so it shows at the first rollout, as a service that does not come up.`,
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  about: HealthQuestion,
  reads: [Route, Routing, PathMention],

  *check(question, { everywhere, problem, evidence, unknown }) {
    const { path, by, who, pathAt, under } = question;
    const { apps, routes, served, perhaps } = askedBy(question, everywhere);
    if (served) {
      yield evidence(served, `${served.method === 'ANY' ? 'GET' : served.method} ${served.path}`);
      return;
    }
    const elsewhere =
      apps.length === 0 ||
      perhaps !== undefined ||
      apps.some(({ complete, framework }) => !complete || PAGES.test(framework) || OWN[framework]?.test(path)) ||
      everywhere(PathMention).some(
        (mention) =>
          mention.uri.startsWith(under) &&
          mention.path.replace(/\/$/, '') === path.replace(/\/$/, '') &&
          !everywhere(Route).some(({ uri, span }) => uri === mention.uri && overlaps(span, mention.span)),
      );
    if (elsewhere) {
      yield unknown(question);
      return;
    }
    const wanted = by === 'readiness' ? isReadinessPath : isLivenessPath;
    const plain = routes.filter((route) => !route.path.startsWith('…'));
    const other =
      plain.find((route) => wanted(route.path)) ?? plain.find((route) => isLivenessPath(route.path) || isReadinessPath(route.path));
    const [app] = apps;
    const related = other
      ? [{ at: other, note: `'${other.path}' is served here` }]
      : app
        ? [
            {
              at: app,
              note: `This application serves ${app.count === 1 ? 'one route' : `${String(app.count)} routes`}, none of them '${path}'`,
            },
          ]
        : [];
    if (other)
      yield problem({
        at: question,
        say: 'other',
        words: { who, path, served: other.path, effect: EFFECT[by] },
        subject: `${by} ${who}`,
        related,
        fixes: () => (pathAt ? fix(`Ask for '${other.path}'`, [{ span: pathAt, text: other.path }]) : []),
      });
    else yield problem({ at: question, say: 'none', words: { who, path, effect: EFFECT[by] }, subject: `${by} ${who}`, related });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:3.13-slim
        WORKDIR /app
        COPY . .
        USER nobody
        HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/healthz')"]
        CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
      `,
      good: code`
        FROM python:3.13-slim
        WORKDIR /app
        COPY . .
        USER nobody
        HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/health')"]
        CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
      `,
      beside: {
        '.dockerignore': '.git\n',
        'main.py': code`
          from fastapi import FastAPI

          app = FastAPI()


          @app.get("/health")
          def health():
              return {"status": "ok"}
        `,
      },
    },
  ],
});
