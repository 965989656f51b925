import { listFromEnvironment } from '../../edits/environment.js';
import { AllowedHosts } from '../../facts/http.js';
import { code, fix, rule } from '../../model/rule.js';
import { texts } from '../../model/value.js';
import { isMeantToShip, overrides } from './settings-files.js';

export const allowedHostsWildcard = rule({
  id: 'http/allowed-hosts-wildcard',
  shape: 'present',
  severity: 'warning',
  title: 'Any Host header is accepted',
  message: {
    literal:
      "'{setting}' accepts any Host header: whoever sends a request decides which domain links in mails and redirects point to. List your own.",
    fallback:
      "When '{variable}' is not set, '{setting}' accepts any Host header, and with it links and redirects to any domain. Leave the default out.",
    base: "'{setting}' accepts any Host header unless other settings list hosts; a deployment without them links to any domain. List your own.",
  },
  holds: 'Only named hosts are accepted',
  why: `Frameworks build links from the Host header: password resets, redirects, cached pages. When any value is accepted, an attacker's domain ends up in
    a mail that the application itself sends, or in a cache that everybody reads.`,
  references: ['https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts', 'https://portswigger.net/web-security/host-header'],
  security: 5,
  about: AllowedHosts,
  reads: [AllowedHosts],
  roles: ['production'],

  *check(allowed, { document, facts, problem }) {
    const { setting, hosts } = allowed;
    const star = texts(hosts).find(({ text }) => text.trim() === '*' || text.split(',').some((host) => host.trim() === '*'));
    if (!star) return;
    const elsewhere = star.uri !== undefined && star.uri !== document.uri;
    const at = elsewhere ? allowed : star;
    if (hosts.kind === 'env') {
      yield problem({ say: 'fallback', at, words: { setting, variable: hosts.name }, subject: setting });
      return;
    }
    const overridden =
      !isMeantToShip(allowed.uri) &&
      facts(AllowedHosts).some((other) => overrides(other, allowed) && !texts(other.hosts).some(({ text }) => text.trim() === '*'));
    yield problem({
      say: overridden ? 'base' : 'literal',
      at,
      words: { setting },
      subject: setting,
      fixes: () => (elsewhere ? [] : fix("Read allowed hosts from 'ALLOWED_HOSTS'", listFromEnvironment(document, hosts, 'ALLOWED_HOSTS'))),
      ...(overridden ? { severity: 'info' as const } : {}),
    });
  },

  examples: [
    {
      file: 'settings.py',
      bad: code`
        import os

        DEBUG = False
        ALLOWED_HOSTS = ["*"]
        ROOT_URLCONF = "shop.urls"
      `,
      good: code`
        import os

        DEBUG = False
        ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
        ROOT_URLCONF = "shop.urls"
      `,
    },
  ],
});
