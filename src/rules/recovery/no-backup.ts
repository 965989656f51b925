import { KeptData } from '../../facts/service.js';
import { Backup } from '../../facts/upkeep.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, told } from '../docs/told.js';

export const noBackup = rule({
  id: 'recovery/no-backup',
  shape: 'absent',
  severity: 'info',
  title: 'No backup',
  message:
    'Data is kept in {products}, and no job or script here backs it up: a lost disk or one wrong statement loses all of it. Add a scheduled dump.',
  holds: 'Data is backed up',
  why: `Disks fail, and people delete the wrong table. A replica repeats the mistake within a second; only a copy from before undoes it.`,
  references: ['https://www.postgresql.org/docs/current/backup.html', 'https://sre.google/sre-book/data-integrity/'],
  about: KeptData,
  reads: [Backup, ...PAPERS],

  *check(data, scope) {
    const backups = scope.everywhere(Backup);
    const backup = backups.find(({ certain }) => certain);
    const { proof, hint } = told(scope, 'backup');
    if (backup) yield scope.evidence(backup, backup.by);
    // What a document tells to do, or a provider does, somebody has to have switched on.
    else if (backups[0] || proof || hint || data.part) yield scope.unknown(backups[0] ?? proof?.at ?? hint ?? data);
    else yield scope.problem({ at: data, words: { products: listed(data.products) } });
  },

  examples: [
    {
      file: 'scripts/backup.sh',
      bad: '',
      good: code`
        #!/bin/sh
        set -eu
        pg_dump --format=custom "$DATABASE_URL" > "/backups/shop-$(date +%F).dump"
        find /backups -name '*.dump' -mtime +30 -delete
      `,
      beside: {
        'main.py': 'import psycopg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n',
        'requirements.txt': 'fastapi==0.115.0\npsycopg==3.2.0\n',
      },
    },
  ],
});

/** More than two are drivers that somebody chooses from. */
const listed = (names: readonly string[]): string =>
  names.length > 2 ? 'a database' : names.map((name) => (name === 'SQL' ? 'a database' : name)).join(' and ');
