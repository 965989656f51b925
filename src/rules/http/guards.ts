import { type Entrance, type Guard, RequestGuard } from '../../facts/proxy.js';
import type { Fact, FactKind } from '../../model/fact.js';

type FactOf<K> = K extends FactKind<infer T> ? Fact<T> : never;
export type Guarding = FactOf<typeof RequestGuard>;
export type EntranceFact = FactOf<typeof Entrance>;

export interface Guarded {
  /** What is known to protect the entrance. */
  readonly on: readonly Guarding[];
  readonly off: readonly Guarding[];
  /** What may protect it. */
  readonly perhaps: Guarding | undefined;
}

interface Sight {
  facts<T>(kind: FactKind<T>): readonly Fact<T>[];
  everywhere<T>(kind: FactKind<T>): readonly Fact<T>[];
}

/** What stands between strangers and an entrance's routes. */
export function guardsOf(entrance: EntranceFact, guard: Guard, { facts, everywhere }: Sight): Guarded {
  const all = everywhere(RequestGuard).filter((each) => each.guard === guard);
  // Behind a proxy of several applications, one application's own guard says nothing of the others.
  const near =
    entrance.by === 'application'
      ? facts(RequestGuard).filter((each) => each.guard === guard)
      : all.filter(({ where }) => where === 'proxy' || (where === 'application' && entrance.services <= 1));
  const on = near.filter(({ state, where }) => state === 'on' && where !== 'outside');
  return {
    on,
    off: near.filter(({ state }) => state === 'off'),
    perhaps: all.find((each) => each.state !== 'off' && !on.includes(each) && !(entrance.by === 'proxy' && isTheProxy(each))),
  };
}

/** The image of the proxy whose configuration is judged. */
const isTheProxy = ({ by }: Guarding): boolean => by === 'a tunnel';

/** A proxy for programs that are not in the workspace: what they do by themselves is not known. */
export const isBeforeStrangers = ({ by, services }: EntranceFact): boolean => by === 'proxy' && services === 0;
