import { JsonPatch, Kustomization, ManifestFile, type Patch, type PatchTarget, type PodChange } from '../../facts/kubernetes.js';
import { podChangeOf, plainText, workloadTypeOf } from '../../facts/manifests.js';
import { DataNode, type Written } from '../../model/data-node.js';
import { type Document, baseName, folderOf, resolvePath } from '../../model/document.js';
import { before } from '../../model/span.js';
import { parsePlainYaml } from '../../syntax/yaml.js';
import { detector } from '../detector.js';

/** Overlays that are not what ships, by their folder's name. */
const FOR_DEVELOPERS =
  /^(?:dev|devel|development|local|test|testing|e2e|ci|kind|minikube|k3d|tilt|sandbox)(?:[-_]|$)|[-_](?:dev|local|test|e2e|tilt|kind|minikube)$/i;

/** Files that a kustomization may name. */
export const manifestFiles = detector({
  framework: 'Kustomize',
  format: 'text',
  files: /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/,

  *facts({ document }) {
    yield ManifestFile({ span: before(0) }, { path: document.path });
  },
});

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export const kustomizations = detector({
  framework: 'Kustomize',
  format: 'yaml',
  files: /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/,

  *facts({ document, root }) {
    const folder = folderOf(document.path);
    const files = (key: string) =>
      (root.get(key)?.items ?? []).flatMap((item) => {
        const path = plainText(item);
        const target = path === undefined ? undefined : resolved(folder, path);
        return target === undefined ? [] : [{ path: target, at: item.span }];
      });
    yield Kustomization(root.entries[0] ? { span: root.entries[0].keySpan } : { span: before(0) }, {
      folder,
      path: document.path,
      role: document.role === 'production' && FOR_DEVELOPERS.test(baseName(folder)) ? 'development' : document.role,
      component: root.get('kind')?.text === 'Component',
      resources: [...files('resources'), ...files('bases')],
      components: files('components'),
      patches: [
        ...files('patchesStrategicMerge').map(({ path, at }) => ({ path, at, target: undefined, changes: [] })),
        ...(root.get('patchesStrategicMerge')?.items ?? []).flatMap((item) => inline(item, document, undefined)),
        ...[...(root.get('patches')?.items ?? []), ...(root.get('patchesJson6902')?.items ?? [])].flatMap((item): readonly Patch[] => {
          const target = targetOf(item.get('target'));
          const file = item.get('path') ?? (item.kind === 'scalar' ? item : undefined);
          const path = plainText(file);
          if (file && path !== undefined && !path.includes('\n')) {
            const found = resolved(folder, path);
            return found === undefined ? [] : [{ path: found, at: file.span, target, changes: [] }];
          }
          const written = item.get('patch');
          return written ? inline(written, document, target) : [];
        }),
      ],
      images: (root.get('images')?.items ?? []).flatMap((item) => {
        const name = plainText(item.get('name'));
        if (name === undefined) return [];
        return [
          { name, newName: item.option('newName'), newTag: asText(item.get('newTag')), digest: item.option('digest'), at: item.span },
        ];
      }),
      replicas: (root.get('replicas')?.items ?? []).flatMap((item) => {
        const entry = item.entry('count');
        const name = plainText(item.get('name'));
        return name === undefined || !entry ? [] : [{ name, count: { ...entry.value, whole: entry.span } }];
      }),
      namespace: plainText(root.get('namespace')),
      prefix: plainText(root.get('namePrefix')) ?? '',
      suffix: plainText(root.get('nameSuffix')) ?? '',
    });
  },
});

/** Lists of operations as RFC 6902 has them, which patches name by their file. */
export const jsonPatches = detector({
  framework: 'Kustomize',
  format: 'yaml',
  mentions: /^[ \t]{0,8}(?:-[ \t]{1,4})?["']?op["']?[ \t]*:/m,

  *facts({ document, root }) {
    const changes = [...operationsOf(root)];
    if (changes.length > 0) yield JsonPatch({ span: before(0) }, { path: document.path, changes });
  },
});

/** A path within the workspace; undefined for what is fetched from elsewhere. */
function resolved(folder: string, path: string): string | undefined {
  if (/^[a-z][\w+.-]*:|^git@|\?ref=|^(?:github|gitlab|bitbucket)\.(?:com|org)\/|^\//.test(path)) return undefined;
  return resolvePath(folder, path);
}

const asText = (node: DataNode | undefined) =>
  node && (node.value.kind === 'text' || !node.text ? node.value : ({ kind: 'text', text: node.text, span: node.span } as const));

function targetOf(node: DataNode | undefined): PatchTarget | undefined {
  if (!node) return undefined;
  return { type: plainText(node.get('kind')), name: plainText(node.get('name')) };
}

/** A patch that is written into the kustomization, as a text of YAML. */
function inline(node: DataNode, document: Document, target: PatchTarget | undefined): readonly Patch[] {
  const source = document.text.slice(node.span.start, node.span.end);
  const header = /^[|>][^\n]{0,20}\n/.exec(source);
  if (!header) return [];
  // Everything around it blanked out, so that places stay.
  const start = node.span.start + header[0].length;
  const text = document.text.slice(0, start).replace(/[^\r\n]/g, ' ') + document.text.slice(start, node.span.end);
  const { documents } = parsePlainYaml({ ...document, text });
  const changes = documents.flatMap((root): readonly PodChange[] => {
    if (root.kind === 'list') return [...operationsOf(root)];
    const type = workloadTypeOf(root) ?? (target?.type === undefined ? undefined : workloadTypeOf(new DataNode(kindOnly(target.type))));
    return type ? [podChangeOf(root, type)] : [];
  });
  const [first] = documents;
  const own =
    target ?? (first?.kind === 'map' ? { type: plainText(first.get('kind')), name: plainText(first.at('metadata.name')) } : undefined);
  return changes.length > 0 ? [{ path: undefined, at: node.span, target: own, changes }] : [];
}

const kindOnly = (type: string): Written => {
  const span = before(0);
  return {
    kind: 'map',
    span,
    open: false,
    entries: () => [
      { key: 'kind', keySpan: span, span, written: { kind: 'scalar', span, text: type, value: { kind: 'text', text: type, span } } },
    ],
  };
};

// https://datatracker.ietf.org/doc/html/rfc6902#section-4
function* operationsOf(root: DataNode): Iterable<PodChange> {
  for (const item of root.items) {
    const op = plainText(item.get('op'));
    const path = plainText(item.get('path'));
    if (op === undefined || path === undefined) continue;
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const type =
      keys[1] === 'jobTemplate'
        ? 'CronJob'
        : keys[1] === 'template' || keys[1] === 'replicas'
          ? 'Deployment'
          : keys[0] === 'spec'
            ? 'Pod'
            : undefined;
    if (!type || keys.length > 20) continue;
    const list = keys.findIndex((key) => key === 'containers' || key === 'initContainers');
    const index = list < 0 ? undefined : keys[list + 1];
    const position =
      index === undefined
        ? undefined
        : { as: keys[list] === 'containers' ? ('main' as const) : ('init' as const), index: index === '-' ? undefined : Number(index) };
    if (op === 'remove') {
      const removed = (list < 0 ? keys.slice(type === 'Pod' ? 1 : type === 'CronJob' ? 5 : 3) : keys.slice(list + 2)).join('.');
      yield { settings: undefined, labels: undefined, containers: [], position, removes: removed };
      continue;
    }
    const value = item.get('value');
    if (value) yield { ...podChangeOf(new DataNode(nested(keys, value.written)), type), position };
  }
}

function nested(keys: readonly string[], value: Written): Written {
  return keys.reduceRight<Written>((inner, key) => {
    const { span } = value;
    return /^(?:-|\d+)$/.test(key)
      ? { kind: 'list', span, items: () => [inner], open: false }
      : { kind: 'map', span, open: false, entries: () => [{ key, keySpan: span, span, written: inner }] };
  }, value);
}
