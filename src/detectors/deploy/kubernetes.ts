import { ChartObject, KubernetesObject, RoleRule } from '../../facts/kubernetes.js';
import { partOf, plainText, podLabelsOf, podOf, selectorOf, settingOf, workloadTypeOf } from '../../facts/manifests.js';
import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { DataNode, DataSyntax } from '../../syntax/data.js';
import { type GoTemplate, parseGoTemplate } from '../../syntax/go-template.js';
import { detector } from '../detector.js';
import { treeOf } from './trees.js';

const MENTIONS = /["']?apiVersion["']?[ \t]*:/;

export const kubernetesYaml = detector({ framework: 'Kubernetes', format: 'yaml', mentions: MENTIONS, apart: true, facts: statedBy });
export const kubernetesJson = detector({ framework: 'Kubernetes', format: 'json', mentions: MENTIONS, facts: statedBy });

function* statedBy({ document, documents }: DataSyntax): Iterable<FactDraft> {
  const template = isTemplate(document) ? parseGoTemplate(document.text) : undefined;
  for (const root of documents) for (const object of objectsOf(root)) yield* factsOf(object, document, template);
}

/** `targetPort` is `port` where nothing else is written. https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service */
function servicePort(port: DataNode): NonNullable<(typeof KubernetesObject)['of']>['ports'][number] {
  const written = port.get('targetPort');
  const node = written ?? port.get('port');
  return {
    target: node?.value.kind === 'number' ? node.value.number : undefined,
    at: node?.span ?? port.span,
    digits: written?.value.kind === 'number' ? written.span : undefined,
  };
}

/** Whether it is a template of a chart. https://helm.sh/docs/topics/charts/#the-chart-file-structure */
const isTemplate = ({ path, text }: Document): boolean => /(?:^|\/)templates\//.test(path) && text.includes('{{');

/** The objects of a document: itself, or the items of a list. */
export function* objectsOf(root: DataNode, depth = 0): Iterable<DataNode> {
  const type = root.get('kind')?.text;
  if (type === undefined || root.get('apiVersion') === undefined) return;
  const items = root.get('items');
  if (type.endsWith('List') && items && depth < 3) for (const item of items.items) yield* objectsOf(item, depth + 1);
  else yield root;
}

function* factsOf(object: DataNode, document: Document, template: GoTemplate | undefined): Iterable<FactDraft> {
  const type = object.get('kind')?.text ?? '';
  const metadata = object.get('metadata');
  const nameNode = metadata?.get('name');
  const at = nameNode ?? object.get('kind') ?? object;
  const namespace = metadata?.entry('namespace');
  const named = {
    name: plainText(nameNode),
    namespace: plainText(namespace?.node),
    path: document.path,
    role: document.role,
  };
  const spec = object.get('spec');
  const target = spec?.get('scaleTargetRef');
  const most = spec?.get('maxReplicas') ?? spec?.get('maxReplicaCount');
  yield KubernetesObject(at, {
    ...named,
    type,
    // Cilium takes several specifications in one object.
    selectors: [...(spec ? [spec] : []), ...(object.get('specs')?.items ?? [])].flatMap((one) => {
      const selector = one.get('podSelector') ?? one.get('endpointSelector') ?? one.get('selector');
      return selector ? [selectorOf(selector, document.text)] : [];
    }),
    ports: type === 'Service' ? (spec?.get('ports')?.items ?? []).map(servicePort) : [],
    target: target && { type: plainText(target.get('kind')) ?? 'Deployment', name: plainText(target.get('name')) },
    most: most?.value.kind === 'number' ? most.value.number : undefined,
    automountToken: settingOf(object, 'automountServiceAccountToken'),
    subjects: (object.get('subjects')?.items ?? []).flatMap((subject) =>
      plainText(subject.get('kind')) === 'ServiceAccount' ? (plainText(subject.get('name')) ?? []) : [],
    ),
    namespaceAt: namespace?.span,
  });
  if (type === 'Role' || type === 'ClusterRole')
    for (const rule of object.get('rules')?.items ?? [])
      yield RoleRule(rule.entries[0] ? { span: rule.entries[0].keySpan } : rule, {
        roleName: named.name,
        roleType: type,
        verbs: rule.option('verbs'),
        resources: rule.option('resources'),
        groups: rule.option('apiGroups'),
      });
  const workload = workloadTypeOf(object);
  if (!workload) return;
  if (!template) yield* podOf(object, workload, named, at, object.span);
  else {
    const guards = template.guardsAt((object.get('kind') ?? object).span.start);
    yield ChartObject(object.get('kind') ?? object, {
      path: document.path,
      role: document.role,
      guards,
      partly: partOf(podLabelsOf(object, workload), document.text),
      tree: treeOf(object, document.text, template, guards),
    });
  }
}
