import { LoggedSecret } from '../../facts/credentials.js';
import { code, rule } from '../../model/rule.js';

export const logged = rule({
  id: 'secrets/logged',
  shape: 'present',
  severity: 'warning',
  title: 'A credential is written to a log',
  message: "'{by}' writes '{name}' out: everyone who reads the logs can use it. Leave it out, or mask it.",
  holds: 'No credential is written to a log',
  why: `Logs are copied to places that many people and services read, and are kept for long. Whoever reads them can use the credential,
    and nobody notices.`,
  references: [
    'https://cwe.mitre.org/data/definitions/532.html',
    'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude',
  ],
  security: 5.5,
  about: LoggedSecret,

  *check(written, { problem }) {
    const { name, by } = written;
    yield problem({ at: written, words: { name, by }, subject: name });
  },

  examples: [
    {
      file: 'login.py',
      bad: code`
        import logging

        def sign_in(user, password):
            logging.info("sign in as %s with %s", user, password)
      `,
      good: code`
        import logging

        def sign_in(user, password):
            logging.info("sign in as %s", user)
      `,
    },
  ],
});
