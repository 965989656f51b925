import { noHealthcheck } from '../../../src/rules/compose/no-healthcheck.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(noHealthcheck, {
  reports: [
    {
      name: 'a datastore',
      file,
      code: 'services:\n  «db»:\n    image: postgres:17\n',
      fixed:
        'services:\n  db:\n    image: postgres:17\n    healthcheck:\n      test:\n        - CMD-SHELL\n        - "pg_isready -U \\"$$POSTGRES_USER\\""\n      interval: 10s\n      timeout: 5s\n      retries: 5\n',
      says: 'PostgreSQL',
    },
    {
      name: 'a cache behind a mirror',
      file,
      code: 'services:\n  «cache»:\n    image: public.ecr.aws/docker/library/redis:8\n',
      says: 'Redis',
    },
    { name: 'a server', file, code: 'services:\n  «proxy»:\n    image: nginx:1.29\n    ports: ["80:80"]\n', fixed: null },
  ],
  accepts: [
    { name: 'a check', file, code: 'services:\n  db:\n    image: postgres:17\n    healthcheck:\n      test: pg_isready\n' },
    {
      name: 'an image of the workspace with a check',
      files: {
        'compose.yaml': 'services:\n  web:\n    build: .\n',
        Dockerfile: 'FROM node:22\nEXPOSE 80\nHEALTHCHECK CMD curl -f localhost\nUSER node\nCMD ["node", "x.js"]\n',
      },
    },
    { name: 'a developer’s file', file: 'compose.dev.yaml', code: 'services:\n  db:\n    image: postgres:17\n' },
    { name: 'a worker that serves nothing', file, code: 'services:\n  worker:\n    image: shop/worker:1\n' },
  ],
  unknown: [
    { name: 'an image that may have one', file, code: 'services:\n  app:\n    image: shop/app:1\n    ports: ["80:80"]\n' },
    {
      name: 'a check that somebody switched off',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    healthcheck:\n      disable: true\n',
    },
    {
      name: 'an image of the workspace without one, of which its own rule speaks',
      files: {
        'compose.yaml': 'services:\n  web:\n    build: .\n',
        Dockerfile: 'FROM node:22\nEXPOSE 80\nUSER node\nCMD ["node", "x.js"]\n',
      },
    },
  ],
});
