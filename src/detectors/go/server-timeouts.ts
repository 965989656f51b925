import { ServerTimeout } from '../../facts/proxy.js';
import type { FactDraft } from '../../model/fact.js';
import { isLoopback } from '../../model/loopback.js';
import type { Value } from '../../model/value.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';

/** Either one limits how long headers may take. https://pkg.go.dev/net/http#Server */
const LIMITS = ['ReadHeaderTimeout', 'ReadTimeout'];

export const goServerTimeouts = detector({
  framework: 'net/http',
  format: 'go',
  mentions: /\bhttp\.(?:Server\b|ListenAndServe|Serve(?:TLS)?\()|gin-gonic\/gin/,

  *facts(go): Iterable<FactDraft> {
    for (const call of go.calls('*')) {
      if (call.constructs ? call.name === 'net/http.Server' : false) yield* ofServer(go, call);
      else if (/^net\/http\.(?:ListenAndServe(?:TLS)?|Serve(?:TLS)?)$/.test(call.name)) {
        if (!isOwnPort(call.arg(0)) && !handlesProfiles(go, call))
          yield ServerTimeout(
            { span: call.calleeSpan },
            { server: `http.${call.method}`, setting: 'http.Server{ReadHeaderTimeout}', state: 'none', slot: undefined },
          );
      }
      // https://github.com/gin-gonic/gin/blob/master/gin.go: Run calls http.ListenAndServe.
      else if (
        /^Run(?:TLS)?$/.test(call.method) &&
        /^github\.com\/gin-gonic\/gin\.(?:Default|New)\(\)\.Run/.test(call.name) &&
        !isOwnPort(call.arg(0))
      )
        yield ServerTimeout(
          { span: call.calleeSpan },
          { server: `gin's ${call.method}`, setting: 'http.Server{ReadHeaderTimeout}', state: 'none', slot: undefined },
        );
    }
  },
});

function* ofServer(go: CodeSyntax, call: Call): Iterable<FactDraft> {
  if (isOwnPort(call.entry('Addr')?.expression)) return;
  const limit = LIMITS.map((name) => call.entry(name)).find(Boolean);
  if (limit) {
    const { value, text } = limit.expression;
    const off = isZero(value) || text === '0';
    yield ServerTimeout(
      { span: limit.span },
      { server: 'http.Server', setting: `${limit.name}: ${text.slice(0, 40)}`, state: off ? 'never' : 'set', slot: undefined },
    );
    return;
  }
  // Filled in later, by name.
  const later = [...go.namedValues()].find(({ name, by }) => by === 'assignment' && LIMITS.some((field) => name.endsWith(`.${field}`)));
  if (later) {
    yield ServerTimeout(
      { span: later.span },
      { server: 'http.Server', setting: later.name, state: isZero(later.expression.value) ? 'never' : 'set', slot: undefined },
    );
    return;
  }
  // Fields without names, or a server that only holds what is never asked.
  if (call.spreads) return;
  // `graceful.WithDefaults(&http.Server{…})`: somebody else's function fills in the rest.
  if (
    /\b\w*(?:with|default|config|harden|timeout|prepare|setup)\w{0,40}\(\s{0,20}&?$/i.test(
      go.document.text.slice(Math.max(0, call.span.start - 80), call.span.start),
    )
  )
    return;
  const slot = call.lastArgument('ReadHeaderTimeout: ');
  const trailing = slot ? { span: slot.span, text: `${slot.before}10 * time.Second${slot.after}` } : undefined;
  yield ServerTimeout(
    { span: call.calleeSpan },
    { server: 'http.Server', setting: 'ReadHeaderTimeout', state: 'none', slot: call.options.length > 0 ? trailing : undefined },
  );
}

const isZero = (value: Value): boolean => value.kind === 'number' && value.number === 0;

/** Only this machine asks there. */
const isOwnPort = (address: Expression | undefined): boolean => address !== undefined && isLoopback(address.value);

/** A port for profiles or metrics that stands apart. */
function handlesProfiles(go: CodeSyntax, call: Call): boolean {
  const handler = call.arg(1)?.text ?? '';
  if (/promhttp|metrics|pprof/i.test(handler)) return true;
  return handler === 'nil' && go.document.text.includes('net/http/pprof"') && /60[5-9]\d|pprof|debug/i.test(call.arg(0)?.text ?? '');
}
