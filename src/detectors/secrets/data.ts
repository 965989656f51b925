import type { Replaceable } from '../../facts/credentials.js';
import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { DataEntry, DataNode, DataSyntax } from '../../syntax/data.js';
import { type DetectorFormat, detector } from '../detector.js';
import { JUDGED, isContainerOrPipeline, isMachineWritten, isTranslation } from './documents.js';
import { stated } from './literals.js';
import { NAME_HINT, credentialName, mayNameCredential, credentialNames } from './names.js';
import { passwordsIn } from './urls.js';

/** Parts of a path under which data describes, shows or translates rather than sets. */
const DESCRIBED =
  /^(?:examples?|samples?|schemas?|components|definitions|properties|patternProperties|parameters|paths|responses|requestBody|fixtures|mocks?|tests?|i18n|translations?|messages|labels?|errors?|locales?|placeholders?|enum|required|scripts|dependencies|devDependencies|peerDependencies|keywords|headers|columns|fields|aliases|mappings?|rules|contributes|commands|pytest\w*|tox|testenv.*)$/i;
const LOGIN =
  /^(?:user(?:_?name)?|login|host(?:_?name)?|server|address|database|db(?:_?name)?|url|uri|endpoint|port|email|client_?id|bind_?dn|jdbc_?url)$/i;
/** Spring reads the environment in these. */
const SPRING = /(?:^|\/)(?:application|bootstrap)(?:-[\w-]{1,40})?\.(?:ya?ml|properties)$/i;

/** What deployment files and descriptions hold is looked for elsewhere, or is no setting. */
function isSettings(document: Document): boolean {
  const { path, text, format } = document;
  if (isContainerOrPipeline(document) || isTranslation(path) || isMachineWritten(path)) return false;
  if (format === 'yaml' && /^(?:openapi|swagger|asyncapi)[ \t]*:/m.test(text)) return false;
  return !(
    format === 'json' &&
    /"(?:openapi|swagger|asyncapi|\$schema)"\s{0,4}:\s{0,4}"[^"]{0,200}(?:json-schema|\d\.\d)/.test(text.slice(0, 2_000))
  );
}

function* credentials({ document, documents }: DataSyntax): Iterable<FactDraft> {
  for (const root of documents) {
    // A list of records is what an application begins with; its settings are a map.
    if (document.format === 'json' && root.kind === 'list') continue;
    yield* below(document, root);
  }
}

function* below(document: Document, node: DataNode, depth = 0): Iterable<FactDraft> {
  if (depth > 60) return;
  const login = node.entries.some(isLogin);
  const account = node.entries.find(
    ({ key, value }) =>
      /(?:^|[-_.])(?:user(?:_?name)?|login|account)$|[a-z](?:User(?:name|Name)?|Login)$/i.test(key) && value.kind === 'text',
  )?.node.text;
  for (const entry of node.entries) {
    if (entry.inherited || DESCRIBED.test(entry.key)) continue;
    yield* given(document, entry, login, account);
    yield* below(document, entry.node, depth + 1);
  }
  for (const item of node.items) yield* below(document, item, depth + 1);
}

/** A sibling that says who signs in, or where; not one that only names itself. */
const isLogin = ({ key, value }: DataEntry): boolean =>
  LOGIN.test(key) &&
  (value.kind === 'number' ||
    (value.kind === 'text' && value.text !== '' && !/\s/.test(value.text) && !value.text.toLowerCase().includes(key.toLowerCase())));

function* given(document: Document, entry: DataEntry, login: boolean, account: string | undefined): Iterable<FactDraft> {
  if (!mayNameCredential(entry.key)) return;
  const { node, value } = entry;
  const path = node.path.join('.');
  const name = credentialName(path);
  // Numbers are passwords, too: `password: 123456`.
  const text = value.kind === 'text' ? value.text : value.kind === 'number' && name?.kind === 'password' ? node.text : undefined;
  if (!name || text === undefined || [...passwordsIn(text)].length > 0) return;
  const replaceable: Replaceable | undefined = SPRING.test(document.path) ? { span: value.span, variable: name.variable } : undefined;
  yield* stated({ path, name, text, span: value.span, where: { settings: true, login, account }, replaceable });
}

function data(framework: string, format: Extract<DetectorFormat, 'yaml' | 'json' | 'toml' | 'properties'>, given: string) {
  const named = credentialNames(NAME_HINT + given);
  return {
    framework,
    format,
    roles: JUDGED,
    mentions: new RegExp(NAME_HINT + given, 'i'),
    worthParsing: (document: Document) => isSettings(document) && named(document),
    facts: credentials,
  } as const;
}

export const yamlCredentials = detector(data('YAML', 'yaml', String.raw`[\w.-]{0,40}["']?[ \t]{0,10}:[ \t]{0,10}["']?[^\s"'#{[|>&*!$<]`));
export const jsonCredentials = detector(data('JSON', 'json', String.raw`[\w.-]{0,40}"\s{0,10}:\s{0,10}(?:"[^"\s$<{]|\d)`));
export const tomlCredentials = detector(data('TOML', 'toml', String.raw`[\w.-]{0,40}["']?[ \t]{0,10}=[ \t]{0,10}["'][^"'\s$<{]`));
export const propertiesCredentials = detector(
  data('Properties', 'properties', String.raw`[\w.-]{0,40}[ \t]{0,10}[=: ][ \t]{0,10}[^\s$<{]`),
);
