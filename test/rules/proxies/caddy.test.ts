import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { directoryListing } from '../../../src/rules/http/directory-listing.js';
import { noBodyLimit } from '../../../src/rules/http/no-body-limit.js';
import { noRateLimit } from '../../../src/rules/http/no-rate-limit.js';
import { noSecurityHeaders } from '../../../src/rules/http/no-security-headers.js';
import { noServerTimeout } from '../../../src/rules/http/no-server-timeout.js';
import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const FLASK = 'from flask import Flask\n\napp = Flask(__name__)\n';
const site = (rest: string, address = 'shop.example'): string => `${address} {\n\t${rest}\n\treverse_proxy web:8000\n}\n`;
const behind = (file: string) => ({ 'web/main.py': FLASK, Caddyfile: file });

describe('Caddy', () => {
  testRule(directoryListing, {
    reports: [
      {
        name: 'browse',
        file: 'Caddyfile',
        code: 'shop.example {\n\troot * /srv\n\t«file_server browse»\n}\n',
        fixed: 'shop.example {\n\troot * /srv\n\tfile_server\n}\n',
      },
      { name: 'browse in a block', file: 'Caddyfile', code: 'shop.example {\n\tfile_server {\n\t\t«browse»\n\t}\n}\n', fixed: null },
      { name: 'downloads', file: 'Caddyfile', code: 'shop.example {\n\t«file_server /downloads/* browse»\n}\n', severity: 'info' },
    ],
    accepts: [
      { name: 'files alone', file: 'Caddyfile', code: 'shop.example {\n\tfile_server\n}\n' },
      { name: 'a comment', file: 'Caddyfile', code: 'shop.example {\n\tfile_server # browse\n}\n' },
      { name: 'a folder of that name', file: 'Caddyfile', code: 'shop.example {\n\troot * /srv/browse\n\tfile_server\n}\n' },
    ],
  });

  testRule(weakProtocol, {
    reports: [{ name: 'from TLS 1.0', file: 'Caddyfile', code: 'shop.example {\n\ttls {\n\t\tprotocols «tls1.0» tls1.2\n\t}\n}\n' }],
    accepts: [
      { name: 'from TLS 1.2', file: 'Caddyfile', code: 'shop.example {\n\ttls {\n\t\tprotocols tls1.2 tls1.3\n\t}\n}\n' },
      { name: 'protocols of HTTP', file: 'Caddyfile', code: '{\n\tservers {\n\t\tprotocols h1 h2\n\t}\n}\n' },
    ],
  });

  testRule(wildcardOrigin, {
    reports: [
      { name: 'a star', file: 'Caddyfile', code: site('header Access-Control-Allow-Origin «*»') },
      {
        name: 'a star in a block',
        file: 'Caddyfile',
        code: site('header {\n\t\tX-Frame-Options DENY\n\t\tAccess-Control-Allow-Origin «"*"»\n\t}'),
      },
      { name: 'a star for an API', file: 'Caddyfile', code: site('header /api/* Access-Control-Allow-Origin «*»') },
      {
        name: 'what a proxy passes down',
        file: 'Caddyfile',
        code: 'shop.example {\n\treverse_proxy web:8000 {\n\t\theader_down Access-Control-Allow-Origin «*»\n\t}\n}\n',
      },
    ],
    accepts: [
      { name: 'one origin', file: 'Caddyfile', code: site('header Access-Control-Allow-Origin https://shop.example') },
      { name: 'fonts', file: 'Caddyfile', code: site('@fonts path *.woff2 *.ttf\n\theader @fonts Access-Control-Allow-Origin *') },
      { name: 'a header that goes', file: 'Caddyfile', code: site('header -Access-Control-Allow-Origin') },
      { name: 'what Matrix asks for', file: 'Caddyfile', code: site('header /.well-known/matrix/* Access-Control-Allow-Origin *') },
    ],
    unknown: [{ name: 'a variable', file: 'Caddyfile', code: site('header Access-Control-Allow-Origin {$ORIGIN}') }],
  });

  testRule(reflectedOrigin, {
    reports: [
      { name: 'the origin that asks', file: 'Caddyfile', code: site('header Access-Control-Allow-Origin «{header.Origin}»') },
      {
        name: 'any origin',
        file: 'Caddyfile',
        code: site('@cors header_regexp Origin «.*»\n\theader @cors Access-Control-Allow-Origin {http.request.header.Origin}'),
      },
    ],
    accepts: [
      {
        name: 'a pattern of the own domain',
        file: 'Caddyfile',
        code: site(
          '@cors header_regexp Origin ^https://[a-z]+\\.shop\\.example$\n\theader @cors Access-Control-Allow-Origin {http.request.header.Origin}',
        ),
      },
      {
        name: 'one origin',
        file: 'Caddyfile',
        code: site('@cors header Origin https://shop.example\n\theader @cors Access-Control-Allow-Origin {header.Origin}'),
      },
    ],
  });

  testRule(noHttpsRedirect, {
    reports: [
      {
        name: 'a plain site beside the same',
        file: 'Caddyfile',
        code: `«http://shop.example» {\n\treverse_proxy web:8000\n}\n${site('')}`,
      },
      { name: 'both in one', file: 'Caddyfile', code: site('', '«http://shop.example», https://shop.example') },
    ],
    accepts: [
      { name: 'what Caddy does by itself', file: 'Caddyfile', code: site('') },
      { name: 'a redirect', file: 'Caddyfile', code: `http://shop.example {\n\tredir https://{host}{uri} permanent\n}\n${site('')}` },
    ],
    unknown: [
      { name: 'TLS that ends elsewhere', file: 'Caddyfile', code: site('', ':80') },
      {
        name: 'a redirect of one path',
        file: 'Caddyfile',
        code: `http://shop.example {\n\tredir /old https://{host}/new\n\treverse_proxy web:8000\n}\n${site('')}`,
      },
    ],
  });

  testRule(noSecurityHeaders, {
    reports: [{ name: 'a site without any', files: behind(`«shop.example»${site('').slice('shop.example'.length)}`) }],
    accepts: [
      {
        name: 'headers',
        files: behind(
          site(
            'header {\n\t\tStrict-Transport-Security max-age=63072000\n\t\tX-Content-Type-Options nosniff\n\t\tContent-Security-Policy "default-src \'self\'"\n\t\t-Server\n\t}',
          ),
        ),
      },
      {
        name: 'a snippet',
        files: behind(
          `(safe) {\n\theader {\n\t\tX-Content-Type-Options nosniff\n\t\tX-Frame-Options DENY\n\t\tContent-Security-Policy "default-src"\n\t\tStrict-Transport-Security max-age=1\n\t}\n}\n${site('import safe')}`,
        ),
      },
    ],
    unknown: [
      { name: 'programs that are not in the workspace', file: 'Caddyfile', code: site('') },
      { name: 'a file that is taken in', files: behind(site('import headers.conf')) },
      { name: 'one path', files: behind(site('header /api/* X-Content-Type-Options nosniff')) },
    ],
  });

  testRule(noRateLimit, {
    reports: [{ name: 'a site without one', files: behind(`«:80»${site('').slice('shop.example'.length)}`) }],
    accepts: [
      {
        name: 'the module',
        files: behind(site('rate_limit {\n\t\tzone all {\n\t\t\tkey {remote_host}\n\t\t\tevents 100\n\t\t\twindow 1m\n\t\t}\n\t}')),
      },
    ],
  });

  testRule(noBodyLimit, {
    reports: [{ name: 'a site without one', files: behind(`«shop.example»${site('').slice('shop.example'.length)}`) }],
    accepts: [{ name: 'a limit', files: behind(site('request_body {\n\t\tmax_size 10MB\n\t}')) }],
  });

  testRule(noServerTimeout, {
    reports: [
      { name: 'no limit for headers', file: 'Caddyfile', code: '{\n\tservers {\n\t\ttimeouts {\n\t\t\t«read_header 0»\n\t\t}\n\t}\n}\n' },
    ],
    accepts: [{ name: 'a limit', file: 'Caddyfile', code: '{\n\tservers {\n\t\ttimeouts {\n\t\t\tread_header 10s\n\t\t}\n\t}\n}\n' }],
  });
});
