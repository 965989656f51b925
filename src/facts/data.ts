import { fact } from '../model/fact.js';

/** A store that the application keeps state in, as its client or configuration says. */
export const Datastore = fact<{
  /** `PostgreSQL`, `MySQL`, `MongoDB`, `Redis`, `SQLite`, …; `SQL` when only that is known. */
  readonly product: string;
  /** Reached over the network, so that it can be away while the application runs. */
  readonly remote: boolean;
}>('data/datastore');
