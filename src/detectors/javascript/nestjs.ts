import { App, Mount, RouteDeclaration, Router, type RouterName } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { covers } from '../../model/span.js';
import type { Value } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { corsPolicy } from './cors-options.js';
import { inDevelopment } from './development.js';
import { handlingOf } from './handling.js';
import { isOfWorkspace, mountOfUnknown, pathsOf, prefixOf, specifierIn } from './routers.js';

const FACTORY = '@nestjs/core.NestFactory.create';
const METHOD = /^@nestjs\/common\.(Get|Post|Put|Patch|Delete|Head|Options|All|Sse|Search)$/;

/** https://docs.nestjs.com/controllers, https://docs.nestjs.com/modules */
export const nestjs = detector({
  framework: 'NestJS',
  format: 'javascript',
  mentions: ['@nestjs/', '@nestjsx/'],

  *facts(js) {
    for (const call of js.calls(FACTORY)) if (isServed(js, call)) yield* application(js, call);
    const decorated = js.declarations
      .filter(({ kind }) => kind === 'class')
      .map((of) => ({ of, decorators: of.decorators.flatMap(({ call }) => call ?? []) }));
    for (const { of, decorators } of decorated) {
      for (const decorator of decorators) if (decorator.name === '@nestjs/common.Module') yield* moduleOf(js, of, decorator);
      yield* controllerOf(js, of, decorators);
    }
  },
});

/** An application that is closed and never listens only lends its services: to seed a database, to read the configuration. */
function isServed(js: CodeSyntax, call: Call): boolean {
  const name = (call.target ?? 'app').replace(/[^\w.]/g, '');
  const does = (what: string): boolean => new RegExp(`\\b${name}\\s*\\.\\s*${what}\\b`).test(js.document.text);
  return does('listen') || !(does('close') || [...js.calls(FACTORY)].length > 1);
}

const at = (declaration: Declaration): { readonly span: Declaration['nameSpan'] } => ({ span: declaration.nameSpan });

/** What a class is called outside, beside its own name. */
const exportedAs = (js: CodeSyntax, of: Declaration): readonly string[] =>
  js.exports.flatMap(({ name, local, from }) => (from === undefined && (local ?? name) === of.name && name !== of.name ? [name] : []));

function* application(js: CodeSyntax, call: Call): Iterable<FactDraft> {
  const key = (call.target ?? 'app').replace(/^this\./, '');
  yield App(call, { framework: 'NestJS', key });
  yield Router(call, { key, app: true, prefix: globalPrefix(js), exportedAs: [] });
  const root = call.arg(0);
  const child = root && named(js, root);
  yield child === undefined ? mountOfUnknown(call, key) : Mount(call, { parent: key, child, prefix: '' });
}

/** What `setGlobalPrefix` puts before all paths; not known where versions, exceptions or a function of another file may change it. */
function globalPrefix(js: CodeSyntax): string | undefined {
  for (const call of js.calls('*.enableVersioning')) {
    const type = call.arg(0)?.resolved.entry('type')?.expression;
    if (!type || /URI|CUSTOM/.test(type.text)) return undefined;
  }
  for (const call of js.calls('*')) {
    if (
      !isOfWorkspace(call.name) ||
      !/setup|config|bootstrap|init|global|prefix|version/i.test(call.name.slice(call.name.lastIndexOf('.') + 1))
    )
      continue;
    if (/swagger|cors|pipe|filter|log|doc|sentry|microservice/i.test(call.name.slice(call.name.lastIndexOf('.') + 1))) continue;
    if (call.args.some((argument) => argument.name === `${FACTORY}()`)) return undefined;
  }
  const [prefix] = js.calls('*.setGlobalPrefix');
  if (!prefix) return '';
  return prefix.arg(1)?.resolved.entry('exclude') ? undefined : prefixOf(prefix.arg(0)?.value);
}

/** The class that an item of `imports` or `controllers` names: `X`, `X.forRoot()`, `forwardRef(() => X)`. */
function named(js: CodeSyntax, item: Expression): RouterName | undefined {
  const { call } = item.resolved;
  if (call) {
    if (call.method === 'forwardRef') {
      const inner = call.arg(0)?.function?.text.trim() ?? '';
      const imported = js.importList.find(({ local }) => local === inner);
      if (imported) return specifierIn(js, imported.name === undefined ? imported.module : `${imported.module}.${imported.name}`);
      return /^\w+$/.test(inner) ? inner : undefined;
    }
    return call.receiver ? named(js, call.receiver) : undefined;
  }
  return item.name === '' ? undefined : specifierIn(js, item.name);
}

function* moduleOf(js: CodeSyntax, of: Declaration, decorator: Call): Iterable<FactDraft> {
  yield Router(at(of), { key: of.name, app: false, prefix: '', exportedAs: exportedAs(js, of) });
  const definition = decorator.arg(0)?.resolved;
  const prefixes = new Map<RouterName, string | undefined>();
  for (const call of js.calls('@nestjs/core.RouterModule.register', 'nest-router.RouterModule.forRoutes')) {
    if (!covers(decorator.span, call.span)) continue;
    const list = call.arg(0)?.resolved;
    if (list?.shape.is !== 'list' || list.spreads.length > 0) yield mountOfUnknown(call, of.name);
    else for (const item of list.items) collectPrefixes(js, item, '', prefixes);
  }
  const entries = ['imports', 'controllers'].flatMap((name) => definition?.entry(name)?.expression ?? []);
  // `static forRoot() { return { module: X, controllers: [] } }`
  const dynamic = [...js.namedValues()].filter(
    ({ by, name, span }) =>
      by === 'entry' && (name === 'controllers' || name === 'imports') && covers(of.span, span) && !covers(decorator.span, span),
  );
  for (const list of [...entries, ...dynamic.map(({ expression }) => expression)])
    for (const item of membersOf(list)) yield* item === 'unknown' ? [mountOfUnknown(list, of.name)] : imported(js, of.name, item, prefixes);
  // A module that only stands among the prefixes is imported elsewhere.
  for (const [child, prefix] of prefixes) yield Mount(decorator, { parent: of.name, child, prefix });
}

/** The items of a list with all that it takes over, and of both sides of a choice: `[A, ...(isEnabled ? [B] : [])]`. */
function* membersOf(list: Expression, depth = 6): Iterable<Expression | 'unknown'> {
  const { resolved } = list;
  const choice = list.choice ?? resolved.choice;
  if (depth === 0) yield 'unknown';
  else if (choice) {
    yield* membersOf(choice.yes, depth - 1);
    yield* membersOf(choice.no, depth - 1);
  } else if (resolved.shape.is === 'list') {
    const spread = new Set(resolved.spreads.map(({ span }) => span.start));
    for (const item of resolved.items) yield* spread.has(item.span.start) ? membersOf(item, depth - 1) : sidesOf(item);
  } else yield 'unknown';
}

/** `isDocument ? DocumentModule : RelationalModule`, here or behind a name. */
function sidesOf(item: Expression, depth = 4): readonly Expression[] {
  const choice = item.choice ?? item.resolved.choice;
  return choice && depth > 0 ? [...sidesOf(choice.yes, depth - 1), ...sidesOf(choice.no, depth - 1)] : [item];
}

function* imported(
  js: CodeSyntax,
  parent: RouterName,
  item: Expression,
  prefixes: ReadonlyMap<RouterName, string | undefined>,
): Iterable<FactDraft> {
  const child = named(js, item);
  const name = child ?? '';
  if (prefixes.has(name) || /^(?:@nestjs\/core\.RouterModule|nest-router)/.test(name)) return;
  if (/prometheus/i.test(name)) {
    const path = item.resolved.call?.arg(0)?.resolved.option('path');
    yield RouteDeclaration(item, {
      router: parent,
      method: 'GET',
      path: path === undefined ? '/metrics' : prefixOf(path),
      asksDatastore: false,
      canFail: false,
    });
  }
  // Modules of packages bring no routes as a rule; one of the team's own scope may.
  if (
    child !== undefined &&
    !isOfWorkspace(child) &&
    /^@?[\w-]*[/.]/.test(child) &&
    (!child.startsWith('@') || /nest|bull|sentry|ogma|graphql/i.test(child))
  )
    return;
  yield child === undefined ? mountOfUnknown(item, parent) : Mount(item, { parent, child, prefix: '' });
}

/** `RouterModule.register([{ path: 'admin', module: AdminModule, children: […] }])` */
function collectPrefixes(js: CodeSyntax, item: Expression, above: string | undefined, prefixes: Map<RouterName, string | undefined>): void {
  const { resolved } = item;
  const own = prefixOf(resolved.option('path'));
  const prefix = own === undefined || above === undefined ? undefined : `${above}/${own}`.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  const module = resolved.entry('module')?.expression;
  const name = resolved.shape.is === 'map' ? module && named(js, module) : named(js, item);
  if (name !== undefined) prefixes.set(name, resolved.shape.is === 'map' ? prefix : above);
  if (resolved.shape.is !== 'map') return;
  for (const child of resolved.entry('children')?.expression.resolved.items ?? []) collectPrefixes(js, child, prefix, prefixes);
}

function* controllerOf(js: CodeSyntax, of: Declaration, decorators: readonly Call[]): Iterable<FactDraft> {
  const controller = decorators.find(({ name }) => name === '@nestjs/common.Controller');
  const methods = js.declarations
    .filter(({ kind, enclosing }) => kind === 'function' && enclosing === of)
    .flatMap((method) => method.decorators.flatMap(({ call }) => (call && METHOD.test(call.name) ? [{ method, call }] : [])));
  if (!controller && methods.length === 0) return;
  const prefixes = controller ? controllerPaths(controller) : [''];
  const [single] = prefixes;
  yield Router(controller ?? at(of), {
    key: of.name,
    app: false,
    prefix: prefixes.length === 1 ? single : '',
    exportedAs: exportedAs(js, of),
  });
  for (const { method, call } of methods) {
    const verb = METHOD.exec(call.name)?.[1] ?? 'All';
    const handling = handlingOf(js, method);
    for (const prefix of prefixes.length === 1 ? [''] : prefixes)
      for (const path of pathsIn(call.arg(0)?.value)) {
        const full =
          prefix === '' ? path : prefix === undefined || path === undefined ? undefined : `${prefix}/${path}`.replace(/\/{2,}/g, '/');
        yield RouteDeclaration(call, {
          router: of.name,
          method: verb === 'All' ? 'ANY' : verb === 'Sse' ? 'GET' : verb.toUpperCase(),
          path: full,
          ...handling,
        });
      }
  }
  // https://github.com/nestjsx/crud writes routes of its own.
  if (decorators.some(({ name }) => /\bCrud$/.test(name))) yield mountOfUnknown(at(of), of.name);
  for (const base of of.bases) {
    if (base === '' || base.endsWith('()')) yield mountOfUnknown(at(of), of.name);
    else if (isOfWorkspace(base) || !/[/.]/.test(base))
      yield Mount(at(of), { parent: of.name, child: specifierIn(js, base), prefix: '', tentative: true });
  }
}

const pathsIn = (value: Value | undefined): readonly (string | undefined)[] => (value === undefined ? [''] : pathsOf(value));

/** `@Controller()`, `@Controller('users')`, `@Controller(['a', 'b'])`, `@Controller({ path: 'users', version: '1' })`. */
function controllerPaths(controller: Call): readonly (string | undefined)[] {
  const first = controller.arg(0);
  if (!first) return [''];
  if (first.resolved.shape.is === 'map') return pathsIn(first.resolved.option('path'));
  return pathsOf(first.value);
}

/** Origins: https://docs.nestjs.com/security/cors, and those of gateways: https://docs.nestjs.com/websockets/gateways */
export const nestjsCors = detector({
  framework: 'NestJS',
  format: 'javascript',
  mentions: /\benableCors\b|\bcors\s*:|\bcors\s*[,}]/,
  applies: (js) => js.imports('@nestjs/core') || js.imports('@nestjs/common') || js.imports('@nestjs/websockets'),

  *facts(js) {
    for (const call of js.calls('*.enableCors')) {
      if (inDevelopment(call)) continue;
      yield* corsPolicy(call.arg(0), { at: call, slot: call.onlyArgument('{ origin: ', ' }') });
    }
    for (const call of js.calls(FACTORY, '@nestjs/websockets.WebSocketGateway')) {
      const cors = call.args.map(({ resolved }) => resolved.entry('cors')).find(Boolean);
      if (cors && !inDevelopment(call)) yield* corsPolicy(cors.expression, { at: { span: cors.span }, slot: undefined });
    }
  },
});
