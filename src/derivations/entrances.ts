import { Dependency } from '../facts/project.js';
import { Entrance, PagesServed, ProxyFile, ProxyServer } from '../facts/proxy.js';
import { Service } from '../facts/service.js';
import type { Derivation } from '../model/derivation.js';
import { folderOf } from '../model/document.js';
import type { FactDraft } from '../model/fact.js';

/** Where strangers' requests arrive first: proxies of the workspace that pass them on, else each application. */
export const entrances: Derivation = {
  gives: Entrance,
  from: [Service, ProxyServer, ProxyFile, PagesServed, Dependency],

  *derive({ facts, pathOf, roleOf }): Iterable<FactDraft> {
    const services = facts(Service);
    const servers = facts(ProxyServer)
      .filter(
        ({ uri, by, passes, files, redirects, tls }) =>
          roleOf(uri) === 'production' && (passes || files) && (redirects !== true || tls) && !JUST_ROUTES.has(by),
      )
      .toSorted((a, b) => Number(b.passes) - Number(a.passes) || Number(b.tls) - Number(a.tls) || a.path.localeCompare(b.path));
    const pages = facts(PagesServed).filter(({ uri }) => roleOf(uri) === 'production');
    const [front] = servers.filter(({ passes }) => passes);
    if (front) {
      const paths = facts(ProxyFile).map(({ path }) => path);
      yield Entrance(front, {
        by: 'proxy',
        name: front.by,
        frameworks: [...new Set(services.flatMap(({ frameworks }) => frameworks))],
        services: services.length,
        pages: pages.length > 0 || servers.some(({ files }) => files) || services.some(({ frameworks }) => frameworks.some(isForPages)),
        open: servers.some(({ includes }) => includes.some((include) => !isHere(include, paths))),
        room: front.room,
      });
      return;
    }
    const gateways = new Set(
      facts(Dependency).flatMap(({ name, runtime, uri }) => (runtime && GATEWAY.test(name) ? [folderOf(pathOf(uri))] : [])),
    );
    const isBehind = (folder: string): boolean =>
      !gateways.has(folder) && [...gateways].some((gateway) => gateway !== '' && isWithin(folder, folderOf(gateway)));
    for (const service of services.filter(({ folder }) => !isBehind(folder)))
      yield Entrance(service, {
        by: 'application',
        name: service.frameworks[0] ?? 'web',
        frameworks: service.frameworks,
        services: 1,
        pages:
          service.frameworks.some(isForPages) ||
          pages.some(({ uri }) => service.folder === '' || pathOf(uri).startsWith(`${service.folder}/`)),
        open: false,
        room: undefined,
      });
  },
};

/** What makes an application the gateway of those beside it. https://docs.spring.io/spring-cloud-gateway/reference/ */
const GATEWAY = /^org\.springframework\.cloud:spring-cloud-(?:starter-)?(?:gateway\S{0,40}|netflix-zuul|zuul)$/;

const isWithin = (folder: string, above: string): boolean => above === '' || folder === above || folder.startsWith(`${above}/`);

/** What it lets through is said in many places, some of them not in the workspace. */
const JUST_ROUTES: ReadonlySet<string> = new Set(['Traefik', 'ingress-nginx', 'Gateway API', 'Istio']);

const isForPages = (framework: string): boolean => framework === 'Django' || framework === 'Next.js';

/** Whether a file that a configuration takes in is one of the workspace, by the end of its path. */
function isHere(include: string, paths: readonly string[]): boolean {
  const [name = '', folder = ''] = include.split('/').toReversed();
  return paths.some((path) => {
    const [own = '', around = ''] = path.split('/').toReversed();
    return name.includes('*') ? around === folder : own === name;
  });
}
