/** Stands for a part of an image's name that only the build knows; no real name holds it. */
export const UNKNOWN_PART = '*';

/** The name of a container image, taken apart. */
export interface ImageReference {
  /** As written, what only the build knows as `*`. */
  readonly name: string;
  /** `docker.io` where none is written. */
  readonly registry: string;
  /** Without registry; `library/` left out: `node`, `grafana/grafana`, `dotnet/aspnet`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);
// Copies of Docker's official images.
const MIRRORS: readonly (readonly [registry: string, prefix: string])[] = [
  ['public.ecr.aws', 'docker/library/'],
  ['mirror.gcr.io', 'library/'],
  ['docker.io', 'library/'],
];

/** Takes an image's name apart; undefined when it cannot be one. https://pkg.go.dev/github.com/distribution/reference */
export function imageReference(name: string): ImageReference | undefined {
  if (!/^[\w*][\w.:/@*+-]{0,400}$/.test(name)) return undefined;
  const [named = '', digest] = name.split('@', 2);
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === 'localhost' || first === UNKNOWN_PART;
  let registry = hasRegistry ? first : 'docker.io';
  if (DOCKER_HUB.has(registry)) registry = 'docker.io';
  const rest = hasRegistry ? named.slice(slash + 1) : named;
  const colon = rest.lastIndexOf(':');
  let repository = colon < 0 ? rest : rest.slice(0, colon);
  const tag = colon < 0 ? undefined : rest.slice(colon + 1);
  if (repository === '' || tag === '' || digest === '') return undefined;
  for (const [mirror, prefix] of MIRRORS)
    if (registry === mirror && repository.startsWith(prefix)) {
      registry = 'docker.io';
      repository = repository.slice(prefix.length);
    }
  return { name, registry, repository, tag, digest };
}

/** How people call an image: without Docker Hub's own names, tag and digest. */
export const familiarName = ({ registry, repository }: ImageReference): string =>
  registry === 'docker.io' ? repository : `${registry}/${repository}`;

/** Distributions whose releases have names. */
const NAMED_RELEASES = /(?:^|\/)(?:debian|ubuntu|buildpack-deps)$/;
/** Words that say which flavour or channel an image is, and no version. */
const MOVING =
  /^(?:alpine|slim|bookworm|bullseye|buster|trixie|jammy|noble|focal|debian|ubuntu|distroless|minimal|fat|full|lite|runtime|stable|mainline|current|lts|release|production|prod|nonroot|debug|perl|fpm|apache|cli|jdk|jre|management|(?:edge|main|master|nightly|dev|develop|next|beta|canary|rolling|base)\d{0,2})$/i;

/** `node:alpine`, `nginx:stable-alpine`, `caddy:alpine`: each part names a flavour or a channel; whatever is newest of it comes. */
const isMoving = (repository: string, tag: string): boolean =>
  NAMED_RELEASES.test(repository)
    ? /^(?:stable|testing|unstable|sid|rolling|devel)(?:-|$)/.test(tag)
    : tag.split('-').every((part) => MOVING.test(part)) || /(?:^|[-_.])latest(?:$|[-_.])/.test(tag);

/** Whether the tag is one that moves with every release, or none. `undefined` where only the build knows. */
export function isPinned({ name, repository, tag, digest }: ImageReference): boolean | undefined {
  if (digest !== undefined) return true;
  if (tag === undefined) return repository.includes(UNKNOWN_PART) || name === UNKNOWN_PART ? undefined : false;
  if (tag === UNKNOWN_PART || (tag !== 'latest' && isMoving(repository, tag))) return undefined;
  return tag !== 'latest';
}
