/** A credential format that a provider documents: how it looks, what tells a real one from a made-up one, where it is revoked. */
export interface TokenFormat {
  readonly id: string;
  readonly provider: string;
  /** What it is, after the provider's name: 'personal access token'. */
  readonly what: string;
  /** How every such token begins; it is public, so people are shown it. Absent where the format has none. */
  readonly prefix?: string;
  /** Literals one of which stands in the text: at the token's beginning, within it (`lead`), or before it (`pattern` then has a group `token`). */
  readonly keywords: readonly string[];
  /** Sticky, bounded, tried where a keyword stands. With the flag `i` its keywords may be of any case. The token ends where the match ends. */
  readonly pattern: RegExp;
  /** How many characters of the token stand before the keyword, at least and at most. */
  readonly lead?: readonly [least: number, most: number];
  /** The token may follow a letter or a digit directly. */
  readonly afterWord?: true;
  /** What must stand close by, for a format too plain to be known by itself. */
  readonly near?: RegExp;
  /** What close by tells that the provider means this value to be public. */
  readonly unless?: RegExp;
  /** A checksum, a structure or an alphabet that a regular expression cannot say. The body is the token after its prefix. */
  readonly check?: (body: string, token: string) => boolean;
  /** The least Shannon entropy of the body, in bits for each character, where the general floor is too low. */
  readonly entropy?: number;
  readonly revoke: string;
  readonly source: string;
}

/**
 * A value without a prefix, known by the name that it is given to: `TWILIO_AUTH_TOKEN=…`, `"authToken": "…"`, `getenv("TWILIO_AUTH_TOKEN", "…")`,
 * `twilio_token: str = "…"`, `process.env.TWILIO_AUTH_TOKEN || "…"`, and the `name`, `value` pairs of Kubernetes, Terraform and XML.
 */
export function named(name: string, value: string): RegExp {
  const rest = '[\\w.-]{0,20}[\\\\"\'`\\])}]{0,4}';
  const type = '(?:[ \\t]{0,3}:[ \\t]{0,3}[&\\w<>.]{1,24}(?=[ \\t]{0,3}=))?';
  const gives = '(?:[ \\t]{0,12}(?:=>|:=|\\|\\||\\?\\?|[=:,>(])[ \\t]{0,12}|,?\\s{1,60}["\']?value["\']?[ \\t]{0,4}[=:][ \\t]{0,4}|[ \\t])';
  return new RegExp(`(?:${name})${rest}${type}${gives}(?:\\\\?["'\`]){0,2}(?<token>${value})(?![\\w+/=-])`, 'iy');
}

/** Upper case, lower case and, if it is long, digits: what a random body has, and a word or an identifier rarely. */
export const mixed = (body: string): boolean => /[a-z]/.test(body) && /[A-Z]/.test(body) && (body.length < 28 || /[0-9]/.test(body));

/** Letters and digits: what random hexadecimal has, and a number or a word has not. */
export const lettersAndDigits = (body: string): boolean => /[a-z]/i.test(body) && /[0-9]/.test(body);

export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
