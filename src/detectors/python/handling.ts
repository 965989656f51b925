import type { Handling } from '../../facts/http.js';
import { slice } from '../../model/span.js';
import type { CodeSyntax, Declaration, Expression } from '../../syntax/code.js';
import { declarationAt } from './routers.js';

const UNSEEN: Handling = { asksDatastore: undefined, canFail: undefined };

/** What asks a store whether it is there. */
const ASKS =
  /\b(?:execute|executemany|exec_driver_sql|fetchone|fetchall|fetchval|fetchrow|scalars?|ping|ensure_connection|server_info|list_database_names|cluster_health)\s*\(|\bSELECT\s+1\b|\bconnection(?:s\[[^\]\n]{1,40}\])?\.cursor\s*\(|\.command\(\s*["']ping|\.objects\.(?:first|exists|count|all|filter)\s*\(|\.exec\(\s*(?:select|text)\b|\.query\(\s*[A-Z"']/i;
/** What makes an answer other than 2xx, or lets an exception do so. */
const FAILS = /\b50[0-9]\b|\bHTTP_50\d|\b(?:SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR)\b|\braise\b|\babort\s*\(|HttpResponseServerError/;
const CATCHES = /^[ \t]*except\b/m;
/** Types and dependencies that stand for a session with a store. */
const SESSION =
  /(?:^|[.[\s])(?:Async|Sync)?(?:Session|Connection|Engine|SessionDep|DbSession|DBSession|Redis|IOMotorDatabase|Database|MongoClient|IOMotorClient)\b|\b(?:get_db|get_session|get_async_session|get_redis|db_session)\b/i;

/** Calls that never ask anything outside the process. */
const LOCAL =
  /^(?:(?:fastapi|starlette|flask|quart|django\.(?:http|urls|shortcuts|conf|utils|views)|rest_framework|datetime|time|os|sys|logging|json|platform|socket\.gethostname|pydantic|importlib\.metadata|uuid|psutil|structlog|typing)(?:\.|$)|(?:dict|str|int|float|bool|len|list|tuple|set|round|getattr|isinstance|print|jsonify|format|super|any|all|sorted|max|min|sum|open|zip|enumerate|range|type|repr|abs|hasattr|vars|map|filter)$)/;
const LOCAL_METHOD =
  /^(?:info|debug|warning|error|exception|isoformat|now|utcnow|strftime|get|items|keys|values|append|format|join|split|upper|lower|strip|copy|update|dict|model_dump|timestamp|total_seconds|startswith|endswith|encode|decode|replace|time|set_cookie|setdefault|route|perf_counter|monotonic)$/;
/** What belongs to asking a store. */
const ASKING =
  /^(?:execute\w*|fetch\w*|scalars?|ping|ensure_connection|server_info|connect|acquire|begin|cursor|close|commit|rollback|connection|session|sessionmaker|Session\w*|\w*[sS]ession[Ll]ocal|text|select|command|exec|first|one|one_or_none|count|exists|wait_for|timeout|gather|dispose)$/;

/** How many functions of the same document are looked into. */
const MOST_FUNCTIONS = 12;

/** What a handler does, as far as its own document tells. */
export function handlingOf(python: CodeSyntax, handler: Expression | Declaration | undefined): Handling {
  const first = handler && 'scope' in handler ? handler.function : handler;
  if (!first) return UNSEEN;
  const bodies: string[] = [];
  const seen = new Set<Declaration>([first]);
  let elsewhere = false;
  let session = false;
  for (const declaration of seen) {
    const body = declaration.body ? slice(python.document.text, declaration.body) : slice(python.document.text, declaration.span);
    bodies.push(body);
    // A session that the framework hands in is used where its name is.
    session ||= declaration.parameters.some(
      ({ name, type, default: value }) =>
        SESSION.test(`${type} ${value?.text ?? ''}`) && new RegExp(`\\b${name.replace(/\W/g, '')}\\b`).test(body),
    );
    for (const call of declaration.calls()) {
      if (declaration.body && call.span.start < declaration.body.start) continue;
      const followed = call.expression.shape.is === 'call' ? functionOf(python, call.name, declaration) : undefined;
      if (followed && seen.size < MOST_FUNCTIONS) seen.add(followed);
      else if (
        !followed &&
        !LOCAL.test(call.name) &&
        !LOCAL_METHOD.test(call.method) &&
        !ASKING.test(call.method) &&
        !/(?:Response|Error|Exception)$/.test(call.method)
      )
        elsewhere = true;
    }
  }
  const source = withoutComments(bodies.join('\n'));
  const asks = ASKS.test(source) || session;
  const fails = FAILS.test(source) || (asks && !CATCHES.test(source));
  return { asksDatastore: asks || (elsewhere ? undefined : false), canFail: fails || (elsewhere ? undefined : false) };
}

/** `health_check`, `HealthView`: what a handler is called when it is a probe, whatever its path. */
const PROBE =
  /^_?(?:(?:get|check|read|api|app|service|perform)_?)?(?:health|healthz|health_?checks?|liveness|livez|liveness_?check|heartbeat)(?:_?(?:check|status|probe|endpoint|handler|route|get))?(?:_?(?:api)?_?(?:view|resource|handler))?$/i;

/** That a route is made to report health, by its handler's name. */
export const probeOf = (name: string): Pick<Handling, 'probe'> =>
  PROBE.test(name.slice(name.lastIndexOf('.') + 1)) ? { probe: true } : {};

/** A function of the same document by the name of a call. */
function functionOf(python: CodeSyntax, name: string, from: Declaration): Declaration | undefined {
  const own = /^(?:self|cls|\?)\.(\w+)$/.exec(name)?.[1];
  const holder = from.enclosing?.path;
  const found = declarationAt(python, own !== undefined && holder ? `${holder}.${own}` : name);
  return found?.kind === 'function' ? found : undefined;
}

const withoutComments = (source: string): string => source.replace(/^[ \t]*#[^\n]*$/gm, '').replace(/"""[^"]{0,4000}"""/g, '');
