import { Mount } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { corsPolicy } from './cors-options.js';
import { inDevelopment } from './development.js';
import { Routers, type Ways, handedTo, isOfWorkspace, mountOfUnknown, prefixOf, routesAt } from './routers.js';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'options', 'all']);
const MAKES = /^(?:hono|hono\/(?:tiny|quick))\.Hono$|^@hono\/zod-openapi\.OpenAPIHono$/;

/** `new Hono().basePath('/api')`: a router whose paths begin with that. */
function basedOn(call: Call): Call | undefined {
  return call.method === 'basePath' && call.receiver?.resolved.call && MAKES.test(call.receiver.resolved.call.name)
    ? call.receiver.resolved.call
    : undefined;
}

const WAYS: Ways = {
  framework: 'Hono',
  makes: (call) => (MAKES.test(call.name) || basedOn(call) ? 'application' : undefined),
  prefix: (call) => (basedOn(call) ? prefixOf(call.arg(0)?.value) : ''),
  serves: (js, key, exportedAs) =>
    exportedAs.includes('default') ||
    (exportedAs.length > 0 && /^(?:app|server|api)$/i.test(key)) ||
    /^(?:app|server)$/i.test(key) ||
    new RegExp(
      `\\b${key.replace(/\W/g, '')}\\.(?:fetch|fire)\\b|\\b(?:serve|handle|getRequestListener|createMiddleware)\\(\\s*${key.replace(/\W/g, '')}\\b`,
    ).test(js.document.text),
  parameter: /^(?:app|hono|router|api|server)$/i,
  type: /(?:^|\.)(?:Hono|OpenAPIHono)(?:\(\))?$/,
};

/** https://hono.dev/docs/api/routing */
export const hono = detector({
  framework: 'Hono',
  format: 'javascript',
  mentions: /['"](?:hono|hono\/[\w-]+|@hono\/[\w-]+)['"]/,
  applies: (js) => js.importList.some(({ module }) => /^(?:@?hono(?:\/|$))/.test(module)),

  *facts(js) {
    const routers = new Routers(js, WAYS);
    const stated = [...statedBy(js, routers)];
    yield* stated;
    yield* routers.facts(stated);
  },
});

function* statedBy(js: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of js.calls('*')) {
    if (call.name === 'hono/cors.cors' && !inDevelopment(call))
      yield* corsPolicy(call.arg(0), { at: call, slot: call.onlyArgument('{ origin: ', ' }') });
    const router = call.receiver && routers.find(call.receiver);
    if (router === undefined) yield* handedTo(routers, call);
    if (router === undefined || inDevelopment(call)) continue;
    const [first, second] = call.args;
    if (METHODS.has(call.method) && first) {
      // Without a path the handlers continue the last one: `app.get('/').post(add)`.
      if (first.value.kind === 'text' || call.args.length > 1)
        yield* routesAt(js, call, {
          router,
          method: call.method === 'all' ? 'ANY' : call.method,
          path: first.value,
          handler: call.args.at(-1),
        });
    } else if (call.method === 'on' && first && second) {
      const method = first.value.kind === 'text' ? first.value.text : 'ANY';
      yield* routesAt(js, call, { router, method, path: second.value, handler: call.args.at(-1) });
    } else if (call.method === 'openapi' && first) {
      const options = openApiOf(first);
      const method = options?.option('method');
      const path = options?.option('path');
      if (path) yield* routesAt(js, call, { router, method: method?.kind === 'text' ? method.text : 'ANY', path, handler: second });
      else yield mountOfUnknown(call, router);
    } else if (call.method === 'route' && first && second) {
      const child = routers.childOf(second) ?? (isOfWorkspace(second.name) || /^@?[\w-]+\//.test(second.name) ? second.name : undefined);
      yield Mount(call, { parent: router, child, prefix: prefixOf(first.value) });
    } else if (call.method === 'mount' && first) yield mountOfUnknown(call, router);
  }
}

/** `createRoute({ method, path })`. */
const openApiOf = (route: Expression): Expression | undefined => {
  const { resolved } = route;
  return resolved.call ? resolved.call.arg(0)?.resolved : resolved.shape.is === 'map' ? resolved : undefined;
};
