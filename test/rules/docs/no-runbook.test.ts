import { noRunbook } from '../../../src/rules/docs/no-runbook.js';
import { testRule } from '../rule-tester.js';
import { WORDS, having, lacking } from './samples.js';

testRule(noRunbook, {
  reports: [
    { name: 'a service without any document', files: lacking({}), fix: "Begin 'docs/RUNBOOK.md'" },
    {
      name: 'three words in a runbook',
      files: lacking({
        'RUNBOOK.md': `# Runbook

Ask Ada.
`,
      }),
    },
    {
      name: 'known issues of a release',
      files: lacking({
        'CHANGELOG.md': `# Changelog

## 2.0.0

### Known issues

${WORDS}`,
      }),
    },
  ],
  accepts: [
    {
      name: 'a runbook',
      files: having({
        'docs/runbook.md': `# Runbook

${WORDS}`,
      }),
    },
    {
      name: 'a folder of runbooks',
      files: having({
        'docs/runbooks/slow-requests.md': `# Slow requests

${WORDS}`,
      }),
    },
    {
      name: 'troubleshooting in the README',
      files: having({
        'README.md': `# Shop

## Troubleshooting

${WORDS}`,
      }),
    },
    {
      name: 'common problems',
      files: having({
        'docs/operations.md': `# Operations

## Common problems

${WORDS}`,
      }),
    },
  ],
  unknown: [
    {
      name: 'troubleshooting of one feature',
      files: having({
        'docs/integrations/ios.md': `# iOS

## Troubleshooting

${WORDS}`,
      }),
    },
    {
      name: 'troubleshooting of the tests for contributors',
      files: having({
        'CONTRIBUTING.md': `# Contributing

## Troubleshooting

${WORDS}`,
      }),
    },
  ],
});
