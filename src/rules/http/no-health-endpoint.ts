import { addHealthRoute } from '../../edits/routes.js';
import { HealthQuestion } from '../../facts/consistency.js';
import { PathMention, Route, Routing } from '../../facts/http.js';
import { AskedPath } from '../../facts/serving.js';
import { isLivenessPath, isReadinessPath } from '../../model/probe-path.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { overlaps } from '../../model/span.js';
import { answersGet, mayProbe } from './serving.js';

export const noHealthEndpoint = rule({
  id: 'http/no-health-endpoint',
  shape: 'absent',
  severity: 'warning',
  title: 'No route reports liveness',
  message: {
    several:
      "None of this application's {count} routes reports liveness, so nothing can tell that it hangs. Add one, such as 'GET /health'.",
    one: "This application's only route does not report liveness, so nothing can tell that it hangs. Add one, such as 'GET /health'.",
    none: "No route of this application reports liveness, so nothing can tell that it hangs. Add one, such as 'GET /health'.",
  },
  holds: 'A route reports liveness',
  why: `An orchestrator or load balancer restarts and routes around what it can ask. Without a route that answers as long as the process does, a hung
    worker keeps its place and its share of the traffic until somebody notices.`,
  references: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'https://microservices.io/patterns/observability/health-check-api.html',
  ],
  about: Routing,
  reads: [Route, PathMention, HealthQuestion, AskedPath],

  *check(routing, { document, facts, everywhere, problem, evidence, unknown }) {
    const routes = facts(Route).filter(answersGet);
    // An application's routes may stand in a module that several applications share.
    const own = everywhere(Route, { app: routing.app }).filter(answersGet);
    const named = own.filter(({ path, probe }) => probe === true || isLivenessPath(path));
    // A `status` whose handler cannot be seen may be a page for administrators.
    const live = named.find(
      ({ path, asksDatastore, probe }) => probe === true || asksDatastore !== undefined || !/status\w*\/?$/i.test(path),
    );
    if (live) {
      yield evidence(live, `${live.method === 'ANY' ? 'GET' : live.method} ${live.path}`);
      return;
    }
    // Whatever it is called: a health check or a probe asks for it.
    const asked = [...everywhere(HealthQuestion).filter(({ under }) => routing.uri.startsWith(under)), ...everywhere(AskedPath)].map(
      ({ path }) => path.replace(/(.)\/$/, '$1'),
    );
    const probed = own.find(({ path }) => asked.includes(path.replace(/(.)\/$/, '$1')));
    if (probed) {
      yield evidence(probed, `${probed.method === 'ANY' ? 'GET' : probed.method} ${probed.path}, which a health check asks for`);
      return;
    }
    // A readiness route answers, too; whether it is meant for restarts as well, only people know.
    if (
      !routing.allSeen ||
      named.length > 0 ||
      own.some(({ path }) => isReadinessPath(path)) ||
      routes.some((route) => mayProbe(route, routing)) ||
      // A middleware may answer there before any route is looked for.
      facts(PathMention).some((mention) => !everywhere(Route).some(({ uri, span }) => uri === mention.uri && overlaps(span, mention.span)))
    ) {
      yield unknown(routing);
      return;
    }
    const { count, framework } = routing;
    yield problem({
      say: count > 1 ? 'several' : count === 1 ? 'one' : 'none',
      words: { count },
      at: routing,
      subject: framework,
      fixes: () => suggestion("Add 'GET /health' to this application", addHealthRoute(document, routing.span, framework)),
    });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI

        app = FastAPI()


        @app.get("/orders")
        def orders():
            return []
      `,
      good: code`
        from fastapi import FastAPI

        app = FastAPI()


        @app.get("/health")
        def health():
            return {"status": "ok"}


        @app.get("/orders")
        def orders():
            return []
      `,
    },
    {
      file: 'app.py',
      bad: code`
        from flask import Flask

        app = Flask(__name__)


        @app.route("/orders")
        def orders():
            return []
      `,
      good: code`
        from flask import Flask

        app = Flask(__name__)


        @app.route("/health")
        def health():
            return {"status": "ok"}


        @app.route("/orders")
        def orders():
            return []
      `,
    },
  ],
});
