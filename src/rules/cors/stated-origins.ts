import { type CorsPolicy, OriginSetting } from '../../facts/http.js';
import type { Fact, FactKind } from '../../model/fact.js';
import { type Value, texts, writtenIn } from '../../model/value.js';

type Policy = NonNullable<(typeof CorsPolicy)['of']>;
type Reach = <T>(kind: FactKind<T>) => readonly Fact<T>[];

/**
 * A policy's origins; those that it reads from a setting in another module are taken from there when everything that gives the setting a
 * value lets every origin in. One that names its origins in one place and not in another stays unknown.
 */
export const statedOrigins = ({ origins }: Policy, facts: Reach): Value | undefined => origins && stated(origins, facts);

function stated(value: Value, facts: Reach): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => stated(item, facts)) };
  if (value.kind !== 'unknown' || value.of === undefined) return value;
  const settings = facts(OriginSetting).filter(({ name }) => name === value.of);
  const [first] = settings;
  const everyone = settings.every((setting) => texts(setting.value).some(({ text }) => text === '*'));
  return first && everyone ? writtenIn(first.value, first.uri) : value;
}
