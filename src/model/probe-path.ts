/** Last parts of a path that say on their own that it reports health. */
const HEALTH =
  /^[_-]{0,3}(?:(?:check|get|is|app|api|service|server|system|web|backend|simple|basic)[-_]?)?(?:health(?:z|[-_]?(?:checks?|status|probe|route|endpoint|info))?|livez|liveness(?:[-_]?(?:check|probe))?|lb?heartbeat|heartbeat|alive|isalive|healthz[-_]live|healthcheckz)[_-]{0,3}(?:\.json)?$/;
/** Those that do so only below an API's own prefix: `/status` reports on the service, `/orders/status` on orders. */
const WEAK = /^[_-]{0,2}(?:status(?:z|[-_]?check)?|live|up|ping|pong|healthy|k8s[-_]live|smoke[-_]?test|statusz)[_-]{0,2}$/;
const READY = /^[_-]{0,2}(?:is[-_]?|health[-_]|k8s[-_])?(?:readyz?|readiness(?:[-_]?(?:check|probe))?)[_-]{0,2}$/;
/** What follows `health` to ask for more than life. */
const DEEP =
  /^(?:ready|readiness|readyz|deep|full|detailed|details|extended|db|database|databases|dependencies|components|external|redis|cache|all)$/;
/** What follows `health` and says no more. */
const SHALLOW = /^(?:live|liveness|livez|alive|ping|status|check|simple|basic|up|app|self|http|test|index)$/;
/** Parts that stand before without making it somebody's. */
const PREFIX =
  /^(?:api|apis|rest|web|v\d{1,3}(?:\.\d{1,3})?|utils?|system|sys|internal|app|application|service|services|server|monitor(?:ing)?|common|core|public|private|management|manage|meta|admin|ops|infra|infrastructure|actuator|probes?|k8s|kubernetes|health|healthz|health[-_]?checks?|_|-|~|__|base|root|general|misc|main|index|site|status|diagnostics?|backend|gateway|rpc|http|open|…)$/;
/** Things whose health is not that of a process. */
const CREATURES =
  /^(?:users?|patients?|people|persons?|members?|customers?|clients?|me|profiles?|pets?|animals?|dogs?|cats?|plants?|crops?|cattle|livestock|horses?|employees?|students?|children|accounts?|articles|posts|blogs?|news|categor(?:y|ies)|topics?|tips|products?|insurance|mental|public[-_]health|records?)$/;
/** `{id}`, `<int:id>`, `:id`, `[id]`, `*`. */
const PARAMETER = /[{<[*$]|^:/;

/** The parts of a path, in lower case; undefined when one of them is a parameter. */
function partsOf(path: string): readonly string[] | undefined {
  const parts = path.toLowerCase().split('/').filter(Boolean);
  return parts.length <= 8 && !parts.some((part) => PARAMETER.test(part)) ? parts : undefined;
}

/** Whether a path is where a service says that it is alive, by its name. */
export function isLivenessPath(path: string): boolean {
  const parts = partsOf(path);
  const last = parts?.at(-1);
  if (!parts || last === undefined) return false;
  const above = parts.slice(0, -1);
  if (above.some((part) => CREATURES.test(part))) return false;
  if (above.length > 0 && HEALTH.test(above.at(-1) ?? '')) return SHALLOW.test(last) || HEALTH.test(last);
  if (HEALTH.test(last)) return true;
  return WEAK.test(last) && above.every((part) => PREFIX.test(part));
}

/** Whether a path is where a service says that it can take requests, by its name. */
export function isReadinessPath(path: string): boolean {
  const parts = partsOf(path);
  const last = parts?.at(-1);
  if (!parts || last === undefined) return false;
  const above = parts.slice(0, -1);
  if (above.some((part) => CREATURES.test(part))) return false;
  const outer = above.at(-1) ?? '';
  if (HEALTH.test(outer) && DEEP.test(last)) return true;
  // `/db/health`, `/health-db`
  if (HEALTH.test(last) && /^(?:db|database|deep|redis)$/.test(outer)) return true;
  if (
    /^(?:health(?:[-_]?check)?[-_](?:db|database|deep|full)|(?:db|database)[-_](?:health(?:[-_]?check)?|status|check)|deep[-_]?health(?:[-_]?check)?)$/.test(
      last,
    )
  )
    return true;
  return READY.test(last) && above.every((part) => PREFIX.test(part));
}
