import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { At, Span } from '../../model/span.js';
import { type Value, flag, isOn, text, unknown } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';

/** How a package is told which origins it lets in. */
interface Package {
  readonly module: RegExp;
  /** The struct of its options, and what makes a policy of them. */
  readonly options: RegExp;
  readonly makers: RegExp;
  /** Calls without options that let everyone in. */
  readonly open: RegExp | undefined;
  readonly origins: string;
  readonly everyone?: string;
  readonly credentials: string;
  readonly functions: readonly string[];
  /** Whether options that name no origin let everyone in. */
  readonly opensWhenEmpty: boolean;
  /** With this on, a star becomes the request's origin. */
  readonly reflects?: string;
  /** The call without options, and how it is written with some. */
  readonly twin?: { readonly of: string; readonly call: string; readonly options: string };
}

const PACKAGES: readonly Package[] = [
  // "If the special "*" value is present in the list, all origins will be allowed. … Default value is ["*"]". https://pkg.go.dev/github.com/rs/cors#Options, https://pkg.go.dev/github.com/go-chi/cors#Options
  {
    module: /^github\.com\/(?:rs|go-chi)\/cors(?:\/v\d+)?$/,
    options: /^Options$/,
    makers: /^(?:New|Handler)$/,
    open: /^(?:Default|AllowAll)$/,
    origins: 'AllowedOrigins',
    credentials: 'AllowCredentials',
    functions: ['AllowOriginFunc', 'AllowOriginRequestFunc', 'AllowOriginVaryRequestFunc'],
    opensWhenEmpty: true,
    twin: { of: 'Default', call: 'New', options: 'Options' },
  },
  // Options without an origin are refused when the program starts. https://pkg.go.dev/github.com/gin-contrib/cors#Config
  {
    module: /^github\.com\/(?:gin-contrib|itsjamie\/gin)[-/]cors$/,
    options: /^Config$/,
    makers: /^New$/,
    open: /^Default$/,
    origins: 'AllowOrigins',
    everyone: 'AllowAllOrigins',
    credentials: 'AllowCredentials',
    functions: ['AllowOriginFunc', 'AllowOriginWithContextFunc'],
    opensWhenEmpty: false,
  },
  // https://pkg.go.dev/github.com/labstack/echo/v4/middleware#CORSConfig
  {
    module: /^github\.com\/labstack\/echo(?:\/v\d+)?\/middleware$/,
    options: /^CORSConfig$/,
    makers: /^CORSWithConfig$/,
    open: /^CORS$/,
    origins: 'AllowOrigins',
    credentials: 'AllowCredentials',
    functions: ['AllowOriginFunc', 'UnsafeAllowOriginFunc'],
    opensWhenEmpty: true,
    reflects: 'UnsafeWildcardOriginWithAllowCredentials',
    twin: { of: 'CORS', call: 'CORSWithConfig', options: 'CORSConfig' },
  },
  // https://docs.gofiber.io/api/middleware/cors
  {
    module: /^github\.com\/gofiber\/fiber(?:\/v\d+)?\/middleware\/cors$/,
    options: /^Config$/,
    makers: /^New$/,
    open: undefined,
    origins: 'AllowOrigins',
    credentials: 'AllowCredentials',
    functions: ['AllowOriginsFunc'],
    opensWhenEmpty: true,
  },
];

export const goCors = detector({
  framework: 'Go CORS packages',
  format: 'go',
  mentions: ['/cors"', 'echo', 'gorilla/handlers'],

  *facts(go) {
    for (const call of go.calls('*')) {
      const dot = call.name.lastIndexOf('.');
      const module = call.name.slice(0, Math.max(0, dot));
      const known = dot > 0 ? PACKAGES.find((candidate) => candidate.module.test(module)) : undefined;
      if (known) yield* ofPackage(go, known, call);
      else if (call.name === 'github.com/gorilla/handlers.CORS') yield* ofGorilla(call);
    }
  },
});

function* ofPackage(go: CodeSyntax, known: Package, call: Call): Iterable<FactDraft> {
  if (call.constructs && known.options.test(call.method)) yield policyOf(go, known, call);
  else if (known.open?.test(call.method) || (known.makers.test(call.method) && call.args.length === 0 && known.opensWhenEmpty))
    yield CorsPolicy(call, {
      setting: known.origins,
      origins: everyone(go, known, call),
      pattern: undefined,
      echo: undefined,
      credentials: undefined,
      reflects: false,
    });
  else if (call.method === 'DefaultConfig' && call.target !== undefined) yield* ofAssignedConfig(go, known, call, call.target);
}

/** Where a call lets everyone in by default, and has a twin that takes options with the same defaults, that one can be written. */
function everyone(go: CodeSyntax, { twin, origins }: Package, call: Call): Value {
  const callee = go.document.text.slice(call.calleeSpan.start, call.calleeSpan.end);
  const name = callee.slice(0, callee.lastIndexOf('.') + 1);
  const star = text(call, '*');
  if (twin?.of !== call.method || name === '') return star;
  return { ...star, slot: { span: call.span, before: `${name}${twin.call}(${name}${twin.options}{${origins}: `, after: '})' } };
}

/** `cors.Options{AllowedOrigins: []string{"*"}}`, and what is assigned to it later. */
function policyOf(go: CodeSyntax, known: Package, call: Call): FactDraft {
  const later = call.target === undefined ? new Map<string, Expression>() : assigned(go, call.target, call.scope);
  const field = (name: string): Expression | undefined => later.get(name) ?? call.entry(name)?.expression;
  // `provider.CORS("serve.public", cors.Options{…})`: somebody else's function fills in what is left out.
  const before = go.document.text.slice(Math.max(0, call.span.start - 160), call.span.start);
  const handed = /(\w{1,60})\((?:[^()\n]{0,80},\s{0,4})?&?$/.exec(before)?.[1];
  const filled = handed !== undefined && !known.makers.test(handed) ? { ...known, opensWhenEmpty: false } : known;
  return policy(filled, call, field, (name) => (call.args.length > 0 ? unknown(call) : undefined) ?? field(name)?.value);
}

function* ofAssignedConfig(go: CodeSyntax, known: Package, call: Call, target: string): Iterable<FactDraft> {
  const later = assigned(go, target, call.scope);
  yield policy(
    known,
    call,
    (name) => later.get(name),
    (name) => later.get(name)?.value,
  );
}

function policy(
  known: Package,
  at: Call,
  field: (name: string) => Expression | undefined,
  option: (name: string) => Value | undefined,
): FactDraft {
  const credentials = option(known.credentials);
  const reflects = known.reflects !== undefined && isOn(option(known.reflects));
  const common = { setting: known.origins, pattern: undefined, credentials, reflects };
  const everyone = known.everyone === undefined ? undefined : field(known.everyone);
  if (everyone && isOn(everyone.value))
    return CorsPolicy(at, { ...common, setting: known.everyone ?? known.origins, origins: text(everyone, '*'), echo: undefined });
  for (const name of known.functions) {
    const asked = field(name);
    if (!asked) continue;
    const called = asked.shape.is === 'function' || asked.shape.is === 'name' ? asked.function : undefined;
    const open = called && /^\{returntrue(?:,nil)?;?\}$/.test(called.text.slice(0, 200).replace(/\s/g, ''));
    return CorsPolicy(at, {
      ...common,
      setting: name,
      origins: open ? undefined : unknown(asked),
      echo: open ? { span: asked.span } : undefined,
    });
  }
  const origins = option(known.origins);
  return CorsPolicy(at, {
    ...common,
    origins: origins ? listed(origins) : known.opensWhenEmpty ? text(at, '*') : unknown(at),
    echo: undefined,
  });
}

/** Fiber takes one text with commas. */
const listed = (origins: Value): Value =>
  origins.kind === 'text' && origins.text.includes(',')
    ? { kind: 'list', items: origins.text.split(',').map((origin) => text(origins, origin.trim())), complete: true, span: origins.span }
    : origins;

/** What is written to the fields of a variable after it was made. */
function assigned(go: CodeSyntax, target: string, scope: Declaration): ReadonlyMap<string, Expression> {
  const fields = new Map<string, Expression>();
  for (const { name, expression, by, scope: where } of go.namedValues())
    if (by === 'assignment' && name.startsWith(`${target}.`) && (where === scope || scope.kind === 'module'))
      fields.set(name.slice(target.length + 1), expression);
  return fields;
}

/** `handlers.CORS(handlers.AllowedOrigins([]string{"*"}), handlers.AllowCredentials())`. https://pkg.go.dev/github.com/gorilla/handlers#CORS */
function* ofGorilla(call: Call): Iterable<FactDraft> {
  const options = call.args.map((argument) => argument.resolved.call);
  const find = (name: string): Call | undefined => options.find((option) => option?.method === name);
  const seen = options.every((option) => option !== undefined) && !call.spreads;
  const validator = find('AllowedOriginValidator');
  const origins = validator ? unknown(validator) : (find('AllowedOrigins')?.arg(0)?.value ?? (seen ? text(call, '*') : unknown(call)));
  const credentials = find('AllowCredentials');
  yield CorsPolicy(call, {
    setting: 'AllowedOrigins',
    origins,
    pattern: undefined,
    echo: undefined,
    credentials: credentials && flag(credentials, true),
    reflects: false,
  });
}

const ORIGIN = /^access-control-allow-origin$/i;
const CREDENTIALS = /^access-control-allow-credentials$/i;
/** What the request says of itself. */
const SENT = /(?:\.Header\.Get|\.GetHeader|\.Get|\.Header\(\)\.Get)\(\s*"Origin"\s*(?:,[^)]{0,20})?\)$/i;

/** `w.Header().Set("Access-Control-Allow-Origin", "*")`, and the same of a framework's context. */
export const goCorsHeaders = detector({
  framework: 'net/http headers',
  format: 'go',
  mentions: /Access-Control-Allow-Origin|AccessControlAllowOrigin/i,

  *facts(go) {
    const headers = [...go.calls('*.Set', '*.Add', '*.Header')].filter(({ args }) => args.length === 2);
    for (const call of headers) {
      const [name, value] = call.args;
      if (!name || !value || !isNamed(name, ORIGIN)) continue;
      const partner = headers.find((other) => other.scope === call.scope && other.args[0] && isNamed(other.args[0], CREDENTIALS));
      const written = partner?.arg(1)?.value;
      const credentials = written?.kind === 'text' ? flag(written, written.text.toLowerCase() === 'true') : written;
      const common = { setting: 'Access-Control-Allow-Origin', pattern: undefined, credentials, reflects: false };
      if (isSent(go, value)) {
        const checked = isChecked(go, call, value);
        yield CorsPolicy(call, { ...common, origins: checked ? unknown(value) : undefined, echo: checked ? undefined : at(value) });
      } else yield CorsPolicy(call, { ...common, origins: value.value, echo: undefined });
    }
  },
});

const at = ({ span }: { readonly span: Span }): At => ({ span });

/** The header's name as text, or as a framework's constant (`echo.HeaderAccessControlAllowOrigin`). */
function isNamed(name: Expression, header: RegExp): boolean {
  const { value } = name;
  if (value.kind === 'text') return header.test(value.text);
  const constant = /(?:^|\.)Header(AccessControlAllow(?:Origin|Credentials))$/.exec(name.name)?.[1];
  return constant !== undefined && header.test(constant.replace(/(?<=[a-z])(?=[A-Z])/g, '-'));
}

function isSent(go: CodeSyntax, value: Expression): boolean {
  if (SENT.test(value.text)) return true;
  const bound = value.shape.is === 'name' ? go.bound(value.text, value.scope) : undefined;
  return bound !== undefined && SENT.test(bound.text);
}

/** Whether the origin is compared with anything on the way to the header. */
function isChecked(go: CodeSyntax, call: Call, value: Expression): boolean {
  const local = value.shape.is === 'name' ? value.text : undefined;
  const about = (condition: string): boolean => /origin/i.test(condition) || (local !== undefined && condition.includes(local));
  const presence = /^[\s(!]*[\w.]{1,80}(?:\(\s*"Origin"\s*\))?\s*!=\s*""[\s)]*$/i;
  const asks = (condition: string): boolean =>
    about(condition) &&
    condition.split(/&&|\|\|/).some((part) => about(part) && !presence.test(part) && !/^\s*\w+\s*:?=/.test(part)) &&
    !/^[^;]*;\s*[\w.]{1,80}\s*!=\s*""\s*$/.test(condition);
  // A flag or the result of a look-up that another statement has made: `if allowed {`.
  if (
    call.conditions.some(
      (condition) => asks(condition) || (/^\s*!?\(?\w{1,40}\)?\s*$/.test(condition) && /allow|ok|valid|match|found|trust/i.test(condition)),
    )
  )
    return true;
  if (local === undefined) return false;
  const before = go.document.text.slice(call.scope.body?.start ?? call.scope.span.start, call.span.start);
  const name = local.replace(/\W/g, '');
  return new RegExp(
    `\\[${name}\\]|\\b(?!Set\\b|Add\\b|Print\\w*\\b|Info\\w*\\b|Debug\\w*\\b)\\w+\\(\\s*(?:[\\w.]{1,60},\\s*)?${name}\\s*[,)]|\\b${name}\\s*[!=]=(?!\\s*"")|[!=]=\\s*${name}\\b|switch\\s+${name}\\b`,
  ).test(before);
}
