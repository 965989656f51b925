import { Datastore } from '../facts/data.js';
import { App } from '../facts/http.js';
import { Dependency } from '../facts/project.js';
import type { Condition, Reason } from '../model/checklist.js';
import type { Document } from '../model/document.js';
import type { AnyKind, Fact, FactKind } from '../model/fact.js';

/** What the checklist looks at beside the rules' outcome. */
export interface Surroundings {
  /** Every document that was read. */
  readonly documents: readonly Pick<Document, 'uri' | 'path' | 'format' | 'role' | 'tracked'>[];
  readonly skipped: number;
  /** Rules that exist by now. */
  readonly built: ReadonlySet<string>;
  facts<T>(kind: FactKind<T>): readonly Fact<T>[];
}

/** The kinds of fact that say what applies. */
export const LOOKED_AT: readonly AnyKind[] = [App, Datastore, Dependency];

const JWT =
  /^(?:pyjwt|python-jose|authlib|jsonwebtoken|jose|express-jwt|@nestjs\/jwt|github\.com\/golang-jwt\/jwt(?:\/v\d+)?|io\.jsonwebtoken:.*|com\.nimbusds:nimbus-jose-jwt)$/;
const WORKERS = /^(?:celery|rq|dramatiq|bullmq|bull|@temporalio\/worker|temporalio|arq|huey)$/;
const CLIENTS = /^(?:requests|httpx|aiohttp|axios|got|node-fetch|undici|boto3|stripe|twilio|@aws-sdk\/.*|@sendgrid\/mail)$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/;

const production = (around: Surroundings): readonly Surroundings['documents'][number][] =>
  around.documents.filter(({ role }) => role === 'production');

function* counting<T>(around: Surroundings, kind: FactKind<T>, note: (fact: Fact<T>) => string | undefined): Iterable<Reason> {
  const ships = new Set(production(around).map(({ uri }) => uri));
  for (const fact of around.facts(kind)) {
    const words = ships.has(fact.uri) ? note(fact) : undefined;
    if (words !== undefined) yield { note: words, at: { uri: fact.uri, span: fact.span } };
  }
}

function* files(around: Surroundings, is: (document: Surroundings['documents'][number]) => boolean): Iterable<Reason> {
  for (const document of production(around))
    if (is(document)) yield { note: document.path, at: { uri: document.uri, span: { start: 0, end: 0 } } };
}

const needs = (around: Surroundings, names: RegExp): Iterable<Reason> =>
  counting(around, Dependency, ({ name, runtime }) => (runtime && names.test(name) ? `depends on ${name}` : undefined));

const CONDITIONS: Readonly<Record<Condition, (around: Surroundings) => Iterable<Reason>>> = {
  always: () => [{ note: 'every workspace' }],
  git: ({ documents }) => (documents.some(({ tracked }) => tracked !== undefined) ? [{ note: 'the workspace is a Git repository' }] : []),
  'web-app': (around) => counting(around, App, ({ framework }) => `a ${framework} application`),
  service: (around) => [...CONDITIONS['web-app'](around), ...needs(around, WORKERS)],
  jwt: (around) => needs(around, JWT),
  'reverse-proxy': (around) => files(around, ({ format }) => format === 'nginx'),
  datastore: (around) => counting(around, Datastore, ({ product }) => `a client of ${product}`),
  'external-api': (around) => needs(around, CLIENTS),
  docker: (around) => files(around, ({ format }) => format === 'dockerfile'),
  compose: (around) => files(around, ({ path }) => COMPOSE.test(path)),
  containers: (around) => [...CONDITIONS.docker(around), ...CONDITIONS.compose(around)],
};

/** Answers about surroundings, kept as long as these: every item of the checklist asks the same few questions. */
const answers = new WeakMap<Surroundings, Map<string, unknown>>();

/** Answers a question about surroundings once. */
export function once<T>(around: Surroundings, question: string, answer: () => T): T {
  let known = answers.get(around);
  if (!known) answers.set(around, (known = new Map<string, unknown>()));
  if (!known.has(question)) known.set(question, answer());
  return known.get(question) as T;
}

/** Everything that makes one of the conditions hold; empty when none does. */
export const reasonsFor = (conditions: readonly Condition[], around: Surroundings): readonly Reason[] =>
  once(around, `reasons for ${conditions.join()}`, () => conditions.flatMap((condition) => [...CONDITIONS[condition](around)]));
