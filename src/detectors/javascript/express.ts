import { Mount, RouteDeclaration, Router, type RouterName } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { covers } from '../../model/span.js';
import { type Value, text } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { corsPolicy } from './cors-options.js';
import { inDevelopment } from './development.js';
import { UNSEEN, handlingOf } from './handling.js';
import {
  Routers,
  type Ways,
  handedTo,
  isOfWorkspace,
  mountOfUnknown,
  pathsOf,
  prefixOf,
  routesAt,
  soundsLikeMiddleware,
  soundsLikeRoutes,
} from './routers.js';

const APPLICATION =
  /^(?:express(?:\.default)?|@feathersjs\/express(?:\.default)?|ultimate-express|hyper-express\.Server|polka|restify\.createServer|@awaitjs\/express\.decorateApp)$/;
const ROUTER =
  /^(?:express(?:\.default)?\.Router|express\(\)\.Router|(?:express-promise-router|router|@awaitjs\/express\.Router|ultimate-express\.Router|hyper-express\.Router|express-async-router\.AsyncRouter)(?:\.default)?)$/;
const METHODS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'del',
  'head',
  'options',
  'all',
  'getAsync',
  'postAsync',
  'putAsync',
  'patchAsync',
  'deleteAsync',
]);

const WAYS: Ways = {
  framework: 'Express',
  makes: ({ name }) => (APPLICATION.test(name) ? 'application' : ROUTER.test(name) ? 'router' : undefined),
  parameter: /^(?:_?app|application|server|router|_?express|api|web|expressApp|apiRouter|route|routes)$/i,
  type: /(?:^|\.)(?:Express|Application|IRouter|Router|Core\.Express|ExpressApp)(?:\(\))?$/,
};

/** Other frameworks' files have the same calls. */
const OTHERS = ['fastify', 'hono', 'koa', '@koa/router', 'koa-router', '@nestjs/common', '@nestjs/core', 'elysia', '@hapi/hapi'];

/** Express, and what is used like it. https://expressjs.com/en/5x/api.html */
export const express = detector({
  framework: 'Express',
  format: 'javascript',
  mentions:
    /["'/]express\b|\bexpress(?:\(|\.\w)|\breq(?:uest)?\b[^()\n]{0,60},\s{0,20}_?res(?:ponse)?\b[^()\n]{0,60},\s{0,20}_?next\b|\brestify\b|\bpolka\b|\b(?:[aA]pp|application|server|[rR]outer)\s*\.\s*(?:get|post|put|patch|delete|all|use|route)\s*\(\s*['"`/[\w(]/,
  applies: (js) => !OTHERS.some((other) => js.imports(other)),

  *facts(js) {
    const routers = new Routers(js, WAYS);
    const stated = js.calls('*').flatMap((call) => [...statedBy(js, routers, call)]);
    yield* stated;
    const own = [...routers.facts(stated)];
    yield* own;
    yield* middlewares(js, new Set(own.flatMap((fact) => ('key' in fact ? [fact.key] : []))));
  },
});

/** Exported functions that stand between the application and its routes: known by name, so that nothing is missing where one is used. */
function* middlewares(js: CodeSyntax, taken: ReadonlySet<unknown>): Iterable<FactDraft> {
  if (js.exports.length === 0) return;
  const handlers = js.declarations.filter(
    ({ parameters }) => parameters.length >= 3 && parameters.length <= 4 && isHandler(parameters.map(({ name }) => name)),
  );
  if (handlers.length === 0) return;
  for (const { name, local, expression, from } of js.exports) {
    if (from !== undefined) continue;
    const candidates = expression
      ? [expression, ...(expression.call?.args ?? [])].map((each) =>
          each.shape.is === 'function' || each.shape.is === 'name' ? each.function : undefined,
        )
      : [];
    const meant = expression
      ? candidates.find(Boolean)
      : js.declarations.find((each) => each.name === (local ?? name) && each.enclosing?.kind === 'module');
    if (!meant) continue;
    const key = handlers.includes(meant) ? name : handlers.some(({ span }) => covers(meant.span, span)) ? `${name}()` : undefined;
    if (key === undefined || taken.has(key)) continue;
    const at = { span: { start: meant.span.start, end: meant.span.start } };
    yield Router(at, { key, app: false, prefix: '', exportedAs: [] });
    for (const path of meant.kind === 'function' ? comparedPaths(meant) : [])
      yield RouteDeclaration(at, { router: key, method: 'ANY', path, ...handlingOf(js, meant) });
  }
}

/** `(req, res, next)`, `(err, req, res, next)`. */
const isHandler = (names: readonly string[]): boolean =>
  /^_?next/i.test(names.at(-1) ?? '') && /^_?res/i.test(names.at(-2) ?? '') && /^_?req/i.test(names.at(-3) ?? '');

function* statedBy(js: CodeSyntax, routers: Routers, call: Call): Iterable<FactDraft> {
  const { method } = call;
  if (method === 'use') yield* usedBy(js, routers, call);
  else if (METHODS.has(method)) yield* routeOf(js, routers, call);
  else if (method === 'applyMiddleware') yield* apolloRoutes(routers, call);
  else if (method === '' && call.receiver) {
    // `app[route.method](route.path, …)`
    const router = routers.find(call.receiver);
    if (router !== undefined) yield mountOfUnknown(call, router);
  } else {
    yield* handedTo(routers, call);
    yield* servedByPackage(js, routers, call);
  }
}

/** `app.get('/users', list)`, `router.route('/users').get(list)`. */
function* routeOf(js: CodeSyntax, routers: Routers, call: Call): Iterable<FactDraft> {
  const { receiver, args } = call;
  const based = routeBase(receiver);
  const method = call.method === 'all' ? 'ANY' : call.method === 'del' ? 'DELETE' : call.method.replace(/Async$/, '');
  if (based) {
    const router = routers.find(based.receiver);
    if (router !== undefined) yield* routesAt(js, call, { router, method, path: based.arg(0)?.value, handler: args.at(-1) });
    return;
  }
  const [path, ...handlers] = args;
  const handler = handlers.at(-1);
  // `app.get('title')` reads a setting; `api.post('/users', { name })` asks another server.
  if (!path || !handler || !receiver || isData(handler)) return;
  const router = routers.find(receiver);
  if (router === undefined || inDevelopment(call)) return;
  const each = entriesOfLoop(js, path, handler);
  if (each) {
    for (const { path: one, target } of each) yield* routesAt(js, call, { router, method, path: one, handler: target });
    return;
  }
  // What is imported may be a client: a handler that is seen tells.
  if (/^[.@~#]/.test(router) && handler.shape.is !== 'function' && !handler.function && !handler.name.includes('.')) return;
  yield* routesAt(js, call, { router, method, path: path.value, handler });
}

/** The call of `route` that a chain of methods begins with. */
function routeBase(receiver: Expression | undefined): Call | undefined {
  let call = receiver?.resolved.call;
  for (let depth = 0; call && depth < 20; depth++) {
    if (call.method === 'route' && call.receiver && call.args.length === 1) return call;
    if (!METHODS.has(call.method)) return undefined;
    call = call.receiver?.call;
  }
  return undefined;
}

const isData = ({ shape }: Expression): boolean =>
  shape.is === 'map' || shape.is === 'text' || shape.is === 'number' || shape.is === 'flag' || shape.is === 'nothing';

function* usedBy(js: CodeSyntax, routers: Routers, call: Call): Iterable<FactDraft> {
  const { receiver, args } = call;
  const parent = receiver && routers.find(receiver);
  const [first, ...rest] = args;
  if (parent === undefined || !first || inDevelopment(call)) return;
  const [second] = rest;
  const each = second && rest.length > 0 ? entriesOfLoop(js, first, rest.at(-1) ?? second) : undefined;
  if (each) {
    for (const { path, target } of each) yield* mounted(js, routers, call, parent, path, target);
    return;
  }
  const path = rest.length > 0 && isPath(first) ? first.value : undefined;
  for (const target of (path ? rest : args).flatMap(spread)) yield* mounted(js, routers, call, parent, path, target);
  if (call.spreads) yield mountOfUnknown(call, parent);
}

/** The elements of a list that stands where one could. */
const spread = (argument: Expression): readonly Expression[] =>
  argument.resolved.shape.is === 'list' ? argument.resolved.items : [argument];

function isPath(first: Expression): boolean {
  const { value } = first;
  if (value.kind === 'text' || value.kind === 'joined' || value.kind === 'env') return true;
  if (value.kind === 'list')
    return (
      value.items.length > 0 &&
      value.items.every(({ kind }) => kind === 'text' || kind === 'joined' || kind === 'unknown') &&
      value.items.some(({ kind }) => kind !== 'unknown')
    );
  if (first.shape.is === 'other' && first.text.startsWith('/')) return true;
  return (
    (first.shape.is === 'name' || first.shape.is === 'member') &&
    /path|prefix|url|uri|base|route|version|api|endpoint/i.test(first.text.slice(first.text.lastIndexOf('.') + 1)) &&
    !/(?:router|routes|handler|middleware)$/i.test(first.text)
  );
}

/** What one argument of `use` adds. */
function* mounted(
  js: CodeSyntax,
  routers: Routers,
  call: Call,
  parent: RouterName,
  path: Value | undefined,
  target: Expression,
): Iterable<FactDraft> {
  const prefixes = path ? pathsOf(path).map((one) => (one?.startsWith('…') ? undefined : one)) : [''];
  const { resolved } = target;
  const child = routers.childOf(target);
  if (child !== undefined) {
    const own = !isOfWorkspace(child);
    const name = `${resolved.call ? '' : target.text} ${child}`;
    // What is called without a path and sounds like neither may be a router of either kind: it must be found.
    const tentative = (own && child.endsWith('()')) || (soundsLikeMiddleware(name) && !soundsLikeRoutes(name));
    for (const prefix of prefixes) yield Mount(call, { parent, child, prefix, ...(tentative ? { tentative } : {}) });
    return;
  }
  if (isDynamicRequire(resolved)) {
    yield mountOfUnknown(call, parent);
    return;
  }
  const inline = resolved.shape.is === 'function' ? resolved.function : resolved.shape.is === 'name' ? resolved.function : undefined;
  if (inline) {
    yield* answeredBy(js, call, parent, path, inline);
    return;
  }
  const { name } = resolved;
  // `app.use('/healthz', healthcheck())`: a package that answers under a path that says what for.
  if (path?.kind === 'text' && HEALTH.test(path.text)) {
    yield RouteDeclaration(call, { router: parent, method: 'ANY', path: path.text, ...UNSEEN });
    return;
  }
  if (/^express-actuator(?:\(\))?$/.test(name)) {
    const base = resolved.call?.arg(0)?.option('basePath');
    const prefix = prefixOf(base);
    yield RouteDeclaration(call, { router: parent, method: 'GET', path: prefix === undefined ? undefined : `${prefix}/health`, ...UNSEEN });
    return;
  }
  if (isHiddenRouter(target, name, path))
    yield Mount(call, { parent, child: name.startsWith('@') && !name.includes('()') ? name : undefined, prefix: prefixOf(path) });
}

const HEALTH = /(?:^|\/)[\w-]{0,20}(?:health|live|ready|readiness|liveness|status|ping|heartbeat|alive)[\w-]{0,20}\/?$/i;

/** A router whose making cannot be seen: a parameter, a member of something, a package's. */
function isHiddenRouter(target: Expression, name: string, path: Value | undefined): boolean {
  const said = target.text.slice(0, 120).trim();
  if (soundsLikeMiddleware(said)) return false;
  if (/rout(?:e|es|er|ers)(?:\(\))?$|\.router\b|Router\(|\broutes?\(/i.test(said)) return !/^(?:express|body-parser|swagger)/.test(name);
  return (
    path !== undefined &&
    target.shape.is === 'member' &&
    !/^(?:express|swagger)/.test(name) &&
    /controller|module|api|handler/i.test(said) &&
    !/express|static|serve/i.test(said)
  );
}

const isDynamicRequire = ({ call }: Expression): boolean => call?.name === 'require' && call.arg(0)?.value.kind !== 'text';

/** A function given to `use`: with a path and without `next` it answers there; inside, paths are compared by hand. */
function* answeredBy(js: CodeSyntax, call: Call, parent: RouterName, path: Value | undefined, inline: Declaration): Iterable<FactDraft> {
  if (path && inline.parameters.length <= 2) {
    yield* routesAt(js, call, { router: parent, method: 'ANY', path, handler: inline });
    return;
  }
  if (inline.parameters.length > 3) return;
  for (const compared of comparedPaths(inline))
    yield RouteDeclaration(call, { router: parent, method: 'ANY', path: compared, ...handlingOf(js, inline) });
}

/** `req.path === '/healthz'` in a function, where an answer follows: a path that is only let through is served elsewhere. */
export function comparedPaths(inline: Declaration): readonly string[] {
  const paths = new Set<string>();
  for (const match of inline.text.matchAll(COMPARED)) {
    const after = inline.text.slice(match.index + match[0].length, match.index + match[0].length + 300);
    const answer = after.search(ANSWERS);
    const passing = after.search(PASSES);
    const path = match[2] ?? match[4] ?? '';
    if (path !== '' && answer >= 0 && (passing < 0 || answer < passing)) paths.add(path);
  }
  return [...paths];
}

const COMPARED = /\b(?:url|path|pathname|originalUrl)!?\s*===?\s*(['"`])(\/[\w\-./]{0,100})\1|\bcase\s+(['"`])(\/[\w\-./]{0,100})\3\s*:/g;
const ANSWERS =
  /\b(?:res|resp|response|reply|ctx|c)\b[\w.?()]{0,40}\.(?:send|json|end|status|sendStatus|writeHead|code|text|body)\b|\b(?:res|response|ctx)\.(?:body|status|statusCode)\s*=(?!=)|\bnew Response\b|\bResponse\.json\b|\(\s*\w{0,20}[rR]eq\w{0,20}\s*,\s*\w{0,20}[rR]es\w{0,20}\s*[,)]/;
const PASSES = /\bnext\s*\(|\breturn\s*;|\belse\b/;

/** `routes.forEach((route) => app.use(route.path, route.router))` with a list that is written out. */
function entriesOfLoop(
  js: CodeSyntax,
  path: Expression,
  target: Expression,
): readonly { readonly path: Value; readonly target: Expression }[] | undefined {
  const loop = loopOver(js, path);
  if (!loop) return undefined;
  const key = path.shape.is === 'member' ? path.shape.property : path.text;
  const other = target.shape.is === 'member' ? target.shape.property : target.text;
  const all = loop.map((item) => ({ path: item.entry(key)?.expression.value, target: item.entry(other)?.expression }));
  return all.every((each) => each.path && each.target) ? (all as { path: Value; target: Expression }[]) : undefined;
}

function loopOver(js: CodeSyntax, path: Expression): readonly Expression[] | undefined {
  const { shape } = path;
  const variable = shape.is === 'member' ? shape.object.text : shape.is === 'name' ? shape.name : undefined;
  if (variable === undefined) return undefined;
  for (let scope: Declaration | undefined = path.scope; scope; scope = scope.enclosing) {
    const [first] = scope.parameters;
    const bound = first && (shape.is === 'member' ? first.name === variable : first.name.startsWith('{') && first.name.includes(variable));
    if (!bound || scope.kind !== 'function') continue;
    const { span } = scope;
    for (const call of js.calls('*')) {
      if (!/^(?:forEach|map)$/.test(call.method) || call.arg(0)?.span.start !== span.start) continue;
      const items = call.receiver?.resolved.items ?? [];
      return items.length > 0 && items.every((item) => item.shape.is === 'map') ? items : undefined;
    }
    return undefined;
  }
  return undefined;
}

/** Packages that serve health routes beside the application. */
function* servedByPackage(js: CodeSyntax, routers: Routers, call: Call): Iterable<FactDraft> {
  const { name } = call;
  // https://github.com/godaddy/terminus#usage
  if (name === '@godaddy/terminus.createTerminus' || name === '@godaddy/terminus') {
    const router = routers.find(call.arg(0)?.resolved.call?.args.at(-1)) ?? routers.application;
    const options = call.arg(1)?.resolved;
    if (router === undefined || !options) return;
    for (const { name: path, expression } of options.entry('healthChecks')?.expression.resolved.entries ?? [])
      if (path.startsWith('/')) yield* routesAt(js, call, { router, method: 'GET', path: text(call, path), handler: expression });
  }
  // It answers on a port of its own. https://github.com/gajus/lightship#endpoints
  if (/^lightship\.createLightship$/.test(name) && routers.application !== undefined)
    for (const path of ['/health', '/live', '/ready'])
      yield RouteDeclaration(call, { router: routers.application, method: 'GET', path, asksDatastore: undefined, canFail: true });
}

/** Apollo Server 2 and 3 answer beside the graph. https://www.apollographql.com/docs/apollo-server/v3/monitoring/health-checks */
function* apolloRoutes(routers: Routers, call: Call): Iterable<FactDraft> {
  const router = routers.find(call.arg(0)?.entry('app')?.expression);
  if (router === undefined || !call.name.includes('ApolloServer()')) return;
  yield RouteDeclaration(call, { router, method: 'GET', path: '/.well-known/apollo/server-health', asksDatastore: false, canFail: false });
}

/** The package `cors`, wherever it is used. */
export const corsPackage = detector({
  framework: 'Express',
  format: 'javascript',
  mentions: /['"]cors['"]/,

  *facts(js) {
    const all = [...js.calls('cors', 'cors.default')].filter((call) => !inDevelopment(call));
    // `app.options('*', cors())` repeats for preflights what `app.use(cors())` says.
    const preflights = [...js.calls('*.options')];
    const own = all.filter(({ span }) => !preflights.some((preflight) => covers(preflight.span, span)));
    for (const call of own.length > 0 ? own : all) {
      const options = call.arg(0);
      yield* corsPolicy(options, { at: call, slot: call.onlyArgument('{ origin: ', ' }') });
    }
  },
});
