import { AllowedHosts, App, CorsPolicy, DebugSwitch, Mount, RouteDeclaration, Router } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { type Value, isOff, isOn, texts } from '../../model/value.js';
import type { CodeSyntax, Expression, NamedValue } from '../../syntax/code.js';
import { detector } from '../detector.js';

const OF_DJANGO = [
  'INSTALLED_APPS',
  'ROOT_URLCONF',
  'MIDDLEWARE',
  'MIDDLEWARE_CLASSES',
  'WSGI_APPLICATION',
  'DATABASES',
  'TEMPLATES',
  'ALLOWED_HOSTS',
];
const AT_HOME = /(?:^|[/_.-])(?:dev|devel|develop|development|local|localhost|debug|docker_?dev|sandbox|example)(?=[/_.-])/i;

/** Settings modules: what they say about debugging, hosts and origins, and where the URLs are. */
export const djangoSettings = detector({
  framework: 'Django',
  format: 'python',
  mentions: /\b(?:DEBUG|ALLOWED_HOSTS|ROOT_URLCONF|CORS_[A-Z_]+)\b/,
  applies: isSettings,

  *facts(python) {
    const settings = new Map<string, NamedValue>();
    for (const setting of python.namedValues()) {
      if (setting.by !== 'assignment' || !/^[A-Z][A-Z0-9_]*$/.test(setting.name)) continue;
      if (setting.scope.kind === 'function') continue;
      // What holds only while debugging is no setting of what ships.
      const debugging = setting.expression.conditions.some(
        (condition) => /debug|dev|local|test/i.test(condition) && !condition.startsWith('not '),
      );
      if (!debugging) settings.set(setting.name, setting);
    }
    const debug = settings.get('DEBUG');
    if (debug)
      yield DebugSwitch(debug, {
        setting: 'DEBUG',
        framework: 'Django',
        // Set in a branch: it depends.
        on: debug.expression.conditions.length > 0 ? { kind: 'unknown', span: debug.expression.span } : flagRead(python, debug.expression),
        local: AT_HOME.test(python.document.path),
      });
    const hosts = settings.get('ALLOWED_HOSTS');
    if (hosts) yield AllowedHosts(hosts, { setting: 'ALLOWED_HOSTS', hosts: hosts.expression.value });
    yield* cors(settings);
    yield* application(settings, python.document.text);
  },
});

/** `os.getenv("DEBUG", "True") == "True"`, `os.environ.get("DEBUG", "1").lower() in ("1", "true")` */
const COMPARED =
  /\b(?:getenv|environ\.get)\(\s{0,10}["'](\w{1,60})["']\s{0,10},\s{0,10}(["'])([\w ]{0,20})\2\s{0,10}\)(?:\.(?:lower|upper|strip)\(\)){0,3}\s{0,4}(==|in)\s{0,4}([[({"'][^\n]{0,80})/;

/** A switch that is read from the environment, with what it is where nothing is set. */
function flagRead(python: CodeSyntax, expression: Expression): Value {
  const { value, text, span } = expression;
  // environ.Env(DEBUG=(bool, True))
  if (value.kind === 'env' && !value.fallback) {
    for (const call of python.calls('environ.Env', 'environ.FileAwareEnv')) {
      const fallback = call.entry(value.name)?.expression.items[1]?.value;
      if (fallback) return { ...value, fallback };
    }
    return value;
  }
  const [, name, quote = '', fallback, , against = ''] = COMPARED.exec(text) ?? [];
  if (value.kind !== 'unknown' || name === undefined || fallback === undefined) return value;
  const compared = [...against.matchAll(/["'](\w{0,20})["']/g)].map(([, word = '']) => word.toLowerCase());
  const start = span.start + text.indexOf(`${quote}${fallback}${quote}`, text.indexOf(name) + name.length + 1);
  const literal = { start, end: start + fallback.length + 2 };
  return { kind: 'env', name, span, fallback: { kind: 'flag', on: compared.includes(fallback.toLowerCase()), span: literal } };
}

function isSettings(python: CodeSyntax): boolean {
  const { bindings } = python.module;
  if (OF_DJANGO.some((name) => bindings.has(name))) return true;
  // settings/production.py: `from .base import *`
  const inherits = python.importList.some(
    ({ name, module }) => name === '*' && /(?:^|[._])(?:base|common|settings|default|defaults|shared|prod|production)\w*$/.test(module),
  );
  return inherits && /settings|conf/.test(python.document.path);
}

/** https://github.com/adamchainz/django-cors-headers#configuration, and the names before version 3.5. */
function* cors(settings: ReadonlyMap<string, NamedValue>): Iterable<FactDraft> {
  const all = settings.get('CORS_ALLOW_ALL_ORIGINS') ?? settings.get('CORS_ORIGIN_ALLOW_ALL');
  const named = settings.get('CORS_ALLOWED_ORIGINS') ?? settings.get('CORS_ORIGIN_WHITELIST');
  const patterns = settings.get('CORS_ALLOWED_ORIGIN_REGEXES') ?? settings.get('CORS_ORIGIN_REGEX_WHITELIST');
  const at = [all, named, patterns].find((setting) => setting !== undefined && !isOff(setting.expression.value));
  if (!at) return;
  const anybody = all && !isOff(all.expression.value) ? anyOrigin(all) : undefined;
  yield CorsPolicy(at, {
    setting: at.name,
    origins: anybody ?? named?.expression.value,
    pattern: patterns?.expression.value,
    echo: undefined,
    credentials: settings.get('CORS_ALLOW_CREDENTIALS')?.expression.value,
    // https://github.com/adamchainz/django-cors-headers/blob/main/src/corsheaders/middleware.py
    reflects: true,
  });
}

function anyOrigin({ expression, span, name }: NamedValue): Value {
  const { value } = expression;
  const list = name === 'CORS_ORIGIN_ALLOW_ALL' ? 'CORS_ORIGIN_WHITELIST' : 'CORS_ALLOWED_ORIGINS';
  if (isOn(value)) return { kind: 'text', text: '*', span: value.span, slot: { span, before: `${list} = `, after: '' } };
  // On where nothing is set.
  if (value.kind === 'env' && value.fallback && isOn(value.fallback))
    return { ...value, fallback: { kind: 'text', text: '*', span: value.fallback.span } };
  return { kind: 'unknown', span: value.span };
}

function* application(settings: ReadonlyMap<string, NamedValue>, source: string): Iterable<FactDraft> {
  const root = settings.get('ROOT_URLCONF');
  if (!root) return;
  const at = { span: root.nameSpan };
  const { value } = root.expression;
  yield App(at, { framework: 'Django', key: 'ROOT_URLCONF' });
  yield Router(at, { key: 'ROOT_URLCONF', app: true, prefix: '', exportedAs: [] });
  yield Mount(root, { parent: 'ROOT_URLCONF', child: value.kind === 'text' ? `${value.text}.urlpatterns` : undefined, prefix: '' });
  // https://python-dockerflow.readthedocs.io/en/latest/api/django.html
  const dockerflow = DOCKERFLOW.exec(source);
  if (dockerflow) {
    const span = { start: dockerflow.index, end: dockerflow.index + dockerflow[0].length };
    const probe = { router: 'ROOT_URLCONF', method: 'GET', canFail: true, probe: true };
    yield RouteDeclaration({ span }, { ...probe, path: '/__lbheartbeat__', asksDatastore: false });
    yield RouteDeclaration({ span: { ...span, end: span.end - 1 } }, { ...probe, path: '/__heartbeat__', asksDatastore: true });
    return;
  }
  // A middleware that answers probes before any route does.
  const listed = texts((settings.get('MIDDLEWARE') ?? settings.get('MIDDLEWARE_CLASSES'))?.expression.value)
    .filter(({ text }) => /health|probe|alive/i.test(text))
    .map(({ span }) => span);
  const quoted = [...source.matchAll(PROBING)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
  for (const span of listed.length > 0 ? listed : quoted)
    yield RouteDeclaration(
      { span },
      { router: 'ROOT_URLCONF', method: 'GET', path: undefined, asksDatastore: undefined, canFail: undefined },
    );
}

const DOCKERFLOW = /["']dockerflow\.django\.middleware\.DockerflowMiddleware["']/;
/** An entry of `MIDDLEWARE`, also of a list that is put together: `'shop.middleware.HealthCheckMiddleware'`. */
const PROBING =
  /["'][\w.]{0,80}(?:health|probe|alive|heartbeat)[\w.]{0,60}middleware\w{0,20}["']|["'][\w.]{0,60}middleware[\w.]{0,40}(?:health|probe|alive|heartbeat)\w{0,40}["']/gi;
