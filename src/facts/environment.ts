import { fact } from '../model/fact.js';

/** Code or a script that sets variables for what comes after it. Stands at the first one; the values are not in the fact. */
export const EnvAssignment = fact<{ readonly names: readonly string[] }>('environment/assignment');

/** Something that fills the environment, or stands in for it, from where it cannot be seen: a `.env` that is read, a vault. */
export const EnvFileLoad = fact<{
  readonly by: string;
  /** Only a file named `.env` is meant, which an image may leave out. */
  readonly file: boolean;
}>('environment/file-load');

/** A `.dockerignore` that keeps `.env` out of images. */
export const EnvFileIgnored = fact<{ readonly path: string }>('environment/file-ignored');

/** ENV of a stage; stands at the first one. */
export const StageVariables = fact<{ readonly stage: number; readonly names: readonly string[] }>('container/stage-variables');

/** What a ConfigMap or Secret holds, by key. */
export const ConfigEntries = fact<{
  readonly type: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly keys: readonly string[];
  readonly complete: boolean;
}>('kubernetes/config-entries');

/** A service or container that runs an image of the workspace, with what its code needs; derived. Stands at its key or name. */
export const Deployment = fact<{
  readonly is: 'service' | 'container';
  readonly name: string;
  /** Variables without which the code stops, and where it reads them; undefined where that, or what is set, cannot be known. */
  readonly needs: readonly { readonly name: string; readonly uri: string; readonly start: number; readonly end: number }[] | undefined;
  /** Those that neither it nor another deployment of the image sets. */
  readonly missing: readonly string[];
}>('environment/deployment');
