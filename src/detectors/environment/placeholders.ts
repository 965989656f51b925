import { Placeholder } from '../../facts/configuration.js';
import type { FactDraft } from '../../model/fact.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';
import { credentialName } from '../secrets/names.js';

/** What people write to replace it later, as the whole value or as a part that nothing else is. */
const WHOLE =
  /^["'<[{(]{0,2}(?:change[-_ ]?me|changeit|change[-_ ]?this|replace[-_ ]?(?:me|this|with\b.{0,60})|to[-_ ]?do|tbd|fix[-_ ]?me|fill[-_ ]?(?:me[-_ ]?)?in|insert[-_ ]?(?:here|your\b.{0,60})|your[-_ ][\w -]{2,60}|<your[^>]{1,60}>|enter[-_ ]your\b.{0,60}|placeholder|dummy|x{4,20})["'>\]})]{0,2}$/i;
const INSIDE =
  /\b(?:your|my)[-_]?(?:domain|company|org(?:anization|anisation)?|app(?:lication)?|site|website|server|host|project|bucket|registry|account|tenant|cluster)[-_a-z]{0,20}\.(?:com|org|net|io|dev|local|example|tld|app|cloud|co)\b|\bchange[-_]?me\b|\b(?:YOUR|REPLACE|CHANGE)_[A-Z0-9_]{2,40}\b|<(?:your|replace|change|insert)[-_ ][^<>]{1,60}>/;
const EXAMPLE_HOST = /(?:^|[/@.*])(?:[\w-]{1,60}\.){0,4}example\.(?:com|org|net)(?=$|[:/\s,;])/i;
const MENTIONS =
  /[cC]hange[-_ ]?[mM]e|CHANGE|changeit|change[-_ ]?this|[rR]eplace[-_ ]?|REPLACE|TODO|todo|TBD|tbd|FIXME|[yY]our[-_ ]?\w|YOUR_|YOUR-|my[-_]?(?:domain|company)|example\.(?:com|org|net)|placeholder|<your/;

const HOST_KEY =
  /(?:^|[_.-])(?:host(?:s|name|names)?|domains?|urls?|uri|origins?|server_?names?|endpoints?|base_?url|email|from|sender|fqdn|dns_?names?|commonname|issuer)$|^host$/i;
const CONFIGURATION =
  /(?:^|\/)(?:(?:docker-)?compose[\w.-]{0,40}\.ya?ml|[\w.-]{0,60}\.env(?:\.(?:prod|production|staging|live))?|\.env[\w.-]{0,30}|application(?:-[\w-]{1,30})?\.(?:properties|ya?ml)|(?:config|settings|appsettings)(?:[._-][\w-]{1,30})?\.(?:ya?ml|json|toml|properties))$/i;
/** Charts, schemas, dashboards, interfaces, manifests of packages, and what describes an API: their words are defaults, texts or examples. */
const NONE =
  /(?:^|\/)(?:charts?|helm|templates?|schemas?|dashboards?|i18n|locales?|public|static|assets|openapi|swagger|examples?)\/|(?:^|\/)(?:values(?![.-]prod)[\w.-]{0,40}\.ya?ml|Chart\.yaml|package\.json|package-lock\.json|tsconfig[\w.-]{0,30}\.json|openapi[\w.-]{0,30}|swagger[\w.-]{0,30}|manifest\.json|mkdocs\.yml|\.pre-commit-config\.yaml|pyproject\.toml|Cargo\.toml)$|^\.github\//i;

const isKubernetes = (root: DataNode): boolean => root.get('apiVersion') !== undefined && root.get('kind') !== undefined;

function* placeholders(path: string, root: DataNode, all: boolean): Iterable<FactDraft> {
  for (const { key, node, value } of root.pairs()) {
    const values = node.kind === 'list' ? node.items.map((item) => ({ value: item.value, text: item.text })) : [{ value, text: node.text }];
    for (const each of values) yield* judged(key, each, all, path);
  }
}

function* judged(
  key: string,
  { value, text }: { readonly value: DataNode['value']; readonly text: string | undefined },
  all: boolean,
  path: string,
): Iterable<FactDraft> {
  if (value.kind !== 'text' || text === undefined || text.length > 300 || /\s\S+\s\S+\s\S+\s\S+\s/.test(text)) return;
  // `NAME=value` of a list is an entry of its own.
  const [, name = key, content = text] = /^([A-Za-z_]\w{1,80})=(.{0,300})$/.exec(text) ?? [];
  if (credentialName(name) || /(?:description|comment|title|summary|message|label|text|note|help|placeholder|example)s?$/i.test(name))
    return;
  const shown = content.trim();
  if (/\$\{|\{\{|\$\(/.test(shown) || /(?:^|\/)node_modules\//.test(path)) return;
  if (WHOLE.test(shown) || INSIDE.test(shown)) yield Placeholder(value, { key: name, value: shown.slice(0, 50) });
  else if (all && HOST_KEY.test(name) && EXAMPLE_HOST.test(shown))
    yield Placeholder(value, { key: name, value: shown.slice(0, 50) }, 'likely');
}

export const yamlPlaceholders = detector({
  framework: 'Configuration',
  format: 'yaml',
  roles: ['production'],
  mentions: MENTIONS,

  worthParsing: ({ path, text }) => !NONE.test(path) && (CONFIGURATION.test(path) || text.includes('apiVersion')),

  *facts({ document: { path }, documents }): Iterable<FactDraft> {
    for (const root of documents) {
      const kubernetes = isKubernetes(root);
      if (kubernetes || CONFIGURATION.test(path))
        yield* placeholders(path, root, kubernetes || /prod|live|stag/i.test(path) || root.get('services') !== undefined);
    }
  },
});

export const dotenvPlaceholders = detector({
  framework: 'dotenv',
  format: 'dotenv',
  roles: ['production'],
  mentions: MENTIONS,

  *facts({ document: { path }, root }): Iterable<FactDraft> {
    yield* placeholders(path, root, true);
  },
});

export const propertiesPlaceholders = detector({
  framework: 'Properties',
  format: 'properties',
  roles: ['production'],
  mentions: MENTIONS,

  worthParsing: ({ path }) => CONFIGURATION.test(path) && !NONE.test(path),

  *facts({ document: { path }, root }): Iterable<FactDraft> {
    yield* placeholders(path, root, /prod|live|stag/i.test(path));
  },
});

export const nginxPlaceholders = detector({
  framework: 'nginx',
  format: 'nginx',
  roles: ['production'],
  mentions: MENTIONS,

  *facts(conf): Iterable<FactDraft> {
    for (const { args } of conf.directives('server_name'))
      for (const { text, span } of args) {
        if (INSIDE.test(text)) yield Placeholder({ span }, { key: 'server_name', value: text.slice(0, 50) });
        else if (EXAMPLE_HOST.test(text)) yield Placeholder({ span }, { key: 'server_name', value: text.slice(0, 50) }, 'likely');
      }
  },
});
