import { fact } from '../model/fact.js';
import type { Requirement } from '../model/requirement.js';
import type { Span } from '../model/span.js';

// No fact here holds a credential's text: facts are cached and sent, and a secret's text is in nothing that is.

/** A literal of code or of a template that can be read from outside instead. */
export interface Replaceable {
  /** The whole literal, quotes included. */
  readonly span: Span;
  /** What an environment variable for it would be called. */
  readonly variable: string;
}

/** A credential in a format that its provider documents. */
export const ProviderToken = fact<{
  readonly provider: string;
  /** What it is, after the provider's name: `personal access token`. */
  readonly what: string;
  /** How every such token begins, where that is public. */
  readonly prefix: string | undefined;
  readonly length: number;
  /** Undefined where it is only part of a text, or the format has no environment. */
  readonly replaceable: Replaceable | undefined;
}>('credentials/provider-token');

/** A block of a private key, with its body. */
export const PrivateKeyBlock = fact<{
  /** `RSA private key`, `OpenSSH private key`, … */
  readonly what: string;
  /** Whether a passphrase protects it. */
  readonly encrypted: boolean;
}>('credentials/private-key');

/** What somebody who knows a credential can do. */
export type CredentialUse = 'signs' | 'encrypts' | 'signs in' | 'calls';

/** A literal that is given to a credential's name (a password, a secret, a token, a key) and looks like a real one. */
export const HardcodedCredential = fact<{
  /** As the user wrote it. */
  readonly name: string;
  /** The name is not the literal's own: it is the function's that takes it as its secret. */
  readonly taken: boolean;
  /** `kind` is what the fact itself is. */
  readonly what: 'password' | 'secret' | 'token' | 'key';
  readonly replaceable: Replaceable | undefined;
}>('credentials/hardcoded');

/** A literal that is given to a credential's name, and that anybody tries first or that was written to be replaced. */
export const GuessableCredential = fact<{
  /** As the user wrote it. */
  readonly name: string;
  /** The name is not the literal's own: it is the function's that takes it as its secret. */
  readonly taken: boolean;
  readonly strength: 'guessable' | 'placeholder';
  readonly use: CredentialUse;
  /** The variable or property that is asked first; undefined where the literal is all there is. */
  readonly fallbackOf: string | undefined;
  readonly replaceable: Replaceable | undefined;
  /** What makes the value required, so that nothing is fallen back on. */
  readonly required: Requirement | undefined;
}>('credentials/guessable');

/** A password inside a connection's URL, or in a connection string. */
export const UrlCredential = fact<{
  /** `postgresql`, `redis`, `https`; `connection string` where there is no URL. */
  readonly scheme: string;
  /** Well known, or the user's own name again: what anybody tries first. */
  readonly guessable: boolean;
  /** Where it leads: this machine, another container by its bare name, anywhere else. */
  readonly host: 'loopback' | 'sibling' | 'remote';
  /** The variable that is asked first. */
  readonly fallbackOf: string | undefined;
  readonly replaceable: Replaceable | undefined;
  readonly required: Requirement | undefined;
}>('credentials/url');

/** A file of environment variables that holds a credential; stands at the first one. */
export const EnvironmentFile = fact<{
  /** The variable at that place. */
  readonly name: string;
  /** How many variables of the file hold one. */
  readonly count: number;
  /** Whether one of the values is nobody else's: not guessable, and not written to be replaced. */
  readonly own: boolean;
}>('credentials/environment-file');

/** A value with a credential's name that is written where logs are. */
export const LoggedSecret = fact<{
  readonly name: string;
  /** What writes it, as the user wrote it: `logger.info`, `print`, `echo`. */
  readonly by: string;
}>('credentials/logged');
