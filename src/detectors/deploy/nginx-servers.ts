import { DirectoryListing, ProxyFile, ProxyServer, RequestGuard, VersionBanner } from '../../facts/proxy.js';
import { TlsChoice, type Rewording } from '../../facts/tls.js';
import { type Span, slice } from '../../model/span.js';
import { flag, text, unknown } from '../../model/value.js';
import type { FactDraft } from '../../model/fact.js';
import type { Directive, NginxSyntax, Word } from '../../syntax/nginx.js';
import { detector } from '../detector.js';
import { sizeOf } from '../proxies/sizes.js';
import { opensslChoice, opensslVersion } from '../proxies/tls.js';

/** https://nginx.org/en/docs/ */
export const nginxServers = detector({
  framework: 'nginx',
  format: 'nginx',

  *facts(conf): Iterable<FactDraft> {
    yield* banners(conf);
    yield* listings(conf);
    yield* choices(conf);
    yield* servers(conf);
    yield* guards(conf);
  },
});

const replaced = (word: Word, source: string, words: string, becomes: string): Rewording => ({
  words,
  becomes,
  edits: [
    {
      span: word.span,
      text: /^['"]/.exec(slice(source, word.span)) ? `${quoteOf(source, word)}${last(becomes)}${quoteOf(source, word)}` : last(becomes),
    },
  ],
});
const quoteOf = (source: string, { span }: Word): string => source.charAt(span.start);
const last = (setting: string): string => setting.slice(setting.indexOf(' ') + 1);

/** https://nginx.org/en/docs/http/ngx_http_core_module.html#server_tokens */
function* banners(conf: NginxSyntax): Iterable<FactDraft> {
  const common = { by: 'nginx', setting: 'server_tokens' };
  let written = false;
  for (const { args, span, parent } of conf.directives('server_tokens')) {
    const [word] = args;
    if (!word) continue;
    written ||= parent === undefined || parent.name === 'http' || parent.name === 'server';
    const on = word.kind === 'text' ? flag(word, /^(?:on|build)$/i.test(word.text)) : unknown(word);
    const safe = replaced(word, conf.document.text, `server_tokens ${word.text}`, 'server_tokens off');
    yield VersionBanner({ span }, { ...common, shown: on, byDefault: false, partial: false, safe, room: undefined });
  }
  if (written || conf.top.some(({ name }) => name === 'more_clear_headers')) return;
  const http = [...conf.directives('http')].find(({ block }) => block && block.length > 0);
  const block = http ?? [...conf.directives('server')].find(({ args, parent }) => args.length === 0 && parent?.name !== 'upstream');
  if (!block?.inside || isStream(block)) return;
  yield VersionBanner(
    { span: block.nameSpan },
    {
      ...common,
      shown: flag({ span: block.nameSpan }, true),
      byDefault: true,
      partial: http === undefined,
      safe: undefined,
      room: { inside: block.inside, line: 'server_tokens off;' },
    },
  );
}

function isStream(directive: Directive): boolean {
  for (let around: Directive | undefined = directive; around; around = around.parent)
    if (around.name === 'stream' || around.name === 'mail') return true;
  return false;
}

/** https://nginx.org/en/docs/http/ngx_http_autoindex_module.html */
function* listings(conf: NginxSyntax): Iterable<FactDraft> {
  for (const { args, span, parent } of conf.directives('autoindex')) {
    const [word] = args;
    if (!word) continue;
    yield DirectoryListing(
      { span },
      {
        by: 'nginx',
        setting: `autoindex ${word.text}`,
        listed: word.kind === 'text' ? flag(word, word.text.toLowerCase() === 'on') : unknown(word),
        served: parent?.name === 'location' ? parent.args.at(-1)?.text : undefined,
        safe: replaced(word, conf.document.text, `autoindex ${word.text}`, 'autoindex off'),
      },
    );
  }
}

const VERSIONS = /^(?:ssl|proxy_ssl|grpc_ssl|uwsgi_ssl)_protocols$/;
const CIPHERS = /^(?:ssl|proxy_ssl|grpc_ssl|uwsgi_ssl)_ciphers$/;

/** https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols */
function* choices(conf: NginxSyntax): Iterable<FactDraft> {
  for (const { name, args, span } of conf.directives()) {
    const [first] = args;
    if (!first) continue;
    if (VERSIONS.test(name)) {
      const accepted = args.flatMap((word) => {
        const version = opensslVersion(word.text);
        return version === undefined ? [] : [{ name: version, at: word.span }];
      });
      const modern = args.filter(({ text: content }) => /^TLSv1\.[23]$/i.test(content)).map(({ text: content }) => content);
      const becomes = (modern.length > 0 ? modern : ['TLSv1.2', 'TLSv1.3']).join(' ');
      yield TlsChoice(
        { span },
        {
          setting: name,
          of: 'versions',
          accepted,
          open: args.some(({ kind }) => kind !== 'text'),
          safe: {
            words: name,
            becomes,
            edits: [{ span: { start: first.span.start, end: args.at(-1)?.span.end ?? first.span.end }, text: becomes }],
          },
        },
      );
    } else if (CIPHERS.test(name) && first.kind === 'text')
      yield TlsChoice({ span }, { setting: name, of: 'ciphers', ...opensslChoice(first.text, first.span, conf.document.text) });
  }
}

const PROTECTIVE =
  /^(?:strict-transport-security|content-security-policy|x-content-type-options|x-frame-options|referrer-policy|permissions-policy)$/;
const ADDS = /^(?:add_header|more_set_headers)$/;

/** The names of the headers that a block adds itself. */
function addedBy(block: readonly Directive[] | undefined): readonly string[] {
  return (block ?? []).flatMap(({ name, args }) => {
    const [first, second] = args;
    if (!ADDS.test(name) || !first) return [];
    if (name === 'add_header') return second && second.text !== '' ? [first.text.toLowerCase()] : [];
    return args.flatMap(({ text: content }) => /^([\w-]{1,80}):/.exec(content)?.[1]?.toLowerCase() ?? []);
  });
}

/** Includes that add nothing to judge. */
const HARMLESS =
  /(?:^|\/)(?:mime\.types|(?:fastcgi|uwsgi|scgi|proxy)[\w.-]{0,20}params?[\w.-]{0,20}|fastcgi(?:-php)?\.conf|modules-enabled\/.*|[\w-]{0,30}upstreams?[\w.-]{0,20}|.{0,80}(?:ssl|cert)[\w.-]{0,30})$/i;

const includesOf = (block: readonly Directive[] | undefined): readonly string[] =>
  (block ?? []).flatMap(({ name, args }) => (name === 'include' && args[0] && !HARMLESS.test(args[0].text) ? [args[0].text] : []));

const PASSES = /^(?:proxy|uwsgi|fastcgi|grpc|scgi)_pass$|^passenger_enabled$/;

function* servers(conf: NginxSyntax): Iterable<FactDraft> {
  const { path } = conf.document;
  const [top] = conf.top;
  if (top) yield ProxyFile({ span: top.nameSpan }, { by: 'nginx', path });
  for (const server of conf.directives('server')) {
    const { block, args, parent, nameSpan, inside } = server;
    if (!block || args.length > 0 || parent?.name === 'upstream' || isStream(server)) continue;
    const listens = block.filter(({ name }) => name === 'listen');
    const names = block.filter(({ name }) => name === 'server_name').flatMap((each) => each.args.map((word) => word.text));
    const within = [...inner(block)];
    const locations = within.filter(({ name }) => name === 'location');
    const headers = addedBy(block);
    yield ProxyServer(
      { span: nameSpan },
      {
        by: 'nginx',
        name: names.find((name) => name !== '_' && name !== ''),
        names,
        path,
        plain: plainListen(listens, block, nameSpan),
        tls: listens.some(isTls) || block.some(({ name, args: [word] }) => name === 'ssl' && word?.text === 'on'),
        redirects: redirects(block, within),
        passes: within.some(({ name }) => PASSES.test(name)),
        files: within.some(({ name }) => name === 'try_files' || name === 'root' || name === 'index'),
        loses: locations.flatMap((location) => {
          const own = addedBy(location.block);
          const lost =
            own.length > 0 && location.block?.every(({ name }) => name !== 'include')
              ? headers.filter((header) => PROTECTIVE.test(header) && !own.includes(header))
              : [];
          return lost.length > 0 ? [{ at: location.span, place: location.args.map((word) => word.text).join(' '), headers: lost }] : [];
        }),
        includes: [...includesOf(within), ...includesOf(parent?.block)],
        room: inside,
      },
    );
  }
}

function* inner(block: readonly Directive[]): Iterable<Directive> {
  const stack = block.toReversed();
  for (let directive = stack.pop(); directive; directive = stack.pop()) {
    yield directive;
    for (const each of directive.block?.toReversed() ?? []) stack.push(each);
  }
}

/** Whether a directive holds for more than one kind of path. */
function isGeneral({ parent }: Directive): boolean {
  if (parent?.name !== 'location') return parent?.name !== 'if';
  return /^(?:\/|@\w{1,40}|\/api\/?|~ \.php)/.test(parent.args.map((word) => word.text).join(' '));
}

/** https://nginx.org/en/docs/http/ngx_http_limit_req_module.html, …/ngx_http_core_module.html#client_max_body_size */
function* guards(conf: NginxSyntax): Iterable<FactDraft> {
  const common = { where: 'proxy', headers: [] } as const;
  let body = false;
  for (const directive of conf.directives()) {
    const { name, args, span } = directive;
    const [word] = args;
    if (!word || isStream(directive)) continue;
    if (name === 'limit_req') yield RequestGuard({ span }, { ...common, guard: 'rate', by: "nginx, 'limit_req'", state: 'on' });
    else if (name === 'client_max_body_size') {
      body ||= isGeneral(directive);
      const size = word.kind === 'text' ? sizeOf(text(word, word.text)) : unknown(word);
      const state = size.kind !== 'number' ? 'unknown' : size.number === 0 ? 'off' : 'on';
      yield RequestGuard({ span }, { ...common, guard: 'size', by: `nginx, '${name} ${word.text}'`, state });
    } else if (ADDS.test(name) && isGeneral(directive)) {
      const headers = addedBy([directive]).filter((header) => PROTECTIVE.test(header));
      if (headers.length > 0) yield RequestGuard({ span }, { ...common, headers, guard: 'headers', by: `nginx, '${name}'`, state: 'on' });
    }
  }
  // https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size: 1m where nobody says otherwise.
  const server = [...conf.directives('server')].find(
    ({ block, args, parent }) => block && args.length === 0 && parent?.name !== 'upstream',
  );
  if (!body && server && !isStream(server))
    yield RequestGuard({ span: server.nameSpan }, { ...common, guard: 'size', by: "nginx's own limit of 1 MB", state: 'on' });
}

const isTls = ({ args }: Directive): boolean => args.some(({ text: content }) => content === 'ssl' || content === 'quic');

/** `listen 80`, `listen [::]:80 default_server`, and none at all. */
function plainListen(listens: readonly Directive[], block: readonly Directive[], otherwise: Span): { readonly span: Span } | undefined {
  if (block.some(({ name, args: [word] }) => name === 'ssl' && word?.text === 'on')) return undefined;
  if (listens.length === 0) return { span: otherwise };
  const found = listens.find(
    (listen) => !isTls(listen) && /^(?:80|\*:80|0\.0\.0\.0:80|\[::\]:80|0\.0\.0\.0|\*|\[::\])$/.test(listen.args[0]?.text ?? ''),
  );
  return found && { span: found.span };
}

const TO_HTTPS = /^["']?https:\/\//i;

function redirects(block: readonly Directive[], within: readonly Directive[]): boolean | undefined {
  const sends = ({ name, args, block: own }: Directive): boolean =>
    (name === 'return' && args.some(({ text: content }) => TO_HTTPS.test(content))) ||
    (name === 'rewrite' && TO_HTTPS.test(args[1]?.text ?? '')) ||
    (name === 'if' && (own ?? []).some(sends));
  if (block.some(sends)) return true;
  const whole = block.find(
    ({ name, args }) => name === 'location' && /^(?:\/|\^~ \/|~ \.\*|~\* \^)$/.test(args.map((word) => word.text).join(' ')),
  );
  if (whole?.block?.some(sends)) return true;
  // It answers nothing, or only challenges for certificates.
  if (block.some(({ name, args: [code] }) => name === 'return' && /^(?:4\d\d)$/.test(code?.text ?? ''))) return true;
  // What is sent is decided by a variable, or by what is taken in.
  if (
    within.some(
      ({ name, args }) =>
        (name === 'return' || name === 'rewrite') &&
        args.some(({ kind, text: content }) => kind !== 'text' && /\$\{?(?:redirect|scheme|https|proto)/i.test(content)),
    )
  )
    return undefined;
  return false;
}
