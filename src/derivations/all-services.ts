import { RouteDeclaration } from '../facts/http.js';
import { ApiReference } from '../facts/papers.js';
import { Service, Services, System } from '../facts/service.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';

const API_PATH = /(?:^|\/)(?:api|rest|graphql|v\d{1,2})(?:\/|$)/i;

/** Rules about the whole workspace ask what its services are, and not where: so a keystroke in one of them asks no rule again. */
export const allServices: Derivation = {
  gives: Services,
  from: [System, Service, RouteDeclaration, ApiReference],

  *derive({ facts, roleOf }): Iterable<FactDraft> {
    for (const { uri, span } of facts(System)) {
      const counts = (other: { readonly uri: string }): boolean => roleOf(other.uri) === 'production' || roleOf(other.uri) === roleOf(uri);
      yield Services(
        { uri, span },
        {
          services: facts(Service).map(({ folder, frameworks }) => ({ folder, frameworks })),
          apiPaths: facts(RouteDeclaration).some((route) => route.path !== undefined && API_PATH.test(route.path) && counts(route)),
          references: facts(ApiReference)
            .filter((reference) => ApiReference.everyRole || counts(reference))
            .map((reference) => ({ uri: reference.uri, certain: reference.certain, paths: reference.paths })),
        },
      );
    }
  },
};
