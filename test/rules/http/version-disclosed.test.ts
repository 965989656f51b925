import { versionDisclosed } from '../../../src/rules/http/version-disclosed.js';
import { testRule } from '../rule-tester.js';

testRule(versionDisclosed, {
  reports: [
    {
      name: 'tokens that are switched on',
      file: 'nginx.conf',
      code: 'http {\n  «server_tokens on»;\n}\n',
      says: "'server_tokens' tells",
      severity: 'info',
      fixed: 'http {\n  server_tokens off;\n}\n',
    },
    {
      name: 'the default, in the outermost block',
      file: 'nginx.conf',
      code: 'events {}\n«http» {\n    sendfile on;\n    server {\n        listen 80;\n    }\n}\n',
      fixed: 'events {}\nhttp {\n    server_tokens off;\n    sendfile on;\n    server {\n        listen 80;\n    }\n}\n',
    },
    {
      name: 'the default of the image, where only a server is written',
      file: 'nginx/default.conf',
      code: '«server» {\r\n\tlisten 80;\r\n}\r\n',
      fixed: 'server {\r\n\tserver_tokens off;\r\n\tlisten 80;\r\n}\r\n',
    },
  ],
  accepts: [
    { name: 'tokens that are off', file: 'nginx.conf', code: 'http {\n  server_tokens off;\n}\n' },
    { name: 'a server of streams', file: 'nginx.conf', code: 'stream {\n  server {\n    listen 5432;\n    proxy_pass db:5432;\n  }\n}\n' },
    { name: 'servers of an upstream', file: 'nginx/upstream.conf', code: 'upstream app {\n  server app:8000;\n}\n' },
    {
      name: 'a server whose outer block switches them off',
      files: {
        'nginx/nginx.conf': 'http {\n  server_tokens off;\n  include /etc/nginx/conf.d/*.conf;\n}\n',
        'nginx/conf.d/site.conf': 'server {\n  listen 80;\n}\n',
      },
    },
    {
      name: 'an outer block that takes in what switches them off',
      files: {
        'nginx/nginx.conf': 'http {\n  include snippets/security.conf;\n  server {\n    listen 80;\n  }\n}\n',
        'nginx/snippets/security.conf': 'server_tokens off;\n',
      },
    },
  ],
  unknown: [{ name: 'what a variable says', file: 'nginx.conf.template', code: 'http {\n  server_tokens ${TOKENS};\n}\n' }],
});
