import { debugEnabled } from '../../../src/rules/http/debug-enabled.js';
import { testRule } from '../rule-tester.js';

const flask = (rest: string) => `from flask import Flask\n\napp = Flask(__name__)\n${rest}`;
const django = (rest: string) => `ROOT_URLCONF = "shop.urls"\n${rest}`;

testRule(debugEnabled, {
  reports: [
    {
      name: 'the only image, which developers build, too',
      files: {
        'docker/web/Dockerfile': 'FROM node:22\nENV NODE_ENV=«development»\nCMD ["node", "server.js"]\n',
        'docker-compose.dev.yml': 'services:\n  web:\n    build: { context: docker/web, dockerfile: Dockerfile }\n',
      },
    },
    {
      name: 'a default that is on',
      file: 'shop/settings.py',
      code: `import environ\nenv = environ.Env()\n${django('DEBUG = env.bool("DEBUG", default=«True»)\n')}`,
      says: "'DEBUG' is on where 'DEBUG' is not set",
      severity: 'warning',
      fixed: `import environ\nenv = environ.Env()\n${django('DEBUG = env.bool("DEBUG", default=False)\n')}`,
    },
    {
      name: 'a default that is compared with',
      file: 'shop/settings.py',
      code: `import os\n${django('DEBUG = os.environ.get("DEBUG", «"True"») == "True"\n')}`,
      fixed: `import os\n${django('DEBUG = os.environ.get("DEBUG", "False") == "True"\n')}`,
    },
    {
      name: 'a default among those that count',
      file: 'shop/settings.py',
      code: `import os\n${django('DEBUG = os.getenv("APP_DEBUG", «"1"»).lower() in ("1", "true", "yes")\n')}`,
      says: "where 'APP_DEBUG' is not set",
    },
    {
      name: 'a default of decouple',
      file: 'shop/settings.py',
      code: `from decouple import config\n${django('DEBUG = config("DEBUG", default=«True», cast=bool)\n')}`,
    },
    {
      name: 'a default of a scheme',
      file: 'shop/settings.py',
      code: `import environ\nenv = environ.Env(DEBUG=(bool, «True»))\n${django('DEBUG = env("DEBUG")\n')}`,
    },
    {
      name: 'Django settings',
      file: 'shop/settings.py',
      code: django('DEBUG = «True»\n'),
      fixed: django('DEBUG = False\n'),
      severity: 'error',
      says: 'error pages show source code',
    },
    { name: 'production settings', file: 'shop/settings/production.py', code: 'from .base import *\nDEBUG = «True»\n', severity: 'error' },
    {
      name: 'base settings that production overrides',
      files: { 'shop/settings/base.py': django('DEBUG = «True»\n'), 'shop/settings/production.py': 'from .base import *\nDEBUG = False\n' },
      severity: 'info',
    },
    {
      name: 'base settings that nobody overrides',
      files: {
        'shop/settings/base.py': django('DEBUG = «True»\n'),
        'shop/settings/production.py': 'from .base import *\nALLOWED_HOSTS = ["a"]\n',
      },
      severity: 'error',
    },
    {
      name: 'app.run under __main__',
      file: 'app.py',
      code: flask('if __name__ == "__main__":\n    app.run(debug=«True»)\n'),
      severity: 'info',
      fixed: flask('if __name__ == "__main__":\n    app.run(debug=False)\n'),
    },
    {
      name: 'app.run at the top',
      file: 'app.py',
      code: flask('app.run(host="0.0.0.0", debug=«True»)\n'),
      severity: 'error',
      says: "Werkzeug's debugger",
    },
    { name: 'app.debug', file: 'app.py', code: flask('app.debug = «True»\n'), severity: 'error' },
    { name: 'app.config', file: 'app.py', code: flask('app.config["DEBUG"] = «True»\n') },
    { name: 'app.config.update', file: 'app.py', code: flask('app.config.update(DEBUG=«True», TESTING=False)\n') },
    {
      name: 'a configuration class for production',
      file: 'config.py',
      code: 'class Config:\n    DEBUG = False\n\nclass ProductionConfig(Config):\n    DEBUG = «True»\n',
    },
    {
      name: 'FastAPI',
      file: 'main.py',
      code: 'from fastapi import FastAPI\napp = FastAPI(debug=«True»)\n',
      severity: 'error',
      says: 'stack trace',
      fix: "Turn 'debug' off",
    },
    {
      name: 'a constant, where it is written',
      file: 'main.py',
      code: 'from fastapi import FastAPI\nDEBUG = «True»\napp = FastAPI(debug=DEBUG)\n',
    },
    {
      name: 'an image',
      file: 'Dockerfile',
      code: 'FROM python:3.12\nENV FLASK_DEBUG=«1»\nCMD ["gunicorn", "app:app"]\n',
      fixed: 'FROM python:3.12\nENV FLASK_DEBUG=0\nCMD ["gunicorn", "app:app"]\n',
    },
    {
      name: 'the development mode in an image',
      file: 'Dockerfile',
      code: 'FROM node:20\nENV NODE_ENV=«development»\nCMD ["node", "server.js"]\n',
      fixed: 'FROM node:20\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
      says: 'Node.js',
    },
    {
      name: 'a compose file',
      file: 'compose.yaml',
      code: 'services:\n  web:\n    image: shop\n    environment:\n      FLASK_DEBUG: «"1"»\n',
    },
    {
      name: 'a list in a compose file',
      file: 'docker-compose.prod.yml',
      code: 'services:\n  web:\n    image: shop\n    environment:\n      - NODE_ENV=«development»\n',
    },
    { name: 'an environment file for production', file: '.env.production', code: 'DEBUG=«true»\n' },
  ],
  accepts: [
    { name: 'debug off', file: 'shop/settings.py', code: django('DEBUG = False\n') },
    { name: 'settings for development', file: 'shop/settings/dev.py', code: 'from .base import *\nDEBUG = True\n' },
    { name: 'local settings', file: 'shop/settings/local.py', code: 'from .base import *\nDEBUG = True\n' },
    { name: 'a test', file: 'tests/settings.py', code: django('DEBUG = True\n') },
    {
      name: 'off unless a variable turns it on',
      file: 'shop/settings.py',
      code: `import os\n${django('DEBUG = os.getenv("DEBUG", "false")\n')}`,
    },
    {
      name: 'a configuration class for development',
      file: 'config.py',
      code: 'class Config:\n    DEBUG = False\nclass DevelopmentConfig(Config):\n    DEBUG = True\n',
    },
    { name: 'a flag of something else', file: 'tool.py', code: 'DEBUG = True\nprint(DEBUG)\n' },
    {
      name: 'a stage that does not ship',
      file: 'Dockerfile',
      code: 'FROM node:20 AS dev\nENV NODE_ENV=development\nFROM node:20\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
    },
    {
      name: 'a mode that a later layer changes',
      file: 'Dockerfile',
      code: 'FROM node:20\nENV NODE_ENV=development\nRUN npm ci\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
    },
    {
      name: 'a compose file that mounts the source',
      file: 'docker-compose.yml',
      code: 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n    environment:\n      FLASK_DEBUG: 1\n',
    },
    { name: 'an environment file for development', file: '.env.development', code: 'DEBUG=true\n' },
    { name: "the namespaces of npm's debug", file: '.env.production', code: 'DEBUG=app:*\n' },
    { name: 'test mode', file: 'Dockerfile', code: 'FROM node:20\nENV NODE_ENV=test\nCMD ["node", "server.js"]\n' },
    {
      name: 'a default that is compared with something else',
      file: 'shop/settings.py',
      code: `import os\n${django('DEBUG = os.environ.get("DEBUG", "") == "True"\n')}`,
    },
    {
      name: 'a default that is off in a scheme',
      file: 'shop/settings.py',
      code: `import environ\nenv = environ.Env(DEBUG=(bool, False))\n${django('DEBUG = env("DEBUG")\n')}`,
    },
    {
      name: 'a default that is off',
      file: 'shop/settings.py',
      code: `import os\n${django('DEBUG = os.getenv("DEBUG", "0") in ("1", "true")\n')}`,
    },
    {
      name: 'a default that is no word',
      file: 'shop/settings.py',
      code: `import os\n${django('DEBUG = bool(int(os.getenv("DEBUG", 0)))\n')}`,
    },
    {
      name: 'a default that is on where developers run it',
      file: 'shop/settings/local.py',
      code: `from .base import *\nimport os\nDEBUG = os.environ.get("DEBUG", "True") == "True"\n`,
    },
    { name: 'production mode', file: '.env.production', code: 'NODE_ENV=production\nFLASK_DEBUG=0\n' },
  ],
  unknown: [
    { name: 'a value from the environment', file: 'shop/settings.py', code: `import os\n${django('DEBUG = os.environ["DEBUG"]\n')}` },
    {
      name: 'a default that is a variable',
      file: 'shop/settings.py',
      code: `import os\n${django('DEBUG = os.getenv("DEBUG", DEFAULT) == "1"\n')}`,
    },
    { name: 'a comparison', file: 'shop/settings.py', code: `import os\n${django('DEBUG = os.environ.get("ENV") != "production"\n')}` },
    {
      name: 'settings of an object',
      file: 'main.py',
      code: 'from fastapi import FastAPI\nfrom .config import settings\napp = FastAPI(debug=settings.debug)\n',
    },
    { name: 'a variable in an image', file: 'Dockerfile', code: 'FROM node:20\nARG MODE\nENV NODE_ENV=$MODE\nCMD ["node", "server.js"]\n' },
  ],
  exempts: [
    {
      name: 'an image that only developers build',
      files: {
        'docker/web/Dockerfile': 'FROM node:22\nENV NODE_ENV=development\nCMD ["node", "server.js"]\n',
        'docker/web-prod/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
        'docker-compose.dev.yml': 'services:\n  web:\n    build: { context: docker/web, dockerfile: Dockerfile }\n    ports: ["80:80"]\n',
      },
    },
  ],
});
