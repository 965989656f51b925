import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { applyEdits } from '../../src/edits/apply.js';
import { Session } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import { grammars } from '../support/grammars.js';
import { MemoryWorkspace, uriOf } from '../support/memory-workspace.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What each rule's fixes may change, as a path `0.spec.template…`: the document's number, then keys and places. */
const INTENDED: Readonly<Record<string, RegExp>> = {
  'kubernetes/no-liveness-probe': /\.containers\.\d+\.livenessProbe/,
  'kubernetes/no-readiness-probe': /\.containers\.\d+\.readinessProbe/,
  'kubernetes/no-resource-limits': /\.containers\.\d+\.resources/,
  'kubernetes/no-resource-requests': /\.containers\.\d+\.resources/,
  'kubernetes/run-as-root': /ontainers\.\d+\.securityContext/,
  'kubernetes/privileged': /\.securityContext\.privileged$/,
  'kubernetes/privilege-escalation': /ontainers\.\d+\.securityContext/,
  'kubernetes/capabilities': /ontainers\.\d+\.securityContext/,
  'kubernetes/writable-root-filesystem': /ontainers\.\d+\.securityContext/,
  'kubernetes/no-seccomp-profile': /ontainers\.\d+\.securityContext/,
  'kubernetes/host-namespace': /\.host(?:Network|PID|IPC)$/,
  'kubernetes/service-account-token': /\.automountServiceAccountToken$/,
  'kubernetes/secret-in-env': /\.env\.\d+\.value(?:From)?(?:\.|$)/,
  'kubernetes/single-replica': /\.spec\.replicas$/,
  'compose/privileged': /\.services\.\w+\./,
};
const COMPOSE = /\.services\.\w+(?:\.|$)|\.(?:volumes|secrets|networks)(?:\.|$)/;

/** Where two values differ. */
function* differences(before: Json | undefined, after: Json | undefined, path: string): Iterable<string> {
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* differences((before as Record<string, Json>)[key], (after as Record<string, Json>)[key], `${path}.${key}`);
  } else if (JSON.stringify(before) !== JSON.stringify(after)) yield path;
}

const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> | readonly Json[] =>
  typeof value === 'object' && value !== null;

function valuesOf(text: string): Json {
  const documents = parseAllDocuments(text, { merge: true, logLevel: 'silent' });
  assert.ok(Array.isArray(documents));
  for (const { errors } of documents)
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
      text,
    );
  return documents.map((document): Json => document.toJS({ maxAliasCount: 1_000 }) as Json);
}

/** Writes one value in one of the many ways that YAML has. */
class Hand {
  #state: number;
  readonly unit: number;
  readonly dashed: number;
  #anchors = 0;

  constructor(seed: number) {
    this.#state = seed >>> 0;
    this.unit = this.one([2, 2, 2, 4]);
    this.dashed = this.one([0, 2]);
  }

  chance(of: number): boolean {
    return this.below(100) < of;
  }

  one<T>(of: readonly [T, ...T[]]): T {
    return of[this.below(of.length)] ?? of[0];
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(this.#state ^ (this.#state >>> 13), 0x297a2d39) >>> 0;
    return (mixed ^ (mixed >>> 16)) % limit;
  }

  scalar(value: string | number | boolean | null): string {
    if (typeof value !== 'string') return value === null ? this.one(['null', '~']) : String(value);
    const plain = /^[A-Za-z][\w./-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
    if (value.includes('\t')) return JSON.stringify(value).replaceAll('\\t', this.one(['\\t', '\t']));
    if (plain && this.chance(70)) return value;
    return this.chance(50) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
  }

  comment(): string {
    return this.chance(12) ? this.one([' # why', '  # { not: a map }', ' # "quoted: text"']) : '';
  }

  *line(indent: number): Iterable<string> {
    if (this.chance(8)) yield `${' '.repeat(this.chance(80) ? indent : 0)}# ${this.one(['about this', 'key: value', '- item'])}`;
    if (this.chance(4)) yield '';
  }

  flow(value: Json): string {
    if (!isObject(value)) return this.scalar(value);
    if (Array.isArray(value)) return `[${value.map((item: Json) => this.flow(item)).join(', ')}]`;
    const space = this.one([' ', ' ', '']);
    return `{${space}${Object.entries(value)
      .map(([key, inner]) => `${key}: ${this.flow(inner)}`)
      .join(', ')}${space}}`;
  }

  /** The lines of a value below a key or a dash; a first entry of one that may share its line. */
  *block(value: Readonly<Record<string, Json>> | readonly Json[], indent: number): Iterable<string> {
    const lead = ' '.repeat(indent);
    if (Array.isArray(value)) {
      for (const item of value as readonly Json[]) {
        yield* this.line(indent);
        if (!isObject(item) || Object.keys(item).length === 0 || this.chance(8)) yield `${lead}- ${this.flow(item)}${this.comment()}`;
        else {
          const [first = '', ...rest] = this.entries(item, indent + 2, true);
          yield `${lead}- ${first.trimStart()}`;
          yield* rest;
        }
      }
    } else yield* this.entries(value, indent, false);
  }

  *entries(value: Readonly<Record<string, Json>> | readonly Json[], indent: number, first: boolean): Iterable<string> {
    const lead = ' '.repeat(indent);
    let [at] = [0];
    for (const [key, inner] of Object.entries(value) as readonly (readonly [string, Json])[]) {
      if (!(first && at === 0)) yield* this.line(indent);
      at += 1;
      const name = this.chance(5) ? `"${key}"` : key;
      if (!isObject(inner) || Object.keys(inner).length === 0 || (this.chance(15) && JSON.stringify(inner).length < 200)) {
        yield `${lead}${name}: ${this.flow(inner)}${this.comment()}`;
        continue;
      }
      const anchor = this.chance(6) ? ` &a${String((this.#anchors += 1))}` : '';
      yield `${lead}${name}:${anchor}${this.comment()}`;
      yield* this.block(inner, indent + (Array.isArray(inner) ? this.dashed : this.unit));
    }
  }
}

const some = <T>(hand: Hand, of: number, entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  hand.chance(of) ? entries : {};

/** A container of one kind or another, with some of what a good one has. */
function container(hand: Hand, name: string): Json {
  return {
    name,
    image: hand.one(['shop:1.4', 'shop', 'registry.example.com:5000/shop:latest']),
    ...some(hand, 30, { command: ['sh', '-c', 'run --with\t"tabs" # no comment'] }),
    ...some(hand, 60, { ports: [{ name: 'http', containerPort: 8080 }] }),
    ...some(hand, 50, {
      env: [
        { name: 'MODE', value: 'a\tb' },
        { name: 'DB_PASSWORD', value: ['hunter2', 'prod', '9fk2'].join('-') },
      ],
    }),
    ...some(hand, 50, {
      resources: { ...some(hand, 60, { requests: { memory: '64Mi' } }), ...some(hand, 60, { limits: { cpu: '500m' } }) },
    }),
    ...some(hand, 60, {
      securityContext: {
        ...some(hand, 30, { privileged: true }),
        ...some(hand, 40, { allowPrivilegeEscalation: hand.chance(50) }),
        ...some(hand, 40, { readOnlyRootFilesystem: hand.chance(50) }),
        ...some(hand, 40, { capabilities: { ...some(hand, 60, { add: ['NET_BIND_SERVICE'] }) } }),
        ...some(hand, 30, { runAsNonRoot: false }),
        ...some(hand, 20, { seccompProfile: { type: 'Unconfined' } }),
      },
    }),
  };
}

function deployment(hand: Hand, name: string): Json {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...some(hand, 40, { annotations: { note: "it's \t odd: # here" } }) },
    spec: {
      replicas: hand.one([1, 3]),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          ...some(hand, 20, { hostNetwork: true }),
          ...some(hand, 20, { automountServiceAccountToken: true }),
          containers: [container(hand, 'web'), ...(hand.chance(40) ? [container(hand, 'sidecar')] : [])],
          ...some(hand, 30, { initContainers: [container(hand, 'init')] }),
          ...some(hand, 30, { volumes: [{ name: 'data', emptyDir: {} }] }),
        },
      },
    },
  };
}

const service = (name: string): Json => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ port: 80 }] },
});

const composed = (hand: Hand): Json => ({
  services: {
    web: {
      image: hand.one(['shop:1.4', 'shop', 'shop:latest']),
      ...some(hand, 40, { privileged: true }),
      ...some(hand, 50, { ports: ['8080:80', '5432:5432'] }),
      ...some(hand, 50, { environment: { MODE: 'a\tb', DB_PASSWORD: ['hunter2', 'prod', '9fk2'].join('-') } }),
      ...some(hand, 40, { deploy: { resources: { limits: { cpus: '0.5' } } } }),
      ...some(hand, 30, { restart: 'no' }),
      ...some(hand, 40, { depends_on: ['db'] }),
      ...some(hand, 30, { user: 'root' }),
    },
    db: {
      image: 'postgres:16',
      ...some(hand, 40, { ports: ['5432:5432'] }),
      ...some(hand, 40, { network_mode: 'host' }),
      ...some(hand, 30, { volumes: ['/var/run/docker.sock:/var/run/docker.sock'] }),
    },
  },
  ...some(hand, 30, { volumes: { data: {} } }),
});

function written(hand: Hand, values: readonly Json[]): string {
  const text = values
    .map(
      (value, i) => `${i > 0 || hand.chance(30) ? '---\n' : ''}${[...hand.block(value as Readonly<Record<string, Json>>, 0)].join('\n')}\n`,
    )
    .join('');
  const bare = hand.chance(15) ? text.trimEnd() : text;
  return hand.chance(25) ? bare.replaceAll('\n', '\r\n') : bare;
}

/** Applies every fix of every finding by itself, and looks at what it changed. */
async function examine(path: string, text: string, area: string): Promise<void> {
  const session = new Session({
    workspace: new MemoryWorkspace({ [path]: text }),
    registry: { ...registry, rules: registry.rules.filter(({ id }) => id.startsWith(`${area}/`)) },
    grammars,
    log: (message) => assert.fail(message),
  });
  await session.scan();
  const { findings } = session.outcome();
  session.dispose();
  const before = valuesOf(text);
  // A comment behind what is taken out goes with it.
  const count = (of: string): number => of.match(/^[ \t]*#/gm)?.length ?? 0;
  const comments = count(text);
  for (const { rule, fixes } of findings)
    for (const { title, edits } of fixes) {
      const mine = edits.filter(({ uri }) => uri === undefined || uri === uriOf(path));
      if (mine.length < edits.length) continue;
      const after = applyEdits(text, mine);
      const told = `${rule}: ${title}\n${text}\n=====\n${after}`;
      let changed: readonly string[];
      try {
        changed = [...differences(before, valuesOf(after), '')];
      } catch (error) {
        assert.fail(`${String(error)}\n${told}`);
      }
      assert.notDeepEqual(changed, [], told);
      const intended = area === 'compose' ? COMPOSE : (INTENDED[rule] ?? /^$/);
      for (const where of changed) assert.match(where, intended, told);
      // What is taken out takes what stands within it along.
      if (!title.startsWith('Take ')) assert.ok(count(after) >= comments, told);
      if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/, told);
    }
}

describe('fixes in YAML change what they say, and nothing else', function () {
  this.timeout(120_000);

  it('in manifests', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const hand = new Hand(seed);
        const values = [
          deployment(hand, 'shop'),
          ...(hand.chance(50) ? [service('shop')] : []),
          ...(hand.chance(30) ? [deployment(hand, 'worker')] : []),
        ];
        await examine('k8s/all.yaml', written(hand, values), 'kubernetes');
      }),
      { numRuns: 30 },
    );
  });

  it('in compose files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const hand = new Hand(seed);
        await examine('compose.yaml', written(hand, [composed(hand)]), 'compose');
      }),
      { numRuns: 60 },
    );
  });
});
