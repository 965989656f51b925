import { localhostOrigin } from '../../../src/rules/cors/localhost-origin.js';
import { testRule } from '../rule-tester.js';

const fastapi = (policy: string): string =>
  `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n${policy}\n`;
const express = (policy: string): string => `import cors from 'cors';\nimport express from 'express';\nconst app = express();\n${policy}\n`;

testRule(localhostOrigin, {
  reports: [
    {
      name: 'one local origin',
      file: 'server.js',
      severity: 'info',
      code: express("app.use(cors({ origin: «'http://localhost:3000'» }));"),
      fixed: express("app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] }));"),
    },
    {
      name: 'one local origin in a list',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=[«"http://localhost:3000"»])'),
    },
    {
      name: 'several, as a list',
      file: 'main.py',
      code: fastapi(
        'app.add_middleware(CORSMiddleware, allow_origins=«["http://localhost:3000", "http://127.0.0.1:3000"]», allow_credentials=True)',
      ),
    },
    {
      name: 'a list behind a constant',
      file: 'main.py',
      code: fastapi(
        'origins = «[\n    "http://localhost",\n    "http://localhost:8080",\n]»\napp.add_middleware(CORSMiddleware, allow_origins=origins)',
      ),
    },
    {
      name: 'the list that a function looks in',
      file: 'server.js',
      code: express(
        "const allowed = «['http://localhost:3000', 'http://[::1]:3000']»;\napp.use(cors({ origin: (origin, cb) => (allowed.includes(origin) ? cb(null, true) : cb(new Error('no'))) }));",
      ),
    },
    {
      name: 'a header by hand',
      file: 'server.js',
      code: "const express = require('express');\nconst app = express();\napp.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', «'http://localhost:4200'»);\n  next();\n});\n",
      fixed: null,
    },
    { name: 'a pattern of local origins', file: 'server.js', code: express('app.use(cors({ origin: «/^http:\\/\\/localhost:\\d+$/» }));') },
    {
      name: 'Socket.IO',
      file: 'io.js',
      code: "import { Server } from 'socket.io';\nconst io = new Server(3000, { cors: { origin: «'http://localhost:5173'» } });\n",
    },
  ],
  accepts: [
    {
      name: 'a local origin beside a real one',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["http://localhost:3000", "https://shop.example"])'),
    },
    {
      name: 'a local origin beside a pattern',
      file: 'server.js',
      code: express("app.use(cors({ origin: ['http://localhost:3000', /\\.shop\\.example$/] }));"),
    },
    {
      name: 'a mobile application’s origins',
      file: 'server.js',
      code: express("app.use(cors({ origin: ['capacitor://localhost', 'http://localhost'] }));"),
    },
    {
      name: 'a domain that begins like one',
      file: 'server.js',
      code: express("app.use(cors({ origin: 'https://localhost.shop.example' }));"),
    },
    {
      name: 'a developer’s branch',
      file: 'server.js',
      code: express("if (process.env.NODE_ENV !== 'production') app.use(cors({ origin: 'http://localhost:3000' }));"),
    },
    {
      name: 'the other branch of a choice',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.NODE_ENV === 'production' ? 'https://shop.example' : 'http://localhost:3000' }));"),
    },
    { name: 'no origin at all', file: 'main.py', code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=[])') },
    { name: 'any origin, which is another rule’s', file: 'server.js', code: express('app.use(cors());') },
    {
      name: 'settings for development',
      file: 'config/development.js',
      code: express("app.use(cors({ origin: 'http://localhost:3000' }));"),
    },
    {
      name: 'a client that calls a local server',
      file: 'src/api.js',
      code: "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'http://localhost:3000' });\n",
    },
  ],
  unknown: [
    {
      name: 'a variable with a local fallback',
      file: 'server.js',
      code: express("app.use(cors({ origin: process.env.CLIENT_URL || 'http://localhost:3000' }));"),
    },
    {
      name: 'a local origin beside a variable',
      file: 'server.js',
      code: express("app.use(cors({ origin: ['http://localhost:3000', process.env.CLIENT_URL] }));"),
    },
    {
      name: 'a list that is added to',
      file: 'server.js',
      code: express("app.use(cors({ origin: ['http://localhost:3000', ...extra] }));"),
    },
    {
      name: 'origins of the settings',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=settings.origins)'),
    },
  ],
});
