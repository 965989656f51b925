import { App, CorsPolicy, DevServer, RouteDeclaration, Router } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { text } from '../../model/value.js';
import type { CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { handlingOf } from './handling.js';
import { credentialsOf } from './origins.js';
import { mountOfUnknown } from './routers.js';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** An application of Next.js stands in its manifest, where the routes of its folders lead to. */
export const nextManifest = detector({
  framework: 'Next.js',
  format: 'json',
  files: /(?:^|\/)package\.json$/,
  mentions: ['"next"'],

  *facts({ root }) {
    const next = root.get('dependencies')?.entry('next');
    if (!next) return;
    const start = root.get('scripts')?.get('start')?.text;
    const build = root.get('scripts')?.get('build')?.text ?? '';
    // `node server.js`: another framework's application serves the pages.
    if (start !== undefined && !/\bnext\b/.test(start)) return;
    if (start === undefined && !/\bnext\b/.test(build)) return;
    const at = { span: next.keySpan };
    yield App(at, { framework: 'Next.js', key: 'default' });
    yield Router(at, { key: 'default', app: true, prefix: '', exportedAs: [] });
  },
});

/** Where a document of an application's folder `app` or `pages` leads to. */
interface Home {
  /** The name of the manifest's router, as the document reaches it. */
  readonly router: string;
  readonly path: string;
}

function homeOf(path: string, kind: 'app' | 'pages'): Home | undefined {
  const folders = path.split('/').slice(0, -1);
  const source = folders.findIndex((folder, i) => folder === kind && folders[i - 1] === 'src');
  const at = source >= 0 ? source : folders.indexOf(kind);
  if (at < 0) return undefined;
  const root = source >= 0 ? at - 1 : at;
  const below = folders.slice(at + 1);
  if (below.some((folder) => folder.startsWith('_'))) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
  const parts =
    kind === 'app'
      ? below.filter((folder) => !/^\([^.].*\)$/.test(folder) && !folder.startsWith('@'))
      : name === 'index'
        ? below
        : [...below, name];
  const up = folders.length - root;
  return { router: `${up === 0 ? './' : '../'.repeat(up)}package.json`, path: `/${parts.join('/')}` };
}

/** https://nextjs.org/docs/app/api-reference/file-conventions/route */
export const nextRouteHandlers = detector({
  framework: 'Next.js',
  format: 'javascript',
  files: /(?:^|\/)app\/(?:[^/]+\/){0,24}route\.[jt]sx?$/,
  mentions: /\bexport\b/,

  *facts(js) {
    const home = homeOf(js.document.path, 'app');
    if (!home) return;
    for (const { name, expression, local } of js.exports) {
      if (!METHODS.has(name)) continue;
      const handler = expression?.function ?? js.declarations.find((each) => each.kind === 'function' && each.name === (local ?? name));
      yield RouteDeclaration(
        { span: handler?.nameSpan ?? before(0) },
        { router: home.router, method: name, path: home.path, ...handlingOf(js, handler) },
      );
    }
    // `export const { GET, POST } = handlers`
    for (const [, names = ''] of js.document.text.matchAll(/\bexport\s+const\s*\{([^}]{1,200})\}\s*=/g))
      for (const method of names.split(',').map((each) => each.split(':').at(-1)?.trim() ?? ''))
        if (METHODS.has(method))
          yield RouteDeclaration(
            { span: before(0) },
            { router: home.router, method, path: home.path, asksDatastore: undefined, canFail: undefined },
          );
  },
});

/** https://nextjs.org/docs/pages/building-your-application/routing/api-routes */
export const nextApiRoutes = detector({
  framework: 'Next.js',
  format: 'javascript',
  files: /(?:^|\/)pages\/api\/(?:[^/]+\/){0,24}[^/]+\.[jt]sx?$/,
  mentions: /\bexport\s+(?:default\b|\{)|\bmodule\.exports\b/,

  *facts(js) {
    const home = homeOf(js.document.path, 'pages');
    const handler = js.exports.find(({ name }) => name === 'default');
    if (!home || !handler) return;
    const called = handler.expression?.function ?? js.declarations.find((each) => each.kind === 'function' && each.name === handler.local);
    yield RouteDeclaration(
      { span: called?.nameSpan ?? before(0) },
      { router: home.router, method: 'ANY', path: home.path, ...handlingOf(js, called) },
    );
  },
});

/** https://nextjs.org/docs/app/api-reference/config/next-config-js */
export const nextConfig = detector({
  framework: 'Next.js',
  format: 'javascript',
  files: /(?:^|\/)next\.config\.[cm]?[jt]s$/,

  *facts(js) {
    for (const { name, by, expression, span } of js.namedValues()) {
      if (by !== 'entry') continue;
      // All paths begin with it; pages that are exported are served by something else.
      if (name === 'basePath' && !(expression.value.kind === 'text' && expression.value.text === ''))
        yield mountOfUnknown({ span }, './package.json');
      if (name === 'output' && expression.value.kind === 'text' && expression.value.text === 'export')
        yield mountOfUnknown({ span }, './package.json');
      if (name === 'headers') yield* headersOf(js, expression, span);
    }
    yield* rewritten(js);
  },
});

/** `{ source: '/healthz', destination: '/api/health' }` */
function* rewritten(js: CodeSyntax): Iterable<FactDraft> {
  const values = [...js.namedValues()].filter(({ by }) => by === 'entry');
  for (const [i, { name, expression }] of values.entries()) {
    if (name !== 'source' || expression.value.kind !== 'text') continue;
    const next = values[i + 1];
    if (next?.name === 'destination' && !js.document.text.slice(next.span.end, next.span.end + 80).includes('permanent'))
      yield RouteDeclaration(expression, {
        router: './package.json',
        method: 'ANY',
        path: expression.value.text,
        asksDatastore: undefined,
        canFail: undefined,
      });
  }
}

/** Paths whose content is for everybody: fonts, images, scripts. */
const isPublicSource = (source: string): boolean =>
  /\.(?:\(|\w{2,5}\b|\{)|(?:^|\/)(?:_next|static|assets|fonts?|images?|img|media|public|icons?|favicon|manifest|embed|widget|r|registry|\.well-known)(?:[/:(*.]|$)/i.test(
    source,
  ) && !/\/api\b/.test(source);

function* headersOf(js: CodeSyntax, list: Expression, span: Span): Iterable<FactDraft> {
  const { items } = list.resolved;
  const named = (wanted: string): Expression | undefined =>
    items
      .find((item) => {
        const key = item.resolved.option('key');
        return key?.kind === 'text' && key.text.toLowerCase() === wanted;
      })
      ?.resolved.entry('value')?.expression;
  const origin = named('access-control-allow-origin');
  const cache = named('cache-control')?.value;
  // What any cache may hand out is for everybody.
  if (!origin || (cache?.kind === 'text' && /^public\b/i.test(cache.text))) return;
  const [source] = [...js.namedValues()]
    .filter(({ name, by, span: other }) => name === 'source' && by === 'entry' && other.end <= span.start)
    .slice(-1);
  const { value } = source?.expression ?? {};
  if (value?.kind === 'text' && isPublicSource(value.text)) return;
  yield CorsPolicy(origin, {
    setting: 'Access-Control-Allow-Origin',
    origins: origin.value,
    pattern: undefined,
    echo: undefined,
    credentials: credentialsOf(named('access-control-allow-credentials')?.value),
    reflects: false,
  });
}

/** A server of one's own that starts Next.js in development mode. https://nextjs.org/docs/app/guides/custom-server */
export const nextServer = detector({
  framework: 'Next.js',
  format: 'javascript',
  mentions: /\bnext\b[^\n]{0,80}\bdev\s*:/,
  applies: (js) => js.imports('next'),

  *facts(js) {
    for (const call of js.calls('next', 'next.default')) {
      const dev = call.arg(0)?.resolved.option('dev');
      if (dev?.kind === 'flag' && dev.on)
        yield DevServer(call, { command: 'next({ dev: true })', framework: 'Next.js', instead: 'next start', local: call.inMain });
    }
  },
});

/** Headers of Vercel's deployments. https://vercel.com/docs/project-configuration#headers */
export const vercel = detector({
  framework: 'Vercel',
  format: 'json',
  files: /(?:^|\/)vercel\.json$/,
  mentions: /access-control-allow-origin/i,

  *facts({ root }) {
    for (const { items } of [root.get('headers')].flatMap((node) => node ?? [])) {
      for (const entry of items) {
        const source = entry.get('source')?.text ?? '';
        if (isPublicSource(source)) continue;
        const header = (name: string) =>
          entry
            .get('headers')
            ?.items.find((item) => item.get('key')?.text?.toLowerCase() === name)
            ?.get('value');
        const origin = header('access-control-allow-origin');
        if (!origin || /^public\b/i.test(header('cache-control')?.text ?? '')) continue;
        const inner = { span: origin.span };
        const value = origin.text === undefined ? origin.value : text(inner, origin.text);
        yield CorsPolicy(inner, {
          setting: 'Access-Control-Allow-Origin',
          origins: value,
          pattern: undefined,
          echo: undefined,
          credentials: credentialsOf(header('access-control-allow-credentials')?.value),
          reflects: false,
        });
      }
    }
  },
});
