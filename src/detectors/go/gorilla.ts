import { Mount } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Call, CodeSyntax } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { isFiles } from './net-http.js';
import { GORILLA, type Routers, handedOn, kindOf, methodOf, pathOf, routeAt, routersOf } from './routers.js';

/** https://pkg.go.dev/github.com/gorilla/mux */
export const gorilla = detector({
  framework: 'Gorilla mux',
  format: 'go',
  mentions: ['gorilla/mux'],
  applies: (go) => go.imports('github.com/gorilla/mux'),

  *facts(go) {
    const routers = routersOf(go);
    for (const call of go.calls('*.HandleFunc', '*.Handle', '*.HandlerFunc', '*.Handler')) yield* ofCall(go, routers, call);
    yield* handedOn(routers, go, GORILLA);
    yield* routers.facts(GORILLA);
  },
});

/** `r.HandleFunc("/x", h).Methods("GET")`, `r.Methods("GET").Path("/x").HandlerFunc(h)`. */
function* ofCall(go: CodeSyntax, routers: Routers, call: Call): Iterable<FactDraft> {
  let base = call.receiver;
  let path: string | undefined = '';
  let subtree = false;
  const methods = outerMethods(go, call);
  for (
    let link = base?.call;
    link && /^(?:Path|PathPrefix|Methods|Name|Schemes|Headers|Queries|Host|NewRoute)$/.test(link.method);
    link = base?.call
  ) {
    if (link.method === 'Methods') methods.push(...link.args.map(methodOf));
    if (link.method === 'Path' || link.method === 'PathPrefix') {
      const part = pathOf(link.arg(0)?.value);
      path = part === undefined || path === undefined ? undefined : part + path;
      subtree ||= link.method === 'PathPrefix';
    }
    base = link.receiver;
  }
  if (!base || (routers.ownerOf(base) !== GORILLA && kindOf(base.name) !== GORILLA)) return;
  if (!routers.isOnRouter(call) && !routers.kindOf(base)) return;
  const router = routers.find(base);
  if (router === undefined) return;
  const direct = call.method.startsWith('Handle') && !call.method.includes('Handler');
  const handler = call.arg(direct ? 1 : 0);
  if (direct) path = pathOf(call.arg(0)?.value);
  const child = handler && subtree && !isFiles(handler) ? routers.findOrAsk(handler) : undefined;
  if (child !== undefined && handler?.function === undefined) yield Mount(call, { parent: router, child, prefix: path });
  else for (const method of methods.length ? methods : ['ANY']) yield routeAt(go, call, router, method, path, handler);
}

/** What `.Methods("GET", …)` says of the route that it follows. */
function outerMethods(go: CodeSyntax, route: Call): string[] {
  const outer = [...go.calls('*.Methods')].find(
    ({ receiver }) => receiver?.span.start === route.span.start && receiver.span.end >= route.span.end,
  );
  return outer ? outer.args.map(methodOf) : [];
}
