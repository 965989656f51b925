import { Dependency } from '../../facts/project.js';
import { KeptData } from '../../facts/service.js';
import { Migration, SchemaCreation } from '../../facts/upkeep.js';
import { code, rule } from '../../model/rule.js';

const TOOLS =
  /^(?:alembic|flask-migrate|yoyo-migrations|aerich|piccolo|knex|typeorm|sequelize-cli|umzug|drizzle-kit|node-pg-migrate|db-migrate|@mikro-orm\/migrations|kysely|github\.com\/(?:golang-migrate\/migrate|pressly\/goose|rubenv\/sql-migrate|go-gormigrate\/gormigrate|amacneil\/dbmate|jackc\/tern)(?:\/v\d+)?|ariga\.io\/atlas|org\.flywaydb:.*|org\.liquibase:.*)$/;

export const noMigrations = rule({
  id: 'database/no-migrations',
  shape: 'absent',
  severity: 'warning',
  title: 'No migrations',
  message:
    "The schema of {product} is made by '{by}' and nothing changes it afterwards: the next change is done by hand, in production. Add migrations.",
  holds: 'A tool brings the schema from version to version',
  why: `What creates tables that are not there leaves those alone that are. The first change of a column then needs somebody with a console, on each
    database, in the right order, without a way back.`,
  references: ['https://martinfowler.com/articles/evodb.html', 'https://alembic.sqlalchemy.org/'],
  about: KeptData,
  reads: [Migration, SchemaCreation, Dependency],

  *check(data, { everywhere, problem, evidence, unknown }) {
    const steps = everywhere(Migration);
    const [step] = steps;
    const [creation] = everywhere(SchemaCreation);
    const asked = everywhere(Dependency).find(({ name, runtime }) => runtime && TOOLS.test(name));
    if (data.relational && step) yield evidence(step, `${step.tool}, ${String(steps.length)} ${steps.length === 1 ? 'file' : 'files'}`);
    // A schema that nothing here makes is somebody else's.
    else if (!data.relational || !creation || asked || data.part) yield unknown(asked ?? creation ?? data);
    else
      yield problem({
        at: creation,
        words: {
          product: data.products.find((product) => !/^(?:MongoDB|Cassandra|Neo4j|SQL)$/.test(product)) ?? 'the database',
          by: creation.by.slice(0, 40),
        },
        subject: 'schema',
      });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        import psycopg
        from fastapi import FastAPI
        from models import Base, engine

        app = FastAPI()
        Base.metadata.create_all(engine)
      `,
      good: code`
        import psycopg
        from fastapi import FastAPI

        app = FastAPI()
      `,
      beside: { 'requirements.txt': 'fastapi==0.115.0\npsycopg==3.2.0\n' },
    },
  ],
});
