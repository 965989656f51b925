import { noRollbackPlan } from '../../../src/rules/docs/no-rollback-plan.js';
import { testRule } from '../rule-tester.js';
import { STEPS, WORDS, having, lacking } from './samples.js';

testRule(noRollbackPlan, {
  reports: [
    { name: 'a service without any document', files: lacking({}), fix: "Begin 'docs/ROLLBACK.md'" },
    {
      name: 'a rollback of transactions',
      files: lacking({
        'docs/database.md': `# Database

## Transaction rollback

${WORDS}`,
      }),
    },
    {
      name: 'a promise',
      files: lacking({
        'docs/rollback.md': `# Rollback

TBD
`,
      }),
    },
  ],
  accepts: [
    {
      name: 'a document of its own',
      files: having({
        'docs/rollback.md': `# Rollback

${STEPS}`,
      }),
    },
    {
      name: 'a section of the README',
      files: having({
        'README.md': `# Shop

## Rolling back a release

${STEPS}`,
      }),
    },
    {
      name: 'the command in a guide',
      files: having({
        'docs/deployment.md': `# Deployment

When it fails: \`helm rollback shop\`.
`,
      }),
    },
    {
      name: 'a guide to downgrade',
      files: having({
        'docs/operations.md': `# Operations

## Downgrading

${STEPS}`,
      }),
    },
  ],
  unknown: [
    {
      name: 'only a mention',
      files: having({
        'docs/deployment.md': `# Deployment

If that fails, roll back to the previous version.
`,
      }),
    },
    {
      name: 'words without steps',
      files: having({
        'README.md': `# Shop

## Rollback

${WORDS}`,
      }),
    },
  ],
});
