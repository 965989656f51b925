import { ComposeFile, ComposeService, PlatformFile, ServiceTemplate } from '../facts/compose.js';
import { Workload } from '../facts/kubernetes.js';
import type { Derivation } from '../model/derivation.js';
import { baseName, folderOf } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { isSourceFolder } from '../model/source-folder.js';

type Service = Fact<NonNullable<(typeof ServiceTemplate)['of']>>;
type File = Fact<NonNullable<(typeof ComposeFile)['of']>>;

const BASE = /^(?:docker-)?compose\.ya?ml$/i;
const DEVELOPMENT =
  /(?:^|\s)(?:--reload|runserver|start_dev|nodemon|air|watchmedo|vite)(?:\s|$)|\b(?:npm|yarn|pnpm|bun)(?: run)? (?:dev|develop|watch|start:dev)\b|\b(?:next|nuxt|astro) dev\b|\bflask run\b|\bflask --debug\b/;
/** Chains of `extends` are followed this far: a circle ends here. */
const DEEPEST = 10;

/** Services as they are deployed: https://docs.docker.com/reference/compose-file/merge/ */
export const composeServices: Derivation = {
  gives: ComposeService,
  from: [ComposeFile, ServiceTemplate, PlatformFile, Workload],

  *derive({ facts }): Iterable<FactDraft> {
    const files = new Map(facts(ComposeFile).map((file) => [file.path, file]));
    const services = groupBy(facts(ServiceTemplate), ({ path }) => path);
    const elsewhere = facts(PlatformFile).length > 0 || facts(Workload).some(({ role }) => role === 'production');
    const folders = groupBy([...files.values()], ({ path }) => folderOf(path));
    const included = new Set([...files.values()].flatMap(({ includes }) => includes));
    const patterns = patternsOf([...services.values()].flat());
    const below = (folder: string): readonly File[] =>
      [...folders].flatMap(([other, there]) =>
        isBelow(other, folder) && !there.some(({ path }) => BASE.test(baseName(path)))
          ? there.filter(({ path }) => OVERLAY.test(baseName(path)))
          : [],
      );
    const bases = new Map([...folders].map(([folder, here]) => [folder, here.find(({ path }) => BASE.test(baseName(path)))]));
    const overlays = new Map(
      [...folders].map(([folder, here]) => {
        const base = bases.get(folder);
        const near = base ? [...here, ...below(folder)].filter((file) => file !== base && file.role === 'production') : [];
        return [folder, base ? near.filter((file) => completes(file, base, services)) : []];
      }),
    );
    const laid = new Set([...overlays.values()].flat());
    for (const [folder, here] of folders) {
      const base = bases.get(folder);
      const overrides = overlays.get(folder) ?? [];
      for (const file of here) {
        if (laid.has(file) || patterns.has(file.path)) continue;
        const all = services.get(file.path) ?? [];
        const above = file === base ? overrides : [];
        const lone = here.length === 1 && !included.has(file.path);
        const development =
          file.role !== 'production' ||
          (lone && elsewhere) ||
          // Whatever else is here is for tests, or for one developer.
          (above.length === 0 &&
            !included.has(file.path) &&
            all.some(isForDevelopment) &&
            here.every((other) => other === file || other.role !== 'production')) ||
          (file === base && above.length === 0 && all.some(isForDevelopment) && here.some((other) => replaces(other, base, services)));
        const merged = all.map((service) => {
          const complete = extended(service, services, DEEPEST);
          return above.reduce((sum, other) => {
            const more = services.get(other.path)?.find(({ name }) => name === service.name);
            return more ? merge(sum, extended(more, services, DEEPEST)) : sum;
          }, complete);
        });
        const added = above.flatMap((other) =>
          (services.get(other.path) ?? []).filter(({ name }) => !all.some((service) => service.name === name)),
        );
        const deployed = [...merged, ...added.map((service) => extended(service, services, DEEPEST))];
        const awaited = new Set(deployed.flatMap(({ waitsForEndOf }) => waitsForEndOf));
        for (const service of deployed)
          yield ComposeService(
            { span: service.span, uri: service.uri },
            {
              ...service,
              // Compose starts nothing without an image or a build: the rest stands in a file that was not seen.
              open: service.open || (!service.built && service.image === undefined),
              purpose: development ? 'development' : 'deployment',
              ends:
                awaited.has(service.name) ||
                ENDS.test(service.command ?? '') ||
                ((service.command ?? '') === '' && service.ports.length === 0 && !service.restart && DOES_ONCE.test(service.name)) ||
                (service.restart?.kind === 'text' && service.restart.text === 'no'),
              published: service.ports.length > 0,
            },
          );
      }
    }
  },
};

/** Commands that do something once. */
const ENDS =
  /\b(?:migrate|migration|migrations|upgrade head|db:push|db:seed|seed|createsuperuser|init|bootstrap|mc (?:mb|alias|config)|collectstatic|sleep \d{1,3})\b/;

/** Services that are called what they do once. */
const DOES_ONCE = /(?:^|[-_.])(?:migrate|migrations?|migrator|init|initdb|seed|seeder|bootstrap)(?:$|[-_.])/i;

/** Whether a file adds to the base one: most of its services are there already. */
function completes(file: File, base: File, services: ReadonlyMap<string, readonly Service[]>): boolean {
  const own = services.get(file.path) ?? [];
  const names = new Set((services.get(base.path) ?? []).map(({ name }) => name));
  return (
    own.some(({ name, image, built }) => names.has(name) && !image && !built) ||
    (own.some(({ name }) => names.has(name)) && OVERLAY.test(baseName(file.path)) && !replaces(file, base, services))
  );
}

/** Whether a file for deployment says again, and whole, all that stands in the base one: then it is started alone, and the base one elsewhere. */
function replaces(file: File, base: File, services: ReadonlyMap<string, readonly Service[]>): boolean {
  const own = services.get(file.path) ?? [];
  const there = services.get(base.path) ?? [];
  return (
    file !== base &&
    OVERLAY.test(baseName(file.path)) &&
    there.length > 0 &&
    own.every(({ image, built }) => image !== undefined || built) &&
    there.every(({ name }) => own.some((other) => other.name === name))
  );
}

/** Files that hold nothing but what services of other files extend: what stands there runs only as part of those. */
function patternsOf(services: readonly Service[]): ReadonlySet<string> {
  const extendedFiles = new Set(
    services.flatMap(({ path, extends: base }) => (base?.file !== undefined && base.file !== path ? [base.file] : [])),
  );
  return new Set([...extendedFiles].filter((path) => !BASE.test(baseName(path))));
}

/** Whether a folder is one for files of deployment right below another: `docker`, `deploy/compose`. */
const isBelow = (folder: string, above: string): boolean => {
  const rest = above === '' ? folder : folder.startsWith(`${above}/`) ? folder.slice(above.length + 1) : '';
  return rest !== '' && /^(?:\.?docker|compose|docker-compose|deploy|deployment|deployments|ops|infra)(?:\/[\w-]{1,40})?$/.test(rest);
};

const isForDevelopment = (service: Service): boolean =>
  mountsSource(service) || DEVELOPMENT.test(` ${service.command ?? ''} `) || FOR_DEVELOPMENT.test(service.build?.dockerfile ?? '');

const FOR_DEVELOPMENT = /(?:^|[/.])(?:dev|development|local)(?:\.dockerfile)?$/i;

const OVERLAY = /^(?:docker-)?compose[._-](?:prod|production|deploy|deployment|staging|stage|release|live|server|swarm|common)\b/i;

const mountsSource = ({ mounts, build, built, workingDirectory }: Service): boolean =>
  mounts.some(
    ({ kind, path, target }) =>
      kind === 'bind' && path !== undefined && isSourceFolder(path, build?.context, built, target, workingDirectory),
  );

function extended(service: Service, services: ReadonlyMap<string, readonly Service[]>, depth: number): Service {
  if (!service.extends) return service;
  const { file, service: name } = service.extends;
  const base =
    file === undefined || depth === 0 ? undefined : services.get(file)?.find((other) => other.name === name && other !== service);
  if (!base) return { ...service, open: true };
  return merge(extended(base, services, depth - 1), service, service);
}

/** One service over another: what it says counts, lists come together. The place stays the first one's unless it is given. */
function merge(base: Service, over: Service, place: Service = base): Service {
  const from = <T extends { readonly uri?: string }>(owner: Service, value: T): T =>
    owner.uri === place.uri || value.uri !== undefined ? value : { ...value, uri: owner.uri };
  const pick = <K extends keyof Service>(key: K): Service[K] => {
    const owner = over[key] === undefined ? base : over;
    const value = owner[key];
    return typeof value === 'object' && 'span' in value ? (from(owner, value as { readonly uri?: string }) as Service[K]) : value;
  };
  const keys = [
    'image',
    'reference',
    'store',
    'build',
    'check',
    'privileged',
    'network',
    'pid',
    'ipc',
    'restart',
    'memoryLimit',
    'cpuLimit',
    'securityOptions',
  ] as const;
  return {
    ...place,
    ...Object.fromEntries(keys.map((key) => [key, pick(key)])),
    built: base.built || over.built,
    command: over.command === undefined || over.command === '' ? base.command : over.command,
    listens: over.command === undefined || over.command === '' ? base.listens : over.listens,
    workingDirectory: over.workingDirectory ?? base.workingDirectory,
    variables: [...base.variables, ...over.variables],
    envFiles: base.envFiles || over.envFiles,
    aliases: [...base.aliases, ...over.aliases],
    ports: [...base.ports.map((port) => from(base, port)), ...over.ports.map((port) => from(over, port))],
    mounts: [
      ...base.mounts.filter(({ target }) => !over.mounts.some((other) => other.target === target)).map((mount) => from(base, mount)),
      ...over.mounts.map((mount) => from(over, mount)),
    ],
    waitsForEndOf: [...base.waitsForEndOf, ...over.waitsForEndOf],
    profiles: base.profiles || over.profiles,
    open: base.open || over.open,
  };
}
