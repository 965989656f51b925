import { App, Mount, RouteDeclaration } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { ECHO, FIBER, type Kind, type Routers, handedOn, methodOf, pathOf, routeAt, routersOf } from './routers.js';

const CAPITALS = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE)$/;
const WORDS = /^(?:Get|Post|Put|Patch|Delete|Head|Options|Connect|Trace)$/;

/** Applications and routes of the frameworks that answer requests themselves: Gin, Echo, Fiber. */
export function* applicationFacts(go: CodeSyntax, kind: Kind): Iterable<FactDraft> {
  const routers = routersOf(go);
  for (const call of go.calls('*')) {
    const { name, method } = call;
    const dot = name.lastIndexOf('.');
    if (dot > 0 && kind.module.test(name.slice(0, dot)) && kind.makers.includes(method))
      yield App(call, { framework: kind.framework, key: routers.find(call.expression) ?? '' });
    else if (routers.isOnRouter(call) && call.receiver && routers.ownerOf(call.receiver) === kind) yield* ofCall(go, routers, kind, call);
  }
  yield* handedOn(routers, go, kind);
  yield* routers.facts(kind);
}

function* ofCall(go: CodeSyntax, routers: Routers, kind: Kind, call: Call): Iterable<FactDraft> {
  const { method, args, receiver } = call;
  const router = routers.find(receiver);
  if (router === undefined) return;
  const [first, second, third] = args;
  const handler = (after: number): Expression | undefined => (kind === ECHO ? args[after] : args.at(-1));
  if (CAPITALS.test(method) || (kind === FIBER && WORDS.test(method)))
    yield routeAt(go, call, router, method, pathOf(first?.value), handler(1));
  else if (/^(?:Any|All)$/.test(method) && first) yield routeAt(go, call, router, 'ANY', pathOf(first.value), handler(1));
  else if (/^(?:Handle|Add)$/.test(method) && second && third)
    yield routeAt(go, call, router, methodOf(first), pathOf(second.value), handler(2));
  else if (method === 'Match' && second && third)
    for (const item of first?.items ?? []) yield routeAt(go, call, router, methodOf(item), pathOf(second.value), handler(2));
  else if (method === 'Use' && kind === FIBER) yield* ofHealthChecks(call, router);
  else if (method === 'Route' && kind === FIBER && second?.function) {
    const [parameter] = second.function.parameters;
    if (parameter) yield* mounted(call, router, pathOf(first?.value), routers.handedTo(second.function, parameter.name, FIBER));
  } else if (method === 'Mount' && second) yield* mounted(call, router, pathOf(first?.value), routers.findOrAsk(second));
}

function* mounted(call: Call, parent: string, prefix: string | undefined, child: string | undefined): Iterable<FactDraft> {
  yield Mount(call, { parent, child, prefix });
}

/** `app.Use(healthcheck.New())` answers at paths of its own. https://docs.gofiber.io/api/middleware/healthcheck */
function* ofHealthChecks(call: Call, router: string): Iterable<FactDraft> {
  const made = call.args.find(({ call: inner }) => inner?.name.endsWith('middleware/healthcheck.New'))?.call;
  if (!made) return;
  const config = made.arg(0)?.resolved.call;
  for (const [option, path] of [
    ['LivenessEndpoint', '/livez'],
    ['ReadinessEndpoint', '/readyz'],
  ] as const) {
    const written = config?.option(option);
    yield RouteDeclaration(made, {
      router,
      method: 'GET',
      path: written ? pathOf(written) : path,
      asksDatastore: undefined,
      canFail: undefined,
      probe: true,
    });
  }
}
