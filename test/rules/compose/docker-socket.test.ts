import { dockerSocket } from '../../../src/rules/compose/docker-socket.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(dockerSocket, {
  reports: [
    {
      name: 'the socket among others',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    volumes:\n      - data:/data\n      - «/var/run/docker.sock:/var/run/docker.sock:ro»\n    restart: always\n',
      fixed: 'services:\n  web:\n    image: shop:1.4\n    volumes:\n      - data:/data\n    restart: always\n',
      severity: 'error',
    },
    {
      name: 'the only one',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    volumes:\n      - «"/run/docker.sock:/var/run/docker.sock"»\n    restart: always\n',
      fixed: 'services:\n  web:\n    image: shop:1.4\n    restart: always\n',
    },
    {
      name: 'the long form',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    volumes:\n      - type: bind\n        «source: /var/run/docker.sock»\n        target: /var/run/docker.sock\n',
      fixed: null,
    },
    {
      name: 'a path with a default',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    volumes: [«"${SOCK:-/var/run/docker.sock}:/var/run/docker.sock"»]\n',
      fixed: null,
    },
    {
      name: 'a proxy for it, as information',
      file,
      code: 'services:\n  sock:\n    image: tecnativa/docker-socket-proxy:0.3\n    volumes:\n      - «/var/run/docker.sock:/var/run/docker.sock»\n',
      severity: 'info',
      fixed: null,
    },
  ],
  accepts: [
    {
      name: 'another socket',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    volumes:\n      - /var/run/postgresql/.s.PGSQL.5432:/tmp/pg.sock\n',
    },
    {
      name: 'a proxy that is reached by TCP',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DOCKER_HOST: tcp://sock:2375\n',
    },
    { name: 'no volumes', file, code: 'services:\n  web:\n    image: shop:1.4\n' },
    { name: 'a named volume', file, code: 'services:\n  web:\n    image: shop:1.4\n    volumes: [sock:/var/run]\n' },
    {
      name: 'a test',
      file: 'e2e/compose.yaml',
      code: 'services:\n  web:\n    image: shop:1.4\n    volumes: [/var/run/docker.sock:/var/run/docker.sock]\n',
    },
  ],
});
