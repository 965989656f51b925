import { Migration, SchemaCreation } from '../../facts/upkeep.js';
import type { Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { detector } from '../detector.js';
import { placeOf } from '../watching/patterns.js';

const SHIPS: readonly Role[] = ['production'];

/** Where tools keep their steps, and what such a step holds. */
const STEPS: readonly { readonly tool: string; readonly path: RegExp; readonly holds: RegExp }[] = [
  { tool: 'Alembic', path: /(?:^|\/)versions\/[^/]{1,120}\.py$/, holds: /\bdef upgrade\(/ },
  { tool: 'Alembic', path: /(?:^|\/)alembic\/[\w/-]{0,80}[^/]{1,120}\.py$/, holds: /\bdef upgrade\(/ },
  { tool: 'Django', path: /(?:^|\/)migrations\/\d{4}_[^/]{1,120}\.py$/, holds: /\bMigration\b/ },
  { tool: 'Prisma', path: /(?:^|\/)migrations\/\d{4,20}_[^/]{1,120}\/migration\.sql$/, holds: /\S/ },
  { tool: 'Drizzle', path: /(?:^|\/)meta\/_journal\.json$/, holds: /"entries"\s{0,4}:\s{0,4}\[\s{0,20}\{/ },
  { tool: 'Flyway', path: /(?:^|\/)(?:V[\d._]{1,20}__|R__)[^/]{1,120}\.(?:sql|java)$/, holds: /\S/ },
  {
    tool: 'Liquibase',
    path: /(?:^|\/)[^/]{0,80}changelog[^/]{0,80}\.(?:xml|ya?ml|json|sql)$|(?:^|\/)db\/changelog\//i,
    holds: /\b(?:changeSet|databaseChangeLog|liquibase formatted sql)\b/,
  },
  { tool: 'goose', path: /\.(?:sql|go)$/, holds: /^-- \+goose Up\b|\bgoose\.AddMigration/m },
  { tool: 'dbmate', path: /\.sql$/, holds: /^-- migrate:up\b/m },
  { tool: 'golang-migrate', path: /(?:^|\/)\d{1,20}_[^/]{1,120}\.up\.sql$/, holds: /\S/ },
  { tool: 'Atlas', path: /(?:^|\/)atlas\.hcl$/, holds: /\benv\b|\bmigration\b/ },
  { tool: 'Sqitch', path: /(?:^|\/)sqitch\.plan$/, holds: /%project/ },
  {
    tool: 'migrations',
    path: /(?:^|\/)(?:db[_-]?)?migrat(?:ions?|e)\/(?:[\w.-]{1,60}\/){0,4}[vV]?\d[^/]{0,120}\.(?:sql|[cm]?[jt]s|go|py|java|rb)$|(?:^|\/)[vV]?\d{1,3}\.\d{1,3}(?:\.\d{1,3})?\/\d{2,4}__[^/]{1,80}\.sql$/,
    holds: /\b(?:up|upgrade|migrate|change|CREATE|ALTER|INSERT|UPDATE|DROP|create|alter|addColumn|schema|Sync2?|AutoMigrate)\b/,
  },
  {
    tool: 'migrations',
    path: /(?:^|\/)migrations?\/[^/]{1,120}\.(?:[cm]?[jt]s|go)$/i,
    holds: /\b(?:up|Up)\s{0,3}(?:\(|=|:)|\bMigrate\b|\bmigrations?\s{0,4}=/,
  },
];
const ANY_PATH = new RegExp(STEPS.map(({ path }) => `(?:${path.source})`).join('|'), 'i');

/** One step is enough; its file's first line is where it stands. */
export const migrationSteps = detector({
  framework: 'Migrations',
  format: 'text',
  files: ANY_PATH,
  roles: SHIPS,
  mentions:
    /def upgrade\(|Migration|CREATE|ALTER|INSERT|UPDATE|DROP|create|alter|"entries"|changeSet|databaseChangeLog|liquibase|\+goose|AddMigration|migrate:up|%project|migration|env\b|\b[uU]p\b|upgrade|addColumn|Sync|AutoMigrate|schema/,

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    if (/(?:^|\/)(?:node_modules|vendor|seeds?|seeders?|fixtures?)\//.test(path)) return;
    const found = STEPS.find((step) => step.path.test(path) && step.holds.test(text));
    if (found) yield Migration({ span: before(0) }, { tool: found.tool });
  },
});

/** Steps that stand in code: a list of functions, one for each version. */
export const migrationsInCode = detector({
  framework: 'Migrations',
  format: 'text',
  files: /\.(?:go|[cm]?[jt]s|py|java)$/,
  roles: SHIPS,
  mentions:
    /gormigrate|goose\.|migrate\.New|sqlmigrate|darwin\.New|umzug|Umzug|Postgrator|node-pg-migrate|migrationsRun|runMigrations|sql-migrate|aerich|yoyo|piccolo_migrations|FileMigrationProvider|migrate\.latest|NewMigrator|tern\/migrate|create table[^\n]{0,60}(?:migration|(?:schema|db)_?(?:version|history))/i,

  *facts({ document }): Iterable<FactDraft> {
    const span = placeOf(
      document,
      /\bgormigrate\.New\(|\bgoose\.(?:Up|UpContext|NewProvider|SetDialect)\(|\bmigrate\.New(?:WithSourceInstance|WithDatabaseInstance|WithInstance)?\(|\bmigrate\.Exec\(|\bdarwin\.New\(|\bnew Umzug\(|\bnew Postgrator\(|\bmigrationsRun\s{0,3}:\s{0,3}true|\.migrate\.latest\(|\bnew FileMigrationProvider\(|\byoyo\.read_migrations\(|\bmigrate\.NewMigrator\(|\bcreate table (?:if not exists )?["'`]?(?:\w{1,40}\.)?\w{0,40}(?:migrations?|migration_versions?|migration_history|(?:schema|db)_?(?:versions?|history))\b/i,
    );
    if (span) yield Migration({ span }, { tool: document.text.slice(span.start, span.end).replace(/\W{1,40}$/, '') });
  },
});

/** A schema that appears in one go, and does not change any more after that. */
export const schemaCreations = detector({
  framework: 'Schemas made in one go',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java|sql|properties|ya?ml|json|sh)$|(?:^|\/)[\w.-]{0,40}[dD]ockerfile[\w.-]{0,40}$|\.prisma$/,
  roles: SHIPS,
  mentions: /create_all|AutoMigrate|synchronize|\.sync\(|ddl-auto|hbm2ddl|CREATE TABLE|create table|db push|generate_schemas/,

  *facts({ document }): Iterable<FactDraft> {
    if (/(?:^|\/)(?:migrations?|versions|vendor|node_modules)\//.test(document.path)) return;
    const span: Span | undefined = placeOf(
      document,
      /\bmetadata\.create_all\b|\bdb\.create_all\(|\.AutoMigrate\(|\bsynchronize\s{0,3}:\s{0,3}true|\bsequelize\.sync\(|\bddl-auto\s{0,3}[=:]\s{0,3}["']?(?:update|create(?:-drop)?)\b|\bhbm2ddl\.auto\s{0,3}[=:]\s{0,3}["']?(?:update|create)|\bCREATE TABLE\b(?! temp)|\bprisma db push\b|\bgenerate_schemas\s{0,3}=\s{0,3}True/i,
    );
    if (span) yield SchemaCreation({ span }, { by: document.text.slice(span.start, span.end).replace(/\s+/g, ' ') });
  },
});
