import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { type Value, flag, text, unknown } from '../../model/value.js';
import type { Part } from '../../syntax/server-config.js';

export const ORIGIN = 'access-control-allow-origin';
export const CREDENTIALS = 'access-control-allow-credentials';
export const isProtective = (header: string): boolean =>
  /^(?:strict-transport-security|content-security-policy|x-content-type-options|x-frame-options|referrer-policy|permissions-policy)$/.test(
    header,
  );

/** A header that a server or proxy sends with its answers. */
export interface SentHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: Part;
  /** It is sent under a condition, or for some paths only. */
  readonly conditional: boolean;
}

const valueOf = (part: Part): Value => (part.plain ? text(part, part.text) : unknown(part));
const flagOf = (part: Part): Value => (part.plain ? flag(part, part.text.trim().toLowerCase() === 'true') : unknown(part));

/** What a proxy lets origins read, from the headers that it sets in one place. */
export function* corsOf(
  headers: readonly SentHeader[],
  /** How it writes the request's own origin. */
  origin: RegExp,
  /** The pattern that the origin has matched where this value is sent. */
  patternOf: (value: Part) => Part | undefined = () => undefined,
): Iterable<FactDraft> {
  const credentials = headers.find(({ name }) => name === CREDENTIALS)?.value;
  for (const { name, value, conditional } of headers) {
    if (name !== ORIGIN) continue;
    const pattern = patternOf(value);
    const echoes = !pattern && origin.test(value.text) && !conditional;
    yield CorsPolicy(
      { span: value.span },
      {
        setting: 'Access-Control-Allow-Origin',
        origins: echoes || pattern ? undefined : valueOf(value),
        pattern: pattern && text(pattern, pattern.text),
        echo: echoes ? { span: value.span } : undefined,
        credentials: credentials && flagOf(credentials),
        reflects: false,
      },
    );
  }
}
