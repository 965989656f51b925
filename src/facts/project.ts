import { fact } from '../model/fact.js';

export type Ecosystem = 'python' | 'javascript' | 'go' | 'java';

/** A file that names a unit of code and what it needs: `package.json`, `pyproject.toml`, `go.mod`, `pom.xml`, … */
export const Manifest = fact<{
  readonly ecosystem: Ecosystem;
  /** The unit's own name, where it gives one. */
  readonly name: string | undefined;
  /** Something that others install: a library, rather than (or beside) an application. */
  readonly publishable: boolean;
  /** Lists members instead of holding code of its own: the root of a monorepo. */
  readonly gathers: boolean;
}>('project/manifest');

/** A package that a manifest asks for. */
export const Dependency = fact<{
  readonly ecosystem: Ecosystem;
  /** As the registry spells it, in lower case; `group:artifact` for Java. */
  readonly name: string;
  /** The version or range as written; undefined where none is, `@` where it is fetched from an address or a folder. */
  readonly version: string | undefined;
  /** Whether running the product needs it; tools for development do not count. */
  readonly runtime: boolean;
}>('project/dependency');

/**
 * The whole workspace, for what counts once: a pipeline, a licence. There is exactly one. Stands at the first line of the
 * manifest at its top, else of the README there, else at the folder itself.
 */
export const Workspace = fact<{
  /** Only a part of a repository was opened: what stands above it is not read, and nobody can say that it is missing. */
  readonly part: boolean;
}>('project/workspace', { everyRole: true });

/** A README; the one at the top is where gaps of the whole workspace stand when there is no manifest. */
export const Readme = fact<{
  /** Relative to the workspace, `''` for its top. */
  readonly folder: string;
}>('project/readme', { everyRole: true });

/** A deployable or publishable unit; derived from manifests, applications and images. Stands at its manifest's first line. */
export const Project = fact<{
  /** Relative to the workspace, `''` for its top. */
  readonly folder: string;
}>('project/project');
