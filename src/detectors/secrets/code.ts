import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { oncePer } from '../../model/once.js';
import type { Requirement } from '../../model/requirement.js';
import { type Span, slice } from '../../model/span.js';
import type { TextValue, Value } from '../../model/value.js';
import type { Call, CodeSyntax, Expression, NamedValue } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { decodeBase64 } from '../text/checksums.js';
import { type Finder, finderOf } from '../text/finder.js';
import { JUDGED, inComment, isDevelopmentCondition, isMachineWritten, isTestAid, isTranslation } from './documents.js';
import { type NamedLiteral, stated } from './literals.js';
import { type CredentialName, NAME_HINT, credentialName, credentialNames, isForBrowsers, wordsOf } from './names.js';
import { type Circumstances, strengthOf } from './values.js';

/** A text given to a name, and what is asked before it. */
interface Given {
  readonly literal: TextValue;
  readonly fallbackOf: string | undefined;
  readonly required: Requirement | undefined;
}

/** Calls and conversions that leave a text what it is. */
const WRAPPERS =
  /(?:^|\.)(?:SecretStr|Secret|Buffer\.from|bytes|bytearray|aws\.String|pulumi\.String|to\.Ptr|ptr\.To|String|Some|Text|encode|getBytes|toCharArray|decode|TextEncoder\(\)\.encode|strip|trim)$/;
/** Functions that give a field its default: pydantic, dataclasses, attrs, marshmallow, Django's and SQLAlchemy's have other meanings and are left out. */
const FIELDS = /(?:^|\.)(?:Field|field|attrib|Setting)$/;

/** What declares a setting with a default among its options. */
const READERS =
  /(?:^|\.)(?:[Ff]ield|attrib|Setting|str|string|env|Env|getenv|config|[Oo]ption|Query|Input|Param|Argument|secret|makeValidator)$/;

/** The text that an expression is, or falls back on, with what would make it required. */
function givenBy(code: CodeSyntax, expression: Expression): Given | undefined {
  const { value } = expression;
  if (value.kind === 'text') return value.uri === undefined ? { literal: value, fallbackOf: undefined, required: undefined } : undefined;
  if (value.kind === 'env') return fallbackGiven(code, value, expression);
  const { call } = expression;
  if (value.kind !== 'unknown' || !call) return undefined;
  const [first] = call.args;
  if (WRAPPERS.test(call.name) || WRAPPERS.test(call.method)) {
    const inner =
      (first && givenBy(code, first)) ??
      (call.receiver && /^(?:encode|getBytes|toCharArray|strip|trim)$/.test(call.method) ? givenBy(code, call.receiver) : undefined);
    return inner;
  }
  // secret: z.string().default('…'), Joi.string().default('…'); the same with more calls behind it.
  if (call.method === 'default' && first) return leftOut(first, call.receiver && { start: call.receiver.span.end, end: call.span.end });
  // JWT_SECRET: str({ default: '…' }), secret: str = Field('…', env='…'), Field(default='…')
  const entry =
    READERS.test(call.name) || READERS.test(call.method)
      ? (call.entry('default') ?? first?.entry('default') ?? call.entry('default_value'))
      : undefined;
  if (entry) return leftOut(entry.expression, argumentSpan(code, entry.span));
  return FIELDS.test(call.name) && first ? leftOut(first, undefined) : undefined;
}

function leftOut(expression: Expression, span: Span | undefined): Given | undefined {
  const { value } = expression;
  if (value.kind !== 'text' || value.uri !== undefined) return undefined;
  return { literal: value, fallbackOf: '', required: span && { by: 'leaving out', span } };
}

function fallbackGiven(code: CodeSyntax, value: Extract<Value, { kind: 'env' }>, expression: Expression): Given | undefined {
  const { fallback, name, span } = value;
  if (fallback?.kind !== 'text' || fallback.uri !== undefined) return undefined;
  return { literal: fallback, fallbackOf: name, required: requirementOf(code, span, name, expression) };
}

/** How a read of the environment is made one that fails. */
function requirementOf(code: CodeSyntax, span: Span, variable: string, expression: Expression): Requirement | undefined {
  const text = slice(code.document.text, span);
  switch (code.language) {
    case 'python': {
      if (/^(?:os\.)?(?:getenv|environ\.get)\b/.test(text) || /\bor\b/.test(text)) return { by: 'reading', span, variable };
      const call = code.callAround(span.end - 1) ?? expression.call;
      const written = call?.entry('default') ?? undefined;
      const cut = written ? argumentSpan(code, written.span) : call?.arg(1) && argumentSpan(code, call.arg(1)?.span ?? span);
      return cut && !text.includes('setdefault') ? { by: 'leaving out', span: cut } : undefined;
    }
    case 'javascript':
      return /^process\.env\b/.test(text) ? { by: 'checking', span, statement: expression.statement.start, variable } : undefined;
    case 'go':
    case 'java':
      return undefined;
  }
}

/** An argument with the comma before it. */
function argumentSpan(code: CodeSyntax, { start, end }: Span): Span | undefined {
  const { text } = code.document;
  let from = start;
  while (from > 0 && /\s/.test(text.charAt(from - 1))) from -= 1;
  if (text[from - 1] === ',') return { start: from - 1, end };
  const after = /^\s*,\s*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  return { start, end: end + after };
}

const LOGIN =
  /\b(user(?:_?name|_?id)?|uid|login|host(?:_?name)?|server|addr(?:ess)?|database|db(?:_?name)?|dsn|url|client_?id)["'`]?[ \t]{0,8}[:=]{1,2}[ \t]{0,8}(?:["'`]([^"'`\n]{0,80})["'`]|[\w.[(&])/gi;

/** Whether a map or an argument list is about a login: a user or a host stands beside the credential, and not as labels. */
function isLogin(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 400), start);
  const open = Math.max(before.lastIndexOf('{'), before.lastIndexOf('('));
  const after = text.slice(end, end + 300);
  const close = /[)}]/.exec(after)?.index ?? after.length;
  for (const [, key = '', value] of `${before.slice(open + 1)} ${after.slice(0, close)}`.matchAll(LOGIN)) {
    if (value === undefined || value === '') continue;
    const [title, content] = [wordsOf(key).join(''), wordsOf(value).join('')];
    if (
      content !== '' &&
      !content.includes(title) &&
      !title.includes(content) &&
      !/\s|^(?:string|text|email|name|required|body)$/i.test(value)
    )
      return true;
  }
  return false;
}

const ACCOUNT = /user(?:_?name)?["'`\]]{0,2}[^\n"'`]{0,40}["'`]([^"'`\n]{1,80})["'`]/gi;

/** The password once more, as the user's name in the lines around it. */
function accountBeside(text: string, { start, end }: Span, password: string): string | undefined {
  const around = `${text.slice(Math.max(0, start - 300), start)}\n${text.slice(end, end + 300)}`;
  for (const [, user] of around.matchAll(ACCOUNT)) if (user === password && user !== 'password') return user;
  return undefined;
}

/** Whether a map lists values that are refused: `PLACEHOLDER_SECRETS = { … }`. */
function isListOfRefused(text: string, { start }: Span): boolean {
  const before = text.slice(Math.max(0, start - 1_000), start);
  const open = before.lastIndexOf('{');
  return (
    open >= 0 &&
    /(?:placeholder|forbidden|insecure|weak|blocked|denied|banned|blacklist|denylist|well_?known|compromised)\w{0,40}[^\n]{0,60}$/i.test(
      before.slice(0, open),
    )
  );
}

/** Where the texts begin that code compares something with; looked for once, however many literals there are. */
const comparedIn = oncePer(({ text }: Document): readonly number[] =>
  [...text.matchAll(/(?:[!=]==?|\bin\b[ ]?[[({]?|\.includes\(|\.equals\(|\.startswith\(|\.startsWith\()[ ]?[bf]?["'`]/g)].map(
    ({ 0: before, index }) => index + before.length,
  ),
);

/** Whether code compares with this very text, as a check does that refuses to start with it. */
const isRefused = (document: Document, literal: string): boolean =>
  literal !== '' &&
  comparedIn(document).some((at) => document.text.startsWith(literal, at) && document.text[at + literal.length] === document.text[at - 1]);

function* namedLiterals(code: CodeSyntax): Iterable<NamedLiteral> {
  for (const named of code.namedValues()) {
    const read = variableRead(code, named);
    const name = credentialName(read ?? named.name);
    if (!name || isDeclaredElsewhere(named)) continue;
    const given = givenBy(code, named.expression);
    if (!given || isForBrowsers(given.fallbackOf ?? '') || (named.by === 'entry' && isListOfRefused(code.document.text, named.span)))
      continue;
    const emptied = named.expression.conditions.some((condition) => asksForNothing(condition, named.name));
    // In a file about signing in, a bare `secret` is the one that signs.
    const signs =
      name.kind === 'secret' &&
      !name.owned &&
      wordsOf(named.name).length <= 2 &&
      /(?:auth|jwt|session|security)[\w.-]{0,40}$/i.test(code.document.path);
    const title = signs ? { ...name, owned: true, signing: true } : name;
    yield literal(code, read ?? named.name, given.fallbackOf ? fallbackName(given.fallbackOf, title) : title, given, {
      settings: signs && named.by === 'entry',
      certain:
        (given.fallbackOf !== undefined && given.fallbackOf !== '' && named.expression.value.kind === 'env') ||
        isFrameworkKey(code, named) ||
        (name.signing && isBytes(named.expression)),
      fallback: given.fallbackOf !== undefined || named.by === 'default' || emptied,
      login: (named.by === 'entry' || named.by === 'argument') && isLogin(code.document.text, named.span),
      account: name.kind === 'password' ? accountBeside(code.document.text, named.span, given.literal.text) : undefined,
    });
  }
}

/** `s := os.Getenv("JWT_SECRET"); if s == "" { s = "…" }`: what the name holds is that variable, whatever it is called here. */
function variableRead(code: CodeSyntax, { name, by, scope, expression }: NamedValue): string | undefined {
  if (by !== 'assignment' || !expression.conditions.some((condition) => asksForNothing(condition, name))) return undefined;
  const first = code.bound(name, scope)?.value;
  return first?.kind === 'env' && !first.fallback ? first.name : undefined;
}

/** What a variable is called, unless what it becomes tells more: a `SHOP_SECRET` that is read as `SECRET_KEY` signs. */
function fallbackName(variable: string, title: CredentialName): CredentialName {
  const name = credentialName(variable);
  if (!name) return title;
  return name.use === 'calls' && name.kind === 'secret' && title.kind === 'key' && title.use === 'signs' && !title.vague
    ? { ...name, use: 'signs' }
    : name;
}

/** A text that is turned into bytes is no label: `[]byte("…")`, `"…".encode()`. */
const isBytes = ({ call, text }: Expression): boolean =>
  text.startsWith('[]byte(') || (call !== undefined && /^(?:encode|getBytes|from)$/.test(call.method) && WRAPPERS.test(call.name));

/** Flask and Django sign with whatever stands there: https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY */
const isFrameworkKey = (code: CodeSyntax, { name, by }: NamedValue): boolean =>
  code.language === 'python' &&
  by === 'assignment' &&
  /(?:^|\.)config\[["']?(?:SECRET_KEY|JWT_SECRET_KEY|WTF_CSRF_SECRET_KEY|SECURITY_PASSWORD_SALT)["']?\]$|^\w{1,40}\.secret_key$/.test(name);

/** `if (!secret)`, `if secret == ""`: what is assigned there is fallen back on. */
const asksForNothing = (condition: string, name: string): boolean =>
  condition.includes(name) &&
  /^!\(?\w|^not\s|==\s*(?:""|''|null|nil|None)|===?\s*(?:undefined|null)|is\s+None|isEmpty|isBlank/.test(condition);

/** Members of enumerations are names of things; decorators and annotations describe others. */
const isDeclaredElsewhere = ({ scope, by }: NamedValue): boolean =>
  by === 'assignment' &&
  scope.kind === 'class' &&
  scope.bases.some((base) => /(?:^|\.)(?:Str|Int)?(?:Enum|TextChoices|Choices|Flag)$/.test(base));

function literal(
  code: CodeSyntax,
  path: string,
  name: CredentialName,
  { literal: { span, text }, fallbackOf, required }: Given,
  where: Circumstances,
): NamedLiteral {
  return {
    path,
    name,
    text,
    span,
    where,
    fallbackOf: fallbackOf === '' ? undefined : fallbackOf,
    replaceable: {
      span,
      variable: fallbackOf === undefined || fallbackOf === '' ? variableOf(code.document.text, span, name.variable) : fallbackOf,
    },
    required,
  };
}

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/smtp|mail/i, 'SMTP'],
  [/redis/i, 'REDIS'],
  [/amqp|rabbit/i, 'RABBITMQ'],
  [
    /psycopg|postgres|\bpg\b|mysql|mongo|mariadb|database|\bdb\b|sequelize|typeorm|knex|createPool|createConnection|sqlalchemy|jdbc|datasource/i,
    'DB',
  ],
];

/** `DB_PASSWORD` for a bare `password` where a database is connected to. */
function variableOf(text: string, { start }: Span, variable: string): string {
  if (!/^(?:PASSWORD|PASS|PASSWD|PWD)$/.test(variable)) return variable;
  const before = text.slice(Math.max(0, start - 240), start);
  const system = SYSTEMS.find(([words]) => words.test(before))?.[1];
  return system === undefined ? variable : `${system}_PASSWORD`;
}

/** A call whose first argument names a credential, with a second one: `getEnv("JWT_SECRET", "…")`, `SetDefault("jwt.secret", "…")`. */
const NAMED_CALL = finderOf(
  new RegExp(String.raw`\(\s{0,20}(["'\x60])([\w.\-: ]{0,60}${NAME_HINT}[\w.\-]{0,40})\1\s{0,20},\s{0,20}`, 'gi'),
);
const FALLING_BACK =
  /env|config|conf|setting|default|propert|option|prefs?|secret|param|variable|lookup|fallback|orelse|flag|get$|^(?:Persistent)?String(?:P|Var|VarP)?$|^str$|^cast$|add_argument/i;
/** `process.env.JWT_SECRET || '…'`, wherever it stands; what has a name is found by it, too. */
const EITHER = finderOf(
  /\b(?:process|import\.meta|Bun)\.env(?:\.(\w{3,80})|\[["'](\w{3,80})["']\])\s{0,20}(?:\|\||\?\?)\s{0,20}(?=["'`])/g,
);
/** `const { JWT_SECRET = '…' } = process.env`: the names that are taken apart. */
const TAKEN_APART = finderOf(/\{([^{}]{1,1000})\}\s{0,4}=\s{0,4}(?:process|import\.meta|Bun)\.env\b/g);
const DEFAULT = /\b([A-Z]\w{2,80})\s{0,4}(?::\s{0,4}\w{1,80}\s{0,4})?=\s{0,4}(?=["'`])/g;
/** `Optional.ofNullable(System.getenv("JWT_SECRET")).orElse("…")` */
const OR_ELSE = finderOf(/\bgetenv\(\s{0,4}"(\w{3,80})"\s{0,4}\)\s{0,4}\)\s{0,20}\.orElse(?:Get)?\(\s{0,4}(?=")/g);
/** Methods that take a credential by place: the index of the argument, the last one when negative. */
const BY_PLACE: readonly { readonly method: RegExp; readonly on?: RegExp; readonly argument: number; readonly name: string }[] = [
  { method: /^(?:sign|verify|signAsync|verifyAsync)$/, on: /jwt|jsonwebtoken|jose/i, argument: 1, name: 'jwt_secret' },
  { method: /^(?:encode|decode)$/, on: /jwt|jose/i, argument: 1, name: 'jwt_secret' },
  { method: /^HMAC(?:256|384|512)$/, argument: 0, name: 'jwt_secret' },
  { method: /^(?:hmacShaKeyFor|setSigningKey|SignedString)$/, argument: 0, name: 'jwt_secret' },
  { method: /^signWith$/, argument: 1, name: 'jwt_secret' },
  { method: /^(?:SecretKeySpec|Fernet)$/, argument: 0, name: 'encryption_key' },
  { method: /^createHmac$/, argument: 1, name: 'hmac_secret' },
  { method: /^(?:createCipheriv|createDecipheriv)$/, argument: 1, name: 'encryption_key' },
  { method: /^(?:URLSafeTimedSerializer|URLSafeSerializer|TimestampSigner)$/, argument: 0, name: 'signing_secret' },
  { method: /^(?:NewCookieStore|NewFilesystemStore)$/, argument: 0, name: 'session_secret' },
  { method: /^cookieParser$/, argument: 0, name: 'cookie_secret' },
  {
    method:
      /^(?:HTTPBasicAuth|BasicAuth|SetBasicAuth|basicAuthentication|basicAuth|UsernamePasswordCredentials|PasswordAuthentication|UsernamePasswordAuthenticationToken)$/i,
    argument: 1,
    name: 'user_password',
  },
  // PyMySQL, MySQLdb: https://pymysql.readthedocs.io/en/latest/modules/connections.html
  { method: /^connect$/i, on: /pymysql|MySQLdb|psycopg2_?ct|cx_Oracle|oracledb/, argument: 2, name: 'db_password' },
  { method: /^getConnection$/, on: /DriverManager/, argument: 2, name: 'db_password' },
  { method: /^PlainAuth$/, argument: 2, name: 'smtp_password' },
  { method: /^login$/, on: /smtp|mail|imap|pop3|server|ftp/i, argument: 1, name: 'mail_password' },
];
const PLACED_CALL = finderOf(
  /\b(?:sign|verify|signAsync|verifyAsync|encode|decode|HMAC(?:256|384|512)|hmacShaKeyFor|setSigningKey|SignedString|signWith|SecretKeySpec|Fernet|createHmac|createCipheriv|createDecipheriv|URLSafeTimedSerializer|URLSafeSerializer|TimestampSigner|NewCookieStore|NewFilesystemStore|cookieParser|HTTPBasicAuth|[Bb]asicAuth|SetBasicAuth|basicAuthentication|UsernamePasswordCredentials|PasswordAuthentication|UsernamePasswordAuthenticationToken|getConnection|PlainAuth|login|connect)(?=\()/g,
);
/** Texts whose place says what they are: `Authorization: 'Bearer …'` in a map, a call or an assignment; `auth=("user", "…")`. */
const BEHIND: readonly { readonly before: Finder; readonly name: string }[] = [
  {
    before: finderOf(
      /Authorization["'\x60]?\]?\s{0,4}[:,=]\s{0,4}(?=["'\x60](?:Bearer|Basic|Token|ApiKey)[ ][^"'\x60\s$]{8,400}["'\x60])/gi,
    ),
    name: 'access_token',
  },
  { before: finderOf(/\bauth\s{0,4}=\s{0,4}\(\s{0,20}[^,()\n]{1,80},\s{0,20}(?=["'])/g), name: 'user_password' },
];
/** `if (password === '…')`: whoever reads the code signs in. */
const COMPARED = finderOf(/(?:={2,3}\s{0,4}|\.equals\()(?=["'\x60][^"'\x60\s$]{6,200}["'\x60])/g);
const COMPARED_NAME = /(?:^|[^\w.])([\w.]{3,60})["'\x60]?[\])]{0,2}\s{0,4}$/;
/** `setPassword("…")`, `.withApiKey("…")`, `.password("…")`: methods that are called what they are given. */
const SETTER = finderOf(new RegExp(String.raw`\.((?:set|with|add)?_?\w{0,20}${NAME_HINT}\w{0,10})\(\s{0,20}(?=["'\x60])`, 'gi'));

function* placedLiterals(code: CodeSyntax): Iterable<NamedLiteral> {
  const { document } = code;
  const { text } = document;
  for (const { 2: title = '', 0: match, index } of NAMED_CALL.all(document)) {
    const name = credentialName(title);
    const call = name && !inComment(text, index) ? code.callAround(index + 1) : undefined;
    if (
      !name ||
      !call ||
      !FALLING_BACK.test(call.method) ||
      /^(?:set(?!_?default|env$)|add(?!_argument)|put|append|remove|delete|has|equals|compare|replace|split|join|update|save|create|write)/i.test(
        call.method,
      )
    )
      continue;
    // `add_argument('--password', '--pass')`: another name of the same option.
    if (title.startsWith('-') && /^["'\x60]-/.test(text.slice(index + match.length, index + match.length + 2))) continue;
    const given = secondArgument(code, call, index + match.length, title);
    if (given) yield literal(code, title, name, given, { fallback: true, certain: /env|default$/i.test(call.method) });
  }
  for (const { 1: dotted, 2: indexed, index } of EITHER.all(document)) {
    const variable = dotted ?? indexed ?? '';
    const name = credentialName(variable);
    if (!name || inComment(text, index)) continue;
    const end = closingQuote(text, index);
    const expression = end === undefined ? undefined : code.expressionAt({ start: index, end });
    const given = expression && givenBy(code, expression);
    if (given?.fallbackOf) yield literal(code, variable, name, given, { fallback: true, certain: true });
  }
  for (const { variable, start } of defaultsIn(document)) {
    const name = inComment(text, start) ? undefined : credentialName(variable);
    const given = name && givenAt(code, start);
    if (given) yield literal(code, variable, name, { ...given, fallbackOf: variable }, { fallback: true, certain: true });
  }
  for (const { 0: method, index } of PLACED_CALL.all(document)) {
    const open = index + method.length + 1;
    const call = code.callAround(open);
    if (call?.calleeSpan.end !== open - 1) continue;
    for (const { method: wanted, on, argument, name } of BY_PLACE) {
      if (!wanted.test(method) || (on && !on.test(call.name) && !on.test(slice(text, call.calleeSpan)))) continue;
      const expression = call.arg(argument);
      const title = credentialName(name);
      const given = expression && title && givenBy(code, expression);
      if (given)
        yield {
          ...literal(code, method, title, given, { fallback: given.fallbackOf !== undefined, login: true, certain: true }),
          taken: true,
        };
    }
  }
  for (const { before, name } of BEHIND)
    for (const { 0: match, index } of before.all(document)) {
      const title = credentialName(name);
      const given = title && givenAt(code, index + match.length);
      if (!given || signsNobodyIn(given.literal.text, title)) continue;
      yield { ...literal(code, /^\w+/.exec(match)?.[0] ?? name, title, given, { login: true }), taken: true };
    }
  for (const { 1: setter = '', 0: match, index } of SETTER.all(document)) {
    const name = credentialName(setter.replace(/^(?:set|with|add)_?(?=[A-Z_])/, ''));
    const call = name && code.callAround(index + match.length);
    if (!name || call?.args.length !== 1 || !call.receiver || call.method !== setter) continue;
    const [only] = call.args;
    const given = only && givenBy(code, only);
    if (given) yield { ...literal(code, setter, name, given, {}), taken: true };
  }
}

/** `Bearer your-token-here` shows how a header is written; `Basic` with a name and no password is what a public client sends. */
function signsNobodyIn(text: string, name: CredentialName): boolean {
  const [, scheme = '', sent = ''] = /^(\w{1,20})[ ]+(\S{1,400})$/.exec(text) ?? [];
  if (/^Basic$/i.test(scheme) && decodeBase64(sent)?.endsWith(':') === true) return true;
  return scheme !== '' && strengthOf(text, name, { login: true }) === 'placeholder';
}

/** Variables of the environment, and where the text begins that stands for one that is not set. */
function* defaultsIn(document: Document): Iterable<{ readonly variable: string; readonly start: number }> {
  for (const { 0: match, 1: inner = '', index } of TAKEN_APART.all(document))
    for (const { 0: before, 1: variable = '', index: at } of inner.matchAll(DEFAULT))
      yield { variable, start: index + match.indexOf(inner) + at + before.length };
  for (const { 0: before, 1: variable = '', index } of OR_ELSE.all(document)) yield { variable, start: index + before.length };
}

/** What a name that code compares it with would have to be; only what looks real, since code also compares with what it refuses. */
function* comparedLiterals(code: CodeSyntax): Iterable<NamedLiteral> {
  const { document } = code;
  const { text } = document;
  for (const { 0: match, index } of COMPARED.all(document)) {
    const title = COMPARED_NAME.exec(text.slice(Math.max(0, index - 70), index))?.[1] ?? '';
    const name = credentialName(title);
    const given = name && name.kind !== 'token' && !inComment(text, index) ? givenAt(code, index + match.length) : undefined;
    if (!name || !given || strengthOf(given.literal.text, name, { login: true }) !== 'own') continue;
    yield { ...literal(code, title, name, given, { login: true }), replaceable: undefined };
  }
}

/** The text that begins at an offset. */
function givenAt(code: CodeSyntax, start: number): Given | undefined {
  const { text } = code.document;
  const end = text.indexOf(text.charAt(start), start + 1) + 1;
  const expression = end > 0 && end - start < 500 ? code.expressionAt({ start, end }) : undefined;
  return expression?.value.kind === 'text' ? givenBy(code, expression) : undefined;
}

function secondArgument(code: CodeSyntax, call: Call, offset: number, title: string): Given | undefined {
  const named = call.entry('default') ?? call.entry('fallback') ?? call.entry('default_value');
  // flag.StringVar(&secret, "secret", "…", "…") has the name in the second place.
  const index = call.args.findIndex(({ value }) => value.kind === 'text' && value.text === title);
  const expression = named?.expression ?? call.args[index + 1];
  const { value } = call.expression;
  if (value.kind === 'env') return fallbackGiven(code, value, call.expression);
  if (expression?.value.kind !== 'text' || expression.value.uri !== undefined || expression.span.start > offset + 2_000) return undefined;
  const cut = named && argumentSpan(code, named.span);
  return { literal: expression.value, fallbackOf: title, required: cut && { by: 'leaving out', span: cut } };
}

function closingQuote(text: string, from: number): number | undefined {
  const start = /["'`]/g;
  start.lastIndex = /(?:\|\||\?\?)\s{0,20}/g.exec(text.slice(from, from + 200))
    ? from + text.slice(from, from + 200).search(/\|\||\?\?/)
    : from;
  const open = start.exec(text)?.index;
  if (open === undefined) return undefined;
  const close = text.indexOf(text.charAt(open), open + 1);
  return close < 0 || close - open > 400 ? undefined : close + 1;
}

/** Every credential's literal of a source file, once. */
function* credentials(code: CodeSyntax): Iterable<FactDraft> {
  const seen = new Set<number>();
  const named = new Map([...namedLiterals(code)].map((found) => [found.span.start, found]));
  for (const placed of [...placedLiterals(code), ...named.values()]) {
    if (seen.has(placed.span.start)) continue;
    seen.add(placed.span.start);
    // What a literal is given to tells at times more than what is asked for before it.
    const use = named.get(placed.span.start)?.name.use;
    const found = placed.name.use === 'calls' && use === 'signs' ? { ...placed, name: { ...placed.name, use } } : placed;
    const expression = code.expressionAt(found.span);
    if (expression?.conditions.some(isDevelopmentCondition)) continue;
    if (isRefused(code.document, found.text)) continue;
    yield* stated(found);
  }
  for (const compared of comparedLiterals(code)) if (!seen.has(compared.span.start)) yield* stated(compared);
}

/** A credential's name, something that gives, a text without spaces. Another argument's text is not what is given. */
const NAMED = String.raw`${NAME_HINT}\w{0,40}["'\x60]?\]?\)?\s{0,10}(?:[:=,|?>)!][^\n"'\x60;,(]{0,60}(?:\([^\n"'\x60;]{0,60})?|\([^\n"'\x60;]{0,60})["'\x60](?:[^"'\x60\s]{2,300}|keyboard cat|[^"'\x60\n]{0,40}(?:change|replace|secret|[!@#$%^&*]{3})[^"'\x60\n]{0,60})["'\x60]`;
const PLACED = [
  String.raw`env[^\n]{0,40}${NAME_HINT}\w{0,40}["'\x60\])]{0,3}\s{0,4}(?:,|\|\||\?\?|or)\s{0,4}["'\x60]`,
  String.raw`(?:jwt|jose|jsonwebtoken)[\w.]{0,30}(?:sign|verify|encode|decode)\w{0,6}\(|HMAC(?:256|384|512)\(|hmacShaKeyFor|SigningKey\(|SignedString|SecretKeySpec|Fernet\(|createHmac|create(?:Ci|Deci)pheriv|TimedSerializer|NewCookieStore|cookieParser\(["'\x60]|BasicAuth\(|PasswordCredentials\(|DriverManager|PlainAuth\(|signWith\(|(?:pymysql|MySQLdb|oracledb|cx_Oracle)\.connect\(|(?:smtp|mail|imap|pop3|server|ftp)\w{0,20}\.login\(`,
  // A variable that is read, asked for and, on the line below, set; one that is taken apart.
  String.raw`(?:getenv|environ\.get)\(\s{0,4}["']\w{0,40}(?:SECRET|PASSWORD|TOKEN|KEY)\w{0,20}["']\s{0,4}\)(?:\s{0,20}\n\s{0,20}if\b|\s{0,4}\)\s{0,20}\.orElse)`,
  String.raw`(?:SECRET|PASSWORD|TOKEN|KEY)\w{0,20}\s{0,4}=\s{0,4}["'\x60][^\n]{0,300}\}\s{0,4}=\s{0,4}(?:process|import\.meta|Bun)\.env`,
  String.raw`Authorization["'\x60]?\]?\s{0,4}[:,=]\s{0,4}["'\x60](?:Bearer|Basic|Token|ApiKey)[ ][^"'\x60\s$]{8,400}["'\x60]|\bauth\s{0,4}=\s{0,4}\([^,()\n]{1,80},\s{0,20}["']`,
].join('|');
const NAMED_ONE = credentialNames(NAMED);
const PLACED_ONE = finderOf(new RegExp(PLACED, 'i'));

const ofCode = {
  roles: JUDGED,
  /** What a source file must hold to be parsed for this. */
  mentions: new RegExp(`${NAMED}|${PLACED}`, 'i'),
  worthParsing: (document: Document): boolean =>
    !isTranslation(document.path) &&
    !isMachineWritten(document.path) &&
    !isTestAid(document.path) &&
    (PLACED_ONE.first(document) !== undefined || NAMED_ONE(document)),
  facts: credentials,
};

export const pythonCredentials = detector({ framework: 'Python', format: 'python', ...ofCode });
export const javascriptCredentials = detector({ framework: 'JavaScript', format: 'javascript', ...ofCode });
export const goCredentials = detector({ framework: 'Go', format: 'go', ...ofCode });
export const javaCredentials = detector({ framework: 'Java', format: 'java', ...ofCode });
