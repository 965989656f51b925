import { noRestoreTest } from '../../../src/rules/recovery/no-restore-test.js';
import { testRule } from '../rule-tester.js';

const APP = 'import psycopg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n';

testRule(noRestoreTest, {
  reports: [
    {
      name: 'backups that nobody restores',
      files: {
        'main.py': APP,
        'scripts/backup.sh': `#!/bin/sh
«pg_dump» shop > /backups/shop.sql
`,
      },
      says: 'pg_dump',
    },
  ],
  accepts: [
    {
      name: 'a script that tries',
      files: {
        'main.py': APP,
        'scripts/backup.sh': `#!/bin/sh
pg_dump shop > /backups/shop.sql
`,
        'scripts/restore-test.sh': `#!/bin/sh
pg_restore -d scratch /backups/shop.dump
`,
      },
    },
    {
      name: 'a workflow by the clock',
      files: {
        'main.py': APP,
        'scripts/backup.sh': `#!/bin/sh
pg_dump shop > /backups/shop.sql
`,
        '.github/workflows/restore.yml': `on:
  schedule:
    - cron: "0 3 * * 0"
jobs:
  restore:
    runs-on: ubuntu-latest
    steps:
      - run: pg_restore -d scratch shop.dump
`,
      },
    },
  ],
  unknown: [
    {
      name: 'a script that restores',
      files: {
        'main.py': APP,
        'scripts/backup.sh': `#!/bin/sh
pg_dump shop > /backups/shop.sql
`,
        'scripts/restore.sh': `#!/bin/sh
pg_restore -d shop /backups/shop.dump
`,
      },
    },
    { name: 'no backup', files: { 'main.py': APP } },
    {
      name: 'a document on drills',
      files: {
        'main.py': APP,
        'scripts/backup.sh': `#!/bin/sh
pg_dump shop > /backups/shop.sql
`,
        'docs/recovery.md': `# Recovery

## Restore tests

Each month somebody restores the last dump into a scratch database, counts the orders of the day before, and writes down how long it took.
`,
      },
    },
  ],
});
