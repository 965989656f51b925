import { noIncidentResponse } from '../../../src/rules/docs/no-incident-response.js';
import { testRule } from '../rule-tester.js';
import { WORDS, having, lacking } from './samples.js';

testRule(noIncidentResponse, {
  reports: [
    { name: 'a service without any document', files: lacking({}), fix: "Begin 'docs/INCIDENTS.md'" },
    {
      name: 'incidents that the product manages',
      files: lacking({
        'README.md': `# Pager

## Creating incidents

${WORDS}`,
      }),
    },
  ],
  accepts: [
    {
      name: 'a plan',
      files: having({
        'docs/incident-response.md': `# Incident response

${WORDS}`,
      }),
    },
    {
      name: 'who is called',
      files: having({
        'README.md': `# Shop

## On-call and escalation

${WORDS}`,
      }),
    },
    {
      name: 'reviews afterwards',
      files: having({
        'docs/postmortems/2026-01-02.md': `# Orders failed

${WORDS}`,
      }),
    },
  ],
  unknown: [
    {
      name: 'how users of the product handle theirs',
      files: having({
        'docs/user-guide/incidents/response.md': `# Incident response

${WORDS}`,
      }),
    },
    {
      name: 'a link',
      files: having({
        'README.md': `# Shop

## Incident response

[Handbook](https://handbook.shop.example/incidents)
`,
      }),
    },
  ],
});
