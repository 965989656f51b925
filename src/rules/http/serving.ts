import type { Route, Routing } from '../../facts/http.js';
import type { Fact, FactKind } from '../../model/fact.js';
import { isLivenessPath, isReadinessPath } from '../../model/probe-path.js';

type FactOf<K> = K extends FactKind<infer T> ? Fact<T> : never;

/** Whether a probe can ask the route. */
export const answersGet = ({ method }: { readonly method: string }): boolean => method === 'GET' || method === 'HEAD' || method === 'ANY';

/**
 * Whether a route that no known application serves could be this one's probe: both are written in the same language, and its
 * path, or the file that it stands in, sounds like one.
 */
export const mayProbe = (route: FactOf<typeof Route>, routing: FactOf<typeof Routing>): boolean =>
  route.app === undefined &&
  languageOf(route.uri) === languageOf(routing.uri) &&
  (route.probe === true ||
    isLivenessPath(route.path) ||
    isReadinessPath(route.path) ||
    (/^…?\/?$/.test(route.path) && /health|alive|liveness|ping|status|probe|heartbeat|ready|readiness/i.test(route.uri)));

const languageOf = (uri: string): string => {
  const extension = /\.(\w+)$/.exec(uri)?.[1] ?? '';
  return /^(?:[cm]?[jt]s|[jt]sx)$/.test(extension) ? 'javascript' : extension;
};
