import { UrlCredential } from '../../facts/credentials.js';
import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Requirement } from '../../model/requirement.js';
import type { Span } from '../../model/span.js';
import { detector } from '../detector.js';
import { JUDGED, inComment, isContainerOrPipeline, isMachineWritten } from './documents.js';
import { literalAround } from './literal-text.js';
import { wordsOf } from './names.js';
import { strengthOf } from './values.js';

/** A password that stands in a URL or connection string, and how it reads. */
export interface UrlPassword {
  readonly scheme: string;
  /** The password alone. */
  readonly span: Span;
  /** The whole URL. */
  readonly whole: Span;
  readonly guessable: boolean;
  readonly host: 'loopback' | 'sibling' | 'remote';
}

const PASSWORD_NAME = { kind: 'password', use: 'signs in', owned: true, vague: false, signing: false, variable: 'PASSWORD' } as const;
const AUTHORITY = /^([^\s:/@"'`<>\\|,;()]{0,100}):([^\s/@"'`<>\\]{1,200})@([^\s/?#"'`<>\\,;)\]}]{0,253})/;
/** Names that stand for "your name here". */
const NOBODY =
  /^(?:user(?:_?name)?|usr|u|name|login|me|you|foo|alice|bob|joe|john|jane|someone|someuser|my_?user|your[-_]?\w*|db_?user|username?\d?|account|x|xxx+|root_user|app_?user|id|client_?id|key|api_?key|login_?name|placeholder|dummy|fake|none|null)$/i;
const NOTHING =
  /^(?:p|pw|pwd|pass(?:w(?:or)?d|wd)?|password\d?|pass\d?|secret|token|my_?pass(?:word)?|your[-_]?\w*|db_?pass(?:word)?|x|xxx+|\*+|\.{3,}|foo|bar|hunter2|some_?pass(?:word)?|the_?password|api_?key|key|credentials?|redacted|hidden|change|placeholder|dummy|fake|none|null)$/i;
const EXAMPLE_HOST =
  /(?:^|\.)(?:example(?:\.(?:com|org|net))?|test|invalid|foo(?:\.com)?|bar(?:\.com)?|acme\.(?:com|org)|(?:my|your)?-?(?:host|server|domain|site|company)(?:name)?(?:\.(?:com|org|net))?|somewhere\.\w+|domain\.\w+|site\.com|website\.com)$/i;
const PATTERN = /\.\*|\.\+|\[\^|\\w|\(\?|\|\||[*+]$|^\[/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal)$/i;

/** The passwords in the URLs of a text, placeholders left out. */
export function* passwordsIn(text: string): Iterable<UrlPassword> {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const scheme = /[a-z][a-z0-9+.-]{1,30}$/i.exec(text.slice(Math.max(0, at - 31), at))?.[0];
    const authority = scheme && AUTHORITY.exec(text.slice(at + 3, at + 600));
    if (!authority) continue;
    const [all, user = '', password = '', hostAndPort = ''] = authority;
    const host = hostOf(hostAndPort);
    const strength = strengthIn(user, password, host);
    if (
      !strength ||
      !host ||
      /^(?:docker|oci|git|npm|pkg|urn|data)$/i.test(scheme) ||
      (/^https?$|^wss?$/i.test(scheme) && strength === 'guessable' && !isLocal(host))
    )
      continue;
    const start = at + 3 + user.length + 1;
    const start0 = at - scheme.length;
    const end = /^[^\s"'`<>\\)}\]]*/.exec(text.slice(at + 3 + all.length, at + 3 + all.length + 500))?.[0].length ?? 0;
    yield {
      scheme,
      span: { start, end: start + password.length },
      whole: { start: start0, end: at + 3 + all.length + end },
      guessable: strength === 'guessable',
      host: placeOf(host),
    };
  }
  yield* inGoNames(text);
}

/** How Go's MySQL driver is told where to go: https://github.com/go-sql-driver/mysql#dsn-data-source-name */
const GO_DSN = /(?<![\w:/@.-])([^\s:/@"'`<>()=,]{1,60}):([^\s/@"'`<>()]{1,100})@(?:tcp|udp)\(([^()\s"'`]{1,200})\)\/[^\s"'`<>)}\]]{0,300}/g;

function* inGoNames(text: string): Iterable<UrlPassword> {
  if (!/@(?:tcp|udp)\(/.test(text)) return;
  for (const { 0: all, 1: user = '', 2: password = '', 3: address = '', index } of text.matchAll(GO_DSN)) {
    const host = hostOf(address);
    const strength = strengthIn(user, password, host);
    if (!strength || !host) continue;
    const start = index + user.length + 1;
    yield {
      scheme: 'mysql',
      span: { start, end: start + password.length },
      whole: { start: index, end: index + all.length },
      guessable: strength === 'guessable',
      host: placeOf(host),
    };
  }
}

const hostOf = (hostAndPort: string): string =>
  hostAndPort
    .replace(/^(?:tcp)?\(/, '')
    .replace(/:\d{1,5}$/, '')
    .replace(/:.*/s, (rest) => (rest.includes(']') ? rest : ''));
const isLocal = (host: string): boolean => placeOf(host) !== 'remote';
const placeOf = (host: string): UrlPassword['host'] => (LOOPBACK.test(host) ? 'loopback' : /^[\w-]+$/.test(host) ? 'sibling' : 'remote');

function strengthIn(user: string, password: string, host: string): 'guessable' | 'own' | undefined {
  if (
    PATTERN.test(user) ||
    PATTERN.test(password) ||
    EXAMPLE_HOST.test(host) ||
    /^sha\d/.test(host) ||
    (/[${}%[\]<>*]|^%?\w?$/.test(user.replace(/%[0-9a-f]{2}/gi, '')) && user !== '')
  )
    return undefined;
  if (/\$|\{|\}|%[sdv(]|^\*+$|\*\*\*|^<|^\.+$|^x+$/i.test(password)) return undefined;
  if (
    NOTHING.test(password) &&
    (NOBODY.test(user) ||
      user === '' ||
      (wordsOf(password).some((word) => wordsOf(user).includes(word)) && user.toLowerCase() !== password.toLowerCase()))
  )
    return undefined;
  if (NOBODY.test(user) && user.toLowerCase() === password.toLowerCase()) return undefined;
  if (/^[A-Z_]{4,}$/.test(password) || (/^(?:port|\d{1,5})$/i.test(password) && /[.]|localhost/.test(user))) return undefined;
  if (user !== '' && user.toLowerCase() === password.toLowerCase()) return 'guessable';
  // A hash signs nobody in: what looks like one here is a token.
  if (/^[0-9a-f]{32,128}$/i.test(password) && !/^(.)\1+$/.test(password)) return 'own';
  const strength = strengthOf(decoded(password), PASSWORD_NAME, { login: true, fallback: true });
  if (strength === 'placeholder') return /your[-_]|my[-_]|insert|enter|replace|here/i.test(password) ? undefined : 'guessable';
  return strength;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const JDBC = /jdbc:[a-z0-9:]{2,40}\/\/([^\s"'`<>/;?]{1,200})[^\s"'`<>]{0,300}/gi;
const JDBC_PASSWORD = /[?&;](?:password|pwd|pass)=([^&;\s"'`<>]{1,200})/i;
/** https://learn.microsoft.com/dotnet/framework/data/adonet/connection-strings */
const ADO =
  /\b(?:Server|Data Source|Host|Addr|Address|Network Address)[ ]?=[ ]?([^;"'\n]{1,200});[^"'`\n]{0,400}?\b(?:Password|Pwd)[ ]?=[ ]?([^;"'`\n]{1,200})|\b(?:User ?Id|Uid|Username)[ ]?=[^;"'`\n]{1,100};[ ]?(?:Password|Pwd)[ ]?=[ ]?([^;"'`\n]{1,200})/gi;

function* inParameters(text: string): Iterable<UrlPassword> {
  if (/jdbc:/i.test(text))
    for (const { 0: url, 1: authority = '', index } of text.matchAll(JDBC)) {
      const found = JDBC_PASSWORD.exec(url);
      const password = found?.[1];
      const host = hostOf(authority.replace(/^.*@/, ''));
      const strength =
        password === undefined ? undefined : strengthIn(/[?&;]user(?:name)?=([^&;]{1,100})/i.exec(url)?.[1] ?? 'sa', password, host);
      if (!found || password === undefined || !strength) continue;
      const start = index + found.index + found[0].length - password.length;
      yield {
        scheme: `jdbc:${url.split(':')[1] ?? ''}`,
        span: { start, end: start + password.length },
        whole: { start: index, end: index + url.length },
        guessable: strength === 'guessable',
        host: placeOf(host),
      };
    }
  yield* inKeywords(text);
  if (!/(?:Password|Pwd)[ ]?=/i.test(text)) return;
  for (const match of text.matchAll(ADO)) {
    const { 0: all, 1: server = '', 2: first, 3: second, index } = match;
    const password = (first ?? second ?? '').trimEnd();
    if (/^\s*$/.test(password) || all.toLowerCase().startsWith('jdbc')) continue;
    const host = server
      .replace(/^tcp:/i, '')
      .replace(/[,:\\].*/s, '')
      .trim();
    const strength = strengthIn('sa', password, host);
    if (!strength) continue;
    const start = index + all.lastIndexOf(password);
    const span = { start, end: start + password.length };
    yield {
      scheme: 'connection string',
      span,
      whole: quotedAround(text, span),
      guessable: strength === 'guessable',
      host: host === '' || host === '.' || /^\(local/i.test(host) ? 'loopback' : placeOf(host),
    };
  }
}

/** Keywords and values of libpq in one text: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE */
const KEYWORD_PASSWORD = /(?<=[\s"'`])password=([^\s"'`;&]{1,100})/g;
const KEYWORD = /(?:^|\s)(host|hostaddr|user|dbname)=([^\s"'`;&]{1,200})/g;

function* inKeywords(text: string): Iterable<UrlPassword> {
  for (const { 0: all, 1: password = '', index } of text.matchAll(KEYWORD_PASSWORD)) {
    const span = { start: index + all.length - password.length, end: index + all.length };
    const quoted = quotedAround(text, span);
    const whole = quoted.end > span.end || quoted.start < span.start ? quoted : lineAround(text, span);
    const line = text.slice(whole.start, whole.end);
    if (line.includes('://') || line.includes(';')) continue;
    const words = new Map([...line.matchAll(KEYWORD)].map(([, key = '', value = '']) => [key, value]));
    const host = hostOf(words.get('host') ?? words.get('hostaddr') ?? '');
    if (words.size < 2 || host === '') continue;
    const strength = strengthIn(words.get('user') ?? 'postgres', password, host);
    if (strength) yield { scheme: 'postgres', span, whole, guessable: strength === 'guessable', host: placeOf(host) };
  }
}

/** The rest of a setting's line: `DSN = host=… password=…`. */
function lineAround(text: string, { start, end }: Span): Span {
  const before = /(?:[=:][ \t]{0,8})?([^\n"'`]{0,400})$/.exec(text.slice(Math.max(0, start - 400), start))?.[1] ?? '';
  const words =
    /(?:^|\s)((?:(?:host|hostaddr|port|user|dbname|sslmode|password|TimeZone)=\S{0,100}[ \t]{1,4}){0,8}password=)$/.exec(before)?.[1] ?? '';
  const after = /^[^\n"'`]{0,400}/.exec(text.slice(end, end + 400))?.[0] ?? '';
  return { start: start - words.length, end: end + after.trimEnd().length };
}

/** What stands between the quotes around a span, on its line. */
function quotedAround(text: string, { start, end }: Span): Span {
  // Step by step: an expression that ends here would be tried at every quote before.
  const least = Math.max(0, start - 600);
  let open = start - 1;
  while (open >= least && !/["'`\n]/.test(text.charAt(open))) open -= 1;
  if (open < least || text[open] === '\n') return { start, end };
  const after = /^[^"'`\n]{0,600}(?=["'`])/.exec(text.slice(end, end + 600));
  return after ? { start: open + 1, end: end + after[0].length } : { start, end };
}

/** Passwords in URLs, wherever they stand; files of containers, pipelines and variables have rules of their own. */
export const urlPasswords = detector({
  framework: 'Connection URLs',
  format: 'text',
  roles: JUDGED,
  mentions:
    /:\/\/[^\s:/@"'`<>]{0,100}:[^\s/@"'`<>]{1,200}@|@(?:tcp|udp)\(|jdbc:|\b(?:host|user|dbname)=[^\n]{0,200} password=|(?<=[\s"'`])password=[^\n]{0,200} (?:host|user|dbname)=|(?:password|pwd)[ ]?=[^\n]{1,200};|;[ ]?(?:password|pwd)[ ]?=/i,

  *facts({ document }) {
    if (document.format === 'dotenv' || isContainerOrPipeline(document) || isMachineWritten(document.path)) return;
    const seen = new Set<number>();
    for (const found of [...passwordsIn(document.text), ...inParameters(document.text)]) {
      if (seen.has(found.span.start)) continue;
      seen.add(found.span.start);
      yield* factOf(document, found);
    }
  },
});

function* factOf(document: Document, { scheme, span, whole, guessable, host }: UrlPassword): Iterable<FactDraft> {
  const { text } = document;
  const comment = inComment(text, span.start);
  // A comment shows how a URL looks, unless the password is one that nobody would make up for it.
  if (comment && (guessable || host !== 'remote' || !/\d/.test(text.slice(span.start, span.end)))) return;
  const literal = literalAround(document, whole);
  const before = text.slice(Math.max(0, (literal?.span.start ?? whole.start) - 200), literal?.span.start ?? whole.start);
  const { fallbackOf, required } = fallbackIn(document, before, literal?.span ?? whole);
  const variable = variableFor(literal?.name, scheme);
  yield UrlCredential(
    { span },
    {
      scheme,
      guessable,
      host,
      fallbackOf,
      replaceable: literal && fallbackOf === undefined ? { span: literal.span, variable } : undefined,
      required,
    },
    host === 'remote' ? 'sure' : 'likely',
  );
}

/** `DATABASE_URL` for a database, unless the code has a telling name already. */
function variableFor(name: string | undefined, scheme: string): string {
  const words = wordsOf((name ?? '').replace(/^.*[.[]/s, ''));
  if (words.length > 1 && words.length < 6) return words.join('_').toUpperCase();
  if (/redis|rediss|valkey/i.test(scheme)) return 'REDIS_URL';
  if (/amqp/i.test(scheme)) return 'RABBITMQ_URL';
  if (/mongo/i.test(scheme)) return 'MONGODB_URL';
  if (/smtp/i.test(scheme)) return 'SMTP_URL';
  if (/postgres|mysql|mariadb|mssql|oracle|sql|jdbc|connection string/i.test(scheme)) return 'DATABASE_URL';
  return words.length === 1 && /ur[il]$/.test(words[0] ?? '') && words[0] !== 'url' && words[0] !== 'uri'
    ? (words[0] ?? '').toUpperCase()
    : 'SERVICE_URL';
}

const FALLBACKS: readonly RegExp[] = [
  /\b(?<read>(?:os\.)?(?:getenv|environ\.get)\(\s{0,20}["'](?<name>\w{1,100})["']\s{0,20},\s{0,20})$/,
  /\b(?<read>process\.env(?:\.|\[["'])(?<name>\w{1,100})(?:["']\])?\s{0,20}(?:\|\||\?\?)\s{0,20})$/,
  /(?<read>\b\w{0,40}(?:[Ee]nv|ENV|[Cc]onfig|[Dd]efault|get)\w{0,20}\(\s{0,20}["'](?<name>[\w.-]{1,100})["']\s{0,20},\s{0,20}(?:default\s?=\s?)?)$/,
  /(?<read>\$\{(?<name>[A-Za-z_]\w{0,100}):?-)$/,
  /(?<read>\$\{(?<name>[\w.-]{1,100}):)$/,
];

/** What is asked before the literal that ends at `before`, and how it is made required. */
function fallbackIn(
  { format, text }: Document,
  before: string,
  literal: Span,
): { readonly fallbackOf: string | undefined; readonly required: Requirement | undefined } {
  for (const [i, pattern] of FALLBACKS.entries()) {
    const found = pattern.exec(before);
    const name = found?.groups?.name;
    if (!found || name === undefined) continue;
    const start = literal.start - (found.groups?.read?.length ?? 0);
    switch (i) {
      case 0:
        return {
          fallbackOf: name,
          required:
            format === 'python' && text[literal.end] === ')'
              ? { by: 'reading', span: { start, end: literal.end + 1 }, variable: name }
              : undefined,
        };
      case 1:
        return { fallbackOf: name, required: checkedIn(text, { start, end: literal.end }, name) };
      case 3:
        return {
          fallbackOf: name,
          required:
            text[literal.end] === '}'
              ? { by: 'refusing', span: { start: start + 2 + name.length, end: literal.end }, variable: name }
              : undefined,
        };
      case 4:
        return {
          fallbackOf: name,
          required:
            text[literal.end] === '}' ? { by: 'leaving out', span: { start: start + 2 + name.length, end: literal.end } } : undefined,
        };
      default:
        return { fallbackOf: name, required: undefined };
    }
  }
  // dj_database_url.config(env="DATABASE_URL", default="…"), { env: 'DATABASE_URL', default: '…' }
  if (/\bdefault\s{0,4}[=:]\s{0,4}$/.test(before))
    return {
      fallbackOf: /["']([A-Z][A-Z0-9_]{2,60})["'][^"']{0,60}$/.exec(before)?.[1] ?? (/url/i.test(before) ? 'DATABASE_URL' : undefined),
      required: undefined,
    };
  return { fallbackOf: undefined, required: undefined };
}

function checkedIn(text: string, span: Span, variable: string): Requirement | undefined {
  const line = text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, span.start))?.[0].length ?? 0;
  return /^(?:export\s+)?(?:const|let|var)\s/.test(text.slice(line + indent, span.start))
    ? { by: 'checking', span, statement: line + indent, variable }
    : undefined;
}
