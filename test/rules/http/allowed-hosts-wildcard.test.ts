import { allowedHostsWildcard } from '../../../src/rules/http/allowed-hosts-wildcard.js';
import { testRule } from '../rule-tester.js';

const django = (rest: string) => `ROOT_URLCONF = "shop.urls"\n${rest}`;
const fastapi = (rest: string) =>
  `from fastapi import FastAPI\nfrom fastapi.middleware.trustedhost import TrustedHostMiddleware\n\napp = FastAPI()\n${rest}`;

testRule(allowedHostsWildcard, {
  reports: [
    { name: 'a star', file: 'shop/settings.py', code: django('ALLOWED_HOSTS = [«"*"»]\n'), severity: 'warning' },
    { name: 'a star among others', file: 'shop/settings.py', code: django("ALLOWED_HOSTS = ['localhost', «'*'»]\n") },
    { name: 'a star in a tuple', file: 'shop/settings.py', code: django("ALLOWED_HOSTS = («'*'»,)\n") },
    { name: 'a star for production', file: 'shop/settings/production.py', code: "from .base import *\nALLOWED_HOSTS = [«'*'»]\n" },
    {
      name: 'a star that a variable falls back on',
      file: 'shop/settings.py',
      code: `import os\n${django('ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", «"*"»).split(",")\n')}`,
      says: "When 'ALLOWED_HOSTS' is not set",
      fixed: null,
    },
    {
      name: 'base settings that production overrides',
      files: {
        'shop/settings/base.py': django('ALLOWED_HOSTS = [«"*"»]\n'),
        'shop/settings/prod.py': 'from .base import *\nALLOWED_HOSTS = ["shop.example"]\n',
      },
      severity: 'info',
    },
    {
      name: "Starlette's middleware",
      file: 'main.py',
      code: fastapi('app.add_middleware(TrustedHostMiddleware, allowed_hosts=[«"*"»])\n'),
      says: "'allowed_hosts'",
    },
  ],
  accepts: [
    { name: 'named hosts', file: 'shop/settings.py', code: django('ALLOWED_HOSTS = ["shop.example"]\n') },
    {
      name: 'subdomains of one host',
      file: 'main.py',
      code: fastapi('app.add_middleware(TrustedHostMiddleware, allowed_hosts=["shop.example", "*.shop.example"])\n'),
    },
    { name: 'no hosts', file: 'shop/settings.py', code: django('ALLOWED_HOSTS = []\n') },
    {
      name: 'a star only while debugging',
      file: 'shop/settings.py',
      code: django('ALLOWED_HOSTS = ["shop.example"]\nif DEBUG:\n    ALLOWED_HOSTS = ["*"]\n'),
    },
    { name: 'settings for development', file: 'shop/settings/local.py', code: 'from .base import *\nALLOWED_HOSTS = ["*"]\n' },
    { name: 'a list of something else', file: 'tool.py', code: 'HOSTS = ["*"]\n' },
    { name: 'a test', file: 'tests/settings.py', code: django('ALLOWED_HOSTS = ["*"]\n') },
  ],
  unknown: [
    {
      name: 'a variable',
      file: 'shop/settings.py',
      code: `import os\n${django('ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")\n')}`,
    },
    { name: 'a function', file: 'shop/settings.py', code: django('ALLOWED_HOSTS = hosts()\n') },
  ],
});
