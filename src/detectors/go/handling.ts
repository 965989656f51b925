import type { Handling } from '../../facts/http.js';
import type { CodeSyntax, Declaration, Expression } from '../../syntax/code.js';

export const UNSEEN: Handling = { asksDatastore: undefined, canFail: undefined };

/** What asks a store whether it is there. */
const ASKS =
  /\.(?:Ping|PingContext|QueryRow|QueryRowContext|QueryRowxContext|Query|QueryContext|Exec|ExecContext|RunCommand|ListDatabaseNames|ServerStatus|HealthCheck)\(|\bSELECT\s+1\b/i;
/** What makes an answer other than 2xx. */
const FAILS =
  /\b50[0-9]\b|\bStatus(?:ServiceUnavailable|InternalServerError|BadGateway)\b|\bhttp\.Error\(|\bAbortWithStatus|\breturn\s+(?:err|echo\.NewHTTPError|fiber\.NewError)\b|\bpanic\(/;
/** Calls that never ask anything outside the process. */
const LOCAL =
  /^(?:net\/http|fmt|encoding\/json|time|os|runtime|strings|strconv|errors|log|log\/slog|context|sync|io|bytes|sort|math)\.|^(?:make|len|append|new|string|int|map|panic|byte|error|cap|copy|delete|recover|int64|float64)$/;
const LOCAL_METHOD =
  /^(?:JSON|String|Status|SendString|SendStatus|Write|WriteString|WriteHeader|Set|Add|Header|Encode|NoContent|HTML|XML|Data|Get|Context|Method|Error|Errorf|Info|Infof|Debug|Debugf|Warn|Print|Printf|Println|Log|Msg|Lock|Unlock|RLock|RUnlock|Err|Render|Next|Param|Query|Now|Format|H|Map)$/;
const MOST_FUNCTIONS = 12;

/** What a handler does, as far as its own document tells. */
export function handlingOf(go: CodeSyntax, handler: Expression | undefined): Handling {
  const first = handler && functionOf(go, handler);
  if (!first) return UNSEEN;
  const bodies: string[] = [];
  const seen = new Set<Declaration>([first]);
  let elsewhere = false;
  for (const declaration of seen) {
    bodies.push(declaration.text);
    for (const call of declaration.calls()) {
      if (call.constructs) continue;
      const own = /^(?:\w+\(\)\.)?\w+$/.test(call.name) ? go.declared(call.method, 'function') : undefined;
      if (own) {
        if (seen.size < MOST_FUNCTIONS) seen.add(own);
      } else if (!LOCAL.test(call.name) && !LOCAL_METHOD.test(call.method)) elsewhere = true;
    }
  }
  const source = bodies.join('\n').replace(/^[ \t]*\/\/[^\n]*$/gm, '');
  const asks = ASKS.test(source);
  return { asksDatastore: asks || (elsewhere ? undefined : false), canFail: FAILS.test(source) || (elsewhere ? undefined : false) };
}

/** A function of the document: named, literal, a method (`h.Health`), wrapped (`http.HandlerFunc(health)`), or what one returns (`health()`). */
export function functionOf(go: CodeSyntax, handler: Expression): Declaration | undefined {
  const { call } = handler;
  if (call) return call.args.map((argument) => functionOf(go, argument)).find(Boolean) ?? go.declared(call.method, 'function');
  const { shape } = handler;
  if (shape.is === 'name' || shape.is === 'function') return handler.function?.kind === 'function' ? handler.function : undefined;
  return shape.is === 'member' ? handler.function : undefined;
}
