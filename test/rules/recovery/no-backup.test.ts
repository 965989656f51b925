import { noBackup } from '../../../src/rules/recovery/no-backup.js';
import { testRule } from '../rule-tester.js';

const APP = 'import psycopg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n';

testRule(noBackup, {
  reports: [
    {
      name: 'data and no backup',
      files: {
        'pyproject.toml': `«»[project]
name = "shop"
`,
        'main.py': APP,
      },
      says: 'PostgreSQL',
    },
    {
      name: 'an image that only installs the program',
      files: {
        'pyproject.toml': `«»[project]
name = "shop"
`,
        'main.py': APP,
        Dockerfile: `FROM python:3.12
RUN apt-get update && apt-get install -y pg_dump
`,
      },
    },
    {
      name: 'backup codes of a sign-in',
      files: {
        'pyproject.toml': `«»[project]
name = "shop"
`,
        'main.py': APP,
        'README.md': `# Shop

## Backup codes

Everybody gets ten of them when they switch the second factor on, and each can be used once and no more than that.
`,
      },
    },
  ],
  accepts: [
    {
      name: 'a script',
      files: {
        'main.py': APP,
        'scripts/backup.sh': `#!/bin/sh
pg_dump shop > /backups/shop.sql
`,
      },
    },
    {
      name: 'a job',
      files: {
        'main.py': APP,
        'k8s/backup.yaml': `apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: a
              command: ["pg_dump"]
`,
      },
    },
    {
      name: 'a service of compose',
      files: {
        'main.py': APP,
        'compose.yaml': `services:
  backup:
    image: prodrigestivill/postgres-backup-local:16
`,
      },
    },
    {
      name: 'an application without data',
      file: 'main.py',
      code: `from fastapi import FastAPI

app = FastAPI()
`,
    },
    {
      name: 'a cache only',
      file: 'main.py',
      code: `import redis
from fastapi import FastAPI

app = FastAPI()
`,
    },
  ],
  unknown: [
    {
      name: 'a database of a provider',
      files: {
        'main.py': APP,
        'main.tf': `resource "aws_db_instance" "a" {
  backup_retention_period = 7
}
`,
      },
    },
    {
      name: 'a document that tells how',
      files: {
        'main.py': APP,
        'docs/backup.md': `# Backup

Run \`pg_dump shop\` every night, and copy the file to another place than the one where the database is, such as a bucket.
`,
      },
    },
    { name: 'a program of its own', files: { 'main.py': APP, 'cmd/backup.py': 'x = 1\n'.repeat(60) } },
  ],
});
