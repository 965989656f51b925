import { noMigrations } from '../../../src/rules/database/no-migrations.js';
import { testRule } from '../rule-tester.js';

const APP = 'import psycopg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n';

testRule(noMigrations, {
  reports: [
    {
      name: 'a schema that appears in one go',
      file: 'main.py',
      code: `${APP}Base.«metadata.create_all»(engine)
`,
      severity: 'warning',
      says: 'PostgreSQL',
    },
    {
      name: 'a script',
      files: {
        'main.py': APP,
        'db/schema.sql': `«CREATE TABLE» orders (id int);
`,
      },
    },
    {
      name: 'steps of a test',
      files: {
        'main.py': APP,
        'schema.sql': `«CREATE TABLE» orders (id int);
`,
        'tests/migrations/0001_a.sql': `CREATE TABLE a (b int);
`,
      },
    },
  ],
  accepts: [
    {
      name: 'steps of its own, and a table that keeps which were taken',
      files: {
        'main.py': APP,
        'store/migrate.go':
          'package store\n\nvar steps = []string{`create table if not exists schema_migrations (num integer not null)`, `create table users (id int)`}\n',
      },
    },
    {
      name: 'Alembic',
      files: {
        'main.py': APP,
        'alembic/versions/1_a.py': `def upgrade():
    pass
`,
      },
    },
    {
      name: 'Django',
      files: {
        'main.py': APP,
        'shop/migrations/0001_initial.py': `from django.db import migrations

class Migration(migrations.Migration):
    pass
`,
      },
    },
    {
      name: 'Prisma',
      files: {
        'main.py': APP,
        'prisma/migrations/20240101_a/migration.sql': `CREATE TABLE a (b int);
`,
      },
    },
    {
      name: 'Flyway',
      files: {
        'main.py': APP,
        'src/main/resources/db/migration/V1__a.sql': `CREATE TABLE a (b int);
`,
      },
    },
    {
      name: 'goose',
      files: {
        'main.py': APP,
        'db/1.sql': `-- +goose Up
CREATE TABLE a (b int);
`,
      },
    },
    {
      name: 'golang-migrate',
      files: {
        'main.py': APP,
        'db/000001_a.up.sql': `CREATE TABLE a (b int);
`,
      },
    },
    {
      name: 'steps beside what creates the first schema',
      files: {
        'main.py': `${APP}Base.metadata.create_all(engine)
`,
        'alembic/versions/1_a.py': `def upgrade():
    pass
`,
      },
    },
    {
      name: 'no database',
      file: 'main.py',
      code: `from fastapi import FastAPI

app = FastAPI()
`,
    },
  ],
  unknown: [
    { name: "a schema that is somebody else's", file: 'main.py', code: APP },
    {
      name: 'a package without steps',
      files: {
        'main.py': `${APP}Base.metadata.create_all(engine)
`,
        'requirements.txt': `alembic
`,
      },
    },
    {
      name: 'documents instead of tables',
      file: 'main.py',
      code: `import pymongo
from fastapi import FastAPI

app = FastAPI()
`,
    },
  ],
});
