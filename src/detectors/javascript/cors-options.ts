import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { type At } from '../../model/span.js';
import { type Slot, type Value, text, unknown } from '../../model/value.js';
import type { Expression } from '../../syntax/code.js';
import { inProduction } from './development.js';
import { credentialsOf, originsOf } from './origins.js';

/** How one library takes the options that the package `cors` has made common. */
export interface CorsWays {
  /** Where the default stands that nobody wrote. */
  readonly at: At;
  /** Where the whole options would be written when there are none. */
  readonly slot: Slot | undefined;
  /** Whether the default becomes the request's origin when credentials are allowed. */
  readonly reflects?: boolean;
}

/** States what `cors(options)` lets in; any origin when nothing is said. https://github.com/expressjs/cors#configuration-options */
export function* corsPolicy(options: Expression | undefined, { at, slot, reflects = false }: CorsWays): Iterable<FactDraft> {
  const map = options && inProduction(options).resolved;
  const everyone = (where: At, writable: Slot | undefined): Value => ({ ...text(where, '*'), ...(writable ? { slot: writable } : {}) });
  const policy = (origins: Value): FactDraft =>
    CorsPolicy(at, {
      setting: 'origin',
      origins,
      pattern: undefined,
      echo: undefined,
      credentials: map && credentialsOf(map.option('credentials')),
      reflects,
    });
  if (!map) {
    yield CorsPolicy(at, {
      setting: 'origin',
      origins: everyone(at, slot),
      pattern: undefined,
      echo: undefined,
      credentials: undefined,
      reflects,
    });
    return;
  }
  if (map.shape.is !== 'map') {
    // `{ cors: true }`, `cors: false`.
    const value = map.value;
    if (value.kind === 'flag' && !value.on) return;
    if (value.kind === 'flag') {
      const origins = everyone(value, { span: value.span, before: '{ origin: ', after: ' }' });
      yield CorsPolicy(at, { setting: 'origin', origins, pattern: undefined, echo: undefined, credentials: undefined, reflects });
    } else yield policy(unknown(options));
    return;
  }
  const origin = map.entry('origin');
  if (origin) {
    // Only the default follows the credentials; a star that is written stays one.
    yield CorsPolicy(at, {
      setting: 'origin',
      ...originsOf(origin.expression),
      credentials: credentialsOf(map.option('credentials')),
      reflects: false,
    });
  } else if (map.option('origin')) yield policy(unknown(options));
  else yield policy(everyone(at, map.firstProperty('origin: ')));
}
