import { privileged } from '../../../src/rules/compose/privileged.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(privileged, {
  reports: [
    {
      name: 'a privileged service',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    «privileged: true» # for iptables\n    restart: always\n',
      fixed: 'services:\n  web:\n    image: shop:1.4\n    restart: always\n',
      severity: 'error',
    },
    {
      name: 'one that an override makes so',
      files: {
        'docker-compose.yml': 'services:\n  web:\n    image: shop:1.4\n',
        'docker-compose.prod.yml': 'services:\n  web:\n    «privileged: true»\n',
      },
      fixed: null,
    },
    {
      name: 'a developer’s machine, one severity lower',
      file: 'docker-compose.dev.yml',
      code: 'services:\n  web:\n    image: shop:1.4\n    «privileged: true»\n',
      severity: 'warning',
    },
    {
      name: 'a lone file of a developer',
      file,
      code: 'services:\n  web:\n    build: .\n    «privileged: true»\n    volumes: [".:/app"]\n',
      severity: 'warning',
    },
  ],
  accepts: [
    { name: 'one that is not', file, code: 'services:\n  web:\n    image: shop:1.4\n    privileged: false\n' },
    { name: 'one that says nothing', file, code: 'services:\n  web:\n    image: shop:1.4\n' },
    { name: 'a variable of the name', file, code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      privileged: "true"\n' },
    {
      name: 'a compose file of a test',
      file: 'tests/compose.yaml',
      code: 'services:\n  web:\n    image: shop:1.4\n    privileged: true\n',
    },
  ],
  unknown: [{ name: 'a variable', file, code: 'services:\n  web:\n    image: shop:1.4\n    privileged: ${PRIVILEGED}\n' }],
});
