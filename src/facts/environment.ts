import { fact } from '../model/fact.js';
import type { Span } from '../model/span.js';

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
  /** Env files, relative to the workspace, whose variables it holds as well: Kustomize makes it. */
  readonly files?: readonly string[];
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

/** Words of a document that reads the environment, or of one that has variables filled in: any of them may be a variable's name. Stands at its beginning. */
export const EnvMention = fact<{
  /** In capitals, whatever they are written in. */
  readonly names: readonly string[];
  /** It reads more than it names: by a name that is put together, all at once, or in a language whose ways are not known. */
  readonly open: boolean;
  /** Every variable that begins with one of these may be read. */
  readonly prefixes: readonly string[];
}>('environment/mention', { everyRole: true });

/** What a service or container sets for an image of the workspace; derived. Stands at its key or name. */
export const GivenVariables = fact<{
  readonly is: 'service' | 'container';
  readonly name: string;
  /** How many are set that somebody reads. */
  readonly read: number;
  /** Those that nothing of the image reads; undefined where that cannot be known. */
  readonly unread:
    | readonly {
        readonly name: string;
        readonly at: { readonly span: Span; readonly uri: string };
        /** One that the code reads, that nobody sets and that is spelt almost the same. */
        readonly near: { readonly name: string; readonly uri: string; readonly span: Span } | undefined;
      }[]
    | undefined;
}>('environment/given');
