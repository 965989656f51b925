import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnyDetector } from '../../src/detectors/detector.js';
import type { Document } from '../../src/model/document.js';
import { Detection } from '../../src/engine/detect.js';
import { moved } from '../../src/engine/moved.js';
import { registry } from '../../src/generated/registry.js';
import type { Kept } from '../../src/syntax/parse.js';
import { grammars } from '../support/grammars.js';

const SECRET = ['s3cr3t', 'Hunter', '22'].join('-');

const DOCUMENTS = [
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 45
      containers:
        - name: web
          image: registry.example/web:1.2
          command: ["gunicorn", "--workers", "4", "--timeout", "30"]
          env:
            - name: DB_PASSWORD
              value: ${SECRET}
            - name: JAVA_OPTS
              value: -Xmx512m
          resources: {limits: {memory: 256Mi}}
          livenessProbe: {httpGet: {path: /healthz, port: 8080}}
        - name: side
          image: &side registry.example/side
          args: [*side]
`,
  `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: 8080
`,
  `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/enable-cors: "true"
    nginx.ingress.kubernetes.io/ssl-redirect: "false"
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example]}]
`,
  `apiVersion: v1
kind: ConfigMap
metadata: {name: nginx}
data:
  ssl-protocols: "TLSv1 TLSv1.2"
  password: ${SECRET}
`,
  `apiVersion: networking.istio.io/v1
kind: VirtualService
spec:
  http:
    - corsPolicy: {allowOrigins: [{exact: "*"}]}
`,
  `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
spec:
  groups:
    - rules:
        - alert: DiskFull
          expr: disk_free < 1
`,
  `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
rules:
- verbs: ["*"]
  resources: ["*"]
`,
  '# nothing\n',
  '',
  'services:\n  web: {stop_grace_period: 3s}\n',
  'broken: "x\n  y: [\n',
  'apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: b}]}}\n',
];

const documentOf = (text: string, version: number): Document => ({
  uri: 'file:///w/deploy/all.yaml',
  path: 'deploy/all.yaml',
  format: 'yaml',
  role: 'production',
  version,
  tracked: true,
  text,
});

const readers = registry.detectors.filter(({ format }) => format === 'yaml');
const detection = (detectors: readonly AnyDetector[]): Detection => new Detection(detectors, grammars);

describe('documents of a file that are read apart', () => {
  it('say what the whole file says, whatever is typed', async () => {
    const apart = detection(readers);
    const whole = detection(readers.map((reader) => ({ ...reader, apart: false })));
    const typed = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 9 }),
      put: fc.constantFrom('x', '\n', '---\n', '"', '{{ x }}', ' ', '# c\n', '', 'sops:\n'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...DOCUMENTS), { minLength: 1, maxLength: 6 }),
        fc.array(typed, { maxLength: 3 }),
        async (documents, edits) => {
          let text = documents.join('---\n');
          let kept: Kept | undefined;
          for (const [version, { at, cut, put }] of [{ at: 0, cut: 0, put: '' }, ...edits].entries()) {
            const place = at % (text.length + 1);
            text = text.slice(0, place) + put + text.slice(place + cut);
            const document = documentOf(text, version);
            const { facts, failures } = await apart.analyse(document, kept, (now) => (kept = now));
            const expected = await whole.analyse(document);
            assert.deepEqual({ facts, failures }, { facts: expected.facts, failures: expected.failures });
            assert.deepEqual((await apart.analyse(document)).facts, expected.facts);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('state the same facts as long as they stay where they are', async () => {
    const apart = detection(readers);
    let kept: Kept | undefined;
    const keep = (now: Kept): void => {
      kept = now;
    };
    const [first = '', second = ''] = DOCUMENTS;
    const before = await apart.analyse(documentOf(`${first}---\n${second}`, 1), kept, keep);
    const after = await apart.analyse(documentOf(`${first}---\n# more\n${second}`, 2), kept, keep);
    const within = before.facts.filter(({ span }) => span.end <= first.length);
    assert.ok(within.length > 4);
    for (const fact of within) assert.ok(after.facts.includes(fact));
  });

  it('are those of every detector that looks at each alone', () => {
    assert.ok(readers.filter(({ apart }) => apart).length >= 6);
  });
});

describe('facts that move', () => {
  const uri = 'file:///a';
  const span = { start: 3, end: 5 };
  it('take their spans along', () =>
    assert.deepEqual(moved({ uri, span, at: [{ span, text: 'x' }], left: 3 }, 2, uri), {
      uri,
      span: { start: 5, end: 7 },
      at: [{ span: { start: 5, end: 7 }, text: 'x' }],
      left: 3,
    }));
  it('leave what is said of another document', () =>
    assert.deepEqual(moved({ uri, span, at: { span, uri: 'file:///b' } }, 2, uri).at, { span, uri: 'file:///b' }));
  it('stay as they are where nothing moved', () => {
    const fact = { uri, span };
    assert.equal(moved(fact, 0, uri), fact);
  });
});
