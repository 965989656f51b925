import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { testRule } from '../rule-tester.js';

const tls = 'server {\n  listen 443 ssl;\n  server_name shop.example;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n';
const plain = (body: string, listen = 'listen 80;'): string => `server {\n  ${listen}\n  server_name shop.example;\n  ${body}\n}\n`;
const passes = 'location / {\n    proxy_pass http://web:8000;\n  }';

testRule(noHttpsRedirect, {
  reports: [
    {
      name: 'plain HTTP beside TLS',
      file: 'nginx.conf',
      code: `${plain(passes, '«listen 80»;')}${tls}`,
      fixed: `server {\n  return 301 https://$host$request_uri;\n  listen 80;\n  server_name shop.example;\n  ${passes}\n}\n${tls}`,
    },
    { name: 'both in one server', file: 'nginx.conf', code: plain(passes, '«listen 80»;\n  listen 443 ssl;'), fixed: null },
  ],
  accepts: [
    { name: 'a redirect of the server', file: 'nginx.conf', code: `${plain('return 301 https://$host$request_uri;')}${tls}` },
    {
      name: 'a redirect of the path',
      file: 'nginx.conf',
      code: `${plain('location / {\n    return 301 https://$server_name$request_uri;\n  }')}${tls}`,
    },
    {
      name: 'a redirect on a condition',
      file: 'nginx.conf',
      code: plain(`if ($scheme = http) {\n    return 301 https://$host$request_uri;\n  }\n  ${passes}`, 'listen 80;\n  listen 443 ssl;'),
    },
    { name: 'a server that refuses', file: 'nginx.conf', code: `${plain('return 444;')}${tls}` },
  ],
  unknown: [
    { name: 'plain HTTP alone: TLS may end in front of it', file: 'nginx.conf', code: plain(passes) },
    {
      name: 'what is taken in',
      file: 'nginx.conf',
      code: plain(`include /etc/nginx/redirect.conf;\n  ${passes}`, 'listen 80;\n  listen 443 ssl;'),
    },
  ],
  exempts: [{ name: 'TLS alone', file: 'nginx.conf', code: tls }],
});
