import { noCompression } from '../../../src/rules/performance/no-compression.js';
import { testRule } from '../rule-tester.js';

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const MARKED = APP.replace('= FastAPI', '= «FastAPI»');
const NODE = "import express from 'express';\nconst app = express();\n";
const NODE_MARKED = NODE.replace('= express()', '= «express()»');

testRule(noCompression, {
  reports: [
    {
      name: 'an application without any',
      file: 'main.py',
      code: MARKED,
      fix: "Add 'GZipMiddleware' to this application",
      fixed:
        'from fastapi import FastAPI\nfrom fastapi.middleware.gzip import GZipMiddleware\n\napp = FastAPI()\napp.add_middleware(GZipMiddleware, minimum_size=1000)\n',
    },
    {
      name: 'an application in a function, with CRLF',
      file: 'main.py',
      code: 'from fastapi import FastAPI\r\n\r\n\r\ndef create():\r\n    app = «FastAPI»(\r\n        title="shop",\r\n    )\r\n    return app\r\n',
      fixed:
        'from fastapi import FastAPI\r\nfrom fastapi.middleware.gzip import GZipMiddleware\r\n\r\n\r\ndef create():\r\n    app = FastAPI(\r\n        title="shop",\r\n    )\r\n    app.add_middleware(GZipMiddleware, minimum_size=1000)\r\n    return app\r\n',
    },
    { name: 'Express, which needs a package for it', file: 'server.js', code: NODE_MARKED, fixed: null },
    {
      name: 'nginx that passes on',
      files: {
        'main.py': MARKED,
        'nginx.conf': `server {
  location / {
    proxy_pass http://app;
  }
}
`,
      },
    },
    {
      name: 'nginx with it off',
      files: {
        'main.py': MARKED,
        'nginx.conf': `server {
  gzip off;
  location / {
    proxy_pass http://app;
  }
}
`,
      },
    },
  ],
  accepts: [
    {
      name: 'a middleware',
      file: 'main.py',
      code: `${APP}from starlette.middleware.gzip import GZipMiddleware
app.add_middleware(GZipMiddleware)
`,
    },
    {
      name: 'compression',
      file: 'server.js',
      code: `${NODE}import compression from 'compression';
app.use(compression());
`,
    },
    {
      name: 'nginx',
      files: {
        'main.py': APP,
        'nginx.conf': `server {
  gzip on;
  location / {
    proxy_pass http://app;
  }
}
`,
      },
    },
    {
      name: 'Echo',
      file: 'main.go',
      code: `package main

import (
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	e := echo.New()
	e.Use(middleware.Gzip())
}
`,
    },
    {
      name: 'Caddy',
      files: {
        'main.py': APP,
        Caddyfile: `shop.example.com {
	encode zstd gzip
	reverse_proxy app:8000
}
`,
      },
    },
  ],
  unknown: [
    { name: 'a package', files: { 'server.js': NODE, 'package.json': `{ "name": "a", "dependencies": { "compression": "1" } }` } },
    {
      name: 'an ingress in front',
      files: {
        'main.py': APP,
        'k8s/ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: a }
`,
      },
    },
    {
      name: 'a platform',
      files: {
        'main.py': APP,
        'fly.toml': `app = "shop"
`,
      },
    },
    {
      name: 'a switch',
      file: 'main.py',
      code: `${APP}from starlette.middleware.gzip import GZipMiddleware
if settings.gzip:
    app.add_middleware(GZipMiddleware)
`,
    },
  ],
});
