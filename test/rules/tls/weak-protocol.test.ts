import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const server = (body: string): string => `server {\n  listen 443 ssl;\n  ${body}\n}\n`;

testRule(weakProtocol, {
  reports: [
    {
      name: 'old versions beside a new one',
      file: 'nginx.conf',
      code: server('ssl_protocols «TLSv1 TLSv1.1» TLSv1.2;'),
      says: 'accepts TLS 1.0 and TLS 1.1',
      severity: 'error',
      fixed: server('ssl_protocols TLSv1.2;'),
    },
    {
      name: 'nothing but old versions',
      file: 'nginx.conf',
      code: server('ssl_protocols «SSLv3 TLSv1»;'),
      fixed: server('ssl_protocols TLSv1.2 TLSv1.3;'),
    },
    {
      name: 'what the proxy accepts of those behind it',
      file: 'nginx.conf',
      code: server('proxy_ssl_protocols «TLSv1» TLSv1.2;'),
    },
    {
      name: 'a cipher that is broken',
      file: 'nginx.conf',
      code: server("ssl_ciphers 'ECDHE-RSA-AES128-GCM-SHA256:«RC4-SHA»:!aNULL';"),
      fixed: server("ssl_ciphers 'ECDHE-RSA-AES128-GCM-SHA256:!aNULL';"),
      severity: 'error',
    },
    {
      name: 'triple DES, as a warning',
      file: 'nginx.conf',
      code: server('ssl_ciphers "ECDHE-RSA-AES128-GCM-SHA256:«DES-CBC3-SHA»";'),
      severity: 'warning',
    },
  ],
  accepts: [
    { name: 'new versions', file: 'nginx.conf', code: server('ssl_protocols TLSv1.2 TLSv1.3;') },
    { name: 'ciphers that are struck out', file: 'nginx.conf', code: server("ssl_ciphers 'HIGH:!aNULL:!MD5:!RC4';") },
    {
      name: 'a cipher that a later word strikes out',
      file: 'nginx.conf',
      code: server("ssl_ciphers 'ECDHE-RSA-AES128-GCM-SHA256:DES-CBC3-SHA:!3DES';"),
    },
    {
      name: 'names that only look like a broken cipher',
      file: 'nginx.conf',
      code: server("ssl_ciphers 'ECDHE-ECDSA-CHACHA20-POLY1305:DHE-RSA-AES256-SHA256';"),
    },
    { name: 'the default', file: 'nginx.conf', code: server('ssl_certificate /etc/ssl/site.pem;') },
  ],
  unknown: [{ name: 'versions that a variable holds', file: 'nginx.conf.template', code: server('ssl_protocols ${TLS_VERSIONS};') }],
});
