import { TlsChoice } from '../../facts/tls.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { isBrokenCipher, isOldCipher } from '../../model/tls-strength.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';
import { opensslChoice, opensslVersion } from '../proxies/tls.js';

const MAY_SHIP: readonly Role[] = ['production', 'development'];
const VERSIONS = ['SSL 2', 'SSL 3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

interface Way {
  /** The last group is the version, or the list of them. */
  readonly at: RegExp;
  /** What is accepted: from this version on, this one alone, or those that are listed. */
  readonly means: 'least' | 'only' | 'list';
  readonly setting: string | ((written: string) => string);
  /** What stands where the version does when it is safe. */
  readonly becomes: ((written: string) => string | undefined) | undefined;
}

/** A version as languages spell it: `TLSv1`, `TLSv1_1`, `VersionTLS10`, `SSLv3_method`. */
const versionOf = (word: string): string | undefined => {
  const plain = word.replace(/_?method$/i, '').replace(/^(?:VERSION_?|Version)/, '');
  return /^SSL30$/i.test(plain) ? 'SSL 3' : opensslVersion(plain.replace(/_/g, '.').replace(/^(TLS|SSL)(\d)(\d)$/i, '$1v$2.$3'));
};

function* chosen(document: Document, ways: readonly Way[]): Iterable<FactDraft> {
  const text = withoutComments(document);
  for (const { at, means, setting, becomes } of ways)
    for (const match of text.matchAll(at)) {
      const said = match.at(-1);
      if (said === undefined) continue;
      const start = match.index + match[0].lastIndexOf(said);
      const span = { start, end: start + said.length };
      const accepted = means === 'list' ? listed(said, start) : named(said, span, means);
      if (accepted.length === 0) continue;
      const safe = becomes?.(said);
      yield TlsChoice(
        { span },
        {
          setting: typeof setting === 'string' ? setting : setting(said),
          of: 'versions',
          accepted,
          open: false,
          safe: safe === undefined ? undefined : { words: said, becomes: safe, edits: [{ span, text: safe }] },
        },
      );
    }
}

type Accepted = readonly { readonly name: string; readonly at: Span }[];

function named(said: string, at: Span, means: 'least' | 'only'): Accepted {
  const version = versionOf(said);
  if (version === undefined) return [];
  return (means === 'only' ? [version] : VERSIONS.slice(VERSIONS.indexOf(version))).map((name) => ({ name, at }));
}

const listed = (said: string, start: number): Accepted =>
  [...said.matchAll(/(?:TLS|SSL)v\d(?:\.\d)?/g)].flatMap(({ 0: word, index }) => {
    const name = versionOf(word);
    return name === undefined ? [] : [{ name, at: { start: start + index, end: start + index + word.length } }];
  });

const PYTHON: readonly Way[] = [
  // https://docs.python.org/3/library/ssl.html#ssl.PROTOCOL_TLSv1
  {
    at: /\b(?:SSLContext|wrap_socket|_create_\w{1,40}context)\([^()\n]{0,80}?\b(?:ssl\.)?PROTOCOL_((?:SSLv[23]|TLSv1(?:_1)?))(?![\w])/g,
    means: 'only',
    setting: (version) => `ssl.PROTOCOL_${version}`,
    becomes: () => 'TLSv1_2',
  },
  {
    at: /\bssl_(?:version|protocol)\s{0,4}[=:]\s{0,4}(?:ssl\.)?PROTOCOL_((?:SSLv[23]|TLSv1(?:_1)?))(?![\w])/g,
    means: 'only',
    setting: (version) => `ssl.PROTOCOL_${version}`,
    becomes: () => 'TLSv1_2',
  },
  {
    at: /\bminimum_version\s{0,4}=\s{0,4}(?:ssl\.)?TLSVersion\.((?:SSLv3|TLSv1(?:_[1-3])?))(?![\w])/g,
    means: 'least',
    setting: 'minimum_version',
    becomes: () => 'TLSv1_2',
  },
  // https://www.pyopenssl.org/en/stable/api/ssl.html
  {
    at: /\bContext\(\s{0,10}(?:OpenSSL\.)?SSL\.((?:SSLv[23]|TLSv1(?:_1)?))_METHOD\b/g,
    means: 'only',
    setting: (version) => `SSL.${version}_METHOD`,
    becomes: () => 'TLSv1_2',
  },
];

export const pythonTlsVersions = detector({
  framework: 'Python ssl',
  format: 'text',
  files: /\.py$/,
  roles: MAY_SHIP,
  mentions: /PROTOCOL_(?:SSLv|TLSv1)|TLSVersion\.|SSL\.(?:SSLv|TLSv1)/,
  facts: ({ document }) => chosen(document, PYTHON),
});

const GO: readonly Way[] = [
  // https://pkg.go.dev/crypto/tls#Config
  {
    at: /\bMinVersion\s{0,8}(?::|=)\s{0,8}\w{1,20}\.(Version(?:SSL30|TLS1[0-3]))\b/g,
    means: 'least',
    setting: 'MinVersion',
    becomes: () => 'VersionTLS12',
  },
];

export const goTlsVersions = detector({
  framework: 'Go crypto/tls',
  format: 'text',
  files: /\.go$/,
  roles: MAY_SHIP,
  mentions: /MinVersion|CipherSuites/,

  *facts({ document }): Iterable<FactDraft> {
    yield* chosen(document, GO);
    const text = withoutComments(document);
    for (const { 0: whole, index } of text.matchAll(/\bCipherSuites\s{0,8}(?::|=)\s{0,8}\[\]uint16\{[^{}]{0,4000}\}/g)) {
      const accepted = [...whole.matchAll(/\btls\.(TLS_\w{1,80})/g)].map(({ 1: name = '', index: at, 0: { length } }) => ({
        name,
        at: { start: index + at, end: index + at + length },
      }));
      if (accepted.some(({ name }) => isBrokenCipher(name) || isOldCipher(name)))
        yield TlsChoice(
          { span: { start: index, end: index + 'CipherSuites'.length } },
          { setting: 'CipherSuites', of: 'ciphers', accepted, open: false, safe: undefined },
        );
    }
  },
});

const SCRIPT: readonly Way[] = [
  // https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions
  {
    at: /\bsecureProtocol["']?\s{0,4}:\s{0,4}["']((?:SSLv[23]|TLSv1(?:_1)?)_(?:client_|server_)?method)["']/g,
    means: 'only',
    setting: (written) => `secureProtocol: '${written}'`,
    becomes: () => 'TLSv1_2_method',
  },
  {
    at: /\bminVersion["']?\s{0,4}:\s{0,4}["'](TLSv1(?:\.[1-3])?)["']/g,
    means: 'least',
    setting: 'minVersion',
    becomes: () => 'TLSv1.2',
  },
  {
    at: /\bDEFAULT_MIN_VERSION\s{0,4}=\s{0,4}["'](TLSv1(?:\.[1-3])?)["']/g,
    means: 'least',
    setting: 'tls.DEFAULT_MIN_VERSION',
    becomes: () => 'TLSv1.2',
  },
];

export const scriptTlsVersions = detector({
  framework: 'Node.js tls',
  format: 'text',
  files: /\.[cm]?[jt]sx?$/,
  roles: MAY_SHIP,
  mentions: /secureProtocol|minVersion["']?\s{0,4}:\s{0,4}["']TLSv|DEFAULT_MIN_VERSION|\bciphers["']?\s{0,4}:\s{0,4}["'][A-Z!]/,

  *facts({ document }): Iterable<FactDraft> {
    yield* chosen(document, SCRIPT);
    const text = withoutComments(document);
    for (const match of text.matchAll(/\bciphers["']?\s{0,4}:\s{0,4}(["'])([A-Z0-9!+:@=_-]{3,2000})\1/g)) {
      const list = match[2] ?? '';
      const start = match.index + match[0].lastIndexOf(list);
      const span = { start: match.index, end: match.index + match[0].length };
      yield TlsChoice(
        { span },
        { setting: 'ciphers', of: 'ciphers', ...opensslChoice(list, { start, end: start + list.length }, document.text) },
      );
    }
  },
});

const JAVA: readonly Way[] = [
  // https://docs.oracle.com/en/java/javase/21/docs/specs/security/standard-names.html#sslcontext-algorithms: 'SSL' stands for all that are on.
  {
    at: /\bSSLContext\.getInstance\(\s{0,10}"((?:SSLv[23]|TLSv1(?:\.1)?))"/g,
    means: 'only',
    setting: (version) => `SSLContext.getInstance("${version}")`,
    becomes: () => 'TLSv1.2',
  },
  {
    at: /\.set(?:Enabled|Include)Protocols\(([^;]{0,300}?)\)\s{0,4};/g,
    means: 'list',
    setting: 'setEnabledProtocols',
    becomes: undefined,
  },
];

export const javaTlsVersions = detector({
  framework: 'Java TLS',
  format: 'text',
  files: /\.(?:java|kt)$/,
  roles: MAY_SHIP,
  mentions: /SSLContext\.getInstance|(?:Enabled|Include)Protocols\(/,
  facts: ({ document }) => chosen(document, JAVA),
});

const SERVERS: readonly Way[] = [
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  {
    at: /^server\.ssl\.enabled-protocols\s{0,4}[=:]\s{0,4}([^\n]{1,120})/gm,
    means: 'list',
    setting: 'server.ssl.enabled-protocols',
    becomes: undefined,
  },
  { at: /^[ \t]{1,12}enabled-protocols\s{0,4}:\s{0,4}([^\n]{1,120})/gm, means: 'list', setting: 'enabled-protocols', becomes: undefined },
  // https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SSL-MIN-PROTOCOL-VERSION
  {
    at: /^[ \t]{0,8}ssl_min_protocol_version\s{0,4}=?\s{0,4}'?(TLSv1(?:\.[1-3])?)\b/gm,
    means: 'least',
    setting: 'ssl_min_protocol_version',
    becomes: () => 'TLSv1.2',
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/
  { at: /^[ \t]{0,8}tls-protocols\s{1,4}"?([^"\n]{1,80})/gm, means: 'list', setting: 'tls-protocols', becomes: undefined },
];

export const serverTlsVersions = detector({
  framework: 'TLS of servers',
  format: 'text',
  files: /\.(?:properties|ya?ml|conf|cnf|ini)$/,
  roles: ['production'],
  mentions: /enabled-protocols|ssl_min_protocol_version|tls-protocols/,
  facts: ({ document }) => chosen(document, SERVERS),
});
