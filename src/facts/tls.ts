import { fact } from '../model/fact.js';
import type { Value } from '../model/value.js';

/** Whether a client checks the other side's certificate. */
export const CertificateCheck = fact<{
  /** What the user wrote: `verify`, `rejectUnauthorized`, `InsecureSkipVerify`, `curl -k`. */
  readonly setting: string;
  /** True when certificates are checked, whichever way round the setting counts. */
  readonly checks: Value;
  /** What the setting reads like when it checks: `true`, `false`, `1`; undefined when the words are simply left out. */
  readonly safe: string | undefined;
}>('tls/certificate-check');
