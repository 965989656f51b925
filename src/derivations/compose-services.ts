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
    for (const here of folders.values()) {
      const base = here.find(({ path }) => BASE.test(baseName(path)));
      const overrides = base ? here.filter((file) => file !== base && file.role === 'production' && completes(file, base, services)) : [];
      for (const file of here) {
        if (overrides.includes(file)) continue;
        const all = services.get(file.path) ?? [];
        const above = file === base ? overrides : [];
        const lone = here.length === 1 && !included.has(file.path);
        const development =
          file.role !== 'production' ||
          (lone && (elsewhere || all.some((service) => mountsSource(service) || DEVELOPMENT.test(` ${service.command ?? ''} `))));
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
              purpose: development ? 'development' : 'deployment',
              ends:
                awaited.has(service.name) ||
                ENDS.test(service.command ?? '') ||
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

/** Whether a file adds to the base one: most of its services are there already. */
function completes(file: File, base: File, services: ReadonlyMap<string, readonly Service[]>): boolean {
  const own = services.get(file.path) ?? [];
  const names = new Set((services.get(base.path) ?? []).map(({ name }) => name));
  return (
    own.some(({ name, image, built }) => names.has(name) && !image && !built) ||
    (own.some(({ name }) => names.has(name)) && OVERLAY.test(baseName(file.path)))
  );
}

const OVERLAY = /^(?:docker-)?compose[._-](?:prod|production|deploy|deployment|staging|stage|release|live|server|swarm|common)\b/i;

const mountsSource = ({ mounts, build, built }: Service): boolean =>
  mounts.some(({ kind, path, target }) => kind === 'bind' && path !== undefined && isSourceFolder(path, build?.context, built, target));

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
