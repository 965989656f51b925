import { noSecurityHeaders } from '../../../src/rules/http/no-security-headers.js';
import { testRule } from '../rule-tester.js';

const fastapi = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const express = (body: string): string =>
  `import express from 'express';\nimport helmet from 'helmet';\n\nconst app = express();\n${body}\n`;

testRule(noSecurityHeaders, {
  reports: [
    {
      name: 'Spring Security whose headers are off',
      file: 'src/main/java/shop/Security.java',
      code: `package shop;

@SpringBootApplication
@EnableWebSecurity
class «Security» {
  @Bean
  SecurityFilterChain filterChain(HttpSecurity http) throws Exception {
    http.headers().disable();
    return http.build();
  }
}
`,
    },
    {
      name: 'a package that is told to leave one out',
      file: 'server.js',
      code: express('«app.use(helmet»({ noSniff: false }));'),
      says: 'X-Content-Type-Options',
      severity: 'info',
    },
    { name: 'an application alone', file: 'main.py', code: 'from fastapi import FastAPI\n\napp = «FastAPI»()\n', severity: 'warning' },
    {
      name: 'a proxy in front of it',
      files: { 'main.py': fastapi, 'nginx.conf': '«server» {\n  listen 80;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n' },
      fix: "Add 'X-Content-Type-Options' and 'X-Frame-Options'",
    },
    {
      name: "a block whose own header drops the server's",
      file: 'nginx.conf',
      code: 'server {\n  listen 80;\n  add_header X-Frame-Options DENY;\n  add_header X-Content-Type-Options nosniff;\n  «location /» {\n    add_header Cache-Control no-cache;\n    proxy_pass http://web:8000;\n  }\n}\n',
      says: "drops the server's 'X-Frame-Options' and 'X-Content-Type-Options'",
    },
    {
      name: 'some headers and not others, as information',
      file: 'nginx.conf',
      code: 'server {\n  listen 80;\n  «add_header X-Frame-Options DENY»;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n',
      severity: 'info',
    },
  ],
  accepts: [
    { name: 'a package in use', file: 'server.js', code: express('app.use(helmet());') },
    {
      name: 'all of them in the proxy',
      files: {
        'main.py': fastapi,
        'nginx.conf':
          'server {\n  listen 443 ssl;\n  add_header X-Content-Type-Options nosniff;\n  add_header Strict-Transport-Security max-age=31536000;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n',
      },
    },
    {
      name: "assets whose own header drops the server's",
      file: 'nginx.conf',
      code: 'server {\n  listen 443 ssl;\n  add_header X-Content-Type-Options nosniff;\n  add_header Strict-Transport-Security max-age=31536000;\n  location ~* \\.(js|css)$ {\n    add_header Cache-Control immutable;\n  }\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n',
    },
    { name: 'no application', file: 'tool.py', code: 'print("done")\n' },
  ],
  unknown: [
    { name: 'a package without what whoever ends TLS may set', file: 'server.js', code: express('app.use(helmet({ hsts: false }));') },
    { name: 'a platform', files: { 'main.py': fastapi, 'netlify.toml': '[build]\n' } },
    {
      name: 'a package that is not seen in use',
      files: {
        'server.js': "import express from 'express';\n\nconst app = express();\n",
        'package.json': '{ "dependencies": { "express": "5", "helmet": "8" } }\n',
      },
    },
    {
      name: 'headers from a file elsewhere',
      files: {
        'main.py': fastapi,
        'nginx.conf':
          'server {\n  listen 80;\n  include /etc/nginx/snippets/headers.conf;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n',
      },
    },
  ],
});
