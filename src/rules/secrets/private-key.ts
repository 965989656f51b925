import { ignoredByGit } from '../../edits/git-ignore.js';
import { PrivateKeyBlock } from '../../facts/credentials.js';
import { code, rule, suggestion } from '../../model/rule.js';

/** Apart, so that no scanner takes this file for a key. */
const LABEL = ['PRIVATE', 'KEY'].join(' ');

export const privateKey = rule({
  id: 'secrets/private-key',
  shape: 'present',
  severity: 'error',
  title: 'A private key is in the repository',
  message: {
    open: 'This {what} is readable for everyone who has this file: they can act as its owner. Replace the key pair, and keep the new key outside.',
    encrypted:
      'Only a passphrase protects this {what} from everyone who has this file. Replace the key pair, and keep the new key outside.',
  },
  holds: 'No file holds a private key',
  why: `A private key proves who a server or a person is. Whoever has read it can decrypt its traffic, sign in with it, or sign in its name,
    until the pair is replaced everywhere. Taking the file out of the latest commit does not take it out of the history.`,
  references: ['https://cwe.mitre.org/data/definitions/321.html'],
  security: 9.1,
  about: PrivateKeyBlock,
  roles: ['production', 'development', 'test', 'sample'],
  // Keys that tests bring are made for them; examples show keys that nobody uses.
  severityIn: { test: 'info', sample: 'warning' },
  supersedes: ['secrets/url-credential', 'secrets/insecure-default', 'secrets/hardcoded-credential'],

  *check(key, { document, problem }) {
    const { what, encrypted } = key;
    const whole = /^\s*$/.test(document.text.slice(0, key.span.start));
    yield problem({
      at: key,
      say: encrypted ? 'encrypted' : 'open',
      words: { what },
      subject: what,
      fixes: () => (whole ? suggestion("Add this file to '.gitignore'", ignoredByGit(document)) : []),
    });
  },

  examples: [
    {
      file: 'deploy/server.key',
      bad: [
        `-----BEGIN ${LABEL}-----`,
        'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC',
        `-----END ${LABEL}-----`,
        '',
      ].join('\n'),
      good: code`
        # The key is in the platform's secret store, as 'server-key'.
      `,
    },
  ],
});
