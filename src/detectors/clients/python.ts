import { CertificateCheck } from '../../facts/tls.js';
import type { FactDraft } from '../../model/fact.js';
import { type Value, flag, unknown } from '../../model/value.js';
import type { Call, CodeSyntax, Expression, NamedValue } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { isAsked, shown, switched } from './certificate-checks.js';

const WORDS = { on: 'True', off: 'False' };

/** Libraries whose `verify` is about certificates; elsewhere it is a signature's (`jwt.decode`), or anything. */
const VERIFIES =
  /^(?:requests|httpx|niquests|requests_\w+|requests_html|oauthlib|authlib|curl_cffi|cloudscraper|hvac|boto3|botocore|aioboto3|aiobotocore|consul|docker|zeep|pyoauth2|hyper|tls_client|podman)\b/;
const VERBS = /^(?:get|post|put|patch|delete|head|options|request|stream|send|fetch|ws_connect)$/;
const CLIENTS = ['requests', 'httpx', 'niquests', 'hvac', 'boto3', 'requests_oauthlib', 'authlib', 'cloudscraper', 'curl_cffi'];

/** Keywords that mean this and nothing else, whoever takes them. */
const CHECKS = new Set([
  'verify_certs',
  'verify_ssl',
  'ssl_verify',
  'verify_tls',
  'validate_certs',
  'validate_cert',
  'check_hostname',
  'assert_hostname',
  'ssl_assert_hostname',
  'cert_check',
  'verify_ssl_certs',
]);
const SKIPS = new Set([
  'disable_ssl_certificate_validation',
  'disableSslCertValidation',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsInsecure',
  'trust_all_certs',
]);
const REQUIREMENTS = new Set(['cert_reqs', 'ssl_cert_reqs', 'validate', 'verify_mode', 'tls_require_cert']);
/** A server's own switch: whether it asks its clients for certificates. */
const SERVERS = /^(?:uvicorn|hypercorn|gunicorn|daphne|sanic|granian)\b|(?:^|\.)(?:run|serve|start_server|create_server)$/;

/** https://docs.python.org/3/library/ssl.html, https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification */
export const pythonCertificates = detector({
  framework: 'Python HTTP clients',
  format: 'python',
  // The switches above, as they are given a value: `verify` and `ssl` alone are in every third file.
  mentions:
    /verify["']?\]?\s{0,9}(?::\s{0,9}\w{1,40}\s{0,9})?[=:](?!=)|verify_certs|verify_ssl|ssl_verify|verify_tls|validate_certs?|check_hostname|assert_hostname|cert_check|cert_reqs|verify_mode|tls_require_cert|disable_ssl_certificate_validation|disableSslCertValidation|tlsAllowInvalid|tlsInsecure|trust_all_certs|CERT_(?:NONE|REQUIRED|OPTIONAL)|validate\s{0,9}=\s{0,9}["']|\bssl["']?\s{0,9}[=:](?!=)|_create_unverified_context|_create_default_https_context|SSL_VERIFY|NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY/,

  *facts(python) {
    for (const call of python.calls('*')) yield* ofCall(python, call);
    const contexts: NamedValue[] = [];
    for (const named of python.namedValues()) {
      if (named.by === 'entry') yield* ofEntry(python, named);
      if (named.by !== 'assignment') continue;
      if (/\.(?:check_hostname|verify_mode)$/.test(named.name)) contexts.push(named);
      else yield* ofAssignment(python, named);
    }
    yield* ofContexts(python, contexts);
  },
});

function* ofCall(python: CodeSyntax, call: Call): Iterable<FactDraft> {
  const { document } = python;
  const { name } = call;
  if (name.endsWith('ssl._create_unverified_context')) yield* unverified(document.text, call);
  if (name.endsWith('.setopt')) yield* ofCurl(document.text, call);
  for (const entry of call.options) {
    const { name: option, expression, span } = entry;
    const stated = { span, expression, words: WORDS, peers: peersOf(call) };
    if (option === 'verify' && takesVerify(python, call)) {
      const sure = VERIFIES.test(name) || CLIENTS.some((client) => python.imports(client));
      yield* switched(document.text, { ...stated, reads: readVerify, confidence: sure ? 'sure' : 'likely' });
    } else if (option === 'ssl' && isAiohttp(python, call)) yield* switched(document.text, { ...stated, reads: readVerify });
    else if (CHECKS.has(option)) yield* switched(document.text, { ...stated, reads: readVerify });
    else if (SKIPS.has(option)) yield* switched(document.text, { ...stated, skips: true });
    else if (REQUIREMENTS.has(option) && !SERVERS.test(name) && call.option('server_side')?.kind !== 'flag')
      yield* requirement(document.text, entry, call);
  }
}

/** `requests.get(url, verify=False)`, and the same of a session that comes from elsewhere. */
const takesVerify = (python: CodeSyntax, { name, method }: Call): boolean =>
  VERIFIES.test(name) ||
  (VERBS.test(method) && /^(?:self\.|cls\.|\?|_*[a-z])/.test(name) && CLIENTS.some((client) => python.imports(client)));

const isAiohttp = (python: CodeSyntax, { name, method }: Call): boolean =>
  /^aiohttp\b/.test(name) || (VERBS.test(method) && python.imports('aiohttp'));

function readVerify(value: Value, expression: Expression): Value | undefined {
  switch (value.kind) {
    case 'text':
    case 'joined':
    case 'nothing':
      // A file or folder of CAs; None is the default.
      return flag(value, true);
    case 'number':
      return flag(value, value.number !== 0);
    case 'unknown':
      // Contexts that turn checks off are found where they do so.
      return /^(?:certifi\.where|ssl\.create_default_context)(?:\(\))?$/.test(expression.name) ? flag(value, true) : undefined;
    case 'flag':
    case 'list':
    case 'env':
      return undefined;
  }
}

/** What the call connects to, where it says so. */
function peersOf(call: Call): readonly Value[] {
  const url = call.option('url') ?? call.option('base_url') ?? call.option('endpoint_url') ?? call.option('hosts') ?? call.option('host');
  if (url) return url.kind === 'list' ? url.items : [url];
  const first = call.arg(call.method === 'request' && call.args.length > 1 ? 1 : 0)?.value;
  if (!first) return [];
  return first.kind === 'list' ? first.items : [first];
}

/** `cert_reqs=ssl.CERT_NONE`, `"CERT_NONE"`; redis also takes `None` and `"none"` for it. */
function* requirement(
  source: string,
  { name, expression, span }: Pick<NamedValue, 'name' | 'expression' | 'span'>,
  call?: Call,
): Iterable<FactDraft> {
  const { value } = expression;
  const required = requirementOf(expression, name);
  if (required === undefined) return;
  const checks = !required && isAsked(expression) ? unknown(value) : flag(value, required);
  const becomes =
    value.kind === 'text'
      ? expression.text.replace(/none/i, (none) => (none === 'none' ? 'required' : 'REQUIRED'))
      : expression.text.replace(/CERT_NONE$/, 'CERT_REQUIRED');
  const setting = shown(source.slice(span.start, span.end));
  const safe =
    becomes !== expression.text && /none/i.test(expression.text)
      ? {
          words: setting,
          becomes: shown(source.slice(span.start, expression.span.start) + becomes),
          edits: [{ span: expression.span, text: becomes }],
        }
      : undefined;
  yield CertificateCheck({ span }, { setting, checks, guards: 'connection', peers: call ? peersOf(call) : [], safe });
}

function requirementOf(expression: Expression, name: string): boolean | undefined {
  const { value } = expression;
  if (value.kind === 'text')
    return /^(?:CERT_)?NONE$/i.test(value.text) ? false : /^(?:CERT_)?(?:REQUIRED|OPTIONAL)$/i.test(value.text) ? true : undefined;
  if (value.kind === 'nothing') return name === 'ssl_cert_reqs' ? false : undefined;
  if (/(?:^|\.)CERT_NONE$/.test(expression.name)) return false;
  return /(?:^|\.)CERT_(?:REQUIRED|OPTIONAL)$/.test(expression.name) ? true : undefined;
}

function* unverified(source: string, call: Call): Iterable<FactDraft> {
  const word = '_create_unverified_context';
  const end = call.calleeSpan.end;
  const member = source.slice(end - word.length - 1, end) === `.${word}`;
  const safe = member && call.args.length === 0 && call.options.length === 0 && !call.spreads;
  const edit = { span: { start: end - word.length, end }, text: 'create_default_context' };
  const setting = shown(source.slice(call.calleeSpan.start, end));
  yield CertificateCheck(
    { span: call.calleeSpan },
    {
      setting,
      checks: isAsked(call) ? unknown(call) : flag(call, false),
      guards: 'connection',
      peers: [],
      safe: safe ? { words: setting, becomes: 'ssl.create_default_context', edits: [edit] } : undefined,
    },
  );
}

/** `curl.setopt(pycurl.SSL_VERIFYPEER, 0)`. https://curl.se/libcurl/c/CURLOPT_SSL_VERIFYPEER.html */
function* ofCurl(source: string, call: Call): Iterable<FactDraft> {
  const [option, setting] = call.args;
  if (!option || !setting || !/\bSSL_VERIFY(?:PEER|HOST)$/.test(option.text)) return;
  const { value } = setting;
  const off = (value.kind === 'number' && value.number === 0) || (value.kind === 'flag' && !value.on);
  if (!off && value.kind !== 'number' && value.kind !== 'flag') return;
  const span = { start: option.span.start, end: setting.span.end };
  const on = value.kind === 'flag' ? 'True' : option.text.endsWith('HOST') ? '2' : '1';
  const words = shown(source.slice(span.start, span.end));
  const safe = { words, becomes: shown(`${option.text}, ${on}`), edits: [{ span: setting.span, text: on }] };
  yield CertificateCheck(
    { span },
    {
      setting: words,
      checks: isAsked(call) ? unknown(call) : flag(setting, !off),
      guards: 'connection',
      peers: [],
      safe: off ? safe : undefined,
    },
  );
}

function* ofEntry(python: CodeSyntax, named: NamedValue): Iterable<FactDraft> {
  const { name, expression, span } = named;
  const source = python.document.text;
  // The description of a setting: `{"verify_ssl": {"type": "boolean"}}`.
  if (expression.shape.is === 'map') return;
  if (CHECKS.has(name)) yield* switched(source, { span, expression, words: WORDS, reads: readVerify });
  else if (SKIPS.has(name)) yield* switched(source, { span, expression, words: WORDS, skips: true });
  else if (REQUIREMENTS.has(name) && name !== 'validate') yield* requirement(source, named);
  else if (name === 'NODE_TLS_REJECT_UNAUTHORIZED' || name === 'PYTHONHTTPSVERIFY') yield* environment(name, named);
}

function* ofAssignment(python: CodeSyntax, named: NamedValue): Iterable<FactDraft> {
  const { name, expression, span } = named;
  const source = python.document.text;
  if (name === 'ssl._create_default_https_context') {
    if (expression.name !== 'ssl._create_unverified_context') return;
    const word = '_create_unverified_context';
    const edits = expression.text.endsWith(`.${word}`)
      ? [{ span: { start: expression.span.end - word.length, end: expression.span.end }, text: 'create_default_context' }]
      : [];
    const safe = edits.length ? { words: expression.text, becomes: 'ssl.create_default_context', edits } : undefined;
    yield CertificateCheck(
      { span },
      { setting: name, checks: isAsked(expression) ? unknown(expression) : flag(expression, false), guards: 'process', peers: [], safe },
    );
  } else if (name === 'os.environ[PYTHONHTTPSVERIFY]') yield* environment('PYTHONHTTPSVERIFY', named);
  else if (name.endsWith('.verify') && CLIENTS.some((client) => python.imports(client)))
    yield* switched(source, { span, expression, words: WORDS, reads: readVerify });
  else if (name.includes('.') && CHECKS.has(name.slice(name.lastIndexOf('.') + 1)))
    yield* switched(source, { span, expression, words: WORDS, reads: readVerify });
}

function* environment(variable: string, { expression, span }: NamedValue): Iterable<FactDraft> {
  const { value } = expression;
  const off = (value.kind === 'text' && value.text === '0') || (value.kind === 'number' && value.number === 0);
  const checks = off
    ? isAsked(expression)
      ? unknown(value)
      : flag(value, false)
    : value.kind === 'text' || value.kind === 'number'
      ? flag(value, true)
      : unknown(value);
  const on = expression.text.replace('0', '1');
  const words = `${variable} = ${shown(expression.text)}`;
  const safe = off ? { words, becomes: `${variable} = ${on}`, edits: [{ span: expression.span, text: on }] } : undefined;
  yield CertificateCheck({ span }, { setting: words, checks, guards: 'process', peers: [], safe });
}

/**
 * `context.check_hostname = False` has to stand before `context.verify_mode = ssl.CERT_NONE`: together they are one thing. Alone it
 * is one, too, unless the context trusts a CA of its own: then few certificates pass.
 */
function* ofContexts(python: CodeSyntax, all: readonly NamedValue[]): Iterable<FactDraft> {
  const source = python.document.text;
  for (const named of all) {
    const { name, expression, span, scope } = named;
    const object = name.slice(0, name.lastIndexOf('.'));
    const created = python.bound(object, scope)?.call;
    if (created && isServerSide(created)) continue;
    const partner = all.find((other) => other !== named && other.scope === scope && other.name.startsWith(`${object}.`) && isOffNow(other));
    if (name.endsWith('.check_hostname')) {
      const { value } = expression;
      if (partner || value.kind !== 'flag') continue;
      const pinned = !value.on && (created ? created.args.length + created.options.length > 0 : false);
      const loads = [...scope.calls('*.load_verify_locations')].length > 0;
      if (pinned || loads) continue;
      yield* switched(source, { span, expression, words: WORDS });
    } else if (partner?.name.endsWith('.check_hostname') && isOffNow(named)) {
      const checks = isAsked(expression) ? unknown(expression) : flag(expression, false);
      const required = expression.text.replace(/CERT_NONE$/, 'CERT_REQUIRED');
      const edits = [
        { span: partner.expression.span, text: 'True' },
        { span: expression.span, text: required },
      ];
      const words = shown(source.slice(span.start, span.end));
      yield CertificateCheck(
        { span },
        { setting: words, checks, guards: 'connection', peers: [], safe: { words, becomes: shown(`${name} = ${required}`), edits } },
      );
    } else yield* requirement(source, { name: 'verify_mode', expression, span });
  }
}

const isOffNow = ({ expression }: NamedValue): boolean =>
  (expression.value.kind === 'flag' && !expression.value.on) || /(?:^|\.)CERT_NONE$/.test(expression.name);

const isServerSide = (call: Call): boolean =>
  [...call.args, ...call.options.map(({ expression }) => expression)].some(({ text }) =>
    /\b(?:CLIENT_AUTH|PROTOCOL_TLS_SERVER)$/.test(text),
  );
