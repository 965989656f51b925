import { noRestartPolicy } from '../../../src/rules/compose/no-restart-policy.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(noRestartPolicy, {
  reports: [
    {
      name: 'a base that an overlay in a folder below completes, whatever it mounts',
      files: {
        'docker-compose.yml':
          'services:\n  «web»:\n    build: .\n    volumes: [".:/app"]\n  db:\n    image: postgres:17\n    restart: always\n',
        'docker/docker-compose.prod.yml': 'services:\n  web:\n    volumes: ["media:/media"]\n',
      },
    },
    {
      name: 'a service',
      file,
      code: 'services:\n  «web»:\n    image: shop:1.4\n    ports: ["80:80"]\n',
      fixed: 'services:\n  web:\n    image: shop:1.4\n    restart: unless-stopped\n    ports: ["80:80"]\n',
    },
    {
      name: 'one that is built',
      file,
      code: 'services:\n  «web»:\n    container_name: web\n    build:\n      context: .\n',
      fixed: 'services:\n  web:\n    container_name: web\n    restart: unless-stopped\n    build:\n      context: .\n',
    },
    {
      name: 'a service that extends a pattern, and not the pattern',
      files: {
        'compose.yaml': 'services:\n  «web»:\n    extends: { file: common.yml, service: base }\n    image: shop:1.4\n',
        'common.yml': 'services:\n  base:\n    image: base:1\n    networks: [shop]\n',
      },
    },
    {
      name: 'the file for deployment that says all again, and not the one beside it',
      files: {
        'docker-compose.yml': 'services:\n  web:\n    build: ./web\n    volumes: ["./web:/app"]\n  db:\n    image: postgres:17\n',
        'docker-compose.prod.yml': 'services:\n  «web»:\n    build: ./web\n  db:\n    image: postgres:17\n    restart: always\n',
      },
    },
    {
      name: 'flow style',
      file,
      code: 'services:\n  «web»: { image: "shop:1.4" }\n',
      fixed: 'services:\n  web: { image: "shop:1.4", restart: unless-stopped }\n',
    },
  ],
  accepts: [
    {
      name: 'a base that only developers take, beside a file for tests',
      files: {
        'docker-compose.yml': 'services:\n  web:\n    build: .\n    volumes: [".:/app"]\n',
        'docker-compose.ci.yml': 'services:\n  web:\n    environment: { CI: "1" }\n',
      },
    },
    { name: 'a policy', file, code: 'services:\n  web:\n    image: shop:1.4\n    restart: always\n' },
    {
      name: 'a policy of Swarm',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    deploy:\n      restart_policy:\n        condition: on-failure\n',
    },
    {
      name: 'a policy of the extended service',
      files: {
        'compose.yaml': 'services:\n  web:\n    image: shop:1.4\n    extends: { file: base.yml, service: base }\n',
        'base.yml': 'services:\n  base:\n    image: x:1\n    restart: always\n',
      },
    },
    {
      name: 'a policy of an overlay in a folder below',
      files: {
        'docker-compose.yml': 'services:\n  web:\n    build: .\n    ports: ["80:80"]\n  db:\n    image: postgres:17\n    restart: always\n',
        'docker/docker-compose.prod.yml': 'services:\n  web:\n    image: shop:1.4\n    restart: always\n',
      },
    },
    { name: 'a test', file: 'docker-compose.test.yml', code: 'services:\n  web:\n    image: shop:1.4\n' },
  ],
  unknown: [
    { name: 'a service on demand', file, code: 'services:\n  web:\n    image: shop:1.4\n    profiles: [tools]\n' },
    {
      name: 'a part of a service whose other part is a template',
      files: {
        'docker-compose.yml': 'services:\n  {% if web %}\n  web: &web\n',
        'docker-compose.metrics.yml': 'services:\n  web:\n    environment:\n      METRICS: "on"\n',
      },
    },
    {
      name: 'a template whose keys slip out of their service',
      file: 'docker-compose.production.yml',
      code: 'services:\n  django: &django\n    {% if mail %}\n    platform: linux/x86_64\n    {%- endif %}\n    build:\n      context: .\n',
    },
  ],
  exempts: [
    {
      name: 'a task by its name',
      file,
      code: 'services:\n  prisma-migrate:\n    build: prisma\n    environment:\n      A: b\n',
    },
    { name: 'a task that says so', file, code: 'services:\n  web:\n    image: shop:1.4\n    command: alembic upgrade head\n' },
  ],
});
