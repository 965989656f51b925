import { Mount, Router, type RouterName } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Call, CodeSyntax, Declaration, Expression } from '../../syntax/code.js';

const APPLICATION =
  /^(?:fastapi(?:\.applications)?\.FastAPI|starlette(?:\.applications)?\.Starlette|(?:flask(?:\.app)?|quart(?:\.app)?)\.(?:Flask|Quart)|apiflask(?:\.app)?\.APIFlask|flask_openapi3(?:\.\w+)?\.OpenAPI)$/;
const ROUTER =
  /^(?:fastapi(?:\.routing|\.routers)?\.APIRouter|starlette\.routing\.Router|(?:flask(?:\.blueprints)?|quart(?:\.blueprints)?|flask_smorest|sanic)\.Blueprint|apiflask(?:\.blueprint)?\.APIBlueprint|flask_openapi3(?:\.\w+)?\.APIBlueprint|flask_rest(?:ful|x|plus)(?:\.\w+)?\.(?:Api|Namespace)|flask_smorest\.Api|rest_framework\.routers\.\w*Router|rest_framework_nested\.routers\.\w*Router|ninja(?:_extra)?\.(?:NinjaAPI|NinjaExtraAPI|Router))$/;
/** A router of somebody's own making, by its name. */
const OWN_ROUTER = /(?:^|\.)(?:\w*API)?\w*(?:Router|Blueprint)$/;
/** A class of their own that extends an application's, by its name. */
const OWN_APPLICATION = /(?:^|\.)(?:[A-Z]\w*)?(?:Flask|FlaskApp|FlaskApplication|FastAPI|FastAPIApp|FastApi)$/;

export type Made = 'application' | 'router';

const byPath = new WeakMap<CodeSyntax, ReadonlyMap<string, Declaration>>();

/** The function or class with a path (`Api.register`) in a document. */
export function declarationAt(python: CodeSyntax, path: string): Declaration | undefined {
  let known = byPath.get(python);
  if (!known) byPath.set(python, (known = new Map(python.declarations.toReversed().map((declaration) => [declaration.path, declaration]))));
  return known.get(path);
}

/** Whether a call makes an application or a router; classes of the same document count as what they extend. */
export function madeBy(python: CodeSyntax, call: Call): Made | undefined {
  return kindOf(python, call.name, 4);
}

function kindOf(python: CodeSyntax, name: string, depth: number): Made | undefined {
  if (APPLICATION.test(name)) return 'application';
  if (ROUTER.test(name)) return 'router';
  const own = declarationAt(python, name);
  for (const base of depth > 0 && own?.kind === 'class' ? own.bases : []) {
    const made = kindOf(python, base, depth - 1);
    if (made) return made;
  }
  if (own) return undefined;
  // What comes from another module of theirs is told by its name; the frameworks' own names are known.
  if (OWN_APPLICATION.test(name) && !/^(?:flask|fastapi|starlette|quart)\b/.test(name)) return 'application';
  return OWN_ROUTER.test(name) ? 'router' : undefined;
}

/** The base among the well-known ones that a call makes, for a router of the document's own class. */
export function constructorOf(python: CodeSyntax, call: Call): string {
  const own = declarationAt(python, call.name);
  return own?.bases.find((base) => APPLICATION.test(base) || ROUTER.test(base)) ?? call.name;
}

/** A name and the scope that it was given a value in. */
const keyIn = (scope: Declaration, name: string): string => {
  const holder = /^(?:self|cls)\./.test(name) ? classAbove(scope) : scope;
  return holder.path ? `${holder.path}.${name}` : name;
};

const classAbove = (scope: Declaration): Declaration => {
  for (let current: Declaration | undefined = scope; current; current = current.enclosing) if (current.kind === 'class') return current;
  return scope;
};

/** The key of the router that a call makes: its variable, with the function around it. */
export function keyOf(call: Call): string {
  if (call.target !== undefined) return keyIn(call.scope, call.target);
  return call.scope.path ? `${call.scope.path}()` : call.name;
}

/** What other modules can call it by: a function that makes and returns it. */
export function exportsOf(python: CodeSyntax, call: Call): readonly string[] {
  const maker = functionAbove(call.scope);
  if (!maker) return [];
  const name = call.target ?? '';
  const text = python.document.text.slice(maker.span.start, maker.span.end);
  const returned = name === '' || returns(text, name);
  const names = returned ? [`${maker.path}()`, ...methodName(maker, '()')] : [];
  // `self.app` of `Server` as `server.app` where `server = Server()`.
  const holder = classAbove(call.scope);
  return name.startsWith('self.') ? [...names, `${holder.path}().${name.slice(5)}`] : names;
}

const functionAbove = (scope: Declaration): Declaration | undefined => {
  for (let current: Declaration | undefined = scope; current; current = current.enclosing) if (current.kind === 'function') return current;
  return undefined;
};

/** `Api.register` as it is reached through an object: `Api().register`. */
const methodName = (method: Declaration, suffix = ''): readonly string[] =>
  method.enclosing?.kind === 'class' ? [`${method.enclosing.path}().${method.name}${suffix}`] : [];

/** Whether a function's source gives a name back, bare or wrapped: `return app`, `yield app`, `return Wrapper(app)`. */
function returns(source: string, name: string): boolean {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\b(?:return|yield)\\s+(?:[\\w.]{1,60}\\()?${plain}\\b`).test(source);
}

const FACTORY = /^(?:[\w.]{1,60}\.)?(?:create|make|build|get|init)_(?:app|application|api)\(/;
const ROUTER_TYPE = /(?:FastAPI|Flask|Starlette|Quart|APIRouter|Blueprint)$/;
const ROUTER_NAME = /^(?:\w*app|application|router|api|bp|blueprint|\w+_router|\w+_bp)$/;

/** Tells by what name a document calls its routers, and remembers functions that take one. */
export interface Routers {
  /** The router that an expression stands for. */
  nameOf(expression: Expression): RouterName | undefined;
  /** Whether an expression surely is a router: one made here, or one that the function was given. */
  holds(expression: Expression): boolean;
  /** Each thing that the name of a loop stands for in turn; the expression itself elsewhere. */
  each(expression: Expression): readonly Expression[] | undefined;
  /** The routers that functions are for the routes that they add to what they are given. */
  taken(): Iterable<FactDraft>;
}

export function routersOf(python: CodeSyntax): Routers {
  const takers = new Set<Declaration>();
  const made = (scope: Declaration, name: string): boolean =>
    (scope.bindings.get(name) ?? []).some(({ value, each }) => {
      const call = value && !each ? python.expression(value, scope).call : undefined;
      return call !== undefined && madeBy(python, call) !== undefined;
    });

  function nameOf(expression: Expression, depth = 8): RouterName | undefined {
    const { shape } = expression;
    const written = shape.is === 'name' ? shape.name : shape.is === 'member' ? expression.text : undefined;
    if (depth === 0) return undefined;
    if (shape.is === 'call')
      return expression.call && madeBy(python, expression.call) ? keyOf(expression.call) : expression.name || undefined;
    if (written === undefined) return undefined;
    for (let scope: Declaration | undefined = expression.scope; scope; scope = scope.enclosing) {
      const bindings = scope.bindings.get(written);
      if (bindings?.length) {
        if (made(scope, written)) return keyIn(scope, written);
        const first = bindings.find(({ value, each, augmented }) => value && !each && !augmented)?.value;
        return first ? nameOf(python.expression(first, scope), depth - 1) : undefined;
      }
      if (scope.kind === 'function' && scope.parameters.some(({ name }) => name === written)) {
        takers.add(scope);
        return scope.path;
      }
    }
    if (shape.is === 'member' && !/^(?:self|cls)\./.test(written)) {
      const object = python.expression(shape.object, expression.scope);
      // `app.router` is the application's own.
      return shape.property === 'router' && holds(object) ? nameOf(object, depth - 1) : expression.name || undefined;
    }
    return expression.name || undefined;
  }

  function holds(expression: Expression): boolean {
    const { shape } = expression;
    if (shape.is === 'call') return expression.call !== undefined && madeBy(python, expression.call) !== undefined;
    const written = shape.is === 'name' || shape.is === 'member' ? expression.text : undefined;
    if (written === undefined) return false;
    for (let scope: Declaration | undefined = expression.scope; scope; scope = scope.enclosing) {
      const bindings = scope.bindings.get(written);
      if (bindings?.length) return made(scope, written) || bindings.some(({ value }) => value !== undefined && FACTORY.test(value.text));
      const parameter = scope.kind === 'function' ? scope.parameters.find(({ name }) => name === written) : undefined;
      if (parameter) return ROUTER_TYPE.test(parameter.type) || (parameter.type === '' && ROUTER_NAME.test(written));
    }
    return false;
  }

  return {
    nameOf: (expression) => nameOf(expression),
    holds,
    each(expression) {
      if (expression.shape.is !== 'name') return [expression];
      const { name } = expression.shape;
      for (let scope: Declaration | undefined = expression.scope; scope; scope = scope.enclosing) {
        const bindings = scope.bindings.get(name);
        const loop = bindings?.find(({ each, nameNode }) => each && nameNode.startIndex < expression.span.start);
        if (loop?.value) {
          const list = python.expression(loop.value, scope).resolved;
          return list.shape.is === 'list' && !list.shape.parts.some(({ spread }) => spread) ? list.items : undefined;
        }
        if (bindings) return [expression];
      }
      return [expression];
    },
    *taken() {
      for (const taker of takers)
        yield Router({ span: taker.nameSpan }, { key: taker.path, app: false, prefix: '', exportedAs: methodName(taker) });
    },
  };
}

const NO_TAKERS =
  /(?:^|\.)(?:Depends|print|len|str|repr|isinstance|type|getattr|setattr|hasattr|CORS|Migrate|TestClient)$|\.(?:include_router|register_blueprint|mount|add_middleware)$/;

/** Functions that a router is handed to, and that may add routes to it. */
export function* handedOn(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of python.calls('*')) {
    const { name } = call;
    if (!name || name.startsWith('?') || NO_TAKERS.test(name) || madeBy(python, call)) continue;
    for (const argument of [...call.args.slice(0, 4), ...call.options.slice(0, 6).map(({ expression }) => expression)]) {
      if (argument.shape.is !== 'name' && argument.shape.is !== 'member') continue;
      if (!routers.holds(argument)) continue;
      const parent = routers.nameOf(argument);
      const child = ownMethod(call) ?? name;
      // `add_versioned(app, router)`: what happens to the other one, only that function knows.
      const others = [...call.args, ...call.options.map(({ expression }) => expression)].filter(
        (other) => other.span.start !== argument.span.start,
      );
      if (
        parent !== undefined &&
        others.some(({ shape, text }) => shape.is !== 'call' && /(?:^|[._])(?:routers?|blueprints?|bps?)$/i.test(text))
      )
        yield Mount(call, { parent, child: undefined, prefix: undefined });
      if (parent !== undefined && parent !== child) yield Mount(call, { parent, child, prefix: '', tentative: true });
    }
  }
}

/** `self.add_routes(app)` is a method of the class around it. */
function ownMethod(call: Call): string | undefined {
  if (!/^(?:self|cls)$/.test(call.receiver?.text ?? '')) return undefined;
  const holder = classAbove(call.scope);
  return holder.kind === 'class' ? `${holder.path}.${call.method}` : undefined;
}
