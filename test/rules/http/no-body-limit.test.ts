import { noBodyLimit } from '../../../src/rules/http/no-body-limit.js';
import { testRule } from '../rule-tester.js';

const fastapi = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const proxy = (body: string): string => `server {\n  listen 80;\n  ${body}\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n`;

testRule(noBodyLimit, {
  reports: [
    { name: 'an application without a limit', file: 'main.py', code: 'from fastapi import FastAPI\n\napp = «FastAPI»()\n' },
    { name: 'Flask without a limit', file: 'app.py', code: 'from flask import Flask\n\napp = «Flask»(__name__)\n' },
    {
      name: 'a proxy that switches its own off',
      files: { 'main.py': fastapi, 'nginx.conf': proxy('«client_max_body_size 0»;') },
      says: 'switches the limit off',
    },
  ],
  accepts: [
    { name: "a proxy's default", files: { 'main.py': fastapi, 'nginx.conf': proxy('') } },
    { name: "a proxy's limit", files: { 'main.py': fastapi, 'nginx.conf': proxy('client_max_body_size 20m;') } },
    {
      name: "the framework's default",
      file: 'server.js',
      code: "import express from 'express';\n\nconst app = express();\napp.use(express.json());\n",
    },
    {
      name: 'a limit of the application',
      file: 'app.py',
      code: 'from flask import Flask\n\napp = Flask(__name__)\napp.config["MAX_CONTENT_LENGTH"] = 1_000_000\n',
    },
  ],
  unknown: [
    { name: 'a platform', files: { 'main.py': fastapi, 'vercel.json': '{}\n' } },
    {
      name: 'one path without a limit among others',
      files: {
        'main.py': fastapi,
        'nginx.conf': proxy(
          'client_max_body_size 1m;\n  location /upload {\n    client_max_body_size 0;\n    proxy_pass http://web:8000;\n  }',
        ),
      },
    },
  ],
});
