import { fact } from '../model/fact.js';

/** What something that watches a process reports. An agent reports several. */
export type Signal = 'metrics' | 'errors' | 'traces';

/** Something that reports what happens inside a process; stands at what starts it. */
export const Telemetry = fact<{
  readonly signal: Signal;
  readonly tool: string;
  /** Seen to be started or served, rather than only made ready. */
  readonly started: boolean;
  /** Sent to a vendor's service, where rules on it may stand as well. */
  readonly pushed: boolean;
}>('observability/telemetry');

/** How log lines are written. */
export const LogFormat = fact<{
  readonly tool: string;
  /** `switch` is a setting that would turn it on and is off by itself. */
  readonly json: 'on' | 'off' | 'switch' | 'unknown';
}>('observability/log-format');

/** A rule that tells people of trouble. */
export const AlertRule = fact<{ readonly name: string; readonly certain: boolean; readonly watches: readonly Watched[] }>(
  'observability/alert-rule',
);
/** What an alert can be about, as far as its name and its expression tell. */
export type Watched = 'errors' | 'latency' | 'logins' | 'database' | 'disk' | 'memory' | 'backups';

/** Code that signs people in. */
export const SignIn = fact<{ readonly by: string }>('observability/sign-in');
/** The workspace's people sign in; derived from the first sign of it, never sure. */
export const Accounts = fact<{ readonly part: boolean }>('observability/accounts');
/** A table, class or library that records who did what. */
export const AuditTrail = fact<{ readonly by: string; readonly certain: boolean }>('observability/audit-trail');

/** A log that is written to a file; stands at what opens it. */
export const LogFile = fact<{
  readonly by: string;
  readonly rotates: 'yes' | 'no' | 'unknown';
  /** What is rotated away is compressed. */
  readonly compresses: boolean;
}>('observability/log-file');
/** Configuration of a program that rotates logs. */
export const LogRotation = fact<{ readonly by: string; readonly compresses: boolean }>('observability/log-rotation');
