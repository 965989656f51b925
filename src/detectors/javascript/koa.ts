import { Mount } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { text } from '../../model/value.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { corsPolicy } from './cors-options.js';
import { inDevelopment } from './development.js';
import { comparedPaths } from './express.js';
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
} from './routers.js';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all']);

const WAYS: Ways = {
  framework: 'Koa',
  makes: ({ name }) =>
    /^koa(?:\.default)?$/.test(name)
      ? 'application'
      : /^(?:@koa\/router|koa-router|koa-joi-router|koa-better-router)(?:\.default|\.Router)?(?:\(\))?$/.test(name)
        ? 'router'
        : undefined,
  prefix: (call) => {
    const option = call.arg(0)?.resolved.option('prefix');
    return option === undefined ? '' : prefixOf(option);
  },
  parameter: /^(?:app|router|koa|server)$/i,
  type: /(?:^|\.|\/)(?:koa|Koa|Router|router)(?:\(\))?$/,
};

/** https://koajs.com, https://github.com/koajs/router/blob/master/API.md */
export const koa = detector({
  framework: 'Koa',
  format: 'javascript',
  mentions: /['"](?:koa|koa-router|@koa\/[\w-]+)['"]/,

  *facts(js) {
    const routers = new Routers(js, WAYS);
    const stated = [...statedBy(js, routers)];
    yield* stated;
    yield* routers.facts(stated);
  },
});

function* statedBy(js: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of js.calls('*')) {
    // Version 5 answers with '*', older ones with the request's origin; all do so when credentials are allowed, too. https://github.com/koajs/cors#readme
    if (/^(?:@koa\/cors|koa2?-cors|kcors)(?:\.default)?$/.test(call.name) && !inDevelopment(call))
      yield* corsPolicy(call.arg(0), { at: call, slot: undefined, setting: 'Access-Control-Allow-Origin', reflects: true });
    const router = call.receiver && routers.find(call.receiver);
    if (router === undefined) yield* handedTo(routers, call);
    if (router === undefined || inDevelopment(call)) continue;
    const [first, second, third] = call.args;
    if (METHODS.has(call.method) && first && second) {
      // A name may come first: `router.get('user', '/users/:id', show)`.
      const named = third && first.value.kind === 'text' && !first.value.text.startsWith('/') && second.value.kind === 'text';
      const path = named ? second : first;
      const method = call.method === 'all' ? 'ANY' : call.method === 'del' ? 'DELETE' : call.method;
      yield* routesAt(js, call, { router, method, path: path.value, handler: call.args.at(-1) });
    } else if (call.method === 'use') {
      const path = first && call.args.length > 1 && first.value.kind !== 'unknown' ? first.value : undefined;
      for (const target of path ? call.args.slice(1) : call.args) {
        const inline = target.shape.is === 'function' ? target.function : undefined;
        if (inline) {
          for (const compared of comparedPaths(inline))
            yield* routesAt(js, call, { router, method: 'ANY', path: text(call, compared), handler: inline });
          continue;
        }
        const child = childOf(routers, target);
        for (const prefix of child === undefined ? [] : path ? pathsOf(path) : [''])
          yield child === UNKNOWN
            ? mountOfUnknown(call, router)
            : Mount(call, {
                parent: router,
                child,
                prefix,
                ...(soundsLikeMiddleware(`${target.text} ${String(child)}`) ? { tentative: true } : {}),
              });
      }
    }
  }
}

const UNKNOWN = Symbol('a router that cannot be seen');

/** The router of `router.routes()`, `mount('/p', app)`, or of a module that exports either. */
function childOf(routers: Routers, target: Expression): string | typeof UNKNOWN | undefined {
  const call: Call | undefined = target.resolved.call;
  if (call?.receiver && /^(?:routes|middleware|allowedMethods)$/.test(call.method)) {
    if (call.method === 'allowedMethods') return undefined;
    const own = routers.childOf(call.receiver);
    if (own !== undefined) return own;
    return isOfWorkspace(call.receiver.name) ? call.receiver.name : UNKNOWN;
  }
  if (call?.name.startsWith('koa-mount')) {
    const mounted = call.args.at(-1);
    return (mounted && routers.childOf(mounted)) ?? UNKNOWN;
  }
  return routers.childOf(target);
}
