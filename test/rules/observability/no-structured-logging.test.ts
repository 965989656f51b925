import { noStructuredLogging } from '../../../src/rules/observability/no-structured-logging.js';
import { testRule } from '../rule-tester.js';

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const MARKED = APP.replace('= FastAPI', '= «FastAPI»');
const NODE = "import express from 'express';\nconst app = express();\n";
const NODE_MARKED = NODE.replace('= express()', '= «express()»');

testRule(noStructuredLogging, {
  reports: [
    {
      name: 'plain logging',
      file: 'main.py',
      code: `import logging
${MARKED}logging.basicConfig()
`,
      severity: 'warning',
    },
    {
      name: 'loguru as it comes',
      file: 'main.py',
      code: `${MARKED}from loguru import logger
logger.info("a")
`,
    },
    {
      name: 'console.log',
      file: 'server.js',
      code: `${NODE_MARKED}console.log('a');
`,
    },
    {
      name: 'a setting that is off by itself',
      files: {
        'main.py': `import os
${APP}import structlog
JSON = True
structlog.configure()
`,
        'config.py': `«LOG_JSON = False»
`,
      },
      says: "'LOG_JSON'",
    },
  ],
  accepts: [
    {
      name: 'the formatter of Dockerflow in a dictionary',
      files: {
        'main.py': APP,
        'settings.py':
          'LOGGING = {"formatters": {"json": {"()": "dockerflow.logging.JsonLogFormatter"}}, "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}}}\n',
      },
    },
    {
      name: 'structlog',
      file: 'main.py',
      code: `${APP}import structlog
structlog.configure(processors=[structlog.processors.JSONRenderer()])
`,
    },
    {
      name: 'a JSON formatter',
      file: 'main.py',
      code: `${APP}from pythonjsonlogger import jsonlogger
handler.setFormatter(jsonlogger.JsonFormatter())
`,
    },
    {
      name: 'loguru that serializes',
      file: 'main.py',
      code: `${APP}import sys
from loguru import logger
logger.add(sys.stdout, serialize=True)
`,
    },
    {
      name: 'pino',
      file: 'server.js',
      code: `${NODE}import pino from 'pino';
const logger = pino({ level: 'info' });
`,
    },
    {
      name: 'Fastify',
      file: 'server.js',
      code: `import Fastify from 'fastify';
const app = Fastify({ logger: true });
`,
    },
    {
      name: 'zap',
      file: 'main.go',
      code: `package main

import (
	"net/http"

	"go.uber.org/zap"
)

func main() {
	log, _ := zap.NewProduction()
	http.ListenAndServe(":80", nil)
}
`,
    },
    {
      name: 'slog',
      file: 'main.go',
      code: `package main

import (
	"log/slog"
	"net/http"
	"os"
)

func main() {
	slog.New(slog.NewJSONHandler(os.Stdout, nil))
	http.ListenAndServe(":80", nil)
}
`,
    },
  ],
  unknown: [
    {
      name: 'a choice at run time',
      file: 'main.py',
      code: `${APP}import structlog
if settings.production:
    structlog.configure(processors=[structlog.processors.JSONRenderer()])
`,
    },
    {
      name: 'a package',
      files: {
        'main.py': APP,
        'requirements.txt': `fastapi
python-json-logger
`,
      },
    },
    {
      name: 'pino made pretty somewhere',
      file: 'server.js',
      code: `${NODE}import pino from 'pino';
const logger = pino({ transport: dev ? { target: 'pino-pretty' } : undefined });
`,
    },
  ],
});
