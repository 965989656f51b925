import { ignoredByGit } from '../../edits/git-ignore.js';
import { EnvironmentFile } from '../../facts/credentials.js';
import { code, rule, suggestion } from '../../model/rule.js';

export const envFileTracked = rule({
  id: 'secrets/env-file-tracked',
  shape: 'present',
  severity: 'error',
  title: 'Git tracks an env file with credentials',
  message: {
    tracked:
      "Git tracks this file, and '{name}' in it holds a credential. Untrack it ('git rm --cached'), ignore it, and change the credential.",
    open: "Git does not ignore this file, and '{name}' in it holds a credential: the next 'git add .' publishes it. Add it to '.gitignore'.",
  },
  holds: 'Git ignores env files with credentials',
  why: `Env files hold what differs between places, credentials among them. Once committed, everyone who can read the repository has
    them, and removing the file does not take it out of the history.`,
  references: ['https://12factor.net/config', 'https://cwe.mitre.org/data/definitions/538.html'],
  security: 8.2,
  about: EnvironmentFile,

  *check(file, { document, problem, unknown }) {
    const { name, own } = file;
    if (document.tracked === undefined) {
      yield unknown(file);
      return;
    }
    yield problem({
      at: file,
      say: document.tracked ? 'tracked' : 'open',
      words: { name },
      subject: 'file',
      // Only values that were written to be replaced: a template under another name, as a rule.
      ...(own ? {} : { severity: 'info' as const }),
      fixes: () =>
        suggestion(
          document.tracked ? "Add this file to '.gitignore', for 'git rm --cached'" : "Add this file to '.gitignore'",
          ignoredByGit(document),
        ),
    });
  },

  examples: [
    {
      file: '.env',
      bad: code`
        DATABASE_HOST=db.internal
        DATABASE_PASSWORD=${['hunter2', 'prod', '9fk2'].join('-')}
      `,
      good: code`
        DATABASE_HOST=db.internal
        DATABASE_PASSWORD=
      `,
    },
  ],
});
