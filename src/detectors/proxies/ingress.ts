import { CorsPolicy } from '../../facts/http.js';
import { ProxyServer, VersionBanner } from '../../facts/proxy.js';
import { TlsChoice } from '../../facts/tls.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { type Value, flag, text, unknown } from '../../model/value.js';
import type { DataEntry, DataNode } from '../../syntax/data.js';
import { objectsOf } from '../deploy/kubernetes.js';
import { detector } from '../detector.js';
import { opensslChoice, opensslVersion } from './tls.js';

const SHIPS: readonly Role[] = ['production'];
const PREFIX = 'nginx.ingress.kubernetes.io/';
const MOST = 20_000;

/** https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ */
export const ingressNginx = detector({
  framework: 'ingress-nginx',
  format: 'yaml',
  roles: SHIPS,
  mentions:
    /nginx\.ingress\.kubernetes\.io\/(?:enable-cors|cors-|(?:force-)?ssl-redirect|proxy-ssl|ssl-)|\bssl-protocols\b|\bssl-ciphers\b|\bserver-tokens\b|ingressClassName:|ingress\.class/,
  apart: true,

  *facts({ document, documents }): Iterable<FactDraft> {
    for (const root of documents) {
      const budget = { left: MOST };
      for (const map of mapsIn(root, budget)) {
        yield* origins(map);
        yield* settings(map, document);
      }
      for (const object of objectsOf(root)) if (object.get('kind')?.text === 'Ingress') yield* redirects(object, document);
    }
  },
});

function* mapsIn(root: DataNode, budget: { left: number }): Iterable<DataNode> {
  const stack = [root];
  for (let node = stack.pop(); node && budget.left > 0; node = stack.pop()) {
    budget.left--;
    if (node.kind === 'map') yield node;
    for (const { node: inside } of node.entries) if (inside.kind !== 'scalar') stack.push(inside);
    for (const item of node.items) if (item.kind !== 'scalar') stack.push(item);
  }
}

const isPlain = ({ node }: DataEntry): boolean => node.text !== undefined && !node.open && !/\{\{|\$\{/.test(node.text);
const inner = ({ start, end }: Span, source: string): Span =>
  /["']/.test(source.charAt(start)) && source.charAt(end - 1) === source.charAt(start)
    ? { start: start + 1, end: end - 1 }
    : { start, end };

/** https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#enable-cors: every origin where none is named. */
function* origins(map: DataNode): Iterable<FactDraft> {
  const enabled = map.entry(`${PREFIX}enable-cors`);
  if (!enabled || enabled.node.elsewhere !== undefined) return;
  if (isPlain(enabled) && enabled.node.text !== 'true') return;
  const allowed = map.entry(`${PREFIX}cors-allow-origin`);
  const credentials = map.entry(`${PREFIX}cors-allow-credentials`);
  const at = allowed?.node ?? enabled.node;
  const list = (entry: DataEntry): Value => {
    const items = (entry.node.text ?? '').split(',').map((item) => text(entry.node, item.trim()));
    const [only] = items;
    return items.length === 1 && only ? only : { kind: 'list', items, complete: true, span: entry.node.span };
  };
  yield CorsPolicy(
    { span: at.span },
    {
      setting: 'cors-allow-origin',
      origins: !isPlain(enabled) || (allowed && !isPlain(allowed)) ? unknown(at) : allowed ? list(allowed) : text(at, '*'),
      pattern: undefined,
      echo: undefined,
      credentials:
        credentials && (isPlain(credentials) ? flag(credentials.node, credentials.node.text === 'true') : unknown(credentials.node)),
      reflects: false,
    },
  );
}

/** https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/ */
function* settings(map: DataNode, { text: source }: Document): Iterable<FactDraft> {
  for (const entry of map.entries) {
    const { key, node } = entry;
    const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
    if (!/^(?:(?:proxy-)?ssl-protocols|(?:proxy-)?ssl-ciphers|server-tokens)$/.test(name) || !isPlain(entry) || node.text === undefined)
      continue;
    const span = inner(node.span, source);
    if (name === 'server-tokens') {
      if (/^(?:true|false)$/.test(node.text))
        yield VersionBanner(
          { span: entry.span },
          {
            by: 'ingress-nginx',
            setting: name,
            shown: flag(node, node.text === 'true'),
            byDefault: false,
            partial: false,
            safe: { words: name, becomes: `${name}: "false"`, edits: [{ span, text: 'false' }] },
            room: undefined,
          },
        );
    } else if (name.endsWith('ciphers'))
      yield TlsChoice({ span: entry.span }, { setting: name, of: 'ciphers', ...opensslChoice(node.text, span, source) });
    else {
      const words = [...node.text.matchAll(/\S{1,20}/g)];
      const accepted = words.flatMap(({ 0: word, index }) => {
        const version = opensslVersion(word);
        const exact = span.end - span.start === node.text?.length;
        return version === undefined
          ? []
          : [{ name: version, at: exact ? { start: span.start + index, end: span.start + index + word.length } : span }];
      });
      if (accepted.length === 0) continue;
      const modern = words.map(({ 0: word }) => word).filter((word) => /^TLSv1\.[23]$/i.test(word));
      const becomes = (modern.length > 0 ? modern : ['TLSv1.2', 'TLSv1.3']).join(' ');
      yield TlsChoice(
        { span: entry.span },
        { setting: name, of: 'versions', accepted, open: false, safe: { words: name, becomes, edits: [{ span, text: becomes }] } },
      );
    }
  }
}

/** With a certificate, ingress-nginx redirects by itself. https://kubernetes.github.io/ingress-nginx/user-guide/tls/#server-side-https-enforcement-through-redirect */
function* redirects(object: DataNode, { path }: Document): Iterable<FactDraft> {
  const annotations = object.at('metadata.annotations');
  const tls = object.at('spec.tls');
  const isNginx =
    [object.at('spec.ingressClassName')?.text, annotations?.get('kubernetes.io/ingress.class')?.text].some(
      (name) => name?.includes('nginx') === true,
    ) || annotations?.keys.some((key) => key.startsWith(PREFIX)) === true;
  if (!isNginx || tls?.kind !== 'list' || tls.items.length === 0) return;
  const says = (name: string): DataEntry | undefined => annotations?.entry(`${PREFIX}${name}`);
  const off = says('ssl-redirect');
  const forced = says('force-ssl-redirect');
  const hosts = (object.at('spec.rules')?.items ?? []).flatMap((rule) => rule.get('host')?.text ?? []);
  const open = [off, forced].some((entry) => entry && !isPlain(entry)) || annotations?.open === true;
  const plainly = off?.node.text === 'false' && forced?.node.text !== 'true';
  yield ProxyServer(
    { span: object.at('metadata.name')?.span ?? tls.span },
    {
      by: 'ingress-nginx',
      name: hosts.find((host) => !host.includes('{{')),
      names: hosts,
      path,
      plain: { span: plainly ? off.span : (tls.keySpan ?? tls.span) },
      tls: true,
      redirects: open ? undefined : !plainly,
      passes: true,
      files: false,
      loses: [],
      includes: [],
      room: undefined,
    },
  );
}

const VERSIONS = ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

/** https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter, https://istio.io/latest/docs/reference/config/networking/ */
export const gateways = detector({
  framework: 'Gateway API',
  format: 'yaml',
  roles: SHIPS,
  mentions: /^kind:[ \t]*["']?(?:HTTPRoute|VirtualService|Gateway)\b/m,
  apart: true,

  *facts({ document: { path }, documents }): Iterable<FactDraft> {
    for (const root of documents)
      for (const object of objectsOf(root)) {
        const kind = object.get('kind')?.text;
        const istio = (object.get('apiVersion')?.text ?? '').includes('istio');
        if (kind === 'HTTPRoute') yield* routes(object, path);
        else if (kind === 'VirtualService' && istio)
          for (const rule of object.at('spec.http')?.items ?? []) {
            const policy = rule.get('corsPolicy');
            if (policy) yield* policyOf(policy, true);
          }
        else if (kind === 'Gateway' && istio) yield* gateway(object, path);
      }
  },
});

function* policyOf(policy: DataNode, reflects: boolean): Iterable<FactDraft> {
  const listed = policy.get('allowOrigins') ?? policy.get('allowOrigin');
  if (!listed) return;
  const exact: Value[] = [];
  const patterns: Value[] = [];
  for (const item of listed.items) {
    const one = item.get('exact') ?? item.get('prefix') ?? (item.kind === 'scalar' ? item : undefined);
    const pattern = item.get('regex');
    if (one?.text !== undefined) exact.push(one.open ? unknown(one) : text(one, one.text));
    else if (pattern?.text !== undefined) patterns.push(pattern.open ? unknown(pattern) : text(pattern, pattern.text));
    else exact.push(unknown(item));
  }
  const credentials = policy.get('allowCredentials');
  const list = (items: readonly Value[]): Value | undefined =>
    items.length === 0 ? undefined : { kind: 'list', items, complete: !listed.open, span: listed.span };
  yield CorsPolicy(
    { span: listed.keySpan ?? listed.span },
    {
      setting: listed.path.at(-1) === 'allowOrigin' ? 'allowOrigin' : 'allowOrigins',
      origins: list(exact),
      pattern: list(patterns),
      echo: undefined,
      credentials: credentials?.text === undefined ? undefined : flag(credentials, credentials.text === 'true'),
      // Envoy sends the origin back that it has let in: https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/cors_filter
      reflects,
    },
  );
}

function* routes(object: DataNode, path: string): Iterable<FactDraft> {
  const names = (object.at('spec.hostnames')?.items ?? []).flatMap(({ text: host }) => host ?? []);
  for (const rule of object.at('spec.rules')?.items ?? [])
    for (const filter of rule.get('filters')?.items ?? []) {
      const policy = filter.get('cors');
      if (policy) yield* policyOf(policy, false);
      const scheme = filter.at('requestRedirect.scheme');
      if (scheme?.text === 'https') yield redirecting('Gateway API', scheme.span, names, path);
    }
}

function* gateway(object: DataNode, path: string): Iterable<FactDraft> {
  for (const server of object.at('spec.servers')?.items ?? []) {
    const names = (server.get('hosts')?.items ?? []).flatMap(({ text: host }) => host ?? []);
    const redirect = server.at('tls.httpsRedirect');
    if (redirect?.text === 'true') yield redirecting('Istio', redirect.span, names, path);
    const least = server.at('tls.minProtocolVersion');
    const from = VERSIONS.indexOf(opensslVersion(least?.text ?? '') ?? '');
    if (least && from >= 0)
      yield TlsChoice(
        { span: least.span },
        {
          setting: 'minProtocolVersion',
          of: 'versions',
          accepted: VERSIONS.slice(from).map((version) => ({ name: version, at: least.span })),
          open: false,
          safe: { words: 'minProtocolVersion', becomes: 'TLSV1_2', edits: [{ span: least.span, text: 'TLSV1_2' }] },
        },
      );
  }
}

const redirecting = (by: string, span: Span, names: readonly string[], path: string): FactDraft =>
  ProxyServer(
    { span },
    {
      by,
      name: names[0],
      names,
      path,
      plain: { span },
      tls: false,
      redirects: true,
      passes: false,
      files: false,
      loses: [],
      includes: [],
      room: undefined,
    },
  );
