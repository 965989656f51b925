import type { AnyDetector } from '../detectors/detector.js';
import type { Derivation } from '../model/derivation.js';
import type { AnyRule } from '../model/rule.js';

/** Everything that the engine knows how to look for. The product's own is `generated/registry.ts`; tests bring smaller ones. */
export interface Registry {
  readonly rules: readonly AnyRule[];
  readonly detectors: readonly AnyDetector[];
  readonly derivations: readonly Derivation[];
  /** Which detectors state a kind of fact, by its id; for derived kinds, those that state what it is derived from. */
  readonly statedBy: Readonly<Record<string, readonly Pick<AnyDetector, 'framework' | 'format'>[]>>;
}
