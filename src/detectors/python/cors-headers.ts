import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Value } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration, Entry, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';

const ORIGIN = 'access-control-allow-origin';
const CREDENTIALS = 'access-control-allow-credentials';
/** `response.headers[…]`, Django's `response[…]`, `resp.headers[…]`; what asks others has other names. */
const WRITTEN = /^(.{1,80}?)(\.headers)?\[([\w-]{1,60})\]$/;
const ANSWER = /(?:^|[._])(?:res|resp|response|rv|reply|r)\d?$|[rR]esponse$/;
const ASKS = /(?:^|[._])(?:req|request|requests|session|client|http)$/i;
const SETS = /^(?:add|set|setdefault|append|__setitem__|add_header|set_header|send_header|append_header|headers)$/;
const MAKES = /(?:Response|make_response|HTTPException|HttpResponse\w*)$/;
/** How the origin that a browser sent is read. */
const SENT = /headers(?:\.get\(|\[)["']origin["']|META(?:\.get\(|\[)["']HTTP_ORIGIN["']|get_header\(["']origin["']/i;

interface Header {
  readonly value: Expression;
  readonly scope: Declaration;
}

/** Origins in headers that code writes itself, whatever the framework. */
export const pythonCorsHeaders = detector({
  framework: 'Python',
  format: 'python',
  mentions: /access-control-allow-origin/i,

  *facts(python): Iterable<FactDraft> {
    const seen = new Set<number>();
    for (const { value, scope } of headers(python, ORIGIN)) {
      if (seen.has(value.span.start)) continue;
      seen.add(value.span.start);
      const credentials = [...headers(python, CREDENTIALS)].find((other) => other.scope === scope)?.value.value;
      const echoes = SENT.test(value.text) || SENT.test(value.resolved.text);
      const checked = value.conditions.some((condition) => /origin|allow/i.test(condition));
      yield CorsPolicy(value, {
        setting: 'Access-Control-Allow-Origin',
        origins: echoes && !checked ? undefined : checked ? { kind: 'unknown', span: value.span } : value.value,
        pattern: undefined,
        echo: echoes && !checked ? { span: value.span } : undefined,
        credentials: credentials && flagOf(credentials),
        reflects: false,
      });
    }
  },
});

function* headers(python: CodeSyntax, wanted: string): Iterable<Header> {
  for (const { name, expression, scope, by, map } of python.namedValues()) {
    if (by === 'assignment') {
      const [, object = '', ofHeaders, key = ''] = WRITTEN.exec(name) ?? [];
      if (key.toLowerCase() !== wanted || ASKS.test(object)) continue;
      if (ofHeaders !== undefined || ANSWER.test(object) || /headers$/i.test(object)) yield { value: expression, scope };
    } else if (by === 'entry' && name.toLowerCase() === wanted && map && isSent(python, map)) yield { value: expression, scope };
  }
  for (const call of python.calls('*')) {
    if (!SETS.test(call.method)) continue;
    const [name, value] = call.args;
    if (value && name?.value.kind === 'text' && name.value.text.toLowerCase() === wanted && !ASKS.test(call.receiver?.text ?? ''))
      yield { value, scope: call.scope };
  }
}

/** Whether a map of headers goes out with an answer: as an argument of what makes one, or in what a function behind a gateway gives back. */
function isSent(python: CodeSyntax, map: Expression): boolean {
  const call = python.callAround(map.span.start);
  if (call && headersOf(call).some(({ expression }) => expression.resolved.span.start === map.span.start))
    return MAKES.test(call.name) || call.method === 'update';
  if (call?.method === 'update' && /headers$/i.test(call.receiver?.text ?? ''))
    return !ASKS.test(call.receiver?.text.replace(/\.headers$/, '') ?? '');
  return /["']statusCode["']\s{0,4}:/.test(python.document.text) && !/\brequests\.|\bhttpx\./.test(python.document.text);
}

const headersOf = (call: Call): readonly Entry[] => [call.entry('headers')].filter((entry) => entry !== undefined);

/** Headers hold texts: `"true"`. */
const flagOf = (value: Value): Value =>
  value.kind === 'text' && /^(?:true|false)$/i.test(value.text)
    ? { kind: 'flag', on: value.text.toLowerCase() === 'true', span: value.span }
    : value;
