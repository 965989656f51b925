import { PlaintextUrl } from '../../facts/tls.js';
import { code, fix, rule } from '../../model/rule.js';

export const plaintextUrl = rule({
  id: 'tls/plaintext-url',
  shape: 'present',
  severity: 'warning',
  title: 'A connection across the internet is not encrypted',
  message: {
    plain: "'{scheme}://{host}' is asked without encryption: everyone on the path reads and changes what is sent. Use '{secure}://'.",
    port: "'{scheme}://{host}' is asked without encryption: everyone on the path reads and changes what is sent. Use its TLS port.",
  },
  holds: 'Connections to other hosts are encrypted',
  why: `Passwords, tokens and data cross other people's networks in clear text, and an answer can be replaced on its way. The request looks the
    same to the program in both cases.`,
  references: ['https://cwe.mitre.org/data/definitions/319.html'],
  security: 5.9,
  about: PlaintextUrl,

  *check({ scheme, host, secure, at, span }, { problem }) {
    const shared = { at: { span }, subject: host };
    yield secure === undefined
      ? problem({ ...shared, say: 'port', words: { scheme, host } })
      : problem({
          ...shared,
          say: 'plain',
          words: { scheme, host, secure },
          fixes: () => fix(`Change '${scheme}' to '${secure}'`, [{ span: at, text: secure }]),
        });
  },

  examples: [
    {
      file: 'client.py',
      bad: code`
        import requests

        requests.get("http://api.partner-shop.com/orders", timeout=5)
      `,
      good: code`
        import requests

        requests.get("https://api.partner-shop.com/orders", timeout=5)
      `,
    },
  ],
});
