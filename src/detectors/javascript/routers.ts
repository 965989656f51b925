import { App, Mount, RouteDeclaration, Router, type RouterName } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { folderOf } from '../../model/document.js';
import type { At } from '../../model/span.js';
import type { Value } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration, Export, Expression } from '../../syntax/code.js';
import { handlingOf } from './handling.js';

/** What a path begins with when that is not known; `derivations/routes.ts` reads it. */
const OPEN = '…';
/** How far chains and names are followed. */
const DEPTH = 60;

/** How one framework makes routers and hands them around. */
export interface Ways {
  readonly framework: string;
  /** What a call makes, if it makes something that routes hang on. */
  makes(call: Call): 'application' | 'router' | undefined;
  /** What all paths of a router begin with. */
  prefix?(call: Call): string | undefined;
  /** Whether requests reach an application of this document, where the same class makes applications and parts of them. */
  serves?(js: CodeSyntax, key: string, exportedAs: readonly string[]): boolean;
  /** Names of parameters that are routers when nothing else is known of them. */
  readonly parameter: RegExp;
  /** Their types. */
  readonly type: RegExp;
}

interface Made {
  readonly key: string;
  readonly as: 'application' | 'router';
  readonly call: Call;
}

type Receiving = 'routes' | 'tentative' | 'unseen' | undefined;

/** A function that is handed a router, and puts routes on it. */
interface Handed {
  readonly key: string;
  readonly names: readonly string[];
  readonly at: At;
}

/** The routers of one document: those that it makes, and those that its functions are given. */
export class Routers {
  readonly #js: CodeSyntax;
  readonly #ways: Ways;
  readonly #made = new Map<number, Made>();
  /** What was found out already: the same calls are asked about by many. */
  readonly #making = new Map<Call, 'application' | 'router' | undefined>();
  readonly #receiving = new Map<string, Receiving>();
  readonly #handed = new Map<Declaration, Handed>();
  readonly #exports: readonly Export[];
  #declared: ReadonlySet<string> | undefined;

  constructor(js: CodeSyntax, ways: Ways) {
    this.#js = js;
    this.#ways = ways;
    this.#exports = js.exports;
    const names = this.#names();
    const taken = new Set<string>();
    const making = js.calls('*').filter((call) => this.#makes(call));
    for (const call of making) {
      const as = this.#makes(call) ?? 'router';
      // Of `new Hono().basePath('/api')` the whole counts.
      if (making.some(({ span }) => span.start === call.span.start && span.end > call.span.end)) continue;
      const named = names.get(placeOf(call)) ?? {
        name: this.#exports.some((each) => isSame(this.#rootOf(each.expression), call)) ? 'default' : `${call.method || 'router'}()`,
        scope: call.scope,
      };
      const plain = named.name.replace(/^this\./, '');
      let key = taken.has(plain) ? [named.scope.path, plain].filter(Boolean).join('.') : plain;
      for (let i = 2; taken.has(key); i++) key = `${plain} ${String(i)}`;
      taken.add(key);
      this.#made.set(placeOf(call), { key, as, call });
    }
  }

  /** The one application of the document, when there is exactly one. */
  get application(): string | undefined {
    const applications = [...this.#made.values()].filter(({ as }) => as === 'application');
    return applications.length === 1 ? applications[0]?.key : undefined;
  }

  get empty(): boolean {
    return this.#made.size === 0 && this.#handed.size === 0;
  }

  /** The router that an expression stands for, as this document calls it. */
  find(expression: Expression | undefined, depth = DEPTH): RouterName | undefined {
    if (!expression || depth === 0) return undefined;
    const { resolved } = expression;
    const { call } = resolved;
    if (call) {
      const made = this.#made.get(placeOf(call));
      if (made) return made.key;
      return CHAINS.test(call.method) && call.receiver ? this.find(call.receiver, depth - 1) : this.#wrapped(call, depth);
    }
    return this.#parameterOf(resolved) ?? this.#imported(resolved);
  }

  /** What something that is mounted may be called: a router of this document, or what another module holds. */
  childOf(expression: Expression): RouterName | undefined {
    const own = this.find(expression);
    if (own !== undefined) return own;
    const { resolved } = expression;
    const name = resolved.name || expression.name;
    if (isOfWorkspace(name)) return specifierIn(this.#js, name);
    const { call } = resolved;
    const maker = call && !call.receiver ? this.#function(call.method) : undefined;
    if (maker) return `${maker.name}()`;
    return this.#class(name.replace(/\(\).*$/, '')) && name.includes('().') ? name : undefined;
  }

  /** Whether a function or class of this name is written in the document. */
  declares(name: string): boolean {
    this.#declared ??= new Set(this.#js.declarations.map((each) => each.name));
    return name !== '' && this.#declared.has(name);
  }

  /** What a call by this name does with an application: puts routes on it, perhaps puts some, or what nobody can see; undefined for the rest. */
  receives(name: string): Receiving {
    let receiving = this.#receiving.get(name);
    if (receiving === undefined && !this.#receiving.has(name)) this.#receiving.set(name, (receiving = receivedBy(this, name)));
    return receiving;
  }

  /** The name of a function or class as the derivation reads it. */
  called(name: string): RouterName {
    return specifierIn(this.#js, name.replace(/^this\./, ''));
  }

  /** The router that a function's first fitting parameter is: for functions that stand where a router is expected. */
  handedTo(called: Declaration | undefined): RouterName | undefined {
    return called?.kind === 'function' ? this.#hand(called).key : undefined;
  }

  /**
   * Applications and routers, and the functions that were seen to put routes on what they are given. `stated` is what the
   * document says of them.
   */
  *facts(stated: readonly FactDraft[]): Iterable<FactDraft> {
    const { framework, prefix, serves } = this.#ways;
    for (const { key, as: made, call } of this.#made.values()) {
      const exportedAs = this.#exportedAs(key, call);
      const as = made === 'application' && serves && !serves(this.#js, key, exportedAs) ? 'router' : made;
      if (as === 'application') yield App(call, { framework, key });
      yield Router(call, { key, app: as === 'application', prefix: prefix ? prefix(call) : '', exportedAs });
      // An application that is handed out bare gets its routes elsewhere, under names that may not be found.
      const used = stated.some(
        (fact) => ('router' in fact && fact.router === key) || ('parent' in fact && fact.parent === key && !('tentative' in fact)),
      );
      if (as === 'application' && !used && exportedAs.length > 0) yield mountOfUnknown(call, key);
    }
    for (const { key, names, at } of this.#handed.values())
      yield Router({ span: at.span }, { key, app: false, prefix: '', exportedAs: names });
  }

  #makes(call: Call): 'application' | 'router' | undefined {
    let as = this.#making.get(call);
    if (as === undefined && !this.#making.has(call)) this.#making.set(call, (as = this.#ways.makes(call)));
    return as;
  }

  /** Where each router's name is written: `const app = express().use(x)`, `this.app = express()`. */
  #names(): ReadonlyMap<number, { readonly name: string; readonly scope: Declaration }> {
    const names = new Map<number, { readonly name: string; readonly scope: Declaration }>();
    for (const call of this.#js.calls('*')) {
      const { target: name, scope } = call;
      if (name === undefined || /^(?:module\.)?exports\b/.test(name)) continue;
      const root = this.#rootOf(call.expression);
      if (root && !names.has(placeOf(root))) names.set(placeOf(root), { name, scope });
    }
    return names;
  }

  /** The call that a chain begins with, when that makes a router. */
  #rootOf(expression: Expression | undefined): Call | undefined {
    let call = expression?.call;
    for (let depth = 0; call && depth < DEPTH; depth++) {
      if (this.#makes(call)) return call;
      if (!CHAINS.test(call.method))
        return call.receiver ? undefined : this.#rootOf(call.arg(0)?.call && call.args.length === 1 ? call.arg(0) : undefined);
      call = call.receiver?.call;
    }
    return undefined;
  }

  /** `expressWs(app)`, `addAsync(express())`: what a package gives back for a router is that router. */
  #wrapped(call: Call, depth: number): RouterName | undefined {
    const first = call.args.length === 1 ? call.arg(0) : undefined;
    return first && WRAPPERS.test(call.name) ? this.find(first, depth - 1) : undefined;
  }

  #parameterOf(expression: Expression): RouterName | undefined {
    const { shape } = expression;
    const field = shape.is === 'member' && shape.object.text === 'this' ? shape.property : undefined;
    const name = field ?? (shape.is === 'name' ? shape.name : undefined);
    if (name === undefined) return undefined;
    for (let scope: Declaration | undefined = expression.scope; scope; scope = scope.enclosing) {
      if (field !== undefined && scope.kind === 'class') {
        const made = scope.bindings.get(`this.${field}`);
        const given = this.#js.declarations.find((each) => each.enclosing === scope && each.name === 'constructor');
        const parameter = given?.parameters.find((each) => each.name === field);
        return given && !made && parameter && this.#fits(parameter) ? this.#hand(given).key : undefined;
      }
      if (field !== undefined) continue;
      if (scope.bindings.has(name)) return undefined;
      const parameter = scope.parameters.find((each) => each.name === name);
      // `function init(app = new Koa())`
      const usual = parameter?.default?.call && this.#made.get(placeOf(parameter.default.call));
      if (usual) return usual.key;
      if (parameter) return this.#fits(parameter) ? this.#hand(scope).key : undefined;
    }
    return undefined;
  }

  #fits({ name, type }: { readonly name: string; readonly type: string }): boolean {
    return type !== '' ? this.#ways.type.test(type) : this.#ways.parameter.test(name);
  }

  /** `import { app } from './app'`. */
  #imported(expression: Expression): RouterName | undefined {
    const { name, text } = expression;
    if (!isOfWorkspace(name) || name.endsWith('()')) return undefined;
    return this.#ways.parameter.test(text.slice(text.lastIndexOf('.') + 1)) || /(?:router|app|server)$/i.test(text)
      ? specifierIn(this.#js, name)
      : undefined;
  }

  #hand(called: Declaration): Handed {
    const known = this.#handed.get(called);
    if (known) return known;
    const exported = this.#exports
      .filter(({ name, local, expression }) => this.#means(called, name, local, expression))
      .map(({ name }) => name);
    const inClass = called.enclosing?.kind === 'class' ? called.enclosing : undefined;
    const titles = inClass
      ? [inClass.name, ...this.#exports.filter(({ local, name }) => (local ?? name) === inClass.name).map(({ name }) => name)]
      : [];
    const methods = titles.map((title) => (called.name === 'constructor' ? title : `${title}().${called.name}`));
    const statics = called.name === 'constructor' ? [] : titles.map((title) => `${title}.${called.name}`);
    const names = [
      ...(inClass ? [...methods, ...statics] : called.name && called.enclosing?.kind === 'module' ? [called.name] : []),
      ...exported,
    ];
    const fresh = names.find((name) => ![...this.#handed.values()].some(({ key }) => key === name));
    const key = fresh ?? `function ${String(this.#handed.size + 1)}`;
    const handed = {
      key,
      names: [...new Set(names)].filter((name) => name !== key),
      at:
        called.nameSpan.end > called.nameSpan.start
          ? { span: called.nameSpan }
          : { span: { start: called.span.start, end: called.span.start } },
    };
    this.#handed.set(called, handed);
    return handed;
  }

  /** Whether an export is this function, bare or wrapped: `export default fp(async (app) => …)`. */
  #means(called: Declaration, name: string, local: string | undefined, expression: Expression | undefined): boolean {
    if (called.enclosing?.kind !== 'module' && called.enclosing?.kind !== undefined) return false;
    if (expression) {
      const inner = expression.call && expression.call.args.length > 0 ? expression.call.arg(0) : expression;
      return inner?.shape.is === 'function' || inner?.shape.is === 'name' ? inner.function === called : false;
    }
    return (local ?? name) === called.name && called.name !== '';
  }

  #function(name: string): Declaration | undefined {
    return this.#js.declared(name, 'function');
  }

  #class(name: string): Declaration | undefined {
    return this.#js.declared(name, 'class');
  }

  /** The names under which others know a router that a call makes. */
  #exportedAs(key: string, call: Call): readonly string[] {
    const names = new Set<string>();
    const local = key.slice(key.lastIndexOf('.') + 1);
    const scope = call.scope;
    if (scope.kind === 'module') {
      for (const { name, local: inside, from, expression } of this.#exports) {
        if (from !== undefined) continue;
        const { shape } = expression ?? {};
        if (expression ? this.find(expression) === key : (inside ?? name) === local) names.add(name);
        if (shape?.is === 'map')
          for (const entry of expression?.entries ?? []) if (this.find(entry.expression) === key) names.add(entry.name);
      }
    } else {
      const maker = makerOf(scope);
      const titles = maker
        ? [
            maker.name,
            ...this.#exports.filter((each) => this.#means(maker, each.name, each.local, each.expression)).map(({ name }) => name),
          ]
        : [];
      const bare = escape(local);
      const text = maker?.text ?? '';
      const returned =
        /^[^{]/.test(text.trim()) || new RegExp(`\\breturn\\s+(?:await\\s+)?(?:[\\w.]{1,60}\\()?(?:this\\.)?${bare}\\b`).test(text);
      const inMap = new RegExp(`\\breturn\\s*\\{[^}]{0,300}\\b${bare}\\b`).test(text);
      for (const title of titles) {
        if (title === '') continue;
        if (returned) names.add(`${title}()`);
        if (inMap) names.add(`${title}().${local}`);
      }
    }
    const holder = classOf(scope);
    if (holder) {
      const titles = [holder.name, ...this.#exports.filter((each) => (each.local ?? each.name) === holder.name).map(({ name }) => name)];
      for (const title of titles)
        for (const way of ['()', '.getInstance()', '.instance', '.instance()']) names.add(`${title}${way}.${local}`);
      for (const { name, expression } of this.#exports) {
        const exported = expression?.name ?? '';
        if (exported === `${holder.name}()`) names.add(`${name}.${local}`);
        if (exported === `${holder.name}().${local}`) names.add(name);
      }
    }
    names.delete(key);
    return [...names];
  }
}

/** Methods that give their router back. */
const CHAINS =
  /^(?:get|post|put|patch|delete|del|head|options|all|use|set|enable|disable|engine|param|route|on|onError|notFound|basePath|openapi|addHook|decorate|register|setErrorHandler|withTypeProvider|after|ready|routes)$/;
const WRAPPERS = /^(?:@awaitjs\/express\.addAsync|express-async-router|express-ws|express-promise-router|@feathersjs\/express)$/;
/** Tells calls apart, of which several may begin, or end, at one place. */
const placeOf = ({ span }: Call): number => span.start * 2 ** 26 + span.end;
const isSame = (a: Call | undefined, b: Call): boolean => a !== undefined && placeOf(a) === placeOf(b);
const escape = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The function at the module's level that the scope is a part of. */
function makerOf(scope: Declaration): Declaration | undefined {
  for (let current: Declaration | undefined = scope; current; current = current.enclosing)
    if (current.kind === 'function' && current.enclosing?.kind === 'module') return current;
  return undefined;
}

function classOf(scope: Declaration): Declaration | undefined {
  for (let current: Declaration | undefined = scope; current; current = current.enclosing) if (current.kind === 'class') return current;
  return undefined;
}

/** Whether a qualified name leads to a module of the workspace rather than to a package. */
export const isOfWorkspace = (name: string): boolean =>
  /^(?:\.{1,2}(?:\/|$)|\.{1,2}[\w$]|[@~#]\/|~\w|src\/|app\/|lib\/|server\/)/.test(name);

/** A name as the derivation reads it: an address below `src` is made relative, since only configuration says where it begins. */
export function specifierIn(js: CodeSyntax, name: string): RouterName {
  const below = /^src\/(.+)$/s.exec(name)?.[1];
  if (below === undefined) return name;
  const folders = folderOf(js.document.path).split('/');
  const root = folders.lastIndexOf('src');
  if (root < 0) return name;
  const up = folders.length - 1 - root;
  return `${up === 0 ? './' : '../'.repeat(up)}${below}`;
}

/** The paths that an argument stands for: one, several, or one that is not known. */
export function pathsOf(value: Value): readonly (string | undefined)[] {
  switch (value.kind) {
    case 'text':
      return [value.text];
    case 'list':
      return value.complete ? value.items.flatMap(pathsOf) : [...value.items.flatMap(pathsOf), undefined];
    case 'joined': {
      const [first] = value.parts;
      const last = value.parts.at(-1);
      // `/files/${name}`: what is put in is a parameter, as far as we are concerned.
      if (first?.kind === 'text' && first.text.startsWith('/'))
        return [value.parts.map((part) => (part.kind === 'text' ? part.text : ':value')).join('')];
      // `${prefix}/health`: the end is known.
      return [last?.kind === 'text' && last.text.startsWith('/') ? `${OPEN}${last.text}` : undefined];
    }
    case 'number':
    case 'flag':
    case 'nothing':
    case 'env':
    case 'unknown':
      return [undefined];
  }
}

/** A prefix of mounts: text, or not known. */
export const prefixOf = (value: Value | undefined): string | undefined => {
  const path = value === undefined ? '' : pathsOf(value)[0];
  return path?.startsWith(OPEN) ? undefined : path;
};

interface Declared {
  readonly router: RouterName;
  readonly method: string;
  readonly path: Value | undefined;
  readonly handler: Expression | Declaration | undefined;
}

/** One route, or one for each path that its argument lists. */
export function* routesAt(js: CodeSyntax, at: At, { router, method, path, handler }: Declared): Iterable<FactDraft> {
  const handling = handlingOf(js, handler);
  for (const each of path ? pathsOf(path) : [''])
    yield RouteDeclaration(at, { router, method: method.toUpperCase(), path: each, ...handling });
}

/** Something is mounted that cannot be told: the parent's routes are incomplete. */
export const mountOfUnknown = (at: At, parent: RouterName): FactDraft => Mount(at, { parent, child: undefined, prefix: undefined });

/** What a name says of a function that an application is given: whether it puts routes there. */
export const soundsLikeRoutes = (name: string): boolean =>
  /rout|api\b|apis\b|endpoint|controller|resource|v\d+\b|handlers?\b/i.test(name) && !soundsLikeMiddleware(name);
export const soundsLikeMiddleware = (name: string): boolean =>
  /middle?ware|\berr\b|error|logg|auth(?!s?\.?rout)|limit|cors|helmet|parser|session|passport|not-?found|404|secur|compress|i18n|valid|sanit|tracing|metric|morgan|cookie|protect|permission|verify|check(?!out)|socket|connect|database|\bdb\b|config|swagger|docs|jwt|token|request-?id|context|headers?\b|static|favicon|proxy|\brate|cache|csrf|csp\b|timeout|upload|multer|locale/i.test(
    name,
  ) && !/rout(?:e|es|er|ers)\b/i.test(name.slice(name.lastIndexOf('/') + 1));

/** `require('./routes')(app)`, `registerRoutes(app)`, `new Routes(app)`: a function of the workspace is given the application. */
export function* handedTo(routers: Routers, call: Call): Iterable<FactDraft> {
  const given = routers.receives(call.name);
  const { args } = call;
  if (!given || args.length === 0 || args.length > 6) return;
  for (const argument of args)
    for (const each of argument.shape.is === 'map' ? argument.entries.map(({ expression }) => expression) : [argument]) {
      if (each.shape.is !== 'name' && each.shape.is !== 'member') continue;
      const parent = routers.find(each);
      if (parent === undefined || /^[.@~#]/.test(parent)) continue;
      if (given === 'unseen') yield mountOfUnknown(call, parent);
      else
        yield Mount(call, { parent, child: routers.called(call.name), prefix: '', ...(given === 'tentative' ? { tentative: true } : {}) });
    }
}

function receivedBy(routers: Routers, name: string): Receiving {
  if (UNSEEN_ROUTES.test(name) || name === 'require()' || name === '') return 'unseen';
  if (isOfWorkspace(name)) return soundsLikeRoutes(name) ? 'routes' : 'tentative';
  const own = name.replace(/^this\./, '');
  if (routers.declares(/^\w*/.exec(own)?.[0] ?? '')) return 'tentative';
  return /^\w+$/.test(name) && /init|rout|setup|register|load|mount|plugin|module|service|start|config/i.test(name) ? 'unseen' : undefined;
}

/** Packages that read routes from folders, decorators or a document. */
const UNSEEN_ROUTES =
  /^(?:consign|express-load|express-file-routing|express-fs-router|routing-controllers\.useExpressServer|swagger-tools|oas-tools|express-openapi|swagger-routes-express|@mikro-orm|tsoa|adminjs|glob|require-all|express-decorators|@decorators\/express|inversify-express-utils)/;
