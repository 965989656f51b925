import { addReadyRoute } from '../../edits/routes.js';
import { Datastore } from '../../facts/data.js';
import { Route, Routing } from '../../facts/http.js';
import { isLivenessPath, isReadinessPath } from '../../model/probe-path.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { answersGet, mayProbe } from './serving.js';

const CACHES = new Set(['Redis', 'Memcached']);
const RELATIONAL = new Set(['PostgreSQL', 'MySQL', 'SQL Server', 'Oracle']);
/** From so many different stores on, which one is the application's own cannot be told. */
const CLIENTS_OF_A_TOOL = 4;
const SEARCH = new Set(['Elasticsearch', 'ClickHouse', 'Neo4j']);

export const noReadinessEndpoint = rule({
  id: 'http/no-readiness-endpoint',
  shape: 'absent',
  severity: 'warning',
  title: 'No route tells whether the datastore answers',
  message: {
    missing:
      "None of this application's routes tells whether {product} answers: traffic keeps coming while it is away. Add one that asks it, such as 'GET /ready'.",
    hollow:
      "'{method} {path}' answers without asking {product}: traffic keeps coming while it is away. Ask it there, and answer 503 when it fails.",
    always:
      "'{method} {path}' answers 2xx even while {product} is away, so traffic keeps coming. Answer 503 when the question to it fails.",
  },
  holds: 'A route tells whether the datastore answers',
  why: `While a database restarts or fails over, every request that needs it fails. A readiness route that asks it takes the instance out of the load
    balancer for that time, and holds back a new release that cannot reach it.`,
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe'],
  about: Routing,
  reads: [Route, Datastore],

  *check(routing, { document, facts, everywhere, problem, evidence, unknown }) {
    // An application without its cache is slower, not away.
    const stores = facts(Datastore).filter(({ remote, product }) => remote && !CACHES.has(product));
    // A tool with clients for every database has most of them for other people's.
    const many = new Set(stores.map(({ product }) => product)).size >= CLIENTS_OF_A_TOOL;
    const store = stores.find(({ product }) => RELATIONAL.has(product)) ?? stores.find(({ product }) => !SEARCH.has(product)) ?? stores[0];
    const routes = facts(Route).filter(answersGet);
    // An application's routes may stand in a module that several applications share.
    const own = everywhere(Route, { app: routing.app }).filter(answersGet);
    const ready = own.filter(({ path }) => isReadinessPath(path));
    const probes = [...ready, ...own.filter(({ path, probe }) => probe === true || isLivenessPath(path))];
    const asking = probes.find(({ asksDatastore, canFail }) => asksDatastore === true && canFail === true);
    if (asking) {
      yield evidence(asking, `${asking.method === 'ANY' ? 'GET' : asking.method} ${asking.path} asks the datastore`);
      return;
    }
    const open = probes.some(({ asksDatastore, canFail }) => asksDatastore === undefined || (asksDatastore && canFail === undefined));
    // No store that is known to be remote: nothing to report, and nothing proven either.
    if (!store || many || open || !routing.allSeen || routes.some((route) => mayProbe(route, routing))) {
      yield unknown(routing);
      return;
    }
    const product = store.product === 'SQL' ? 'the database' : store.product;
    const always = probes.find(({ asksDatastore }) => asksDatastore);
    const [hollow] = ready;
    const said = always ?? hollow;
    if (!said) {
      const { framework, span } = routing;
      const edits = RELATIONAL.has(store.product) || store.product === 'SQL' ? addReadyRoute(document, span, framework) : undefined;
      yield problem({
        say: 'missing',
        words: { product },
        at: routing,
        subject: framework,
        fixes: () => suggestion("Add 'GET /ready' that asks the database", edits),
      });
      return;
    }
    const words = { method: said.method === 'ANY' ? 'GET' : said.method, path: said.path, product };
    yield problem({ say: always ? 'always' : 'hollow', words, at: said, subject: said.path });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI
        from sqlalchemy import create_engine

        engine = create_engine("postgresql+psycopg://db.internal/shop")
        app = FastAPI()


        @app.get("/ready")
        def ready():
            return {"status": "ready"}
      `,
      good: code`
        from fastapi import FastAPI
        from sqlalchemy import create_engine, text

        engine = create_engine("postgresql+psycopg://db.internal/shop")
        app = FastAPI()


        @app.get("/ready")
        def ready():
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
            return {"status": "ready"}
      `,
    },
  ],
});
