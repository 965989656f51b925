import {
  type Build,
  ComposeFile,
  type Mount,
  PlatformFile,
  type PublishedPort,
  ServiceTemplate,
  type Setting,
} from '../../facts/compose.js';
import { askedUrl } from '../../model/asked-url.js';
import { type Document, folderOf, resolvePath } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { imageReference } from '../../model/image-reference.js';
import { listeningPort } from '../../model/listening-port.js';
import { oncePer } from '../../model/once.js';
import { type Span, before } from '../../model/span.js';
import type { Value } from '../../model/value.js';
import { type DataEntry, type DataNode, lineStart } from '../../syntax/data.js';
import { interpolated } from '../../syntax/interpolation.js';
import { shapeOf } from '../data/shape.js';
import { detector } from '../detector.js';
import { storeImage } from './store-images.js';

const NAMED = /(?:^|\/)(?:docker-)?compose(?:[._-][^/]{1,60})?\.ya?ml$|(?:^|\/)(?:docker-)?(?:stack|swarm)(?:[._-][^/]{1,60})?\.ya?ml$/i;

/** What compose files say: https://github.com/compose-spec/compose-spec/blob/main/spec.md */
export const compose = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  mentions: /^[ \t]{0,8}["']?(?:services|include)["']?[ \t]*:/m,

  *facts({ document, root }): Iterable<FactDraft> {
    const services = root.get('services');
    if (root.get('jobs') ?? root.get('apiVersion')) return;
    const entries = (services?.entries ?? []).filter(({ node }) => node.kind === 'map');
    // Other programs have services, too: without the name, one of them must say what it runs.
    if (!NAMED.test(document.path) && !entries.some(({ node }) => node.get('image') ?? node.get('build'))) return;
    yield ComposeFile(root.entries[0] ? { span: root.entries[0].keySpan } : { span: before(0) }, {
      path: document.path,
      role: document.role,
      includes: includesOf(root, folderOf(document.path)),
      external: (root.get('networks')?.entries ?? []).some(({ node }) => node.entry('external') !== undefined),
      root: shapeOf(root),
      volumes: shapeOf(root.get('volumes')),
    });
    for (const { key, keySpan, node } of entries) yield serviceOf(document, key, keySpan, node);
  },
});

/** https://fly.io/docs/reference/configuration/, https://render.com/docs/blueprint-spec, https://devcenter.heroku.com/articles/procfile, … */
export const platforms = detector({
  framework: 'Platforms',
  format: 'text',
  roles: ['production'],
  files:
    /(?:^|\/)(?:fly\.toml|render\.ya?ml|Procfile|heroku\.ya?ml|vercel\.json|netlify\.toml|railway\.(?:json|toml)|app\.ya?ml|serverless\.ya?ml|\.platform\.app\.ya?ml|captain-definition|nixpacks\.toml|apprunner\.ya?ml|Chart\.yaml|skaffold\.ya?ml|Dockerrun\.aws\.json|wrangler\.toml)$/,

  *facts({ document: { path, text } }) {
    if (path.endsWith('app.yaml') && !/^runtime[ \t]*:/m.test(text)) return;
    yield PlatformFile({ span: before(0) }, { path });
  },
});

const includesOf = (root: DataNode, folder: string): readonly string[] =>
  (root.get('include')?.items ?? []).flatMap((item) => {
    const paths = item.kind === 'map' ? (item.get('path')?.items ?? []).concat(item.get('path') ?? []) : [item];
    return paths.flatMap(({ text }) => (text === undefined || text.includes('$') ? [] : (resolvePath(folder, text) ?? [])));
  });

function settingOf(document: Document, node: DataNode, path: string): Setting | undefined {
  const entry = node.entryAt(path);
  if (!entry) return node.option(path);
  // Compose reads true and false in texts, too.
  const value = interpolated(document, entry.value, 'compose');
  return { ...value, whole: entry.span };
}

/** That something is there, whatever it says. */
const present = (entry: DataEntry | undefined): Setting | undefined =>
  entry && { kind: 'flag', on: true, span: entry.keySpan, whole: entry.keySpan };

const firstOf = (...settings: readonly (Setting | undefined)[]): Setting | undefined => settings.find((setting) => setting !== undefined);

function serviceOf(document: Document, name: string, keySpan: Span, node: DataNode): FactDraft {
  const folder = folderOf(document.path);
  const build = node.get('build');
  const image = settingOf(document, node, 'image');
  const reference = image && imageReference(written(image) ?? '');
  const check = node.entry('healthcheck');
  const extended = node.get('extends');
  const extendedFile = extended?.get('file')?.text;
  const dependencies = node.get('depends_on');
  return ServiceTemplate(
    { span: keySpan },
    {
      name,
      path: document.path,
      role: document.role,
      map: shapeOf(node),
      image,
      reference,
      store: reference && storeImage(reference),
      build: build && buildOf(build, folder),
      built: build !== undefined,
      check: check && {
        on:
          check.node.option('disable')?.kind !== 'flag' &&
          !/^\[?\s*["']?NONE/.test(check.node.get('test')?.items[0]?.text ?? check.node.get('test')?.text ?? ''),
        at: check.keySpan,
        asks: askedUrl(document.text, check.node.get('test')?.span ?? before(0)),
      },
      ports: [...portsOf(document, node)],
      mounts: [...mountsOf(document, node, folder)],
      workingDirectory: node.get('working_dir')?.text,
      privileged: settingOf(document, node, 'privileged'),
      network: settingOf(document, node, 'network_mode'),
      pid: settingOf(document, node, 'pid'),
      ipc: settingOf(document, node, 'ipc'),
      restart: settingOf(document, node, 'restart') ?? present(node.entryAt('deploy.restart_policy')),
      memoryLimit: firstOf(settingOf(document, node, 'deploy.resources.limits.memory'), settingOf(document, node, 'mem_limit')),
      cpuLimit: firstOf(
        settingOf(document, node, 'deploy.resources.limits.cpus'),
        settingOf(document, node, 'cpus'),
        settingOf(document, node, 'cpu_quota'),
      ),
      securityOptions: settingOf(document, node, 'security_opt'),
      command: [node.get('entrypoint'), node.get('command')]
        .flatMap((part) => (part ? [part.text ?? part.items.map(({ text }) => text ?? '*').join(' ')] : []))
        .join(' '),
      listens: node.get('command') ? listeningPort(document.text, node.get('command')?.span ?? before(0)) : undefined,
      variables: [...variablesOf(node)],
      envFiles: node.entry('env_file') !== undefined,
      aliases: [
        ...['container_name', 'hostname'].flatMap((key) => node.get(key)?.text ?? []),
        ...(node.get('networks')?.entries ?? []).flatMap(({ node: network }) =>
          (network.get('aliases')?.items ?? []).flatMap(({ text }) => text ?? []),
        ),
        ...['links', 'external_links', 'extra_hosts'].flatMap((key) => {
          const list = node.get(key);
          return [...(list?.keys ?? []), ...(list?.items ?? []).flatMap(({ text }) => text?.split(/[:=]/) ?? [])];
        }),
      ],
      waitsForEndOf: (dependencies?.entries ?? []).flatMap(({ key, node: how }) =>
        how.get('condition')?.text === 'service_completed_successfully' ? [key] : [],
      ),
      extends: extended && {
        file: extendedFile === undefined ? document.path : extendedFile.includes('$') ? undefined : resolvePath(folder, extendedFile),
        service: extended.get('service')?.text ?? extended.text ?? '',
      },
      profiles: node.entry('profiles') !== undefined,
      // What a template's conditions leave in is not known.
      open: node.open || hasConditions(document),
    },
  );
}

const CONDITION = /^[ \t]*\{[%{]-?[ \t]*(?:if|for|range|with)\b/m;
const hasConditions = oncePer(({ text }: Document) => CONDITION.test(text));

function* variablesOf(service: DataNode): Iterable<{ readonly name: string; readonly at: Span }> {
  const environment = service.get('environment');
  for (const { key, keySpan } of environment?.entries ?? []) yield { name: key, at: keySpan };
  for (const { text, span } of environment?.items ?? []) {
    const name = text?.split('=', 1)[0];
    if (name) yield { name, at: { start: span.start, end: span.end } };
  }
}

/** A text as compose would read it with nothing in the environment: defaults count, other variables are `*`. */
export function written(value: Value | undefined): string | undefined {
  switch (value?.kind) {
    case 'text':
      return value.text;
    case 'number':
      return String(value.number);
    case 'env':
      return value.fallback ? written(value.fallback) : '*';
    case 'joined':
      return value.parts.map((part) => written(part) ?? '*').join('');
    default:
      return undefined;
  }
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;

function* portsOf(document: Document, service: DataNode): Iterable<PublishedPort> {
  for (const item of service.get('ports')?.items ?? []) {
    if (item.kind === 'map') {
      const address = item.get('host_ip');
      yield {
        at: item.entry('target')?.span ?? item.span,
        address: address
          ? addressOf(written(interpolated(document, address.value, 'compose')))
          : item.get('published')
            ? 'everywhere'
            : 'other',
        target: numberOf(item.get('target')?.text),
        published: numberOf(item.get('published')?.text),
        slot: undefined,
      };
      continue;
    }
    const text = written(interpolated(document, item.value, 'compose')) ?? item.text ?? '';
    const [, address, published, target] =
      /^(?:(\[[^\]]{1,60}\]|[^:]{0,60}):)??(?:([\d*-]{0,20}):)?([\d*-]{1,20})(?:\/\w{1,5})?$/.exec(text) ?? [];
    if (target === undefined) continue;
    const quoted = /^["']/.test(document.text.slice(item.span.start, item.span.start + 1));
    yield {
      at: item.span,
      // A port alone is published on some port of the host, on every address.
      address: address === undefined ? 'everywhere' : addressOf(address),
      target: numberOf(target.split('-')[0]),
      published: numberOf(published?.split('-')[0]),
      slot: address === undefined && published !== undefined ? before(item.span.start + (quoted ? 1 : 0)) : undefined,
    };
  }
}

function addressOf(text: string | undefined): PublishedPort['address'] {
  if (text === undefined || text.includes('*')) return undefined;
  const plain = text.replace(/^\[|\]$/g, '');
  if (plain === '' || plain === '0.0.0.0' || plain === '::') return 'everywhere';
  return /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/.test(plain) ? 'loopback' : 'other';
}

function* mountsOf(document: Document, service: DataNode, folder: string): Iterable<Mount> {
  const list = service.entry('volumes');
  const items = list?.node.items ?? [];
  for (const item of items) {
    const removal = removalOf(document.text, item.span, items.length === 1 ? list?.span : undefined);
    if (item.kind === 'map') {
      const type = item.get('type')?.text;
      const source = item.get('source') ?? item.get('src');
      const from = source && written(interpolated(document, source.value, 'compose'));
      yield {
        at: item.entry('source')?.span ?? item.entry('type')?.span ?? item.span,
        kind: type === 'bind' || type === 'volume' || type === 'tmpfs' ? type : 'unknown',
        source: from,
        path: type === 'bind' && from !== undefined ? pathOf(folder, from) : undefined,
        target: (item.get('target') ?? item.get('dst'))?.text,
        removal: undefined,
      };
      continue;
    }
    const text = written(interpolated(document, item.value, 'compose'));
    if (text === undefined) continue;
    const [first = '', second] = text.split(':');
    // One path alone is a volume without a name.
    const source = second === undefined ? undefined : first;
    const bind = source !== undefined && /^(?:[.~/]|\*)/.test(source);
    yield {
      at: item.span,
      kind: source?.startsWith('*') ? 'unknown' : bind ? 'bind' : 'volume',
      source: source?.includes('*') ? undefined : source,
      path: bind ? pathOf(folder, source) : undefined,
      target: second ?? first,
      removal,
    };
  }
}

const pathOf = (folder: string, source: string): string | undefined => (source.includes('*') ? undefined : resolvePath(folder, source));

/** The line of a list's item with its break, or the whole list where it is the only one. */
function removalOf(text: string, { start, end }: Span, list: Span | undefined): Span | undefined {
  const from = lineStart(text, list?.start ?? start);
  const lead = text.slice(from, list?.start ?? start);
  const at = text.indexOf('\n', end);
  const rest = text.slice(end, at < 0 ? text.length : at);
  if (!/^[ \t]*(?:-[ \t]+)?$/.test(lead) || !/^[ \t]*(?:#.*)?\r?$/.test(rest)) return undefined;
  return { start: from, end: at < 0 ? text.length : at + 1 };
}

function buildOf(build: DataNode, folder: string): Build | undefined {
  const context = build.kind === 'map' ? (build.get('context')?.text ?? '.') : build.text;
  if (context === undefined || context.includes('$') || /^[a-z+]+:|^git@|\.git(?:#|$)/i.test(context)) return undefined;
  const resolved = resolvePath(folder, context);
  const named = build.get('dockerfile')?.text ?? 'Dockerfile';
  const target = build.get('target')?.text;
  if (resolved === undefined || named.includes('$') || build.get('dockerfile_inline')) return undefined;
  const dockerfile = resolvePath(resolved, named);
  return dockerfile === undefined ? undefined : { context: resolved, dockerfile, target: target?.includes('$') ? undefined : target };
}
