const indented = (text: string, by: number): readonly string[] =>
  text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => (line ? ' '.repeat(by) + line : line));

/** A deployment of one container for examples; lines of the container and of the pod as if they stood at the margin. */
export const deployment = (container = '', pod = ''): string =>
  [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: shop',
    'spec:',
    '  replicas: 3',
    '  selector:',
    '    matchLabels: { app: shop }',
    '  template:',
    '    metadata:',
    '      labels: { app: shop }',
    '    spec:',
    ...indented(pod, 6),
    '      containers:',
    '        - name: web',
    '          image: registry.example.com/shop:1.4.2',
    ...indented(container, 10),
    '',
  ].join('\n');
