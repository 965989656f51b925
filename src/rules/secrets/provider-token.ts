import { EnvTemplate } from '../../facts/configuration.js';
import { ProviderToken } from '../../facts/credentials.js';
import { code, rule } from '../../model/rule.js';
import { fromEnvironment } from './from-environment.js';

export const providerToken = rule({
  id: 'secrets/provider-token',
  shape: 'present',
  severity: 'error',
  title: 'A provider’s token is in the repository',
  message: {
    code: 'This {provider} {what} ({shown}) is in the source. Revoke it, then read it from the environment.',
    text: 'This {provider} {what} ({shown}) is readable for everyone who has this file. Revoke it, then take it out.',
  },
  holds: 'No file holds a token of a known provider',
  why: `Whoever reads the repository, a fork, a log or a backup of it can act with this token until it is revoked.
    Bots find tokens in public repositories within minutes. Taking it out of the latest commit does not take it out of the history.`,
  references: [
    'https://owasp.org/Top10/A07_2021-Identification_and_Authentication_Failures/',
    'https://cwe.mitre.org/data/definitions/798.html',
  ],
  security: 9.1,
  about: ProviderToken,
  reads: [EnvTemplate],
  roles: ['production', 'development', 'test', 'sample'],
  supersedes: [
    'secrets/private-key',
    'secrets/url-credential',
    'secrets/insecure-default',
    'secrets/hardcoded-credential',
    'docker/secret-in-image',
  ],

  *check(token, scope) {
    const { document, problem } = scope;
    const { provider, what, prefix, length, replaceable } = token;
    // A signed link opens one thing, for a while; captured pages that tests read are full of them.
    const captured = what === 'shared access signature' && (document.role === 'test' || document.role === 'sample');
    const shown = `${prefix === undefined ? '' : `${prefix}…, `}${String(length)} characters`;
    yield problem({
      at: token,
      say: replaceable ? 'code' : 'text',
      words: { provider, what, shown },
      subject: `${provider} ${what}`,
      ...(captured ? { severity: 'info' as const } : {}),
      fixes: () => (replaceable ? fromEnvironment(scope, `Read it from '${replaceable.variable}'`, replaceable) : []),
    });
  },

  examples: [
    {
      file: 'publish.py',
      bad: code`
        import requests

        GITHUB_TOKEN = "${['ghp', 'k3Qw9ZrT1xVb7NcL5mDf2HsJ8gPa4U2QxPxA'].join('_')}"
        requests.get("https://api.github.com/user", headers={"Authorization": f"Bearer {GITHUB_TOKEN}"})
      `,
      good: code`
        import os
        import requests

        GITHUB_TOKEN = os.environ["GITHUB_TOKEN"]
        requests.get("https://api.github.com/user", headers={"Authorization": f"Bearer {GITHUB_TOKEN}"})
      `,
    },
  ],
});
