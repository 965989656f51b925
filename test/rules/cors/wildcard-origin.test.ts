import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { testRule } from '../rule-tester.js';

const fastapi = (policy: string): string => `import os\nfrom fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n${policy}\n`;

testRule(wildcardOrigin, {
  reports: [
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
  ],
  accepts: [
    { name: 'named origins', file: 'main.py', code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])') },
    { name: 'an application for tests', file: 'tests/test_cors.py', code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=["*"])') },
  ],
  unknown: [
    {
      name: 'origins that only run time knows',
      file: 'main.py',
      code: fastapi('app.add_middleware(CORSMiddleware, allow_origins=settings.origins)'),
    },
  ],
});
