import { ComposeService } from '../facts/compose.js';
import { Image, ImageBuild, ImageStage } from '../facts/containers.js';
import { Container } from '../facts/kubernetes.js';
import { Manifest } from '../facts/project.js';
import type { Derivation } from '../model/derivation.js';
import { baseName, folderOf } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { imageReference } from '../model/image-reference.js';
import { oncePer } from '../model/once.js';
import { wordsOf } from '../model/value.js';

type Stage = Fact<NonNullable<(typeof ImageStage)['of']>>;
type Service = Fact<NonNullable<(typeof ComposeService)['of']>>;

/** Which stages ship: those that compose files for production name, else the last one; and who runs them. */
export const images: Derivation = {
  gives: Image,
  from: [ImageStage, ImageBuild, ComposeService, Container, Manifest],

  *derive({ facts, pathOf }): Iterable<FactDraft> {
    const services = facts(ComposeService).map(serviceOf);
    const containers = facts(Container).map(containerOf);
    const repositories = [...new Set(containers.map(({ repository }) => repository))];
    const manifests = facts(Manifest).map(({ name, uri }) => ({ name, folder: folderOf(pathOf(uri)) }));
    const all = groupBy(facts(ImageStage), (stage) => stage.uri);
    const builds = buildsOf(facts(ImageBuild), new Set([...all.values()].map(([stage]) => stage?.path)));
    const named = clearNames(builds);
    for (const [uri, stages] of all) {
      // A service that builds the stage for developers is one for developers, whatever its file is called.
      const building = services.filter(
        ({ build, role }) =>
          role === 'production' && build?.dockerfile === stages[0]?.path && (build?.target === undefined || !TOOLING.test(build.target)),
      );
      const ownBuilds = builds.filter(({ place }) => place.dockerfile === stages[0]?.path);
      for (const stage of shipped(stages, building)) {
        const own = manifests
          .filter(({ folder }) => folder === folderOf(stage.path))
          .flatMap(({ name }) => (name === undefined ? [] : [baseName(name)]));
        const givenTo = (repository: string | undefined, to: Stage): boolean =>
          repository !== undefined &&
          named.has(repository) &&
          ownBuilds.some(({ names: given, target }) => given.includes(repository) && names(target, to, stages));
        const running = services.filter(
          (service) =>
            (building.includes(service) && names(service.build?.target, stage, stages)) ||
            (service.role === 'production' &&
              !service.build &&
              ((stage.last && own.includes(service.repository ?? '')) || givenTo(service.repository, stage))),
        );
        const known = new Set(
          [...own, ...running.flatMap(({ repository, name }) => [repository, name])].filter((name) => name !== undefined),
        );
        const owners = ownersOf(stage);
        // What somebody builds under a name is that; where nobody says so, names are all that tells.
        const mine = new Set(
          repositories.filter((repository) =>
            repository !== undefined && named.has(repository) && !known.has(repository)
              ? givenTo(repository, stage)
              : runs(repository, owners, known),
          ),
        );
        const pods = mine.size > 0 ? containers.filter(({ repository }) => mine.has(repository)) : [];
        yield Image(
          { span: stage.span, uri },
          {
            ...stage,
            services: running.map((service) => ({
              name: service.name,
              at: { span: service.span, uri: service.uri },
              check: service.check ? (service.check.on ? 'on' : 'off') : service.open ? 'on' : undefined,
            })),
            pods: pods.map(({ name = 'container', span, uri: place, liveness, readiness }) => ({
              name,
              at: { span, uri: place },
              probed: liveness !== undefined || readiness !== undefined,
            })),
            kubernetes: containers.length > 0 && running.length === 0,
            contexts: contextsOf(running, ownBuilds),
          },
        );
      }
    }
  },
};

const serviceOf = oncePer((service: Service) => ({ ...service, repository: lastPart(wordsOf(service.image)) }));
const containerOf = oncePer((container: Fact<NonNullable<(typeof Container)['of']>>) => ({
  ...container,
  repository: lastPart(wordsOf(container.image)),
}));

interface Built {
  /** The last parts of its names. */
  readonly names: readonly string[];
  readonly place: { readonly dockerfile: string; readonly context: string };
  readonly target: string | undefined;
}

/** Builds of Dockerfiles that are there, each in the one folder where it can work. */
const buildsOf = (
  builds: readonly NonNullable<(typeof ImageBuild)['of']>[],
  dockerfiles: ReadonlySet<string | undefined>,
): readonly Built[] =>
  builds.flatMap(({ names: given, places, target }) => {
    const place = places.find(({ dockerfile }) => dockerfiles.has(dockerfile));
    return place ? [{ names: given.map((name) => baseName(name)), place, target }] : [];
  });

/** Names that one Dockerfile alone is built under: where tags tell several apart, the name tells nothing. */
function clearNames(builds: readonly Built[]): ReadonlySet<string> {
  const files = new Map<string, Set<string>>();
  for (const { names: given, place } of builds)
    for (const name of given) files.set(name, (files.get(name) ?? new Set()).add(place.dockerfile));
  return new Set([...files].flatMap(([name, dockerfiles]) => (dockerfiles.size === 1 ? [name] : [])));
}

/** Compose says what it is built from; where it does not build it, pipelines that agree do. */
function contextsOf(running: readonly Service[], builds: readonly Built[]): readonly string[] {
  const said = new Set(running.flatMap(({ build }) => (build ? [build.context] : [])));
  const built = new Set(builds.map(({ place }) => place.context));
  return [...(said.size > 0 || built.size > 1 ? said : built)];
}

const names = (target: string | undefined, stage: Stage, stages: readonly Stage[]): boolean =>
  target === undefined || !stages.some(({ name }) => name?.toLowerCase() === target.toLowerCase())
    ? stage.last
    : stage.name?.toLowerCase() === target.toLowerCase();

const shipped = (stages: readonly Stage[], building: readonly Service[]): readonly Stage[] => {
  if (building.length > 0) return stages.filter((stage) => building.some(({ build }) => names(build?.target, stage, stages)));
  // A file that ends in what only developers and pipelines build, and says by name what is released.
  const last = stages.filter((stage) => stage.last);
  const released = last.some(({ name }) => name !== undefined && TOOLING.test(name))
    ? stages.filter(({ name }) => name !== undefined && RELEASED.test(name))
    : [];
  return released.length > 0 ? released : last;
};

const TOOLING =
  /^(?:dev|develop|development|debug|test|tests|testing|lint|ci|e2e|docs|coverage|upload|publish|artifacts?)(?:$|[-_])|[-_](?:dev|test|tests|artifacts?)$/i;
const RELEASED = /^(?:release|prod|production|final|runtime|runner|deploy)$/i;

const lastPart = (image: string | undefined): string | undefined => {
  const repository =
    image === undefined ? undefined : imageReference(image.replace(/\$\{[^}]{0,200}\}|\{\{[^}]{0,200}\}\}/g, '*'))?.repository;
  return repository === undefined ? undefined : baseName(repository);
};

/** What an image may be called after: its Dockerfile's folder, or a part of the file's name. */
function ownersOf({ path }: Stage): readonly string[] {
  const suffix = /^Dockerfile[._-](.+)$/i.exec(baseName(path))?.[1] ?? /^(.+)\.Dockerfile$/i.exec(baseName(path))?.[1];
  return [baseName(folderOf(path)), suffix].filter((part) => part !== undefined).filter((part) => part.length > 2);
}

/** Names are all that connects a manifest with the Dockerfile of its image: the service's, or the folder's. */
function runs(repository: string | undefined, owners: readonly string[], known: ReadonlySet<string>): boolean {
  if (repository === undefined || repository === '*') return false;
  return known.has(repository) || owners.some((owner) => repository === owner || repository.endsWith(`-${owner}`));
}
