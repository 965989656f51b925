import { TlsChoice } from '../../facts/tls.js';
import { isBrokenCipher, isOldCipher, isOldVersion } from '../../model/tls-strength.js';
import { code, fix, rule } from '../../model/rule.js';

export const weakProtocol = rule({
  id: 'tls/weak-protocol',
  shape: 'present',
  severity: 'error',
  title: 'Broken versions or ciphers of TLS are accepted',
  message: {
    versions:
      "'{setting}' accepts {names}: an attacker on the path can force that version and its known attacks. Accept TLS 1.2 and 1.3 only.",
    ciphers: "'{setting}' accepts {names}: whoever records such a connection can read it. Leave them out.",
  },
  holds: 'Only TLS 1.2 and later, with sound ciphers, is accepted',
  why: `SSL 3, TLS 1.0 and 1.1 rest on broken hashes and ciphers, and a connection can be talked down to the weakest version that both sides accept.
    Browsers have refused them since 2020, and audits (PCI DSS) do not pass with them.`,
  references: ['https://www.rfc-editor.org/rfc/rfc8996', 'https://www.rfc-editor.org/rfc/rfc9325', 'https://ssl-config.mozilla.org/'],
  security: 7.4,
  about: TlsChoice,

  *check(choice, { problem, unknown }) {
    const { setting, of, accepted, open, safe } = choice;
    const weak = accepted.filter(({ name }) => (of === 'versions' ? isOldVersion(name) : isBrokenCipher(name) || isOldCipher(name)));
    const [first] = weak;
    if (!first) {
      if (open) yield unknown(choice);
      return;
    }
    const names = [...new Set(weak.map(({ name }) => name))];
    const [one = '', two, ...more] = names;
    const listed = more.length > 0 ? `${one}, ${two ?? ''} and ${String(more.length)} more` : two === undefined ? one : `${one} and ${two}`;
    yield problem({
      say: of,
      at: { span: { start: first.at.start, end: of === 'versions' ? (weak.at(-1)?.at.end ?? first.at.end) : first.at.end } },
      words: { setting, names: listed },
      subject: setting,
      fixes: () =>
        safe ? fix(safe.becomes === undefined ? 'Leave the broken ciphers out' : `Accept '${safe.becomes}' only`, safe.edits) : [],
      // 3DES has a birthday attack that takes days of recorded traffic: https://sweet32.info
      ...(of === 'ciphers' && !weak.some(({ name }) => isBrokenCipher(name)) ? { severity: 'warning' } : {}),
    });
  },

  examples: [
    {
      file: 'nginx.conf',
      bad: code`
        server {
          listen 443 ssl;
          ssl_protocols TLSv1 TLSv1.1 TLSv1.2;
        }
      `,
      good: code`
        server {
          listen 443 ssl;
          ssl_protocols TLSv1.2;
        }
      `,
    },
  ],
});
