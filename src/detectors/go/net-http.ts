import { App, Mount, RouteDeclaration, Router } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { isLoopback } from '../../model/loopback.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { functionOf } from './handling.js';
import { DEFAULT_MUX, NET_HTTP, type Routers, handedOn, kindOf, pathOf, routeAt, routersOf } from './routers.js';

const SERVES: Readonly<Record<string, number>> = { ListenAndServe: 1, ListenAndServeTLS: 3, Serve: 1, ServeTLS: 1 };

/** https://pkg.go.dev/net/http#ServeMux */
export const netHttp = detector({
  framework: 'net/http',
  format: 'go',
  mentions: ['net/http'],
  applies: (go) => go.importList.some(({ module }) => module === 'net/http'),

  *facts(go) {
    const routers = routersOf(go);
    for (const call of go.calls('*')) {
      if (call.name === 'net/http.HandleFunc' || call.name === 'net/http.Handle') yield* handled(go, routers, call, DEFAULT_MUX);
      else if (
        /^(?:HandleFunc|Handle)$/.test(call.method) &&
        routers.isOnRouter(call) &&
        call.receiver &&
        routers.ownerOf(call.receiver) === NET_HTTP
      ) {
        const router = routers.find(call.receiver);
        if (router !== undefined) yield* handled(go, routers, call, router);
      }
    }
    yield* served(go, routers);
    yield* handedOn(routers, go, NET_HTTP);
    yield* routers.facts(NET_HTTP);
  },
});

/** `"GET /items/{id}"`, `"/static/"`, `"example.com/"`. https://pkg.go.dev/net/http#hdr-Patterns-ServeMux */
function* handled(go: CodeSyntax, routers: Routers, call: Call, router: string): Iterable<FactDraft> {
  const [pattern, handler] = call.args;
  const written = pathOf(pattern?.value);
  const [prefix = '', method = 'ANY'] = /^([A-Z]{3,7})[ \t]/.exec(written ?? '') ?? [];
  const path = written
    ?.slice(prefix.length)
    .trimStart()
    .replace(/^[^/…]+(?=\/)/, '')
    .replace(/\{\$\}$/, '');
  if (!handler) return;
  const subtree = path === undefined || path.endsWith('/');
  if (subtree && !isFiles(handler)) {
    const { prefix, inner } = stripped(handler);
    const child = routers.find(inner);
    const function_ = functionOf(go, inner);
    if (child !== undefined) {
      // Only StripPrefix takes the beginning away: patterns inside repeat it otherwise.
      yield Mount(call, { parent: router, child, prefix: prefix ?? '' });
      return;
    }
    if (!function_ && call.method === 'Handle') {
      yield Mount(call, { parent: router, child: routers.findOrAsk(inner), prefix: prefix ?? '' });
      return;
    }
    // It looks at the path itself.
    if (function_ && /\bURL\.Path\b/.test(function_.text) && /\bcase\s+"\/|URL\.Path\s*==\s*"\/\w/.test(function_.text))
      yield Mount(call, { parent: router, child: undefined, prefix: '' });
  }
  yield routeAt(go, call, router, method, path, handler);
}

/** What `http.StripPrefix("/api", inner)` says. */
function stripped(handler: Expression): { readonly prefix: string | undefined; readonly inner: Expression } {
  const { call } = handler;
  const inner = call?.name === 'net/http.StripPrefix' ? call.arg(1) : undefined;
  const prefix = pathOf(call?.arg(0)?.value);
  return inner && prefix !== undefined ? { prefix, inner } : { prefix: undefined, inner: inner ?? handler };
}

/** Files and redirects hold no routes. */
export const isFiles = (handler: Expression): boolean =>
  /\b(?:FileServer|FileServerFS|RedirectHandler|NotFoundHandler|TimeoutHandler)\(|promhttp\.|NewSingleHostReverseProxy|ReverseProxy\{|expvar\.|swagger/i.test(
    handler.text.slice(0, 300),
  );

/** Servers that are no application: metrics, profiles, redirects to HTTPS. */
const ASIDE = /promhttp\.|pprof|redirect|HTTPHandler\(|acme|expvar/i;

/** Everything that a document serves is one application: liveness is often asked for on a port of its own. */
function* served(go: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  const all = [...serversOf(go)];
  const servers = all.filter(
    ({ call, address, handler }) => !isAside(go, address, handler) && !/metric|pprof|profil/i.test(call.scope.path),
  );
  // Whoever serves the default multiplexer, for whatever, has one of its own.
  const shared = all.find(({ handler }) => !handler || routers.find(handler) === DEFAULT_MUX);
  if (shared) yield Router(shared.call, { key: DEFAULT_MUX, app: false, prefix: '', exportedAs: [] });
  const mounted = servers.filter(({ handler }) => !handler || !isApplication(routers, handler));
  const [first] = mounted;
  if (!first) return;
  const key = 'server';
  const kinds = mounted
    .map(({ handler }) => handler && (routers.kindOf(handler) ?? kindOf(handler.resolved.name)))
    .filter((kind) => kind !== undefined);
  yield App(first.call, { framework: kinds[0]?.framework ?? 'net/http', key });
  const usesDefault = mounted.some(({ handler }) => !handler);
  yield Router(first.call, { key, app: true, prefix: '', exportedAs: [] });
  if (usesDefault) yield Mount(first.call, { parent: key, child: DEFAULT_MUX, prefix: '' });
  for (const { call, handler } of mounted) if (handler) yield* mount(go, routers, call, key, handler);
  yield* controllerProbes(go, key);
}

function* mount(go: CodeSyntax, routers: Routers, call: Call, parent: string, handler: Expression): Iterable<FactDraft> {
  if (/healthcheck\.NewHandler\(\)?$/.test(handler.resolved.name)) {
    // https://pkg.go.dev/github.com/heptiolabs/healthcheck
    for (const path of ['/live', '/ready'])
      yield RouteDeclaration(call, { router: parent, method: 'GET', path, asksDatastore: undefined, canFail: true, probe: true });
    return;
  }
  const single = functionOf(go, handler);
  const found = routers.find(handler);
  if (found === undefined && single && handler.text.includes('HandlerFunc') && !/\bURL\.Path\b/.test(single.text))
    yield routeAt(go, call, parent, 'ANY', '/', handler);
  else yield Mount(call, { parent, child: found ?? routers.findOrAsk(handler), prefix: '' });
}

/** A Kubernetes controller's manager answers probes on a port of its own. https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/manager#Manager */
function* controllerProbes(go: CodeSyntax, router: string): Iterable<FactDraft> {
  for (const call of go.calls('*.AddHealthzCheck', '*.AddReadyzCheck')) {
    const path = call.method === 'AddHealthzCheck' ? '/healthz' : '/readyz';
    yield RouteDeclaration(call, { router, method: 'GET', path, asksDatastore: undefined, canFail: true, probe: true });
  }
  // Its probes may be set up in another file.
  if (go.imports('sigs.k8s.io/controller-runtime'))
    yield Mount({ span: go.module.nameSpan }, { parent: router, child: undefined, prefix: undefined });
}

interface Server {
  readonly call: Call;
  readonly address: Expression | undefined;
  /** Undefined for the default multiplexer. */
  readonly handler: Expression | undefined;
}

function* serversOf(go: CodeSyntax): Iterable<Server> {
  for (const call of go.calls('net/http.*')) {
    const position = /^net\/http\.\w+$/.test(call.name) ? SERVES[call.method] : undefined;
    if (position !== undefined) {
      const handler = call.args[position];
      if (handler) yield { call, address: call.arg(0), handler: handler.value.kind === 'nothing' ? undefined : handler };
    } else if (call.constructs && call.name === 'net/http.Server') {
      const later =
        call.target === undefined ? undefined : [...go.namedValues()].find(({ name }) => name === `${call.target ?? ''}.Handler`);
      const handler = call.entry('Handler')?.expression ?? later?.expression;
      yield { call, address: call.entry('Addr')?.expression, handler: handler?.value.kind === 'nothing' ? undefined : handler };
    }
  }
}

function isAside(go: CodeSyntax, address: Expression | undefined, handler: Expression | undefined): boolean {
  if (address && /metric|pprof|debug|profil/i.test(address.text.slice(0, 200))) return true;
  // A command waits for the browser to come back from a sign-in.
  const isLocal = address !== undefined && isLoopback(address.value);
  if (isLocal && /callback|oauth|oidc/i.test(go.document.text)) return true;
  if (handler) return ASIDE.test(handler.text.slice(0, 300)) || ASIDE.test(handler.resolved.text.slice(0, 200));
  const profiles = go.imports('net/http/pprof') || go.imports('expvar');
  const registers = [...go.calls('net/http.HandleFunc', 'net/http.Handle')].some((call) => !ASIDE.test(call.expression.text.slice(0, 300)));
  return (profiles || isLocal) && !registers;
}

/** Gin, Echo and Fiber state their own. */
function isApplication(routers: Routers, handler: Expression): boolean {
  const kind = routers.kindOf(handler) ?? kindOf(handler.resolved.name);
  return kind?.application === true && /\.(?:Default|New)\(\)$/.test(handler.resolved.name);
}
