import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { testRule } from '../rule-tester.js';

const fastapi = (policy: string): string =>
  `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n${policy}\n`;
const express = (policy: string): string => `import cors from 'cors';\nimport express from 'express';\nconst app = express();\n${policy}\n`;
const node = (...lines: readonly string[]): string =>
  `import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n${lines.map((line) => `  ${line}\n`).join('')}  next();\n});\n`;

testRule(reflectedOrigin, {
  reports: [
    {
      name: 'a header that Flask copies from the request',
      file: 'app.py',
      code: 'from flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.after_request\ndef headers(response):\n    origin = request.headers.get("Origin")\n    response.headers["Access-Control-Allow-Origin"] = «origin»\n    return response\n',
    },
    {
      name: 'origin: true',
      file: 'server.js',
      code: express('app.use(cors({ origin: «true» }));'),
      fixed: express("app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] }));"),
    },
    {
      name: 'origin: true for NestJS',
      file: 'src/main.ts',
      code: "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors({ origin: «true» });\n",
    },
    {
      name: 'origin: true for Fastify',
      file: 'server.js',
      code: "const fastify = require('fastify')();\nfastify.register(require('@fastify/cors'), { origin: «true» });\n",
    },
    {
      name: 'a function that lets everyone in',
      file: 'server.js',
      code: express('app.use(cors({ origin: «(origin, callback) => callback(null, true)» }));'),
      fixed: express("app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] }));"),
    },
    {
      name: 'a function that sends back what it gets',
      file: 'src/index.ts',
      code: "import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\nconst app = new Hono();\napp.use(cors({ origin: «(origin) => origin» }));\n",
    },
    {
      name: 'a long function that ends by letting everyone in',
      file: 'server.js',
      code: express(
        'app.use(cors({\n  origin(origin, callback) {\n    // All origins, for now: the front end moves around.\n    if (!origin) return callback(null, true);\n    return «callback(null, true)»;\n  },\n}));',
      ),
    },
    {
      name: 'the default of @koa/cors as a function',
      file: 'app.js',
      code: "const Koa = require('koa');\nconst cors = require('@koa/cors');\nconst app = new Koa();\napp.use(cors({ origin: «(ctx) => ctx.get('Origin')» }));\n",
    },
    {
      name: 'a header that repeats the request',
      file: 'server.js',
      code: node("res.header('Access-Control-Allow-Origin', «req.headers.origin»);"),
      fixed: null,
    },
    {
      name: 'a header that repeats the request by its getter',
      file: 'server.js',
      code: node("res.set('Access-Control-Allow-Origin', «req.get('Origin')»);"),
    },
    {
      name: 'a header that repeats the request or a star',
      file: 'server.js',
      code: node("res.header('Access-Control-Allow-Origin', «req.headers.origin || '*'»);"),
    },
    {
      name: 'a header through a variable',
      file: 'server.js',
      code: node('const origin = req.headers.origin;', "res.setHeader('Access-Control-Allow-Origin', «origin»);"),
    },
    {
      name: 'a header where there is an origin at all',
      file: 'server.js',
      code: node('const { origin } = req.headers;', "if (origin) res.setHeader('Access-Control-Allow-Origin', «origin»);"),
    },
    {
      name: 'a header for preflights',
      file: 'server.js',
      code: node("if (req.method === 'OPTIONS') res.setHeader('Access-Control-Allow-Origin', «req.headers.origin»);"),
    },
    {
      name: 'a header in a route handler',
      file: 'app/api/x/route.ts',
      code: "export async function GET(request: Request) {\n  return new Response('x', { headers: { 'Access-Control-Allow-Origin': «request.headers.get('origin')» } });\n}\n",
    },
    {
      name: 'a pattern that matches everything',
      file: 'server.js',
      code: express('app.use(cors({ origin: «/.*/» }));'),
      says: "'.*' matches every origin",
      fixed: null,
    },
    {
      name: 'one pattern of several',
      file: 'server.js',
      code: express("app.use(cors({ origin: ['https://shop.example', «/^https?:\\/\\//»] }));"),
    },
    { name: 'a pattern made of text', file: 'server.js', code: express("app.use(cors({ origin: new RegExp(«'.*'») }));") },
    {
      name: 'a pattern for FastAPI',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origin_regex=«"https?://.*"»)'),
    },
  ],
  accepts: [
    { name: 'a pattern of a domain', file: 'server.js', code: express('app.use(cors({ origin: /\\.shop\\.example$/ }));') },
    { name: 'a pattern that forgets to escape and to end', file: 'server.js', code: express('app.use(cors({ origin: /shop.example/ }));') },
    {
      name: 'a pattern of a domain for FastAPI',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\\.shop\\.example")'),
    },
    { name: 'a list', file: 'server.js', code: express("app.use(cors({ origin: ['https://shop.example'] }));") },
    {
      name: 'origin: true in development',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.NODE_ENV === 'development' ? true : 'https://shop.example' }));"),
    },
    {
      name: 'true for something else',
      file: 'server.js',
      code: express("app.use(cors({ origin: 'https://shop.example', preflightContinue: true }));"),
    },
    { name: 'a star, which is the other rule’s', file: 'server.js', code: express('app.use(cors());') },
    {
      name: 'a function that looks in a list',
      file: 'server.js',
      code: express(
        "const allowed = ['https://shop.example'];\napp.use(cors({ origin: function (origin, callback) {\n  if (allowed.indexOf(origin) === -1) return callback(new Error('no'), false);\n  return callback(null, true);\n} }));",
      ),
    },
    {
      name: 'a function that looks in a set',
      file: 'server.js',
      code: express(
        "const allowed = new Set(['https://shop.example']);\napp.use(cors({ origin: (origin, cb) => cb(null, allowed.has(origin)) }));",
      ),
    },
    {
      name: 'an echo in development only',
      file: 'server.js',
      code: node("if (process.env.NODE_ENV !== 'production') res.header('Access-Control-Allow-Origin', req.headers.origin);"),
    },
    { name: 'another header that repeats the request', file: 'server.js', code: node("res.header('X-Origin', req.headers.origin);") },
  ],
  unknown: [
    {
      name: 'true for credentials, which is the graver rule’s',
      file: 'server.js',
      code: express('app.use(cors({ origin: true, credentials: true }));'),
    },
    {
      name: 'a header after a look at a list',
      file: 'server.js',
      code: node("if (allowed.includes(req.headers.origin)) res.header('Access-Control-Allow-Origin', req.headers.origin);"),
    },
    {
      name: 'a header after an early return',
      file: 'server.js',
      code: node(
        'const origin = req.headers.origin;',
        'if (!allowed.has(origin)) return next();',
        "res.header('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      name: 'a header after a comparison',
      file: 'server.js',
      code: node(
        'const origin = req.headers.origin;',
        "if (origin === 'https://shop.example') res.header('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      name: 'a header after a question to a function',
      file: 'server.js',
      code: node('const { origin } = req.headers;', "if (origin && isAllowed(origin)) res.header('Access-Control-Allow-Origin', origin);"),
    },
    {
      name: 'a header after a look at its end',
      file: 'server.js',
      code: node(
        'const origin = req.headers.origin;',
        "const trusted = origin?.endsWith('.shop.example');",
        "if (trusted) res.header('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      name: 'a function that asks another',
      file: 'server.js',
      code: express(
        'app.use(cors({ origin: (origin, callback) => { if (isTrusted(origin)) callback(null, true); else callback(null, false); } }));',
      ),
    },
    {
      name: 'a function that compares',
      file: 'src/index.ts',
      code: "import { cors } from 'hono/cors';\nexport const policy = cors({ origin: (origin) => (origin.endsWith('.shop.example') ? origin : 'https://shop.example') });\n",
    },
    {
      name: 'a function of another module',
      file: 'server.js',
      code: `import { checkOrigin } from './origins.js';\n${express('app.use(cors({ origin: checkOrigin }));')}`,
    },
    {
      name: 'origins of the environment',
      file: 'server.js',
      code: express('app.use(cors({ origin: process.env.ORIGIN, credentials: unsure() }));'),
    },
  ],
});
