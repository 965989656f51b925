import { envNotValidated } from '../../../src/rules/config/env-not-validated.js';
import { testRule } from '../rule-tester.js';

const EXPRESS = "import express from 'express';\nconst app = express();\n";
const FASTAPI = 'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\n';

testRule(envNotValidated, {
  reports: [
    {
      name: 'three variables that are used as they come',
      file: 'server.js',
      code: `${EXPRESS}connect(process.env.«QUEUE_URL», process.env.MAIL_HOST, process.env.MAIL_SENDER);\n`,
      says: '2 others',
    },
    {
      name: 'getenv without a default',
      file: 'main.py',
      code: `${FASTAPI}a = os.getenv("«QUEUE_URL»")\nb = os.environ.get("MAIL_HOST")\nc = os.getenv("MAIL_SENDER", None)\n`,
    },
  ],
  accepts: [
    {
      name: 'pydantic-settings',
      file: 'main.py',
      code: `${FASTAPI}from pydantic_settings import BaseSettings\n\nclass S(BaseSettings):\n    queue: str\n\na = os.getenv("QUEUE_URL")\n`,
    },
    {
      name: 'what stops when it is missing',
      file: 'main.py',
      code: `${FASTAPI}a = os.environ["QUEUE_URL"]\nb = os.getenv("MAIL_HOST", "localhost")\n`,
    },
    {
      name: 'a schema of zod',
      file: 'server.ts',
      code: `${EXPRESS}import { z } from 'zod';\nexport const env = z.object({\n  QUEUE_URL: z.string(),\n}).parse(process.env);\n`,
    },
    {
      name: 'envalid',
      file: 'server.js',
      code: `${EXPRESS}import { cleanEnv, str } from 'envalid';\nconst env = cleanEnv(process.env, { QUEUE_URL: str() });\n`,
    },
    {
      name: 'a command-line tool',
      file: 'cli.py',
      code: 'import os\nos.getenv("QUEUE_URL")\nos.getenv("MAIL_HOST")\nos.getenv("MAIL_SENDER")\n',
    },
  ],
  unknown: [
    {
      name: 'variables that are checked by hand',
      file: 'server.js',
      code: `${EXPRESS}if (!process.env.QUEUE_URL) throw new Error('x');\nconnect(process.env.MAIL_HOST);\n`,
    },
    {
      name: 'switches with defaults',
      file: 'main.py',
      code: `${FASTAPI}a = os.getenv("QUEUE_URL", "x")\nb = os.getenv("MAIL_HOST", "y")\nc = os.getenv("MAIL_SENDER", "z")\n`,
    },
    { name: 'nothing read at all', file: 'main.py', code: FASTAPI },
    {
      name: 'a function of its own that checks',
      file: 'main.py',
      code: `${FASTAPI}validate_config()\na = os.getenv("QUEUE_URL")\nb = os.getenv("MAIL_HOST")\nc = os.getenv("MAIL_SENDER")\n`,
    },
    {
      name: 'a package that can check and is not seen to',
      files: {
        'server.js': `${EXPRESS}connect(process.env.QUEUE_URL, process.env.MAIL_HOST, process.env.MAIL_SENDER);\n`,
        'package.json': '{ "name": "a", "dependencies": { "envalid": "8" } }',
      },
    },
    {
      name: 'Go, where an empty text may be checked anywhere',
      file: 'main.go',
      code: 'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tf(os.Getenv("QUEUE_URL"), os.Getenv("MAIL_HOST"), os.Getenv("MAIL_SENDER"))\n\thttp.ListenAndServe(":80", nil)\n}\n',
    },
  ],
});
