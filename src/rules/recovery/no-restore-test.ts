import { KeptData } from '../../facts/service.js';
import { Backup, RestoreTest } from '../../facts/upkeep.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, told } from '../docs/told.js';

export const noRestoreTest = rule({
  id: 'recovery/no-restore-test',
  shape: 'absent',
  severity: 'info',
  title: 'Backups that nobody restores',
  message:
    "'{by}' makes backups, and nothing here restores one to see that it can be done: a broken dump is found when it is needed. Test a restore.",
  holds: 'Restoring is tested',
  why: `Dumps are cut off by full disks, made with the wrong rights, or encrypted with a key that is gone. Only a restore shows it, and how long it
    takes.`,
  references: ['https://sre.google/sre-book/data-integrity/'],
  about: KeptData,
  reads: [Backup, RestoreTest, ...PAPERS],

  *check(data, scope) {
    const backup = scope.everywhere(Backup).find(({ certain }) => certain);
    const tests = scope.everywhere(RestoreTest);
    const test = tests.find(({ certain }) => certain);
    const { proof, hint } = told(scope, 'restore test');
    if (test) yield scope.evidence(test, test.by);
    // Without a backup there is nothing to restore; that it was tested, a document only says.
    else if (!backup || tests[0] || proof || hint || data.part) yield scope.unknown(tests[0] ?? proof?.at ?? hint ?? backup ?? data);
    else yield scope.problem({ at: backup, words: { by: backup.by.slice(0, 40) }, subject: 'restore' });
  },

  examples: [
    {
      file: 'scripts/backup.sh',
      bad: code`
        #!/bin/sh
        set -eu
        pg_dump --format=custom "$DATABASE_URL" > "/backups/shop-$(date +%F).dump"
      `,
      good: code`
        #!/bin/sh
        # The provider makes backups; this only cleans up.
        find /tmp -name '*.tmp' -delete
      `,
      beside: {
        'main.py': 'import psycopg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n',
        'requirements.txt': 'fastapi==0.115.0\npsycopg==3.2.0\n',
      },
    },
  ],
});
