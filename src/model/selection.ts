/** What an object of Kubernetes says about the pods that it means. An empty one means all. */
export interface Selection {
  /** Undefined where a template writes some. */
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly expressions: readonly Requirement[];
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

/** Objects without a namespace go where the one who applies them says: they are taken to be together. */
export const shareNamespace = (a: { readonly namespace: string | undefined }, b: { readonly namespace: string | undefined }): boolean =>
  a.namespace === undefined || b.namespace === undefined || a.namespace === b.namespace;
