import { type Handling, Mount, RouteDeclaration, Router } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { spanOf } from '../../syntax/language.js';
import { detector } from '../detector.js';
import { handlingOf, probeOf } from './handling.js';
import { exportsOf, keyOf, routersOf, type Routers } from './routers.js';

const PATTERN = /(?:^|\.)(?:path|re_path|url)$/;
const ROUTER = /(?:^|\.)\w*Router$|(?:^|\.)Ninja\w*API$/;

/** Packages whose URLs hold no probes. */
const LEAF =
  /^(?:django\.contrib|django\.conf\.urls\.i18n|rest_framework|rest_framework_simplejwt|rest_auth|dj_rest_auth|drf_\w+|allauth\w*|debug_toolbar|oauth2_provider|social_django|social|djoser|rosetta|hijack\w*|silk|wagtail\w*|two_factor|django_rq|tinymce|ckeditor\w*|django_ckeditor_5|notifications|anymail|djstripe|knox|loginas|impersonate|django_browser_reload|filer|cms|mozilla_django_oidc|djangosaml2|graphene\w*|explorer|captcha|django_celery\w*|flower|grappelli|jet\w*|admin_\w+|smart_selects|django_select2|cookielaw|newsletter|taggit\w*|markdownx|martor|mdeditor|schema_viewer|scout_apm|django_otp|axes|sslserver|private_storage|photologue|haystack|machina|oscar|payments|paypal|robots|tellme|select2|autocomplete_light|dal\w*|nested_admin|baton|unfold|import_export|push_notifications|fcm_django|channels|revproxy|mcp_server)(?:\.|$)/;
/** Packages whose URLs are probes: their paths, and what they do. */
const PROBES: readonly (readonly [RegExp, readonly (readonly [string, Handling])[]])[] = [
  // https://github.com/codingjoe/django-health-check
  [/^health_check(?:\.|$)/, [['', { asksDatastore: true, canFail: true, probe: true }]]],
  // https://github.com/mwarkentin/django-watchman
  [/^watchman(?:\.|$)/, [['', { asksDatastore: true, canFail: true, probe: true }], ['ping/', { asksDatastore: false, canFail: false, probe: true }]]],
  [/^django_healthchecks(?:\.|$)/, [['', { asksDatastore: undefined, canFail: true, probe: true }]]],
  // https://github.com/lincolnloop/django-alive
  [/^django_alive(?:\.|$)/, [['-/alive/', { asksDatastore: false, canFail: false, probe: true }], ['-/health/', { asksDatastore: undefined, canFail: true, probe: true }]]],
  [/^django_prometheus(?:\.|$)/, [['metrics', { asksDatastore: false, canFail: false }]]],
]; // prettier-ignore

/** `urls.py`: patterns, what they include, and routers of Django REST framework. */
export const djangoUrls = detector({
  framework: 'Django',
  format: 'python',
  mentions: /\burlpatterns\b|\bdjango\.(?:conf\.)?urls\b|\b\w+Router\s*\(|\bNinja\w*API\b|\.register\s*\(/,
  applies: (python) =>
    python.imports('django') ||
    python.imports('rest_framework') ||
    python.imports('ninja') ||
    python.imports('rest_framework_nested') ||
    python.module.bindings.has('urlpatterns'),

  *facts(python) {
    const routers = routersOf(python);
    const lists = new Set<string>();
    for (const { name, expression, scope, by } of python.namedValues()) {
      if (by !== 'assignment' || scope.kind !== 'module' || (name !== 'urlpatterns' && !expression.items.some(isPattern))) continue;
      lists.add(name);
      yield* patterns(python, routers, name, expression, '', 8);
    }
    for (const call of python.calls('urlpatterns.append', 'urlpatterns.extend', 'urlpatterns.insert')) {
      const added = call.method === 'insert' ? call.arg(1) : call.arg(0);
      if (added)
        yield* call.method === 'extend'
          ? patterns(python, routers, 'urlpatterns', added, '', 8)
          : pattern(python, routers, 'urlpatterns', added, '', 8);
    }
    for (const name of lists) {
      const bound = python.module.bindings.get(name)?.[0];
      yield Router({ span: bound ? spanOf(bound.nameNode) : { start: 0, end: 0 } }, { key: name, app: false, prefix: '', exportedAs: [] });
    }
    yield* restRouters(python, routers);
  },
});

const isPattern = (item: Expression): boolean => PATTERN.test(item.call?.name ?? '') && item.call?.arg(0)?.value.kind === 'text';

/** A list of patterns, however it is put together. */
function* patterns(
  python: CodeSyntax,
  routers: Routers,
  parent: string,
  list: Expression,
  prefix: string,
  depth: number,
): Iterable<FactDraft> {
  const { shape, call } = list;
  const unseen = Mount(list, { parent, child: undefined, prefix: undefined });
  if (depth === 0) yield unseen;
  else if (shape.is === 'list')
    for (const { value, spread } of shape.parts) {
      const item = python.expression(value, list.scope);
      yield* spread
        ? patterns(python, routers, parent, item, prefix, depth - 1)
        : pattern(python, routers, parent, item, prefix, depth - 1);
    }
  else if (shape.is === 'sum')
    for (const side of [shape.left, shape.right])
      yield* patterns(python, routers, parent, python.expression(side, list.scope), prefix, depth - 1);
  else if (call) {
    if (/(?:^|\.)(?:static|staticfiles_urlpatterns|debug_toolbar_urls)$/.test(call.name)) return;
    if (/(?:^|\.)(?:i18n_patterns|patterns|decorator_include|required|list)$/.test(call.name)) {
      // The language stands in front: https://docs.djangoproject.com/en/stable/topics/i18n/translation/#language-prefix-in-url-patterns
      const open = call.name.endsWith('i18n_patterns') ? '…/' : prefix;
      for (const item of call.args) if (item.value.kind !== 'text') yield* pattern(python, routers, parent, item, open, depth - 1);
    } else if (/(?:^|\.)(?:format_suffix_patterns|decorated_patterns|cache_pages)$/.test(call.name) && call.arg(0)) {
      const [inner] = call.args;
      if (inner) yield* patterns(python, routers, parent, inner, prefix, depth - 1);
    } else yield unseen;
  } else if (shape.is === 'name' || shape.is === 'member') yield* included(routers, parent, list, prefix, python);
  else yield unseen;
}

/** `path("users/", views.users)`, `path("api/", include("api.urls"))`, or a list among patterns. */
function* pattern(
  python: CodeSyntax,
  routers: Routers,
  parent: string,
  item: Expression,
  prefix: string,
  depth: number,
): Iterable<FactDraft> {
  const { call } = item.resolved;
  if (!call || !PATTERN.test(call.name)) {
    yield* patterns(python, routers, parent, item, prefix, depth);
    return;
  }
  const written = call.arg(0) ?? call.entry('route')?.expression ?? call.entry('regex')?.expression;
  const view = call.arg(1) ?? call.entry('view')?.expression;
  if (!written || !view) return;
  const { value } = written;
  // Consumers of web sockets answer no requests.
  if (view.call?.method === 'as_asgi') return;
  const plain = (text: string): string => (call.name.endsWith('path') && !call.name.endsWith('re_path') ? text : fromRegex(text));
  const last = value.kind === 'joined' ? value.parts.at(-1) : undefined;
  const path =
    value.kind === 'text'
      ? `${prefix}${plain(value.text)}`
      : last?.kind === 'text'
        ? `…/${plain(last.text).replace(/^\//, '')}`
        : undefined;
  const inner = include(view);
  if (inner) {
    // `include((patterns, "name"))`
    const [first, second] = inner.resolved.shape.is === 'list' ? inner.resolved.items : [];
    const list = first && second?.value.kind === 'text' ? first : inner;
    const named = list.value.kind === 'text' ? list.value.text : undefined;
    if (named !== undefined) yield* module(named, parent, path, list);
    else if (path === undefined) yield Mount(list, { parent, child: undefined, prefix: undefined });
    else if (list.shape.is === 'list') yield* patterns(python, routers, parent, list, path, depth);
    else yield* included(routers, parent, list, path, python);
    return;
  }
  if (view.shape.is === 'member' && view.shape.property === 'urls') {
    yield* included(routers, parent, view, path, python);
    return;
  }
  yield RouteDeclaration(written, { router: parent, method: 'ANY', path, ...handlingIn(python, view) });
}

/** What `include(…)` takes. */
const include = (view: Expression): Expression | undefined =>
  view.call && /(?:^|\.)(?:include|decorator_include)$/.test(view.call.name)
    ? view.call.name.endsWith('decorator_include')
      ? view.call.arg(1)
      : view.call.arg(0)
    : undefined;

/** `"shop.urls"`: a module of the workspace, or a package that is known. */
function* module(name: string, parent: string, prefix: string | undefined, at: Expression): Iterable<FactDraft> {
  const probes = PROBES.find(([probe]) => probe.test(name))?.[1];
  for (const [path, handling] of probes ?? [])
    yield RouteDeclaration(at, { router: parent, method: 'GET', path: prefix === undefined ? undefined : `${prefix}${path}`, ...handling });
  if (!probes && !LEAF.test(name)) yield Mount(at, { parent, child: `${name}.urlpatterns`, prefix });
}

/** `router.urls`, `admin.site.urls`, an imported module or list. */
function* included(
  routers: Routers,
  parent: string,
  what: Expression,
  prefix: string | undefined,
  python: CodeSyntax,
): Iterable<FactDraft> {
  const { shape, name } = what;
  if ((LEAF.test(name) && !name.includes('()')) || /(?:^|\.)(?:\w*site|application)\.urls$/.test(what.text)) return;
  const probes = PROBES.find(([probe]) => probe.test(name));
  if (probes) yield* module(name, parent, prefix, what);
  else if (shape.is === 'name' && python.module.bindings.has(shape.name)) {
    const { resolved } = what;
    // `urls = router.urls`
    const through =
      resolved.shape.is === 'member' && resolved.shape.property === 'urls'
        ? python.expression(resolved.shape.object, resolved.scope)
        : undefined;
    yield Mount(what, { parent, child: through ? routers.nameOf(through) : shape.name, prefix });
  } else if (shape.is === 'member' && shape.property === 'urls') {
    const object = python.expression(shape.object, what.scope);
    const router = routers.nameOf(object);
    const isModule = object.shape.is === 'name' && !python.module.bindings.has(object.shape.name) && !/router|api/i.test(object.shape.name);
    yield Mount(what, { parent, child: isModule ? `${name}.urlpatterns` : router, prefix });
  } else
    yield Mount(what, {
      parent,
      child: /urls?(?:conf)?$/.test(name) && !name.endsWith('_urls') ? `${name}.urlpatterns` : name || undefined,
      prefix,
    });
}

function handlingIn(python: CodeSyntax, view: Expression): Handling {
  const { call } = view.resolved;
  const name = call?.method === 'as_view' ? (call.receiver?.name ?? '') : view.name;
  if (/^watchman\.views\.(?:status|dashboard|bare_status)/.test(name) || name.startsWith('health_check.views.'))
    return { asksDatastore: true, canFail: true, probe: true };
  if (name.startsWith('watchman.views.ping')) return { asksDatastore: false, canFail: false, probe: true };
  const written = call?.method === 'as_view' ? call.receiver?.function : functionOf(view, call);
  const { text } = call?.method === 'as_view' && call.receiver ? call.receiver : (functionOf(view, call) ?? view);
  return { ...handlingOf(python, written), ...probeOf(text) };
}

/** The view itself, also inside `login_required(view)`. */
const functionOf = (view: Expression, call: Call | undefined): Expression | undefined => (call ? call.arg(0) : view);

function* restRouters(python: CodeSyntax, routers: Routers): Iterable<FactDraft> {
  const rest = python.imports('rest_framework') || python.imports('rest_framework_nested') || python.imports('rest_framework_extensions');
  for (const call of python.calls('*')) {
    if (
      !ROUTER.test(call.name) ||
      !(rest || /^(?:ninja|rest_framework)/.test(call.name)) ||
      /^(?:fastapi|starlette)/.test(call.name) ||
      !call.target
    )
      continue;
    const nested = /Nested\w*Router$/.test(call.name);
    yield Router(
      { span: call.calleeSpan },
      { key: keyOf(call), app: false, prefix: nested ? undefined : '', exportedAs: exportsOf(python, call) },
    );
    const outer = nested ? call.arg(0) : undefined;
    const parent = outer && routers.nameOf(outer);
    if (parent !== undefined) yield Mount(call, { parent, child: keyOf(call), prefix: '', tentative: true });
  }
  for (const call of python.calls('*.register')) {
    const [prefix, viewSet] = call.args;
    const router = call.receiver && viewSet ? routers.nameOf(call.receiver) : undefined;
    if (
      router === undefined ||
      !call.receiver ||
      !/router|api/i.test(call.receiver.text) ||
      !(rest || call.name.endsWith('Router().register') || /\.routers?\./.test(call.name))
    )
      continue;
    const written = prefix ?? call.entry('prefix')?.expression;
    const value = written?.value;
    const path = value?.kind === 'text' ? fromRegex(value.text).replace(/\/$/, '') : undefined;
    for (const end of ['/', '/<pk>/'])
      yield RouteDeclaration(written ?? call, {
        router,
        method: 'ANY',
        path: path === undefined ? undefined : `${path}${end}`,
        asksDatastore: undefined,
        canFail: undefined,
      });
  }
  // `router.registry.extend(other.registry)`
  for (const call of python.calls('*.registry.extend')) {
    const [parent, child] = [call.receiver, call.arg(0)].map((registry) =>
      registry?.shape.is === 'member' && registry.shape.property === 'registry'
        ? routers.nameOf(python.expression(registry.shape.object, registry.scope))
        : undefined,
    );
    if (parent !== undefined) yield Mount(call, { parent, child, prefix: '' });
  }
}

/** The path that a plain regular expression stands for: `^users/(?P<pk>\d+)/$` is `users/<pk>/`. */
export function fromRegex(regex: string): string {
  let path = '';
  let depth = 0;
  for (let at = 0; at < regex.length; at++) {
    const letter = regex[at] ?? '';
    if (letter === '\\') {
      at += 1;
      const escaped = regex[at] ?? '';
      if (depth === 0 && !/[\w]/.test(escaped)) path += escaped;
    } else if (letter === '(') {
      if (depth++ === 0) path += `<${/^\(\?P<(\w{1,60})>/.exec(regex.slice(at, at + 70))?.[1] ?? ''}>`;
    } else if (letter === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && !'^$'.includes(letter)) {
      // An optional slash at the end is none.
      if (letter === '?') path = path.endsWith('/') ? path.slice(0, -1) : path;
      else path += letter;
    }
  }
  return path;
}
