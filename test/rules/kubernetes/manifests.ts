const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');

/** The lines of one container as the item of a list. */
const item = (container: string, by: number): string => `${' '.repeat(by)}- ${indented(container, by + 2).trimStart()}\n`;

interface Around {
  /** Lines of the pod's specification, as if they stood at the margin. */
  readonly pod?: string;
  /** The same for the object's. */
  readonly spec?: string;
  readonly type?: string;
  readonly name?: string;
}

const lines = (text: string | undefined, by: number): string => (text === undefined ? '' : `${indented(text, by)}\n`);

/** A deployment with one container, of which the lines are given as if they stood at the margin. */
export const deployment = (container: string, { pod, spec = 'replicas: 3', type = 'Deployment', name = 'shop' }: Around = {}): string =>
  `apiVersion: apps/v1\nkind: ${type}\nmetadata:\n  name: ${name}\nspec:\n${lines(spec, 2)}  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n${lines(pod, 6)}      containers:\n${item(container, 8)}`;

/** A bare pod. */
export const pod = (container: string, { pod: settings, name = 'shop' }: Around = {}): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  labels:\n    app: shop\nspec:\n${lines(settings, 2)}  containers:\n${item(container, 4)}`;

/** A job that runs at its times. */
export const cronJob = (container: string): string =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n  schedule: 0 3 * * *\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: OnFailure\n          containers:\n${item(container, 12)}`;

export const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    app: shop\n  ports:\n    - port: 80\n';

export const budget =
  'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels:\n      app: shop\n';

export const policy =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes: [Ingress]\n';

/** A role with one rule. */
export const role = (resources: string, verbs: string, group = '""'): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\nrules:\n  - apiGroups: [${group}]\n    ${resources}\n    ${verbs}\n`;
