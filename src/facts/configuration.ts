import { fact } from '../model/fact.js';

/** A variable that code reads from the environment; stands at its name, once for each document. Those of the system, CI and frameworks are left out. */
export const EnvRead = fact<{
  readonly name: string;
  /** What it is when it is missing: a default that is written, nothing, or a stop; undefined when the code around would have to be followed. */
  readonly missing: 'default' | 'nothing' | 'stop' | undefined;
  /** What reads it, as the language or library calls it: `os.getenv`, `process.env`, `pydantic-settings`. */
  readonly by: string;
  /** Within a function or under a condition, so that it is not read by starting alone. */
  readonly late?: true;
}>('configuration/env-read');

/** Something that checks the environment when the process starts, and stops it when a variable is missing or malformed. */
export const EnvValidation = fact<{
  readonly tool: string;
  /** It is seen to check, rather than only there. */
  readonly certain: boolean;
}>('configuration/env-validation');

/** A file that lists variables for people to fill in: `.env.example`. Stands at its first line. */
export const EnvTemplate = fact<{
  /** Within the workspace. */
  readonly path: string;
  /** Every name, commented ones included, with the end of its line, line break included. */
  readonly entries: readonly { readonly name: string; readonly after: number }[];
  readonly lineBreak: '\n' | '\r\n';
  /** The length of its text, and whether that ends in a line break. */
  readonly end: number;
  readonly closed: boolean;
}>('configuration/env-template', { everyRole: true });

/** A document for people, or a committed env file with defaults, that names variables. */
export const EnvDocumentation = fact<{ readonly path: string; readonly names: readonly string[] }>('configuration/env-documentation', {
  everyRole: true,
});

/** A value that was written to be replaced, in configuration that ships. */
export const Placeholder = fact<{
  /** The key that holds it. */
  readonly key: string;
  /** Shortened; never of a credential. */
  readonly value: string;
}>('configuration/placeholder');
