import { noDatastoreVolume } from '../../../src/rules/compose/no-datastore-volume.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(noDatastoreVolume, {
  reports: [
    {
      name: 'a datastore without one',
      file,
      code: 'services:\n  «db»:\n    image: postgres:17\n    restart: always\n',
      fixed:
        'services:\n  db:\n    image: postgres:17\n    restart: always\n    volumes:\n      - db-data:/var/lib/postgresql\nvolumes:\n  db-data:\n',
      says: "'/var/lib/postgresql'",
    },
    {
      name: 'one that has another',
      file,
      code: 'services:\n  «db»:\n    image: mysql:9\n    volumes:\n      - ./init:/docker-entrypoint-initdb.d\nvolumes:\n  other:\n',
      fixed: null,
    },
  ],
  accepts: [
    { name: 'a named volume', file, code: 'services:\n  db:\n    image: postgres:17\n    volumes: ["pg:/var/lib/postgresql/data"]\n' },
    { name: 'a folder of the host', file, code: 'services:\n  db:\n    image: mongo:8\n    volumes: ["/srv/mongo:/data/db"]\n' },
    {
      name: 'the long form',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    volumes:\n      - type: volume\n        source: pg\n        target: /var/lib/postgresql/data\n',
    },
    { name: 'a cache', file, code: 'services:\n  cache:\n    image: redis:8\n' },
    { name: 'a developer’s file', file: 'compose.dev.yaml', code: 'services:\n  db:\n    image: postgres:17\n' },
  ],
  unknown: [
    { name: 'a service that keeps nothing', file, code: 'services:\n  web:\n    image: shop/web:1\n' },
    {
      name: 'memory on purpose',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    volumes:\n      - type: tmpfs\n        target: /var/lib/postgresql/data\n',
    },
  ],
});
