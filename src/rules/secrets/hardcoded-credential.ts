import { EnvTemplate } from '../../facts/configuration.js';
import { HardcodedCredential } from '../../facts/credentials.js';
import { code, rule } from '../../model/rule.js';
import { fromEnvironment } from './from-environment.js';

export const hardcodedCredential = rule({
  id: 'secrets/hardcoded-credential',
  shape: 'present',
  severity: 'error',
  title: 'A credential is written into the source',
  message: {
    named:
      "'{name}' is a literal in the repository: everyone who can read it has the {what}. Change the {what}, then read it from the environment.",
    taken:
      "'{name}' takes a literal {what}: everyone who can read the repository has it. Change the {what}, then read it from the environment.",
  },
  holds: 'No password, secret, token or key is a literal',
  why: `Everyone who can read the repository, a fork or a backup of it has the credential, and it cannot be changed without a release.
    Taking it out of the latest commit does not take it out of the history.`,
  references: ['https://cwe.mitre.org/data/definitions/798.html', 'https://12factor.net/config'],
  security: 8.2,
  about: HardcodedCredential,
  reads: [EnvTemplate],

  *check(credential, scope) {
    const { problem } = scope;
    const { name, taken, what, replaceable } = credential;
    yield problem({
      at: credential,
      say: taken ? 'taken' : 'named',
      words: { name, what },
      subject: name,
      fixes: () => (replaceable ? fromEnvironment(scope, `Read it from '${replaceable.variable}'`, replaceable) : []),
    });
  },

  examples: [
    {
      file: 'database.py',
      bad: code`
        import psycopg

        connection = psycopg.connect(host="db.internal", user="shop", password="${['hunter2', 'prod', '9fk2'].join('-')}")
      `,
      good: code`
        import os
        import psycopg

        connection = psycopg.connect(host="db.internal", user="shop", password=os.environ["PASSWORD"])
      `,
    },
  ],
});
