import { noResourceLimits } from '../../../src/rules/compose/no-resource-limits.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(noResourceLimits, {
  reports: [
    {
      name: 'a service',
      file,
      code: 'services:\n  «web»:\n    image: shop:1.4\n',
      fixed:
        'services:\n  web:\n    image: shop:1.4\n    deploy:\n      resources:\n        limits:\n          cpus: "1"\n          memory: 512M\n',
      severity: 'warning',
    },
    {
      name: 'reservations only',
      file,
      code: 'services:\n  «web»:\n    image: shop:1.4\n    deploy:\n      resources:\n        reservations: { memory: 1G }\n',
      fixed: null,
    },
    { name: 'memory alone, as information', file, code: 'services:\n  «web»:\n    image: shop:1.4\n    mem_limit: 1g\n', severity: 'info' },
  ],
  accepts: [
    {
      name: 'both',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    deploy:\n      resources:\n        limits: { memory: 1G, cpus: "1" }\n',
    },
    { name: 'both in the older form', file, code: 'services:\n  web:\n    image: shop:1.4\n    mem_limit: 1g\n    cpus: 0.5\n' },
    {
      name: 'limits from a file for production',
      files: {
        'compose.yaml': 'services:\n  web:\n    image: shop:1.4\n',
        'compose.prod.yaml': 'services:\n  web:\n    mem_limit: 1g\n    cpus: 1\n',
      },
    },
    {
      name: 'what YAML merges',
      file,
      code: 'x-limits: &limits\n  mem_limit: 1g\n  cpus: 1\nservices:\n  web:\n    <<: *limits\n    image: shop:1.4\n',
    },
    { name: 'a developer’s file', file: 'compose.override.yaml', code: 'services:\n  web:\n    image: shop:1.4\n' },
    { name: 'a lone file with the source mounted', file, code: 'services:\n  web:\n    build: .\n    volumes: [".:/app"]\n' },
    {
      name: 'a task that others wait for',
      file,
      code: 'services:\n  migrate:\n    image: shop:1.4\n    command: run\n  web:\n    image: shop:1.4\n    mem_limit: 1g\n    cpus: 1\n    depends_on:\n      migrate: { condition: service_completed_successfully }\n',
    },
  ],
  unknown: [
    {
      name: 'what another workspace’s file adds',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    extends: { file: ../../common.yml, service: web }\n',
    },
  ],
});
