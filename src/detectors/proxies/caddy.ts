import { DirectoryListing, type Guard, ProxyFile, ProxyServer, RequestGuard, ServerTimeout } from '../../facts/proxy.js';
import { TlsChoice } from '../../facts/tls.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { flag } from '../../model/value.js';
import { type Line, type Part, allOf, caddyfile } from '../../syntax/server-config.js';
import { detector } from '../detector.js';
import { ORIGIN, type SentHeader, corsOf, isProtective } from './headers.js';
import { opensslVersion } from './tls.js';

const SHIPS: readonly Role[] = ['production'];

/** https://caddyserver.com/docs/caddyfile */
export const caddy = detector({
  framework: 'Caddy',
  format: 'text',
  files: /(?:^|\/)(?:Caddyfile[\w.-]{0,30}|[\w.-]{1,80}\.(?:caddy|caddyfile))$/i,
  roles: SHIPS,
  mentions: /\S/,

  *facts({ document }): Iterable<FactDraft> {
    const top = caddyfile(document.text);
    if (top.length === 0) return;
    yield ProxyFile({ span: before(0) }, { by: 'Caddy', path: document.path });
    const snippets = new Set(top.flatMap(({ name }) => (/^\(.+\)$/.test(name) ? [name.slice(1, -1)] : [])));
    for (const line of allOf(top)) {
      yield* listings(line, document);
      yield* versions(line);
      yield* limits(line);
    }
    for (const block of blocksOf(top)) yield* headers(block);
    yield* servers(top, snippets, document);
  },
});

/** A block and what stands in it alone. */
function* blocksOf(lines: readonly Line[]): Iterable<readonly Line[]> {
  yield lines;
  for (const { block, name } of allOf(lines)) if (block && name !== 'header') yield block;
}

const isMatcher = (text: string): boolean => /^[@/*]/.test(text);
const isForAll = (text: string): boolean => text === '*' || text === '/*';

/** `file_server browse`. https://caddyserver.com/docs/caddyfile/directives/file_server */
function* listings(line: Line, { text: source }: Document): Iterable<FactDraft> {
  if (line.name !== 'file_server') return;
  const word = line.args.find(({ text }) => text === 'browse');
  const inner = line.block?.find(({ name }) => name === 'browse');
  const at = word?.span ?? inner?.nameSpan;
  const matcher = line.args.find(({ text }) => isMatcher(text))?.text;
  const root = (line.parent?.block ?? []).find(({ name }) => name === 'root')?.args.at(-1)?.text;
  yield DirectoryListing(
    { span: word ? { start: line.span.start, end: word.span.end } : (at ?? line.span) },
    {
      by: 'Caddy',
      setting: 'file_server browse',
      listed: flag(line, at !== undefined),
      served: around(line, /^handle/)?.args[0]?.text ?? matcher ?? root,
      safe: word
        ? {
            words: 'browse',
            becomes: undefined,
            edits: [{ span: { start: lead(source, word.span), end: word.span.end }, text: '' }],
          }
        : undefined,
    },
  );
}
const lead = (source: string, { start }: Span): number => {
  let from = start;
  while (/[ \t]/.test(source.charAt(from - 1))) from--;
  return from;
};
function around(line: Line, name: RegExp): Line | undefined {
  for (let { parent } = line; parent; { parent } = parent) if (name.test(parent.name)) return parent;
  return undefined;
}

const VERSIONS = ['SSL 3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

/** `protocols tls1.0 tls1.3`: from, to. https://caddyserver.com/docs/caddyfile/directives/tls#protocols */
function* versions({ name, args, span, parent }: Line): Iterable<FactDraft> {
  const [from, to] = args;
  if (name !== 'protocols' || !from || parent?.name !== 'tls') return;
  const first = VERSIONS.indexOf(opensslVersion(from.text) ?? '');
  const last = to ? VERSIONS.indexOf(opensslVersion(to.text) ?? '') : VERSIONS.length - 1;
  if (first < 0) return;
  yield TlsChoice(
    { span },
    {
      setting: 'protocols',
      of: 'versions',
      accepted: VERSIONS.slice(first, last + 1).map((version) => ({ name: version, at: from.span })),
      open: !from.plain,
      safe: { words: 'protocols', becomes: 'tls1.2', edits: [{ span: from.span, text: 'tls1.2' }] },
    },
  );
}

function* limits(line: Line): Iterable<FactDraft> {
  const guard = (of: Guard, state: 'on' | 'unknown' = 'on'): FactDraft =>
    RequestGuard({ span: line.span }, { guard: of, by: `Caddy, '${line.name}'`, state, where: 'proxy', headers: [] });
  // https://github.com/mholt/caddy-ratelimit
  if (line.name === 'rate_limit') yield guard('rate');
  else if (line.name === 'max_size' && line.parent?.name === 'request_body') yield guard('size');
  else if (line.name === 'coraza_waf' || line.name === 'crowdsec' || line.name === 'appsec') yield guard('rate', 'unknown');
  // https://caddyserver.com/docs/caddyfile/options#timeouts
  else if (/^read_(?:header|body)$/.test(line.name) && line.parent?.name === 'timeouts') {
    const [value] = line.args;
    if (!value) return;
    const state = !value.plain ? 'unknown' : /^0(?:ms|s|m|h)?$/.test(value.text) ? 'never' : 'set';
    yield ServerTimeout({ span: line.span }, { server: 'Caddy', setting: `${line.name} ${value.text}`, state, slot: undefined });
  }
}

/** `header Name value`, `header { … }`, `header_down Name value`. https://caddyserver.com/docs/caddyfile/directives/header */
function* sentBy(line: Line, matched: boolean): Iterable<SentHeader & { readonly line: Line }> {
  const [first] = line.args;
  if (line.name !== 'header' && line.name !== 'header_down') return;
  const limited = matched || (first !== undefined && isMatcher(first.text) && !isForAll(first.text));
  const args = first && isMatcher(first.text) && line.name === 'header' ? line.args.slice(1) : line.args;
  if (line.block) {
    for (const inner of line.block) yield* header(inner.name, inner.args[0], limited, inner);
    return;
  }
  const [name, value] = args;
  if (name) yield* header(name.text, value, limited, line);
}
function* header(name: string, value: Part | undefined, conditional: boolean, line: Line): Iterable<SentHeader & { readonly line: Line }> {
  // Without a value, or with a minus, it is taken away.
  if (!value || name.startsWith('-')) return;
  yield { name: name.replace(/^[+?>]/, '').toLowerCase(), value, conditional, line };
}

/** Nobody writes more of them in one block. */
const MOST_HEADERS = 300;

function* headers(block: readonly Line[]): Iterable<FactDraft> {
  const [any] = block;
  const matched =
    any !== undefined &&
    [around(any, /^(?:handle|handle_path|route|handle_errors|handle_response)$/)].some(
      (within) =>
        within !== undefined && (within.name.startsWith('handle_') || (within.args[0] !== undefined && !isForAll(within.args[0].text))),
    );
  const sent = block.flatMap((line) => [...sentBy(line, matched)]).slice(0, MOST_HEADERS);
  const files = sent.filter(({ line }) => isOfFiles(line));
  const own = sent.filter((each) => !files.includes(each));
  if (own.some(({ name }) => name === ORIGIN))
    yield* corsOf(
      own,
      /^\{(?:http\.request\.header\.Origin|header\.Origin|>Origin|http\.reverse_proxy\.header\.Origin)\}$/i,
      ({ span }) => {
        const line = own.find(({ value }) => value.span.start === span.start)?.line;
        return line && matchedOrigin(line);
      },
    );
  for (const { name, conditional, line } of own)
    if (isProtective(name))
      yield RequestGuard(
        { span: line.span },
        { guard: 'headers', by: "Caddy, 'header'", state: conditional ? 'unknown' : 'on', where: 'proxy', headers: [name] },
      );
}

/** The matcher's definition that a line, or the one around it, names. */
function matcherOf(line: Line): Line | undefined {
  for (let each: Line | undefined = line; each; each = each.parent) {
    const name = each.args.find(({ text }) => text.startsWith('@'))?.text;
    if (name === undefined) continue;
    for (let scope: Line | undefined = each.parent; scope; scope = scope.parent) {
      const found = scope.block?.find((one) => one.name === name);
      if (found) return found;
    }
  }
  return undefined;
}
const saidBy = (matcher: Line): readonly (readonly Part[])[] =>
  matcher.block ? matcher.block.map(({ name, nameSpan, args }) => [{ text: name, span: nameSpan, plain: true }, ...args]) : [matcher.args];

/** `@cors header_regexp Origin ^https://…$`: what the origin has matched. */
function matchedOrigin(line: Line): Part | undefined {
  const matcher = matcherOf(line);
  if (!matcher) return undefined;
  for (const [kind, ...rest] of saidBy(matcher)) {
    const position = rest.findIndex(({ text }) => text.toLowerCase() === 'origin');
    if (position < 0 || (kind?.text !== 'header' && kind?.text !== 'header_regexp')) continue;
    const value = rest[position + 1];
    if (value && kind.text === 'header_regexp') return value;
    if (value) return { ...value, text: `^${value.text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$` };
  }
  return undefined;
}

/** Fonts, images and what `.well-known` says: everyone may fetch them anyway. */
function isOfFiles(line: Line): boolean {
  const matcher = matcherOf(line);
  const said = [...line.args, ...(matcher ? saidBy(matcher).flat() : []), ...(around(line, /^handle/)?.args ?? [])]
    .map(({ text }) => text)
    .join(' ');
  return /\.well-known|\.(?:woff2?|ttf|otf|eot|svg|png|jpe?g|css|js|json|ico|webp)\b|\/(?:fonts?|static|assets|media|images?)\b/.test(said);
}

function* servers(top: readonly Line[], snippets: ReadonlySet<string>, { path }: Document): Iterable<FactDraft> {
  const options = top.find(({ name }) => name === '');
  const automatic = options?.block?.find(({ name }) => name === 'auto_https')?.args[0]?.text;
  // Where somebody says what is answered without TLS, nothing is redirected.
  const byHand = new Set(top.flatMap(addressesOf).flatMap(({ scheme, port, host }) => (scheme === 'http' || port === '80' ? [host] : [])));
  for (const site of top) {
    if (!site.block || site.name === '' || site.name.startsWith('(') || site.name.startsWith('@')) continue;
    const addresses = addressesOf(site);
    const within = [...allOf(site.block), ...importedBy(site, top)];
    const plain = addresses.find((address) => address.plain && (address.scheme === 'http' || address.port === '80'));
    const secured = addresses.filter(
      (address) =>
        address.plain &&
        (address.scheme === 'https' || address.port === '443' || (!address.scheme && !address.port && /[a-z]/i.test(address.host))),
    );
    const [secure] = secured;
    // https://caddyserver.com/docs/automatic-https#overview
    const byItself = secure !== undefined && !plain && automatic === undefined && isPublic(secure.host) && !byHand.has(secure.host);
    const tls = secure !== undefined && automatic !== 'off';
    yield ProxyServer(
      { span: site.nameSpan },
      {
        by: 'Caddy',
        name: addresses.find(({ host }) => host !== '')?.host,
        names: addresses.flatMap(({ host }) => (host === '' ? [] : [host])),
        path,
        plain: plain ? { span: plain.span } : byItself ? { span: secure.span } : undefined,
        tls,
        redirects: byItself ? true : redirects(site.block),
        passes: within.some(({ name }) => /^(?:reverse_proxy|php_fastcgi|php_server|forward_auth|proxy)$/.test(name)),
        files: within.some(({ name }) => /^(?:file_server|root|php_server)$/.test(name)),
        loses: [],
        includes: within
          .filter(({ name, args: [file] }) => name === 'import' && file !== undefined && !snippets.has(file.text))
          .flatMap(({ args: [file] }) => file?.text ?? []),
        room: undefined,
      },
    );
  }
}

const isPublic = (host: string): boolean =>
  host.includes('.') && !/^(?:localhost|127\.)|\.(?:localhost|local|internal|test|home\.arpa)$/.test(host);

/** What the snippets hold that a site takes in. */
function importedBy(site: Line, top: readonly Line[]): readonly Line[] {
  const names = new Set(
    [...allOf(site.block ?? [])].flatMap(({ name, args: [what] }) => (name === 'import' && what ? [`(${what.text})`] : [])),
  );
  return top.filter(({ name }) => names.has(name)).flatMap(({ block }) => [...allOf(block ?? [])]);
}

interface Address {
  readonly span: Span;
  readonly plain: boolean;
  readonly scheme: string | undefined;
  readonly host: string;
  readonly port: string | undefined;
}

function addressesOf({ name, nameSpan, args }: Line): readonly Address[] {
  return [{ text: name, span: nameSpan }, ...args].flatMap(({ text, span: { start, end } }) => {
    const written = text.replace(/,$/, '');
    const [, scheme, host = '', port] = /^(?:(https?):\/\/)?([^:/]{0,200})(?::(\d{1,5}))?/.exec(written) ?? [];
    const span = { start, end: end - (text.length - written.length) };
    return host === '' && port === undefined ? [] : [{ span, plain: !written.includes('{'), scheme, host, port }];
  });
}

/** `redir https://{host}{uri}` for all that is asked. */
function redirects(block: readonly Line[]): boolean | undefined {
  let perhaps = false;
  for (const { name, args, block: inner } of block) {
    if (name === 'redir' && args.some(({ text }) => text.startsWith('https://'))) {
      if (!args[0] || !isMatcher(args[0].text) || isForAll(args[0].text)) return true;
      perhaps = true;
    }
    if (inner && /^(?:handle|route)$/.test(name)) {
      const within = redirects(inner);
      if (within === true && args.length === 0) return true;
      perhaps ||= within !== false;
    }
  }
  return perhaps ? undefined : false;
}
