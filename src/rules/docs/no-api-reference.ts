import { Image } from '../../facts/containers.js';
import { ApiReference } from '../../facts/papers.js';
import { Service, Services, System } from '../../facts/service.js';
import type { Fact } from '../../model/fact.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, told } from './told.js';

/** Frameworks that are taken for answering programs rather than for pages. */
const FOR_PROGRAMS = /^(?:FastAPI|Starlette|Litestar|Gin|Echo|Fiber|chi|Gorilla|NestJS|Hono|Fastify|Express|Koa|Spring Boot|Flask|Django)$/;

/** Folders of Dockerfiles for what stands elsewhere. */
const FOR_ALL =
  /^[^/]*$|(?:^|\/)(?:\.?docker|dockerfiles?|containers?|images?|deploy(?:ment)?|build|packaging|ops|infra|ci|scripts?|\.devcontainer)\//i;

type ReferenceFact = Fact<NonNullable<(typeof ApiReference)['of']>>;

const isBelow = (uri: string, folder: string): boolean => decodeURI(uri).includes(`/${folder}/`);

export const noApiReference = rule({
  id: 'docs/no-api-reference',
  shape: 'absent',
  severity: 'info',
  title: 'No API reference',
  message:
    'None of the documents here describes the API, and nothing makes a description from the code: callers learn it by trying. Describe it in OpenAPI.',
  holds: 'The API is described for its callers',
  why: `Callers who guess write clients that break with the next release. A description that is made from the code stays true, and clients and tests
    can be made from it.`,
  references: ['https://spec.openapis.org/oas/latest.html'],
  about: System,
  reads: [...PAPERS, ApiReference, Service, Services, Image],

  *check(system, scope) {
    const { proof, hint, empty } = told(scope, 'api');
    const [here] = scope.everywhere(Services);
    const { services = [], references = [], apiPaths = false } = here ?? {};
    const [best] = references.filter(({ certain }) => certain).toSorted((a, b) => b.paths - a.paths);
    const placeOf = ({ uri, certain, paths }: (typeof references)[number]): ReferenceFact | undefined =>
      scope.everywhere(ApiReference, { uri }).find((fact) => fact.certain === certain && fact.paths === paths);
    const reference = best && placeOf(best);
    // What one of several services tells about itself says nothing of the others.
    const uncovered = services.filter(
      ({ folder }) => folder !== '' && !references.some(({ uri, certain }) => certain && isBelow(uri, folder)),
    );
    // Images of services in languages that nobody here reads.
    const foreign = scope
      .everywhere(Image)
      .find(
        ({ uri, path, server }) =>
          server !== false && !FOR_ALL.test(path) && !services.some(({ folder }) => folder === '' || isBelow(uri, folder)),
      );
    const shared = references.some(({ uri, certain }) => certain && !services.some(({ folder }) => folder !== '' && isBelow(uri, folder)));
    if (reference && (shared || (uncovered.length === 0 && !foreign))) yield scope.evidence(reference, reference.by);
    else if (proof) yield scope.evidence(proof.at, proof.note);
    else if (hint || references[0] || system.part) {
      const [first] = uncovered;
      const open = first && scope.everywhere(Service).find(({ folder }) => folder === first.folder);
      yield scope.unknown(hint ?? open ?? (references[0] && placeOf(references[0])) ?? system);
    } else if (apiPaths && services.some(({ frameworks }) => frameworks.some((framework) => FOR_PROGRAMS.test(framework))))
      yield scope.problem({ at: system, related: empty });
    // Pages for people need none.
    else yield scope.unknown(system);
  },

  examples: [
    {
      file: 'openapi.yaml',
      bad: '',
      good: code`
        openapi: 3.1.0
        info: { title: Shop, version: 1.0.0 }
        paths:
          /api/orders:
            get:
              summary: The orders of the signed-in customer
              responses: { '200': { description: A list of orders } }
      `,
      beside: {
        'server.js': code`
          import express from 'express';

          const app = express();
          app.get('/api/orders', (req, res) => res.json([]));
          app.listen(3000);
        `,
      },
    },
  ],
});
