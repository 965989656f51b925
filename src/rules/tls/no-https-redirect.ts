import { ProxyServer } from '../../facts/proxy.js';
import { addDirectives } from '../../edits/nginx.js';
import { code, rule, suggestion } from '../../model/rule.js';

export const noHttpsRedirect = rule({
  id: 'tls/no-https-redirect',
  shape: 'absent',
  severity: 'warning',
  title: 'Plain HTTP is answered instead of redirected',
  message:
    "'{name}' is served over plain HTTP beside HTTPS: whoever types the address sends passwords and cookies in clear text. Redirect it to HTTPS.",
  holds: 'Plain HTTP is redirected to HTTPS',
  why: `Browsers and links ask without TLS first. Where that is answered, the whole visit can stay unencrypted without anybody noticing, and a session
    cookie that is sent once in clear text is enough to take an account over.`,
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html'],
  security: 5.9,
  about: ProxyServer,
  reads: [ProxyServer],

  *check(server, { document, everywhere, problem, evidence, unknown, exempt }) {
    const { by, plain, tls, redirects, passes, files, name, names, room, includes } = server;
    if (!plain) {
      yield exempt;
      return;
    }
    if (redirects === true) {
      yield evidence(plain, `${by} sends plain HTTP to HTTPS`);
      return;
    }
    // Without a server for TLS, it ends elsewhere, or nowhere: nobody can tell here.
    const twin = everywhere(ProxyServer).some(
      (other) => other.tls && other.by === by && (other === server || (other.uri === server.uri && sharesName(other.names, names))),
    );
    // What is passed on may be redirected by the application.
    const own = passes && everywhere(ProxyServer).some(({ application, redirects: sends }) => application === true && sends !== false);
    if (redirects === undefined || !twin || own || includes.length > 0 || !(passes || files)) {
      yield unknown(plain);
      return;
    }
    yield problem({
      at: plain,
      words: { name: name ?? 'the default server' },
      subject: name ?? by,
      fixes:
        room && !tls && by === 'nginx'
          ? suggestion(
              "Add 'return 301 https://$host$request_uri;'",
              addDirectives(document, room, ['return 301 https://$host$request_uri;']),
            )
          : [],
    });
  },

  examples: [
    {
      file: 'nginx.conf',
      bad: code`
        server {
          listen 80;
          server_name shop.example;
          location / {
            proxy_pass http://web:8000;
          }
        }
        server {
          listen 443 ssl;
          server_name shop.example;
          location / {
            proxy_pass http://web:8000;
          }
        }
      `,
      good: code`
        server {
          listen 80;
          server_name shop.example;
          return 301 https://$host$request_uri;
        }
        server {
          listen 443 ssl;
          server_name shop.example;
          location / {
            proxy_pass http://web:8000;
          }
        }
      `,
    },
  ],
});

const sharesName = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((name) => b.includes(name)) || (isDefault(a) && isDefault(b));
const isDefault = (names: readonly string[]): boolean => names.every((name) => name === '_' || name === '');
