import assert from 'node:assert/strict';
import { Datastore } from '../../../src/facts/data.js';
import { workspaceFacts as factsOf } from '../../support/workspace-facts.js';

const cases: Readonly<Record<string, readonly [file: string, text: string, expected: readonly string[]]>> = {
  'a driver in requirements': ['requirements.txt', 'psycopg2-binary==2.9\n', ['PostgreSQL likely']],
  'a driver in package.json': ['package.json', '{"dependencies":{"mongoose":"8"}}', ['MongoDB likely']],
  'a driver in go.mod': ['go.mod', 'module a\nrequire github.com/lib/pq v1.10.0\n', ['PostgreSQL likely']],
  'a driver in pom.xml': [
    'pom.xml',
    '<project><dependencies><dependency><groupId>com.mysql</groupId><artifactId>mysql-connector-j</artifactId></dependency></dependencies></project>',
    ['MySQL likely'],
  ],
  'an import in Python': ['a.py', 'from motor.motor_asyncio import AsyncIOMotorClient\n', ['MongoDB sure']],
  'an import in TypeScript': ['a.ts', "import { Pool } from 'pg';\n", ['PostgreSQL sure']],
  'a require': ['a.js', "const redis = require('ioredis');\n", ['Redis sure']],
  'an import in Go': ['a.go', 'package a\nimport _ "github.com/jackc/pgx/v5/stdlib"\n', ['PostgreSQL sure']],
  'a connection URL': ['a.py', 'from sqlalchemy import create_engine\nengine = create_engine("mysql+pymysql://db/shop")\n', ['MySQL sure']],
  'a connection URL with a password from elsewhere': [
    'a.py',
    'from sqlalchemy.ext.asyncio import create_async_engine\nengine = create_async_engine(f"postgresql+asyncpg://app:{password}@db/shop")\n',
    ['PostgreSQL sure'],
  ],
  "Django's databases": ['settings.py', 'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "HOST": "db"}}\n', ['MySQL sure']],
  "Django's database by a URL of the environment": [
    'settings.py',
    'import dj_database_url\nDATABASES = {"default": dj_database_url.config()}\n',
    ['SQL likely'],
  ],
  'a Prisma schema': [
    'prisma/schema.prisma',
    'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n',
    ['PostgreSQL sure'],
  ],
  'a file': ['a.py', 'from sqlalchemy import create_engine\nengine = create_engine("sqlite:///shop.db")\n', ['SQLite local sure']],
  "Django's file": [
    'settings.py',
    'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db"}}\n',
    ['SQLite local sure'],
  ],
  'a mapper that says nothing on its own': ['requirements.txt', 'sqlalchemy\nalembic\n', []],
  'a URL that only run time knows': ['a.py', 'from sqlalchemy import create_engine\nengine = create_engine(settings.url)\n', []],
  'a driver for tests': ['package.json', '{"devDependencies":{"pg":"8"}}', []],
  'a package that sounds like one': ['requirements.txt', 'redisbloom-notes\nmysqlx\n', []],
};

describe('datastores', () => {
  for (const [name, [file, text, expected]] of Object.entries(cases))
    it(`reads ${name}`, async () => {
      const stores = await factsOf(Datastore, { [file]: text });
      assert.deepEqual(
        stores.map(({ product, remote, confidence }) => `${product}${remote ? '' : ' local'} ${confidence}`),
        expected,
      );
    });
});
