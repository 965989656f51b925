import { serviceUnresolved } from '../../../src/rules/consistency/service-unresolved.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';
const compose = (environment: string, more = ''): string =>
  `services:\n  web:\n    image: shop:1\n    environment:\n${environment}  db:\n    image: postgres:17\n${more}`;

testRule(serviceUnresolved, {
  reports: [
    {
      name: 'a host',
      file,
      code: compose('      POSTGRES_HOST: «postgresql»\n'),
      says: 'no service has that name: the first connection fails',
    },
    {
      name: 'a host that is nearly one',
      file,
      code: compose('      DB_HOST: «database-db»\n'),
      fix: "Connect to 'db'",
      fixed: compose('      DB_HOST: db\n'),
    },
    { name: 'the host of a URL', file, code: compose('      - REDIS_URL=redis://«cache»:6379/0\n') },
    { name: 'the host of a URL with a login', file, code: compose('      DATABASE_URL: postgres://shop:${DB_PASSWORD}@«postgres»/shop\n') },
    { name: 'a default', file, code: compose('      REDIS_HOST: ${REDIS_HOST:-«redis»}\n') },
  ],
  accepts: [
    { name: 'a service', file, code: compose('      DATABASE_URL: postgres://shop@db:5432/shop\n') },
    { name: 'the name of a container', file, code: compose('      DB_HOST: shop-db\n', '    container_name: shop-db\n') },
    { name: 'an alias', file, code: compose('      DB_HOST: primary\n', '    networks:\n      default:\n        aliases: [primary]\n') },
    {
      name: 'a service of an override',
      files: { 'compose.yaml': compose('      REDIS_HOST: cache\n'), 'compose.override.yaml': 'services:\n  cache:\n    image: redis:8\n' },
    },
    {
      name: 'a service of an included file',
      files: {
        'compose.yaml': `include:\n  - infra/cache.yaml\n${compose('      REDIS_HOST: cache\n')}`,
        'infra/cache.yaml': 'services:\n  cache:\n    image: redis:8\n',
      },
    },
    { name: 'a host with a domain', file, code: compose('      DB_HOST: db.example.com\n      API: https://api.stripe.com\n') },
    {
      name: 'a login before a host of a variable',
      file,
      code: compose('      DATABASE_URL: postgres://shop_user:${DB_PASSWORD}@${DB_HOST}/shop\n'),
    },
    {
      name: 'the name of a store itself',
      file,
      code: 'services:\n  db:\n    image: mariadb:11\n    environment:\n      MARIADB_HOST: paperless\n',
    },
    { name: 'this machine', file, code: compose('      DB_HOST: localhost\n      SMTP: smtp://host.docker.internal:25\n') },
    { name: 'where it listens itself', file, code: compose('      HOST: shop\n      VIRTUAL_HOST: shop\n') },
    {
      name: 'an extra host',
      file,
      code: compose('      DB_HOST: legacy\n').replace('image: shop:1', 'image: shop:1\n    extra_hosts: ["legacy:10.0.0.7"]'),
    },
  ],
  unknown: [
    {
      name: 'a network of another project',
      file,
      code: `${compose('      REDIS_HOST: cache\n')}networks:\n  default:\n    external: true\n`,
    },
    {
      name: "the host's network",
      file,
      code: compose('      REDIS_HOST: cache\n').replace('image: shop:1', 'image: shop:1\n    network_mode: host'),
    },
  ],
});
