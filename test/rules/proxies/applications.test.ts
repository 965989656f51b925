import { versionDisclosed } from '../../../src/rules/http/version-disclosed.js';
import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { testRule } from '../rule-tester.js';

const EXPRESS = "import express from 'express';\n\nconst app = express();\napp.listen(3000);\n";
const MARKED = EXPRESS.replace('= express()', '= «express()»');
const NGINX =
  'server {\n  listen 80;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\nserver {\n  listen 443 ssl;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n';

describe('applications by themselves', () => {
  testRule(versionDisclosed, {
    reports: [
      {
        name: "Express's header",
        file: 'server.js',
        code: MARKED,
        severity: 'info',
        says: "Express tells every client what it is: 'X-Powered-By' is on by default",
        fix: "Add 'app.disable('x-powered-by');'",
        fixed: EXPRESS.replace('express();\n', "express();\napp.disable('x-powered-by');\n"),
      },
      {
        name: 'Express in CommonJS without semicolons',
        file: 'server.js',
        code: 'const express = require("express")\nconst server = «express()»\nserver.listen(80)\n',
        fixed: 'const express = require("express")\nconst server = express()\nserver.disable("x-powered-by")\nserver.listen(80)\n',
      },
      {
        name: 'an application among others',
        file: 'server.js',
        code: "var express = require('express'),\n  app = «express()»,\n  io = require('socket.io');\nmodule.exports = app;\n",
        fixed: null,
      },
      {
        name: 'NestJS',
        file: 'src/main.ts',
        code: "import { NestFactory } from '@nestjs/core';\n\nconst app = await «NestFactory.create»(AppModule);\n",
        fixed: null,
      },
      {
        name: 'Next.js',
        file: 'next.config.js',
        code: 'const «nextConfig» = { reactStrictMode: true };\n\nmodule.exports = nextConfig;\n',
      },
      { name: 'PHP', file: 'docker/php.ini', code: '[PHP]\n«expose_php = On»\n', fixed: '[PHP]\nexpose_php = Off\n' },
    ],
    accepts: [
      { name: 'helmet', file: 'server.js', code: `import helmet from 'helmet';\n${EXPRESS}app.use(helmet());\n` },
      { name: 'a header switched off', file: 'server.js', code: `${EXPRESS}app.disable('x-powered-by');\n` },
      { name: 'a header set to false', file: 'server.js', code: `${EXPRESS}app.set('x-powered-by', false);\n` },
      {
        name: 'helmet in a file of its own',
        files: {
          'src/server.js': EXPRESS,
          'src/middleware/security.js': "import helmet from 'helmet';\n\nexport const security = helmet();\n",
        },
      },
      {
        name: 'a proxy that takes it away',
        files: { 'server.js': EXPRESS, 'nginx/site.conf': 'server {\n  server_tokens off;\n  proxy_hide_header X-Powered-By;\n}\n' },
      },
      {
        name: 'a command that needs an application only to start',
        file: 'src/commands/user.ts',
        code: "import express from 'express';\n\nexport default async function main() {\n  const app = express();\n  await load(app);\n}\n",
      },
      { name: 'NestJS on Fastify', file: 'src/main.ts', code: 'const app = await NestFactory.create(AppModule, new FastifyAdapter());\n' },
      { name: 'Next.js without it', file: 'next.config.js', code: 'module.exports = { poweredByHeader: false };\n' },
      { name: 'pages that are exported', file: 'next.config.mjs', code: "export default { output: 'export' };\n" },
      { name: 'PHP without it', file: 'php.ini', code: 'expose_php = Off\n' },
    ],
  });

  testRule(noHttpsRedirect, {
    reports: [
      { name: 'a proxy for an application that does not redirect', file: 'nginx.conf', code: NGINX.replace('listen 80;', '«listen 80»;') },
    ],
    accepts: [
      { name: 'Django', file: 'shop/settings.py', code: 'SECURE_SSL_REDIRECT = True\n' },
      {
        name: 'Starlette',
        file: 'main.py',
        code: 'from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware\n\napp.add_middleware(HTTPSRedirectMiddleware)\n',
      },
      { name: 'Flask', file: 'app.py', code: 'from flask_talisman import Talisman\n\nTalisman(app, content_security_policy=None)\n' },
      {
        name: 'Express by hand',
        file: 'server.js',
        code: "app.use((req, res, next) => {\n  if (req.headers['x-forwarded-proto'] !== 'https') return res.redirect(301, `https://${req.hostname}${req.url}`);\n  next();\n});\n",
      },
      {
        name: 'Spring',
        file: 'src/Security.java',
        code: 'class Security {\n  void configure(HttpSecurity http) {\n    http.requiresChannel(channel -> channel.anyRequest().requiresSecure());\n  }\n}\n',
      },
    ],
    unknown: [
      { name: 'a variable in Django', file: 'shop/settings.py', code: 'import os\n\nSECURE_SSL_REDIRECT = os.environ["SSL"] == "1"\n' },
    ],
  });
});
