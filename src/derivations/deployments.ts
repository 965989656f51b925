import { ComposeService, PlatformFile } from '../facts/compose.js';
import { EnvDocumentation, EnvRead } from '../facts/configuration.js';
import { Image } from '../facts/containers.js';
import { ConfigEntries, Deployment, EnvAssignment, EnvFileIgnored, EnvFileLoad, StageVariables } from '../facts/environment.js';
import { Container, ContainerTemplate } from '../facts/kubernetes.js';
import type { Derivation, Known } from '../model/derivation.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { oncePer } from '../model/once.js';
import { folderUri } from './health-questions.js';

type ImageFact = Fact<NonNullable<(typeof Image)['of']>>;
type ServiceFact = Fact<NonNullable<(typeof ComposeService)['of']>>;
type ContainerFact = Fact<NonNullable<(typeof Container)['of']>>;
type TemplateFact = Fact<NonNullable<(typeof ContainerTemplate)['of']>>;
type Read = Fact<NonNullable<(typeof EnvRead)['of']>>;

interface Runs {
  readonly is: 'service' | 'container';
  readonly name: string;
  readonly at: Pick<ServiceFact, 'uri' | 'span'>;
  /** What it sets; undefined where that cannot be seen. */
  readonly sets: ReadonlySet<string> | undefined;
}

/** What runs images of the workspace, and whether it sets what their code needs. */
export const deployments: Derivation = {
  gives: Deployment,
  from: [
    Image,
    ComposeService,
    Container,
    ContainerTemplate,
    EnvRead,
    EnvAssignment,
    EnvFileLoad,
    EnvFileIgnored,
    StageVariables,
    ConfigEntries,
    EnvDocumentation,
    PlatformFile,
  ],

  *derive(known): Iterable<FactDraft> {
    const { facts, pathOf, roleOf } = known;
    const images = facts(Image).filter(({ uri }) => roleOf(uri) === 'production');
    const platforms = facts(PlatformFile).some(({ path }) => !/(?:^|\/)(?:Chart\.yaml|skaffold\.ya?ml)$/.test(path));
    for (const image of images) {
      const under = folderUri(image, pathOf(image.uri));
      const runs = runsOf(image, known);
      if (runs.length === 0) continue;
      const own = under !== undefined && isAlone(image, under, images, pathOf);
      const needed = under === undefined ? undefined : needsOf(under, known);
      if (needed?.size === 0) continue;
      const needs = own && !platforms && !fillsItself(under, image, known) ? needed : undefined;
      const given = needs && setByImage(image, under ?? '', known);
      const unknown = !needs || runs.some(({ sets }) => !sets);
      const missing = unknown
        ? []
        : [...needs.keys()].filter((name) => given?.has(name) !== true && !runs.some(({ sets }) => sets?.has(name) === true));
      for (const [index, { is, name, at }] of runs.entries())
        yield Deployment(
          { span: at.span, uri: at.uri },
          {
            is,
            name,
            needs: unknown
              ? undefined
              : [...needs.values()].map((read) => ({ name: read.name, uri: read.uri, start: read.span.start, end: read.span.end })),
            // What all of them lack is said once.
            missing: index === 0 ? missing : [],
          },
        );
    }
  },
};

/** Whether all code of the folder is this image's: no other image is built from it or from a part of it. */
const isAlone = (image: ImageFact, under: string, images: readonly ImageFact[], pathOf: (uri: string) => string): boolean =>
  !images.some((other) => {
    const folder = other.uri === image.uri ? undefined : folderUri(other, pathOf(other.uri));
    return other.uri !== image.uri && (folder === undefined || folder.startsWith(under) || under.startsWith(folder));
  });

function needsOf(under: string, { facts, roleOf }: Known): ReadonlyMap<string, Read> {
  const needs = new Map<string, Read>();
  for (const read of facts(EnvRead))
    if (
      read.missing === 'stop' &&
      read.late !== true &&
      read.uri.startsWith(under) &&
      roleOf(read.uri) === 'production' &&
      !needs.has(read.name)
    )
      needs.set(read.name, read);
  return needs;
}

/** Whether variables come from a place that cannot be seen. */
function fillsItself(under: string, { path }: ImageFact, { facts, roleOf }: Known): boolean {
  const ignored = facts(EnvFileIgnored).some(
    (ignore) =>
      ignore.path === `${path}.dockerignore` ||
      (ignore.uri.endsWith('/.dockerignore') && ignore.uri.slice(0, -'.dockerignore'.length) === under),
  );
  return facts(EnvFileLoad).some(({ uri, file }) => uri.startsWith(under) && roleOf(uri) === 'production' && !(file && ignored));
}

function setByImage({ uri, layers }: ImageFact, under: string, { facts }: Known): ReadonlySet<string> {
  return new Set([
    ...facts(StageVariables).flatMap((stage) => (stage.uri === uri && layers.includes(stage.stage) ? stage.names : [])),
    ...facts(EnvAssignment).flatMap((assignment) => (assignment.uri.startsWith(under) ? assignment.names : [])),
  ]);
}

const at = ({ uri, span }: { readonly uri?: string; readonly span: { readonly start: number } }): string =>
  `${String(uri)} ${String(span.start)}`;

// Once for all images.
const servicesByPlace = oncePer((all: readonly ServiceFact[]) => new Map(all.map((service) => [at(service), service])));
const containersByPlace = oncePer((all: readonly ContainerFact[]) => new Map(all.map((container) => [at(container), container])));
const templatesByName = oncePer((all: readonly TemplateFact[]) => groupBy(all, ({ name }) => name ?? ''));

function runsOf({ services, pods }: ImageFact, known: Known): readonly Runs[] {
  const { facts } = known;
  const ownServices = servicesByPlace(facts(ComposeService));
  const containers = containersByPlace(facts(Container));
  const templates = templatesByName(facts(ContainerTemplate));
  return [
    ...services.flatMap(({ name, at: place }): readonly Runs[] => {
      const service = ownServices.get(at(place));
      // What only developers start deploys nothing.
      return service && service.purpose !== 'development' ? [{ is: 'service', name, at: service, sets: setByService(service) }] : [];
    }),
    ...pods.flatMap(({ name, at: place }): readonly Runs[] => {
      const container = containers.get(at(place));
      return container
        ? [{ is: 'container', name, at: container, sets: setByContainer(container, templates.get(container.name ?? '') ?? [], known) }]
        : [];
    }),
  ];
}

/** Mounts that may bring a file of variables, or other code. */
const BRINGS = /env|secret|config|settings|^\.\/?$/i;

function setByService({ open, envFiles, variables, mounts }: ServiceFact): ReadonlySet<string> | undefined {
  if (open || envFiles) return undefined;
  if (
    mounts.some(
      ({ kind, source, target }) => (kind !== 'volume' && BRINGS.test(source ?? '')) || /\.env\b|\/run\/secrets/.test(target ?? ''),
    )
  )
    return undefined;
  return new Set(variables.map(({ name }) => name));
}

function setByContainer(
  { map, env, envFrom }: ContainerFact,
  templates: readonly { readonly env: ContainerFact['env'] }[],
  { facts }: Known,
): ReadonlySet<string> | undefined {
  // What a template writes, or a mount brings, cannot be seen.
  if (!map || map.entries.some(({ key }) => key === 'volumeMounts')) return undefined;
  const names = new Set([...env, ...templates.flatMap((template) => template.env)].map(({ name }) => name));
  for (const source of envFrom) {
    const entries = facts(ConfigEntries).filter(({ name }) => name === source);
    if (entries.length === 0 || entries.some(({ complete }) => !complete)) return undefined;
    const files = entries.flatMap((entry) => entry.files ?? []);
    const read = facts(EnvDocumentation).filter(({ path }) => files.includes(path));
    // A file that is not kept here holds what cannot be seen.
    if (!files.every((file) => read.some(({ path }) => path === file))) return undefined;
    for (const key of [...entries.flatMap(({ keys }) => keys), ...read.flatMap((file) => file.names)]) names.add(key);
  }
  return names;
}
