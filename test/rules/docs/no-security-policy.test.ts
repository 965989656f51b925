import { noSecurityPolicy } from '../../../src/rules/docs/no-security-policy.js';
import { testRule } from '../rule-tester.js';
import { WORDS, having, lacking } from './samples.js';

testRule(noSecurityPolicy, {
  reports: [
    { name: 'no document', files: lacking({}), fix: "Begin 'SECURITY.md'" },
    {
      name: 'an empty promise',
      files: lacking({
        'SECURITY.md': `# Security

TODO
`,
      }),
    },
    {
      name: 'security of the product',
      files: lacking({
        'README.md': `# Shop

## Security features

${WORDS}`,
      }),
    },
  ],
  accepts: [
    {
      name: 'SECURITY.md',
      files: having({
        'SECURITY.md': `# Security

Report a vulnerability to security@shop.example in private. We answer within two working days, and publish a repair within ninety days at the latest.
`,
      }),
    },
    {
      name: 'the policy in .github',
      files: having({
        '.github/SECURITY.md': `# Security Policy

${WORDS}`,
      }),
    },
    {
      name: 'a section of the README',
      files: having({
        'README.md': `# Shop

## Reporting a vulnerability

${WORDS}`,
      }),
    },
  ],
  unknown: [
    {
      name: 'a link to a policy elsewhere',
      files: having({
        'SECURITY.md': `# Security

See <https://shop.example/security>.
`,
      }),
    },
  ],
});
