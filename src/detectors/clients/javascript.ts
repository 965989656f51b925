import { CertificateCheck } from '../../facts/tls.js';
import type { FactDraft } from '../../model/fact.js';
import { covers } from '../../model/span.js';
import { type Value, flag, unknown } from '../../model/value.js';
import type { Call, CodeSyntax, Expression, NamedValue } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { inDevelopment } from '../javascript/development.js';
import { isAsked, shown, switched } from './certificate-checks.js';

const WORDS = { on: 'true', off: 'false' };
const CHECKS = new Set(['rejectUnauthorized', 'strictSSL', 'sslValidate']);
const SKIPS = new Set(['tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames', 'tlsInsecure', 'trustServerCertificate']);
const SERVERS = /(?:^|\.)(?:createServer|createSecureServer|Server|WebSocketServer)$/;

/** https://nodejs.org/api/tls.html#tlsconnectoptions-callback, https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue */
export const javascriptCertificates = detector({
  framework: 'Node.js TLS clients',
  format: 'javascript',
  mentions: [
    'rejectUnauthorized',
    'strictSSL',
    'sslValidate',
    'tlsAllowInvalid',
    'tlsInsecure',
    'trustServerCertificate',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'checkServerIdentity',
  ],

  *facts(javascript) {
    const source = javascript.document.text;
    const servers = [...javascript.calls('*')].filter(({ name }) => SERVERS.test(name));
    for (const named of javascript.namedValues()) {
      const { name, expression, span, by } = named;
      if (by !== 'entry' && by !== 'assignment') continue;
      const last = name.slice(name.lastIndexOf('.') + 1).replace(/^.*\[(\w+)\]$/, '$1');
      // The description of a setting (`rejectUnauthorized: { type: 'boolean' }`), or what only a developer's machine runs.
      if (expression.shape.is === 'map' || inDevelopment(expression)) continue;
      if (by === 'assignment' && last === name && name !== 'NODE_TLS_REJECT_UNAUTHORIZED') continue;
      if (last === 'NODE_TLS_REJECT_UNAUTHORIZED') yield* environment(expression, span);
      else if (last === 'checkServerIdentity') yield* identity(source, expression, span, peersOf(javascript, named));
      else if (CHECKS.has(last) && !asksItsClients(named, servers))
        yield* switched(source, { span, expression, words: WORDS, peers: peersOf(javascript, named), reads });
      else if (SKIPS.has(last)) yield* switched(source, { span, expression, words: WORDS, skips: true, peers: peersOf(javascript, named) });
    }
  },
});

/** Node takes only `false` for false; undefined is the default. */
const reads = (value: Value): Value | undefined => (value.kind === 'nothing' ? flag(value, true) : undefined);

/** A server's `rejectUnauthorized` is about the certificates of those that come to it. */
const asksItsClients = ({ map, span }: NamedValue, servers: readonly Call[]): boolean =>
  map?.entry('requestCert') !== undefined || servers.some((call) => call.args.some((argument) => covers(argument.span, span)));

/** What is connected to: the options beside the switch, or the call's own address. */
function peersOf(javascript: CodeSyntax, { map, span }: NamedValue): readonly Value[] {
  for (const name of ['host', 'hostname', 'url', 'baseURL', 'uri', 'servername']) {
    const beside = map?.entry(name);
    if (beside) return [beside.expression.value];
  }
  const calls = [...javascript.calls('*')].filter((call) => covers(call.span, span) && call.span.start !== span.start);
  for (const call of calls.toReversed()) {
    const first = call.args.find((argument) => !covers(argument.span, span))?.value;
    if (first && (first.kind === 'text' || first.kind === 'joined')) return [first];
    const outer = call.args.find((argument) => covers(argument.span, span));
    for (const name of ['host', 'hostname', 'url', 'baseURL', 'uri', 'node']) {
      const entry = outer?.entry(name);
      if (entry) return [entry.expression.value];
    }
  }
  return [];
}

/** `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'`, and the environment that a process is started with. Only `0` switches checks off. */
function* environment(expression: Expression, span: NamedValue['span']): Iterable<FactDraft> {
  const { value } = expression;
  const written = value.kind === 'text' ? value.text : value.kind === 'number' ? String(value.number) : undefined;
  const off = written === '0';
  const checks = written === undefined ? unknown(value) : off && isAsked(expression) ? unknown(value) : flag(value, !off);
  const setting = `NODE_TLS_REJECT_UNAUTHORIZED=${written ?? '…'}`;
  const here = covers(span, value.span);
  const edits = [{ span: value.span, text: expression.text.replace('0', '1') }];
  yield CertificateCheck(
    { span },
    { setting, checks, guards: 'process', peers: [], safe: off && here ? { words: setting, becomes: '1', edits } : undefined },
  );
}

/** `checkServerIdentity: () => undefined`: a certificate of whatever name is taken. One that does something may pin a key. */
function* identity(source: string, expression: Expression, span: NamedValue['span'], peers: readonly Value[]): Iterable<FactDraft> {
  const called = expression.shape.is === 'function' ? expression.function : undefined;
  if (!called || !/^\{?(?:return)?\(?(?:undefined|null|true|void0|\{\})?\)?;?\}?$/.test(called.text.slice(0, 200).replace(/\s/g, '')))
    return;
  const setting = shown(source.slice(span.start, span.end));
  yield CertificateCheck(
    { span },
    { setting, checks: isAsked(expression) ? unknown(expression) : flag(expression, false), guards: 'connection', peers, safe: undefined },
  );
}
