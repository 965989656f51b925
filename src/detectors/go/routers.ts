import { Mount, RouteDeclaration, Router, type RouterName } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { At } from '../../model/span.js';
import type { Value } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration, Expression } from '../../syntax/code.js';
import { functionOf, handlingOf } from './handling.js';

/** How one framework makes routers. */
export interface Kind {
  readonly framework: string;
  readonly module: RegExp;
  readonly makers: readonly string[];
  readonly types: readonly string[];
  /** What is made answers requests itself, rather than being handed to a server. */
  readonly application: boolean;
}

export const NET_HTTP: Kind = {
  framework: 'net/http',
  module: /^net\/http$/,
  makers: ['NewServeMux'],
  types: ['ServeMux'],
  application: false,
};
export const CHI: Kind = {
  framework: 'chi',
  module: /^github\.com\/go-chi\/chi(?:\/v\d+)?$/,
  makers: ['NewRouter', 'NewMux'],
  types: ['Router', 'Mux'],
  application: false,
};
export const GORILLA: Kind = {
  framework: 'Gorilla mux',
  module: /^github\.com\/gorilla\/mux$/,
  makers: ['NewRouter'],
  types: ['Router'],
  application: false,
};
export const GIN: Kind = {
  framework: 'Gin',
  module: /^github\.com\/gin-gonic\/gin$/,
  makers: ['Default', 'New'],
  types: ['Engine', 'RouterGroup', 'IRouter', 'IRoutes'],
  application: true,
};
export const ECHO: Kind = {
  framework: 'Echo',
  module: /^github\.com\/labstack\/echo(?:\/v\d+)?$/,
  makers: ['New'],
  types: ['Echo', 'Group'],
  application: true,
};
export const FIBER: Kind = {
  framework: 'Fiber',
  module: /^github\.com\/gofiber\/fiber(?:\/v\d+)?$/,
  makers: ['New'],
  types: ['App', 'Router', 'Group'],
  application: true,
};
const KINDS = [NET_HTTP, CHI, GORILLA, GIN, ECHO, FIBER];

/** The multiplexer that `http.HandleFunc` fills, wherever it is called. */
export const DEFAULT_MUX = 'net/http.DefaultServeMux';
/** What a path begins with when that is not known; `derivations/routes.ts` reads it. */
const OPEN = '…';
const DEPTH = 20;

const NAME = /^(.{1,300}?)\.(\w+)\(\)((?:\.\w+(?:\(\))?)*)$/;
/** What a router's method gives back is a router. */
const GROUPS = /^(?:Group|Subrouter)$/;
const SAME = /^(?:With|Use|StrictSlash|UseEncodedPath|SkipClean|PathPrefix|Host|Schemes|Headers|NewRoute|Queries|Methods|Name)$/;
/** Names of fields and variables that hold a router when nothing else is known of them. */
const ROUTERISH = /^(?:\w*[rR]outer|\w*[mM]ux|engine|echo|app|api|[rge]|rg|\w*[gG]roup|v\d+|server|srv)$/;

/** The routers of one document: those that it makes, and those that its functions are given. */
export class Routers {
  readonly #go: CodeSyntax;
  readonly #made = new Map<number, { readonly key: string; readonly kind: Kind; readonly call: Call }>();
  readonly #groups = new Map<number, { readonly key: string; readonly kind: Kind; readonly call: Call }>();
  readonly #handed = new Map<Declaration, Map<string, { readonly key: string; readonly kind: Kind | undefined }>>();
  readonly #fields = new Map<string, Kind | undefined>();

  constructor(go: CodeSyntax) {
    this.#go = go;
    const taken = new Set<string>();
    const keyOf = (call: Call, stem: string): string => {
      const title = [titleOf(call.scope), (call.target ?? stem).replace(/^[\w.]+\./, '')].filter(Boolean).join(' ');
      let key = call.scope.kind === 'module' && call.target ? call.target : title;
      for (let i = 2; taken.has(key); i++) key = `${title} ${String(i)}`;
      taken.add(key);
      return key;
    };
    for (const call of go.calls('*')) {
      const kind = kindThatMakes(call.name);
      if (kind) this.#made.set(call.span.start, { key: keyOf(call, call.method), kind, call });
      else if (GROUPS.test(call.method) && call.receiver && this.#isRouterish(call.receiver) && call.arg(0)?.shape.is !== 'function')
        this.#groups.set(call.span.end, { key: keyOf(call, 'group'), kind: this.ownerOf(call.receiver) ?? NET_HTTP, call });
    }
    for (const { name, expression, by } of go.namedValues()) {
      const field = by === 'argument' ? name : /^\w+(?:\.\w+)*\.(\w+)$/.exec(name)?.[1];
      if (field === undefined || by === 'entry' || by === 'default') continue;
      const made = this.#madeBy(expression);
      if (made) this.#fields.set(field, made.kind);
      else if (kindOf(expression.name)) this.#fields.set(field, kindOf(expression.name));
    }
  }

  /** The router that the document makes, when it makes exactly one. */
  get only(): RouterName | undefined {
    const [first, ...more] = this.#made.values();
    return more.length === 0 ? first?.key : undefined;
  }

  /** The kind of router that an expression is, as far as that can be told. */
  kindOf(expression: Expression): Kind | undefined {
    const direct = kindOf(expression.name);
    if (direct) return direct;
    const field = fieldOf(expression);
    if (field !== undefined) return this.#fields.get(field);
    // Groups within groups: names are not followed that far.
    const bound = expression.shape.is === 'name' ? this.#go.bound(expression.text, expression.scope) : expression;
    return bound?.call && (this.#groups.get(bound.call.span.end) ?? this.#made.get(bound.call.span.start))?.kind;
  }

  /** The framework that speaks for a router: where its type is not seen here, the one that the document imports. */
  ownerOf(expression: Expression): Kind | undefined {
    return (
      this.kindOf(expression) ??
      KINDS.filter((kind) => kind !== NET_HTTP).find(({ module }) => this.#go.importList.some((entry) => module.test(entry.module))) ??
      NET_HTTP
    );
  }

  /** The router that an expression stands for; names of other documents are not looked up. */
  find(expression: Expression | undefined, depth = DEPTH): RouterName | undefined {
    if (!expression || depth === 0) return undefined;
    const { shape, call } = expression;
    if (call) {
      const made = this.#made.get(call.span.start);
      if (made?.call.span.end === call.span.end) return made.key;
      const group = this.#groups.get(call.span.end);
      if (group) return group.key;
      if (SAME.test(call.method) && call.receiver && this.#isRouterish(call.receiver)) return this.find(call.receiver, depth - 1);
      for (const argument of call.args) {
        const inner = this.#local(argument, depth - 1);
        if (inner !== undefined) return inner;
      }
      return undefined;
    }
    if (shape.is === 'name') {
      const handed = this.#parameter(expression.text, expression.scope);
      if (handed !== undefined) return handed;
      const bound = this.#go.bound(expression.text, expression.scope);
      return bound && bound.span.start !== expression.span.start ? this.find(bound, depth - 1) : undefined;
    }
    if (shape.is === 'member') {
      if (expression.name === DEFAULT_MUX) return DEFAULT_MUX;
      const bound = this.#go.bound(expression.text, expression.scope);
      const own = bound && this.find(bound, depth - 1);
      if (own !== undefined) return own;
      const field = fieldOf(expression);
      return field !== undefined && (this.#fields.has(field) || (ROUTERISH.test(field) && this.#importsAny()))
        ? `field ${field}`
        : undefined;
    }
    return undefined;
  }

  /** The same, or what another document is asked for by name: a function that returns a router, a package's variable. */
  findOrAsk(expression: Expression): RouterName | undefined {
    return this.find(expression) ?? this.#asked(expression, DEPTH);
  }

  #asked(expression: Expression, depth: number): RouterName | undefined {
    if (depth === 0) return undefined;
    const { shape, call } = expression;
    if (call) {
      for (const argument of call.args) {
        const inner =
          argument.call || argument.shape.is === 'name' || argument.shape.is === 'member' ? this.#asked(argument, depth - 1) : undefined;
        if (inner?.endsWith('()')) return inner;
      }
      return call.constructs || call.name === '' ? undefined : `${plainName(call.name)}()`;
    }
    if (shape.is === 'name') {
      const bound = this.#go.bound(expression.text, expression.scope);
      if (bound && bound.span.start !== expression.span.start) return this.#asked(bound, depth - 1);
      return expression.name;
    }
    return shape.is === 'member' ? plainName(expression.name) : undefined;
  }

  /** A router that an argument certainly is. */
  #local(expression: Expression, depth: number): RouterName | undefined {
    if (expression.shape.is === 'text' || expression.shape.is === 'function') return undefined;
    const found = this.find(expression, depth);
    return found !== undefined && (kindOf(expression.name) !== undefined || expression.call !== undefined || this.#isRouterish(expression))
      ? found
      : undefined;
  }

  /** Whether a call is made on a router. */
  isOnRouter({ receiver }: Call): boolean {
    return receiver !== undefined && this.#isRouterish(receiver);
  }

  #isRouterish(expression: Expression): boolean {
    if (this.kindOf(expression)) return true;
    const field = fieldOf(expression);
    return (
      field !== undefined &&
      ROUTERISH.test(field) &&
      this.#importsAny() &&
      /^(?:\w+\(\)|\w+)\.\w+$/.test(expression.name) &&
      !this.#go.importList.some(({ local }) => local === expression.text.split('.')[0])
    );
  }

  #importsAny(): boolean {
    return KINDS.some(({ module }) => this.#go.importList.some((entry) => module.test(entry.module)));
  }

  #madeBy(expression: Expression): { readonly kind: Kind } | undefined {
    const { resolved } = expression;
    return resolved.call && this.#made.get(resolved.call.span.start);
  }

  /** A parameter that is a router: the function becomes one that others hand theirs to. */
  #parameter(name: string, scope: Declaration): RouterName | undefined {
    for (let current: Declaration | undefined = scope; current; current = current.enclosing) {
      if (current.bindings.has(name)) return undefined;
      const parameter = current.parameters.find((each) => each.name === name);
      const kind = parameter && kindOf(`${parameter.type}()`);
      if (parameter) return kind ? this.handedTo(current, name, kind) : undefined;
    }
    return undefined;
  }

  /** The key under which a function's parameter is a router. */
  handedTo(called: Declaration, parameter: string, kind: Kind | undefined): RouterName {
    let names = this.#handed.get(called);
    if (!names) {
      names = new Map<string, { readonly key: string; readonly kind: Kind | undefined }>();
      this.#handed.set(called, names);
    }
    let handed = names.get(parameter);
    if (!handed) {
      const title = called.name === '' ? `${titleOf(called)} func ${String(this.#handed.size)}` : titleOf(called);
      handed = { key: `${title}(${parameter})`, kind };
      names.set(parameter, handed);
    }
    return handed.key;
  }

  /** A framework's routers and what they are mounted under. Ask last: functions become routers as they are asked for. */
  *facts(of: Kind): Iterable<FactDraft> {
    for (const { key, call, kind } of this.#made.values())
      if (kind === of) yield Router(call, { key, app: kind.application, prefix: '', exportedAs: this.#namesOf(key, call) });
    for (const { key, call, kind } of this.#groups.values()) {
      if (kind !== of) continue;
      const parent = this.find(call.receiver);
      yield Router(call, { key, app: false, prefix: '', exportedAs: this.#namesOf(key, call) });
      if (parent !== undefined) yield Mount(call, { parent, child: key, prefix: prefixOf(call) });
    }
    for (const [called, names] of this.#handed)
      for (const [i, { key, kind }] of [...names.values()].entries())
        if (kind === of)
          yield Router({ span: called.nameSpan }, { key, app: false, prefix: '', exportedAs: i === 0 ? callNames(called, '') : [] });
  }

  /** The names by which other documents reach a router: a variable of the package, a field, what a function returns. */
  #namesOf(key: string, call: Call): readonly string[] {
    const names = new Set<string>();
    const target = call.target ?? '';
    if (call.scope.kind === 'module' && target) names.add(target);
    const field = /\.(\w+)$/.exec(target)?.[1];
    if (field !== undefined) names.add(`field ${field}`);
    for (const { name, expression, by } of this.#go.namedValues()) {
      if (by !== 'argument' && !(by === 'assignment' && name.includes('.'))) continue;
      if (this.find(expression) === key && expression.span.end - expression.span.start < 200)
        names.add(`field ${name.slice(name.lastIndexOf('.') + 1)}`);
    }
    const maker = makerOf(call.scope);
    if (maker && returns(maker, target, call, this.#go.document.text)) for (const name of callNames(maker, '()')) names.add(name);
    names.delete(key);
    return [...names];
  }
}

const known = new WeakMap<CodeSyntax, Routers>();

/** The routers of a document: the detectors of all frameworks ask for the same. */
export function routersOf(go: CodeSyntax): Routers {
  let routers = known.get(go);
  if (!routers) known.set(go, (routers = new Routers(go)));
  return routers;
}

/** Names of a function as callers write them: `Register`, `Handler.Register`, and by what usually makes a `Handler`. */
function callNames(called: Declaration, suffix: string): readonly string[] {
  if (called.name === '') return [];
  const { receiver } = called;
  if (receiver === undefined) return [`${called.name}${suffix}`];
  const upper = `${receiver.charAt(0).toUpperCase()}${receiver.slice(1)}`;
  return [receiver, `New${upper}`, 'New'].map((holder) => `${holder}.${called.name}${suffix}`);
}

const titleOf = (declaration: Declaration): string =>
  declaration.receiver === undefined ? declaration.path : `${declaration.receiver}.${declaration.path}`;

/** The named function that a scope is a part of. */
function makerOf(scope: Declaration): Declaration | undefined {
  for (let current: Declaration | undefined = scope; current; current = current.enclosing)
    if (current.kind === 'function' && current.name !== '') return current;
  return undefined;
}

function returns(maker: Declaration, target: string, call: Call, source: string): boolean {
  if (target === '') return /\breturn\s[^\n]{0,200}$/.test(source.slice(Math.max(0, call.span.start - 220), call.span.start));
  return new RegExp(`\\breturn\\b[^\\n]{0,200}\\b${target.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`).test(maker.text);
}

const fieldOf = (expression: Expression): string | undefined => (expression.shape.is === 'member' ? expression.shape.property : undefined);

/** `example.com/shop/users.New().Register` is found as `example.com/shop/users.New.Register`. */
export const plainName = (name: string): string => name.replaceAll('().', '.');

function kindThatMakes(name: string): Kind | undefined {
  const dot = name.lastIndexOf('.');
  const [module, made] = [name.slice(0, dot), name.slice(dot + 1)];
  return dot < 0 ? undefined : KINDS.find((kind) => kind.makers.includes(made) && kind.module.test(module));
}

/** The framework whose router a qualified name stands for. */
export function kindOf(name: string): Kind | undefined {
  if (name === DEFAULT_MUX) return NET_HTTP;
  const [, module = '', first = '', rest = ''] = NAME.exec(name) ?? [];
  const kind = module
    ? KINDS.find((candidate) => candidate.module.test(module) && (candidate.makers.includes(first) || candidate.types.includes(first)))
    : undefined;
  if (!kind) return undefined;
  return rest.split('.').every((part) => part === '' || GROUPS.test(part.replace('()', '')) || SAME.test(part.replace('()', '')))
    ? kind
    : undefined;
}

/** What `Group("/api")` or `PathPrefix("/api").Subrouter()` puts in front. */
function prefixOf(call: Call): string | undefined {
  if (call.method !== 'Subrouter') {
    const first = call.arg(0);
    return first ? pathOf(first.value) : '';
  }
  let prefix: string | undefined = '';
  for (let current = call.receiver?.call; current; current = current.receiver?.call)
    if (current.method === 'PathPrefix') {
      const part = current.arg(0) && pathOf(current.arg(0)?.value);
      prefix = part === undefined || prefix === undefined ? undefined : `${part.replace(/\/$/, '')}${prefix}`;
    }
  return prefix;
}

/** A path as far as it is known: whole, its end, or not at all. */
export function pathOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return value.text;
  const last = value?.kind === 'joined' ? value.parts.at(-1) : undefined;
  return last?.kind === 'text' && last.text.startsWith('/') ? `${OPEN}${last.text}` : undefined;
}

/** Adds a route as it is written. */
export const routeAt = (
  go: CodeSyntax,
  at: At,
  router: RouterName,
  method: string,
  path: string | undefined,
  handler: Expression | undefined,
): FactDraft => RouteDeclaration(at, { router, method: method.toUpperCase(), path, ...handlingOf(go, handler) });

/** `http.MethodGet`, `"GET"`. */
export const methodOf = (expression: Expression | undefined): string => {
  const named = /(?:^|\.)Method(\w+)$/.exec(expression?.name ?? '')?.[1];
  const value = expression?.value;
  return named ?? (value?.kind === 'text' ? value.text : 'ANY');
};

const ROUTES = /rout|regist|mount|handler|setup|init|\bapi|endpoint|bind|attach|controller|configure|serve|v\d+$/i;
const NOT_ROUTES =
  /pprof|swag|prometheus|metric|otel|sentry|cors|zap|logg|trac|middleware|limit|static|session|recover|validat|render|html|template|config\.|errors?\b|nrgin|newrelic/i;

/** Calls that hand a router on: what they do with it is found where they are written. */
export function* handedOn(routers: Routers, go: CodeSyntax, of: Kind): Iterable<FactDraft> {
  for (const call of go.calls('*')) {
    if (
      call.constructs ||
      kindOf(call.receiver?.name ?? '') ||
      routers.isOnRouter(call) ||
      /^(?:net\/http|fmt|log|context)\./.test(call.name)
    )
      continue;
    for (const argument of call.args) {
      if (argument.shape.is !== 'name' && argument.shape.is !== 'member' && !argument.call) continue;
      if (routers.kindOf(argument) !== of) continue;
      const parent = routers.find(argument);
      if (parent === undefined || call.name === '') continue;
      const child = plainName(call.name);
      const called = !child.includes('/') && !child.includes('.') ? functionOf(go, call.expression) : undefined;
      const isKnown = called?.kind === 'function';
      const soundsLike = ROUTES.test(child.slice(child.lastIndexOf('/') + 1)) && !NOT_ROUTES.test(child);
      yield Mount(call, { parent, child, prefix: '', tentative: !isKnown && !soundsLike });
    }
  }
}
