import { CorsPolicy, DebugSwitch, Mount, RouteDeclaration, Router } from '../../facts/http.js';
import { CertificateCheck } from '../../facts/tls.js';
import type { Document } from '../../model/document.js';
import { baseName } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { slice } from '../../model/span.js';
import { type Value, flag, text, unknown } from '../../model/value.js';
import type { DataEntry, DataNode } from '../../syntax/data.js';
import { interpolated } from '../../syntax/interpolation.js';
import { relaxed } from '../../syntax/properties.js';
import { detector } from '../detector.js';
import { APPLICATION, SERVLET } from './spring-web.js';

const FILES = /(?:^|\/)(?:application|bootstrap)(?:-[\w.-]{1,60})?\.(?:properties|ya?ml)$/;
const AT_HOME = /^(?:dev|devel|development|local|localhost|test|tests|it|e2e|debug)$/i;
/** Where CORS is configured, and the key of a map below it where there is one for each path. */
const CORS = ['management.endpoints.web.cors', 'spring.graphql.cors'];
const GATEWAYS = [
  'spring.cloud.gateway.globalcors',
  'spring.cloud.gateway.server.webflux.globalcors',
  'spring.cloud.gateway.server.webmvc.globalcors',
];

export const springProperties = detector({
  framework: 'Spring properties',
  format: 'properties',
  files: FILES,

  *facts({ documents, document }) {
    for (const root of documents) yield* ofDocument(document, root);
  },
});

export const springYaml = detector({
  framework: 'Spring YAML',
  format: 'yaml',
  files: FILES,

  *facts({ documents, document }) {
    for (const root of documents) yield* ofDocument(document, root);
  },
});

function* ofDocument(document: Document, root: DataNode): Iterable<FactDraft> {
  if (document.role === 'test') return;
  const profile = root.option('spring.config.activate.on-profile', relaxed) ?? root.option('spring.profiles', relaxed);
  // A part of the file that is read on a developer's machine only.
  if (profile?.kind === 'text' && profile.text.split(/[,|&\s]+/).every((name) => AT_HOME.test(name))) return;
  yield* cors(document, root);
  yield* debug(document, root);
  yield* certificates(document, root);
  if (profile === undefined && /^application\.(?:properties|ya?ml)$/.test(baseName(document.path))) {
    yield* servlet(document, root);
    yield* probes(document, root);
  }
}

const read = (document: Document, root: DataNode, path: string): Value | undefined => {
  const value = root.option(path, relaxed);
  return value && interpolated(document, value, 'spring');
};

function* cors(document: Document, root: DataNode): Iterable<FactDraft> {
  for (const path of CORS) yield* policy(document, root, `${path}.`);
  for (const path of GATEWAYS) {
    const node = root.at(`${path}.cors-configurations`, relaxed);
    for (const entry of node?.entries ?? []) yield* policy(document, entry.node, '');
  }
}

function* policy(document: Document, node: DataNode, below: string): Iterable<FactDraft> {
  const exact = node.entryAt(`${below}allowed-origins`, relaxed);
  const patterns = node.entryAt(`${below}allowed-origin-patterns`, relaxed);
  const entry = exact ?? patterns;
  if (!entry) return;
  const credentials = node.option(`${below}allow-credentials`, relaxed);
  yield CorsPolicy(entry, {
    setting: entry.key.slice(entry.key.lastIndexOf('.') + 1),
    origins: separated(interpolated(document, entry.value, 'spring')),
    pattern: undefined,
    echo: undefined,
    credentials: credentials && interpolated(document, credentials, 'spring'),
    reflects: !exact,
  });
}

/** Spring takes a list, or a text with commas. */
const separated = (value: Value): Value =>
  value.kind === 'text' && value.text.includes(',')
    ? { kind: 'list', items: value.text.split(',').map((origin) => text(value, origin.trim())), complete: true, span: value.span }
    : value;

/** `debug: true` writes the report of all conditions, and requests with their parameters. https://docs.spring.io/spring-boot/reference/features/logging.html#features.logging.console-output */
function* debug(document: Document, root: DataNode): Iterable<FactDraft> {
  const entry = root.entry('debug');
  if (entry?.node.kind !== 'scalar') return;
  // `-Ddebug` and `--debug` alone switch it on; any text but "false" does.
  const value = interpolated(document, entry.value, 'spring');
  const on = value.kind === 'text' ? flag(value, !/^(?:false|off|no)?$/i.test(value.text)) : value;
  yield DebugSwitch(entry, { setting: 'debug', framework: 'Spring Boot', on, local: false });
}

/** What stands before every path of the application's servlet. */
function* servlet(document: Document, root: DataNode): Iterable<FactDraft> {
  const parts = ['server.servlet.context-path', 'server.context-path', 'spring.mvc.servlet.path', 'spring.webflux.base-path'].flatMap(
    (path) => {
      const entry = root.entryAt(path, relaxed);
      return entry ? [{ entry, value: interpolated(document, entry.value, 'spring') }] : [];
    },
  );
  const [first] = parts;
  if (!first) return;
  const known = parts.every(({ value }) => value.kind === 'text');
  const prefix = known
    ? parts.map(({ value }) => (value.kind === 'text' ? value.text.replace(/(?<!\/)\/+$/, '') : '')).join('')
    : undefined;
  const key = '~spring servlet';
  yield Router(first.entry, { key, app: false, prefix, exportedAs: [] });
  yield Mount(first.entry, { parent: APPLICATION, child: key, prefix: '' });
}

/** https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes */
function* probes(document: Document, root: DataNode): Iterable<FactDraft> {
  const entry = root.entryAt('management.endpoint.health.probes.enabled', relaxed);
  if (entry?.value.kind !== 'flag' || !entry.value.on) return;
  const base = read(document, root, 'management.endpoints.web.base-path');
  const path = base === undefined ? '/actuator' : base.kind === 'text' ? base.text.replace(/\/$/, '') : undefined;
  const state = (group: string): FactDraft =>
    RouteDeclaration(entry, {
      router: SERVLET,
      method: 'GET',
      path: path === undefined ? undefined : `${path}/health/${group}`,
      asksDatastore: group === 'readiness' ? undefined : false,
      canFail: true,
      probe: true,
    });
  yield state('liveness');
  yield state('readiness');
}

/** Properties that leave the other side's certificate unchecked, with the value that does. */
const SWITCHES: readonly { readonly path: string; readonly off: RegExp; readonly on: string | undefined }[] = [
  { path: 'spring.cloud.gateway.httpclient.ssl.use-insecure-trust-manager', off: /^true$/, on: 'false' },
  { path: 'spring.cloud.gateway.server.webflux.httpclient.ssl.use-insecure-trust-manager', off: /^true$/, on: 'false' },
  { path: 'spring.cloud.config.server.git.skip-ssl-validation', off: /^true$/, on: 'false' },
  { path: 'spring.mail.properties.mail.smtp.ssl.trust', off: /^\*$/, on: undefined },
  { path: 'spring.mail.properties.mail.smtp.ssl.checkserveridentity', off: /^false$/, on: 'true' },
  { path: 'spring.mail.properties.mail.smtps.ssl.trust', off: /^\*$/, on: undefined },
  { path: 'spring.rabbitmq.ssl.validate-server-certificate', off: /^false$/, on: 'true' },
  { path: 'spring.rabbitmq.ssl.verify-hostname', off: /^false$/, on: 'true' },
  { path: 'zuul.ssl-hostname-validation-enabled', off: /^false$/, on: 'true' },
  // An empty algorithm is none. https://kafka.apache.org/documentation/#producerconfigs_ssl.endpoint.identification.algorithm
  { path: 'spring.kafka.properties.ssl.endpoint.identification.algorithm', off: /^$/, on: undefined },
  { path: 'spring.kafka.ssl.endpoint.identification.algorithm', off: /^$/, on: undefined },
];

function* certificates(document: Document, root: DataNode): Iterable<FactDraft> {
  for (const { path, off, on } of SWITCHES) {
    const entry = root.entryAt(path, relaxed);
    if (!entry) continue;
    const value = interpolated(document, entry.value, 'spring');
    const written = entry.node.text;
    const known = value.kind === 'text' || value.kind === 'flag' || value.kind === 'nothing';
    const isOff = known && off.test(written ?? '');
    const setting = settingOf(document, entry, path);
    const safe =
      isOff && on !== undefined
        ? {
            words: setting,
            becomes: on,
            edits: [{ span: entry.node.span, text: slice(document.text, entry.node.span).replace(written ?? '', on) }],
          }
        : undefined;
    yield CertificateCheck(entry, {
      setting,
      checks: known ? flag(entry.node, !isOff) : unknown(entry.node),
      guards: 'connection',
      peers: [],
      safe,
    });
  }
}

/** The end of the path, which says most: `ssl.trust=*`. */
const settingOf = (document: Document, { node }: DataEntry, path: string): string =>
  `${path.split('.').slice(-2).join('.')}=${slice(document.text, node.span)}`;
