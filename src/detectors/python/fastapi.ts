import { AllowedHosts, App, CorsPolicy, DebugSwitch, DevServer, Mount, RouteDeclaration, Router } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { isOn, none } from '../../model/value.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { handlingOf, probeOf } from './handling.js';
import { isDirect, isLocal } from './local.js';
import { methodsIn, pathIn, prefixIn } from './paths.js';
import { type Routers, constructorOf, exportsOf, handedOn, keyOf, madeBy, routersOf } from './routers.js';

/** What is mounted or included from packages that serve no probes, whatever their routes are. */
const LEAF =
  /(?:^|\.)(?:StaticFiles|\w*StaticFiles|GraphQL|GraphQLApp|GraphQLRouter|make_asgi_app|ASGIApp|SocketManager|WebSocketRoute|get_(?:auth|register|reset_password|verify|users|oauth|oauth_associate)_router|sse_app|streamable_http_app)(?:\(\))?$/;
/** What an application is wrapped in to be mounted. */
const WRAPPER = /(?:^|\.)(?:WSGIMiddleware|ASGIMiddleware|WsgiToAsgi|\w+Middleware)$/;

export const fastapi = detector({
  framework: 'FastAPI',
  format: 'python',
  // A test that only calls the application makes none.
  mentions: /fastapi(?!\.testclient)|starlette(?!\.testclient)|include_router|add_api_route|uvicorn|APIRouter/,
  applies: (python) =>
    ['fastapi', 'starlette', 'uvicorn'].some((module) => python.imports(module)) ||
    [...python.calls('*.include_router', '*.add_api_route', '*APIRouter')].length > 0,

  *facts(python) {
    const routers = routersOf(python);
    yield* routersMade(python, routers);
    yield* mounts(python, routers);
    yield* addedRoutes(python, routers);
    yield* handedOn(python, routers);
    yield* middlewares(python, routers);
    yield* servers(python);
    yield* routers.taken();
  },
});

function* routersMade(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of python.calls('*')) {
    const made = madeBy(python, call);
    const base = made && constructorOf(python, call);
    if (!made || !base || /^(?:flask|quart|apiflask|rest_framework|ninja)|Flask\w*$|Blueprint$/.test(base)) continue;
    if (made === 'router' && !/^(?:fastapi|starlette)|APIRouter$/.test(base) && !python.imports('fastapi') && !python.imports('starlette'))
      continue;
    const key = keyOf(call);
    if (made === 'application') {
      const framework = base.endsWith('Starlette') ? 'Starlette' : 'FastAPI';
      yield App({ span: call.calleeSpan }, { framework, key });
      const debug = call.option('debug');
      if (debug) yield DebugSwitch(call.entry('debug') ?? call, { setting: 'debug', framework, on: debug, local: call.inMain });
    }
    yield Router(
      { span: call.calleeSpan },
      {
        key,
        app: made === 'application',
        prefix: made === 'application' ? '' : prefixIn(call.option('prefix')),
        exportedAs: exportsOf(python, call),
      },
    );
    const routes =
      call.entry('routes')?.expression ??
      (base === 'starlette.routing.Router' || base.endsWith('.Starlette') ? starletteList(call) : undefined);
    if (routes) yield* listed(python, routers, key, routes, '', 4);
    else if (call.spreads && made === 'application')
      yield Mount(call, { parent: key, child: undefined, prefix: undefined, tentative: true });
  }
  for (const { name, expression, scope } of python.assignments()) {
    // A list of routes that other modules may import.
    if (scope.kind !== 'module' || expression.shape.is !== 'list' || !expression.items.some(isRoute)) continue;
    yield Router({ span: expression.span }, { key: name, app: false, prefix: '', exportedAs: [] });
    yield* listed(python, routers, name, expression, '', 4);
  }
}

const starletteList = (call: Call): Expression | undefined => {
  const first = call.arg(0) ?? call.arg(1);
  return first?.resolved.shape.is === 'list' ? first : undefined;
};

const isRoute = (item: Expression): boolean =>
  /^starlette\.routing\.(?:Route|Mount|WebSocketRoute|Host)$/.test(item.resolved.call?.name ?? '');

/** Starlette's `routes=[Route(…), Mount(…)]`. */
function* listed(
  python: CodeSyntax,
  routers: Routers,
  router: string,
  list: Expression,
  prefix: string,
  depth: number,
): Iterable<FactDraft> {
  const { resolved } = list;
  const parts = list.shape.is === 'name' ? localParts(python, list) : [];
  if (parts.length > 0 && depth > 0) {
    for (const part of parts) yield* listed(python, routers, router, part, prefix, depth - 1);
    return;
  }
  const variable = list.shape.is === 'name' && python.module.bindings.has(list.shape.name) ? list.shape.name : undefined;
  if (resolved.shape.is !== 'list' || (variable !== undefined && variable !== router)) {
    // `routes=users.routes`, or a list that is a router of its own.
    yield Mount(list, { parent: router, child: variable ?? (list.name || undefined), prefix });
    return;
  }
  if (resolved.shape.parts.some(({ spread }) => spread)) yield Mount(list, { parent: router, child: undefined, prefix: undefined });
  for (const item of resolved.items) {
    const call = item.resolved.call;
    const kind = /^(?:starlette|fastapi)\.routing\.(\w+)$/.exec(call?.name ?? '')?.[1];
    if (call && (kind === 'Route' || kind === 'APIRoute')) {
      const written = call.arg(0) ?? call.entry('path')?.expression;
      const path = pathIn(written?.value);
      const endpoint = call.arg(1) ?? call.entry('endpoint')?.expression;
      for (const method of methodsIn(call.option('methods'), ['GET']))
        yield RouteDeclaration(written ?? call, {
          router,
          method,
          path: path === undefined ? undefined : join(prefix, path),
          ...handlingOf(python, endpoint),
          ...probeOf(endpoint?.text ?? ''),
        });
    } else if (call && (kind === 'Mount' || kind === 'Host')) {
      const inner = kind === 'Host' ? '' : pathIn(call.option('path') ?? call.arg(0)?.value);
      const app = call.arg(1) ?? call.entry('app')?.expression;
      const routes = call.entry('routes')?.expression;
      const below = inner === undefined ? undefined : join(prefix, inner);
      if (routes && below !== undefined && depth > 0) yield* listed(python, routers, router, routes, below, depth - 1);
      else if (!app || !LEAF.test(app.name)) yield Mount(call, { parent: router, child: app && childOf(app, routers), prefix: below });
    } else if (kind !== 'WebSocketRoute') yield Mount(item, { parent: router, child: undefined, prefix: undefined });
  }
}

/** What a function puts together in a variable of its own: `routes = […]`, `routes += […]`. */
function localParts(python: CodeSyntax, list: Expression): readonly Expression[] {
  if (list.shape.is !== 'name' || list.scope.kind !== 'function') return [];
  const { scope } = list;
  return (scope.bindings.get(list.shape.name) ?? []).flatMap(({ value, each }) =>
    value && !each ? [python.expression(value, scope)] : [],
  );
}

const join = (prefix: string, path: string): string =>
  prefix.endsWith('/') && path.startsWith('/') ? `${prefix}${path.slice(1)}` : `${prefix}${path}`;

/** What is mounted, looking through what it is wrapped in. */
function childOf(app: Expression, routers: Routers): string | undefined {
  const { call } = app;
  const inner = call && WRAPPER.test(call.name) ? (call.arg(0) ?? call.entry('app')?.expression) : undefined;
  return routers.nameOf(inner ?? app);
}

function* mounts(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  // `app.host("admin.example", admin)`
  for (const call of python.calls('*.host')) {
    const [, app] = call.args;
    const parent = call.receiver && app && routers.holds(call.receiver) ? routers.nameOf(call.receiver) : undefined;
    if (parent !== undefined && app) yield Mount(call, { parent, child: childOf(app, routers), prefix: '' });
  }
  for (const call of python.calls('*.include_router', '*.mount')) {
    const { receiver, method } = call;
    const parent = receiver && routers.nameOf(receiver);
    if (!receiver || parent === undefined) continue;
    const including = method === 'include_router';
    const child = including ? (call.arg(0) ?? call.entry('router')?.expression) : (call.arg(1) ?? call.entry('app')?.expression);
    if (!child) continue;
    const path = including ? call.option('prefix') : (call.option('path') ?? call.arg(0)?.value);
    if (!including && (pathIn(path) === undefined || !/^[/…]|^$/.test(pathIn(path) ?? '-')) && !routers.holds(receiver)) continue;
    const each = routers.each(child);
    if (!each) yield Mount(call, { parent, child: undefined, prefix: undefined });
    for (const one of each ?? [])
      if (!LEAF.test(one.name)) yield Mount(call, { parent, child: childOf(one, routers), prefix: prefixIn(path) });
  }
  // Every path gets a version in front: https://github.com/DeanWay/fastapi-versioning
  for (const call of python.calls('fastapi_versioning.VersionedFastAPI', 'fastapi_versionizer.*', 'cadwyn.Cadwyn')) {
    const app = call.arg(0);
    const parent = app && routers.nameOf(app);
    if (parent !== undefined) yield Mount(call, { parent, child: undefined, prefix: undefined });
  }
}

function* addedRoutes(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of python.calls('*.add_api_route', '*.add_route')) {
    const router = call.receiver && routers.nameOf(call.receiver);
    const written = call.arg(0) ?? call.entry('path')?.expression;
    if (router === undefined || !written) continue;
    const endpoint = call.arg(1) ?? call.entry('endpoint')?.expression ?? call.entry('route')?.expression;
    // https://github.com/Kludex/fastapi-health answers 503 when one of its conditions fails.
    const health = endpoint?.call && /^fastapi_health(?:\.\w+)?\.health$/.test(endpoint.call.name) ? endpoint.call : undefined;
    const handling = health
      ? { asksDatastore: asksOf(python, health), canFail: true, probe: true }
      : { ...handlingOf(python, endpoint), ...probeOf(endpoint?.text ?? '') };
    for (const method of methodsIn(call.option('methods'), ['GET']))
      yield RouteDeclaration(written, { router, method, path: pathIn(written.value), ...handling });
  }
  for (const call of python.calls('prometheus_fastapi_instrumentator.Instrumentator*.expose')) {
    const app = call.arg(0) ?? call.entry('app')?.expression;
    const router = app && routers.nameOf(app);
    const path = call.option('endpoint');
    if (router !== undefined)
      yield RouteDeclaration(call, { router, method: 'GET', path: path ? pathIn(path) : '/metrics', asksDatastore: false, canFail: false });
  }
}

function asksOf(python: CodeSyntax, health: Call): boolean | undefined {
  const conditions = (health.arg(0) ?? health.entry('conditions')?.expression)?.resolved.items ?? [];
  const handling = conditions.map((condition) => handlingOf(python, condition).asksDatastore);
  return handling.includes(true) ? true : handling.includes(undefined) || handling.length === 0 ? undefined : false;
}

function* middlewares(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of python.calls('*.add_middleware', '*.Middleware', '*.CORSMiddleware', '*.TrustedHostMiddleware')) {
    const wraps = call.method.endsWith('Middleware') && call.method !== 'Middleware';
    const name = wraps ? call.name : (call.arg(0)?.name ?? '');
    if (/^(?:fastapi|starlette)\./.test(name) && name.endsWith('.cors.CORSMiddleware'))
      yield CorsPolicy(call, {
        setting: 'allow_origins',
        origins: call.option('allow_origins') ?? none(call),
        pattern: call.option('allow_origin_regex'),
        echo: undefined,
        credentials: call.option('allow_credentials'),
        // https://github.com/encode/starlette/blob/master/starlette/middleware/cors.py
        reflects: true,
      });
    // A middleware of their own that answers probes before any route does.
    const app = wraps ? undefined : call.receiver;
    const parent = app && /health|probe/i.test(name) ? routers.nameOf(app) : undefined;
    if (parent !== undefined)
      yield RouteDeclaration(call, { router: parent, method: 'GET', path: undefined, asksDatastore: undefined, canFail: undefined });
    const hosts = /^(?:fastapi|starlette)\..*\.TrustedHostMiddleware$/.test(name) ? call.option('allowed_hosts') : undefined;
    if (hosts) yield AllowedHosts(call.entry('allowed_hosts') ?? call, { setting: 'allowed_hosts', hosts });
  }
}

function* servers(python: CodeSyntax): Iterable<FactDraft> {
  for (const call of python.calls('uvicorn.run', 'uvicorn.Config', 'hypercorn.*.Config')) {
    const reload = call.entry('reload');
    if (!reload || !isOn(reload.expression.value)) continue;
    yield DevServer(reload, {
      command: `${call.name}(reload=True)`,
      framework: 'uvicorn',
      instead: "'uvicorn' without 'reload'",
      local: isLocal(python, call),
      direct: isDirect(call),
    });
  }
}
