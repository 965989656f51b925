import { fact } from '../model/fact.js';

/** What people who run a product look for in a document. */
export type Topic =
  | 'installation'
  | 'deployment'
  | 'rollback'
  | 'troubleshooting'
  | 'incidents'
  | 'api'
  | 'architecture'
  | 'security policy'
  | 'changes'
  | 'backup'
  | 'restore test'
  | 'objectives'
  | 'environment';

/**
 * How much is said below a title: `told` is text or commands that a reader can follow, `pointed` only a link to another site,
 * `little` a line or a promise (`TODO`).
 */
export type Substance = 'told' | 'pointed' | 'little';

/** A document for people: a README, a guide, a decision record. Stands at its first line. */
export const Paper = fact<{
  /** Within the workspace. */
  readonly path: string;
  /** Its first heading, else its file's name. */
  readonly title: string;
  /** What its name and title say that it is about. */
  readonly topics: readonly Topic[];
  readonly substance: Substance;
  /** It holds commands, or steps one after the other. */
  readonly steps: boolean;
  /** Some of it can be typed. */
  readonly commands: boolean;
  /** Written for a coding agent (`AGENTS.md`, `CLAUDE.md`) rather than for people. */
  readonly agents: boolean;
}>('papers/paper', { everyRole: true });

/** A heading of a document for people, its title included; stands at its words. */
export const Heading = fact<{
  /** The document, within the workspace. */
  readonly path: string;
  /** Without markup. */
  readonly text: string;
  /** 1 for a title. */
  readonly level: number;
  readonly topics: readonly Topic[];
  /** Of its section, the sections below it included. */
  readonly substance: Substance;
  /** It holds commands, or steps one after the other. */
  readonly steps: boolean;
  /** Some of it can be typed. */
  readonly commands: boolean;
  readonly agents: boolean;
}>('papers/heading', { everyRole: true });

/** Words inside a document that tell how something is done or promised, where no heading says so: a command, a table's row. */
export const Passage = fact<{
  readonly path: string;
  readonly topic: Topic;
  /** The words, shortened. */
  readonly words: string;
  /** It says the thing itself (`helm rollback`, `RTO: 1 hour`), rather than only mentioning it. */
  readonly certain: boolean;
}>('papers/passage', { everyRole: true });

/** A link of a README to documentation that is kept elsewhere: a site, a wiki. */
export const OutsideDocs = fact<{ readonly url: string; readonly topics: readonly Topic[] }>('papers/outside-docs', { everyRole: true });

/** A licence: its file, or what a manifest says. */
export const Licence = fact<{
  /** `MIT`, `Apache-2.0`, … where it can be told. */
  readonly name: string | undefined;
  readonly by: 'file' | 'manifest';
  /** Relative to the workspace, `''` for its top. */
  readonly folder: string;
}>('papers/licence', { everyRole: true });

/** What tells an API's callers what it offers: a document in OpenAPI's form, or what makes one from the code. */
export const ApiReference = fact<{
  /** `OpenAPI document`, `drf-spectacular`, … */
  readonly by: string;
  /** It is seen to describe an API, rather than only to name its parts. */
  readonly certain: boolean;
  /** How many paths it has, where they are written in it. */
  readonly paths: number;
}>('papers/api-reference', { everyRole: true });

/** Something that writes release notes from the history: changesets, release-please, semantic-release. */
export const ReleaseNotes = fact<{ readonly tool: string; readonly certain: boolean }>('papers/release-notes', { everyRole: true });
