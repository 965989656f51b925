import { fact } from '../model/fact.js';

/** A project that serves requests; derived. Stands where its first application does. */
export const Service = fact<{
  /** The project's folder, `''` for the workspace's own. */
  readonly folder: string;
  /** What its applications are written with, the first one's first. */
  readonly frameworks: readonly string[];
}>('project/service');

/** The workspace as something that runs: it holds a service at least. Derived; stands where the workspace does. */
export const System = fact<{
  /** Only a part of a repository was opened. */
  readonly part: boolean;
  readonly services: number;
}>('project/system', { everyRole: true });

/**
 * What the services of a workspace are, wherever in their files they stand: it stays the same while somebody types. Derived; stands
 * where the workspace does.
 */
export const Services = fact<{
  readonly services: readonly { readonly folder: string; readonly frameworks: readonly string[] }[];
  /** A route is declared under a path that is meant for programs: `/api/orders`, `/v2`. */
  readonly apiPaths: boolean;
  /** The documents that describe an API, or from whose code a description is made. */
  readonly references: readonly { readonly uri: string; readonly certain: boolean; readonly paths: number }[];
}>('project/services', { everyRole: true });

/** A system that keeps data of its own, so that it can lose some; derived, stands where the workspace does. */
export const KeptData = fact<{
  readonly part: boolean;
  /** `PostgreSQL`, `MongoDB`, …: each once, no caches and no indexes that can be built again. */
  readonly products: readonly string[];
  /** Of these, one is asked in SQL, so that its schema has to be created and changed. */
  readonly relational: boolean;
}>('project/kept-data', { everyRole: true });
