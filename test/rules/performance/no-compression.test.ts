import { noCompression } from '../../../src/rules/performance/no-compression.js';
import { testRule } from '../rule-tester.js';

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const MARKED = APP.replace('= FastAPI', '= «FastAPI»');
const NODE = "import express from 'express';\nconst app = express();\n";
const NODE_MARKED = NODE.replace('= express()', '= «express()»');

testRule(noCompression, {
  reports: [
    { name: 'an application without any', file: 'main.py', code: MARKED },
    { name: 'Express', file: 'server.js', code: NODE_MARKED },
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
