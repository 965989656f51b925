import type { Handling } from '../../facts/http.js';
import type { CodeSyntax, Declaration, Expression } from '../../syntax/code.js';

export const UNSEEN: Handling = { asksDatastore: undefined, canFail: undefined };

/** What asks a store whether it is there. */
const ASKS =
  /\.(?:query|execute|raw|command|authenticate|ping|findOne|findFirst|findMany|findUnique|countDocuments|estimatedDocumentCount|serverStatus|sendCommand|pingCheck|\$queryRaw(?:Unsafe)?|\$executeRaw(?:Unsafe)?|\$runCommandRaw|\$connect)\s*[(`<]|\bSELECT\s+1\b|\bconnection\w*\.(?:readyState|isInitialized|isConnected)\b|\b(?:mongoose|db|redis|sequelize|dataSource|prisma|knex|pool)\w*\.(?:readyState|isInitialized|isConnected|isReady|isOpen|status)\b/i;
/** What makes an answer other than 2xx, or lets an exception do so. */
const FAILS =
  /\b50[0-9]\b|\bthrow\b|\bnext\(\s*[\w$]|\b(?:SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR)\b|\b(?:ServiceUnavailable|InternalServerError)\w*\(|\breject\(|\bhealth\w*\.check\(|\bcreateError\(/;
const CATCHES = /\bcatch\b/;
/** Calls that never ask anything outside the process. */
const LOCAL =
  /^(?:(?:res|req|reply|request|response|ctx|context|c|console|logger|log|process|Date|JSON|Math|Object|Array|String|Number|Promise|Response|NextResponse|os|path|fs|performance|crypto|Intl|next\/server\.NextResponse|next\/server\.NextRequest|node:os|node:process|node:path)(?:\(\))?(?:$|[.[])|(?:String|Number|Boolean|Date|parseInt|parseFloat|setTimeout|next|done|require|Error)$)/;
const LOCAL_METHOD =
  /^(?:json|send|status|sendStatus|end|code|type|header|headers|set|setHeader|writeHead|write|text|body|html|info|debug|warn|error|log|trace|toISOString|toString|getTime|now|uptime|memoryUsage|hostname|keys|values|entries|map|filter|join|split|toFixed|round|floor|get|stringify|parse|push|slice|replace|includes|startsWith|endsWith|render|redirect|sendFile|then|catch|finally)$/;

/** What the words of a function say. */
interface Told {
  readonly asks: boolean;
  readonly fails: boolean;
  readonly catches: boolean;
}

function toldBy(body: string): Told {
  const source = withoutComments(body);
  return { asks: ASKS.test(source), fails: FAILS.test(source), catches: CATCHES.test(source) };
}

/** How many functions of the same document are looked into. */
const MOST_FUNCTIONS = 12;

/** What a handler does, as far as its own document tells. */
export function handlingOf(js: CodeSyntax, handler: Expression | Declaration | undefined): Handling {
  const first = handler && 'nameSpan' in handler ? handler : handler && functionOf(handler);
  if (first?.kind !== 'function') return UNSEEN;
  const bodies: Told[] = [];
  const seen = new Set<Declaration>([first]);
  let elsewhere = false;
  for (const declaration of seen) {
    bodies.push(declaration.told(toldBy));
    for (const call of declaration.calls()) {
      const followed = call.receiver && call.receiver.text !== 'this' ? undefined : js.declared(call.method, 'function');
      if (followed) {
        if (seen.size < MOST_FUNCTIONS) seen.add(followed);
      } else if (!elsewhere && !LOCAL.test(call.name) && !LOCAL_METHOD.test(call.method) && !ASKS.test(`.${call.method}(`))
        elsewhere = true;
    }
  }
  const asks = bodies.some((body) => body.asks);
  const fails = bodies.some((body) => body.fails) || (asks && !bodies.some((body) => body.catches));
  return { asksDatastore: asks || (elsewhere ? undefined : false), canFail: fails || (elsewhere ? undefined : false) };
}

/** The function that a handler is, or that `asyncHandler(…)` and the like wrap. */
function functionOf(handler: Expression): Declaration | undefined {
  const { call } = handler;
  if (call)
    return call.args
      .map((argument) => (argument.shape.is === 'function' || argument.shape.is === 'name' ? argument.function : undefined))
      .find(Boolean);
  return handler.shape.is === 'function' || handler.shape.is === 'name' ? handler.function : undefined;
}

const withoutComments = (source: string): string => source.replace(/^[ \t]*\/\/[^\n]*$/gm, '').replace(/\/\*[^*]{0,4000}\*\//g, '');
