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
