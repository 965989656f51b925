import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { type Value, flag, none, text, unknown } from '../../model/value.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';

/** https://docs.spring.io/spring-framework/reference/web/webmvc-cors.html */
export const springCors = detector({
  framework: 'Spring CORS',
  format: 'java',
  mentions: ['CrossOrigin', 'addMapping', 'CorsConfiguration', 'CorsRegistry'],

  *facts(java) {
    for (const call of java.calls('*')) {
      if (call.decorated && /(?:^|\.)CrossOrigin$/.test(call.name)) yield* ofAnnotation(call);
      else if (call.method === 'addMapping' && call.receiver) yield* ofMapping(java, call);
      else if (call.constructs && /(?:^|\.)CorsConfiguration$/.test(call.name)) yield* ofConfiguration(java, call);
    }
  },
});

/** `@CrossOrigin` alone lets every origin in. */
function* ofAnnotation(call: Call): Iterable<FactDraft> {
  const origins = call.option('origins') ?? call.option('value') ?? call.arg(0)?.value;
  const patterns = call.option('originPatterns');
  const written = call.option('allowCredentials');
  const credentials = written?.kind === 'text' && written.text !== '' ? flag(written, written.text === 'true') : written;
  const setting = patterns && !origins ? 'originPatterns' : 'origins';
  yield CorsPolicy(call, {
    setting,
    origins: interpolatedAll(origins ?? patterns) ?? text(call, '*'),
    pattern: undefined,
    echo: undefined,
    credentials,
    reflects: setting === 'originPatterns',
  });
}

/** Annotations take `${property}`: what that holds is not written here. */
function interpolatedAll(value: Value | undefined): Value | undefined {
  if (value?.kind === 'text' && /[$#]\{/.test(value.text)) return unknown(value);
  return value?.kind === 'list' ? { ...value, items: value.items.map((item) => interpolatedAll(item) ?? item) } : value;
}

interface Settings {
  readonly at: { readonly span: Span };
  readonly calls: readonly Call[];
  /** Origins when nothing names any. */
  readonly otherwise: Value;
}

/** `registry.addMapping("/**").allowedOrigins("*").allowCredentials(true)`: what it does not say has a default, which for origins is all. */
function* ofMapping(java: CodeSyntax, call: Call): Iterable<FactDraft> {
  const chained = [...java.calls('*')].filter(({ span }) => span.start === call.span.start && span.end > call.span.end);
  const later =
    call.target === undefined
      ? []
      : [...java.calls('*')].filter(
          ({ receiver, span }) => receiver !== undefined && rootText(receiver) === call.target && span.start > call.span.end,
        );
  yield* policy({
    at: { span: { start: call.calleeSpan.end - call.method.length, end: call.span.end } },
    calls: [...chained, ...later],
    otherwise: text(call, '*'),
  });
}

/** `new CorsConfiguration()` lets nobody in until it is told to. */
function* ofConfiguration(java: CodeSyntax, call: Call): Iterable<FactDraft> {
  const chained = [...java.calls('*')].filter(({ span }) => span.start === call.span.start && span.end > call.span.end);
  const { target } = call;
  const later =
    target === undefined
      ? []
      : [...java.calls('*')].filter(
          ({ receiver, scope }) => scope === call.scope && receiver !== undefined && rootText(receiver) === target,
        );
  const calls = [...chained, ...later];
  const defaults = calls.find(({ method }) => method === 'applyPermitDefaultValues');
  const copies = call.args.length > 0;
  if (calls.length === 0 && !copies) return;
  yield* policy({ at: call, calls, otherwise: copies ? unknown(call) : defaults ? text({ span: lastWord(defaults) }, '*') : none(call) });
}

const rootText = (expression: Expression): string => {
  let current = expression;
  for (let inner = current.call?.receiver; inner; inner = current.call?.receiver) current = inner;
  return current.text;
};

const lastWord = (call: Call): Span => ({ start: call.calleeSpan.end - call.method.length, end: call.span.end });

function* policy({ at, calls, otherwise }: Settings): Iterable<FactDraft> {
  const exact = calls.filter(({ method }) => /^(?:allowedOrigins|setAllowedOrigins|addAllowedOrigin)$/.test(method));
  const patterns = calls.filter(({ method }) =>
    /^(?:allowedOriginPatterns|setAllowedOriginPatterns|addAllowedOriginPattern)$/.test(method),
  );
  const allowing = calls.findLast(({ method }) => /^(?:allowCredentials|setAllowCredentials)$/.test(method));
  const credentials = allowing && (allowing.args.length > 0 ? wrapped(allowing.args[0]) : flag(allowing, true));
  const named = exact.length ? exact : patterns;
  const [first] = named;
  const origins = first ? merged(named) : otherwise;
  const setting = first
    ? first.method.replace(/^(?:set|add)(\w)/, (_, letter: string) => letter.toLowerCase()).replace(/(Origin|Pattern)$/, '$1s')
    : 'allowedOrigins';
  // With patterns the request's own origin is sent back; a literal star together with credentials is refused.
  yield CorsPolicy(at, {
    setting,
    origins,
    pattern: undefined,
    echo: undefined,
    credentials,
    reflects: exact.length === 0 && patterns.length > 0,
  });
}

/** `Boolean.TRUE` is a flag, too. */
function wrapped(argument: Expression | undefined): Value | undefined {
  const constant = /(?:^|\.)Boolean\.(TRUE|FALSE)$/.exec(argument?.text ?? '')?.[1];
  return argument && constant ? flag(argument, constant === 'TRUE') : argument?.value;
}

function merged(calls: readonly Call[]): Value {
  const values = calls.flatMap(({ args }) => args.map((argument) => anyOrigin(argument) ?? argument.value));
  const [only] = values;
  if (only && values.length === 1) return only;
  const span = { start: values[0]?.span.start ?? calls[0]?.span.start ?? 0, end: values.at(-1)?.span.end ?? calls[0]?.span.end ?? 0 };
  return { kind: 'list', items: values, complete: !values.some(({ kind }) => kind === 'unknown'), span };
}

/** `CorsConfiguration.ALL` is `*`. https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/web/cors/CorsConfiguration.html#ALL */
function anyOrigin(argument: Expression): Value | undefined {
  if (/(?:^|\.)CorsConfiguration\.ALL$/.test(argument.text)) return text(argument, '*');
  const [single] = argument.items;
  return argument.items.length === 1 && single && /(?:^|\.)CorsConfiguration\.ALL$/.test(single.text) ? text(single, '*') : undefined;
}

const ORIGIN = /^access-control-allow-origin$/i;
const CREDENTIALS = /^access-control-allow-credentials$/i;
const SENT = /\.getHeader\(\s*(?:"Origin"|HttpHeaders\.ORIGIN)\s*\)$|\.getOrigin\(\)$/i;

/** `response.setHeader("Access-Control-Allow-Origin", "*")` in a filter. */
export const javaCorsHeaders = detector({
  framework: 'Servlet headers',
  format: 'java',
  mentions: /Access-Control-Allow-Origin|ACCESS_CONTROL_ALLOW_ORIGIN/i,

  *facts(java) {
    const headers = [...java.calls('*')].filter(
      ({ method, args }) => /^(?:setHeader|addHeader|header|set|add|put|headers)$/.test(method) && args.length === 2,
    );
    for (const call of headers) {
      const [name, value] = call.args;
      if (!name || !value || !isNamed(name, ORIGIN, 'ORIGIN')) continue;
      const partner = headers.find(({ scope, args }) => scope === call.scope && args[0] && isNamed(args[0], CREDENTIALS, 'CREDENTIALS'));
      const written = partner?.args[1]?.value;
      const credentials = written?.kind === 'text' ? flag(written, written.text.toLowerCase() === 'true') : written;
      const common = { setting: 'Access-Control-Allow-Origin', pattern: undefined, credentials, reflects: false };
      const bound = value.shape.is === 'name' ? java.bound(value.text, value.scope) : undefined;
      if (SENT.test(value.text) || (bound && SENT.test(bound.text))) {
        const checked = isChecked(java, call, value);
        yield CorsPolicy(call, {
          ...common,
          origins: checked ? unknown(value) : undefined,
          echo: checked ? undefined : { span: value.span },
        });
      } else yield CorsPolicy(call, { ...common, origins: value.value, echo: undefined });
    }
  },
});

const isNamed = ({ value, text: written }: Expression, header: RegExp, constant: string): boolean =>
  value.kind === 'text' ? header.test(value.text) : written.endsWith(`ACCESS_CONTROL_ALLOW_${constant}`);

/** Whether the origin is compared with anything on the way to the header. */
function isChecked(java: CodeSyntax, call: Call, value: Expression): boolean {
  const presence = /^[\s(!]*(?:[\w.]{1,80}(?:\([^()]{0,60}\))?\s*!=\s*null|StringUtils\.\w+\(\w+\))[\s)]*$/;
  if (
    call.conditions.some((condition) => /origin|allow/i.test(condition) && condition.split(/&&|\|\|/).some((part) => !presence.test(part)))
  )
    return true;
  if (value.shape.is !== 'name') return false;
  const before = java.document.text.slice(call.scope.body?.start ?? call.scope.span.start, call.span.start);
  const name = value.text.replace(/\W/g, '');
  return new RegExp(
    `\\.(?:contains|equals|matches|test|containsKey|anyMatch|equalsIgnoreCase)\\(\\s*${name}\\b|\\b${name}\\.(?:equals|endsWith|startsWith|matches|contains)\\(|\\b(?:is|check|validate)\\w*\\(\\s*${name}\\b`,
  ).test(before);
}
