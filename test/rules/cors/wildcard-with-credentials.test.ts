import { wildcardWithCredentials } from '../../../src/rules/cors/wildcard-with-credentials.js';
import { testRule } from '../rule-tester.js';

const fastapi = (policy: string): string =>
  `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n${policy}\n`;
const express = (policy: string): string => `import cors from 'cors';\nimport express from 'express';\nconst app = express();\n${policy}\n`;
const node = (...lines: readonly string[]): string =>
  `import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n${lines.map((line) => `  ${line}\n`).join('')}  next();\n});\n`;

testRule(wildcardWithCredentials, {
  reports: [
    {
      name: 'a setting of another module that lets everyone in',
      files: {
        'main.py': fastapi('app.add_middleware(CORSMiddleware, allow_origins=settings.allowed_hosts, allow_credentials=True)'),
        'config.py': 'from pydantic import BaseSettings\n\n\nclass AppSettings(BaseSettings):\n    allowed_hosts: List[str] = [«"*"»]\n',
      },
      severity: 'error',
      fixed: null,
    },
    {
      name: 'Starlette, which sends the origin back',
      file: 'main.py',
      severity: 'error',
      says: 'act as the signed-in user',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=[«"*"»], allow_credentials=True)'),
    },
    {
      name: 'a pattern for everything',
      file: 'main.py',
      severity: 'error',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origin_regex=«".*"», allow_credentials=True)'),
    },
    {
      name: 'origin: true',
      file: 'server.js',
      severity: 'error',
      code: express('app.use(cors({ origin: «true», credentials: true }));'),
      fixed: express("app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [], credentials: true }));"),
    },
    {
      name: 'a function that lets everyone in',
      file: 'server.js',
      severity: 'error',
      code: express('app.use(cors({ credentials: true, origin: «(origin, cb) => cb(null, true)» }));'),
    },
    {
      name: 'a literal star, which browsers refuse',
      file: 'server.js',
      severity: 'warning',
      says: 'Browsers refuse',
      code: express("app.use(cors({ origin: «'*'», credentials: true }));"),
    },
    {
      name: 'the default, which browsers refuse',
      file: 'server.js',
      severity: 'warning',
      code: express('app.use(«cors({ credentials: true })»);'),
    },
    {
      name: '@koa/cors, whose default sends the origin back with credentials',
      file: 'app.js',
      severity: 'error',
      code: "const Koa = require('koa');\nconst cors = require('@koa/cors');\nconst app = new Koa();\napp.use(«cors({ credentials: true })»);\n",
    },
    {
      name: 'NestJS',
      file: 'src/main.ts',
      severity: 'error',
      code: "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors({ origin: «true», credentials: true });\n",
    },
    {
      name: 'Fastify',
      file: 'server.js',
      severity: 'warning',
      code: "import cors from '@fastify/cors';\nimport Fastify from 'fastify';\nconst app = Fastify();\napp.register(cors, { origin: «'*'», credentials: true });\n",
    },
    {
      name: 'headers by hand',
      file: 'server.js',
      severity: 'error',
      code: node(
        "res.header('Access-Control-Allow-Origin', «req.headers.origin»);",
        "res.header('Access-Control-Allow-Credentials', 'true');",
      ),
      fixed: null,
    },
    {
      name: 'a star in headers by hand',
      file: 'server.js',
      severity: 'warning',
      code: node("res.header('Access-Control-Allow-Origin', «'*'»);", "res.header('Access-Control-Allow-Credentials', true);"),
      fixed: null,
    },
    {
      name: 'headers in next.config',
      file: 'next.config.js',
      severity: 'warning',
      code: "module.exports = {\n  headers: async () => [{ source: '/api/:path*', headers: [{ key: 'Access-Control-Allow-Credentials', value: 'true' }, { key: 'Access-Control-Allow-Origin', value: «'*'» }] }],\n};\n",
    },
    {
      name: 'Socket.IO',
      file: 'io.js',
      severity: 'warning',
      code: "import { Server } from 'socket.io';\nconst io = new Server(3000, { cors: { origin: «'*'», credentials: true } });\n",
    },
  ],
  accepts: [
    { name: 'a star without credentials', file: 'main.py', code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["*"])') },
    {
      name: 'credentials switched off',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False)'),
    },
    {
      name: 'credentials for named origins',
      file: 'server.js',
      code: express("app.use(cors({ origin: ['https://shop.example'], credentials: true }));"),
    },
    {
      name: 'credentials for the origins of a list',
      file: 'server.js',
      code: express(
        "const allowed = ['https://shop.example'];\napp.use(cors({ credentials: true, origin: (origin, cb) => cb(null, !origin || allowed.includes(origin)) }));",
      ),
    },
    {
      name: 'credentials for a pattern of a domain',
      file: 'server.js',
      code: express('app.use(cors({ origin: /^https:\\/\\/[a-z]+\\.shop\\.example$/, credentials: true }));'),
    },
    { name: 'an echo without credentials', file: 'server.js', code: express('app.use(cors({ origin: true }));') },
    {
      name: 'unknown credentials for named origins',
      file: 'server.js',
      code: express("app.use(cors({ origin: 'https://shop.example', credentials: config.credentials }));"),
    },
    {
      name: 'everything in development',
      file: 'server.js',
      code: express(
        "if (process.env.NODE_ENV === 'development') {\n  app.use(cors({ origin: true, credentials: true }));\n} else {\n  app.use(cors({ origin: 'https://shop.example', credentials: true }));\n}",
      ),
    },
    {
      name: 'a header that says no',
      file: 'server.js',
      code: node("res.header('Access-Control-Allow-Origin', '*');", "res.header('Access-Control-Allow-Credentials', 'false');"),
    },
    { name: 'a test server', file: 'test/server.js', code: express('app.use(cors({ origin: true, credentials: true }));') },
  ],
  unknown: [
    {
      name: 'options of Go that another function completes',
      file: 'config.go',
      code: 'package config\n\nimport "github.com/rs/cors"\n\nfunc (p *Config) CORS() (cors.Options, bool) {\n\treturn p.provider.CORS("serve.public", cors.Options{AllowCredentials: true})\n}\n',
    },
    {
      name: 'origins of the environment',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.ORIGINS?.split(','), credentials: true }));"),
    },
    {
      name: 'credentials that only run time knows',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=settings.credentials)'),
    },
    { name: 'options from elsewhere', file: 'server.js', code: express('app.use(cors(options));') },
    {
      name: 'a header after a look at a list',
      file: 'server.js',
      code: node(
        'const origin = req.headers.origin;',
        "if (allowed.includes(origin)) res.header('Access-Control-Allow-Origin', origin);",
        "res.header('Access-Control-Allow-Credentials', 'true');",
      ),
    },
  ],
});
