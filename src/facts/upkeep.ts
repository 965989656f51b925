import { fact } from '../model/fact.js';

/** Steps that a tool applies to bring a database's schema from one version to the next. */
export const Migration = fact<{ readonly tool: string }>('data/migration');
/** A schema that is made in one go: by a mapper when the process starts, or by a script. */
export const SchemaCreation = fact<{ readonly by: string }>('data/schema-creation');

/** Something that copies data away. */
export const Backup = fact<{
  readonly by: string;
  /** It copies, rather than being called so, or being done by a provider. */
  readonly certain: boolean;
}>('data/backup');
/** Something that restores a copy to see that it can be done. */
export const RestoreTest = fact<{ readonly by: string; readonly certain: boolean }>('data/restore-test', {
  everyRole: true,
});

/** Something that compresses responses, or stands in front and may. */
export const Compression = fact<{ readonly by: string; readonly state: 'on' | 'off' | 'unknown' }>('http/compression');
