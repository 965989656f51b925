import { requiredBy } from '../../edits/requirement.js';
import { EnvTemplate } from '../../facts/configuration.js';
import { UrlCredential } from '../../facts/credentials.js';
import { code, fix, rule } from '../../model/rule.js';
import { fromEnvironment } from './from-environment.js';

export const urlCredential = rule({
  id: 'secrets/url-credential',
  shape: 'present',
  severity: 'error',
  title: 'A connection URL holds a password',
  message: {
    url: "The password in this '{scheme}' URL is readable for everyone who has the repository. Change it, then read the URL from the environment.",
    text: 'The password in this connection string is readable for everyone who has the repository. Change it, then read the string from the environment.',
    guessable:
      "This '{scheme}' URL signs in with a password that anyone tries first. Choose another, and read the URL from the environment.",
    fallback: "When '{variable}' is not set, a password that anyone can read in this repository signs in. Refuse to start instead.",
  },
  holds: 'No connection URL holds a password',
  why: `Whoever reads the repository, a fork or a backup of it can open the connection. URLs travel further than other settings:
    into logs, error reports and shell histories.`,
  references: ['https://cwe.mitre.org/data/definitions/798.html'],
  security: 8.2,
  about: UrlCredential,
  reads: [EnvTemplate],
  supersedes: ['secrets/insecure-default', 'secrets/hardcoded-credential'],
  // The rule says itself what is graver at home: a real password is as real there.
  roles: ['production', 'development'],

  *check(credential, scope) {
    const { document, problem } = scope;
    const { scheme, guessable, host, fallbackOf, replaceable, required } = credential;
    const wellKnown = guessable && host !== 'remote';
    // On this machine only somebody who is on it already can use it.
    const mild = document.role === 'development' || fallbackOf !== undefined || host === 'loopback';
    const severity = wellKnown && mild ? 'warning' : 'error';
    const fixes = required
      ? fix(
          `Refuse to start without '${required.by === 'leaving out' ? (fallbackOf ?? 'it') : required.variable}'`,
          requiredBy(document, required),
        )
      : replaceable
        ? fromEnvironment(scope, `Read the URL from '${replaceable.variable}'`, replaceable)
        : [];
    const common = { at: credential, severity, fixes, subject: `${fallbackOf ?? ''} ${scheme}` } as const;
    if (fallbackOf !== undefined) yield problem({ ...common, say: 'fallback', words: { variable: fallbackOf } });
    else if (scheme === 'connection string') yield problem({ ...common, say: 'text' });
    else yield problem({ ...common, say: guessable ? 'guessable' : 'url', words: { scheme } });
  },

  examples: [
    {
      file: 'database.py',
      bad: code`
        from sqlalchemy import create_engine

        engine = create_engine("${'postgresql'}://shop:${['hunter2', 'prod', '9fk2'].join('-')}@db.internal/shop")
      `,
      good: code`
        import os
        from sqlalchemy import create_engine

        engine = create_engine(os.environ["DATABASE_URL"])
      `,
    },
  ],
});
