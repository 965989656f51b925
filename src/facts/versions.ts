import type { Language } from '../model/end-of-life.js';
import { fact } from '../model/fact.js';
import type { TextEdit } from '../model/finding.js';
import type { At, Span } from '../model/span.js';
import type { Version, VersionRange } from '../model/version-range.js';

/** A version of a language that a document states; stands at what states it. */
export const LanguageVersion = fact<{
  readonly language: Language;
  /** `range`: what the code is written for; `pin`: what developers use; `pipeline`: what tests run on. */
  readonly as: 'range' | 'pin' | 'pipeline';
  /** `requires-python`, `.nvmrc`, `setup-node`. */
  readonly by: string;
  readonly path: string;
  readonly written: string;
  /** All of a matrix; none where only a range is stated. */
  readonly versions: readonly Version[];
  readonly range: VersionRange | undefined;
}>('project/language-version');

/** An image's name around the version of its language. */
export interface Writable {
  readonly before: string;
  /** Without what belongs to the old version alone: `-bullseye`. */
  readonly after: string;
  /** What goes when the version changes. */
  readonly removals: readonly Span[];
}

/** A stage of a Dockerfile that is built on a language's image; stands at the version in its tag where that is written, else at the name. */
export const StageLanguage = fact<{
  readonly language: Language;
  readonly path: string;
  readonly stage: number;
  /** As written: `python:3.11-slim`. */
  readonly image: string;
  readonly version: Version;
  /** Manifests that the Dockerfile names. */
  readonly manifests: readonly string[];
  /** A tool in it may install another version of the language: `uv sync`, `nvm install`. */
  readonly changed: boolean;
  /** Undefined where another version cannot be written in its place. */
  readonly writable: Writable | undefined;
}>('container/stage-language');

/** A place that states a version. */
export interface StatedVersion {
  readonly at: At;
  /** `requires-python`, `.nvmrc`, `setup-node`, or the image's name. */
  readonly by: string;
  readonly written: string;
}

/** What contradicts a version that ships. */
export interface Disagreement extends StatedVersion {
  /** `range`: the image is out of what the manifest allows; else what is older than the other end. */
  readonly kind: 'range' | 'image' | 'pin' | 'pipeline';
  readonly other: StatedVersion;
  /** The version to write there, and how. */
  readonly becomes: { readonly version: string; readonly name: string; readonly edits: readonly TextEdit[] } | undefined;
}

/** A language that an image ships or is compiled with, or that developers use where there is no image; derived. Stands where the version does. */
export const RuntimeVersion = fact<{
  readonly language: Language;
  readonly by: string;
  readonly written: string;
  /** The last day of its support, where that is over. */
  readonly ended: string | undefined;
  readonly disagreements: readonly Disagreement[];
  /** Places that state a version that fits. */
  readonly agreeing: readonly StatedVersion[];
  /** A supported release, and how it is written here where it can be. */
  readonly supported: {
    readonly version: string;
    readonly change: { readonly name: string; readonly edits: readonly TextEdit[] } | undefined;
  };
}>('consistency/runtime-version');
