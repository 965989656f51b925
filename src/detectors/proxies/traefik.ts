import { CorsPolicy } from '../../facts/http.js';
import { ProxyServer, ServerTimeout } from '../../facts/proxy.js';
import { TlsChoice } from '../../facts/tls.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { groupBy } from '../../model/group.js';
import type { Span } from '../../model/span.js';
import { type Value, flag, text, unknown } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { objectsOf } from '../deploy/kubernetes.js';
import { detector } from '../detector.js';
import { opensslVersion } from './tls.js';

const SHIPS: readonly Role[] = ['production'];
const MOST = 5000;

/** One setting of Traefik, wherever it is written: a file, a label, a flag, a resource of Kubernetes. */
interface Setting {
  /** In lower case: `http.middlewares.cors.headers.stsseconds`. */
  readonly path: string;
  /** The last part of it, as written. */
  readonly name: string;
  readonly text: string;
  /** The value without its quotes. */
  readonly span: Span;
  readonly plain: boolean;
}

/** https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/ */
export const traefikYaml = detector({
  framework: 'Traefik',
  format: 'yaml',
  roles: SHIPS,
  mentions: /traefik\.|traefik\.io|--entry[pP]oints|^(?:entryPoints|http|tls):|^[ \t]{0,4}(?:routers|middlewares):/m,

  *facts({ document, documents }): Iterable<FactDraft> {
    for (const root of documents) yield* factsOf([...settingsOf(root, document)], document);
  },
});

export const traefikToml = detector({
  framework: 'Traefik',
  format: 'toml',
  roles: SHIPS,
  mentions: /^[ \t]*\[{1,2}(?:entryPoints|http\.(?:routers|middlewares)|tls\.options)/im,

  *facts({ document, root }): Iterable<FactDraft> {
    yield* factsOf([...settingsOf(root, document)], document);
  },
});

function* settingsOf(root: DataNode, document: Document): Iterable<Setting> {
  const services = root.get('services');
  if (services && root.get('http') === undefined) {
    for (const { node } of services.entries) {
      for (const labels of [node.get('labels'), node.at('deploy.labels')]) if (labels) yield* labelsIn(labels, document);
      const command = node.get('command');
      for (const item of command?.items ?? []) yield* written(item.text, item, document);
    }
    return;
  }
  let resources = false;
  for (const object of objectsOf(root)) {
    resources = true;
    if (!/^traefik\.(?:io|containo\.us)\//.test(object.get('apiVersion')?.text ?? '')) continue;
    yield* resource(object, document);
  }
  if (resources) return;
  const has = (path: string): boolean => root.at(path, lower) !== undefined;
  if (has('entryPoints') || has('http.routers') || has('http.middlewares') || has('tls.options'))
    yield* flat(root, [], document, { left: MOST });
}

const lower = (key: string): string => key.toLowerCase();

function* labelsIn(labels: DataNode, document: Document): Iterable<Setting> {
  for (const { key, node } of labels.entries) if (/^traefik\./i.test(key)) yield* setting(key.split('.').slice(1), node, document);
  for (const item of labels.items)
    if (/^traefik\./i.test(item.text ?? '')) yield* written(item.text?.slice('traefik.'.length), item, document);
}

/** `name=value` in one scalar. */
function* written(said: string | undefined, node: DataNode, { text: source }: Document): Iterable<Setting> {
  const [, name, content] = /^(?:--)?([^=\s]{1,200})=([\s\S]*)$/.exec(said ?? '') ?? [];
  if (name === undefined || content === undefined) return;
  const { start, end } = inner(node.span, source);
  const sign = source.indexOf('=', start);
  const span = sign >= 0 && sign < end ? { start: sign + 1, end } : { start, end };
  const path = name.split('.');
  yield { path: path.join('.').toLowerCase(), name: path.at(-1) ?? name, text: content, span, plain: isPlain(content) };
}

function* resource(object: DataNode, document: Document): Iterable<Setting> {
  const name = object.at('metadata.name')?.text ?? '';
  const spec = object.get('spec');
  if (!spec || name === '') return;
  const budget = { left: MOST };
  const kind = object.get('kind')?.text;
  if (kind === 'Middleware') yield* flat(spec, ['http', 'middlewares', name], document, budget);
  else if (kind === 'TLSOption') yield* flat(spec, ['tls', 'options', name], document, budget);
  else if (kind === 'IngressRoute')
    for (const [index, route] of (spec.get('routes')?.items ?? []).entries()) {
      const path = ['http', 'routers', `${name}-${String(index)}`];
      const rule = route.get('match');
      if (rule) yield* setting([...path, 'rule'], rule, document);
      for (const point of spec.get('entryPoints')?.items ?? []) yield* setting([...path, 'entrypoints'], point, document);
      for (const middleware of route.get('middlewares')?.items ?? []) {
        const named = middleware.get('name');
        if (named) yield* setting([...path, 'middlewares'], named, document);
      }
      const tls = spec.get('tls');
      if (tls) yield { path: [...path, 'tls'].join('.').toLowerCase(), name: 'tls', text: 'true', span: tls.span, plain: true };
    }
}

function* flat(node: DataNode, path: readonly string[], document: Document, budget: { left: number }): Iterable<Setting> {
  if (budget.left-- <= 0 || path.length > 20) return;
  if (node.kind === 'scalar') yield* setting(path, node, document);
  for (const { key, node: inside } of node.entries) yield* flat(inside, [...path, key], document, budget);
  for (const item of node.items) yield* flat(item, path, document, budget);
  // `tls: {}` switches it on.
  if (node.kind === 'map' && node.entries.length === 0 && path.at(-1)?.toLowerCase() === 'tls')
    yield { path: path.join('.').toLowerCase(), name: 'tls', text: 'true', span: node.span, plain: true };
}

function* setting(path: readonly string[], node: DataNode, { text: source }: Document): Iterable<Setting> {
  if (node.text === undefined) return;
  yield {
    path: path.join('.').toLowerCase(),
    name: path.at(-1) ?? '',
    text: node.text,
    span: inner(node.span, source),
    plain: isPlain(node.text) && !node.open,
  };
}

const isPlain = (content: string): boolean => !/\$\{|\{\{|\$\(/.test(content);
const inner = ({ start, end }: Span, source: string): Span =>
  /["']/.test(source.charAt(start)) && source.charAt(end - 1) === source.charAt(start)
    ? { start: start + 1, end: end - 1 }
    : { start, end };

function* factsOf(all: readonly Setting[], document: Document): Iterable<FactDraft> {
  const settings = all.slice(0, MOST);
  if (settings.length === 0) return;
  yield* origins(settings);
  yield* versions(settings);
  yield* timeouts(settings);
  yield* servers(settings, document);
}

const itemsOf = (all: readonly Setting[]): readonly Value[] =>
  all.flatMap(({ text: content, span, plain }) =>
    plain ? content.split(',').map((item) => text({ span }, item.trim())) : [unknown({ span })],
  );
const listOf = (all: readonly Setting[]): Value | undefined => {
  const [first] = all;
  return first && { kind: 'list', items: itemsOf(all), complete: true, span: first.span };
};

/** https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/headers/#cors-headers */
function* origins(settings: readonly Setting[]): Iterable<FactDraft> {
  const headers = settings.filter(({ path }) => /^http\.middlewares\.[^.]+\.headers\./.test(path));
  for (const [middleware, own] of groupBy(headers, ({ path }) => path.split('.').slice(0, 3).join('.'))) {
    const under = (name: RegExp): readonly Setting[] => own.filter(({ path }) => name.test(path.slice(`${middleware}.headers.`.length)));
    const listed = under(/^accesscontrolalloworigin(?:list)?(?:\[\d+\])?$/);
    const patterns = under(/^accesscontrolalloworiginlistregex(?:\[\d+\])?$/);
    const byHand = under(/^customresponseheaders\.access-control-allow-origin$/);
    const [first] = [...listed, ...patterns, ...byHand];
    if (!first) continue;
    const [credentials] = under(/^(?:accesscontrolallowcredentials|customresponseheaders\.access-control-allow-credentials)$/);
    yield CorsPolicy(
      { span: first.span },
      {
        setting: byHand.includes(first) ? 'Access-Control-Allow-Origin' : first.name.replace(/\[\d+\]$/, ''),
        origins: listOf([...listed, ...byHand]),
        pattern: listOf(patterns),
        echo: undefined,
        credentials: credentials && (credentials.plain ? flag(credentials, credentials.text === 'true') : unknown(credentials)),
        reflects: false,
      },
    );
  }
}

const VERSIONS = ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

/** https://doc.traefik.io/traefik/reference/routing-configuration/http/tls/tls-options/ */
function* versions(settings: readonly Setting[]): Iterable<FactDraft> {
  for (const { path, name, text: content, span, plain } of settings) {
    if (!/^tls\.options\.[^.]+\.minversion$/.test(path)) continue;
    const from = VERSIONS.indexOf(opensslVersion(content) ?? '');
    if (plain && from < 0) continue;
    yield TlsChoice(
      { span },
      {
        setting: name,
        of: 'versions',
        accepted: plain ? VERSIONS.slice(from).map((version) => ({ name: version, at: span })) : [],
        open: !plain,
        safe: { words: content, becomes: 'VersionTLS12', edits: [{ span, text: 'VersionTLS12' }] },
      },
    );
  }
  const ciphers = settings.filter(({ path }) => /^tls\.options\.[^.]+\.ciphersuites(?:\[\d+\])?$/.test(path));
  const [first] = ciphers;
  if (first)
    yield TlsChoice(
      { span: first.span },
      {
        setting: first.name.replace(/\[\d+\]$/, ''),
        of: 'ciphers',
        accepted: ciphers.map(({ text: content, span }) => ({ name: content, at: span })),
        open: ciphers.some(({ plain }) => !plain),
        safe: undefined,
      },
    );
}

/** https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#opt-transport-respondingTimeouts-readTimeout */
function* timeouts(settings: readonly Setting[]): Iterable<FactDraft> {
  for (const { path, name, text: content, span, plain } of settings) {
    if (!/^entrypoints\.[^.]+\.transport\.respondingtimeouts\.readtimeout$/.test(path)) continue;
    const state = !plain ? 'unknown' : /^0(?:ms|s|m|h)?$/.test(content) ? 'never' : 'set';
    yield ServerTimeout({ span }, { server: 'Traefik', setting: `${name}: ${content}`, state, slot: undefined });
  }
}

interface Router {
  readonly at: Span;
  readonly names: readonly string[];
  readonly points: readonly string[];
  readonly middlewares: readonly string[];
  readonly tls: boolean;
}

const SECURE = /^(?:websecure|https|web-secure|secure|tls)$/;
const PLAIN = /^(?:web|http|insecure)$/;

function* servers(settings: readonly Setting[], { path }: Document): Iterable<FactDraft> {
  const common = { by: 'Traefik', path, passes: true, files: false, loses: [], includes: [], room: undefined } as const;
  const points = new Map<string, { readonly at: Span; readonly port: string | undefined; readonly redirects: boolean }>();
  for (const { path: where, text: content, span } of settings) {
    const name = /^entrypoints\.([^.]+)\.address$/.exec(where)?.[1];
    if (name === undefined) continue;
    const redirects = settings.some(
      (other) => other.path.startsWith(`entrypoints.${name}.http.redirections.`) || other.path.startsWith(`entrypoints.${name}.redirect.`),
    );
    points.set(name, { at: span, port: /:(\d{1,5})(?:\/tcp)?$/.exec(content)?.[1], redirects });
  }
  for (const [name, { at, port, redirects }] of points)
    if (port === '80' || redirects)
      // Where it does not redirect, its routers may.
      yield ProxyServer(
        { span: at },
        { ...common, name, names: [], plain: { span: at }, tls: false, redirects: redirects ? true : undefined },
      );
  for (const router of routersOf(settings)) {
    const isPlainPoint = (point: string): boolean =>
      points.get(point)?.port === '80' || (PLAIN.test(point) && points.get(point)?.port !== '443');
    const plain = !router.tls && router.points.length > 0 && router.points.every(isPlainPoint);
    const tls = router.tls || router.points.some((point) => SECURE.test(point) || points.get(point)?.port === '443');
    if (!plain && !tls) continue;
    yield ProxyServer(
      { span: router.at },
      {
        ...common,
        name: router.names[0],
        names: router.names,
        plain: plain ? { span: router.at } : undefined,
        tls,
        redirects: plain ? redirected(router, settings, points) : false,
      },
    );
  }
}

function* routersOf(settings: readonly Setting[]): Iterable<Router> {
  const own = settings.filter(({ path }) => /^http\.routers\.[^.]+\./.test(path) || /^http\.routers\.[^.]+\.tls$/.test(path));
  for (const [router, parts] of groupBy(own, ({ path }) => path.split('.').slice(0, 3).join('.'))) {
    const words = (name: string): readonly string[] =>
      parts
        .filter(({ path }) => path.replace(/\[\d+\]$/, '') === `${router}.${name}`)
        .flatMap(({ text: content }) => content.split(',').map((word) => word.trim().toLowerCase()));
    const rule = parts.find(({ path }) => path === `${router}.rule`);
    if (!rule) continue;
    yield {
      at: rule.span,
      names: [...rule.text.matchAll(/\bHost\(([^)]{1,400})\)/g)].flatMap(([, hosts = '']) =>
        [...hosts.matchAll(/[`"']([^`"']{1,200})[`"']/g)].flatMap(([, host]) => host ?? []),
      ),
      points: words('entrypoints'),
      middlewares: words('middlewares').flatMap((name) => name.split('@', 1)),
      tls: parts.some(({ path, text: content }) => (path === `${router}.tls` && content !== 'false') || path.startsWith(`${router}.tls.`)),
    };
  }
}

function redirected(
  { middlewares, points: own }: Router,
  settings: readonly Setting[],
  points: ReadonlyMap<string, { readonly redirects: boolean }>,
): boolean | undefined {
  if (own.every((point) => points.get(point)?.redirects === true)) return true;
  for (const name of middlewares) {
    const said = settings.filter(({ path }) => path.startsWith(`http.middlewares.${name}.`));
    if (said.some(({ path, text: content }) => path.endsWith('.redirectscheme.scheme') && content === 'https')) return true;
    if (said.some(({ path, text: content }) => path.endsWith('.redirectregex.replacement') && content.startsWith('https://'))) return true;
    if (said.length === 0 || said.some(({ path }) => path.includes('.chain.'))) return undefined;
  }
  // Without its entry points, nobody can tell whether they redirect by themselves.
  return own.every((point) => points.has(point)) ? false : undefined;
}
