import { App, type Handling, Mount, RouteDeclaration, Router } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Value } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration } from '../../syntax/code.js';
import { detector } from '../detector.js';

/** The application itself, and what its servlet answers, which a context path may stand before. */
export const APPLICATION = '~spring application';
export const SERVLET = '~spring servlet|~spring application';
/** Where a controller's routes go: to its own application, or to those that ask for its module. */
const SERVED = `${SERVLET}|~module`;
/** What a manifest asks for, directly or through modules of the same workspace. */
export const MODULE = '~module';
/** Given by a manifest that asks for a web starter, or by a controller: without it the application answers no requests. */
export const WEB = '~spring web';

/** What a path begins with when that is not known; `derivations/routes.ts` reads it. */
const OPEN = '…';
// Teams write annotations of their own on top: `@AnonymousGetMapping`.
const MAPPING = /(?:^|\.)\w{0,40}?(Get|Post|Put|Delete|Patch|Request)Mapping$/;
const CONTROLLER = /(?:^|\.)(?:RestController|Controller)$/;
/** Interfaces with mappings that are called rather than served. */
const CLIENT = /(?:^|\.)(?:FeignClient|HttpExchange|ReactiveFeignClient)$/;

/** https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-requestmapping.html */
export const springWeb = detector({
  framework: 'Spring',
  format: 'java',
  mentions: ['SpringBootApplication', 'SpringApplication', 'Controller', 'Mapping', 'RouterFunction'],

  *facts(java) {
    if (java.document.role === 'test') return;
    const annotations = [...java.calls('*')].filter(({ decorated }) => decorated);
    yield* applications(java, annotations);
    for (const type of java.declarations) if (type.kind === 'class') yield* ofType(type, annotations);
    if (
      java.importList.some(
        ({ module, name }) =>
          `${module}.${name ?? ''}`.includes('web.reactive.function.server') || `${module}.${name ?? ''}`.includes('web.servlet.function'),
      )
    )
      yield* functional(java);
  },
});

function* applications(java: CodeSyntax, annotations: readonly Call[]): Iterable<FactDraft> {
  const marked = annotations.find(({ name }) => /(?:^|\.)(?:SpringBootApplication|EnableAutoConfiguration)$/.test(name))?.decorated;
  const main = marked ?? started(java);
  if (!main) return;
  const at = { span: main.nameSpan };
  yield App(at, { framework: 'Spring Boot', key: APPLICATION });
  yield Router(at, { key: APPLICATION, app: true, prefix: '', exportedAs: [] });
  yield Mount(at, { parent: APPLICATION, child: WEB, prefix: '' });
  yield Mount(at, { parent: SERVLET, child: MODULE, prefix: '', tentative: true });
}

/** A class that starts itself, with an annotation of the team's own. */
function started(java: CodeSyntax): Declaration | undefined {
  for (const call of java.calls('*SpringApplication.run', '*SpringApplicationBuilder().run')) {
    const type = call.scope.enclosing;
    const named = call.arg(0)?.text.replace(/\.class$/, '') ?? call.receiver?.call?.arg(0)?.text.replace(/\.class$/, '');
    if (type?.kind === 'class' && named === type.name && type.decorators.length > 0) return type;
  }
  return undefined;
}

const pathsIn = (value: Value | undefined): readonly (string | undefined)[] => {
  if (value === undefined) return [''];
  if (value.kind === 'text') return [value.text];
  if (value.kind === 'list') return value.complete && value.items.length > 0 ? value.items.flatMap(pathsIn) : [undefined];
  const last = value.kind === 'joined' ? value.parts.at(-1) : undefined;
  return [last?.kind === 'text' && last.text.startsWith('/') ? `${OPEN}${last.text}` : undefined];
};

const mappedPaths = (mapping: Call): readonly (string | undefined)[] =>
  pathsIn(mapping.option('value') ?? mapping.option('path') ?? mapping.arg(0)?.value);

function* ofType(type: Declaration, annotations: readonly Call[]): Iterable<FactDraft> {
  const own = annotations.filter(({ decorated }) => decorated === type);
  const methods = annotations.filter(
    ({ decorated, name }) => decorated?.kind === 'function' && decorated.enclosing === type && MAPPING.test(name),
  );
  const serves = own.some(({ name }) => CONTROLLER.test(name));
  if ((!serves && methods.length === 0) || own.some(({ name }) => CLIENT.test(name))) return;
  const key = type.name;
  const at = { span: type.nameSpan };
  const mapping = own.find(({ name }) => /(?:^|\.)RequestMapping$/.test(name));
  const prefixes = mapping ? mappedPaths(mapping) : [''];
  // An interface's own prefix counts where a class that implements it has none.
  yield Router(at, { key, app: false, prefix: serves ? '' : prefixes[0], exportedAs: [] });
  if (serves) {
    for (const prefix of prefixes) yield Mount(mapping ?? at, { parent: SERVED, child: key, prefix: slashed(prefix) });
    yield Router(at, { key: WEB, app: false, prefix: '', exportedAs: [] });
    for (const base of type.bases)
      if (base !== '')
        yield Mount(at, {
          parent: key,
          child: base,
          prefix: '',
          tentative: methods.length > 0 || !/Api$|Controller$|Resource$/.test(base),
        });
  }
  for (const call of methods) {
    const handling = handlingOf(call.decorated);
    for (const path of mappedPaths(call))
      for (const method of methodsOf(call)) yield RouteDeclaration(call, { router: key, method, path: slashed(path), ...handling });
  }
}

/** Spring puts the slash that is left out. */
const slashed = (path: string | undefined): string | undefined =>
  path === undefined || path === '' || path.startsWith('/') || path.startsWith(OPEN) || path.startsWith('$')
    ? path?.startsWith('$')
      ? undefined
      : path
    : `/${path}`;

function methodsOf(mapping: Call): readonly string[] {
  const kind = MAPPING.exec(mapping.name)?.[1] ?? 'Request';
  if (kind !== 'Request') return [kind.toUpperCase()];
  const entry = mapping.entry('method')?.expression;
  const named = entry?.shape.is === 'list' ? entry.items : entry ? [entry] : [];
  return named.length ? named.map(({ text }) => text.slice(text.lastIndexOf('.') + 1)) : ['ANY'];
}

const ASKS =
  /\bSELECT\s+1\b|\.isValid\(|\b\w*[jJ]dbc\w*\.|\b\w*[rR]epository\w*\.\w+\(|\.getConnection\(|\bmongoTemplate\.|\bredisTemplate\.|\.ping\(/;
const FAILS = /\b50[0-9]\b|SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR|\bthrow\b|internalServerError\(/;
const LOCAL =
  /^(?:ResponseEntity|Map|List|HashMap|LinkedHashMap|String|LocalDateTime|Instant|Mono|Flux|System|Collections|Objects|Optional|HttpStatus)\b|^java\.(?:lang|util|time)\.|^org\.springframework\.http\./;

/** What a method of a controller does, as far as its own body tells. */
function handlingOf(method: Declaration | undefined): Handling {
  if (!method?.body) return { asksDatastore: undefined, canFail: undefined };
  const { text } = method;
  const elsewhere = [...method.calls()].some(
    (call) =>
      call.span.start > (method.body?.start ?? 0) &&
      !LOCAL.test(call.name) &&
      !/^(?:ok|body|build|status|of|put|now|toString|info|debug|just|header|noContent|format)$/.test(call.method),
  );
  const asks = ASKS.test(text);
  return { asksDatastore: asks || (elsewhere ? undefined : false), canFail: FAILS.test(text) || asks || (elsewhere ? undefined : false) };
}

/** `route().GET("/x", handler)`, `route(GET("/x"), handler)`. */
function* functional(java: CodeSyntax): Iterable<FactDraft> {
  const nested = /\bnest\(|\.path\(\s*"/.test(java.document.text);
  let found = false;
  for (const call of java.calls('*')) {
    if (!/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(call.method)) continue;
    const [path] = pathsIn(call.arg(0)?.value);
    found = true;
    yield RouteDeclaration(call, {
      router: SERVLET,
      method: call.method,
      path: path === undefined || !nested ? path : `${OPEN}${path}`,
      asksDatastore: undefined,
      canFail: undefined,
    });
  }
  if (found) yield Router({ span: java.module.span }, { key: WEB, app: false, prefix: '', exportedAs: [] });
}
