import { unknown } from '../../model/value.js';
import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { covers } from '../../model/span.js';
import type { Call, CodeSyntax, Entry, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { inDevelopment, inProduction } from './development.js';
import { credentialsOf, isChecked, isSentOrigin } from './origins.js';

const ORIGIN = 'access-control-allow-origin';
const CREDENTIALS = 'access-control-allow-credentials';
const SETS = /^(?:header|headers|set|setHeader|append|appendHeader|writeHead|addHeader)$/;
/** What answers a request; clients that send the header by mistake have other names. */
const ANSWER =
  /(?:^|\.|\b_?)(?:res|resp|response|reply|rep|ctx|context|c|nextResponse|\w*Response|\w*Res)(?:\.(?:res|response|raw|headers))?$/;
const MAKES = /(?:^|\.)(?:Response|NextResponse)(?:\.(?:json|redirect|next|rewrite|error))?$/;

/** Origins in headers that code writes itself, whatever the framework. */
export const corsHeaders = detector({
  framework: 'Node.js',
  format: 'javascript',
  mentions: /access-control-allow-origin/i,

  *facts(js) {
    const seen = new Set<number>();
    for (const call of js.calls('*')) {
      const origin = originIn(js, call);
      if (!origin || seen.has(origin.span.start) || inDevelopment(call) || isStatic(js, call) || isForEveryone(call)) continue;
      seen.add(origin.span.start);
      yield* policy(call, origin);
    }
    // What a function behind a gateway gives back: `{ statusCode: 200, headers: { … } }`.
    if (!/\bstatusCode\s*:/.test(js.document.text) || /\b(?:axios|fetch)\s*[.(]/.test(js.document.text)) return;
    for (const { name, by, expression } of js.namedValues()) {
      const headers = name === 'headers' && by === 'entry' ? entryOf(expression, ORIGIN) : undefined;
      if (!headers || seen.has(headers.expression.span.start)) continue;
      seen.add(headers.expression.span.start);
      const credentials = entryOf(expression, CREDENTIALS)?.expression.value;
      yield CorsPolicy(headers.expression, {
        setting: headers.name,
        origins: headers.expression.value,
        pattern: undefined,
        echo: undefined,
        credentials: credentialsOf(credentials),
        reflects: false,
      });
    }
  },
});

/** The value that a call gives the header. */
function originIn(js: CodeSyntax, call: Call): Expression | undefined {
  if (SETS.test(call.method) && call.receiver) {
    const [name, value] = call.args;
    if (!isAnswer(js, call.receiver)) return undefined;
    if (name?.value.kind === 'text') return name.value.text.toLowerCase() === ORIGIN ? value : undefined;
    return call.args.flatMap((argument) => entryOf(argument, ORIGIN)?.expression ?? [])[0];
  }
  if (!MAKES.test(call.name)) return undefined;
  const options = call.args.at(-1)?.resolved.entry('headers')?.expression;
  return options && entryOf(options, ORIGIN)?.expression;
}

/** `res`, `reply`, `ctx`; `headers` where the file makes responses. */
function isAnswer(js: CodeSyntax, receiver: Expression): boolean {
  // `res.status(200).header(…)`, `res.set(…).set(…)`
  let current = receiver;
  for (let call = current.call; call?.receiver; call = current.call) current = call.receiver;
  const said = current.text.replaceAll('?', '').replaceAll('!', '').replaceAll('this.', '');
  if (ANSWER.test(said)) return true;
  return (
    /(?:^|\.)\w*headers$/i.test(said) && /\bnew (?:Next)?Response\(|\b(?:Next)?Response\.(?:json|next|redirect)\(/.test(js.document.text)
  );
}

/** A header in a map, or in one that it takes over. */
function entryOf(map: Expression, wanted: string, depth = 4): Entry | undefined {
  const { resolved } = map;
  if (depth === 0) return undefined;
  // `new Headers({ … })`
  if (resolved.call)
    return resolved.call.name === 'Headers' && resolved.call.arg(0) ? entryOf(resolved.call.arg(0) ?? map, wanted, depth - 1) : undefined;
  return (
    resolved.entries.find(({ name }) => name.toLowerCase() === wanted) ??
    resolved.spreads.map((each) => entryOf(each, wanted, depth - 1)).find(Boolean)
  );
}

/** Fonts, images and scripts are for everybody: `express.static('public', { setHeaders })`. */
function isStatic(js: CodeSyntax, call: Call): boolean {
  for (const other of js.calls('*'))
    if (/(?:^|\.)(?:static|serveStatic|sirv)$|^serve-static$|^sirv$|^@fastify\/static/.test(other.name) && covers(other.span, call.span))
      return true;
  return call.scope.name === 'setHeaders';
}

/** Images, fonts, scripts, and what any cache may hand out. */
function isForEveryone(call: Call): boolean {
  const beside = (wanted: string): string | undefined => {
    const value = headerBeside(call, wanted)?.value;
    return value?.kind === 'text' ? value.text : undefined;
  };
  return (
    /^(?:image|font|video|audio)\/|javascript|\bcss\b/i.test(beside('content-type') ?? '') ||
    /^public\b/i.test(beside('cache-control') ?? '')
  );
}

function* policy(call: Call, written: Expression): Iterable<FactDraft> {
  const origin = inProduction(written);
  const credentials = credentialsOf(headerBeside(call, CREDENTIALS)?.value);
  const setting = 'Access-Control-Allow-Origin';
  if (isSentOrigin(origin)) {
    const checked = isChecked(call, origin);
    yield CorsPolicy(origin, {
      setting,
      origins: checked ? { kind: 'unknown', span: origin.span } : undefined,
      pattern: undefined,
      echo: checked ? undefined : { span: origin.span },
      credentials,
      reflects: false,
    });
    return;
  }
  // Where a condition compares with '*', the origins are an option that stands elsewhere.
  const passedOn = call.conditions.some((condition) => /['"`]\*['"`]/.test(condition));
  const origins = passedOn ? unknown(origin) : origin.value;
  yield CorsPolicy(origin, { setting, origins, pattern: undefined, echo: undefined, credentials, reflects: false });
}

/** Another header, in the same map or where the same function writes it. */
function headerBeside(call: Call, wanted: string): Expression | undefined {
  const maps = call.args.flatMap((argument) => [
    argument,
    ...argument.resolved.entries.filter(({ name }) => name === 'headers').map(({ expression }) => expression),
  ]);
  const own = maps.map((map) => entryOf(map, wanted)).find(Boolean);
  if (own) return own.expression;
  for (const other of call.scope.calls()) {
    if (!SETS.test(other.method)) continue;
    const [name, value] = other.args;
    if (name?.value.kind === 'text' && name.value.text.toLowerCase() === wanted && !inDevelopment(other)) return value;
  }
  return undefined;
}
