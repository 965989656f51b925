import { requiredBy } from '../../edits/requirement.js';
import { EnvTemplate } from '../../facts/configuration.js';
import { GuessableCredential } from '../../facts/credentials.js';
import { code, fix, rule } from '../../model/rule.js';
import { fromEnvironment } from './from-environment.js';

const WORDS = { signs: 'signs', encrypts: 'encrypts', 'signs in': 'signsIn', calls: 'calls' } as const;
const FALLBACK = { signs: 'fallbackSigns', encrypts: 'fallbackEncrypts', 'signs in': 'fallbackSignsIn', calls: 'fallbackCalls' } as const;

export const insecureDefault = rule({
  id: 'secrets/insecure-default',
  shape: 'present',
  severity: 'error',
  title: 'A guessable secret is the default',
  message: {
    fallbackSigns:
      "When '{variable}' is not set, a value that anyone can read in this repository signs the tokens. Refuse to start instead.",
    fallbackEncrypts:
      "When '{variable}' is not set, a value that anyone can read in this repository encrypts the data. Refuse to start instead.",
    fallbackSignsIn:
      "When '{variable}' is not set, a value that anyone can read in this repository is the password. Refuse to start instead.",
    fallbackCalls:
      "When '{variable}' is not set, a value that anyone can read in this repository takes its place. Refuse to start instead.",
    signs: "'{name}' is a value that anyone can guess, and with it sign their own tokens. Generate one, and read it from the environment.",
    encrypts:
      "'{name}' is a value that anyone can guess, and with it read what is encrypted. Generate one, and read it from the environment.",
    signsIn: "'{name}' is a value that anyone tries first, and signs in with. Choose another, and read it from the environment.",
    taken: "'{name}' takes a secret that anyone can guess. Generate one, and read it from the environment.",
    guessed: "'{name}' is a value that anyone can guess. Choose another, and read it from the environment.",
    calls: "'{name}' is a placeholder, and nothing stops a release that still holds it. Read it from the environment.",
  },
  holds: 'No secret falls back on a guessable value',
  why: `A default is what production runs with when somebody forgets the variable, and nothing fails. Whoever reads the repository,
    or tries the usual words, can then forge sessions, decrypt data or sign in.`,
  references: ['https://cwe.mitre.org/data/definitions/1188.html', 'https://cwe.mitre.org/data/definitions/1392.html'],
  security: 8.1,
  about: GuessableCredential,
  reads: [EnvTemplate],
  supersedes: ['secrets/hardcoded-credential'],

  *check(credential, scope) {
    const { document, problem } = scope;
    const { name, taken, strength, use, fallbackOf, replaceable, required } = credential;
    // What a person types behind an option is for that one run.
    const concerns = use === 'signs' ? ({ concerns: 'signing' } as const) : {};
    const severity = use === 'calls' || fallbackOf?.startsWith('-') ? 'warning' : 'error';
    if (fallbackOf !== undefined) {
      const fixes = required ? fix(`Refuse to start without '${fallbackOf}'`, requiredBy(document, required)) : [];
      yield problem({
        at: credential,
        say: FALLBACK[use],
        words: { variable: fallbackOf },
        severity,
        subject: fallbackOf,
        ...concerns,
        fixes,
      });
      return;
    }
    const fixes = required
      ? fix(`Refuse to start without '${name}'`, requiredBy(document, required))
      : replaceable
        ? fromEnvironment(scope, `Read it from '${replaceable.variable}'`, replaceable)
        : [];
    yield problem({
      at: credential,
      say: taken ? 'taken' : use === 'calls' && strength === 'guessable' ? 'guessed' : WORDS[use],
      words: { name },
      severity,
      subject: name,
      ...concerns,
      fixes,
    });
  },

  examples: [
    {
      file: 'settings.py',
      bad: code`
        import os

        JWT_SECRET = os.getenv("JWT_SECRET", "secret")
      `,
      good: code`
        import os

        JWT_SECRET = os.environ["JWT_SECRET"]
      `,
    },
    {
      file: 'docker-compose.yml',
      bad: code`
        services:
          db:
            image: postgres:17
            environment:
              POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:-postgres}
      `,
      good: code`
        services:
          db:
            image: postgres:17
            environment:
              POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?POSTGRES_PASSWORD is not set}
      `,
    },
  ],
});
