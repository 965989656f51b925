import { noObjectives } from '../../../src/rules/recovery/no-objectives.js';
import { testRule } from '../rule-tester.js';

const APP = 'import psycopg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n';

testRule(noObjectives, {
  reports: [
    {
      name: 'no word on it',
      files: {
        'pyproject.toml': `«»[project]
name = "shop"
`,
        'main.py': APP,
      },
    },
    {
      name: 'letters that mean something else',
      files: {
        'pyproject.toml': `«»[project]
name = "shop"
`,
        'main.py': APP,
        'README.md': `# Shop

The retort and the report of the rto.
`,
      },
    },
  ],
  accepts: [
    {
      name: 'a table',
      files: {
        'main.py': APP,
        'docs/dr.md': `| RTO | 1 hour |
| RPO | 15 minutes |
`,
      },
    },
    {
      name: 'a sentence',
      files: {
        'main.py': APP,
        'README.md': `# Shop

Our recovery time objective is 4 hours.
`,
      },
    },
  ],
  unknown: [
    {
      name: 'an open task',
      files: {
        'main.py': APP,
        'docs/plan.md': `- [ ] Define the RTO (< 1 hour)
`,
      },
    },
    {
      name: 'only a mention',
      files: {
        'main.py': APP,
        'docs/plan.md': `# Plan

We have to agree on RTO and RPO.
`,
      },
    },
  ],
});
