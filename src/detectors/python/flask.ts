import { App, DebugSwitch, DevServer, Mount, RouteDeclaration, Router } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Value } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { handlingOf, probeOf } from './handling.js';
import { isDirect, isLocal } from './local.js';
import { methodsIn, pathIn, prefixIn } from './paths.js';
import { type Routers, constructorOf, exportsOf, handedOn, keyOf, madeBy, routersOf } from './routers.js';

const FLASK = /^(?:flask|quart|apiflask|flask_openapi3|flask_rest\w*|flask_smorest)\b/;
const MODULES = ['flask', 'quart', 'apiflask', 'flask_openapi3', 'flask_restful', 'flask_restx', 'flask_restplus', 'flask_smorest'];

export const flask = detector({
  framework: 'Flask',
  format: 'python',
  mentions: /\b(?:\w*flask\w*|quart|apiflask|register_blueprint|add_url_rule|add_resource|add_namespace)\b|\bapp\.run\s*\(/i,
  applies: (python) =>
    MODULES.some((module) => python.imports(module)) ||
    python.importList.some(({ name }) => name !== undefined && /Flask\w*$/.test(name)) ||
    [...python.calls('*.register_blueprint', '*.add_url_rule', '*.add_resource', '*.add_namespace', '*.run')].length > 0,

  *facts(python) {
    const routers = routersOf(python);
    yield* routersMade(python, routers);
    yield* mounts(python, routers);
    yield* addedRoutes(python, routers);
    yield* handedOn(python, routers);
    yield* routers.taken();
    yield* switches(python, routers);
    yield* servers(python, routers);
  },
});

// Their own class may stand for any of them; the name tells.
const frameworkOf = (base: string): string => (base.startsWith('quart') ? 'Quart' : base.startsWith('apiflask') ? 'APIFlask' : 'Flask');

function* routersMade(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  const flasky = MODULES.some((module) => python.imports(module));
  for (const call of python.calls('*')) {
    const made = madeBy(python, call);
    const base = made && constructorOf(python, call);
    if (!made || !base) continue;
    if (!FLASK.test(base) && !(made === 'router' ? base.endsWith('Blueprint') && flasky : /Flask\w*$/.test(base))) continue;
    const key = keyOf(call);
    const at = { span: call.calleeSpan };
    if (made === 'application') yield App(at, { framework: frameworkOf(base), key });
    const kind = /(?<!\w)\w+$/.exec(base)?.[0];
    yield Router(at, { key, app: made === 'application', prefix: ownPrefix(call, made, kind), exportedAs: exportsOf(python, call) });
    // `Api(app)`, `Api(blueprint)`: what is added to it is served by that.
    const host = kind === 'Api' ? (call.arg(0) ?? call.entry('app')?.expression ?? call.entry('blueprint')?.expression) : undefined;
    const parent = host?.value.kind === 'unknown' ? routers.nameOf(host) : undefined;
    if (parent !== undefined) yield Mount(call, { parent, child: key, prefix: '' });
  }
  // `ns = api.namespace("users", path="/users")`
  for (const call of python.calls('*.namespace')) {
    const parent = call.receiver && routers.nameOf(call.receiver);
    if (parent === undefined || !call.target || !call.name.startsWith('flask_rest')) continue;
    const key = keyOf(call);
    yield Router({ span: call.calleeSpan }, { key, app: false, prefix: ownPrefix(call, 'router', 'Namespace'), exportedAs: [] });
    yield Mount(call, { parent, child: key, prefix: '' });
  }
}

function ownPrefix(call: Call, made: string, kind: string | undefined): string | undefined {
  if (made === 'application') return '';
  if (kind === 'Namespace') {
    const path = call.option('path') ?? call.arg(2)?.value;
    const name = call.arg(0)?.value;
    return path ? pathIn(path) : name?.kind === 'text' ? `/${name.text}` : undefined;
  }
  return prefixIn(call.option('url_prefix') ?? call.option('prefix') ?? (kind === 'Api' ? call.arg(1)?.value : undefined));
}

function* mounts(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of python.calls('*.register_blueprint', '*.add_namespace', '*.register_api')) {
    const parent = call.receiver && routers.nameOf(call.receiver);
    const child = call.arg(0) ?? call.entry('blueprint')?.expression ?? call.entry('ns')?.expression;
    if (parent === undefined || !child) continue;
    const namespace = call.method === 'add_namespace';
    const written = namespace ? (call.option('path') ?? call.arg(1)?.value) : call.option('url_prefix');
    const each = routers.each(child);
    if (!each) yield Mount(call, { parent, child: undefined, prefix: undefined });
    for (const one of each ?? []) {
      const inside = one.shape.is === 'list' ? one.items[0] : undefined;
      // The prefix of the registration takes the place of the blueprint's own: https://flask.palletsprojects.com/en/stable/api/#flask.Flask.register_blueprint
      const replaces = written !== undefined && written.kind !== 'nothing';
      yield Mount(call, { parent, child: routers.nameOf(inside ?? one), prefix: prefixIn(written), ...(replaces ? { replaces } : {}) });
    }
  }
  // `api.init_app(app)`; most other extensions are no routers.
  for (const call of python.calls('*.init_app')) {
    const host = call.arg(0);
    const parent = host && routers.nameOf(host);
    const child = call.receiver && routers.nameOf(call.receiver);
    if (parent !== undefined && child !== undefined) yield Mount(call, { parent, child, prefix: '', tentative: true });
  }
  // https://werkzeug.palletsprojects.com/en/stable/middleware/dispatcher/
  for (const call of python.calls('werkzeug.middleware.dispatcher.DispatcherMiddleware')) {
    const [first, others] = call.args;
    const parent = first && routers.nameOf(first);
    if (parent === undefined || !others) continue;
    for (const { name, expression } of others.resolved.entries)
      yield Mount(expression, { parent, child: routers.nameOf(expression), prefix: name });
  }
}

function* addedRoutes(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of python.calls('*.add_url_rule')) {
    const router = call.receiver && routers.nameOf(call.receiver);
    const written = call.arg(0) ?? call.entry('rule')?.expression;
    if (router === undefined || !written) continue;
    const handler = call.arg(2) ?? call.entry('view_func')?.expression;
    const view = viewOf(handler);
    for (const method of methodsIn(call.option('methods'), methodsOf(python, view) ?? (handler?.call ? ['ANY'] : ['GET'])))
      yield RouteDeclaration(written, {
        router,
        method,
        path: pathIn(written.value),
        ...handlingOf(python, memberOf(python, view, method) ?? view ?? handler),
        ...probeOf(view?.name ?? handler?.text ?? ''),
      });
  }
  for (const call of python.calls('*.add_resource', '*.add_*_resource')) {
    const router = call.receiver && routers.nameOf(call.receiver);
    const resource = call.arg(0);
    // A method of their own may put something in front.
    const added = (path: Value): string | undefined =>
      call.method === 'add_resource' ? pathIn(path) : path.kind === 'text' ? `…${path.text}` : undefined;
    if (router === undefined || !resource) continue;
    const view = resource.function;
    for (const written of call.args.slice(1))
      for (const method of methodsOf(python, view) ?? ['ANY'])
        yield RouteDeclaration(written, {
          router,
          method,
          path: added(written.value),
          ...handlingOf(python, memberOf(python, view, method)),
          ...probeOf(resource.text),
        });
  }
}

/** The class of `Health.as_view("health")`. */
const viewOf = (handler: Expression | undefined): Declaration | undefined => {
  const call = handler?.resolved.call;
  return call?.method === 'as_view' ? call.receiver?.function : undefined;
};

const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);
const membersOf = (python: CodeSyntax, view: Declaration): readonly Declaration[] =>
  python.declarations.filter(({ enclosing, name }) => enclosing === view && VERBS.has(name));

function methodsOf(python: CodeSyntax, view: Declaration | undefined): readonly string[] | undefined {
  const members = view?.kind === 'class' ? membersOf(python, view) : [];
  return members.length ? members.map(({ name }) => name.toUpperCase()) : undefined;
}

const memberOf = (python: CodeSyntax, view: Declaration | undefined, method: string): Declaration | undefined =>
  view && membersOf(python, view).find(({ name }) => name.toUpperCase() === method);

function* switches(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  const state = (at: { readonly span: FactDraft['span'] }, setting: string, on: Value, local: boolean): FactDraft =>
    DebugSwitch(at, { setting, framework: 'Flask', on, local });
  for (const { name, expression, span, by } of python.namedValues()) {
    if (by !== 'assignment') continue;
    const local = expression.inMain;
    // Set in a branch: it depends.
    const value: Value = expression.conditions.length > 0 && !local ? { kind: 'unknown', span: expression.span } : expression.value;
    const [, holder, last] = /^(.*?)(?:\.|\[)(debug|DEBUG|ENV)\]?$/.exec(name) ?? [];
    if (holder !== undefined && /(?:^|\.)config$/.test(holder) && last === 'DEBUG') yield state({ span }, 'DEBUG', value, local);
    else if (
      last === 'debug' &&
      holder !== undefined &&
      python.imports('flask') &&
      /(?:^|\.|_)(?:app|application|server|flask)$/.test(holder)
    )
      yield state({ span }, 'debug', value, local);
  }
  for (const call of python.calls('*.config.update', '*.config.from_mapping')) {
    const debug = call.entry('DEBUG');
    if (debug)
      yield state(debug, 'DEBUG', call.conditions.length > 0 ? { kind: 'unknown', span: call.span } : debug.expression.value, call.inMain);
  }
  for (const call of runs(python, routers)) {
    const debug = call.entry('debug');
    if (debug) yield state(debug, 'debug', debug.expression.value, isLocal(python, call));
    else if (call.arg(2))
      yield state(call.arg(2) ?? call, 'debug', call.arg(2)?.value ?? { kind: 'unknown', span: call.span }, isLocal(python, call));
  }
}

/** `app.run(…)` of an application that is a Flask one as far as can be seen. */
function* runs(python: CodeSyntax, routers: Routers): Iterable<Call> {
  for (const call of python.calls('*.run')) {
    const { receiver, name } = call;
    if (!receiver || !/^(?:\w*app|application|server|self\.app)$/i.test(receiver.text)) continue;
    if (
      /^(?:fastapi|starlette|typer|click|asyncio|uvicorn|dash|bottle|sanic|aiohttp|nicegui|gradio|textual|subprocess|litestar|mcp|robyn|fastmcp|discord|PyQt\w*|wx|kivy)\b/.test(
        name,
      )
    )
      continue;
    if (/^(?:flask|quart|apiflask)\b/.test(name) || routers.holds(receiver)) {
      if (python.imports('quart') || python.imports('flask') || python.imports('apiflask') || FLASK_ONLY.test(python.document.text))
        yield call;
    } else if (FLASK_ONLY.test(call.expression.text)) yield call;
  }
}

// Arguments that only Werkzeug's server takes.
const FLASK_ONLY = /\b(?:debug|use_reloader|use_debugger|ssl_context|threaded)\s*=/;

function* servers(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  for (const call of runs(python, routers)) {
    const quart = call.name.startsWith('quart');
    yield DevServer(
      { span: call.calleeSpan },
      {
        command: `${call.receiver?.text ?? 'app'}.run()`,
        framework: quart ? 'Quart' : 'Flask',
        instead: quart ? "'hypercorn'" : "'gunicorn'",
        local: isLocal(python, call),
        direct: isDirect(call),
      },
    );
  }
  for (const call of python.calls('werkzeug.serving.run_simple', 'wsgiref.simple_server.make_server')) {
    const command = call.method;
    yield DevServer(
      { span: call.calleeSpan },
      {
        command: `${command}()`,
        framework: command === 'run_simple' ? 'Werkzeug' : 'wsgiref',
        instead: "'gunicorn'",
        local: !isServer(python) || isLocal(python, call),
      },
    );
  }
}

const isServer = (python: CodeSyntax): boolean => MODULES.some((module) => python.imports(module)) || python.imports('werkzeug');

/** Class names of configurations that are not what ships, and of those that are. */
const AT_HOME = /(?:^|_|[a-z])(?:[Dd]ev|[Ll]ocal|[Tt]est|[Dd]ebug)|^(?:Dev|Local|Test|Debug)/;
const AT_WORK = /prod|live|stag/i;

/** Classes that `app.config.from_object` reads. https://flask.palletsprojects.com/en/stable/config/#development-production */
export const flaskConfiguration = detector({
  framework: 'Flask',
  format: 'python',
  files: /(?:^|\/)[^/]*(?:config|settings)[^/]*\.py$|(?:^|\/)config\//i,
  mentions: /^[ \t]+DEBUG\b/m,
  applies: (python) =>
    !python.imports('django') &&
    !python.module.bindings.has('INSTALLED_APPS') &&
    !python.imports('pydantic') &&
    !python.imports('pydantic_settings'),

  *facts(python) {
    const family = python.declarations.filter(({ kind, name }) => kind === 'class' && /config|settings/i.test(name));
    for (const { name, expression, span, scope, by } of python.namedValues()) {
      if (by !== 'assignment' || name !== 'DEBUG' || !family.includes(scope) || AT_HOME.test(scope.name)) continue;
      const ships = AT_WORK.test(scope.name);
      const overridden = !ships && family.some((other) => other !== scope && AT_WORK.test(other.name) && other.bindings.has('DEBUG'));
      yield DebugSwitch(
        { span },
        { setting: 'DEBUG', framework: 'Flask', on: expression.value, local: overridden },
        ships ? 'sure' : 'likely',
      );
    }
  },
});
