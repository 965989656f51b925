import { CertificateCheck, type Rewording } from '../../facts/tls.js';
import { baseName } from '../../model/document.js';
import { isInternal, isLoopback } from '../../model/loopback.js';
import { code, fix, rule } from '../../model/rule.js';
import { isOff } from '../../model/value.js';

export const verificationDisabled = rule({
  id: 'tls/verification-disabled',
  shape: 'present',
  severity: 'error',
  title: 'Certificates are not checked',
  message: {
    connection:
      "'{setting}' accepts any certificate: whoever is on the network path can read and change this traffic. Check it, and trust a private CA by its file.",
    process:
      "'{setting}' accepts any certificate in the whole process: every connection can be read and changed on its way. Add a private CA instead.",
    download: "'{setting}' accepts any certificate: whoever is on the network path decides what is downloaded here. Leave it out.",
    package:
      "'{setting}' installs packages whose signature nobody checked: whoever is on the network path decides what is installed. Leave it out.",
  },
  holds: 'Certificates are checked',
  why: `TLS without a check of the certificate encrypts to whoever answers. Anyone on the path (a shared network, a hijacked DNS entry, a proxy)
    can take the other side's place, read passwords and tokens, and change what comes back.`,
  references: [
    'https://cwe.mitre.org/data/definitions/295.html',
    'https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html',
  ],
  security: 7.4,
  about: CertificateCheck,

  *check(check, { document, problem, unknown, exempt }) {
    const { checks } = check;
    if (!isOff(checks)) return;
    const { setting, guards, peers, safe } = check;
    if (peers.length > 0 && peers.every(isLoopback)) {
      yield exempt;
      return;
    }
    // A container's own probe asks itself, as a rule.
    if (/^health[-_]?check/i.test(baseName(document.path))) {
      yield unknown(check);
      return;
    }
    yield problem({
      say: guards,
      at: check,
      words: { setting },
      subject: setting,
      fixes: () => (safe ? fix(titleOf(safe), safe.edits) : []),
      // Fewer people sit on a network that only the product's own parts can reach.
      ...(peers.length > 0 && peers.every(isInternal) ? { severity: 'warning' } : {}),
    });
  },

  examples: [
    {
      file: 'client.py',
      bad: code`
        import requests

        requests.get("https://partner.example/orders", verify=False)
      `,
      good: code`
        import requests

        requests.get("https://partner.example/orders", verify=True)
      `,
    },
    {
      file: 'client.js',
      bad: code`
        import https from 'node:https';

        const agent = new https.Agent({ rejectUnauthorized: false });
      `,
      good: code`
        import https from 'node:https';

        const agent = new https.Agent({ rejectUnauthorized: true });
      `,
    },
    {
      file: 'Dockerfile',
      bad: code`
        FROM debian:12
        RUN curl -fsSLk https://downloads.example/tool.tar.gz -o /tmp/tool.tar.gz
      `,
      good: code`
        FROM debian:12
        RUN curl -fsSL https://downloads.example/tool.tar.gz -o /tmp/tool.tar.gz
      `,
    },
  ],
});

const titleOf = ({ words, becomes }: Rewording): string => {
  const title = becomes === undefined ? `Remove '${words}'` : `Change '${words}' to '${becomes}'`;
  return title.length < 60 ? title : 'Check certificates again';
};
