import { fact } from '../model/fact.js';
import type { At, Place } from '../model/span.js';
import type { Value } from '../model/value.js';
import type { Ecosystem } from './project.js';

/** A file of code that ships: tests, settings of tools and what only developers run are none. */
export const SourceFile = fact<{
  readonly ecosystem: Ecosystem;
  /** Written in TypeScript. */
  readonly typed: boolean;
}>('project/source-file');

/** Where a language is used: the folder of one manifest and what belongs to it. */
export interface LanguageUse {
  /** Relative to the workspace, `''` for its top. */
  readonly folder: string;
  /** The first line of the manifest; without one, of a file. */
  readonly at: Place;
  readonly files: number;
  /** How many of them are TypeScript. */
  readonly typed: number;
  /** Something that runs, rather than something that others install. */
  readonly application: boolean;
  /** Another project of the workspace asks for it by its name. */
  readonly serves: boolean;
}

/** A language in use, once in a workspace; derived from manifests and files of code. Stands at its uppermost manifest. */
export const Language = fact<{
  readonly ecosystem: Ecosystem;
  readonly uses: readonly LanguageUse[];
}>('project/language', { everyRole: true });

/** A language in use whose types somebody can check: plain JavaScript has none. Derived, as the language is. */
export const TypedLanguage = fact<{
  readonly ecosystem: Ecosystem;
  readonly uses: readonly LanguageUse[];
}>('project/typed-language', { everyRole: true });

export type QualityTask = 'lint' | 'format' | 'types';

/** A tool that looks at code is set up, or run by a script, a hook or a pipeline. `likely` where it is only installed. */
export const QualityTool = fact<{
  readonly task: QualityTask;
  readonly tool: string;
  readonly ecosystems: readonly Ecosystem[];
  /** What it looks at: this folder and those below. */
  readonly folder: string;
}>('quality/tool', { everyRole: true });

/** What a `tsconfig.json` says about strictness. */
export const TypeScriptSettings = fact<{
  /** Relative to the workspace. */
  readonly path: string;
  /** What `compilerOptions.strict` is; undefined when it is not written. Its slot says where it would be. */
  readonly strict: Value | undefined;
  readonly slot: { readonly at: At; readonly text: string } | undefined;
  /** As written in `extends`, the last one counts most. */
  readonly bases: readonly string[];
  /** As written in `references`. */
  readonly references: readonly string[];
  /** It names no files of its own and only refers to others. */
  readonly gathers: boolean;
}>('quality/typescript-settings', { everyRole: true });
