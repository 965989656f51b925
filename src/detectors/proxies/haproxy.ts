import { type Guard, ProxyFile, ProxyServer, RequestGuard, ServerTimeout } from '../../facts/proxy.js';
import { TlsChoice } from '../../facts/tls.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { type Line, type Part, haproxyConfig } from '../../syntax/server-config.js';
import { detector } from '../detector.js';
import { ORIGIN, type SentHeader, corsOf, isProtective } from './headers.js';
import { opensslChoice, opensslVersion } from './tls.js';

const SHIPS: readonly Role[] = ['production'];

/** https://docs.haproxy.org/3.0/configuration.html */
export const haproxy = detector({
  framework: 'HAProxy',
  format: 'text',
  files: /(?:^|\/)[^\n]{0,200}haproxy[^\n]{0,200}\.(?:cfg|conf)(?:\.\w{1,12}){0,2}$|(?:^|\/)haproxy\.\w{1,12}$/i,
  roles: SHIPS,
  mentions: /^(?:frontend|listen|global|defaults)\b/m,

  *facts({ document }): Iterable<FactDraft> {
    const sections = haproxyConfig(document.text);
    if (!sections.some(({ name, block }) => block && /^(?:frontend|listen|backend|defaults|global)$/.test(name))) return;
    yield ProxyFile({ span: before(0) }, { by: 'HAProxy', path: document.path });
    for (const section of sections) {
      yield* choices(section, document);
      yield* headers(section);
      yield* limits(section);
    }
    yield* servers(sections, document);
  },
});

const words = ({ name, args }: Line): string => [name, ...args.map(({ text }) => text)].join(' ');
const linesIn = (section: Line | undefined, name: string): readonly Line[] => (section?.block ?? []).filter((line) => line.name === name);

const VERSIONS = ['SSL 3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

/** https://docs.haproxy.org/3.0/configuration.html#5.1-ssl-min-ver */
function* choices(section: Line, { text: source }: Document): Iterable<FactDraft> {
  for (const line of section.block ?? []) {
    const { name, args, span } = line;
    if (/^ssl-default-(?:bind|server)-ciphers$/.test(name) && args[0]?.plain === true)
      yield TlsChoice({ span }, { setting: name, of: 'ciphers', ...opensslChoice(args[0].text, args[0].span, source) });
    if (!/^(?:ssl-default-(?:bind|server)-options|bind|server|default-server)$/.test(name)) continue;
    const after = (option: string): Part | undefined => {
      const position = args.findIndex(({ text }) => text === option);
      return position < 0 ? undefined : args[position + 1];
    };
    const ciphers = after('ciphers');
    if (ciphers?.plain === true)
      yield TlsChoice({ span: ciphers.span }, { setting: 'ciphers', of: 'ciphers', ...opensslChoice(ciphers.text, ciphers.span, source) });
    const least = after('ssl-min-ver');
    const from = least && VERSIONS.indexOf(opensslVersion(least.text) ?? '');
    if (least && from !== undefined && from >= 0)
      yield TlsChoice(
        { span: least.span },
        {
          setting: `ssl-min-ver ${least.text}`,
          of: 'versions',
          accepted: VERSIONS.slice(from).map((version) => ({ name: version, at: least.span })),
          open: false,
          safe: { words: 'ssl-min-ver', becomes: 'ssl-min-ver TLSv1.2', edits: [{ span: least.span, text: 'TLSv1.2' }] },
        },
      );
    const forced = args.find(({ text }) => /^force-(?:sslv3|tlsv1\d)$/.test(text));
    const only = forced && opensslVersion(forced.text.slice('force-'.length));
    if (forced && only !== undefined)
      yield TlsChoice(
        { span: forced.span },
        {
          setting: forced.text,
          of: 'versions',
          accepted: [{ name: only, at: forced.span }],
          open: false,
          safe: { words: forced.text, becomes: 'ssl-min-ver TLSv1.2', edits: [{ span: forced.span, text: 'ssl-min-ver TLSv1.2' }] },
        },
      );
  }
}

/** `http-response set-header Name value if …`. */
function headerOf(line: Line): SentHeader | undefined {
  const [action, name, value] = line.args;
  if (!/^http-(?:response|after-response)$/.test(line.name) || !/^(?:set|add|replace)-header$/.test(action?.text ?? '')) return undefined;
  if (!name || !value || action?.text === 'replace-header') return undefined;
  const condition = conditionOf(line);
  return {
    name: name.text.toLowerCase(),
    value,
    conditional: condition !== undefined && !/^(?:if \{ ssl_fc \}|if is_ssl|if https)$/.test(condition),
  };
}

/** `if …` or `unless …`, as written. */
function conditionOf({ args }: Line): string | undefined {
  const position = args.findIndex(({ text }) => text === 'if' || text === 'unless');
  return position < 0
    ? undefined
    : args
        .slice(position)
        .map(({ text }) => text)
        .join(' ');
}

function* headers(section: Line): Iterable<FactDraft> {
  const sent = (section.block ?? []).flatMap((line) => {
    const header = headerOf(line);
    return header ? [{ line, header }] : [];
  });
  // An origin that was looked at before is in the condition, or in a variable that was set there.
  if (sent.some(({ header }) => header.name === ORIGIN))
    yield* corsOf(
      sent.map(({ header }) => header),
      /^%\[(?:req\.hdr|req\.fhdr|capture\.req\.hdr)\((?:origin|\d)\)(?:,\w{1,20}(?:\([^)]{0,20}\))?){0,2}\]$/i,
    );
  for (const { line, header } of sent)
    if (isProtective(header.name))
      yield RequestGuard(
        { span: line.span },
        {
          guard: 'headers',
          by: "HAProxy, 'set-header'",
          state: header.conditional ? 'unknown' : 'on',
          where: 'proxy',
          headers: [header.name],
        },
      );
}

const RATE =
  /\b(?:sc\d?_(?:http_req_rate|conn_rate|http_err_rate|conn_cur|gpc0_rate)|src_(?:http_req_rate|conn_rate|conn_cur|http_err_rate))\b/;
const SIZE = /\breq\.body_size\b|\breq\.body_len\b|\bhdr_val\(content-length\)|\breq\.hdr_val\(content-length\)/i;
const REFUSES = /^(?:http-request (?:deny|tarpit|reject|silent-drop)|tcp-request (?:connection|content) reject|block)\b/;

/** Clients are counted in a table and refused above a rate; https://www.haproxy.com/blog/four-examples-of-haproxy-rate-limiting */
function* limits(section: Line): Iterable<FactDraft> {
  const acls = new Map(linesIn(section, 'acl').map((line) => [line.args[0]?.text ?? '', words(line)]));
  for (const line of section.block ?? []) {
    if (!REFUSES.test(words(line))) {
      if (/^(?:http-request lua\.|filter\b|use-service lua\.)/.test(words(line)) && !words(line).startsWith('filter compression'))
        for (const guard of ['rate', 'size'] as const) yield guarding(line, guard, 'unknown');
      continue;
    }
    const condition = `${conditionOf(line) ?? ''} ${line.args.map(({ text }) => acls.get(text.replace(/^!/, '')) ?? '').join(' ')}`;
    if (RATE.test(condition)) yield guarding(line, 'rate', 'on');
    if (SIZE.test(condition)) yield guarding(line, 'size', 'on');
  }
}
const guarding = (line: Line, guard: Guard, state: 'on' | 'unknown'): FactDraft =>
  RequestGuard({ span: line.span }, { guard, by: `HAProxy, '${words(line).slice(0, 40)}'`, state, where: 'proxy', headers: [] });

const TEMPLATE = /\{\{|\{%|<%/;

function* servers(sections: readonly Line[], { path, text }: Document): Iterable<FactDraft> {
  let defaults: Line | undefined;
  const named = new Map<string, Line>();
  const backends = new Map(
    sections.flatMap((each) => (each.name === 'backend' && each.args[0] ? [[each.args[0].text, each] as const] : [])),
  );
  for (const section of sections) {
    if (section.name === 'defaults') {
      defaults = section;
      if (section.args[0]) named.set(section.args[0].text, section);
      continue;
    }
    if (!section.block || (section.name !== 'frontend' && section.name !== 'listen')) continue;
    const from = section.args.findIndex((word) => word.text === 'from');
    const inherited = (from >= 0 ? named.get(section.args[from + 1]?.text ?? '') : undefined) ?? defaults;
    const setting = (name: string): Line | undefined => linesIn(section, name)[0] ?? linesIn(inherited, name)[0];
    const isStatistics = linesIn(section, 'stats').length > 0 && linesIn(section, 'server').length === 0 && !setting('default_backend');
    if (setting('mode')?.args[0]?.text !== 'http' || isStatistics) continue;
    yield* waiting(section, inherited, text);
    const binds = linesIn(section, 'bind');
    const isTls = (bind: Line): boolean => bind.args.some((word) => word.text === 'ssl');
    const plain = binds.find((bind) => !isTls(bind) && /(?:^|,)[\w.*[\]:]{0,60}:80(?:,|$)/.test(bind.args[0]?.text ?? ''));
    yield ProxyServer(
      { span: section.nameSpan },
      {
        by: 'HAProxy',
        name: section.args[0]?.text,
        names: [],
        path,
        plain: plain && { span: plain.span },
        tls: binds.some(isTls),
        redirects: redirectsOf(section, backends),
        passes: section.block.some(({ name }) => /^(?:default_backend|use_backend|server|server-template)$/.test(name)),
        files: false,
        loses: [],
        includes: [],
        room: undefined,
      },
    );
  }
}

/** Without it a client may hold a connection for good. https://docs.haproxy.org/3.0/configuration.html#4.2-timeout%20client */
function* waiting(section: Line, inherited: Line | undefined, text: string): Iterable<FactDraft> {
  const limits = [
    ...linesIn(section, 'timeout'),
    ...linesIn(inherited, 'timeout'),
    ...linesIn(section, 'clitimeout'),
    ...linesIn(inherited, 'clitimeout'),
  ];
  const own = limits.find(({ name, args }) => name === 'clitimeout' || args[0]?.text === 'client' || args[0]?.text === 'http-request');
  if (!own) {
    // Other files may hold the defaults.
    yield ServerTimeout(
      { span: section.nameSpan },
      { server: 'HAProxy', setting: 'timeout client', state: inherited && !TEMPLATE.test(text) ? 'none' : 'unknown', slot: undefined },
    );
    return;
  }
  const value = own.args.at(-1);
  if (own.parent === section || !value) {
    if (value && !/^0(?:ms|s|m)?$/.test(value.text))
      yield ServerTimeout(
        { span: own.span },
        { server: 'HAProxy', setting: words(own), state: value.plain ? 'set' : 'unknown', slot: undefined },
      );
  } else if (!/^0(?:ms|s|m)?$/.test(value.text))
    yield ServerTimeout(
      { span: section.nameSpan },
      { server: 'HAProxy', setting: words(own), state: value.plain ? 'set' : 'unknown', slot: undefined },
    );
}

/** What a frontend does itself, or the backend that it hands all to. */
function redirectsOf(section: Line, backends: ReadonlyMap<string, Line>): boolean | undefined {
  const own = redirects(section);
  if (own !== false) return own;
  const sends = (name = ''): boolean => {
    const backend = backends.get(name);
    return backend !== undefined && redirects(backend) !== false;
  };
  if (linesIn(section, 'default_backend').some(({ args }) => sends(args[0]?.text))) return true;
  return linesIn(section, 'use_backend').some(({ args }) => sends(args[0]?.text) || args[0]?.plain === false) ? undefined : false;
}

/** Whether all that is asked without TLS is sent to HTTPS; what is kept for certificates does not count. */
function redirects(section: Line): boolean | undefined {
  let perhaps = false;
  for (const line of section.block ?? []) {
    const said = words(line);
    if (!/^(?:http-request )?redirect (?:code \d{3} )?(?:scheme https|(?:location|prefix) https:\/\/)/i.test(said)) continue;
    const condition = (conditionOf(line) ?? '')
      .replace(/^(?:if|unless)\b/, '')
      .replace(/!?\s?\{ (?:!\s?)?(?:ssl_fc|dst_port (?:eq )?\d{1,5}|hdr\(x-forwarded-proto\)[^}]{0,40}) \}/gi, '')
      .replace(/!\s?\{[^}]{0,200}\}|!\S{1,80}/g, '')
      .replace(/\b(?:http|is_http|plain_http|not_ssl|no_ssl|or|\|\|)\b/gi, '')
      .trim();
    if (condition === '' || ((conditionOf(line) ?? '').includes('unless') && !/[{]/.test(condition))) return true;
    perhaps = true;
  }
  return perhaps ? undefined : false;
}
