import { Mount, RouteDeclaration } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { covers } from '../../model/span.js';
import type { Call, CodeSyntax } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { CHI, type Routers, handedOn, methodOf, pathOf, routeAt, routersOf } from './routers.js';

const METHODS = /^(?:Get|Post|Put|Patch|Delete|Head|Options|Connect|Trace)$/;

/** https://go-chi.io/#/pages/routing */
export const chi = detector({
  framework: 'chi',
  format: 'go',
  mentions: ['go-chi/chi'],
  applies: (go) => go.importList.some(({ module }) => CHI.module.test(module)),

  *facts(go) {
    const routers = routersOf(go);
    for (const call of go.calls('*'))
      if (routers.isOnRouter(call) && call.receiver && routers.ownerOf(call.receiver) === CHI) yield* ofCall(go, routers, call);
    yield* heartbeats(go, routers);
    yield* handedOn(routers, go, CHI);
    yield* routers.facts(CHI);
  },
});

function* ofCall(go: CodeSyntax, routers: Routers, call: Call): Iterable<FactDraft> {
  const { method, args } = call;
  const router = routers.find(call.receiver);
  if (router === undefined) return;
  const [first, second, third] = args;
  if (METHODS.test(method) && second) yield routeAt(go, call, router, method, pathOf(first?.value), second);
  else if (/^(?:Handle|HandleFunc)$/.test(method) && second) yield routeAt(go, call, router, 'ANY', pathOf(first?.value), second);
  else if (/^(?:Method|MethodFunc)$/.test(method) && third) yield routeAt(go, call, router, methodOf(first), pathOf(second?.value), third);
  else if (method === 'Mount' && second)
    yield Mount(call, { parent: router, child: routers.findOrAsk(second), prefix: pathOf(first?.value) });
  else if (method === 'Route' || method === 'Group') {
    const inner = (method === 'Route' ? second : first)?.function;
    const [parameter] = inner?.parameters ?? [];
    const prefix = method === 'Route' ? pathOf(first?.value) : '';
    if (inner && parameter) yield Mount(call, { parent: router, child: routers.handedTo(inner, parameter.name, CHI), prefix });
    else {
      const handler = second ?? first;
      if (handler) yield Mount(call, { parent: router, child: routers.findOrAsk(handler)?.replace(/\(\)$/, ''), prefix });
    }
  }
}

/** `r.Use(middleware.Heartbeat("/ping"))` answers there; so does one in a list of middleware that the only router uses. https://pkg.go.dev/github.com/go-chi/chi/v5/middleware#Heartbeat */
function* heartbeats(go: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const made of go.calls('*/middleware.Heartbeat')) {
    const user = [...go.calls('*.Use')].find((call) => covers(call.span, made.span) && routers.isOnRouter(call));
    const router = user ? routers.find(user.receiver) : routers.only;
    if (router !== undefined)
      yield RouteDeclaration(made, {
        router,
        method: 'GET',
        path: pathOf(made.arg(0)?.value),
        asksDatastore: false,
        canFail: false,
        probe: true,
      });
  }
}
