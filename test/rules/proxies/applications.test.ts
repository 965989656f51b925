import assert from 'node:assert/strict';
import { versionDisclosed } from '../../../src/rules/http/version-disclosed.js';
import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { examine, testRule } from '../rule-tester.js';

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

  describe('tls/no-https-redirect', () => {
    const redirecting: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      Django: { 'shop/settings.py': 'SECURE_SSL_REDIRECT = True\n' },
      'Django outside of development': { 'shop/settings.py': 'SECURE_SSL_REDIRECT = not DEBUG\n' },
      Starlette: {
        'main.py':
          'from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware\n\napp.add_middleware(HTTPSRedirectMiddleware)\n',
      },
      Flask: { 'app.py': 'from flask_talisman import Talisman\n\nTalisman(app, content_security_policy=None)\n' },
      'a package for Express': {
        'server.js': "import enforce from 'express-sslify';\n\napp.use(enforce.HTTPS({ trustProtoHeader: true }));\n",
      },
      'Express by hand': {
        'server.js':
          "app.use((req, res, next) => {\n  if (req.headers['x-forwarded-proto'] !== 'https') return res.redirect(301, `https://${req.hostname}${req.url}`);\n  next();\n});\n",
      },
      Spring: {
        'src/Security.java':
          'class Security {\n  void configure(HttpSecurity http) {\n    http.requiresChannel(channel -> channel.anyRequest().requiresSecure());\n  }\n}\n',
      },
      Echo: {
        'main.go':
          'package main\n\nimport "github.com/labstack/echo/v4/middleware"\n\nfunc init() {\n\te.Pre(middleware.HTTPSRedirect())\n}\n',
      },
    };
    for (const [name, files] of Object.entries(redirecting))
      it(`takes ${name} as evidence, and a proxy before it as unknown`, async () => {
        const { findings, evidence, unknown } = await examine(noHttpsRedirect, { ...files, 'nginx.conf': NGINX });
        assert.deepEqual(findings, []);
        assert.equal(evidence.length, 1);
        assert.equal(unknown.length, 1);
      });

    const silent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'Django that is told not to': { 'shop/settings.py': 'SECURE_SSL_REDIRECT = False\n' },
      'Talisman that is told not to': { 'app.py': 'from flask_talisman import Talisman\n\nTalisman(app, force_https=False)\n' },
      'a redirect to a page': { 'server.js': "app.get('/', (req, res) => res.redirect('https://docs.example.org'));\n" },
    };
    for (const [name, files] of Object.entries(silent))
      it(`reports a proxy before ${name}`, async () => {
        const { findings, evidence } = await examine(noHttpsRedirect, { ...files, 'nginx.conf': NGINX });
        assert.equal(findings.length, 1);
        assert.deepEqual(evidence, []);
      });

    it('cannot decide what a variable in Django says', async () => {
      const { findings, evidence, unknown } = await examine(noHttpsRedirect, {
        'shop/settings.py': 'import os\n\nSECURE_SSL_REDIRECT = os.environ["SSL"] == "1"\n',
      });
      assert.deepEqual([findings.length, evidence.length, unknown.length], [0, 0, 1]);
    });
  });
});
