import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { type At } from '../../model/span.js';
import { type Slot, type Value, text, unknown } from '../../model/value.js';
import type { Expression } from '../../syntax/code.js';
import { inProduction } from './development.js';
import { credentialsOf, originsOf } from './origins.js';

/** How one library takes the options that the package `cors` has made common. */
interface CorsWays {
  /** Where the default stands that nobody wrote. */
  readonly at: At;
  /** Where the whole options would be written when there are none. */
  readonly slot: Slot | undefined;
  /** What the setting is called; the header's name where it takes one origin only. */
  readonly setting?: string;
  /** Whether the default becomes the request's origin when credentials are allowed. */
  readonly reflects?: boolean;
}

/** States what `cors(options)` lets in; any origin when nothing is said. https://github.com/expressjs/cors#configuration-options */
export function* corsPolicy(
  options: Expression | undefined,
  { at, slot, setting = 'origin', reflects = false }: CorsWays,
): Iterable<FactDraft> {
  const map = options && inProduction(options).resolved;
  const credentials = map && credentialsOf(map.option('credentials'));
  const policy = (origins: Value): FactDraft =>
    CorsPolicy(at, { setting, origins, pattern: undefined, echo: undefined, credentials, reflects });
  if (!map) {
    yield policy(everyone(at, slot));
    return;
  }
  if (map.shape.is !== 'map') {
    // `{ cors: true }`, `{ cors: false }`
    const { value } = map;
    if (value.kind !== 'flag') yield policy(unknown(options));
    else if (value.on)
      yield CorsPolicy(at, {
        setting,
        origins: everyone(value, { span: value.span, before: '{ origin: ', after: ' }' }),
        pattern: undefined,
        echo: undefined,
        credentials: undefined,
        reflects,
      });
    return;
  }
  const origin = map.entry('origin');
  // Only the default follows the credentials; a star that is written stays one.
  if (origin) yield CorsPolicy(at, { setting, ...originsOf(origin.expression), credentials, reflects: false });
  else yield policy(map.option('origin') ?? everyone(at, map.firstProperty('origin: ')));
}

/** The default: any origin, written where `slot` says. */
const everyone = (at: At, slot: Slot | undefined): Value => ({ ...text(at, '*'), ...(slot ? { slot } : {}) });
