import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { testRule } from '../rule-tester.js';

const fastapi = (policy: string): string =>
  `import os\nfrom fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n${policy}\n`;
const express = (policy: string): string => `import cors from 'cors';\nimport express from 'express';\nconst app = express();\n${policy}\n`;
const fastify = (policy: string): string =>
  `import cors from '@fastify/cors';\nimport Fastify from 'fastify';\nconst app = Fastify();\n${policy}\n`;
const nest = (policy: string, options = ''): string =>
  `import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule${options});\n  ${policy}\n}\n`;
const node = (header: string): string =>
  `import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n  ${header}\n  next();\n});\n`;

const flask = (body: string): string =>
  `from flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.after_request\ndef headers(response):\n${body}\n    return response\n`;
const settings = (fields: string): string => `from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n${fields}\n`;

testRule(wildcardOrigin, {
  reports: [
    {
      name: 'a switch of Django that is on where nothing is set',
      file: 'shop/settings.py',
      code: "import environ\nenv = environ.Env()\nINSTALLED_APPS = ['corsheaders']\nROOT_URLCONF = 'shop.urls'\nCORS_ALLOW_ALL_ORIGINS = env.bool('CORS_ALL', default=«True»)\n",
    },
    {
      name: 'a field of settings in another module',
      files: {
        'app/main.py': fastapi('app.add_middleware(CORSMiddleware, allow_origins=settings.BACKEND_CORS_ORIGINS)'),
        'app/config.py': settings('    BACKEND_CORS_ORIGINS: list[str] = [«"*"»]'),
      },
      says: "Where 'BACKEND_CORS_ORIGINS' is not set",
      fixed: null,
    },
    {
      name: 'a field of settings that a function hands out, each origin made a text',
      files: {
        'app/main.py': fastapi(
          'settings = get_settings()\napp.add_middleware(CORSMiddleware, allow_origins=[str(o).rstrip("/") for o in settings.allowed_hosts])',
        ),
        'app/config.py': settings('    allowed_hosts: List[str] = Field(default=[«"*"»], description="who may ask")'),
      },
    },
    {
      name: 'a constant of another module',
      files: {
        'app/main.py': `from .config import ALLOWED_ORIGINS\n${fastapi('app.add_middleware(CORSMiddleware, allow_origins=ALLOWED_ORIGINS)')}`,
        'app/config.py': 'ALLOWED_ORIGINS = [«"*"»]\n',
      },
      says: "'allow_origins' is '*'",
    },
    {
      name: 'an entry of settings in another module',
      files: {
        'src/server.ts': `import config from './config';\n${express('app.use(cors({ origin: config.cors.allowedOrigin }));')}`,
        'src/config.ts': "export default {\n  port: 3000,\n  cors: { allowedOrigin: process.env.ALLOWED_ORIGIN || «'*'» },\n};\n",
      },
      says: "Where 'ALLOWED_ORIGIN' is not set",
    },
    {
      name: 'a list of another module',
      files: {
        'src/server.js': `import { allowedOrigins } from './config.js';\n${express('app.use(cors({ origin: allowedOrigins }));')}`,
        'src/config.js': "export const allowedOrigins = [«'*'»];\n",
      },
    },
    {
      name: 'a header that Flask adds to each answer',
      file: 'app.py',
      code: flask('    response.headers["Access-Control-Allow-Origin"] = «"*"»'),
      fixed: null,
    },
    { name: 'a header that a method adds', file: 'app.py', code: flask('    response.headers.add("Access-Control-Allow-Origin", «"*"»)') },
    {
      name: 'a header of a Django answer',
      file: 'views.py',
      code: 'from django.http import JsonResponse\n\n\ndef stock(request):\n    response = JsonResponse({})\n    response["Access-Control-Allow-Origin"] = «"*"»\n    return response\n',
    },
    {
      name: 'headers of an answer that is made',
      file: 'main.py',
      code: 'from fastapi.responses import JSONResponse\n\n\ndef stock():\n    return JSONResponse({}, headers={"Access-Control-Allow-Origin": «"*"»})\n',
    },
    {
      name: 'headers of a function behind a gateway',
      file: 'handler.py',
      code: 'def handler(event, context):\n    return {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": «"*"»}, "body": ""}\n',
    },
    {
      name: 'a header of the standard library’s server',
      file: 'server.py',
      code: 'from http.server import BaseHTTPRequestHandler\n\n\nclass Stock(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_header("Access-Control-Allow-Origin", «"*"»)\n',
    },
    {
      name: 'a star in the list',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=[«"*"»])'),
      fixed: fastapi('app.add_middleware(CORSMiddleware, allow_origins=os.environ["ALLOWED_ORIGINS"].split(","))'),
    },
    {
      name: 'a star behind a constant, where it is written',
      file: 'main.py',
      code: fastapi('ORIGINS = [«"*"»]\napp.add_middleware(CORSMiddleware, allow_origins=ORIGINS)'),
    },
    {
      name: 'the default of cors()',
      file: 'server.js',
      code: express('app.use(«cors()»);'),
      says: "'origin' is '*'",
      fixed: express("app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] }));"),
    },
    {
      name: 'the default of cors() as CommonJS',
      file: 'server.js',
      code: "const express = require('express');\nconst app = express();\napp.use(«require('cors')()»);\n",
    },
    {
      name: 'the default beside other options',
      file: 'server.js',
      code: express('app.use(«cors({ credentials: false })»);'),
      fixed: express("app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [], credentials: false }));"),
    },
    {
      name: 'a star that is written',
      file: 'server.ts',
      code: express("app.use(cors({ origin: «'*'», methods: ['GET'] }));"),
      fixed: express("app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [], methods: ['GET'] }));"),
    },
    {
      name: 'a star in options that stand elsewhere in the file',
      file: 'server.ts',
      code: express("const corsOptions: cors.CorsOptions = {\n  origin: «'*'»,\n};\napp.use(cors(corsOptions));"),
    },
    { name: 'a star for one route', file: 'server.js', code: express("app.get('/a', «cors()», (req, res) => res.send('a'));") },
    {
      name: 'a star that a missing variable leaves',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.CORS_ORIGIN || «'*'» }));"),
      says: "Where 'CORS_ORIGIN' is not set",
      fixed: null,
    },
    {
      name: 'a star in production only',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.NODE_ENV === 'production' ? «'*'» : 'http://localhost:3000' }));"),
    },
    {
      name: 'the default of @fastify/cors',
      file: 'server.js',
      code: fastify('await app.register(«cors»);'),
      fixed: fastify("await app.register(cors, { origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] });"),
    },
    { name: 'a star of @fastify/cors', file: 'server.js', code: fastify("app.register(cors, { origin: «'*'» });") },
    {
      name: 'the default of enableCors',
      file: 'src/main.ts',
      code: nest('«app.enableCors()»;'),
      fixed: nest("app.enableCors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] });"),
    },
    { name: 'a star of enableCors', file: 'src/main.ts', code: nest("app.enableCors({ origin: «'*'» });") },
    {
      name: 'cors: true for NestFactory',
      file: 'src/main.ts',
      code: nest('', ', { cors: «true» }'),
      fixed: nest('', ", { cors: { origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] } }"),
    },
    {
      name: "a gateway's origins",
      file: 'src/chat.gateway.ts',
      code: "import { WebSocketGateway } from '@nestjs/websockets';\n@WebSocketGateway({ cors: { origin: «'*'» } })\nexport class ChatGateway {}\n",
    },
    {
      name: 'Socket.IO',
      file: 'src/socket.js',
      code: "const { Server } = require('socket.io');\nconst io = new Server(server, { cors: { origin: «'*'» } });\n",
    },
    {
      name: 'the default of hono/cors',
      file: 'src/index.ts',
      code: "import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\nconst app = new Hono();\napp.use('/api/*', «cors()»);\n",
    },
    {
      name: 'the default of @koa/cors',
      file: 'app.js',
      code: "const Koa = require('koa');\nconst cors = require('@koa/cors');\nconst app = new Koa();\napp.use(«cors()»);\n",
      fixed: null,
    },
    { name: 'a header written by hand', file: 'server.js', code: node("res.header('Access-Control-Allow-Origin', «'*'»);"), fixed: null },
    { name: 'a header in other letters', file: 'server.js', code: node("res.setHeader('access-control-allow-origin', «'*'»);") },
    { name: 'headers in a map', file: 'server.js', code: node("res.set({ 'Access-Control-Allow-Origin': «'*'», Vary: 'Origin' });") },
    {
      name: 'headers of a response',
      file: 'app/api/x/route.ts',
      code: "const headers = { 'Access-Control-Allow-Origin': «'*'» };\nexport async function GET() {\n  return new Response('x', { headers: { ...headers, 'Content-Type': 'text/plain' } });\n}\n",
    },
    {
      name: "a function's answer",
      file: 'src/handler.js',
      code: "exports.handler = async () => {\n  return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': «'*'» }, body: '' };\n};\n",
    },
    {
      name: 'a middleware of Next.js',
      file: 'middleware.ts',
      code: "import { NextResponse } from 'next/server';\nexport function middleware(request) {\n  const response = NextResponse.next();\n  response.headers.set('Access-Control-Allow-Origin', «'*'»);\n  return response;\n}\n",
    },
    {
      name: 'headers in next.config',
      file: 'next.config.js',
      code: "module.exports = {\n  async headers() {\n    return [{ source: '/api/:path*', headers: [{ key: 'Access-Control-Allow-Origin', value: «'*'» }] }];\n  },\n};\n",
    },
    {
      name: 'headers in vercel.json',
      file: 'vercel.json',
      code: '{ "headers": [{ "source": "/api/(.*)", "headers": [{ "key": "Access-Control-Allow-Origin", "value": «"*"» }] }] }\n',
      fixed: null,
    },
    {
      name: 'the default of Flask-CORS',
      file: 'app.py',
      code: 'from flask import Flask\nfrom flask_cors import CORS\napp = Flask(__name__)\n«CORS(app)»\n',
    },
    {
      name: 'a switch of django-cors-headers',
      file: 'shop/settings.py',
      code: 'INSTALLED_APPS = ["corsheaders"]\nMIDDLEWARE = []\nCORS_ALLOW_ALL_ORIGINS = «True»\n',
    },
    {
      name: 'a header in nginx',
      file: 'nginx.conf',
      code: 'server {\n  listen 80;\n  location /api/ {\n    add_header Access-Control-Allow-Origin «*» always;\n    proxy_pass http://api;\n  }\n}\n',
      fixed: null,
    },
    {
      name: 'Spring',
      file: 'src/main/java/shop/WebConfig.java',
      code: 'package shop;\nimport org.springframework.web.servlet.config.annotation.CorsRegistry;\nimport org.springframework.web.servlet.config.annotation.WebMvcConfigurer;\npublic class WebConfig implements WebMvcConfigurer {\n  @Override\n  public void addCorsMappings(CorsRegistry registry) {\n    registry.addMapping("/**").allowedOrigins(«"*"»);\n  }\n}\n',
    },
    {
      name: 'Go',
      file: 'main.go',
      code: 'package main\n\nimport (\n\t"github.com/gin-contrib/cors"\n\t"github.com/gin-gonic/gin"\n)\n\nfunc main() {\n\tr := gin.Default()\n\tr.Use(cors.New(cors.Config{AllowOrigins: []string{«"*"»}}))\n\tr.Run()\n}\n',
    },
  ],
  accepts: [
    {
      name: 'a header with one origin',
      file: 'app.py',
      code: flask('    response.headers["Access-Control-Allow-Origin"] = "https://shop.test"'),
    },
    {
      name: 'a header that is sent to another service',
      file: 'client.py',
      code: 'import requests\n\nsession = requests.Session()\nsession.headers["Access-Control-Allow-Origin"] = "*"\nrequests.get("https://shop.test", headers={"Access-Control-Allow-Origin": "*"})\n',
    },
    {
      name: 'a script that any cache may hand out',
      file: 'next.config.js',
      code: "const script = [{ key: 'Access-Control-Allow-Origin', value: '*' }, { key: 'Cache-Control', value: 'public, max-age=86400' }];\nmodule.exports = { headers: async () => [{ source: '/tracker', headers: script }] };\n",
    },
    {
      name: 'named origins in Flask',
      file: 'app.py',
      code: 'from flask import Flask\nfrom flask_cors import CORS\napp = Flask(__name__)\nCORS(app, origins=["https://shop.example"])\n',
    },
    {
      name: 'a star for fonts in nginx',
      file: 'nginx.conf',
      code: 'server {\n  listen 80;\n  location ~* \\.(?:woff2?|ttf)$ {\n    add_header Access-Control-Allow-Origin *;\n  }\n}\n',
    },
    {
      name: 'named origins in Spring',
      file: 'src/main/java/shop/WebConfig.java',
      code: 'package shop;\nimport org.springframework.web.servlet.config.annotation.CorsRegistry;\nimport org.springframework.web.servlet.config.annotation.WebMvcConfigurer;\npublic class WebConfig implements WebMvcConfigurer {\n  public void addCorsMappings(CorsRegistry registry) {\n    registry.addMapping("/**").allowedOrigins("https://shop.example");\n  }\n}\n',
    },
    {
      name: 'an image for everyone',
      file: 'app/og/route.tsx',
      code: "export async function GET() {\n  return new Response(png, { headers: { 'Content-Type': 'image/png', 'Access-Control-Allow-Origin': '*' } });\n}\n",
    },
    {
      name: 'what any cache may hand out',
      file: 'server.js',
      code: node("res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' });"),
    },
    { name: 'named origins', file: 'main.py', code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])') },
    {
      name: 'an application for tests',
      file: 'tests/test_cors.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["*"])'),
    },
    { name: 'one named origin', file: 'server.js', code: express("app.use(cors({ origin: 'https://shop.example' }));") },
    {
      name: 'a list of origins in a constant',
      file: 'server.js',
      code: express(
        "const ORIGINS = ['https://shop.example', /\\.shop\\.example$/];\napp.use(cors({ origin: ORIGINS, credentials: true }));",
      ),
    },
    { name: 'cors that is switched off', file: 'server.js', code: express('app.use(cors({ origin: false }));') },
    {
      name: 'a list that a function looks in',
      file: 'server.js',
      code: express(
        "const allowed = ['https://shop.example'];\napp.use(cors({ origin: (origin, callback) => {\n  if (!origin || allowed.includes(origin)) callback(null, true);\n  else callback(new Error('no'));\n} }));",
      ),
    },
    {
      name: 'everyone on a developer’s machine',
      file: 'server.js',
      code: express("if (process.env.NODE_ENV !== 'production') app.use(cors());"),
    },
    {
      name: 'everyone in development by a choice',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.NODE_ENV === 'production' ? ['https://shop.example'] : '*' }));"),
    },
    {
      name: 'everyone in development, the other way round',
      file: 'server.js',
      code: express(
        "const isDev = process.env.NODE_ENV === 'development';\napp.use(cors({ origin: isDev ? '*' : 'https://shop.example' }));",
      ),
    },
    {
      name: 'another header',
      file: 'server.js',
      code: node("res.header('Access-Control-Allow-Methods', '*');\n  res.header('Timing-Allow-Origin', '*');"),
    },
    {
      name: 'a client that sends the header by mistake',
      file: 'src/api.js',
      code: "import axios from 'axios';\nexport const list = () => axios.get('/users', { headers: { 'Access-Control-Allow-Origin': '*' } });\n",
    },
    {
      name: 'a client built on fetch',
      file: 'src/api.js',
      code: "const headers = { 'Access-Control-Allow-Origin': '*' };\nexport const list = () => fetch('/users', { headers });\n",
    },
    {
      name: 'fonts for everyone',
      file: 'next.config.js',
      code: "module.exports = {\n  async headers() {\n    return [{ source: '/fonts/:path*', headers: [{ key: 'Access-Control-Allow-Origin', value: '*' }] }];\n  },\n};\n",
    },
    {
      name: 'assets for everyone',
      file: 'vercel.json',
      code: '{ "headers": [{ "source": "/assets/(.*)", "headers": [{ "key": "Access-Control-Allow-Origin", "value": "*" }] }] }\n',
    },
    {
      name: 'static files for everyone',
      file: 'server.js',
      code: "const express = require('express');\nconst app = express();\napp.use(express.static('public', { setHeaders: (res) => res.set('Access-Control-Allow-Origin', '*') }));\n",
    },
    {
      name: 'a gateway with named origins',
      file: 'src/chat.gateway.ts',
      code: "import { WebSocketGateway } from '@nestjs/websockets';\n@WebSocketGateway({ cors: { origin: ['https://shop.example'] } })\nexport class ChatGateway {}\n",
    },
    { name: 'cors: false for NestFactory', file: 'src/main.ts', code: nest('', ', { cors: false }') },
    {
      name: 'another function called cors',
      file: 'src/cors.js',
      code: "import express from 'express';\nimport { cors } from './middleware/cors.js';\nconst app = express();\napp.use(cors());\n",
    },
    {
      name: 'the header of an answer that a test imitates',
      file: 'test/server.test.js',
      code: node("res.header('Access-Control-Allow-Origin', '*');"),
    },
  ],
  unknown: [
    {
      name: 'a switch of Django that is off where nothing is set',
      file: 'shop/settings.py',
      code: "import environ\nenv = environ.Env()\nINSTALLED_APPS = ['corsheaders']\nROOT_URLCONF = 'shop.urls'\nCORS_ALLOW_ALL_ORIGINS = env.bool('CORS_ALL', default=False)\n",
    },
    {
      name: 'a star that a function of one’s own is asked for',
      file: 'src/cors.ts',
      code: "export function apply(res, options) {\n  if (options.origin === '*') res.setHeader('Access-Control-Allow-Origin', '*');\n  else res.setHeader('Access-Control-Allow-Origin', options.origin);\n}\n",
    },
    {
      name: 'a star with credentials, which is the graver rule’s',
      file: 'server.js',
      code: express("app.use(cors({ origin: '*', credentials: true }));"),
    },
    { name: 'an echo, which is another rule’s', file: 'server.js', code: express('app.use(cors({ origin: true }));') },
    {
      name: 'a setting that is another list in production',
      files: {
        'app/main.py': fastapi('app.add_middleware(CORSMiddleware, allow_origins=settings.origins)'),
        'app/config.py': settings(
          '    origins: list[str] = ["*"]\n\n\nclass Live(Settings):\n    origins: list[str] = ["https://shop.test"]',
        ),
      },
    },
    {
      name: 'a setting that names its origins',
      files: {
        'src/server.ts': `import config from './config';\n${express('app.use(cors({ origin: config.cors.origin }));')}`,
        'src/config.ts': "export default { cors: { origin: 'https://shop.test' }, sockets: { cors: { origin: '*' } } };\n",
      },
    },
    {
      name: 'a header for an origin that was looked up',
      file: 'app.py',
      code: flask(
        '    if request.headers.get("Origin") in ALLOWED:\n        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]',
      ),
    },
    {
      name: 'a parameter of the same name as a constant elsewhere',
      files: {
        'app/main.py': `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\n\ndef create(origins):\n    app = FastAPI()\n    app.add_middleware(CORSMiddleware, allow_origins=origins)\n    return app\n`,
        'app/other.py': 'origins = ["*"]\n',
      },
    },
    {
      name: 'a setting of another name',
      files: {
        'app/main.py': fastapi('app.add_middleware(CORSMiddleware, allow_origins=settings.origins)'),
        'app/config.py': settings('    websocket_origins: list[str] = ["*"]'),
      },
    },
    {
      name: 'origins that a comprehension chooses',
      files: {
        'app/main.py': fastapi('app.add_middleware(CORSMiddleware, allow_origins=[o for o in settings.origins if o != "*"])'),
        'app/config.py': settings('    origins: list[str] = ["*"]'),
      },
    },
    {
      name: 'origins that only run time knows',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=settings.origins)'),
    },
    {
      name: 'options from another module',
      file: 'server.js',
      code: `import { options } from './config.js';\n${express('app.use(cors(options));')}`,
    },
    { name: 'options that another object fills', file: 'server.js', code: express('app.use(cors({ ...defaults, credentials: true }));') },
    {
      name: 'origins from the environment',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.ORIGINS.split(',') }));"),
    },
    {
      name: 'a function that asks a database',
      file: 'server.js',
      code: express('app.use(cors({ origin: async (origin, callback) => callback(null, await tenants.knows(origin)) }));'),
    },
    {
      name: 'options for each request',
      file: 'server.js',
      code: express('app.use(cors((req, callback) => callback(null, { origin: isPublic(req) })));'),
    },
    { name: 'a configured origin', file: 'src/main.ts', code: nest("app.enableCors({ origin: config.get('origin') });") },
    { name: 'a header from a function', file: 'server.js', code: node("res.header('Access-Control-Allow-Origin', originFor(req));") },
    {
      name: 'a choice that has nothing to do with production',
      file: 'server.js',
      code: express("app.use(cors({ origin: tenant ? tenant.origin : '*' }));"),
    },
  ],
});
