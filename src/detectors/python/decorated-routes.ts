import { RouteDeclaration, RouterAlias } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Call, Declaration } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { handlingOf, probeOf } from './handling.js';
import { methodsIn, pathIn } from './paths.js';
import { type Routers, routersOf } from './routers.js';

const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']);

const ROUTER_LIKE = /(?:^|[._])(?:router|blueprint|bp|app|api|ns|namespace)$|(?:[rR]outer|[bB]lueprint)$/;

/**
 * `@app.get("/users")`, `@bp.route("/users", methods=["POST"])`: FastAPI, Starlette, Flask, Quart and their like write routes
 * the same way. Documents that only import the application name no framework, so the decorator alone tells.
 */
export const decoratedRoutes = detector({
  framework: 'Python route decorators',
  format: 'python',
  // Looked at from the method backwards: few texts hold one. What `@mock.patch` names is no route.
  mentions:
    /(?<=@(?!(?:\w{1,40}\.)?mock\.)[\w.]{1,80})\.(?:route|api_route|get|post|put|patch|delete|head|options)\s*\(|(?<=app|router)\.(?:get|post|put|patch|delete)\s*\(\s*[^\s)]/,

  *facts(python) {
    const routers = routersOf(python);
    for (const declaration of python.declarations) {
      for (const decorator of declaration.decorators) {
        const { call } = decorator;
        if (call) yield* routesOf(call, declaration, routers, python);
      }
    }
    // `app.get("/users")(list_users)`
    for (const call of python.calls('*.get', '*.post', '*.put', '*.patch', '*.delete')) {
      const written = call.arg(0);
      const path = pathIn(written?.value);
      if (!call.receiver || !written || path === undefined || !path.startsWith('/') || call.decorated || !routers.holds(call.receiver))
        continue;
      const router = routers.nameOf(call.receiver);
      if (router !== undefined)
        yield RouteDeclaration(written, { router, method: call.method.toUpperCase(), path, asksDatastore: undefined, canFail: undefined });
    }
    yield* routers.taken();
  },
});

function* routesOf(call: Call, handler: Declaration, routers: Routers, python: Parameters<typeof handlingOf>[0]): Iterable<FactDraft> {
  const { receiver, method } = call;
  const list = method === 'route' || method === 'api_route';
  if (!receiver || (!list && !VERBS.has(method))) return;
  const written = call.arg(0) ?? call.entry('path')?.expression ?? call.entry('rule')?.expression;
  const path = pathIn(written?.value);
  // `@mock.patch("module.name")`, `@cache.get(key)`: what is no path makes no route, unless a router surely receives it.
  if ((path === undefined || !/^[/<…]/.test(path)) && !(routers.holds(receiver) || (path === '' && ROUTER_LIKE.test(receiver.text))))
    return;
  const router = routers.nameOf(receiver);
  if (router === undefined) return;
  // A module that adds routes to an imported router is often imported for it, too.
  if (receiver.shape.is === 'name' && router !== receiver.text && python.importList.some(({ local }) => local === receiver.text))
    yield RouterAlias(receiver, { key: receiver.text, of: router });
  const members =
    handler.kind === 'class' ? python.declarations.filter(({ enclosing, name }) => enclosing === handler && VERBS.has(name)) : [];
  const methods = list
    ? methodsIn(call.option('methods'), members.length ? members.map(({ name }) => name.toUpperCase()) : ['GET'])
    : [method.toUpperCase()];
  // `@ns.route("/a", "/b")`
  const more =
    method === 'route' && handler.kind === 'class'
      ? call.args.slice(1).flatMap(({ value }) => (value.kind === 'text' ? [value.text] : []))
      : [];
  for (const each of [path, ...more])
    for (const verb of methods) {
      const member = members.find(({ name }) => name.toUpperCase() === verb);
      yield RouteDeclaration(written ?? call, {
        router,
        method: verb,
        path: each,
        ...handlingOf(python, member ?? handler),
        ...probeOf(handler.name),
      });
    }
}
