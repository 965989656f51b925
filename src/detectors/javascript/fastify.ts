import { Mount, RouteDeclaration, type RouterName } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { corsPolicy } from './cors-options.js';
import { inDevelopment } from './development.js';
import { handlingOf } from './handling.js';
import { Routers, type Ways, handedTo, isOfWorkspace, mountOfUnknown, prefixOf, routesAt } from './routers.js';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all']);

const WAYS: Ways = {
  framework: 'Fastify',
  makes: ({ name }) => (/^fastify(?:\.default|\.fastify|\.Fastify)?$/.test(name) ? 'application' : undefined),
  parameter: /^(?:fastify(?:Instance)?|_?app|server|instance|f|api|router|scope|childServer|child)$/i,
  type: /(?:^|\.)(?:\w*FastifyInstance\w*|\w*FastifyTyped\w*)(?:\(\))?$/,
};

/** https://fastify.dev/docs/latest/Reference/Routes/, https://fastify.dev/docs/latest/Reference/Plugins/ */
export const fastify = detector({
  framework: 'Fastify',
  format: 'javascript',
  mentions: /\bfastify\b|\bFastify/,
  applies: (js) =>
    js.importList.some(({ module }) => /^(?:@?fastify(?:$|[-/])|@fastify\/)/.test(module)) ||
    /\bfastify\s*\.\s*\w|\bFastify(?:Instance|Plugin)/.test(js.document.text),

  *facts(js) {
    const routers = new Routers(js, WAYS);
    const stated = [...statedBy(js, routers)];
    yield* stated;
    yield* routers.facts(stated);
  },
});

function* statedBy(js: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of js.calls('*')) {
    const router =
      call.receiver && (METHODS.has(call.method) || call.method === 'route' || call.method === 'register')
        ? routers.find(call.receiver)
        : undefined;
    if (router === undefined) {
      yield* handedTo(routers, call);
      continue;
    }
    if (call.method === 'register') yield* registered(js, routers, call, router);
    else if (inDevelopment(call)) continue;
    else if (call.method === 'route') yield* routeOf(js, call, router);
    else if (call.args.length >= 2)
      yield* routesAt(js, call, {
        router,
        method: call.method === 'all' ? 'ANY' : call.method,
        path: call.arg(0)?.value,
        handler: handlerOf(call.args.at(-1)),
      });
  }
}

/** The handler may stand among the options: `app.get('/', { schema, handler })`. */
const handlerOf = (last: Expression | undefined): Expression | undefined => last?.resolved.entry('handler')?.expression ?? last;

/** `app.route({ method: ['GET', 'HEAD'], url: '/', handler })`. */
function* routeOf(js: CodeSyntax, call: Call, router: RouterName): Iterable<FactDraft> {
  const options = call.arg(0)?.resolved;
  if (!options) return;
  const path = options.option('url') ?? options.option('path');
  if (!path) return;
  const method = options.option('method');
  const methods =
    method?.kind === 'text'
      ? [method.text]
      : method?.kind === 'list'
        ? method.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
        : ['ANY'];
  for (const each of methods) yield* routesAt(js, call, { router, method: each, path, handler: options.entry('handler')?.expression });
}

/** What `register` adds: a function written here, one of another module, or a package's plugin. */
function* registered(js: CodeSyntax, routers: Routers, call: Call, parent: RouterName): Iterable<FactDraft> {
  const [first, options] = call.args;
  const plugin = first && unwrapped(first);
  if (!plugin) return;
  const name = pluginName(plugin);
  if (/^(?:@fastify\/cors|fastify-cors)(?:\.default)?$/.test(name)) {
    const after = call.lastArgument('{ origin: ');
    if (!inDevelopment(call)) yield* corsPolicy(options, { at: plugin, slot: after && { ...after, after: ' }' } });
    return;
  }
  if (inDevelopment(call)) return;
  const map = options?.resolved;
  const prefix = map ? (map.shape.is === 'map' ? prefixOf(map.option('prefix')) : undefined) : '';
  yield* servedByPackage(js, call, name, options, parent);
  if (/autoload/i.test(name) || /^fastify-(?:routes|file-routes|cli|openapi-glue|now)|^@fastify\/nextjs/.test(name)) {
    yield mountOfUnknown(call, parent);
    return;
  }
  const { resolved } = plugin;
  const inline = resolved.shape.is === 'function' || resolved.shape.is === 'name' ? resolved.function : resolved.call?.arg(0)?.function;
  if (inline?.kind === 'function') {
    const child = routers.handedTo(inline);
    if (child !== undefined) yield Mount(call, { parent, child, prefix });
  } else if (isOfWorkspace(name))
    yield Mount(call, {
      parent,
      child: name,
      prefix,
      ...(/plugin|swagger|auth|cors|helmet|database|\bdb\b|config|error|sensible|jwt|support/i.test(name) && !/rout/i.test(name)
        ? { tentative: true }
        : {}),
    });
  else if (name === '' || /^require\(?\)?$/.test(name) || !/[/@-]/.test(name)) yield mountOfUnknown(call, parent);
}

/** The plugin in `fp(plugin)`. */
const unwrapped = (plugin: Expression): Expression => {
  const { call } = plugin.resolved;
  return (call && /^fastify-plugin(?:\.default|\.fastifyPlugin)?$/.test(call.name) ? call.arg(0) : undefined) ?? plugin;
};

/** `register(import('./routes'))`, `register(require('./routes'))`, `register((await import('./routes')).default)`. */
function pluginName(plugin: Expression): string {
  const imported = /^\({0,2}(?:await)?\({0,2}import\((['"`])([^'"`]{1,200})\1\)/.exec(plugin.text.slice(0, 300).replace(/\s+/g, ''))?.[2];
  return imported ?? (plugin.resolved.name || plugin.name);
}

/** Plugins that serve health routes. */
function* servedByPackage(
  js: CodeSyntax,
  call: Call,
  name: string,
  options: Expression | undefined,
  router: RouterName,
): Iterable<FactDraft> {
  const map = options?.resolved;
  // https://github.com/fastify/under-pressure#status-route
  if (/^(?:@fastify\/under-pressure|under-pressure)(?:\.default)?$/.test(name)) {
    const exposed = map?.option('exposeStatusRoute');
    const url = exposed?.kind === 'unknown' ? map?.entry('exposeStatusRoute')?.expression.resolved.option('url') : undefined;
    const path =
      exposed?.kind === 'flag' && exposed.on
        ? '/status'
        : exposed?.kind === 'text'
          ? exposed.text
          : url?.kind === 'text'
            ? url.text
            : undefined;
    const check = map?.entry('healthCheck')?.expression;
    if (path !== undefined) yield RouteDeclaration(call, { router, method: 'GET', path, ...handlingOf(js, check), canFail: true });
  }
  // https://github.com/smartiniOnGitHub/fastify-healthcheck#readme
  if (/^fastify-healthcheck(?:\.default)?$/.test(name)) {
    const url = map?.option('healthcheckUrl');
    yield RouteDeclaration(call, {
      router,
      method: 'GET',
      path: url === undefined ? '/health' : url.kind === 'text' ? url.text : undefined,
      asksDatastore: false,
      canFail: true,
    });
  }
  if (/^(?:@gquittet\/graceful-server|fastify-custom-healthcheck)(?:\.default)?$/.test(name))
    yield RouteDeclaration(call, { router, method: 'GET', path: '/health', asksDatastore: undefined, canFail: true });
}
