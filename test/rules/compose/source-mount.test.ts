import { sourceMount } from '../../../src/rules/compose/source-mount.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(sourceMount, {
  reports: [
    {
      name: 'the whole tree',
      files: {
        'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - «.:/app»\n      - data:/data\n',
        'compose.prod.yaml': 'services:\n  web:\n    restart: always\n',
      },
      severity: 'warning',
    },
    {
      name: 'a part of it, in a lone file that is a developer’s by that',
      file,
      code: 'services:\n  web:\n    build: ./api\n    volumes:\n      - «./api/src:/usr/src/app/src»\n',
      fixed: 'services:\n  web:\n    build: ./api\n',
      severity: 'info',
    },
    {
      name: 'the long form',
      file,
      code: 'services:\n  web:\n    build: .\n    volumes:\n      - type: bind\n        «source: ./app»\n        target: /app\n',
    },
    {
      name: 'the source, beside a file that only tests take',
      files: {
        'docker-compose.yml': 'services:\n  web:\n    build: .\n    volumes:\n      - «.:/app»\n',
        'docker-compose.ci.yml': 'services:\n  web:\n    environment: { CI: "1" }\n',
      },
      severity: 'info',
    },
    {
      name: 'the folder that the command starts in',
      file,
      code: 'services:\n  web:\n    build: docker/app\n    working_dir: /internal/trainer\n    volumes:\n      - «./internal:/internal»\n      - ./.cache:/cache\n',
      severity: 'info',
    },
    { name: 'a runtime’s image', file, code: 'services:\n  web:\n    image: node:22\n    volumes: [«"./:/app"»]\n' },
  ],
  accepts: [
    {
      name: 'a file of settings',
      file,
      code: 'services:\n  proxy:\n    image: nginx:1.29\n    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]\n',
    },
    { name: 'data', file, code: 'services:\n  web:\n    build: .\n    volumes: ["./data:/app/data", "./uploads:/srv/uploads"]\n' },
    {
      name: 'a file beside the working directory',
      file,
      code: 'services:\n  web:\n    build: .\n    working_dir: /srv/shop\n    volumes: ["./gunicorn.conf.py:/srv/shop"]\n',
    },
    {
      name: 'certificates above what the command starts in',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    working_dir: /certs/shop\n    volumes: ["./certs:/certs"]\n',
    },
    { name: 'a named volume', file, code: 'services:\n  web:\n    build: .\n    volumes: ["node_modules:/app/node_modules"]\n' },
    {
      name: 'a folder of data below the working directory',
      file,
      code: 'services:\n  web:\n    build: .\n    working_dir: /srv/shop\n    volumes: ["./uploads:/srv/shop/uploads"]\n',
    },
    {
      name: 'scripts that start a datastore',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    volumes: ["./init:/docker-entrypoint-initdb.d"]\n',
    },
  ],
});
