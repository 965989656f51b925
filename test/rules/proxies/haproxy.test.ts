import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { noBodyLimit } from '../../../src/rules/http/no-body-limit.js';
import { noRateLimit } from '../../../src/rules/http/no-rate-limit.js';
import { noSecurityHeaders } from '../../../src/rules/http/no-security-headers.js';
import { noServerTimeout } from '../../../src/rules/http/no-server-timeout.js';
import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const FLASK = 'from flask import Flask\n\napp = Flask(__name__)\n';
const DEFAULTS = 'defaults\n    mode http\n    timeout client 30s\n    timeout server 30s\n\n';
const front = (rest: string): string =>
  `${DEFAULTS}frontend www\n    bind *:443 ssl crt /etc/ssl/shop.pem\n    ${rest}\n    default_backend web\n`;
const behind = (cfg: string) => ({ 'web/main.py': FLASK, 'haproxy/haproxy.cfg': cfg });
const marked = (cfg: string): string => cfg.replace('\nfrontend', '\n«frontend»');

describe('HAProxy', () => {
  testRule(weakProtocol, {
    reports: [
      {
        name: 'the least version for all',
        file: 'haproxy.cfg',
        code: 'global\n    ssl-default-bind-options ssl-min-ver «TLSv1.0» no-tls-tickets\n',
        says: "'ssl-min-ver TLSv1.0' accepts TLS 1.0 and TLS 1.1",
        fixed: 'global\n    ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets\n',
      },
      { name: 'an old version alone', file: 'haproxy.cfg', code: 'frontend www\n  bind :443 ssl crt x.pem «force-tlsv10»\n' },
      { name: 'ciphers', file: 'haproxy.cfg', code: 'global\n  ssl-default-bind-ciphers ECDHE-RSA-AES128-GCM-SHA256:«RC4-MD5»\n' },
    ],
    accepts: [
      { name: 'TLS 1.2', file: 'haproxy.cfg', code: 'global\n  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets\n' },
      { name: 'versions switched off', file: 'haproxy.cfg', code: 'global\n  ssl-default-bind-options no-sslv3 no-tlsv10 no-tlsv11\n' },
      { name: 'a comment', file: 'haproxy.cfg', code: 'global\n  # ssl-default-bind-options ssl-min-ver TLSv1.0\n  daemon\n' },
    ],
  });

  testRule(noHttpsRedirect, {
    reports: [
      {
        name: 'both in one frontend',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend www\n  «bind *:80»\n  bind *:443 ssl crt x.pem\n  default_backend web\n`,
        says: "'www' is served over plain HTTP beside HTTPS",
      },
      {
        name: 'two frontends',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend http\n  «bind :80»\n  default_backend web\nfrontend https\n  bind :443 ssl crt x.pem\n  default_backend web\n`,
      },
    ],
    accepts: [
      {
        name: 'a redirect of the scheme',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend www\n  bind *:80\n  bind *:443 ssl crt x.pem\n  http-request redirect scheme https unless { ssl_fc }\n  default_backend web\n`,
      },
      {
        name: 'the old spelling',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend www\n  bind *:80\n  bind *:443 ssl crt x.pem\n  redirect scheme https code 301 if !{ ssl_fc }\n  default_backend web\n`,
      },
      {
        name: 'a backend that redirects',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend http\n  bind *:80\n  default_backend to-https\nfrontend https\n  bind *:443 ssl crt x.pem\n  default_backend web\nbackend to-https\n  redirect scheme https code 301\n`,
      },
      {
        name: 'a status before the address',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend www\n  bind *:80\n  bind *:443 ssl crt x.pem\n  http-request redirect code 301 location https://%[hdr(host)]%[path] unless { ssl_fc }\n  default_backend web\n`,
      },
      {
        name: 'all but certificates',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend www\n  bind *:80\n  bind *:443 ssl crt x.pem\n  acl letsencrypt path_beg /.well-known/acme-challenge/\n  http-request redirect scheme https unless { ssl_fc } or letsencrypt\n  default_backend web\n`,
      },
      {
        name: 'certificates apart',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend http\n  bind *:80\n  http-request redirect scheme https code 301 if !{ path_beg /.well-known/acme-challenge }\n  default_backend acme\nfrontend https\n  bind *:443 ssl crt x.pem\n  default_backend web\n`,
      },
    ],
    unknown: [
      { name: 'TLS that ends elsewhere', file: 'haproxy.cfg', code: `${DEFAULTS}frontend www\n  bind *:80\n  default_backend web\n` },
      {
        name: 'a condition on the host',
        file: 'haproxy.cfg',
        code: `${DEFAULTS}frontend www\n  bind *:80\n  bind *:443 ssl crt x.pem\n  http-request redirect scheme https if { hdr(host) -i shop.example }\n  default_backend web\n`,
      },
    ],
  });

  testRule(noServerTimeout, {
    reports: [
      {
        name: 'no limit for clients',
        file: 'haproxy.cfg',
        code: 'defaults\n  mode http\n  timeout connect 5s\n\n«frontend» www\n  bind :80\n  default_backend web\n',
        says: "Set 'timeout client'",
      },
    ],
    accepts: [
      { name: 'a limit in the defaults', file: 'haproxy.cfg', code: front('') },
      {
        name: 'an own limit',
        file: 'haproxy.cfg',
        code: 'defaults\n  mode http\n\nfrontend www\n  bind :80\n  timeout client 1m\n  default_backend web\n',
      },
      { name: 'statistics', file: 'haproxy.cfg', code: 'defaults\n  mode http\n\nlisten stats\n  bind :8404\n  stats enable\n' },
      { name: 'TCP', file: 'haproxy.cfg', code: 'defaults\n  mode tcp\n\nfrontend db\n  bind :5432\n  default_backend db\n' },
    ],
    unknown: [
      {
        name: 'a template',
        file: 'haproxy.cfg',
        code: 'defaults\n  mode http\n{{ timeouts }}\n\nfrontend www\n  bind :80\n  default_backend web\n',
      },
    ],
  });

  testRule(wildcardOrigin, {
    reports: [{ name: 'a star', file: 'haproxy.cfg', code: front('http-response set-header Access-Control-Allow-Origin «"*"»') }],
    accepts: [
      { name: 'one origin', file: 'haproxy.cfg', code: front('http-response set-header Access-Control-Allow-Origin https://shop.example') },
      { name: 'a header that is taken away', file: 'haproxy.cfg', code: front('http-response del-header Access-Control-Allow-Origin') },
    ],
  });

  testRule(reflectedOrigin, {
    reports: [
      {
        name: 'what was captured',
        file: 'haproxy.cfg',
        code: front('http-response set-header Access-Control-Allow-Origin «%[capture.req.hdr(0)]»'),
      },
    ],
    accepts: [
      { name: 'one origin', file: 'haproxy.cfg', code: front('http-response set-header Access-Control-Allow-Origin https://shop.example') },
    ],
    unknown: [
      {
        name: 'a condition',
        file: 'haproxy.cfg',
        code: front('http-response set-header Access-Control-Allow-Origin %[capture.req.hdr(0)] if own_origin'),
      },
    ],
  });

  testRule(noSecurityHeaders, {
    reports: [{ name: 'a frontend without any', files: behind(marked(front(''))) }],
    accepts: [
      {
        name: 'headers',
        files: behind(
          front(
            'http-response set-header X-Content-Type-Options nosniff\n    http-response set-header X-Frame-Options DENY\n    http-response set-header Content-Security-Policy "default-src \'self\'"\n    http-response set-header Strict-Transport-Security "max-age=63072000" if { ssl_fc }',
          ),
        ),
      },
    ],
    unknown: [{ name: 'a condition', files: behind(front('http-response set-header X-Content-Type-Options nosniff if is_api')) }],
  });

  testRule(noRateLimit, {
    reports: [{ name: 'a frontend without one', files: behind(marked(front('maxconn 2000'))) }],
    accepts: [
      {
        name: 'a table of clients',
        files: behind(
          front(
            'stick-table type ip size 100k expire 30s store http_req_rate(10s)\n    http-request track-sc0 src\n    http-request deny deny_status 429 if { sc_http_req_rate(0) gt 20 }',
          ),
        ),
      },
      {
        name: 'a condition with a name',
        files: behind(front('acl too_fast sc_http_req_rate(0) gt 20\n    http-request track-sc0 src\n    http-request tarpit if too_fast')),
      },
    ],
    unknown: [{ name: 'Lua', files: behind(front('http-request lua.limit')) }],
  });

  testRule(noBodyLimit, {
    reports: [
      {
        name: 'nothing that limits',
        files: { 'web/main.py': `«Flask»`.replace('«Flask»', FLASK), 'haproxy/haproxy.cfg': marked(front('')) },
      },
    ],
    accepts: [{ name: 'a limit', files: behind(front('http-request deny if { req.body_size gt 1000000 }')) }],
  });
});
