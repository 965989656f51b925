import { TlsChoice } from '../../facts/tls.js';
import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';
import { opensslVersion } from '../proxies/tls.js';

const VERSIONS = ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

interface Way {
  /** The last group is the least version, or the list of them. */
  readonly at: RegExp;
  readonly setting: string;
  readonly means: 'least' | 'list';
}

function* chosen(document: Document): Iterable<FactDraft> {
  const text = withoutComments(document);
  for (const { at, setting, means } of WAYS)
    for (const match of text.matchAll(at)) {
      const said = match.at(-1) ?? '';
      const start = match.index + match[0].lastIndexOf(said);
      const span = { start, end: start + said.length };
      const written = [...said.matchAll(/(?:TLS|SSL)v\d(?:\.\d)?/g)].flatMap(({ 0: word, index }) => {
        const name = opensslVersion(word);
        return name === undefined ? [] : [{ name, at: { start: start + index, end: start + index + word.length } }];
      });
      const [first] = written;
      if (!first) continue;
      const accepted = means === 'list' ? written : VERSIONS.slice(VERSIONS.indexOf(first.name)).map((name) => ({ name, at: span }));
      const safe = means === 'least' ? { words: setting, becomes: 'TLSv1.2', edits: [{ span, text: 'TLSv1.2' }] } : undefined;
      yield TlsChoice({ span }, { setting, of: 'versions', accepted, open: false, safe });
    }
}

const WAYS: readonly Way[] = [
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  {
    at: /^server\.ssl\.enabled-protocols\s{0,4}[=:]\s{0,4}([^\n]{1,120})/gm,
    means: 'list',
    setting: 'server.ssl.enabled-protocols',
  },
  { at: /^[ \t]{1,12}enabled-protocols\s{0,4}:\s{0,4}([^\n]{1,120})/gm, means: 'list', setting: 'enabled-protocols' },
  // https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SSL-MIN-PROTOCOL-VERSION
  {
    at: /^[ \t]{0,8}ssl_min_protocol_version\s{0,4}=?\s{0,4}'?(TLSv1(?:\.[1-3])?)\b/gm,
    means: 'least',
    setting: 'ssl_min_protocol_version',
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/
  { at: /^[ \t]{0,8}tls-protocols\s{1,4}"?([^"\n]{1,80})/gm, means: 'list', setting: 'tls-protocols' },
];

/** Versions of TLS in the settings of servers and databases. */
export const serverTlsVersions = detector({
  framework: 'TLS of servers',
  format: 'text',
  files: /\.(?:properties|ya?ml|conf|cnf|ini)$/,
  roles: ['production'],
  mentions: /enabled-protocols|ssl_min_protocol_version|tls-protocols/,
  facts: ({ document }) => chosen(document),
});
