import { exposedDatastorePort } from '../../../src/rules/compose/exposed-datastore-port.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(exposedDatastorePort, {
  reports: [
    {
      name: 'a port of every address',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - «"5432:5432"»\n',
      fixed: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - "127.0.0.1:5432:5432"\n',
      says: 'Port 5432 of PostgreSQL',
    },
    {
      name: 'another port outside',
      file,
      code: 'services:\n  db:\n    image: bitnami/postgresql:17\n    ports: [«15432:5432»]\n',
      fixed: 'services:\n  db:\n    image: bitnami/postgresql:17\n    ports: [127.0.0.1:15432:5432]\n',
      says: 'Port 15432',
    },
    {
      name: 'every address, written',
      file,
      code: 'services:\n  cache:\n    image: redis:8\n    ports: [«0.0.0.0:6379:6379»]\n',
      fixed: null,
    },
    {
      name: 'the long form',
      file,
      code: 'services:\n  mongo:\n    image: mongo:8\n    ports:\n      - «target: 27017»\n        published: 27017\n',
    },
    {
      name: 'a variable with a default',
      file,
      code: 'services:\n  db:\n    image: mysql:9\n    ports:\n      - «"${DB_PORT:-3306}:3306"»\n',
    },
    {
      name: 'the management of a broker',
      file,
      code: 'services:\n  mq:\n    image: rabbitmq:4-management\n    ports: [«"15672:15672"»]\n',
    },
    {
      name: 'a developer’s file, as information',
      file: 'compose.override.yaml',
      code: 'services:\n  db:\n    image: postgres:17\n    ports: [«"5432:5432"»]\n',
      severity: 'info',
    },
  ],
  accepts: [
    { name: 'this machine only', file, code: 'services:\n  db:\n    image: postgres:17\n    ports: ["127.0.0.1:5432:5432"]\n' },
    { name: 'this machine only, in IPv6', file, code: 'services:\n  db:\n    image: postgres:17\n    ports: ["[::1]:5432:5432"]\n' },
    {
      name: 'this machine only, in the long form',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - target: 5432\n        published: 5432\n        host_ip: 127.0.0.1\n',
    },
    { name: 'exposed to services only', file, code: 'services:\n  db:\n    image: postgres:17\n    expose: ["5432"]\n' },
    { name: 'a port of an application', file, code: 'services:\n  web:\n    image: shop:1\n    ports: ["8080:8080"]\n' },
    {
      name: 'the console of a store of objects that is its service',
      file,
      code: 'services:\n  web:\n    image: nginx:1.29\n    ports: ["9001:9001"]\n',
    },
  ],
  unknown: [
    { name: 'an address of a variable', file, code: 'services:\n  db:\n    image: postgres:17\n    ports: ["${BIND}:5432:5432"]\n' },
  ],
});
