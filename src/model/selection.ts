/** What an object of Kubernetes says about the pods that it means. An empty one means all. */
export interface Selection {
  /** Undefined where a template writes some. */
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly expressions: readonly Requirement[];
  /** As far as they are known, where a template writes some. */
  readonly partly?: PartialLabels | undefined;
}

/** Labels of which a template writes some: those that are known, and the directives. */
export interface PartialLabels {
  readonly labels: Readonly<Record<string, string>>;
  readonly directives: readonly string[];
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Whether a selector means pods with some labels; undefined where a template keeps that from being known. */
export function selects(selector: Selection | undefined, labels: Selection['labels']): boolean | undefined {
  if (!selector) return false;
  if (!selector.labels) return undefined;
  const wanted = Object.entries(selector.labels);
  if (wanted.length === 0 && selector.expressions.length === 0) return true;
  if (!labels) return undefined;
  return wanted.every(([key, value]) => labels[key] === value) && selector.expressions.every((requirement) => meets(requirement, labels));
}

function meets({ key, operator, values }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

interface Labelled {
  readonly labels: Selection['labels'];
  readonly partly?: PartialLabels | undefined;
}

/** The same for what a template writes, too: the same directives are taken to give the same labels. */
export function selectsLikely(selector: Selection, pod: Labelled): boolean | undefined {
  const exact = selects(selector, pod.labels);
  if (exact !== undefined) return exact;
  const wanted = selector.partly ?? { labels: selector.labels ?? {}, directives: [] };
  const has = pod.partly ?? { labels: pod.labels ?? {}, directives: [] };
  const literal = Object.entries(wanted.labels);
  if (literal.some(([key, value]) => has.labels[key] !== undefined && has.labels[key] !== value)) return false;
  if (literal.some(([key]) => has.labels[key] === undefined)) return has.directives.length > 0 ? undefined : false;
  if (selector.expressions.length > 0) return undefined;
  const families = new Set(has.directives.map(familyOf));
  return wanted.directives.every((directive) => families.has(familyOf(directive))) ? true : undefined;
}

/** `include "shop.selectorLabels" .` and `include "shop.labels" .` are written by the same hand: the first is a part of the second. */
const familyOf = (directive: string): string =>
  directive
    .replace(/^template\b/, 'include')
    .replace(/[._-]?(?:selector[._-]?labels|match[._-]?labels|labels\.matchLabels|labels\.standard|pod[._-]?labels|labels)(?=")/i, '');

/** The chart that a template belongs to. */
const chartOf = (path: string): string | undefined => /^(?:.*?\/)?(?=templates\/)/.exec(path)?.[0];

interface Placed {
  readonly namespace: string | undefined;
  readonly path: string;
}

/** Whether two objects can be applied to the same cluster's namespace: a chart's own with each other. */
export const meet = (a: Placed, b: Placed): boolean => chartOf(a.path) === chartOf(b.path) && shareNamespace(a, b);

/** Objects without a namespace go where the one who applies them says: they are taken to be together. */
const shareNamespace = (a: { readonly namespace: string | undefined }, b: { readonly namespace: string | undefined }): boolean =>
  a.namespace === undefined || b.namespace === undefined || a.namespace === b.namespace;
