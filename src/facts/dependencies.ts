import { fact } from '../model/fact.js';
import type { Span } from '../model/span.js';
import type { Ecosystem } from './project.js';

/** A file in which a package manager wrote down what it resolved; that it exists is all that counts. */
export const LockFile = fact<{
  readonly ecosystem: Ecosystem;
  /** `uv.lock`, `package-lock.json`, … */
  readonly name: string;
  readonly folder: string;
}>('dependencies/lock-file', { everyRole: true });

/** A root that resolves the dependencies of other projects, too: npm's `workspaces`, `go.work`, Maven's modules. */
export const Members = fact<{
  readonly ecosystem: Ecosystem;
  readonly folder: string;
  /** Patterns relative to the folder, as written; `!` leaves out. */
  readonly patterns: readonly string[];
}>('dependencies/members', { everyRole: true });

/** Something that proposes updates of dependencies. */
export const UpdateAutomation = fact<{
  readonly tool: string;
  /** What it looks after; undefined for everything that it finds. */
  readonly covers: readonly { readonly ecosystem: Ecosystem; readonly folders: readonly string[] }[] | undefined;
  /** Where the list of what it looks after goes on, and how its items are written. */
  readonly next: { readonly span: Span; readonly indent: string } | undefined;
}>('dependencies/update-automation', { everyRole: true });

/** A check of dependencies against known vulnerabilities. */
export const DependencyAudit = fact<{
  readonly tool: string;
  /** Undefined for every language. */
  readonly ecosystems: readonly Ecosystem[] | undefined;
  /** Whether what it finds fails the run; undefined when that cannot be told. */
  readonly fails: boolean | undefined;
  readonly folder: string;
}>('dependencies/audit', { everyRole: true });
