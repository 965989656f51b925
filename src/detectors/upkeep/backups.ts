import { Backup, RestoreTest } from '../../facts/upkeep.js';
import type { Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';
import { placeOf } from '../watching/patterns.js';

const SHIPS: readonly Role[] = ['production'];
const PLACES =
  /\.(?:sh|bash|ya?ml|ps1|service|timer|cron|toml|conf|tf|mk)$|(?:^|\/)(?:[\w.-]{0,40}dockerfile[\w.-]{0,40}|Makefile|justfile|Procfile|crontab[\w.-]{0,40}|cron\.[\w-]{1,20}\/[^/]{1,80}|[\w-]{0,60}backup[\w.-]{0,60})$/i;

/** Commands, images and objects that copy data away. */
const COPIES =
  /\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|mysqlpump|mongodump|xtrabackup|mariabackup|redis-cli[^\n]{0,40}\b(?:BGSAVE|--rdb)|restic\b[^\n]{0,60}\bbackup|borg create|wal-g (?:backup-push|wal-push)|wal-g backup-push|pgbackrest\b[^\n]{0,80}\bbackup|barman (?:backup|cron)|litestream replicate|velero (?:schedule|backup) create|duplicity|sqlite3[^\n]{0,80}\.backup)\b|\b(?:prodrigestivill\/postgres-backup-local|databack\/mysql-backup|offen\/docker-volume-backup|eeshugerman\/postgres-backup-s3|kartoza\/pg-backup|schickling\/postgres-backup-s3|siemens\/postgres-backup-s3|fradelg\/mysql-cron-backup|tiredofit\/db-backup|litestream\/litestream)\b|^kind:[ \t]*(?:ScheduledBackup|PerconaServerMongoDBBackup|BackupSchedule)\b|\baws_backup_plan\b/m;
/** What a provider does by itself, or what keeps copies only when it is told so. */
const PROVIDED =
  /\b(?:aws_db_instance|aws_rds_cluster|google_sql_database_instance|azurerm_(?:postgresql|mysql|mssql)_\w{1,40}|digitalocean_database_cluster|backup_retention_period|backup_configuration|mongodbatlas_(?:cluster|advanced_cluster)|AWS::RDS::DB(?:Instance|Cluster)|neon_project|barmanObjectStore)\b/;

export const backups = detector({
  framework: 'Backups',
  format: 'text',
  files: PLACES,
  roles: SHIPS,
  mentions:
    /pg_dump|pg_basebackup|mysqldump|mariadb-dump|mysqlpump|mongodump|xtrabackup|mariabackup|BGSAVE|--rdb|restic|borg create|wal-g|pgbackrest|barman|litestream|velero|duplicity|\.backup\b|postgres-backup|mysql-backup|docker-volume-backup|pg-backup|mysql-cron-backup|db-backup|ScheduledBackup|BackupSchedule|aws_backup_plan|aws_db_instance|aws_rds_cluster|google_sql_database_instance|azurerm_|digitalocean_database|backup_retention|backup_configuration|mongodbatlas_|AWS::RDS|neon_project|barmanObjectStore/,

  *facts({ document }): Iterable<FactDraft> {
    if (/(?:^|\/)(?:tests?|ci)\/|^\.github\/(?!workflows)/.test(document.path)) return;
    const copied = placeOf(document, COPIES);
    // Installing the program is not running it.
    if (
      copied &&
      !/\b(?:apt-get|apk|yum|dnf|brew) (?:-\S+ )*(?:install|add)\b[^\n]{0,200}$/.test(
        document.text
          .slice(Math.max(0, copied.start - 240), copied.start)
          .split('\n')
          .at(-1) ?? '',
      )
    )
      yield Backup({ span: copied }, { by: document.text.slice(copied.start, copied.end).replace(/\s+/g, ' '), certain: true });
    const provided = placeOf(document, PROVIDED);
    if (provided) yield Backup({ span: provided }, { by: document.text.slice(provided.start, provided.end), certain: false });
  },
});

/** A program of the product's own that is called a backup: whether it runs, and covers everything, people tell. */
export const ownBackups = detector({
  framework: 'Backups',
  format: 'text',
  files: /(?:^|\/)[\w-]{0,40}(?:backup|document_exporter|db_?dump)s?[\w-]{0,40}(?:\/[\w.-]{1,60})?\.(?:py|go|[cm]?[jt]s|java|sh)$/i,
  roles: SHIPS,

  *facts({ document }): Iterable<FactDraft> {
    if (document.text.length > 200) yield Backup({ span: before(0) }, { by: document.path, certain: false });
  },
});

const TESTED =
  /(?:^|\/)(?:[\w-]{0,30}(?:restore|recovery|backup)[-_](?:tests?|drills?|verify|verification|check)|(?:tests?|verify|check)[-_](?:restores?|backups?|recovery))[\w.-]{0,40}$/i;

export const restoreTests = detector({
  framework: 'Restore tests',
  format: 'text',
  files: /\.(?:sh|bash|ya?ml|py|[cm]?[jt]s|tf|ps1)$/,
  mentions:
    /pg_restore|psql\b|mysql\b|mongorestore|restic[^\n]{0,40}restore|wal-g backup-fetch|pgbackrest[^\n]{0,60}restore|velero restore|aws_backup_restore_testing_plan|litestream restore/,

  *facts({ document }): Iterable<FactDraft> {
    const { path, role } = document;
    const plan = placeOf(document, /\baws_backup_restore_testing_plan\b/);
    if (plan) yield RestoreTest({ span: plan }, { by: 'AWS Backup', certain: true });
    const restored = placeOf(
      document,
      /\b(?:pg_restore|mongorestore|wal-g backup-fetch|velero restore|litestream restore)\b|\b(?:psql|mysql)\b[^\n|]{0,120}<\s{0,4}\S|\b(?:restic|pgbackrest)\b[^\n]{0,60}\brestore\b/,
    );
    if (!restored || role === 'sample') return;
    const scheduled = path.startsWith('.github/workflows/') && /^\s{2,8}schedule:/m.test(document.text);
    const job = /^kind:[ \t]*CronJob\b/m.test(document.text);
    if (TESTED.test(path) || scheduled || job) yield RestoreTest({ span: restored }, { by: path, certain: TESTED.test(path) || scheduled });
    // A script that restores may be what a test runs.
    else if (/restore/i.test(path)) yield RestoreTest({ span: restored }, { by: path, certain: false });
  },
});
