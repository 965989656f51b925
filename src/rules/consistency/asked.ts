import type { HealthQuestion } from '../../facts/consistency.js';
import { Route, Routing } from '../../facts/http.js';
import type { Fact, FactKind } from '../../model/fact.js';
import { serves } from '../../model/route-path.js';
import { answersGet } from '../http/serving.js';

type Question = Fact<NonNullable<(typeof HealthQuestion)['of']>>;
type RouteFact = Fact<NonNullable<(typeof Route)['of']>>;
type RoutingFact = Fact<NonNullable<(typeof Routing)['of']>>;

/** The applications that a question can reach, with what they serve. */
export interface Asked {
  readonly apps: readonly RoutingFact[];
  /** Routes that answer a GET, those of no known application included. */
  readonly routes: readonly RouteFact[];
  readonly served: RouteFact | undefined;
  /** A route of which only the end is known, and it fits. */
  readonly perhaps: RouteFact | undefined;
}

/** What stands under the folder that the asked image is built from. */
export function askedBy(
  { under, path }: Pick<Question, 'under' | 'path'>,
  everywhere: <T>(kind: FactKind<T>) => readonly Fact<T>[],
): Asked {
  const apps = everywhere(Routing).filter(({ uri }) => uri.startsWith(under));
  const ids = new Set(apps.map(({ app }) => app));
  // An application may take routes from packages beside its folder.
  const routes = everywhere(Route).filter(
    (route) => answersGet(route) && (route.uri.startsWith(under) || (route.app !== undefined && ids.has(route.app))),
  );
  return {
    apps,
    routes,
    served: routes.find((route) => serves(route.path, path) === true),
    perhaps: routes.find((route) => serves(route.path, path) === 'perhaps'),
  };
}
