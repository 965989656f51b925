import { fact } from '../model/fact.js';
import type { Span } from '../model/span.js';
import type { Value } from '../model/value.js';

/** Words that would read differently. */
export interface Rewording {
  /** The words as written, as a title shows them. */
  readonly words: string;
  /** What they become; undefined when they are simply left out. */
  readonly becomes: string | undefined;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

/** Whether the other side's certificate, or a package's signature, is checked; stands at the words that say so. */
export const CertificateCheck = fact<{
  /** What the user wrote: `verify=False`, `rejectUnauthorized: false`, `curl -k`. */
  readonly setting: string;
  /** On when it is checked, whichever way round the setting counts. */
  readonly checks: Value;
  /** What is open without it: one client's traffic, that of everything in the process, what a command downloads, or installs unsigned. */
  readonly guards: 'connection' | 'process' | 'download' | 'package';
  /** The addresses that are connected to, where they are written beside it. */
  readonly peers: readonly Value[];
  /** How it reads when it checks; undefined when that is more than a change of words. */
  readonly safe: Rewording | undefined;
}>('tls/certificate-check');

/** What a side of TLS accepts: versions, or ciphers by their OpenSSL names. Stands at the setting. */
export const TlsChoice = fact<{
  /** As the user wrote it: `ssl_protocols`, `MinVersion`. */
  readonly setting: string;
  readonly of: 'versions' | 'ciphers';
  /** Each that is accepted, in our own spelling: `SSL 3`, `TLS 1.0`; a cipher as written. */
  readonly accepted: readonly { readonly name: string; readonly at: Span }[];
  /** Some of it is not known. */
  readonly open: boolean;
  /** How it reads without those that are broken; undefined when that is more than a change of words. */
  readonly safe: Rewording | undefined;
}>('tls/choice');

/** An address that is connected to without encryption. Stands at the URL. */
export const PlaintextUrl = fact<{
  readonly scheme: string;
  readonly host: string;
  /** The scheme that encrypts, where there is one and no port is written that belongs to the plain one. */
  readonly secure: string | undefined;
  /** The scheme alone. */
  readonly at: Span;
}>('tls/plaintext-url');
