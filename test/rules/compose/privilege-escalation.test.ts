import { privilegeEscalation } from '../../../src/rules/compose/privilege-escalation.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(privilegeEscalation, {
  reports: [
    {
      name: 'a service',
      file,
      code: 'services:\n  «web»:\n    image: shop:1.4\n',
      fixed: 'services:\n  web:\n    image: shop:1.4\n    security_opt:\n      - no-new-privileges:true\n',
      severity: 'info',
    },
    {
      name: 'other options',
      file,
      code: 'services:\n  «web»:\n    image: shop:1.4\n    security_opt: ["seccomp:profile.json"]\n',
      fixed: null,
    },
  ],
  accepts: [
    { name: 'the option', file, code: 'services:\n  web:\n    image: shop:1.4\n    security_opt: ["no-new-privileges:true"]\n' },
    {
      name: 'the option with an equals sign',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    security_opt:\n      - no-new-privileges=true\n',
    },
    { name: 'the option alone', file, code: 'services:\n  web:\n    image: shop:1.4\n    security_opt:\n      - no-new-privileges\n' },
    { name: 'a developer’s file', file: 'compose.dev.yaml', code: 'services:\n  web:\n    image: shop:1.4\n' },
  ],
});
