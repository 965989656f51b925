import { DirectoryListing, type Guard, ProxyFile, ProxyServer, RequestGuard, ServerTimeout, VersionBanner } from '../../facts/proxy.js';
import { type Rewording, TlsChoice } from '../../facts/tls.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { flag, unknown } from '../../model/value.js';
import { type Line, type Part, allOf, apacheConfig } from '../../syntax/server-config.js';
import { detector } from '../detector.js';
import { ORIGIN, type SentHeader, corsOf, isProtective } from './headers.js';
import { opensslChoice, opensslVersion } from './tls.js';

const SHIPS: readonly Role[] = ['production'];

/** https://httpd.apache.org/docs/2.4/mod/directives.html */
export const apache = detector({
  framework: 'Apache',
  format: 'text',
  files:
    /(?:^|\/)(?:\.?htaccess[\w.-]{0,30}|[^/]{1,100}\.(?:conf|vhost)(?:\.\w{1,12}){0,2}|(?:sites|conf|mods)-(?:available|enabled)\/[^/]{1,100}|(?:apache2?|httpd)[^/]{0,40})$/i,
  roles: SHIPS,
  mentions:
    /^[ \t]*(?:<(?:VirtualHost|Directory|IfModule|Files|Location)|Server(?:Tokens|Signature|Root)[ \t]|Options[ \t]|SSL(?:Proxy)?(?:Protocol|CipherSuite)[ \t]|Header[ \t]|Rewrite(?:Rule|Engine)[ \t]|Redirect|LimitRequestBody[ \t]|RequestReadTimeout[ \t])/im,

  *facts({ document }): Iterable<FactDraft> {
    if (document.format !== 'text' || INI.test(document.text)) return;
    const top = apacheConfig(document.text);
    const lines = [...allOf(top)];
    if (!lines.some(({ name }) => OWN.test(name))) return;
    yield ProxyFile({ span: before(0) }, { by: 'Apache', path: document.path });
    yield* banners(lines);
    yield* listings(lines, document);
    yield* choices(lines, document);
    yield* origins(lines);
    yield* guards(lines);
    yield* timeouts(lines);
    yield* servers(lines, document);
  },
});

const INI = /^[ \t]*\[[\w .:-]{1,60}\][ \t]*\r?$/m;
/** Directives that no other program's configuration has. */
const OWN =
  /^(?:VirtualHost|Directory|DirectoryMatch|IfModule|FilesMatch|LocationMatch|ServerTokens|ServerSignature|ServerRoot|AllowOverride|DirectoryIndex|RewriteEngine|RewriteRule|RewriteCond|SSLProtocol|SSLEngine|SSLCipherSuite|LoadModule|RequestReadTimeout|LimitRequestBody|Header|Options|RedirectMatch|RedirectPermanent|ErrorDocument)$/i;

const is = ({ name }: Line, wanted: string): boolean => name.toLowerCase() === wanted;
const argsSpan = ({ args, span }: Line): Span => ({ start: args[0]?.span.start ?? span.start, end: args.at(-1)?.span.end ?? span.end });
const becoming = (line: Line, becomes: string): Rewording => ({
  words: line.name,
  becomes: `${line.name} ${becomes}`,
  edits: [{ span: argsSpan(line), text: becomes }],
});

/** https://httpd.apache.org/docs/2.4/mod/core.html#servertokens: Full where nobody says otherwise. */
function* banners(lines: readonly Line[]): Iterable<FactDraft> {
  let written = false;
  for (const line of lines) {
    const [word] = line.args;
    if (!word || !(is(line, 'servertokens') || is(line, 'serversignature'))) continue;
    const tokens = is(line, 'servertokens');
    written ||= tokens;
    const quiet = tokens ? /^prod/i.test(word.text) : /^off$/i.test(word.text);
    yield VersionBanner(
      { span: line.span },
      {
        by: 'Apache',
        setting: line.name,
        shown: word.plain ? flag(word, !quiet) : unknown(word),
        byDefault: false,
        partial: false,
        safe: becoming(line, tokens ? 'Prod' : 'Off'),
        room: undefined,
      },
    );
  }
  const whole = lines.find((line) => is(line, 'serverroot') && !line.parent);
  const at = whole ?? lines.find((line) => is(line, 'virtualhost'));
  if (!written && at)
    yield VersionBanner(
      { span: at.nameSpan },
      {
        by: 'Apache',
        setting: 'ServerTokens',
        shown: flag({ span: at.nameSpan }, true),
        byDefault: true,
        partial: whole === undefined || lines.some((line) => INCLUDES.test(line.name)),
        safe: undefined,
        room: undefined,
      },
    );
}

/** https://httpd.apache.org/docs/2.4/mod/core.html#options */
function* listings(lines: readonly Line[], document: Document): Iterable<FactDraft> {
  for (const line of lines) {
    if (!is(line, 'options') || line.args.length === 0) continue;
    const { args } = line;
    const on = args.find(({ text: word }) => /^\+?Indexes$/i.test(word)) ?? args.find(({ text: word }) => /^\+?All$/i.test(word));
    const off = args.some(({ text: word }) => /^-Indexes$/i.test(word)) || !args.some(({ text: word }) => /^[+-]/.test(word));
    if (!on && !off) continue;
    // Without the module nothing is listed: https://httpd.apache.org/docs/2.4/mod/mod_autoindex.html
    if (guardedBy(line, /autoindex/i) && !on) continue;
    const within = around(line, /^(?:Directory|DirectoryMatch|Location)$/i);
    yield DirectoryListing(
      { span: on?.span ?? line.span },
      {
        by: 'Apache',
        setting: on ? `Options ${on.text}` : document.text.slice(line.span.start, line.span.end).slice(0, 60),
        listed: on ? (on.plain ? flag(on, true) : unknown(on)) : flag(line, false),
        served: within?.args.at(-1)?.text,
        safe: on && /Indexes/i.test(on.text) ? withoutIndexes(line, on) : undefined,
      },
    );
  }
}

/** Words with signs and words without cannot be mixed. */
function withoutIndexes({ args }: Line, on: Part): Rewording {
  const position = args.indexOf(on);
  const previous = args[position - 1];
  const next = args[position + 1];
  if (args.length === 1 || on.text.startsWith('+'))
    return { words: `Options ${on.text}`, becomes: 'Options -Indexes', edits: [{ span: on.span, text: '-Indexes' }] };
  const span = previous ? { start: previous.span.end, end: on.span.end } : { start: on.span.start, end: next?.span.start ?? on.span.end };
  return { words: on.text, becomes: undefined, edits: [{ span, text: '' }] };
}

function around(line: Line, name: RegExp): Line | undefined {
  for (let { parent } = line; parent; { parent } = parent) if (name.test(parent.name)) return parent;
  return undefined;
}
const guardedBy = (line: Line, module: RegExp): boolean => {
  const guard = around(line, /^IfModule$/i);
  return guard !== undefined && module.test(guard.args[0]?.text ?? '');
};

/** `all` as built today, without SSL 3. https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslprotocol */
const ALL = ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

function* choices(lines: readonly Line[], document: Document): Iterable<FactDraft> {
  for (const line of lines) {
    const { name, args, span } = line;
    const [first] = args;
    if (!first) continue;
    if (/^SSL(?:Proxy)?Protocol$/i.test(name)) {
      const accepted = new Map<string, Span>();
      for (const word of args) {
        const [, sign, version = ''] = /^([+-]?)(.*)$/.exec(word.text) ?? [];
        const own = opensslVersion(version);
        const meant = /^all$/i.test(version) ? ALL : own === undefined ? [] : [own];
        for (const each of sign === '-' && /^all$/i.test(version) ? [...ALL, 'SSL 2', 'SSL 3'] : meant)
          if (sign === '-') accepted.delete(each);
          else if (!accepted.has(each)) accepted.set(each, word.span);
      }
      yield TlsChoice(
        { span },
        {
          setting: name,
          of: 'versions',
          accepted: [...accepted].map(([version, at]) => ({ name: version, at })),
          open: args.some(({ plain }) => !plain),
          safe: { ...becoming(line, '-all +TLSv1.2 +TLSv1.3'), becomes: '-all +TLSv1.2 +TLSv1.3' },
        },
      );
    } else if (/^SSL(?:Proxy)?CipherSuite$/i.test(name)) {
      const list = args.at(-1) ?? first;
      if (list.plain) yield TlsChoice({ span }, { setting: name, of: 'ciphers', ...opensslChoice(list.text, list.span, document.text) });
    }
  }
}

/** `Header always set Name value env=X`. https://httpd.apache.org/docs/2.4/mod/mod_headers.html#header */
function headerOf(line: Line): (SentHeader & { readonly env: string | undefined }) | undefined {
  if (!is(line, 'header')) return undefined;
  const words = /^(?:always|onsuccess)$/i.test(line.args[0]?.text ?? '') ? line.args.slice(1) : line.args;
  const [action, name, value, ...rest] = words;
  if (!action || !name || !value || !/^(?:set|setifempty|add|append|merge)$/i.test(action.text)) return undefined;
  const condition = rest.find(({ text: word }) => /^(?:env|expr)=/i.test(word));
  const env = /^env=!?(\w{1,80})$/i.exec(condition?.text ?? '')?.[1];
  return { name: name.text.toLowerCase().replace(/:$/, ''), value, conditional: condition !== undefined, env };
}

/** Files of one kind, which everyone may fetch anyway: fonts and images need the header to be used. */
const isOfFiles = (line: Line): boolean => around(line, /^(?:Files|FilesMatch|LocationMatch|DirectoryMatch)$/i) !== undefined;

function* origins(lines: readonly Line[]): Iterable<FactDraft> {
  for (const line of lines) {
    const header = headerOf(line);
    if (header?.name !== ORIGIN || isOfFiles(line)) continue;
    const siblings = lines.filter((each) => each.parent === line.parent).flatMap((each) => headerOf(each) ?? []);
    const own = siblings.filter(({ name, value }) => name !== ORIGIN || value.span.start === header.value.span.start);
    yield* corsOf(own, /^(?:%\{HTTP_ORIGIN\}e|expr=%\{HTTP:Origin\})$/i, ({ text: written }) => {
      const variable = /^%\{(\w{1,80})\}e$/i.exec(written)?.[1];
      return variable === undefined ? undefined : setByOrigin(lines, variable);
    });
  }
}

/** `SetEnvIf Origin "^https://…$" ORIGIN=$0`: the pattern. https://httpd.apache.org/docs/2.4/mod/mod_setenvif.html */
function setByOrigin(lines: readonly Line[], variable: string): Part | undefined {
  for (const line of lines) {
    if (!/^SetEnvIf(?:NoCase)?$/i.test(line.name) || line.args[0]?.text.toLowerCase() !== 'origin') continue;
    if (line.args.slice(2).some(({ text: word }) => word.toLowerCase().startsWith(`${variable.toLowerCase()}=`))) return line.args[1];
  }
  return undefined;
}

/** Whether it holds for all that a server answers. */
const isGeneral = (line: Line): boolean => {
  const within = around(line, /^(?:Location|LocationMatch|Files|FilesMatch|DirectoryMatch|If|ElseIf|Else)$/i);
  return !within || (/^Location$/i.test(within.name) && within.args[0]?.text === '/');
};

function* guards(lines: readonly Line[]): Iterable<FactDraft> {
  const guard = (line: Line, of: Guard, by: string, state: 'on' | 'off' | 'unknown', headers: readonly string[] = []): FactDraft =>
    RequestGuard({ span: line.span }, { guard: of, by, state, where: 'proxy', headers });
  for (const line of lines) {
    const [word] = line.args;
    const header = headerOf(line);
    if (header && isProtective(header.name) && isGeneral(line))
      yield guard(line, 'headers', "Apache, 'Header'", header.conditional ? 'unknown' : 'on', [header.name]);
    else if (!word) continue;
    else if (is(line, 'limitrequestbody'))
      yield guard(line, 'size', `Apache, 'LimitRequestBody ${word.text}'`, !word.plain ? 'unknown' : word.text === '0' ? 'off' : 'on');
    else if (/^(?:DOSPageCount|DOSSiteCount|QS_SrvMaxConnPerIP|QS_ClientEventLimitCount)$/i.test(line.name))
      yield guard(line, 'rate', `Apache, '${line.name}'`, 'on');
    else if (is(line, 'secruleengine') && /^on$/i.test(word.text)) yield guard(line, 'rate', 'ModSecurity', 'unknown');
  }
  const server = lines.find((line) => is(line, 'virtualhost'));
  // https://httpd.apache.org/docs/2.4/mod/core.html#limitrequestbody: 1 GB where nobody says otherwise.
  if (server && !lines.some((line) => is(line, 'limitrequestbody'))) yield guard(server, 'size', "Apache's own limit of 1 GB", 'on');
}

/** https://httpd.apache.org/docs/2.4/mod/mod_reqtimeout.html */
function* timeouts(lines: readonly Line[]): Iterable<FactDraft> {
  for (const line of lines) {
    if (!is(line, 'requestreadtimeout')) continue;
    const header = line.args.find(({ text: word }) => /^header=/i.test(word));
    if (!header) continue;
    const state = !header.plain ? 'unknown' : /^header=0(?:$|[,-])/i.test(header.text) ? 'never' : 'set';
    yield ServerTimeout({ span: header.span }, { server: 'Apache', setting: `RequestReadTimeout ${header.text}`, state, slot: undefined });
  }
}

const INCLUDES = /^Include(?:Optional)?$/i;
const PASSES = /^(?:ProxyPass(?:Match)?|WSGIScriptAlias(?:Match)?|JkMount|PassengerEnabled|FcgidWrapper|BalancerMember)$/i;
/** What certbot adds: versions and ciphers. */
const HARMLESS = /letsencrypt|options-ssl/;

function* servers(lines: readonly Line[], { path }: Document): Iterable<FactDraft> {
  for (const server of lines) {
    if (!is(server, 'virtualhost')) continue;
    const within = [...allOf(server.block ?? [])];
    const ports = server.args.map(({ text: address }) => /:(\d{1,5}|\*)$/.exec(address)?.[1]);
    const names = within
      .filter((line) => is(line, 'servername') || is(line, 'serveralias'))
      .flatMap(({ args }) => args.map(({ text: name }) => name.replace(/^https?:\/\//, '').replace(/:\d{1,5}$/, '')));
    const tls = within.some((line) => is(line, 'sslengine') && /^(?:on|optional)$/i.test(line.args[0]?.text ?? ''));
    yield ProxyServer(
      { span: server.nameSpan },
      {
        by: 'Apache',
        name: names[0],
        names,
        path,
        plain: !tls && ports.includes('80') ? { span: server.span } : undefined,
        tls,
        redirects: redirects(within),
        passes: within.some(
          ({ name, args }) => PASSES.test(name) || args.some(({ text: word }) => /^(?:proxy|fcgi):|^\[(?:\w{1,20},){0,8}P[,\]]/.test(word)),
        ),
        files: within.some((line) => is(line, 'documentroot') || is(line, 'alias')),
        loses: [],
        includes: within
          .filter(({ name, args: [word] }) => INCLUDES.test(name) && !HARMLESS.test(word?.text ?? ''))
          .flatMap(({ args }) => args.map(({ text: file }) => file)),
        room: undefined,
      },
    );
  }
  if (lines.some((line) => is(line, 'virtualhost'))) return;
  const passes = lines.find((line) => PASSES.test(line.name));
  if (passes)
    yield ProxyServer(
      { span: passes.span },
      {
        by: 'Apache',
        name: undefined,
        names: [],
        path,
        plain: undefined,
        tls: lines.some((line) => is(line, 'sslengine')),
        redirects: false,
        passes: true,
        files: false,
        loses: [],
        includes: lines.filter(({ name }) => INCLUDES.test(name)).flatMap(({ args }) => args.map(({ text: file }) => file)),
        room: undefined,
      },
    );
  // A folder's own file speaks for the server that it is served by.
  const rule = lines.find((line, index) => sendsAll(line, index, lines) === true);
  if (rule)
    yield ProxyServer(
      { span: rule.nameSpan },
      {
        by: 'Apache',
        name: undefined,
        names: [],
        path,
        plain: { span: rule.span },
        tls: false,
        redirects: true,
        passes: false,
        files: true,
        loses: [],
        includes: [],
        room: undefined,
      },
    );
}

const TO_HTTPS = /^https:\/\//i;
const EVERYTHING = /^(?:\^|\.\*|\^?\/?\(\.\*\)\$?|\^?\/\?\(\.\*\)\$?|\^\/?\.\*\$?|\^\/?\(\.\+\)\$?|\/)$/;

/** Whether a directive sends all that is asked to HTTPS; undefined where a condition decides. */
function sendsAll(line: Line, index: number, lines: readonly Line[]): boolean | undefined {
  const words = line.args.map(({ text: word }) => word);
  if (/^Redirect(?:Permanent|Temp)?$/i.test(line.name)) {
    const target = words.find((word) => TO_HTTPS.test(word));
    return target !== undefined && words.includes('/') ? (isGeneral(line) ? true : undefined) : false;
  }
  if (is(line, 'redirectmatch')) return words.some((word) => TO_HTTPS.test(word)) && words.some((word) => EVERYTHING.test(word));
  if (!is(line, 'rewriterule') || !TO_HTTPS.test(words[1] ?? '') || !EVERYTHING.test(words[0] ?? '')) return false;
  return conditionsOf(index, lines).every(({ args }) => !/HTTP_HOST|REQUEST_METHOD|HTTP_USER_AGENT/i.test(args[0]?.text ?? ''))
    ? true
    : undefined;
}

/** Conditions count for the next rule only. */
function conditionsOf(rule: number, lines: readonly Line[]): readonly Line[] {
  const conditions: Line[] = [];
  for (let i = rule - 1; i >= 0 && conditions.length < 50; i--) {
    const line = lines[i];
    if (!line || !is(line, 'rewritecond')) break;
    conditions.push(line);
  }
  return conditions;
}

function redirects(within: readonly Line[]): boolean | undefined {
  const all = within.map((line, index) => sendsAll(line, index, within));
  if (all.includes(true)) return true;
  return all.includes(undefined) ? undefined : false;
}
