import { noRestartPolicy } from '../../../src/rules/compose/no-restart-policy.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(noRestartPolicy, {
  reports: [
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
      name: 'flow style',
      file,
      code: 'services:\n  «web»: { image: "shop:1.4" }\n',
      fixed: 'services:\n  web: { image: "shop:1.4", restart: unless-stopped }\n',
    },
  ],
  accepts: [
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
    { name: 'a task that says so', file, code: 'services:\n  web:\n    image: shop:1.4\n    command: alembic upgrade head\n' },
    { name: 'a test', file: 'docker-compose.test.yml', code: 'services:\n  web:\n    image: shop:1.4\n' },
  ],
  unknown: [{ name: 'a service on demand', file, code: 'services:\n  web:\n    image: shop:1.4\n    profiles: [tools]\n' }],
});
